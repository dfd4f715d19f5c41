"""The parent's side of the killable child: started on first need, reused while it is healthy."""

import asyncio
import contextlib
import json
import struct
import sys
from base64 import b64decode
from pathlib import Path
from typing import Any

from turnout.errors import Refused, SourceFailed
from turnout.model import PhotoFiles
from turnout.model.places import Drawing
from turnout.sources import FEED_KIND, MAP_KIND
from turnout.sources.discovery import Alternate
from turnout.sources.places import MOST_BYTES, passage
from turnout.sources.post import Post, post_of

START_SECONDS = 30.0  # a busy machine starts slowly, which is no feed's fault
PATIENCE_SECONDS = 5.0  # an honest feed of 2 MiB takes under one
PHOTO_SECONDS = 15.0  # the largest photo takes two, on a machine that has time
MOST_ANSWERED = 16 * 2**20  # bytes; 200 posts of the longest kind are a tenth of it
HOME = Path(__file__).parents[2]  # where `python -m turnout.sources` is found
_HARD = dict.fromkeys(("too_slow", "too_big", "died"), "too_hard")
LENGTH = struct.Struct(">I")


class Reader:
    """Reads bodies in a child process, one at a time. Not shared between event loops."""

    def __init__(self, patience_seconds: float = PATIENCE_SECONDS) -> None:
        self._patience = patience_seconds
        self._turn = asyncio.Lock()
        self._child: asyncio.subprocess.Process | None = None

    async def read(self, kind: str, body: bytes, url: str = "") -> list[Post]:
        """Return the posts in `body`. url: where it was read from, for links that are relative.

        Raises SourceFailed: what the kind raises, or too_slow, or died; the next body gets a
        fresh child then.
        """
        return [post_of(values) for values in (await self._answer(kind, url, body))["posts"]]

    async def read_whole(self, body: bytes, url: str) -> tuple[str, list[Post]]:
        """Return a feed's title and its posts. Raises as `read` does."""
        answer = await self._answer(FEED_KIND, url, body)
        return answer["title"], [post_of(values) for values in answer["posts"]]

    async def read_page(self, body: bytes, url: str) -> list[Alternate]:
        """Return the feeds that the page `body` at `url` names. Raises as `read` does."""
        answer = await self._answer("page", url, body)
        return [Alternate(**feed) for feed in answer["feeds"]]

    async def read_photo(self, body: bytes) -> PhotoFiles:
        """Return the photo in `body` made anew. Raises Refused as `photo.made` does, and
        SourceFailed: too_slow, too_big, unreadable, died."""
        answer = await self._answer("photo", "", body)
        files = {name: b64decode(answer[name]) for name in ("full", "small")}
        return PhotoFiles(**answer | files)

    async def read_map(self, body: bytes, name: str = "") -> Drawing:
        """Return the places in the map file `body`. name: the file's, whose ending may tell.

        Raises Refused("map"): what the kind raises, or too_hard for what takes more time or memory
        than any honest map.
        """
        if len(body) > MOST_BYTES:
            raise Refused("map", "too_large", most=MOST_BYTES // 1_000_000)
        try:
            answer = await self._answer(MAP_KIND, name.encode("utf-8", "replace"), body)
        except SourceFailed as failed:
            raise Refused("map", _HARD.get(failed.reason, "broken")) from failed
        return passage.drawing_of(answer["map"])

    async def close(self) -> None:
        """End the child, if there is one."""
        child, self._child = self._child, None
        if child and child.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                child.kill()
            await child.wait()

    async def _answer(self, *parts: str | bytes) -> dict[str, Any]:
        async with self._turn:
            answer = await self._asked(
                *(part.encode() if isinstance(part, str) else part for part in parts)
            )
        if "failed" in answer:
            raise SourceFailed("", answer["failed"])
        if "refused" in answer:
            field, code, values = answer["refused"]
            raise Refused(field, code, **values)
        return answer

    async def _asked(self, *parts: bytes) -> dict[str, Any]:
        healthy = False
        try:
            child = await self._running()
            async with asyncio.timeout(self._patience):
                answer = await _exchange(child, *parts)
            healthy = True
        except TimeoutError:
            raise SourceFailed("", "too_slow") from None
        except (OSError, asyncio.IncompleteReadError, ValueError) as error:
            raise SourceFailed("", "died") from error
        finally:
            if not healthy:  # also when we are cancelled: half an answer would spoil the next
                await asyncio.shield(self.close())
        return answer

    async def _running(self) -> asyncio.subprocess.Process:
        if self._child is None or self._child.returncode is not None:
            self._child = child = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "turnout.sources"),
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.DEVNULL,
                cwd=HOME,
                env={"LANG": "C.UTF-8"},  # it needs no secret of ours
            )
            async with asyncio.timeout(START_SECONDS):
                await _frame(child)
        return self._child


async def _exchange(child: asyncio.subprocess.Process, *parts: bytes) -> dict[str, Any]:
    assert child.stdin
    for part in parts:
        child.stdin.write(LENGTH.pack(len(part)) + part)
    await child.stdin.drain()
    answer: dict[str, Any] = json.loads(await _frame(child))
    return answer


async def _frame(child: asyncio.subprocess.Process) -> bytes:
    assert child.stdout
    (length,) = LENGTH.unpack(await child.stdout.readexactly(LENGTH.size))
    if length > MOST_ANSWERED:
        raise ValueError("an answer beyond all measure")
    return await child.stdout.readexactly(length)
