"""Areas and the dates they are on: whatever happens to a date, no area is left waiting on it."""

import secrets
from datetime import datetime

from turnout.desk import challenge_gains
from turnout.desk.ledger import ON_THEIR_OWN, Entry, book, enter
from turnout.errors import Refused
from turnout.model import Count, Door, Event, EventState, ReviewState
from turnout.model.areas import Step
from turnout.rules import areas as rules
from turnout.store import Transaction, area_photos, area_steps, areas, events, reviews, standings


def tell(tx: Transaction, entry: Entry, date: int | None) -> None:
    """Let every screen of the map know that `entry` changed it, and those of the date it is
    about: the map's own event is above its dates, so that the date's line has both."""
    book(tx, entry, ON_THEIR_OWN, Count())
    if date is not None and date != entry.event:
        standings.move(tx, standings.upwards(tx, date), Count(), entry.seq, entry.at)
    for event in standings.challenged(tx, date or entry.event, entry.at):
        challenge_gains.settle_areas(tx, entry, event)


def follow(tx: Transaction, before: Event, after: Event, by: str, now: datetime) -> None:
    """Let the areas of a date go where its change of state leads them, by a record each: off it
    when it is put off or called off, back onto it when it takes place after all and they are
    still free."""
    if after.state is not EventState.ON:
        for area in areas.on_date(tx, after.id):
            _step(tx, after, area, Step.RELEASE, by, now, after.state.value)
    elif before.state is not EventState.ON and rules.is_active(after, now):
        for area in area_steps.released_by(tx, after.id, before.state.value):
            _step(tx, after, area, Step.SCHEDULE, by, now)


def put_on(tx: Transaction, date: Event, area: int, by: str, now: datetime) -> bool:
    """Put an area on a date by a record of its own; return False for one that is clean, or on
    another date that is still to come."""
    stand = areas.stand(tx, area)
    if stand.date == date.id:
        return True
    try:
        active = stand.date is not None and rules.is_active(events.by_id(tx, stand.date), now)
        rules.not_on_another(stand, date.id, active)
        rules.after(stand, Step.SCHEDULE, date.id)
    except Refused:
        return False
    _step(tx, date, area, Step.SCHEDULE, by, now)
    return True


def take_off(tx: Transaction, date: Event, area: int, by: str, now: datetime) -> bool:
    """Take an area off a date by a record of its own; return False for one that is not on it."""
    if areas.stand(tx, area).date != date.id:
        return False
    _step(tx, date, area, Step.RELEASE, by, now, reason="by_hand")
    return True


def reviewed(tx: Transaction, entry: Entry, area: int, state: ReviewState, by: str) -> None:
    """Keep what `entry` decides of an area; one that is not shown waits on no date."""
    reviews.decide(tx, entry.seq, f"area:{area}", state, by, entry.at)
    areas.set_review(tx, entry.seq, area, state)
    if state is ReviewState.SHOWN:
        area_photos.show_held(tx, areas.first_step(tx, area))  # they stood beside it on the card
    date = areas.stand(tx, area).date
    tell(tx, entry, date)
    if date is not None and state is not ReviewState.SHOWN:
        off = events.by_id(tx, date)
        _step(tx, off, area, Step.RELEASE, by, entry.at, reason=state.value)


def _step(
    tx: Transaction, date: Event, area: int, step: Step, by: str, now: datetime, reason: str = ""
) -> None:
    stand = areas.stand(tx, area)
    after = rules.after(stand, step, date.id if step is Step.SCHEDULE else None)
    campaign = areas.event_of(tx, area)
    entry = enter(tx, campaign, "area", Door.DESK, secrets.token_hex(20), by, now)
    area_steps.insert(tx, entry.seq, area, step, stand, after, reason=reason)
    tell(tx, entry, date.id)
