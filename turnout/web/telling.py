"""Stories and landmarks on the pages of areas and groups: what is told, and the form to tell.

The form works without JavaScript; what is wrong stands beside each field, and nothing typed is
lost.
"""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from turnout.desk import place_stories
from turnout.desk.place_stories import Told
from turnout.errors import Refused
from turnout.house import house
from turnout.model.areas import Atlas, MapArea
from turnout.model.neighbourhoods import Story, StoryKind
from turnout.sources import form
from turnout.web import asked, bodies, errors
from turnout.web.maps import doer_of
from turnout.web.threads import posting

FIELDS = ("kind", "title", "text", "place")
_NAMES = {f"story_{name}": name for name in FIELDS}  # of a refusal, as the form has them


@dataclass(frozen=True)
class Form:
    """One showing of the form. given: what was typed; wrong: why not, by field; done: "held" or
    "shown" once something was taken."""

    at: str
    given: Mapping[str, str] = field(default_factory=lambda: dict.fromkeys(FIELDS, ""))
    wrong: Mapping[str, str] = field(default_factory=dict)
    done: str = ""
    key: str = field(default_factory=lambda: secrets.token_urlsafe(16))
    kinds: tuple[str, ...] = tuple(StoryKind)


async def tell(
    request: Request, told_of: Mapping[str, Any], at: str, page: Callable[[Request], Response]
) -> Response:
    """Take what a form on the page at `at` posted; told_of: which area or group it is of."""
    if not asked.from_our_own_page(request):
        raise errors.Foreign
    posted = await bodies.read_form(request)
    return await posting(_take, request, posted, told_of, at, page)


def shown(request: Request, at: str, stories: list[Story] | tuple[Story, ...]) -> dict[str, Any]:
    """Return what _stories.html draws: what is told, and the form."""
    known: Form | None = getattr(request.state, "telling", None)
    done = request.query_params.get("told", "")
    made = known or Form(at, done=done if done in ("held", "shown") else "")
    return {"stories": stories, "telling": made}


def of_area(request: Request, area: MapArea, seen: Atlas) -> dict[str, Any]:
    """Return what the page of one area of a map shows of it beside its history."""
    desk, known = house().desk, area.area
    at = f"/e/{known.event}/areas/{known.id}"
    groups = {each.slug: each for each in seen.neighbourhoods}
    return {
        "of_group": groups.get(known.group),
        **shown(request, at, place_stories.of_area(desk, known.event, known.id)),
    }


def _take(
    request: Request, posted: form.Fields, told_of: Mapping[str, Any], at: str,
    page: Callable[[Request], Response],
) -> Response:  # fmt: skip
    given = {name: form.one(posted, name) for name in FIELDS}
    key = form.one(posted, "key")[:64]
    try:
        done = _held(
            request,
            posted,
            Told(key, given["kind"], given["title"], given["text"], given["place"], **told_of),
        )
    except Refused as refused:
        wrong = errors.beside(asked.language(request), refused, [*_NAMES])
        named = {_NAMES.get(name, name): why for name, why in wrong.items()}
        request.state.telling = Form(at, given, named)
        answer = page(request)
        answer.status_code = 422
        return answer
    headers = {"Cache-Control": "no-store"}
    return RedirectResponse(f"{at}?told={done}#stories", 303, headers)


def _held(request: Request, posted: form.Fields, told: Told) -> str:
    """Return whether what was told waits or is shown. The field "website" is hidden from people:
    who fills it in is answered as everybody is, and nothing is kept."""
    if form.one(posted, "website").strip():
        return "held"
    receipt = place_stories.tell(house().desk, doer_of(request), told).result()
    return "held" if receipt.held else "shown"
