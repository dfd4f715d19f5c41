"""A lead's ready texts on the phone: whom to ask or tell, in which words, and that it was done.

They hold other people's personal links, so they come to who holds a good link, with signal, and no
phone keeps them.
"""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from turnout.desk import pocket, sending_hand
from turnout.desk.pocket import Actor
from turnout.errors import NotAllowed, NotFound
from turnout.house import house
from turnout.sources import form
from turnout.web import asked, bodies, errors, phones
from turnout.web.pocket import acting, not_good
from turnout.web.threads import posting

MOST = 20  # on a phone at once; the next come once these are sent


async def texts(request: Request) -> Response:
    """GET /e/EVENT/pocket/texts?lead=ID; POST {lead, id}: that text was sent."""
    if request.method != "POST":
        return await run_in_threadpool(_told, request, request.query_params.get("lead", ""))
    if not asked.from_our_own_page(request):
        raise errors.Foreign
    posted = await bodies.read_form(request)
    return await posting(_told, request, form.one(posted, "lead"), form.one(posted, "id"))


def _told(request: Request, lead: str, sent: str = "") -> Response:
    """Return the texts that wait, once `sent` (empty: none) is kept as sent."""
    try:
        who = acting(request, lead)
        handle = pocket.handle(house().desk, who)
        if sent:
            sending_hand.sent_by_hand(house().desk, who.event, [sent], who.by, handle).result()
        return JSONResponse(_waiting(request, who, handle), headers=phones.NOT_KEPT)
    except (NotAllowed, NotFound):
        return not_good(request)


def _waiting(request: Request, who: Actor, handle: str) -> dict[str, object]:
    base = asked.base_url(request)
    found = sending_hand.by_hand(house().desk, who.event, base, who.by, handle)
    told = [{"id": each.id, "name": each.name, "text": each.text} for each in found[:MOST]]
    return {"n": len(found), "texts": told}
