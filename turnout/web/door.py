"""The door of an event: a light page that finds people and counts them in, also without signal.

The page itself holds nothing of anybody, so that a phone may keep it; the roster comes as JSON, to
who holds a good link, and is kept by no cache on its way. The link is checked again inside every
write.
"""

from concurrent.futures import Future
from datetime import timedelta
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from turnout import browser, words
from turnout.desk import door, door_taps, links, rallies
from turnout.desk.door import Volunteer
from turnout.desk.door_taps import Tap
from turnout.errors import NotAllowed, NotFound, Refused, StoreFailed
from turnout.house import house
from turnout.model import Event, Receipt
from turnout.rules.crowds import DENSITIES
from turnout.web import asked, errors, phones
from turnout.web.threads import posting

NOT_GOOD = "door.not_good"
# What the page needs without signal, beside itself: door.html loads these and no others, but for
# the reader of codes, which a camera without one of its own asks for (browser/door-scan.js).
FILES = (
    *("tokens.css", "bar.css", "light.css", "forms.css", "taps.css", "door.css"),
    "barlow-condensed-600.woff2",
    *(f"{name}.js" for name in ("door", "door-count", "door-find", "door-kept", "door-list")),
    *(f"{name}.js" for name in ("door-rest", "door-said", "door-scan", "door-sum", "door-walk")),
    *(f"{name}.js" for name in ("dom", "new-key", "offline", "taps-kept", "taps-line", "words")),
)


def page(request: Request) -> Response:
    """GET /e/EVENT/door: the page, the same for everybody at the door; 403 without a link to it."""
    slug, lang = request.path_params["event"], asked.language(request)
    event = rallies.event(house().desk, slug)
    boot = _boot(lang, event)
    return phones.page(request, "door.html", event, boot, lambda: _volunteer(request))


def state(request: Request) -> Response:
    """GET /e/EVENT/door/state?since=SEQ&roster=SEQ: the roster, and what doors said since."""
    try:
        who = _volunteer(request)
        return _told(who, request.query_params)
    except (NotAllowed, NotFound):
        return phones.not_good(request, NOT_GOOD)


async def take(request: Request) -> Response:
    """POST /e/EVENT/door/taps: {phone, since, roster, taps}; each tap is answered by its key."""
    return await posting(_take, request, await phones.posted(request))


def worker(request: Request) -> Response:
    """GET /e/EVENT/door/sw.js: what lets the page open without signal."""
    return phones.worker(f"/e/{request.path_params['event']}/door", FILES)


def _boot(lang: str, event: Event) -> dict[str, Any]:
    """Return the options that browser/door.js is mounted with: nothing of anybody."""
    at = f"/e/{event.slug}/door"
    return {
        "event": event.slug,
        "title": event.title,
        "zone": event.zone,
        "at": at,
        "lang": lang,
        "words": words.for_browser(lang, "light", "door"),
        "densities": list(DENSITIES),
        "reader": browser.address("qr/decode.js"),
    }


def _volunteer(request: Request) -> Volunteer:
    desk = house().desk
    held = links.visitor(desk, request.cookies.get(links.COOKIE, ""))
    return door.volunteer(desk, held, request.path_params["event"])


def _take(request: Request, posted: dict[str, Any]) -> Response:
    answers: list[dict[str, Any]] = []
    try:
        who = _volunteer(request)
        phone = str(posted.get("phone", ""))
        given = [_given(who, phone, each) for each in posted["taps"][: phones.MOST_TAPS]]
        # What was answered before the link was taken back stays answered.
        answers.extend(_answer(request, *each) for each in given)
        return _told(who, posted, answers=answers)
    except (NotAllowed, NotFound):
        return phones.not_good(request, NOT_GOOD, answers)
    except StoreFailed:
        return JSONResponse({"answers": answers, "stopped": True}, 503, phones.NOT_KEPT)


def _given(who: Volunteer, phone: str, each: Any) -> tuple[str, Future[Receipt] | Refused]:
    """Return a tap's key with what will become of it: all of a post are written together."""
    key = phones.key_of(each)
    try:
        return key, door_taps.tap(house().desk, who, _tap(phone, each))
    except Refused as refused:
        return key, refused


def _answer(request: Request, key: str, came: Future[Receipt] | Refused) -> dict[str, Any]:
    """Return what became of one tap. Raises NotFound where the link is no longer good."""
    try:
        if isinstance(came, Refused):
            raise came
        receipt = came.result()
    except Refused as refused:
        why = errors.beside(asked.language(request), refused, ()).values()
        return {"key": key, "refused": " ".join(why)}
    return {"key": key, "seq": receipt.seq, "again": receipt.again}


def _tap(phone: str, each: Any) -> Tap:
    """Return a tap as the phone wrote it. Raises Refused for what no phone of ours writes."""
    try:
        return Tap(
            key=str(each["key"]),
            kind=str(each["kind"]),
            age=timedelta(seconds=min(1e9, float(each.get("age", 0)))),
            subject=str(each.get("subject", "")),
            n=phones.number(each.get("n", 0)),
            lead=phones.number(each.get("lead", 0)),
            phone=phone,
            method=str(each.get("method", "")),
            detail=each.get("detail", {}),
        )
    except (AttributeError, KeyError, TypeError, ValueError, OverflowError):
        raise Refused("tap", "not_tap") from None


def _told(who: Volunteer, given: Any, **more: Any) -> Response:
    since, roster = (_seq(given.get(name, 0)) for name in ("since", "roster"))
    told = door.state(house().desk, who, since, roster)
    return JSONResponse({**told, **more}, headers=phones.NOT_KEPT)


def _seq(told: Any) -> int:
    """Return up to which record a phone knows; 0, all is told anew, for what none of ours says."""
    try:
        return max(0, phones.number(told))
    except (TypeError, ValueError, OverflowError):
        return 0
