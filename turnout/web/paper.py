"""/e/EVENT/paper: a sheet's rows typed in with the keyboard alone; /paper/sheet: one to print.

Without JavaScript it is a form that stores a row at a time. Who may: organizers, and leads, whose
rows are their own.
"""

import secrets
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from markupsafe import Markup
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from turnout import words
from turnout.desk import corrections, leads, links, papers, rallies
from turnout.errors import Conflict, NotAllowed, NotFound, Refused
from turnout.house import house
from turnout.model import Door, Event, Lead, Role, Status, Submission
from turnout.pictures import qr
from turnout.rules import access
from turnout.sources import form
from turnout.web import asked, bodies, errors, pages
from turnout.web.event import join_address
from turnout.web.organizing import PRIVATE
from turnout.web.threads import posting

FIELDS = ("name", "party", "status", "contact", "lead", "needs")
SIZES = ("letter", "a4")
ROWS = 15  # on a sheet; a hand needs 11 mm
_KNOWN = ("changes", "held")
_SAID = ("page", "row", "row_maybe", "nobody", "waiting", "waiting_all", "undo", "mend", "not_good")


@dataclass(frozen=True)
class Typist:
    """Who types: an organizer, or the lead `handle`."""

    event: Event
    role: Role
    by: str
    handle: str = ""


async def paper(request: Request) -> Response:
    """GET the form; POST a row, or what is to be undone."""
    if request.method != "POST":
        return await run_in_threadpool(_form, request, {})
    if not asked.from_our_own_page(request):
        raise errors.Foreign
    posted = await bodies.read_form(request)
    return await posting(_take, request, posted)


def sheet(request: Request) -> Response:
    """GET a sign-up sheet to print; ?lead=HANDLE, ?size=a4."""
    typist = _typist(request)
    event, wanted = typist.event, typist.handle or request.query_params.get("lead", "")
    known = {lead.handle: lead for lead in leads.leads(house().desk, event.slug)}
    lead = known.get(wanted)
    size = request.query_params.get("size", "")
    query = "?" + urlencode({"lead": lead.handle}, safe="@") if lead else ""
    address = join_address(request, event.slug) + query
    code = house().settings.public_url or asked.from_this_machine(request)
    return pages.page(
        request, "paper_sheet.html", headers=PRIVATE, event=event, lead=lead, rows=range(ROWS),
        when=pages.when(asked.language(request), event), size=size if size in SIZES else SIZES[0],
        sizes=SIZES, two=_two,
        code=Markup(qr.svg(address).decode()) if code else "",  # noqa: S704 - drawn by us
        here=f"?{urlencode({'lead': wanted}, safe='@')}&size=",
    )  # fmt: skip


def _two(key: str, **values: object) -> str:
    """Return a sentence in both languages: whoever takes up the pen reads one of them."""
    said = [words.say(lang, key, **values) for lang in words.LANGUAGES]
    return " / ".join(dict.fromkeys(said))


def _take(request: Request, posted: form.Fields) -> Response:
    typist = _typist(request)
    act = _undo if "undo" in posted else _store
    try:
        told = act(asked.language(request), typist, posted)
    except Refused as refused:
        wrong = errors.beside(asked.language(request), refused, FIELDS)
        if _wants_json(request):
            return JSONResponse({"wrong": wrong}, 422, PRIVATE)
        return _form(request, posted, 422, wrong)
    if _wants_json(request):
        return JSONResponse(told, headers=PRIVATE)
    return _form(request, {"lead": posted.get("lead", [""])}, told=told)


def _store(lang: str, typist: Typist, posted: form.Fields) -> dict[str, Any]:
    row = Submission(
        door=Door.PAPER,
        event=typist.event.slug,
        key=form.one(posted, "key")[:80] or secrets.token_urlsafe(16),
        by=typist.by,
        name=form.one(posted, "name"),
        party=form.one(posted, "party") or "1",
        status=form.one(posted, "status") or "yes",
        contact=form.one(posted, "contact"),
        lead=typist.handle or form.one(posted, "lead"),
        needs=tuple(posted.get("needs", ())),
        consent=form.CONSENT if form.one(posted, "contact").strip() else "",
    )
    if not row.name.strip() and not row.contact.strip():
        raise Refused("name", "missing")
    try:
        typed = papers.type_in(house().desk, row, typist.role)
    except Conflict:
        raise Refused("key", "sent_before") from None
    ack = words.say(lang, f"paper.ack_{typed.kind}", n=typed.receipt.coming)
    name = row.name.strip() or words.say(lang, "paper.nobody")
    said = "paper.row_maybe" if row.status == Status.MAYBE else "paper.row"
    who = words.say(lang, said, name=name, n=int(row.party))
    return {"seq": typed.receipt.seq, "row": who, "said": ack, "known": typed.kind in _KNOWN}


def _undo(lang: str, typist: Typist, posted: form.Fields) -> dict[str, Any]:
    seq = form.one(posted, "undo")
    if not (seq.isascii() and seq.isdigit()):
        raise NotFound("record", seq[:20])
    try:
        corrections.undo(
            house().desk, int(seq[:15]), by=typist.by, event=typist.event.slug, lead=typist.handle,
            key=f"paper-undo:{seq}",
        ).result()  # fmt: skip
    except (Refused, NotFound):
        return {"said": words.say(lang, "paper.undo_too_late")}
    return {"said": words.say(lang, "paper.undone")}


def _form(
    request: Request,
    posted: form.Fields,
    status: int = 200,
    wrong: dict[str, str] | None = None,
    told: dict[str, Any] | None = None,
) -> Response:
    """Return the form with what was `posted` kept, and what was `told` of the row before."""
    typist, lang = _typist(request), asked.language(request)
    known = leads.leads(house().desk, typist.event.slug)
    said = words.for_browser(lang, "paper")
    return pages.page(
        request,
        "paper.html",
        status=status,
        headers=PRIVATE,
        event=typist.event,
        own=_own(known, typist.handle),
        leads=known,
        given={name: form.one(posted, name) for name in FIELDS},
        needs=posted.get("needs", []),
        wrong=wrong or {},
        told=told,
        key=secrets.token_urlsafe(16),
        boot=pages.for_script(
            {
                "lang": lang,
                "event": typist.event.slug,
                "words": {f"paper.{name}": said[f"paper.{name}"] for name in _SAID},
            }
        ),
    )


def _own(known: list[Lead], handle: str) -> Lead | None:
    return next((lead for lead in known if handle and lead.handle == handle), None)


def _wants_json(request: Request) -> bool:
    return "application/json" in request.headers.get("accept", "")


def _typist(request: Request) -> Typist:
    """Return who types, an organizer before a lead. Raises NotAllowed."""
    desk, slug = house().desk, request.path_params["event"]
    event = rallies.event(desk, slug)
    held = links.visitor(desk, request.cookies.get(links.COOKIE, ""))
    for role in papers.TYPISTS:
        for grant in held:
            if access.may([grant], slug, role) and (role is Role.ORGANIZER or grant.lead):
                handle = "" if role is Role.ORGANIZER else str(grant.lead)
                return Typist(event, role, f"grant:{grant.id}", handle)
    raise NotAllowed("paper")
