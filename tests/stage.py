"""The product's server for tests, which goes from store to store: a start costs more than a test.

`python -m tests.stage 9100` starts it. What is put to /-/stage are settings by their names in the
environment; the house that stood is closed, and one over the store they name is opened. With no
settings it is at home again, on the store it was started with.
"""

import os
import sys
from contextlib import AsyncExitStack

from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from turnout import house
from turnout.settings import settings
from turnout.web import front

ADDRESS = "/-/stage"


class Stage:
    """Stands before the product's own middleware, and changes the house behind it."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._standing = AsyncExitStack()
        self._home_house: house.House | None = None
        self._home_settings = _ours()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def hear() -> Message:
            said = await receive()
            if said["type"] == "lifespan.shutdown":
                await self._standing.aclose()
            return said

        if scope["type"] == "http" and scope["path"] == ADDRESS:
            await self._change(await Request(scope, receive).json())
            await Response(status_code=204)(scope, receive, send)
        else:
            await self._app(scope, hear if scope["type"] == "lifespan" else receive, send)

    async def _change(self, given: dict[str, str]) -> None:
        self._home_house = self._home_house or house.house()
        for name in _ours():
            del os.environ[name]
        os.environ.update(given or self._home_settings)
        settings.cache_clear()
        house.house().live.close_listeners()
        await self._standing.aclose()
        house.use(None if given else self._home_house)
        if given:
            opened = house.lifespan_at(lambda: "")(None)
            await self._standing.enter_async_context(opened)


def _ours() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name.startswith("TURNOUT_")}


if __name__ == "__main__":
    front.middleware.insert(0, Middleware(Stage))
    import dashboard

    dashboard.app.run(config={"server.port": int(sys.argv[1])})
