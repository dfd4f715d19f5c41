"""GET /api/v1/events/EVENT/live: the live picture as a stream of server-sent events.

A raw ASGI endpoint: a thousand listeners get the same bytes, at half the cost of a
StreamingResponse.
"""

import asyncio
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.types import Receive, Scope, Send

from turnout import browser
from turnout.desk import links
from turnout.desk.throttle import household
from turnout.errors import NoRoom
from turnout.house import house
from turnout.live import Listener, Live, Picture
from turnout.model import Role
from turnout.web import asked
from turnout.web.progress import OPEN_TO_ALL

BEAT = b"event: beat\ndata: {}\n\n"
# What is expected, where the picture of that seq is known: it has no id, and so the seq stays what
# a listener comes back with; and it costs a crowd six numbers, and not the picture again.
FORECAST = b"event: forecast\ndata: %b\n\n"
WALL = ("wall", "1")  # a wall says that it is one, for the phone that turns it
HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),  # nginx would keep the stream to itself
    *((name.lower().encode(), of.encode()) for name, of in OPEN_TO_ALL.items()),
]


class LiveStream:
    """The endpoint; it keeps the latest frame, made once for all who listen."""

    def __init__(self) -> None:
        self._latest: tuple[Picture | None, bytes] = (None, b"")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        live, event = house().live, scope["path_params"]["event"]
        given = parse_qsl(scope.get("query_string", b"").decode("latin-1"))
        known = _last_id(scope) or dict(given).get("since", "")
        is_wall = WALL in given
        with _seated(live, Request(scope), is_wall):
            listener = await live.listen(event, is_wall)  # an unknown event is refused before it
            try:
                await send({"type": "http.response.start", "status": 200, "headers": HEADERS})
                if scope["method"] == "HEAD":
                    await send({"type": "http.response.body", "body": b""})
                else:
                    await _until_gone(receive, self._speak(live, listener, known, send))
            finally:
                listener.close()

    async def _speak(self, live: Live, listener: Listener, known: str, send: Send) -> None:
        hello = f"retry: 2000\nevent: hello\ndata: {browser.build()}\n\n"
        await _chunk(send, hello.encode())
        while not live.closing:
            picture = await listener.next()
            if picture is None:
                await _chunk(send, BEAT)
                continue
            if known != str(picture.seq):
                await _chunk(send, self._frame(picture))
            elif picture.forecast_public:
                await _chunk(send, FORECAST % picture.forecast)
            known = str(picture.seq)
        await send({"type": "http.response.body", "body": b""})

    def _frame(self, picture: Picture) -> bytes:
        """Return the event of `picture`, made once for all who listen."""
        latest, frame = self._latest
        if latest is not picture:
            frame = b"id: %d\ndata: %b\n\n" % (picture.seq, picture.data)
            self._latest = (picture, frame)
        return frame


@contextmanager
def _seated(live: Live, request: Request, is_wall: bool) -> Iterator[None]:
    """Hold a seat for a screen for as long as it listens. Raises NoRoom.

    A wall's is not counted with the phones of its hall, which have the same address.
    """
    who = f"{household(asked.address(request))}{' wall' if is_wall else ''}"
    if not (live.seats.is_free_for(who) or _is_at_work(request)):
        raise NoRoom
    live.seats.sit(who)
    try:
        yield
    finally:
        live.seats.rise(who)


def _is_at_work(request: Request) -> bool:
    """Return whether a link that does more than a supporter's was opened in this browser."""
    held = links.visitor(house().desk, request.cookies.get(links.COOKIE, ""))
    return any(grant.role is not Role.SUPPORTER for grant in held)


def _last_id(scope: Scope) -> str:
    for name, value in scope["headers"]:
        if name == b"last-event-id":
            return str(value.decode("latin-1"))
    return ""


async def _chunk(send: Send, body: bytes) -> None:
    await send({"type": "http.response.body", "body": body, "more_body": True})


async def _until_gone(receive: Receive, speaking: Coroutine[Any, Any, None]) -> None:
    """Run `speaking` until it ends or nobody listens any more."""
    speaker = asyncio.ensure_future(speaking)
    gone = asyncio.ensure_future(_gone(receive))
    try:
        await asyncio.wait({speaker, gone}, return_when=asyncio.FIRST_COMPLETED)
        if speaker.done():
            speaker.result()
    finally:
        for task in (speaker, gone):
            task.cancel()
        await asyncio.gather(speaker, gone, return_exceptions=True)


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


live = LiveStream()
