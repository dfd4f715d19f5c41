"""GET /api/v1/health: is the store there, and how old is what feeds brought?"""

import re
from datetime import datetime

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from turnout.desk import feeds, looks, rallies
from turnout.errors import StoreFailed
from turnout.house import house
from turnout.model import Feed

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://\S+", re.IGNORECASE)


def health(request: Request) -> Response:
    """Return 200 while the store can be read, 503 with the same shape while it cannot."""
    desk, listeners = house().desk, house().live.listeners
    try:
        seq: int | None = max(looks.seqs(desk).values(), default=0)
        quiet = {event.slug for event in rallies.events(desk) if event.quiet}
        read = [_told(feed, desk.clock(), feed.event in quiet) for feed in feeds.feeds(desk)]
    except StoreFailed:
        seq, read = None, []
    well = "failing" if seq is None else "ok"
    told = {"status": well, "seq": seq, "store": well, "listeners": listeners, "feeds": read}
    return JSONResponse(told, 200 if seq is not None else 503, {"Cache-Control": "no-store"})


def _told(feed: Feed, now: datetime, quiet: bool) -> dict[str, object]:
    good = feed.last_good_at
    return {
        "id": feed.id,
        "event": "" if quiet else feed.event,  # a quiet event is found by its link only
        "age_seconds": int((now - good).total_seconds()) if good else None,
        # A feed's address may hold a secret of its owner's.
        "failure": _ADDRESS.sub("...", feed.failure),
    }
