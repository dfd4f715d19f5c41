"""A supporter's own link, /e/EVENT/mine#TOKEN: their thanks, and their changes.

The token stands after the "#", which no server, log or preview ever gets; the page posts it, and
the browser then holds it in a cookie that scripts cannot read.
"""

import secrets
from dataclasses import dataclass, replace
from urllib.parse import quote, urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from turnout.desk import door, invitations, rallies, signups
from turnout.desk.signups import Mine
from turnout.errors import Conflict, NotAllowed, Refused
from turnout.house import house
from turnout.model import Event, Status, Submission
from turnout.pictures import qr
from turnout.rules import codes
from turnout.sources import form
from turnout.web import asked, bodies, errors, guessing, pages, shared
from turnout.web.area import joined_for
from turnout.web.credit import in_links, lead_meant
from turnout.web.event import changed, join_address
from turnout.web.share import credited, share
from turnout.web.signing import acknowledged
from turnout.web.threads import posting

COOKIE = "turnout_mine"
KEPT_SECONDS = 3_600  # phones are handed on; the link itself is theirs to keep
_SAYABLE = ("yes", "maybe", "confirmed", "cancelled")


def remember(request: Request, response: Response, slug: str, token: str) -> None:
    """Let this browser open the entry of `token` for a while."""
    response.set_cookie(
        COOKIE,
        token,
        max_age=KEPT_SECONDS,
        path=f"/e/{slug}",
        httponly=True,
        samesite="lax",
        secure=asked.over_https(request),
    )


def thanks(request: Request) -> Response:
    """GET /e/EVENT/thanks: thank-you, the calendar, the ways to bring one more."""
    slug, lang = request.path_params["event"], asked.language(request)
    event, entry = rallies.event(house().desk, slug), _entry(request)
    status = entry.status if entry else Status.YES
    lead = request.query_params.get("lead", "")[:120] or _credit(entry)
    via = _via(entry)
    return pages.page(
        request,
        "thanks.html",
        headers={"Cache-Control": "no-store"},
        event=event,
        changed=changed(lang, event),
        when=pages.when(lang, event),
        mine=entry,
        code=_code(request, entry),
        link=f"{asked.base_url(request)}/e/{slug}/mine#{request.cookies.get(COOKIE, '')}",
        another=f"/e/{slug}/join{credited(lead, via)}",
        area=joined_for(slug, request.query_params.get("area", ""))[1],
        boot=pages.enhancement(lang),
        share=share(lang, event, status, join_address(request, slug), lead, via),
        og=shared.of_event(lang, event, f"/e/{slug}/join"),
    )


async def mine(request: Request) -> Response:
    """GET the entry, or what opens the link; POST a link, or a change."""
    if request.method != "POST":
        return await run_in_threadpool(_page, request)
    if not asked.from_our_own_page(request):
        raise errors.Foreign
    posted = await bodies.read_form(request)
    act = _open if "token" in posted else _change
    return await posting(act, request, posted)


def _page(
    request: Request, wrong: dict[str, str] | None = None, status: int = 200, party: str = ""
) -> Response:
    """Return the entry with what may be changed; `party` is what was typed and is `wrong`."""
    lang, entry = asked.language(request), _entry(request)
    event = rallies.event(house().desk, request.path_params["event"])
    if entry is None:
        return opener(request, event)
    form_at = join_address(request, event.slug)
    return pages.page(
        request,
        "mine.html",
        status=status,
        headers={"Cache-Control": "no-store"},
        event=event,
        changed=changed(lang, event),
        when=pages.when(lang, event),
        mine=entry,
        code=_code(request, entry),
        over=event.is_over(house().desk.clock()),
        key=secrets.token_urlsafe(16),
        wrong=wrong or {},
        party=party or str(entry.party),
        saved=not wrong and _said(request) is not None,
        before=None if wrong else _before(request, entry),
        boot=pages.enhancement(lang),
        share=share(lang, event, entry.status, form_at, _credit(entry), _via(entry)),
    )


def _credit(entry: Mine | None) -> str:
    """Return with whom they come, as links say it; empty for nobody who may be named."""
    lead = lead_meant(entry.event.slug, entry.handle) if entry else None
    return in_links(entry.event.slug, lead) if entry and lead else ""


def _via(entry: Mine | None) -> str:
    """Return the code in the links that a supporter passes on; empty for a stranger."""
    return invitations.code_at(house().desk, entry.event, entry.person) if entry else ""


@dataclass(frozen=True)
class Code:
    """What a supporter shows at the door: in letters, and as a picture that needs no request."""

    text: str
    picture: str


def _code(request: Request, entry: Mine | None) -> Code | None:
    """Return the code of who comes; it is no link, and opens nothing."""
    desk = house().desk
    if entry is None or entry.status is Status.CANCELLED or entry.event.is_over(desk.clock()):
        return None
    code = door.code(desk, entry.event.id, entry.person)
    address = f"{asked.base_url(request)}/e/{entry.event.slug}/door#{code}"
    return Code(codes.spaced(code), "data:image/svg+xml," + quote(qr.svg(address)))


def opener(request: Request, event: Event | None, status: int = 200, told: str = "") -> Response:
    """Return the page that posts the link it was opened with; without a script it is pasted."""
    headers = {"Cache-Control": "no-store"}
    return pages.page(request, "open.html", status=status, headers=headers, event=event, told=told)


def _open(request: Request, posted: form.Fields) -> Response:
    slug = request.path_params["event"]
    token = link_token(form.one(posted, "token"))
    try:
        with guessing.watched(asked.address(request)):
            entry = signups.mine(house().desk, token)
    except NotAllowed:
        entry = None
    if entry is None or entry.event.slug != slug:
        return opener(request, rallies.event(house().desk, slug), 403, "web.link_not_good")
    response = _to_mine(slug)
    remember(request, response, slug, token)
    return response


def _change(request: Request, posted: form.Fields) -> Response:
    slug, entry = request.path_params["event"], _entry(request)
    if entry is None:
        return opener(request, rallies.event(house().desk, slug), 403, "web.link_not_good")
    submission = form.change(slug, posted, entry.person, entry.grant, asked.language(request))
    try:
        say(submission)
    except Refused as refused:
        lang = asked.language(request)
        wrong = errors.beside(lang, refused, ("party", "status"))
        return _page(request, wrong, 422, form.one(posted, "party"))
    return _to_mine(slug, party=str(entry.party), status=entry.status.value)


def say(submission: Submission) -> None:
    """Take in a change. Who goes back to the form and says something else means that now."""
    try:
        acknowledged(submission)
    except Conflict:
        acknowledged(replace(submission, key=secrets.token_urlsafe(16)))


def _to_mine(slug: str, **before: str) -> Response:
    query = "?" + urlencode(before) if before else ""
    return RedirectResponse(f"/e/{slug}/mine{query}", 303, {"Cache-Control": "no-store"})


def _said(request: Request) -> dict[str, str] | None:
    """Return what stood before what was just said, as the address has it; None: nothing was."""
    party, status = (request.query_params.get(name, "") for name in ("party", "status"))
    if not (party.isascii() and party.isdigit() and status in _SAYABLE):
        return None
    return {"party": party, "status": status}


def _before(request: Request, entry: Mine) -> dict[str, str] | None:
    """Return what stood before the change just made, for "Undo"; None where nothing changed."""
    stands = {"party": str(entry.party), "status": entry.status.value}
    before = _said(request)
    return before if before != stands else None


def _entry(request: Request) -> Mine | None:
    """Return the entry this browser has opened, of this event."""
    token = request.cookies.get(COOKIE, "")
    if not token:
        return None
    try:
        with guessing.watched(asked.address(request)):
            entry = signups.mine(house().desk, token)
    except NotAllowed:
        return None
    return entry if entry.event.slug == request.path_params["event"] else None


def link_token(pasted: str) -> str:
    """Return the token of a link that was pasted whole, or of the token itself."""
    return pasted.strip().rpartition("#")[2]
