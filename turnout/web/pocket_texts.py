"""A lead's ready texts on the phone: whom to ask or tell, in which words, and that it was done.

They hold other people's personal links, so they come to who holds a good link, with signal, and no
phone keeps them.
"""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from turnout.desk import corrections, pocket, sending_hand
from turnout.desk.pocket import Actor
from turnout.errors import NotAllowed, NotFound
from turnout.house import house
from turnout.sources import form
from turnout.web import asked, bodies, errors, phones
from turnout.web.pocket import acting, not_good
from turnout.web.threads import posting

MOST = 20  # on a phone at once; the next come once these are sent


async def texts(request: Request) -> Response:
    """GET /e/EVENT/pocket/texts?lead=ID; POST {lead, id}: that text was sent; POST {lead, undo}:
    that tick, by the `tick` it was answered with, is taken back."""
    if request.method != "POST":
        return await run_in_threadpool(_told, request, request.query_params.get("lead", ""))
    if not asked.from_our_own_page(request):
        raise errors.Foreign
    posted = await bodies.read_form(request)
    said = (form.one(posted, name) for name in ("lead", "id", "undo"))
    return await posting(_told, request, *said)


def _told(request: Request, lead: str, sent: str = "", undo: str = "") -> Response:
    """Return the texts that wait, once `sent` is kept as sent and `undo` as not; empty: none."""
    try:
        who = acting(request, lead)
        handle = pocket.handle(house().desk, who)
        tick = 0
        if sent:
            tick = sending_hand.sent_by_hand(
                house().desk, who.event, [sent], who.by, handle
            ).result()
        if undo.isascii() and undo.isdigit() and len(undo) < 12:
            _take_back(who, handle, int(undo))
        told = {**_waiting(request, who, handle), "tick": tick}
        return JSONResponse(told, headers=phones.NOT_KEPT)
    except (NotAllowed, NotFound):
        return not_good(request)


def _take_back(who: Actor, handle: str, tick: int) -> None:
    """Take back that a text was sent; asked for again where signal was lost, it is done once."""
    corrections.undo(
        house().desk, tick, by=who.by, event=who.event, lead=handle, key=f"tick:{tick}"
    ).result()


def _waiting(request: Request, who: Actor, handle: str) -> dict[str, object]:
    base = asked.base_url(request)
    found = sending_hand.by_hand(house().desk, who.event, base, who.by, handle)
    told = [{"id": each.id, "name": each.name, "text": each.text} for each in found[:MOST]]
    return {"n": len(found), "texts": told}
