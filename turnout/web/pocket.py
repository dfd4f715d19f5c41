"""The lead's pocket: a light page that opens, reads and takes taps without signal.

The page itself holds nothing of anybody, so that a phone may keep it; what is the lead's own
comes as JSON, to who holds a good link, and is checked again inside every write.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from turnout import browser, words
from turnout.desk import contest, dates, links, own_branch, pocket, rallies, recognition, taps
from turnout.desk.forecasting_pace import by_day
from turnout.desk.pocket import Actor
from turnout.errors import Conflict, NotAllowed, NotFound, Reason, Refused, StoreFailed
from turnout.formats import pocket as formats
from turnout.formats.pace import days
from turnout.house import house
from turnout.model import Event, Status
from turnout.pictures import qr
from turnout.web import asked, errors, phones, pocket_after, pocket_map, tapped
from turnout.web.event import join_address
from turnout.web.share import share
from turnout.web.shared import shown_lead
from turnout.web.threads import posting

SCREENS = ("share", "forecast", "scores", "contest", "contesting", "naming")  # beside its own words

# What the page needs without signal, beside itself: pocket.html loads these and no others.
FILES = (
    *("tokens.css", "bar.css", "light.css", "forms.css", "taps.css", "pocket.css", "pace.css"),
    "challenges.css",
    "barlow-condensed-600.woff2",
    *(f"pocket{name}.js" for name in ("", "-after", "-branch", "-people", "-rest", "-texts")),
    *("pocket-contest.js", "pocket-challenges.js", "challenge-form.js", "challenges.js"),
    *("deadlines.js", "pocket-roll.js"),  # fetched once their section is opened
    *(f"taps{name}.js" for name in ("", "-kept", "-line", "-sum")),
    *(f"{name}.js" for name in ("announce", "bar", "dom", "join", "share", "standing")),
    *(f"{name}.js" for name in ("live", "motion", "new-key", "offline", "pace", "when", "words")),
)


def page(request: Request) -> Response:
    """GET /e/EVENT/pocket: the page, the same for every lead; 403 to who has no link to it."""
    slug, lang = request.path_params["event"], asked.language(request)
    event = rallies.event(house().desk, slug)
    lead = request.query_params.get("lead", "")
    boot = _boot(lang, event)
    return phones.page(request, "pocket.html", event, boot, lambda: acting(request, lead))


def state(request: Request) -> Response:
    """GET /e/EVENT/pocket/state?lead=ID: what stands for the lead."""
    try:
        return _told(request, acting(request, request.query_params.get("lead", "")))
    except NotAllowed:
        return not_good(request)


async def take(request: Request) -> Response:
    """POST /e/EVENT/pocket/taps: {lead, taps}; each tap is answered by its key."""
    return await posting(_take, request, await phones.posted(request))


async def leave(request: Request) -> Response:
    """POST /e/EVENT/pocket/leave: end this phone's session."""
    if not asked.from_our_own_page(request):
        raise errors.Foreign
    session = request.cookies.get(links.COOKIE, "")
    if session:
        await posting(links.leave, house().desk, session)
    response = Response(status_code=204, headers=phones.NOT_KEPT)
    response.delete_cookie(links.COOKIE, path="/")
    return response


def worker(request: Request) -> Response:
    """GET /e/EVENT/pocket/sw.js: what lets the page open without signal."""
    return phones.worker(f"/e/{request.path_params['event']}/pocket", FILES)


def manifest(request: Request) -> Response:
    """GET /e/EVENT/pocket/manifest.json: so that it can stand among a phone's apps."""
    event = rallies.event(house().desk, request.path_params["event"])
    at, lang = f"/e/{event.slug}/pocket", asked.language(request)
    told = {
        "name": words.say(lang, "pocket.title", title=event.title),
        "short_name": event.hashtag or event.title[:12],
        "start_url": at,
        "scope": at,
        "display": "standalone",
        "background_color": "#FAF6EE",
        "theme_color": "#FAF6EE",
        "icons": [{"src": browser.address("pocket-icon.svg"), "sizes": "any"}],
    }
    return JSONResponse(told, headers={"Cache-Control": "no-cache"})


def acting(request: Request, lead: str) -> Actor:
    """Return as whom this phone acts: the lead numbered `lead`, or, empty, the one its link is for.

    Raises NotAllowed, NotFound.
    """
    held = links.visitor(house().desk, request.cookies.get(links.COOKIE, ""))
    number = int(lead) if lead.isascii() and lead.isdigit() and len(lead) < 12 else None
    if lead and number is None:
        raise NotAllowed("lead")
    return pocket.actor(house().desk, held, request.path_params["event"], number)


def not_good(request: Request, answers: Sequence[dict[str, Any]] = ()) -> Response:
    """Return that the link is no longer good, with what was answered until then."""
    return phones.not_good(request, "web.link_not_good", answers)


def _boot(lang: str, event: Event) -> dict[str, Any]:
    """Return the options that browser/pocket.js is mounted with: nothing of any lead."""
    at = f"/e/{event.slug}/pocket"
    return {
        "event": event.slug,
        "title": event.title,
        "zone": event.zone,
        "at": at,
        "liveUrl": f"/api/v1/events/{event.slug}/live",
        "lang": lang,
        "words": words.for_browser(lang, "light", "pocket", *SCREENS),
    }


def _take(request: Request, posted: dict[str, Any]) -> Response:
    answers: list[dict[str, Any]] = []
    try:
        who = acting(request, str(posted.get("lead", "")))
        # One by one: what was answered before the link was taken back stays answered.
        answers.extend(_answer(request, who, each) for each in posted["taps"][: phones.MOST_TAPS])
        return _told(request, who, answers=answers)
    except (NotAllowed, NotFound):
        return not_good(request, answers)
    except StoreFailed:
        return JSONResponse({"answers": answers, "stopped": True}, 503, phones.NOT_KEPT)


def _answer(request: Request, who: Actor, each: Any) -> dict[str, Any]:
    """Return what became of one tap. Raises NotFound where the link is no longer good."""
    key = phones.key_of(each)
    try:
        receipt = taps.tap(house().desk, who, tapped.tap(each))
    except Refused as refused:
        why = errors.beside(asked.language(request), refused, ()).values()
        return {"key": key, "refused": " ".join(why)}
    except (Conflict, NotFound) as error:
        if isinstance(error, NotFound) and error.what == "key":
            raise
        never = Reason("tap", "never_came")
        return {"key": key, "refused": errors.sentence(asked.language(request), never)}
    answer = {"key": key, "seq": receipt.seq, "again": receipt.again}
    # Of a challenge only its line waits: it stands, and its card says so.
    if receipt.held and each["kind"] != "challenge":
        answer["held"] = words.say(asked.language(request), "pocket.held")
    return answer


def _told(request: Request, who: Actor, **more: Any) -> Response:
    """Return what stands for the lead, with what the page shares for them."""
    desk, lang = house().desk, asked.language(request)
    stands = pocket.state(desk, who)
    event, handle = rallies.event(desk, who.event), stands["lead"]["handle"]
    said = share(lang, event, Status.YES, join_address(request, who.event), handle)
    shared: dict[str, Any] = {"join": _join(request, handle), "text": said.text}
    shared["links"] = said.links
    shows_code = house().settings.public_url or asked.from_this_machine(request)
    shared["dates"] = _dates(event, handle)
    shared["card"] = _card(lang, event, handle)
    shared["qr"] = _drawn(shared["join"]) if shows_code else ""
    told = {
        **_contest(who, stands),
        "forecast": _expected(who, stands["seq"]),
        "so_far": days(by_day(pocket.pace(desk, who), event.zone)),
        "share": shared,
        "branch": _branch(who),
        "roll": recognition.stands(desk, who),
        "map": pocket_map.line(desk, lang, event, who),
        "after": pocket_after.after(desk, lang, who, handle, asked.base_url(request)),
    }
    return JSONResponse({**stands, **told, **more}, headers=phones.NOT_KEPT)


def _card(lang: str, event: Event, handle: str) -> str:
    """Return where the lead's own picture to post is; empty where they are not named in public."""
    named = shown_lead(event, handle)
    return f"/e/{event.slug}/leads/{quote(handle, safe='@')}/card.png?lang={lang}" if named else ""


def _contest(who: Actor, stands: dict[str, Any]) -> dict[str, Any]:
    """Return what a lead sees of challenges: nothing where leads are not shown any."""
    beside = contest.beside(house().desk, who)
    return {"contest": beside, "challenges": stands["challenges"] if beside["sees"] else None}


def _expected(who: Actor, seq: int) -> dict[str, Any] | None:
    """Return what is expected of the lead's people, as far as it is made: a phone never waits."""
    foreseeing = house().live.foreseeing
    foreseeing.ask(who.event, seq, leads=True)
    return formats.expected(foreseeing.lead(who.event, who.lead))


def _branch(who: Actor) -> dict[str, Any] | None:
    """Return the lead's branch, None where nobody is below them."""
    own = own_branch.own_branch(house().desk, who)
    if own is None or not (own.recruits or own.invited):
        return None
    return formats.branch(own.branch, own.recruits, own.invited)


def _join(request: Request, handle: str) -> str:
    return f"{join_address(request, request.path_params['event'])}?lead={quote(handle, safe='@')}"


def _dates(event: Event, handle: str) -> str:
    """Return where the lead's dates are for a calendar; empty where they may not be named."""
    campaign = event.parent or event.slug
    try:
        dates.dates(house().desk, campaign, handle)
    except NotFound:
        return ""
    return f"/e/{campaign}/dates.ics?lead={quote(handle, safe='@')}"


@lru_cache(maxsize=1_000)  # a lead's address does not change while the phone asks what stands
def _drawn(address: str) -> str:
    """Return the QR code of `address` as a picture that needs no further request: it is held up
    where there is no signal."""
    return "data:image/svg+xml," + quote(qr.svg(address))
