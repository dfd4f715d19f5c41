import asyncio

import pytest

from turnout.web.front import FrontDoor


@pytest.mark.parametrize("path", ["*", "", "/", "//e/ks", "/wall", "/entered"])
def test_what_is_not_ours_goes_on_to_streamlit(path):
    went_on = []

    async def streamlit(scope, receive, send):
        went_on.append(scope["path"])

    asyncio.run(FrontDoor(streamlit)({"type": "http", "path": path}, None, None))

    assert went_on == [path]
