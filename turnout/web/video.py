"""Live video on a page: its host is let in there, and nowhere else."""

from starlette.responses import Response

from turnout.model import Event
from turnout.rules import streams

_MAY = {"frame": "frame-src", "file": "media-src"}


def host(event: Event) -> str:
    """Return the origin that the event's live video is shown from; empty for none."""
    shown = streams.stream(event.stream, event.quiet)
    return streams.origin(shown.embed) if shown else ""


def let_in(response: Response, event: Event) -> None:
    """Let the page show the event's live video, once somebody asks for it."""
    shown = streams.stream(event.stream, event.quiet)
    if shown and shown.embed:
        policy = response.headers["Content-Security-Policy"]
        allowed = f"{_MAY[shown.kind]} 'self' {streams.origin(shown.embed)}"
        response.headers["Content-Security-Policy"] = f"{policy}; {allowed}"
