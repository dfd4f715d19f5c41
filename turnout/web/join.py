"""/e/EVENT/join: the form a supporter signs up with, complete without JavaScript."""

import secrets
from collections.abc import Mapping
from contextlib import suppress
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from turnout.desk import links, rallies, signups, stamps
from turnout.errors import Conflict, Refused, StoreFailed
from turnout.house import house
from turnout.model import Event, EventState, Lead, Receipt
from turnout.rules import review
from turnout.rules.intake import without_hidden_characters
from turnout.sources import form
from turnout.web import asked, bodies, errors, pages, personal, share, shared
from turnout.web.area import joined_for
from turnout.web.credit import in_links, lead_meant, to_pick
from turnout.web.event import changed, join_address, shown
from turnout.web.signing import acknowledged
from turnout.web.threads import posting

FORM = "join"  # what the form's stamp is good for
FIELDS = ("name", "party", "status", "contact", "consent", "needs", "handle")  # from the top


async def join(request: Request) -> Response:
    """GET the form, or POST it."""
    if request.method != "POST":
        return await run_in_threadpool(_form, request, {})
    if not asked.from_our_own_page(request):
        raise errors.Foreign
    posted = await bodies.read_form(request)
    return await posting(_sign_up, request, posted)


def _sign_up(request: Request, posted: form.Fields) -> Response:
    slug, lang = request.path_params["event"], asked.language(request)
    lead = lead_meant(slug, _wanted(request, posted))
    if not lead and _was_shown_a_lead(slug, posted):
        return _form(request, posted, 422, told="lead_gone")
    handle, via = lead.handle if lead else "", _via(request, posted)
    submission = form.sign_up(slug, posted, handle, lang, _too_fast(posted), via)
    try:
        if _is_stale(posted):
            signups.working(house().desk, submission)  # what is wrong with it is said first
            return _form(request, posted, 409, told="stale")
        receipt = acknowledged(submission, asked.address(request))
    except Refused as refused:
        return _mended(request, posted, refused)
    except Conflict:
        # They went back and sent the form again, changed: it gets a key of its own.
        return _form(request, {**posted, "key": [""]}, 409, told="sent_before")
    except StoreFailed:
        return _form(request, posted, 503, told="not_stored")
    named = {"lead": in_links(slug, lead) if lead else "", "area": _area(request, posted)[0]}
    return _thanked(request, receipt, {name: value for name, value in named.items() if value})


def _thanked(request: Request, receipt: Receipt, named: Mapping[str, str]) -> Response:
    """Send them on, so that a reload repeats the thanks and not the sign-up."""
    slug = request.path_params["event"]
    query = "?" + urlencode(named, safe="@") if named else ""
    response = RedirectResponse(f"/e/{slug}/thanks{query}", 303, {"Cache-Control": "no-store"})
    if receipt.person is not None:
        with suppress(StoreFailed):  # their sign-up is on disk: thanks without a link, and no error
            token = links.personal(house().desk, slug, receipt.person, receipt.seq)
            personal.remember(request, response, slug, token)
    return response


def _mended(request: Request, posted: form.Fields, refused: Refused) -> Response:
    for reason in refused.reasons:
        if reason.field == "event":
            return _shut(request, 422)
    lang = asked.language(request)
    return _form(request, posted, 422, errors.beside(lang, refused, FIELDS))


def _form(
    request: Request,
    posted: form.Fields,
    status: int = 200,
    wrong: Mapping[str, str] | None = None,
    told: str = "",
) -> Response:
    """Return the form with what was `posted` kept, and what is `wrong` beside each field."""
    slug, lang = request.path_params["event"], asked.language(request)
    event = rallies.event(house().desk, slug)
    over = event.is_over(house().desk.clock())
    if over or not event.open or event.state is not EventState.ON:
        return _shut(request, 422 if request.method == "POST" else status)
    wanted = _wanted(request, posted)
    lead = lead_meant(slug, wanted) if wanted else None
    return pages.page(
        request,
        "join.html",
        status=status,
        headers={"Cache-Control": "no-store"},  # each form has a key of its own
        event=event,
        changed=changed(lang, event),
        when=pages.when(lang, event),
        given=_given(posted),
        wrong=wrong or {},
        told=told,
        key=form.one(posted, "key") or secrets.token_urlsafe(16),
        shown=_shown(posted),
        wanted=wanted,
        to_pick=to_pick(event, _in_link(request)),
        in_link=_in_link(request),
        via=_via(request, posted),
        area=_area(request, posted),
        lead=lead,
        boot=pages.enhancement(lang),
        **_passed_on(request, event, lead),
    )


def _passed_on(request: Request, event: Event, lead: Lead | None) -> dict[str, Any]:
    """Return what previews of the form show and what is passed on, with whom people come, where
    that lead may be named in public."""
    lang, address = asked.language(request), join_address(request, event.slug)
    named = lead is not None and shared.shown_lead(event, lead.handle)
    credit = in_links(event.slug, lead) if lead and named else ""
    query = f"?{urlencode({'lead': credit}, safe='@')}" if credit else ""
    return {
        "og": shared.of_event(lang, event, f"/e/{event.slug}/join{query}", credit),
        "share": share.ask(lang, event, house().desk.clock(), address, credit),
    }


def _shown(posted: form.Fields) -> str:
    """Return when the form was first shown: mending a field is no new visit."""
    before = form.one(posted, "shown")
    return stamps.stamp(house().desk, FORM) if review.is_stale(_age(posted)) else before


def _is_stale(posted: form.Fields) -> bool:
    # Where no time is asked for, a form may also come from a page of the organizer's own.
    return house().settings.form_seconds > 0 and review.is_stale(_age(posted))


def _too_fast(posted: form.Fields) -> str:
    return review.too_fast(_age(posted), house().settings.form_seconds)


def _age(posted: form.Fields) -> timedelta | None:
    return stamps.age(house().desk, FORM, form.one(posted, "shown"))


def _shut(request: Request, status: int) -> Response:
    """Return the event's page, which says why nobody can sign up now."""
    return shown(request, "public.html", status=status, shut=True)


def _given(posted: form.Fields) -> dict[str, Any]:
    names = ("name", "party", "status", "contact", "consent", "remind", "handle")
    kept: dict[str, Any] = {name: form.one(posted, name) for name in names}
    return {
        **kept,
        "party": kept["party"] if posted else "1",
        "status": kept["status"] or "yes",
        "needs": posted.get("needs", []),
    }


def _wanted(request: Request, posted: form.Fields) -> str:
    """Return the lead's handle as the form has it, or else the link."""
    return _plain(form.one(posted, "lead")) or _in_link(request)


def _in_link(request: Request) -> str:
    return _plain(request.query_params.get("lead", ""))


def _plain(given: str) -> str:
    return without_hidden_characters(given).strip()[:120]


def _was_shown_a_lead(slug: str, posted: form.Fields) -> bool:
    """Return whether the form said with whom they come: it names a lead only where it did, but
    for a quiet event's, which tells nobody who leads."""
    return bool(form.one(posted, "lead").strip()) and not rallies.event(house().desk, slug).quiet


def _via(request: Request, posted: form.Fields) -> str:
    """Return the code of the supporter whose link this is; nothing is looked up by it, so that it
    tells nobody anything."""
    return (form.one(posted, "via") or request.query_params.get("via", "")).strip()[:40]


def _area(request: Request, posted: form.Fields) -> tuple[str, str]:
    """Return (number, title) of the area that the link from the map names; empty for none."""
    given = form.one(posted, "area") or request.query_params.get("area", "")
    return joined_for(request.path_params["event"], given)
