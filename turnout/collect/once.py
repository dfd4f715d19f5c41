"""One source, read once to see what it holds; nothing is stored."""

import asyncio
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from turnout.collect.fetch import fetch, new_client
from turnout.desk import posts
from turnout.errors import SourceFailed
from turnout.settings import Settings, settings
from turnout.sources import FEED_KIND, Post
from turnout.sources.child import Reader
from turnout.sources.guard import MOST_BYTES


def read_source(
    source: str, hashtag: str = "", leads: Sequence[str] = (), given: Settings | None = None
) -> list[dict[str, Any]]:
    """Return what each post of a file or URL would be taken for; nothing is stored.

    Raises SourceFailed, or OSError for a file that cannot be read.
    """
    given = given or settings()
    found = asyncio.run(_read_once(source, given))
    now = datetime.now(UTC)
    known = {lead: lead for lead in leads}
    return [posts.preview(post, hashtag, known, now, given.hold_party) for post in found]


async def _read_once(source: str, given: Settings) -> list[Post]:
    url = ""
    if re.match(r"https?://", source, re.IGNORECASE):
        async with new_client(given) as client:
            fetched = await fetch(client, source)
        body, url = fetched.body or b"", fetched.url
    else:
        with Path(source).open("rb") as file:
            body = file.read(MOST_BYTES + 1)
    if len(body) > MOST_BYTES:
        raise SourceFailed(source, "too_big")
    reader = Reader()
    try:
        return await reader.read(FEED_KIND, body, url)
    finally:
        await reader.close()
