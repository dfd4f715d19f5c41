"""The measuring client: raw sockets, so that it costs as little as can be beside the server."""

import asyncio
import contextlib
import re
import time
from collections.abc import AsyncIterator, Coroutine
from dataclasses import dataclass
from typing import Any, TypeVar, cast

from tests.benchmarks import rally

Made = TypeVar("Made")

HOST = "127.0.0.1"
PATIENCE_SECONDS = 30
_ID = re.compile(rb"\nid: (\d+)\n")
_LENGTH = re.compile(rb"\r\ncontent-length: (\d+)\r\n", re.IGNORECASE)


@dataclass(frozen=True)
class Answer:
    """A response, and when its last byte came."""

    status: int
    body: bytes
    at: float

    @property
    def seq(self) -> int:
        """The receipt's seq. Raises RuntimeError where there is none."""
        if self.status not in (200, 201):
            raise RuntimeError(f"answered {self.status}: {self.body[:200]!r}")
        return int(self.body.partition(b'"seq":')[2].partition(b",")[0])


class Connection(asyncio.Protocol):
    """One keep-alive connection, which carries one request at a time."""

    def __init__(self) -> None:
        self._buffer = b""
        self._waiting: asyncio.Future[Answer] | None = None
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        answer = _whole(self._buffer)
        if answer is not None and self._waiting is not None and not self._waiting.done():
            self._buffer = b""
            self._waiting.set_result(answer)

    def connection_lost(self, error: Exception | None) -> None:
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_exception(ConnectionResetError("the server is gone"))

    async def ask(self, request: bytes) -> Answer:
        """Send `request` and return its answer. Raises ConnectionError when the server goes."""
        if self._transport is None or self._transport.is_closing():
            raise ConnectionResetError("the server is gone")
        self._waiting = asyncio.get_running_loop().create_future()
        self._transport.write(request)
        return await self._waiting

    def close(self) -> None:
        if self._transport is not None:
            self._transport.close()


class Stream(asyncio.Protocol):
    """One listener to a live picture; `heard` has (seq, when) of each frame that came whole."""

    def __init__(self, request: bytes) -> None:
        self.heard: list[tuple[int, float]] = []
        self._request = request
        self._buffer = b""
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)
        self._transport.write(self._request)

    def data_received(self, data: bytes) -> None:
        at = time.perf_counter()
        *events, self._buffer = (self._buffer + data).split(b"\n\n")
        for event in events:
            named = _ID.search(event)
            if named:
                self.heard.append((int(named[1]), at))

    def newest(self) -> int:
        """Return the seq of the newest frame, -1 before the first."""
        return self.heard[-1][0] if self.heard else -1

    def first_since(self, seq: int) -> float:
        """Return when the first frame that shows `seq` came; it has come."""
        return next(at for newest, at in self.heard if newest >= seq)

    def close(self) -> None:
        if self._transport is not None:
            self._transport.close()


@contextlib.asynccontextmanager
async def connections(port: int, how_many: int) -> AsyncIterator[list[Connection]]:
    """Keep so many connections open."""
    loop = asyncio.get_running_loop()
    made = [(await loop.create_connection(Connection, HOST, port))[1] for _ in range(how_many)]
    try:
        yield made
    finally:
        for each in made:
            each.close()


@contextlib.asynccontextmanager
async def streams(port: int, path: str, how_many: int) -> AsyncIterator[list[Stream]]:
    """Keep so many listeners open to `path`, from when each has its first picture."""
    loop, hello = asyncio.get_running_loop(), rally.request("GET", path)
    made = [
        (await loop.create_connection(lambda: Stream(hello), HOST, port))[1]
        for _ in range(how_many)
    ]
    try:
        await all_heard(made, 0)
        yield made
    finally:
        for each in made:
            each.close()


async def all_heard(listeners: list[Stream], seq: int) -> None:
    """Wait until every listener has a frame that shows `seq`. Raises TimeoutError."""
    async with asyncio.timeout(PATIENCE_SECONDS):
        for each in listeners:
            while each.newest() < seq:
                await asyncio.sleep(0.01)


def run(main: Coroutine[Any, Any, Made]) -> Made:
    """Run `main` on the faster loop where it is installed: a slow client measures itself."""
    try:
        import uvloop
    except ImportError:
        return asyncio.run(main)
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        return runner.run(main)


def _whole(buffer: bytes) -> Answer | None:
    head, parted, body = buffer.partition(b"\r\n\r\n")
    if not parted:
        return None
    length = _LENGTH.search(head + b"\r\n")
    if length is None or len(body) < int(length[1]):
        return None
    return Answer(int(head[9:12]), body, time.perf_counter())
