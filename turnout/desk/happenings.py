"""What happened of a campaign, for everybody: areas cleaned, dates made and changed, goals met."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

from turnout.desk import area_photos, atlas, challenge_happenings, looks
from turnout.desk.desk import Desk
from turnout.desk.rallies import found
from turnout.desk.showing import hides_names
from turnout.model import Event, EventState
from turnout.model.areas import Step
from turnout.model.happenings import Happening
from turnout.store import Reading, challenges, events, happenings, standings
from turnout.store.times import read, read_or_none

MOST = 50  # what a reader that looks once a day may have missed
_OFF = {EventState.POSTPONED: "postponed", EventState.CANCELLED: "cancelled"}


def happened(desk: Desk, slug: str) -> tuple[Event, datetime, list[Happening]]:
    """Return (event, when it was made, what happened: newest first, at most MOST) of an event and
    its dates.

    Nothing of what waits for a look is in it, and of quiet dates nothing but in a quiet event's
    own. Raises NotFound.
    """
    with desk.store.reading() as look:
        event = found(look, slug)
        dates = [
            event,
            *(each for each in events.children(look, event.id) if event.quiet or not each.quiet),
        ]
        told = [
            *_of_areas(look, event),
            *_of_dates(look, {each.id: each for each in dates}),
            *(met for each in dates if (met := _goal_met(look, each))),
            *(
                told
                for each in dates
                for told in challenge_happenings.of_event(look, each, desk.clock())
            ),
        ]
        newest = sorted(told, key=lambda each: (each.at, each.seq), reverse=True)
        return event, _made_at(look, event), newest[:MOST]


def version(desk: Desk, slug: str) -> str:
    """Return what changes whenever `happened` does: the seq, and how many deadlines of challenges
    have passed since nothing is logged then. Raises NotFound."""
    with desk.store.reading() as look:
        event = found(look, slug)
        seq = standings.total(look, event.id)[0]
        passed = challenges.passed(look, events.family(look, event.id), desk.clock())
        return f"{seq}.{passed}" if passed else str(seq)


def _made_at(look: Reading, event: Event) -> datetime:
    (first,) = happenings.made(look, [event.id])
    return read(first["at"])


def _of_areas(look: Reading, event: Event) -> Iterator[Happening]:
    campaign = found(look, event.parent) if event.parent else event
    photos = area_photos.shown(look, campaign.id)
    named = {} if hides_names(event) else atlas.names(look, campaign)
    for row in happenings.of_areas(look, event.id, MOST):
        is_clean = row["step"] == Step.CLEAN
        of_it = photos.get(row["area"], ())
        after = [photo.name for photo in of_it if (photo.kind, photo.step) == ("after", row["seq"])]
        name, handle = named.get(row["lead"], ("", "")) if is_clean else ("", "")
        yield Happening(
            kind="cleaned" if is_clean else "reopened",
            seq=row["seq"],
            at=read(row["at"]),
            event=campaign,
            area=row["area"],
            title=row["title"],
            m2=row["m2"],
            bags=row["bags"],
            volunteers=row["volunteers"],
            lead=name,
            handle=handle,
            photo=after[0] if after else "",
        )


def _of_dates(look: Reading, dates: dict[int, Event]) -> Iterator[Happening]:
    """Yield how each date was made and changed, as it was from then on: what stood before the
    next change, or now."""
    changed: dict[int, list[Any]] = {number: [] for number in dates}
    for row in happenings.rescheduled(look, list(dates)):
        changed[row["event"]].append(row)
    for row in happenings.made(look, list(dates)):
        date = dates[row["event"]]
        changes = changed[date.id]
        versions = [*(_as_it_was(date, change) for change in changes), date]
        yield Happening("made", row["seq"], read(row["at"]), versions[0], title=date.title)
        for before, after, change in zip(versions, versions[1:], changes, strict=False):
            if kind := _kind(before, after):
                yield Happening(kind, change["seq"], read(change["at"]), after, title=date.title)


def _kind(before: Event, after: Event) -> str:
    """Return what a change of schedule was; empty for one that only asked everybody again."""
    if after.state is not EventState.ON:
        return _OFF[after.state] if after.state is not before.state else ""
    if (after.starts_at, after.place) != (before.starts_at, before.place):
        return "moved"
    return "resumed" if before.state is not EventState.ON else ""


def _goal_met(look: Reading, date: Event) -> Happening | None:
    """Return that as many come as were promised, at the hour in which it came to that; None
    while they do not."""
    if not date.goal or date.state is not EventState.ON:
        return None
    if standings.total(look, date.id)[2].coming < date.goal:
        return None
    coming, met = 0, None
    for point in looks.pace_in(look, date):
        before, coming = coming, coming + point.change.coming
        if before < date.goal <= coming:
            met = point.at
    return _met(date, met) if met else None


def _met(date: Event, at: datetime) -> Happening:
    return Happening("goal_met", date.goal, at, date, title=date.title)


def _as_it_was(date: Event, row: Any) -> Event:
    return replace(
        date,
        starts_at=read(row["starts_at"]),
        ends_at=read_or_none(row["ends_at"]),
        place=row["place"],
        state=EventState(row["state"]),
    )
