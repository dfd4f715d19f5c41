"""What a clean-up day's wall tells of areas: left, cleaned, and who cleaned them today."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from turnout.desk.showing import hides_names, is_shown
from turnout.model import Event
from turnout.model.picture import AreasProgress, CleanedArea
from turnout.rules.contact import Handle
from turnout.store import Reading, cleaned
from turnout.store.times import read

MOST_TODAY = 60  # in the live picture, which goes out whenever anything moves


def areas_of(look: Reading, event: Event, at: datetime) -> AreasProgress | None:
    """Return how the areas of a map, or of a date, stand; None where there are none.

    at: when the picture last moved: what was cleaned on that day, in the event's zone, is named.
    """
    left, done = cleaned.left(look, event.id), cleaned.done(look, event.id)
    if not left and not done:
        return None
    day = _day(at, event)
    today = [row for row in done if _day(read(row["at"]), event) == day]
    return AreasProgress(left, len(done), tuple(_row(row, event) for row in today[:MOST_TODAY]))


def _day(at: datetime, event: Event) -> date:
    return at.astimezone(ZoneInfo(event.zone)).date()


def _row(row: Any, event: Event) -> CleanedArea:
    hidden = hides_names(event) or bool(row["quiet"]) or not row["names_public"]
    named = row["user"] is not None and is_shown(row, hidden)
    return CleanedArea(
        title=row["title"],
        at=read(row["at"]),
        lead=row["name"] if named else "",
        handle=str(Handle(row["user"], row["host"])) if named else "",
    )
