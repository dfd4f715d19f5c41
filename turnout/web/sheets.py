"""/e/EVENT/sheets: what organizers print. A page for each lead with a link of their own, made
when it is printed; and strips to tear off. No token stands in any address."""

from typing import Any
from urllib.parse import urlencode, urlsplit

from markupsafe import Markup
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from turnout.desk import cards, handing
from turnout.desk.cards import Card
from turnout.desk.showing import hides_names
from turnout.house import house
from turnout.model import Event
from turnout.pictures import qr
from turnout.sources import form
from turnout.web import asked, bodies, errors, pages
from turnout.web.event import join_address
from turnout.web.organizing import PRIVATE, organized
from turnout.web.threads import posting

SIZES = ("letter", "a4")  # the first is what most printers of our readers hold
TICKS = ("all", "none")  # whom a page is for; as long as nobody says: who has opened no link yet
STRIPS = 8


async def sheets(request: Request) -> Response:
    """GET the choice of what to print; POST it, and get the pages."""
    if request.method != "POST":
        return await run_in_threadpool(_choice, request)
    if not asked.from_our_own_page(request):
        raise errors.Foreign
    posted = await bodies.read_form(request)
    return await posting(_printed, request, posted)


def _choice(request: Request, told: str = "") -> Response:
    event, _ = organized(request)
    tick = request.query_params.get("tick", "")
    return pages.page(
        request,
        "sheets.html",
        status=422 if told else 200,
        headers=PRIVATE,
        event=event,
        cards=cards.cards(house().desk, event.slug),
        sizes=SIZES,
        told=told,
        tick="none" if told else tick if tick in TICKS else "",
        known=bool(house().settings.public_url),
    )


def _printed(request: Request, posted: form.Fields) -> Response:
    event, by = organized(request)
    of_leads = {card.lead.handle: card for card in cards.cards(house().desk, event.slug)}
    if form.one(posted, "what") == "strips":
        return _strips(request, event, of_leads.get(form.one(posted, "lead")), _size(posted))
    chosen = [of_leads[handle] for handle in posted.get("lead", ()) if handle in of_leads]
    if not chosen:
        return _choice(request, "choose_one")
    handles = [card.lead.handle for card in chosen]
    tokens = handing.hand_out(house().desk, event.slug, handles, by=by).result()
    return _show(
        request,
        "sheets_leads.html",
        event,
        _size(posted),
        sheets=[_sheet(request, event, card, tokens[card.lead.handle]) for card in chosen],
    )


def _strips(request: Request, event: Event, card: Card | None, size: str) -> Response:
    address = _sign_up(request, event, card.lead.handle if card else "")
    return _show(
        request, "sheets_strips.html", event, size,
        code=_code(address), address=_short(address), strips=range(STRIPS),
        lead=card.lead.name if card and card.lead.shown and not hides_names(event) else "",
    )  # fmt: skip


def _show(request: Request, template: str, event: Event, size: str, **values: Any) -> Response:
    lang = asked.language(request)
    when = pages.when(lang, event)
    return pages.page(
        request, template, headers=PRIVATE, event=event, when=when, size=size, **values
    )


def _sheet(request: Request, event: Event, card: Card, token: str) -> dict[str, Any]:
    """Return what stands on one lead's page; the token is in the code only."""
    address = _sign_up(request, event, card.lead.handle)
    return {
        "name": card.lead.name,
        "handle": card.lead.handle,
        "goal": card.lead.goal,
        "own": _code(f"{asked.base_url(request)}/enter#{token}"),
        "share": _code(address),
        "address": _short(address),
    }


def _sign_up(request: Request, event: Event, lead: str) -> str:
    query = "?" + urlencode({"lead": lead}, safe="@") if lead else ""
    return join_address(request, event.slug) + query


def _code(address: str) -> Markup:
    return Markup(qr.svg(address).decode())  # noqa: S704 - a picture that we drew ourselves


def _short(address: str) -> str:
    """Return the address as people type it."""
    parts = urlsplit(address)
    return f"{parts.netloc}{parts.path}" + (f"?{parts.query}" if parts.query else "")


def _size(posted: form.Fields) -> str:
    asked_for = form.one(posted, "size")
    return asked_for if asked_for in SIZES else SIZES[0]
