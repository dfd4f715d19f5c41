"""What funders are told of the areas of an event: from what stands, by a query over the newest
cleaning of each area, never by a walk through the ledger."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from turnout.desk import area_photos
from turnout.formats.area_account import AreaAccount, Pair, Sums, Week
from turnout.model import Event
from turnout.model.areas import AreaPhoto, AreaState
from turnout.store import Reading, area_steps, areas
from turnout.store.times import read

MOST_PAIRS = 6  # what convinces before it tires


def account(look: Reading, event: Event) -> AreaAccount | None:
    """Return what is told of the areas on the map of `event`; None where there are none."""
    states = areas.counted_by_state(look, event.id)
    if not states:
        return None
    rows = area_steps.cleaned(look, event.id)
    return AreaAccount(
        states={AreaState(state): states[state] for state in AreaState if state in states},
        sums=_sums(rows),
        weeks=tuple(_weeks(rows, event)),
        pairs=tuple(_pairs(look, event, rows)),
    )


def _sums(rows: Iterable[Any]) -> Sums:
    kept = list(rows)
    return Sums(
        cleaned=len(kept),
        square_metres=round(sum(row["m2"] for row in kept)),
        bags=sum(row["bags"] for row in kept),
        volunteers=sum(row["volunteers"] for row in kept),
    )


def _weeks(rows: list[Any], event: Event) -> Iterator[Week]:
    """Yield each week from the first with a cleaning to the last, also those without any."""
    by_week: dict[date, list[Any]] = {}
    for row in rows:
        by_week.setdefault(_monday(row, event), []).append(row)
    if not by_week:
        return
    at, last = min(by_week), max(by_week)
    while at <= last:
        yield Week(at, _sums(by_week.get(at, ())))
        at += timedelta(days=7)


def _monday(row: Any, event: Event) -> date:
    day = read(row["said_at"]).astimezone(ZoneInfo(event.zone)).date()
    return day - timedelta(days=day.weekday())


def _pairs(look: Reading, event: Event, rows: list[Any]) -> Iterator[Pair]:
    """Yield the areas cleaned last that have a photo from before and one from after."""
    shown = area_photos.shown(look, event.id)
    newest = sorted(rows, key=lambda row: -row["seq"])
    found = (_pair(event, row, shown.get(row["area"], [])) for row in newest)
    yield from [pair for pair in found if pair][:MOST_PAIRS]


def _pair(event: Event, row: Any, photos: list[AreaPhoto]) -> Pair | None:
    before = [photo for photo in photos if photo.kind == "before"]
    after = [photo for photo in photos if photo.kind == "after"]
    if not (before and after):
        return None
    return Pair(event.slug, row["area"], row["title"], before[0], after[-1])
