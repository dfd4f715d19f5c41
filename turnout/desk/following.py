"""The next event, made from one there was: what it was and who led, never who came."""

import re
import secrets
from concurrent.futures import Future
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from turnout.desk import rallies
from turnout.desk.acting import must_hold
from turnout.desk.desk import Desk
from turnout.desk.ledger import ON_THEIR_OWN, book, enter
from turnout.desk.rallies import check_shape, found, in_zone
from turnout.desk.roster import keep_goal
from turnout.model import Count, Door, Event, EventState, ReviewState, Role
from turnout.store import Reading, Transaction, events, leads, people, reviews

FOUR_WEEKS = timedelta(weeks=4)  # the same day of the week, and time enough to ask people
_NUMBERED = re.compile(r"(.+)-(\d{1,4})")
_LONGEST = 60


def proposal(desk: Desk, slug: str) -> Event:
    """Return what is proposed as the next event after `slug`: as it was, four weeks on, and not
    in the past. Raises NotFound."""
    with desk.store.reading() as look:
        event = found(look, slug)
        free = _next_free(look, slug)
    starts_at = event.starts_at
    while (starts_at := _later(event, starts_at, FOUR_WEEKS)) <= desk.clock():
        pass
    return at_time(replace(event, id=0, slug=free), event, starts_at, _end(event, starts_at))


def follow(
    desk: Desk, after: str, *, slug: str, title: str, starts_at: datetime,
    ends_at: datetime | None = None, goal: int = 0, with_leads: bool = False, by: str = "desk",
) -> Future[Event]:  # fmt: skip
    """Make the next event after `after`; a naive time is in its zone.

    Copied: the ask, zone, place, hashtag, needs, what the form asks and who may see what. Days
    to keep contacts are as many as they were. with_leads: and the leads, with their handles,
    goals, recruiters and whether they are shown. Nobody's commitment, total or link is copied.

    Raises Refused with every reason found, NotFound, also where `by` is a link taken back or not
    for every event.
    """
    was = rallies.event(desk, after)
    made = at_time(
        replace(was, slug=slug.strip(), title=title.strip(), goal=goal),
        was,
        in_zone(starts_at, was.zone),
        in_zone(ends_at, was.zone) if ends_at else None,
    )
    check_shape(made)

    def work(tx: Transaction) -> Event:
        must_hold(desk, tx, by, after, Role.ORGANIZER)
        event = rallies.Add(desk, made, by, desk.clock())(tx)
        if with_leads:
            Leads(tx, event, by, desk.clock()).follow(was.id)
        return event

    return desk.store.write(work)


class Leads:
    """The leads of one event, as they are copied to `event` inside a write."""

    def __init__(self, tx: Transaction, event: Event, by: str, now: datetime) -> None:
        self.tx, self.event, self.by, self.now = tx, event, by, now

    def follow(self, was_event: int) -> None:
        """Copy the leads of the event numbered `was_event`, who may be named."""
        rows = leads.of_event(self.tx, was_event)
        self.handles = leads.handles(self.tx, was_event)
        before = {row["id"]: leads.one(self.tx, row["id"]) for row in rows}
        copied = {row["id"]: self._copy(row, before[row["id"]]) for row in rows if row["name"]}
        for old, new in copied.items():
            was = before[old]
            recruiter = copied.get(was["recruited_by"])  # none, where that one was erased
            leads.change(self.tx, new, was["name"], was["user"], was["host"], recruiter)

    def _copy(self, row: Any, was: Any) -> int:
        handles = self.handles.get(row["id"], [])
        person = self._person(was, handles)
        lead = leads.insert(
            self.tx, self.event.id, row["name"], row["user"], row["host"], person, None
        )
        leads.keep_handles(self.tx, lead, handles)
        keep_goal(self.tx, self.event.id, lead, row["goal"], self.now, self.by)
        if row["state"] not in (None, ReviewState.SHOWN):
            self._hide(lead)
        return lead

    def _person(self, was: Any, handles: list[tuple[str, str]]) -> int | None:
        """Return who leads: at a quiet event nobody is matched with those of another."""
        known = people.card(self.tx, was["person"]) if was["person"] else None
        if not self.event.quiet or known is None:
            return was["person"]  # type: ignore[no-any-return]
        person = people.insert(self.tx, known["name"], known["lang"])
        for user, host in ((was["user"], was["host"]), *handles):
            people.add_handle(self.tx, self.event.id, person, host, user)
        return person

    def _hide(self, lead: int) -> None:
        # Who asked not to stand on the wall does not stand there next time either.
        key = secrets.token_hex(20)
        entry = enter(self.tx, self.event.id, "review", Door.DESK, key, self.by, self.now)
        reviews.decide(self.tx, entry.seq, f"lead:{lead}", ReviewState.SET_ASIDE, self.by, self.now)
        book(self.tx, entry, ON_THEIR_OWN, Count())


def at_time(event: Event, was: Event, starts_at: datetime, ends_at: datetime | None) -> Event:
    """Return `event`, made like `was`, at its own time, with doors open and nothing above it."""
    return replace(
        event,
        starts_at=starts_at,
        ends_at=ends_at,
        keep_contacts_until=_kept_until(was, starts_at),
        parent=None,
        open=True,
        state=EventState.ON,
        stream="",  # that of a day that has passed
    )


def _later(event: Event, at: datetime, by: timedelta) -> datetime:
    """Return the same time of day `by` later, though the clocks change between."""
    local = at.astimezone(ZoneInfo(event.zone))
    return (local + by).astimezone(UTC)


def _end(event: Event, starts_at: datetime) -> datetime | None:
    return _later(event, starts_at, event.ends_at - event.starts_at) if event.ends_at else None


def _kept_until(was: Event, starts_at: datetime) -> date | None:
    if was.keep_contacts_until is None:
        return None
    zone = ZoneInfo(was.zone)
    days = was.keep_contacts_until - was.starts_at.astimezone(zone).date()
    return starts_at.astimezone(zone).date() + days


def _next_free(look: Reading, slug: str) -> str:
    """Return `slug` with the next number that no event has: ks, ks-2, ks-3."""
    numbered = _NUMBERED.fullmatch(slug)
    stem, number = (numbered[1], int(numbered[2])) if numbered else (slug, 1)
    while True:
        number += 1
        ending = f"-{number}"
        free = stem[: _LONGEST - len(ending)].rstrip("-") + ending
        if events.find(look, free) is None:
            return free
