"""Made shows: what every scene of the wall must look right with."""

import copy
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.browser.pictures import LONG, NAMES, PICTURES, UNBROKEN
from turnout.formats.picture import stamp
from turnout.model.show import Scene

NOW = datetime.now(UTC)
STREAM = {
    "url": "https://video.example.org/w/8tRmSnPdZk4mJqNwAvT9xQ",
    "name": "video.example.org",
    "embed": "https://video.example.org/videos/embed/8tRmSnPdZk4mJqNwAvT9xQ",
    "kind": "frame",
}
SVG = "data:image/svg+xml,"
MESSAGE = "Doors open at six. Bring the neighbour who said maybe."
LONG_MESSAGE = (
    "Las puertas abren a las seis de la tarde. Traigan a la vecina que dijo que tal vez, y "
    "agua: habrá mucha gente y hará calor, nos vemos ahí."
)


def a_show(scene: str, **given: Any) -> dict[str, Any]:
    """Return a show that stays at `scene`, of which every scene has something."""
    return {
        "scene": scene,
        "scenes": [each.value for each in Scene],
        "every_seconds": 0,
        "message": MESSAGE,
        "theme": "auto",
        "since": stamp(NOW),
        "has": [each.value for each in Scene],
        **given,
    }


def on_stage(picture: str, scene: str, **given: Any) -> dict[str, Any]:
    """Return a made picture with a show on it, its challenges and its video."""
    long = picture == "long"
    message = LONG_MESSAGE if long else MESSAGE
    shown = {"show": a_show(scene, **{"message": message, **given}), "stream": STREAM}
    return {**copy.deepcopy(PICTURES[picture]), "challenges": challenges(long), **shown}


def challenges(long: bool = False) -> list[dict[str, Any]]:
    """Return one for everybody, one of several together, and one that was met."""
    soon = stamp(NOW + timedelta(hours=2, minutes=14, seconds=30))
    names = [LONG, UNBROKEN, "Å"] if long else NAMES[:3]
    parts = [_part(name, 9 - 4 * place) for place, name in enumerate(names)]
    first: dict[str, Any] = {
        "id": 7,
        "measure": "new_yes",
        "target": 30,
        "done": 24,
        "held": 3,
        "deadline": soon,
        "made_at": stamp(NOW),
        "way": "together",
        "everybody": True,
        "state": "live",
        "met_at": None,
        "text": "Let us fill the last bus.",
        "by": None,
        "parts": [],
        "others": {"leads": 0, "done": 0},
    }
    by = {"name": names[0], "handle": parts[0]["handle"]}
    second = {**first, "id": 8, "target": 20, "done": 14, "held": 0, "everybody": False}
    second |= {"parts": parts, "others": {"leads": 2, "done": 1}, "by": by, "text": ""}
    third = {**second, "id": 9, "way": "each", "target": 5, "measure": "confirmed"}
    return [first, second, third]


def _part(name: str, done: int) -> dict[str, Any]:
    handle = f"{name.lower().replace(' ', '_')[:60]}@mastodon.social"
    return {"name": name, "handle": handle, "done": done, "met": done >= 5}


def roll(number: int, long: bool = False) -> dict[str, Any]:
    """Return a roll of so many leads; each fourth one brought the three after them."""
    rows = []
    named = [_named(place, long) for place in range(number)]
    for place, own in enumerate(named):
        head = place % 4 == 0
        brought = named[place + 1 : place + 4] if head else []
        row = {
            **own,
            "by": None if head else named[place - place % 4],
            "brought": brought,
            "brought_others": 2 if head else 0,
            "leads_below": len(brought),
            "promised": 60 - place % 50,
            "confirmed": 40 - place % 40,
            "coming": 50,
            "came": None if place % 3 == 2 else 38 - place % 38,
            "branch": 140 if head else 50,
            "goal": 80,
            "depth": 0 if head else 1,
            "honours": [["kept", "branch"], ["grew"], [], ["first_timers", "first_promise"]][
                place % 4
            ],
        }
        rows.append(row)
    return {"seq": 40, "rows": rows, "others": 3}


def _named(place: int, long: bool) -> dict[str, str]:
    name = (LONG, UNBROKEN)[place % 2] if long else NAMES[place % len(NAMES)]
    shown = f"{name} {place}" if place >= len(NAMES) else name
    return {"name": shown, "handle": f"{shown.lower().replace(' ', '_')}@social.example.org"}


def stories(long: bool = False) -> dict[str, Any]:
    """Return a photo with its words, one before and after, one without words, and a story."""
    text = "My grandmother sold tamales here every Saturday until the road came." + (
        " " + LONG_MESSAGE * 6 if long else ""
    )
    rows = [
        {"photos": [_photo("")], "title": "", "text": "The line went round the block.",
         "of": "", "by": "wichita_teachers@mastodon.social", "licence": "CC BY 4.0"},
        {"photos": [_photo("before"), _photo("after")], "of": "", "by": "", "licence": "",
         "title": LONG if long else "Shunga creek trail", "text": ""},
        {"photos": [], "title": "The mill", "text": text, "of": "Shunga creek trail",
         "by": "", "licence": ""},
        {"photos": [_photo("")], "title": "", "text": "", "of": "", "by": "", "licence": ""},
    ]  # fmt: skip
    return {"seq": 40, "rows": rows}


def _photo(kind: str) -> dict[str, Any]:
    colour = {"before": "%23886644", "after": "%23447755"}.get(kind, "%23335577")
    svg = (
        "<svg xmlns='http://www.w3.org/2000/svg' width='1200' height='800'>"
        f"<rect width='1200' height='800' fill='{colour}'/>"
        "<circle cx='600' cy='400' r='300' fill='%23ddbb88'/></svg>"
    )
    return {"src": SVG + svg, "kind": kind, "alt": "A street", "width": 1200, "height": 800}


def areas() -> dict[str, Any]:
    """Return the map of a clean-up: places of every state, and a group with its outline."""
    states = ("reported", "confirmed", "scheduled", "cleaned", "reopened")
    features = []
    for place in range(24):
        lon, lat = -95.72 + 0.021 * (place % 6), 39.02 + 0.02 * (place // 6)
        square = [[lon, lat], [lon + 0.011, lat], [lon + 0.011, lat + 0.008], [lon, lat + 0.008]]
        shape = (
            {"type": "Point", "coordinates": [lon, lat]}
            if place % 3 == 0
            else {"type": "Polygon", "coordinates": [[*square, square[0]]]}
        )
        properties = {"state": states[place % 5], "title": f"Place {place}"}
        features.append(
            {"type": "Feature", "id": place, "geometry": shape, "properties": properties}
        )
    ring = [[-95.73, 39.01], [-95.66, 39.01], [-95.66, 39.06], [-95.73, 39.06], [-95.73, 39.01]]
    group = {"name": "Oakland", "geometry": {"type": "Polygon", "coordinates": [ring]}}
    return {"seq": 40, "features": features, "groups": [group], "dates": [], "since": None}
