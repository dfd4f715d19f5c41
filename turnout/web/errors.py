"""What each error is over HTTP: one table, and its two forms, a problem (RFC 9457) and a page."""

import json
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from turnout import words
from turnout.desk import rallies
from turnout.errors import (
    Conflict,
    NoRoom,
    NotAllowed,
    NotFound,
    Reason,
    Refused,
    StoreFailed,
    TooOften,
)
from turnout.house import house
from turnout.rules.intake import without_hidden_characters
from turnout.web import asked, pages

log = logging.getLogger(__name__)

RETRY_SECONDS = "30"  # a full disk or a restart is mended in minutes; askers come back sooner


class NoKey(NotAllowed):
    """A machine came without a key."""


class Foreign(NotAllowed):
    """A post came from a page that is not ours."""


class NoQRCode(NotFound):
    """A code that would lead nowhere is not shown."""

    def __init__(self) -> None:
        super().__init__("qr", "")


@dataclass(frozen=True)
class Meaning:
    """What an error is over HTTP; `name` finds its title and what to do in words/web.toml."""

    status: int
    name: str
    headers: dict[str, str] = field(default_factory=dict)


# The first row whose kind fits; a kind of error stands above the kinds it is one of.
MEANINGS: tuple[tuple[type[Exception], Meaning], ...] = (
    (Refused, Meaning(422, "refused")),
    (NoKey, Meaning(401, "no_key", {"WWW-Authenticate": "Bearer"})),
    (Foreign, Meaning(403, "foreign")),
    (NotAllowed, Meaning(403, "not_allowed")),
    (NotFound, Meaning(404, "not_found")),
    (Conflict, Meaning(409, "conflict")),
    (TooOften, Meaning(429, "too_often")),
    (NoRoom, Meaning(503, "no_room", {"Retry-After": RETRY_SECONDS})),
    (StoreFailed, Meaning(503, "store_failed", {"Retry-After": RETRY_SECONDS})),
)
# A body that cannot be read is refused too, but not for what it says.
BODIES = {
    "too_large": Meaning(413, "too_large", {"Connection": "close"}),
    "too_slow": Meaning(408, "unreadable", {"Connection": "close"}),
    "type_unknown": Meaning(415, "media_type"),
}
UNREADABLE = Meaning(400, "unreadable")
STATUSES = {404: "not_found", 405: "method"}  # that routing itself raises
DEFECT = Meaning(500, "defect")
ON_TO_THE_EVENT = (403, 404)  # no dead ends: its page is open to whoever came this far


def meaning(error: Exception) -> Meaning:
    """Return what `error` is over HTTP."""
    if isinstance(error, Refused) and error.field == "body":
        return BODIES.get(error.code, UNREADABLE)
    if isinstance(error, HTTPException) and error.status_code in STATUSES:
        headers = dict(error.headers or {})
        return Meaning(error.status_code, STATUSES[error.status_code], headers)
    found = next((found for kind, found in MEANINGS if isinstance(error, kind)), DEFECT)
    if isinstance(error, TooOften):
        return replace(found, headers={"Retry-After": str(error.retry_seconds)})
    return found


def sentence(lang: str, reason: Reason) -> str:
    """Return why, in the reader's words; for a reason without words of its own, name the field.

    A field may have its place in a list before it: "2.party".
    """
    field_name = reason.field.rpartition(".")[2]
    quoted = {
        name: without_hidden_characters(given) if isinstance(given, str) else given
        for name, given in reason.values.items()
    }
    try:
        return words.say(lang, f"refused.{field_name}_{reason.code}", **quoted)
    except KeyError:
        log.warning("no sentence for %s_%s", reason.field, reason.code)
        return words.say(lang, "refused.fallback", field=reason.field)


def beside(lang: str, refused: Refused, fields: Sequence[str]) -> dict[str, str]:
    """Return why, by field, in the order of a form's `fields`; what is none of them comes last."""
    told = {reason.field: sentence(lang, reason) for reason in refused.reasons}
    return {name: told[name] for name in (*fields, *told) if name in told}


def problem(request: Request, error: Exception) -> Response:
    """Return `error` as application/problem+json."""
    found, lang = meaning(error), asked.browser_language(request)
    told: dict[str, object] = {
        "type": f"urn:turnout:problem:{found.name}",
        "title": _title(lang, error, found, "_api"),
        "status": found.status,
        "detail": _detail(lang, error, found, "_api"),
    }
    if isinstance(error, Refused):
        told["errors"] = [
            {"field": reason.field, "code": reason.code, "message": sentence(lang, reason)}
            for reason in error.reasons
        ]
    return Response(
        json.dumps(told, ensure_ascii=False),
        found.status,
        {**found.headers, "Content-Language": lang, "Cache-Control": "no-store"},
        "application/problem+json",
    )


def page(request: Request, error: Exception) -> Response:
    """Return `error` as a light page."""
    found, lang = meaning(error), asked.language(request)
    why = [sentence(lang, reason) for reason in getattr(error, "reasons", ())]
    return pages.page(
        request,
        "wrong.html",
        status=found.status,
        headers={**found.headers, "Cache-Control": "no-store"},
        title=_title(lang, error, found),
        told=why or [_detail(lang, error, found)],
        known=_known(request) if found.status in ON_TO_THE_EVENT else "",
    )


class Answered:
    """Runs `app`; what it raises is answered in the words of who reads it."""

    def __init__(self, app: ASGIApp, answer: Callable[[Request, Exception], Response]) -> None:
        self.app, self.answer = app, answer

    @property
    def routes(self) -> object:
        return getattr(self.app, "routes", [])

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        begun = False

        async def sent(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self.app(scope, receive, sent)
        except ClientDisconnect:
            return  # nobody is left to answer
        except Exception as error:  # the outermost frame of a request: it logs, others go on
            if begun or scope["type"] != "http":
                raise
            if meaning(error) is DEFECT:
                log.exception("%s %s", scope["method"], scope["path"])
            await self.answer(Request(scope), error)(scope, receive, send)


def _known(request: Request) -> str:
    """Return the event below which the asker is, by its slug; empty where there is none."""
    first, _, below = request.scope["path"].lstrip("/").partition("/")
    slug = below.partition("/")[0] if first == "e" else ""
    try:
        return rallies.event(house().desk, slug).slug if slug else ""
    except (NotFound, StoreFailed):
        return ""


def _title(lang: str, error: Exception, found: Meaning, form: str = "") -> str:
    if isinstance(error, NotFound) and error.what == "event":
        return words.say(lang, "web.no_event_title", which=error.which[:80])
    return words.say(lang, _key(found.name, form, "title"))


def _detail(lang: str, error: Exception, found: Meaning, form: str = "") -> str:
    if isinstance(error, Refused) and error.field == "body":
        return sentence(lang, error.reasons[0])
    if isinstance(error, NoQRCode):
        return words.say(lang, "web.qr_no_public_url")
    return words.say(lang, _key(found.name, form, "detail"), allowed=found.headers.get("Allow", ""))


def _key(name: str, form: str, part: str) -> str:
    """The API has words of its own where a page's would speak of links."""
    own = f"web.{name}{form}_{part}"
    return own if words.has(own) else f"web.{name}_{part}"
