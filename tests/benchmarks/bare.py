"""What there is to beat: Starlette and nothing else, with the same bytes in and out.

`live` streams like ours, with one slot a client; `commit` moves it; `nothing` parses the same
JSON and stores nothing. Run by uvicorn with its defaults, as Streamlit runs it for us.
"""

import asyncio

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
]


class Stream:
    """A raw ASGI endpoint; every client is woken and takes the latest frame."""

    def __init__(self) -> None:
        self.seq = 0
        self.picture = b"{}"
        self.frame = self._framed()
        self._clients: set[asyncio.Event] = set()

    def move(self) -> int:
        """Show everybody the picture under the next seq."""
        self.seq += 1
        self.frame = self._framed()
        for client in self._clients:
            client.set()
        return self.seq

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        woken = asyncio.Event()
        woken.set()
        self._clients.add(woken)
        speaker = asyncio.ensure_future(self._speak(woken, send))
        try:
            while (await receive())["type"] != "http.disconnect":
                pass
        finally:
            self._clients.discard(woken)
            speaker.cancel()

    async def _speak(self, woken: asyncio.Event, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": HEADERS})
        while True:
            await woken.wait()
            woken.clear()
            await send({"type": "http.response.body", "body": self.frame, "more_body": True})

    def _framed(self) -> bytes:
        return b"id: %d\ndata: %b\n\n" % (self.seq, self.picture)


live = Stream()


async def picture(request: Request) -> Response:
    """Take over what ours shows, so that both send as many bytes."""
    live.picture = await request.body()
    live.move()
    return Response()


async def commit(request: Request) -> Response:
    """Parse the JSON and tell everybody."""
    said = await request.json()
    seq = live.move()
    return JSONResponse({"seq": seq, "key": said["contact"], "coming": seq}, 201)


async def nothing(request: Request) -> Response:
    """Parse the JSON and answer as ours does."""
    said = await request.json()
    return JSONResponse({"seq": 1, "key": said["contact"], "coming": said["party"]}, 201)


app = Starlette(
    routes=[
        Route("/live", live),
        Route("/picture", picture, methods=["PUT"]),
        Route("/commit", commit, methods=["POST"]),
        Route("/nothing", nothing, methods=["POST"]),
    ]
)
