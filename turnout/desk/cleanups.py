"""Clean-up dates at the organizer's desk: which areas are on them, and which went back."""

from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass

from turnout.desk import area_dates
from turnout.desk.acting import must_hold
from turnout.desk.desk import Desk
from turnout.desk.rallies import found
from turnout.errors import NotFound, Refused
from turnout.model import Event, EventState, ReviewState, Role
from turnout.model.areas import Area, AreaState
from turnout.rules.areas import is_active
from turnout.store import Reading, Transaction, area_steps, areas, events, standings


@dataclass(frozen=True)
class CleanUp:
    """One date: `coming` of its goal promised; on: the areas that are on it; back: those that
    went back to the map when it was put off or called off, and are on no other since."""

    event: Event
    coming: int
    on: tuple[Area, ...]
    back: tuple[Area, ...]


@dataclass(frozen=True)
class Arranged:
    """How many areas were put on a date and taken off it; left: those that could not be put on."""

    put: int
    taken: int
    left: tuple[int, ...] = ()


def dates(desk: Desk, slug: str) -> list[CleanUp]:
    """Return the dates of a campaign, the first one first. Raises NotFound."""
    with desk.store.reading() as look:
        campaign = found(look, slug)
        known = {each.id: each for each in _shown(look, campaign)}
        made = sorted(events.children(look, campaign.id), key=lambda each: each.starts_at)
        counts = standings.totals(look, [each.id for each in made])
        return [_date(look, each, counts[each.id].coming, known) for each in made]


def free(desk: Desk, slug: str) -> list[Area]:
    """Return the areas that can be put on a date: shown, not clean, and on no date that is still
    to come. Raises NotFound."""
    with desk.store.reading() as look:
        campaign, now = found(look, slug), desk.clock()
        busy = {
            each.slug
            for each in (campaign, *events.children(look, campaign.id))
            if is_active(each, now)
        }
        return [
            area
            for area in _shown(look, campaign)
            if area.state is not AreaState.CLEANED and area.date not in busy
        ]


def arrange(
    desk: Desk, slug: str, date: str, *, put: Sequence[int] = (), take: Sequence[int] = (),
    by: str = "desk",
) -> Future[Arranged]:  # fmt: skip
    """Put areas of a campaign on a date, and take others off it.

    Raises NotFound (also for an area that is not on the map), and Refused("date",
    "not_of_campaign" | "not_active").
    """

    def work(tx: Transaction) -> Arranged:
        must_hold(desk, tx, by, slug, Role.ORGANIZER)
        campaign, chosen, now = found(tx, slug), found(tx, date), desk.clock()
        if campaign.slug not in (chosen.slug, chosen.parent):
            raise Refused("date", "not_of_campaign", given=chosen.title)
        if put and not is_active(chosen, now):
            raise Refused("date", "not_active", given=chosen.title)
        for number in (*put, *take):
            _must_be_shown(tx, campaign, number)
        taken = [each for each in take if area_dates.take_off(tx, chosen, each, by, now)]
        left = [each for each in put if not area_dates.put_on(tx, chosen, each, by, now)]
        return Arranged(len(put) - len(left), len(taken), tuple(left))

    return desk.store.write(work)


def _date(look: Reading, date: Event, coming: int, known: dict[int, Area]) -> CleanUp:
    is_off = date.state is not EventState.ON
    back = area_steps.released_by(look, date.id, date.state.value) if is_off else []
    return CleanUp(
        event=date,
        coming=coming,
        on=tuple(area for area in known.values() if area.date == date.slug),
        back=tuple(known[number] for number in back if number in known),
    )


def _shown(look: Reading, campaign: Event) -> list[Area]:
    return areas.on_map(look, campaign.id, reviews=[ReviewState.SHOWN])


def _must_be_shown(look: Reading, campaign: Event, number: int) -> None:
    area = areas.one(look, campaign.id, number)
    if area is None or area.review is not ReviewState.SHOWN:
        raise NotFound("area", str(number))
