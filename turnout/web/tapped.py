"""A lead's tap as a phone wrote it, before anything of it is believed."""

from datetime import UTC, datetime, timedelta
from typing import Any

from turnout.desk.taps import Tap
from turnout.errors import Refused
from turnout.model.challenges import Measure, Wanted, Way
from turnout.web import phones

_TEXTS = {"party": "1", "status": "yes"} | dict.fromkeys(
    ("name", "contact", "of", "says", "place", "said_as"), ""
)


def tap(each: Any) -> Tap:
    """Return a tap as the phone wrote it. Raises Refused for what no phone of ours writes."""
    try:
        return Tap(
            key=str(each["key"]),
            kind=str(each["kind"]),
            age=timedelta(seconds=min(1e9, float(each.get("age", 0)))),
            n=int(each.get("n", 0)),
            person=phones.number(each.get("person", 0)),
            challenge=phones.number(each.get("challenge", 0)),
            wanted=_wanted(each["wanted"]) if "wanted" in each else None,
            **{name: str(each.get(name, plain)) for name, plain in _TEXTS.items()},
        )
    except (AttributeError, KeyError, TypeError, ValueError, OverflowError):
        raise Refused("tap", "not_tap") from None


def _wanted(given: Any) -> Wanted:
    """Return a challenge as the phone wrote it; its deadline is ISO 8601 with an offset."""
    return Wanted(
        target=phones.number(given["target"]),
        deadline=_aware(datetime.fromisoformat(str(given["deadline"]))),
        measure=Measure(given.get("measure", Measure.HEADS)),
        way=Way(given.get("way", Way.TOGETHER)),
        whom=tuple(str(handle)[:200] for handle in given.get("whom", ())),
        declared_most=phones.number(given.get("declared_most", 0)),
        text=str(given.get("text", "")),
    )


def _aware(at: datetime) -> datetime:
    if at.tzinfo is None:
        raise ValueError("a time without its offset")
    return at.astimezone(UTC)
