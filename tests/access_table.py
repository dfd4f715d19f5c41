"""Who may do what, as one table: role x screen, role x route. A new one without a row fails.

A row names the roles that are let in; every other role is refused. To add a page or a route, add
a line here.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from starlette.routing import BaseRoute, Mount, Route, Router

from tests.builders import a_jpeg
from turnout.model import Role

# Links of the event "ks", but where the name says otherwise. "public" has no link at all.
ROLES: dict[str, tuple[Role, dict[str, Any]] | None] = {
    "organizer": (Role.ORGANIZER, {"event": "ks"}),
    "organizer of all": (Role.ORGANIZER, {"event": None}),
    "organizer of the whole": (Role.ORGANIZER, {"event": "day"}),  # "ks" is a site of it
    "other organizer": (Role.ORGANIZER, {"event": "park"}),
    "lead": (Role.LEAD, {"event": "ks", "lead": "wichita_teachers"}),
    "other lead": (Role.LEAD, {"event": "ks", "lead": "topeka_nurses"}),
    "lead elsewhere": (Role.LEAD, {"event": "park", "lead": "park_lead"}),
    "funder": (Role.FUNDER, {"event": "ks"}),
    "other funder": (Role.FUNDER, {"event": "park"}),
    "door": (Role.DOOR, {"event": "ks"}),
    "supporter": (Role.SUPPORTER, {"event": "ks"}),
    "api": (Role.API, {"event": "ks"}),
    "other api": (Role.API, {"event": "park"}),
    "public": None,
}
ALL = frozenset(ROLES)
ORGANIZERS = frozenset({"organizer", "organizer of all", "organizer of the whole"})
LEADS = frozenset({"lead", "other lead"})
FUNDERS = frozenset({"funder"})
OF_KS = ORGANIZERS | LEADS | FUNDERS

# Streamlit's pages, by their address: who sees the rally "ks" there.
PAGES: dict[str, frozenset[str]] = {
    "": OF_KS,
    "wall": OF_KS,
    "forecast": ORGANIZERS,
    "desk": ORGANIZERS,
    "review": ORGANIZERS,
    "map": OF_KS,
    "progress": ORGANIZERS | FUNDERS,
    "lead": ORGANIZERS | LEADS,
    "network": ORGANIZERS | LEADS,
}


@dataclass(frozen=True)
class Row:
    """One route: who is let in, and how it is asked.

    shows: what only those let in are shown, where the page itself opens for everybody.
    own_page: whether the post must come from a page of ours.
    """

    roles: frozenset[str] = ALL
    send: dict[str, Any] = field(default_factory=dict)
    params: dict[str, str] = field(default_factory=dict)
    shows: str = ""
    own_page: bool = False
    status: Callable[[int], bool] = lambda status: status < 400


def posted(**fields: Any) -> dict[str, Any]:
    return {"data": fields}


E, POCKET, DOOR = "/e/{event}", "/e/{event}/pocket", "/e/{event}/door"
API = "/api/v1/events/{event}"
PIXELS = a_jpeg(size=(64, 64))
STORY = posted(kind="story", title="The mill", text="It stood here.", key="k" * 20)
TAPS = {"json": {"lead": "{lead}", "taps": []}}

ROUTES: dict[tuple[str, str], Row] = {
    ("GET", "/e/-/assets/{build}/{file:path}"): Row(),
    ("GET", E): Row(),
    ("GET", f"{E}/join"): Row(),
    ("POST", f"{E}/join"): Row(send=posted(name="A", party="1", key="k"), own_page=True),
    ("GET", f"{E}/thanks"): Row(),
    ("GET", f"{E}/mine"): Row(frozenset({"supporter"}), shows="Amina"),
    ("POST", f"{E}/mine"): Row(
        frozenset({"supporter"}), posted(party="2", status="yes", key="k"), own_page=True
    ),
    ("GET", f"{E}/answer"): Row(),
    # Whose a link of a message is stands in it: what opens nobody's is refused, whoever brings it.
    ("POST", f"{E}/answer"): Row(
        send=posted(token="nobodys", say="yes"), own_page=True, status=lambda status: status == 403
    ),
    ("GET", f"{E}/stop/{{token}}"): Row(status=lambda status: status == 403),
    ("POST", f"{E}/stop/{{token}}"): Row(status=lambda status: status == 403),
    ("GET", f"{E}/event.ics"): Row(),
    ("GET", f"{E}/dates.ics"): Row(),
    ("GET", f"{E}/updates.atom"): Row(),
    ("GET", f"{E}/board"): Row(),
    ("GET", f"{E}/embed"): Row(),
    ("GET", f"{E}/pace.json"): Row(),
    ("GET", f"{E}/roll"): Row(),
    ("GET", f"{E}/roll.json"): Row(),
    ("GET", f"{E}/roll/sheet"): Row(ORGANIZERS),
    ("GET", f"{E}/stories.json"): Row(),
    ("GET", f"{E}/show"): Row(ORGANIZERS),
    ("POST", f"{E}/show"): Row(ORGANIZERS, posted(theme="dark"), own_page=True),
    ("GET", f"{E}/show/state"): Row(ORGANIZERS),
    ("GET", f"{E}/map"): Row(),
    ("GET", f"{E}/map/embed"): Row(),
    ("GET", f"{E}/map/me"): Row(),
    ("GET", f"{E}/map/sw.js"): Row(),
    ("GET", f"{E}/map/waiting"): Row(ORGANIZERS | LEADS),
    ("POST", f"{E}/map/acts"): Row(send={"json": {"acts": []}}, own_page=True),
    # Its key is nobody's: who is let in is told that, and who is not is refused before.
    ("POST", f"{E}/map/photos"): Row(
        send={"content": PIXELS},
        params={"key": "nobody", "place": "0", "kind": "before"},
        own_page=True,
        status=lambda status: status == 404,
    ),
    ("GET", f"{E}/areas.geojson"): Row(),
    ("GET", f"{E}/areas.kml"): Row(),
    ("GET", f"{E}/areas.csv"): Row(),
    ("GET", f"{E}/areas.png"): Row(),
    ("GET", f"{E}/card.png"): Row(),
    ("GET", f"{E}/leads/{{handle}}/card.png"): Row(),
    ("GET", f"{E}/areas/{{area}}/card.png"): Row(),
    ("GET", f"{E}/challenges/{{challenge}}/card.png"): Row(),
    ("GET", f"{E}/areas/{{area}}"): Row(),
    ("POST", f"{E}/areas/{{area}}/stories"): Row(send=STORY, own_page=True),
    ("GET", f"{E}/groups/{{group}}"): Row(),
    ("GET", f"{E}/challenges/{{challenge}}"): Row(),
    ("POST", f"{E}/groups/{{group}}/stories"): Row(send=STORY, own_page=True),
    ("GET", f"{E}/areas/{{area}}/photos/{{name}}.jpg"): Row(),
    ("GET", f"{E}/areas/{{area}}/photos/{{name}}-small.jpg"): Row(),
    ("GET", f"{E}/qr.svg"): Row(),
    ("GET", f"{E}/photos/{{name}}.jpg"): Row(),
    ("GET", f"{E}/photos/{{name}}-small.jpg"): Row(),
    ("GET", f"{E}/report"): Row(ORGANIZERS | FUNDERS),
    ("GET", f"{E}/report.json"): Row(ORGANIZERS | FUNDERS),
    ("GET", f"{E}/report.csv"): Row(ORGANIZERS | FUNDERS),
    ("GET", f"{E}/paper"): Row(ORGANIZERS | LEADS),
    ("POST", f"{E}/paper"): Row(
        ORGANIZERS | LEADS, posted(name="Bo", party="1", key="k"), own_page=True
    ),
    ("GET", f"{E}/paper/sheet"): Row(ORGANIZERS | LEADS),
    ("GET", f"{E}/sheets"): Row(ORGANIZERS),
    ("POST", f"{E}/sheets"): Row(ORGANIZERS, posted(what="strips"), own_page=True),
    ("GET", DOOR): Row(ORGANIZERS | {"door"}),
    ("GET", f"{DOOR}/state"): Row(ORGANIZERS | {"door"}),
    ("POST", f"{DOOR}/taps"): Row(ORGANIZERS | {"door"}, {"json": {"taps": []}}, own_page=True),
    ("POST", f"{DOOR}/leave"): Row(own_page=True),
    ("GET", f"{DOOR}/sw.js"): Row(),
    ("GET", POCKET): Row(ORGANIZERS | {"lead"}, params={"lead": "{lead}"}),
    ("GET", f"{POCKET}/sw.js"): Row(),
    ("GET", f"{POCKET}/manifest.json"): Row(),
    ("GET", f"{POCKET}/state"): Row(ORGANIZERS | {"lead"}, params={"lead": "{lead}"}),
    ("POST", f"{POCKET}/taps"): Row(ORGANIZERS | {"lead"}, TAPS, own_page=True),
    ("GET", f"{POCKET}/texts"): Row(ORGANIZERS | {"lead"}, params={"lead": "{lead}"}),
    ("POST", f"{POCKET}/texts"): Row(
        ORGANIZERS | {"lead"}, posted(lead="{lead}", id="0"), own_page=True
    ),
    ("POST", f"{POCKET}/leave"): Row(own_page=True),
    ("GET", "/enter"): Row(),
    ("POST", "/enter"): Row(send=posted(token="{token}"), own_page=True),
    ("POST", f"{API}/commitments"): Row(frozenset({"api"}), {"json": {"name": "Bo"}}),
    ("POST", f"{API}/sms"): Row(frozenset({"api"}), posted(From="+17855550101", Body="HELP")),
    ("GET", f"{API}/progress"): Row(),
    ("GET", f"{API}/forecast"): Row(ORGANIZERS),
    ("GET", f"{API}/areas"): Row(),
    ("GET", f"{API}/live"): Row(),
    ("GET", "/api/v1/health"): Row(),
    ("GET", "/api/openapi.json"): Row(),
}
# A stream has no end (web/test_live.py), and which links open the entrance is a test of its own.
ELSEWHERE = {("GET", f"{API}/live"), ("POST", "/enter")}


def routed(of: list[BaseRoute], above: str = "") -> Iterator[tuple[str, str]]:
    """Yield (method, path) of every route below `of`."""
    for route in of:
        inner = _inside(route)
        if isinstance(route, Mount):
            yield from routed(inner, above + route.path)
        elif isinstance(route, Route):
            methods = {method for each in inner or [route] for method in each.methods or {"GET"}}
            yield from ((method, above + route.path) for method in methods - {"HEAD"})


def _inside(route: BaseRoute) -> list[Any]:
    """Return the routes within `route`, however many layers are around them."""
    layer = getattr(route, "app", None)
    while layer is not None and not isinstance(layer, Router):
        layer = getattr(layer, "app", None)
    return list(layer.routes) if layer is not None else []
