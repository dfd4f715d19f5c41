"""What a phone says of a map, act by act: each is answered by its key."""

import json
from datetime import timedelta
from typing import Any

from turnout import words
from turnout.desk import area_changes, areas
from turnout.desk.area_acts import Doer
from turnout.desk.area_changes import Changed
from turnout.desk.areas import Report, Said
from turnout.desk.desk import Desk
from turnout.errors import NotAllowed, NotFound, Reason, Refused
from turnout.model.areas import AreaReceipt, Step
from turnout.model.places import Drawn, geometry, shape_of
from turnout.rules import shapes
from turnout.rules.shapes import Judged
from turnout.web import errors

MOST_ACTS = 50  # in one post; a phone sends the rest after it
_LONGEST = 1e9  # seconds
CONSENT = "map.consent/1"  # the wording agreed to; a new wording is a new number
_STEPS = {"confirm": Step.CONFIRM, "clean": Step.CLEAN, "reopen": Step.REOPEN}

Act = dict[str, Any]


def read(body: bytes) -> list[Act]:
    """Return the acts of a post. Raises Refused("body")."""
    try:
        posted = json.loads(body)
    except (ValueError, RecursionError) as error:  # nested deeper than anybody writes
        raise Refused("body", "invalid_json") from error
    if not isinstance(posted, dict) or not isinstance(posted.get("acts"), list):
        raise Refused("body", "not_object")
    acts: list[Act] = posted["acts"][:MOST_ACTS]
    return acts


def answers(desk: Desk, doer: Doer, lang: str, acts: list[Act]) -> list[Act]:
    """Return what became of each act, in order. Raises StoreFailed."""
    return [_answer(desk, doer, lang, act) for act in acts]


def _answer(desk: Desk, doer: Doer, lang: str, act: Any) -> Act:
    key = _text(act, "key")[:64] if isinstance(act, dict) else ""
    try:
        return {"key": key, **_done(desk, doer, lang, act)}
    except Refused as refused:
        return {"key": key, "refused": " ".join(errors.beside(lang, refused, ()).values())}
    except (NotAllowed, NotFound):
        never = Reason("area", "not_yours")
        return {"key": key, "refused": errors.sentence(lang, never)}


def _done(desk: Desk, doer: Doer, lang: str, act: Any) -> Act:
    kind = act.get("kind") if isinstance(act, dict) else None
    if not isinstance(kind, str):
        raise Refused("area", "not_step")
    if kind == "undo":
        area, of = _whole(act, "area"), _whole(act, "of")
        return _told(areas.undo(desk, doer, area, of, _text(act, "key")).result())
    if kind not in ("put", "change"):
        return _told(areas.say(desk, doer, _said(act)).result())
    judged = _drawn(act)
    if judged and judged.decision == shapes.REPAIR:
        return {"repair": _offer(lang, judged)}
    if judged and kind == "put":
        return _told(areas.put(desk, doer, _report(act, lang, judged)).result())
    return _told(area_changes.change(desk, doer, _changed(act, judged)).result())


def _drawn(act: Act) -> Judged | None:
    """Return what becomes of the shape that comes with an act; None where a change brings none.

    Raises Refused("shape").
    """
    if act["kind"] == "change" and act.get("geometry") is None:
        return None
    judged = judged_of(act.get("geometry"), _text(act, "title"))
    if judged.decision == shapes.REFUSED:
        raise Refused("shape", judged.code, **judged.values)
    return judged


def judged_of(given: Any, title: str) -> Judged:
    """Return what becomes of a GeoJSON geometry. Raises Refused("shape")."""
    if not isinstance(given, dict):
        raise Refused("shape", "no_geometry")
    return shapes.judge(Drawn(1, title, shape=shape_of(given)))


def _offer(lang: str, judged: Judged) -> Act:
    why = words.say(lang, f"places.repair_{judged.code}", **judged.values)
    return {"why": why, "offered": [geometry(shape) for shape in judged.offered]}


def _told(receipt: AreaReceipt) -> Act:
    return {
        "seq": receipt.seq,
        "area": receipt.area,
        "state": receipt.state.value,
        "held": receipt.held,
        "again": receipt.again,
    }


def _report(act: Act, lang: str, judged: Judged) -> Report:
    assert judged.shape  # an accepted one has it
    named = {name: _text(act, name) for name in ("title", "text", "size", "contact")}
    return Report(
        key=_text(act, "key"),
        shape=judged.shape,
        m2=judged.area_m2,
        age=_age(act),
        wanted=_whole(act, "wanted"),
        consent=CONSENT if act.get("consent") else "",
        lang=lang,
        **named,
    )


def _changed(act: Act, judged: Judged | None) -> Changed:
    """Return what an area is from now on; what the act does not name stays."""
    named = {name: _text(act, name) for name in ("title", "text", "size") if name in act}
    return Changed(
        key=_text(act, "key"),
        area=_whole(act, "area"),
        wanted=_whole(act, "wanted") if "wanted" in act else None,
        shape=judged.shape if judged else None,
        m2=judged.area_m2 if judged else 0.0,
        **named,
    )


def _said(act: Act) -> Said:
    if act.get("kind") not in _STEPS:
        raise Refused("area", "not_step")
    return Said(
        key=_text(act, "key"),
        area=_whole(act, "area"),
        step=_STEPS[act["kind"]],
        age=_age(act),
        note=_text(act, "note"),
        bags=_whole(act, "bags"),
        volunteers=_whole(act, "volunteers"),
    )


def _text(act: Act, name: str) -> str:
    """Return a text that can be written and answered: without halves of letters."""
    return str(act.get(name) or "").encode("utf-8", "replace").decode("utf-8")


def _whole(act: Act, name: str) -> int:
    given = act.get(name) or 0
    if not isinstance(given, int) or given.bit_length() > 62:
        raise Refused("area", "not_step")
    return given


def _age(act: Act) -> timedelta:
    given = act.get("age") or 0
    if not isinstance(given, int | float) or not 0 <= given <= _LONGEST:
        raise Refused("area", "not_step")
    return timedelta(seconds=given)
