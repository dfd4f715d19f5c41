"""Clean-up dates of a campaign, made in one go, and called off when all is clean."""

from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from turnout.desk import area_dates, rallies, schedule
from turnout.desk.acting import must_hold
from turnout.desk.desk import Desk
from turnout.desk.following import Leads, at_time
from turnout.desk.rallies import check_shape, found, in_zone
from turnout.errors import NotFound, Refused
from turnout.model import Event, ReviewState, Role
from turnout.model.areas import AreaState
from turnout.rules import series
from turnout.rules.areas import is_active
from turnout.store import Reading, Transaction, areas, events

_ROOM = 45  # letters of the campaign's short name before the day, within what an address may have


def make(
    desk: Desk, campaign: str, *, title: str, first: datetime, ends_at: datetime | None = None,
    every: str = "two_weeks", count: int = 1, place: str = "", goal: int = 0,
    with_leads: bool = False, on_them: Sequence[int] = (), by: str = "desk",
) -> Future[list[Event]]:  # fmt: skip
    """Make `count` dates of a campaign, the first at `first`; a naive time is in its zone.

    What the form asks and who may see what are the campaign's. place: its own where empty.
    goal: people wanted at each. with_leads: the campaign's leads lead each date too. on_them:
    areas to put on the dates in turns, so that each has as many; those that cannot be are left.

    All are made, or none. Raises Refused with every reason found, NotFound.
    """
    whole = rallies.event(desk, campaign)
    start = in_zone(first, whole.zone)
    lasts = in_zone(ends_at, whole.zone) - start if ends_at else None
    starts = series.starts(start, whole.zone, every, count)
    like = replace(whole, title=title.strip(), goal=goal, place=place.strip() or whole.place)
    dates = [at_time(like, whole, at, at + lasts if lasts else None) for at in starts]
    for date in dates:
        check_shape(date)

    def work(tx: Transaction) -> list[Event]:
        must_hold(desk, tx, by, campaign, Role.ORGANIZER)
        made = [_made(desk, tx, whole, date, with_leads, by) for date in dates]
        _put_on(desk, tx, whole, made, on_them, by)
        return made

    return desk.store.write(work)


def left_over(desk: Desk, campaign: str) -> list[Event]:
    """Return the dates still to come of a campaign whose areas are all clean; empty while there
    is anything to clean, and where nothing ever was. Raises NotFound."""
    with desk.store.reading() as look:
        return _left_over(look, found(look, campaign), desk.clock())


def call_off(desk: Desk, campaign: str, by: str = "desk") -> list[Event]:
    """Call off the dates that are left over; return them. Raises NotFound."""
    return [schedule.cancel(desk, date.slug, by).result() for date in left_over(desk, campaign)]


def _left_over(look: Reading, campaign: Event, now: datetime) -> list[Event]:
    shown = areas.on_map(look, campaign.id, reviews=[ReviewState.SHOWN])
    if not shown or any(area.state is not AreaState.CLEANED for area in shown):
        return []
    return [date for date in events.children(look, campaign.id) if is_active(date, now)]


def _made(
    desk: Desk, tx: Transaction, whole: Event, date: Event, with_leads: bool, by: str
) -> Event:
    slug = _free(tx, whole, date)
    event = rallies.Add(desk, replace(date, slug=slug, parent=whole.slug), by, desk.clock())(tx)
    if with_leads:
        Leads(tx, event, by, desk.clock()).follow(whole.id)
    return event


def _put_on(
    desk: Desk, tx: Transaction, whole: Event, dates: list[Event], numbers: Sequence[int], by: str
) -> None:
    for at, number in enumerate(numbers):
        if areas.one(tx, whole.id, number) is None:
            raise NotFound("area", str(number))
        area_dates.put_on(tx, dates[at % len(dates)], number, by, desk.clock())


def _free(look: Reading, whole: Event, date: Event) -> str:
    """Return a short name that tells the day: river-dec-05, with a number where it is taken."""
    day = date.starts_at.astimezone(ZoneInfo(whole.zone))
    named = f"{whole.slug[:_ROOM].rstrip('-')}-{day:%b-%d}".lower()
    if events.find(look, named) is None:
        return named
    for number in range(2, 100):
        if events.find(look, f"{named}-{number}") is None:
            return f"{named}-{number}"
    raise Refused("slug", "taken", given=named)
