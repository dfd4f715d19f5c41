"""Whom to thank for what was cleaned, and whom to tell that a date is off.

Drafts are worked out from the ledger whenever they are asked for; only that somebody was told is
kept, as a record that can be taken back.
"""

import secrets
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from turnout.desk import thanks_text as texts
from turnout.desk.acting import must_hold
from turnout.desk.desk import Desk
from turnout.desk.ledger import COMING, ON_THEIR_OWN, book, enter
from turnout.desk.rallies import found
from turnout.desk.stopping import Stops
from turnout.model import Count, Door, Event, EventState, Role, Status
from turnout.model.thanks import Draft
from turnout.rules.areas import is_active
from turnout.rules.contact import Handle
from turnout.store import Reading, Transaction, events, outbox, schedules, tellings

# Who may come is to know as well that there is nothing to come to.
_TO_BE_WARNED = (*COMING, Status.MAYBE)
_STALE = timedelta(days=7)  # after a date that was off, nobody needs to hear of it any more


@dataclass(frozen=True)
class Telling:
    """The acknowledgement: `people` are marked as told by record `seq`; 0 where nobody was."""

    seq: int
    people: int


def drafts(desk: Desk, slug: str, base: str = "", by: str = "desk") -> list[Draft]:
    """Return what is still to be told of an event and its dates, by occasion.

    base: where links lead, such as "https://rally.example.org"; the public address if it is set.
    Nobody has two of one occasion: who reported an area and also came to its date has one.
    Raises NotFound, also where `by` is a link taken back.
    """
    with desk.store.reading() as look:
        must_hold(desk, look, by, slug, Role.ORGANIZER)
        return _Drafts(desk, look, found(look, slug), base).due()


def tell(desk: Desk, slug: str, ids: Sequence[str], by: str = "desk") -> Future[Telling]:
    """Mark drafts (by `Draft.id`) as told: they are due no longer. `corrections.undo` of the
    record brings them back. What is not due is left out. Raises NotFound."""

    def work(tx: Transaction) -> Telling:
        must_hold(desk, tx, by, slug, Role.ORGANIZER)
        event, wanted = found(tx, slug), set(ids)
        due = [each for each in _Drafts(desk, tx, event, "").due() if each.id in wanted]
        if not due:
            return Telling(0, 0)
        key = secrets.token_hex(20)
        entry = enter(tx, event.id, "told", Door.DESK, key, by, desk.clock())
        whom = [(each.occasion, each.person) for each in due]
        tellings.insert(tx, entry.seq, whom)
        outbox.tell(tx, entry.seq, whom, entry.at)
        book(tx, entry, ON_THEIR_OWN, Count())
        return Telling(entry.seq, len(due))

    return desk.store.write(work)


def every(desk: Desk, look: Reading, event: Event, base: str) -> list[Draft]:
    """Return the drafts of `event`, told or not."""
    return _Drafts(desk, look, event, base).made()


def next_ask(
    desk: Desk, look: Reading, event: Event, base: str
) -> Callable[[Any], texts.Ask | None]:
    """Return what says to which date after `event` a person (their row) can be asked to come."""
    root = found(look, event.parent) if event.parent else event
    drafts_ = _Drafts(desk, look, root, base)
    return lambda who: drafts_.ask(event, who)


class _Drafts:
    """One look at all that is due for an event."""

    def __init__(self, desk: Desk, look: Reading, event: Event, base: str) -> None:
        self.desk, self.look, self.event, self.now = desk, look, event, desk.clock()
        self.base = desk.settings.public_url or base
        self.lang = desk.settings.language
        self.dates = {each.id: each for each in (event, *events.children(look, event.id))}
        self._next: dict[int, tuple[Event | None, set[int]]] = {}

    def made(self) -> list[Draft]:
        """Return every draft but those of who wants none."""
        stops = Stops(self.desk, self.look)
        made = [*self._thanks(), *self._off()]
        return [each for each in made if not stops.hold(each.person, each.contact)]

    def due(self) -> list[Draft]:
        """Return every draft but those that were told, or that leave by mail."""
        made = self.made()
        occasions = list({each.occasion for each in made})
        told = tellings.told(self.look, occasions) | tellings.leaving(self.look, occasions)
        return [each for each in made if (each.occasion, each.person) not in told]

    def _thanks(self) -> Iterator[Draft]:
        cleaned: dict[int, list[Any]] = {}
        for row in tellings.cleanings(self.look, self.event.id):
            cleaned.setdefault(row["date"] or 0, []).append(row)
        for number, rows in cleaned.items():
            date = self.dates.get(number)
            # To a date that is off nobody came, though something was cleaned before it.
            is_on = date and date.state is EventState.ON
            came = self._signed_up(date, COMING) if date and is_on else []
            for who in came:
                yield self._thank(f"date:{number}", date, who, rows)
            yield from self._reporters(date, rows, came)

    def _reporters(self, date: Event | None, rows: list[Any], came: list[Any]) -> Iterator[Draft]:
        """Yield the drafts of who reported an area and did not come to its date."""
        known = {who["person"] for who in came}
        reached = {_contact(who) for who in came} - {""}  # a quiet event matches nobody
        for row in rows:
            if row["event"] != self.event.id or row["reporter"] in (None, *known):
                continue
            who = tellings.person(self.look, row["reporter"], self._scope(self.event))
            if who and _contact(who) not in reached:
                yield self._thank(f"area:{row['seq']}", date, who, [row], reported=True)

    def _off(self) -> Iterator[Draft]:
        for date in self.dates.values():
            if date.state is EventState.ON or date.starts_at + _STALE < self.now:
                continue
            occasion = f"off:{schedules.newest(self.look, date.id)['seq']}"
            for who in self._signed_up(date, _TO_BE_WARNED):
                lang, name = self._spoken(who), self._name(date, who)
                asks = (self.ask(date, who), None)
                made = [texts.off(lang, name, date, ask) for ask in asks]
                yield _draft(occasion, "off", date, who, name, lang, made, asks[0])

    def _thank(
        self, occasion: str, date: Event | None, who: Any, rows: list[Any], reported: bool = False
    ) -> Draft:
        lang, name = self._spoken(who), self._name(date or self.event, who)
        done = [self._done(row) for row in rows]
        asks = (self.ask(date, who), None)
        made = [texts.thanks(lang, name, done, reported, ask) for ask in asks]
        return _draft(occasion, "thanks", date, who, name, lang, made, asks[0])

    def _done(self, row: Any) -> texts.Done:
        link = f"{self.base}/e/{self.event.parent or self.event.slug}/areas/{row['area']}"
        return texts.Done(row["title"], row["m2"], row["bags"], row["volunteers"], link)

    def ask(self, date: Event | None, who: Any) -> texts.Ask | None:
        """Return the nearest date to come but `date`, as the next ask; None where there is none."""
        number = date.id if date else 0
        if number not in self._next:
            coming = self._nearest(number)
            going = tellings.going_to(self.look, coming.id, COMING) if coming else set()
            self._next[number] = coming, going
        nearest, going = self._next[number]
        if nearest is None:
            return None
        return texts.Ask(nearest, f"{self.base}/e/{nearest.slug}/join", who["person"] in going)

    def _nearest(self, but: int) -> Event | None:
        siblings = list(self.dates.values())
        if self.event.parent:
            siblings = events.children(self.look, found(self.look, self.event.parent).id)
        own = len(siblings) == 1  # an event without dates is the only one there is
        ahead = [
            each for each in siblings
            if each.id != but and each.open and is_ahead(each, self.now)
            and (own or each.parent) and (self.event.quiet or not each.quiet)
        ]  # fmt: skip
        return min(ahead, key=lambda each: each.starts_at, default=None)

    def _signed_up(self, date: Event, statuses: Sequence[Status]) -> list[Any]:
        said = [status.value for status in statuses]
        return tellings.signed_up(self.look, date.id, self._scope(date), said)

    def _scope(self, event: Event) -> int:
        return event.id if event.quiet else 0

    def _spoken(self, who: Any) -> str:
        return who["lang"] or self.lang

    def _name(self, event: Event, who: Any) -> str:
        return "" if event.quiet or self.event.quiet else who["name"]


def is_ahead(date: Event, now: datetime) -> bool:
    """Return whether people can still be asked to come to `date`."""
    return is_active(date, now) and date.starts_at > now


def _contact(who: Any) -> str:
    return who["email"] or who["phone"] or ""


def _draft(
    occasion: str, kind: str, date: Event | None, who: Any, name: str, lang: str,
    made: list[tuple[str, str]], ask: texts.Ask | None,
) -> Draft:  # fmt: skip
    (subject, text), (_, plain) = made
    return Draft(
        occasion=occasion,
        person=who["person"],
        kind=kind,
        date=date.slug if date else "",
        lead=who["lead"],
        handle=str(Handle(who["user"], who["host"])) if who["user"] else "",
        name=name,
        contact=_contact(who),
        lang=lang,
        subject=subject,
        text=text,
        plain=plain,
        asks=ask is not None and not ask.going,
    )
