"""What a message leads to: /e/EVENT/answer#TOKEN, yes, maybe or no with one tap; and the stop.

Programs open every link of a mail before its reader does. So opening one changes nothing: what
changes something is a tap, which posts.
"""

import secrets
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from turnout.desk import rallies, signups, stopping
from turnout.desk.signups import Mine
from turnout.desk.stopping import Stopper
from turnout.errors import NotAllowed, Refused
from turnout.house import house
from turnout.sources import form
from turnout.web import asked, bodies, errors, guessing, pages, personal
from turnout.web.event import changed
from turnout.web.threads import posting

# What may be tapped, and what is booked: who says yes when asked again has confirmed.
SAYABLE = {"yes": "confirmed", "maybe": "maybe", "cancelled": "cancelled"}


async def answer(request: Request) -> Response:
    """GET the three answers, the one of the link first; POST one."""
    if request.method != "POST":
        return await run_in_threadpool(_page, request, 200, request.query_params.get("say", ""))
    if not asked.from_our_own_page(request):
        raise errors.Foreign
    posted = await bodies.read_form(request)
    return await posting(_take, request, posted)


async def stop(request: Request) -> Response:
    """GET what a stop means; POST it, from the page or, with one click, from a mail program."""
    token = request.path_params["token"]
    return await posting(_stop, request, token, request.method == "POST")


def _page(request: Request, status: int, say: str, *, told: str = "", token: str = "") -> Response:
    lang, event = asked.language(request), rallies.event(house().desk, request.path_params["event"])
    first = say if say in SAYABLE else "yes"
    return pages.page(
        request,
        "answer.html",
        status=status,
        headers={"Cache-Control": "no-store"},
        event=event,
        changed=changed(lang, event),
        when=pages.when(lang, event),
        over=event.is_over(house().desk.clock()),
        answers=[first, *(each for each in SAYABLE if each != first)],
        key=secrets.token_urlsafe(16),
        token=token,
        told=told,
    )


def _take(request: Request, posted: form.Fields) -> Response:
    """Book an answer, and show what stands now, with the way back."""
    slug, say = request.path_params["event"], form.one(posted, "say")
    token = personal.link_token(form.one(posted, "token"))
    entry = _entry(request, slug, token)
    if entry is None:
        return _page(request, 403, say, told="web.link_not_good")
    if say not in SAYABLE:
        return _page(request, 422, say, token=token)
    said = {**posted, "status": [SAYABLE[say]], "party": [str(entry.party)]}
    lang = asked.language(request)
    before = "?" + urlencode({"party": entry.party, "status": entry.status.value})
    try:
        personal.say(form.change(slug, said, entry.person, entry.grant, lang))
    except Refused:  # put off or over meanwhile: their own page says so, and that nothing is kept
        before = ""
    headers = {"Cache-Control": "no-store"}
    response = RedirectResponse(f"/e/{slug}/mine{before}", 303, headers)
    personal.remember(request, response, slug, token)
    return response


def _entry(request: Request, slug: str, token: str) -> Mine | None:
    try:
        with guessing.watched(asked.address(request)):
            entry = signups.mine(house().desk, token)
    except NotAllowed:
        return None
    return entry if entry.event.slug == slug else None


def _stop(request: Request, token: str, said: bool) -> Response:
    with guessing.watched(asked.address(request)):
        stopper = _stopper(request, token)
    if said:
        stopping.stop(house().desk, token).result()
    return pages.page(
        request,
        "stop.html",
        headers={"Cache-Control": "no-store"},
        event=stopper.event,
        done=said or stopper.done,
    )


def _stopper(request: Request, token: str) -> Stopper:
    stopper = stopping.whose(house().desk, token)
    if stopper.event.slug != request.path_params["event"]:
        raise NotAllowed("stop")
    return stopper
