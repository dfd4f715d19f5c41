"""Fetch and parse each address given, and say how much memory it took, as JSON."""

import asyncio
import contextlib
import json
import resource
import sys
from urllib.parse import urlsplit

from turnout.collect.fetch import fetch, new_client
from turnout.errors import SourceFailed
from turnout.settings import Settings
from turnout.sources import FEED_KIND
from turnout.sources.child import Reader


def peak(who: int) -> int:
    """Return the most memory that was ever resident, in bytes."""
    return resource.getrusage(who).ru_maxrss * 1024


async def main(first: str, *others: str) -> dict[str, int]:
    """Return idle (after the first), peak, child (the parser's) in bytes, and how many came."""
    reader, fetched = Reader(), 0
    async with new_client(Settings(private_feed_hosts=(urlsplit(first).netloc,))) as client:
        await reader.read(FEED_KIND, (await fetch(client, first)).body or b"")
        idle, fetched = peak(resource.RUSAGE_SELF), 1
        for url in others:
            with contextlib.suppress(SourceFailed):
                await reader.read(FEED_KIND, (await fetch(client, url)).body or b"")
                fetched += 1
    await reader.close()
    child = peak(resource.RUSAGE_CHILDREN)
    return {"idle": idle, "peak": peak(resource.RUSAGE_SELF), "child": child, "fetched": fetched}


if __name__ == "__main__":
    print(json.dumps(asyncio.run(main(*sys.argv[1:]))))
