"""One message at a time: taken in a write that decides it, and settled in another.

What is taken is on disk before anything leaves the house. Whoever dies in between leaves a row
that the next sender takes up again, under the same id.
"""

import base64
import hmac
import secrets
from collections.abc import Iterable
from concurrent.futures import Future
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from turnout.desk import sending_due as dues
from turnout.desk import sending_texts as texts
from turnout.desk import stopping, thanks
from turnout.desk.desk import Desk
from turnout.desk.ledger import ON_THEIR_OWN, book, enter
from turnout.desk.rallies import found
from turnout.desk.sending_due import Occasion
from turnout.desk.sending_texts import Links, Written
from turnout.model import Count, Door, Event, Role, Status, end_of
from turnout.model.sending import NOBODY, THANKS, Budget, Kind, Letter, Out, OutState, Way
from turnout.rules import contacting
from turnout.rules.contacting import Act, Case, Verdict
from turnout.store import Reading, Transaction, budget, events, grants, log, outbox, tellings
from turnout.store.times import read
from turnout.words import language

ANSWERS_FOR = timedelta(days=14)  # after the event a personal link from a message is no use
AGAIN = timedelta(minutes=1)  # after the first refusal; then twice as long each time
LONGEST_AGAIN = timedelta(hours=1)
MOST_DUE = 50  # looked up at once
_PERSONAL = frozenset({Kind.CONFIRM, Kind.REMIND, Kind.MOVED})


@dataclass(frozen=True)
class Ready:
    """A row that is due, with its words. letter `to` nobody yet: that is looked up when taken."""

    out: Out
    event: Event
    occasion: Occasion
    written: Written
    lang: str


def ready(desk: Desk, most: int = MOST_DUE, mail: bool = True) -> list[Ready]:
    """Return what is due now, with the words that each would have; mail: e-mail may go."""
    now = desk.clock()
    with desk.store.reading() as look:
        outs = outbox.due(look, now, most, mail)
        people = words_of(desk, look, [out for out in outs if out.person != NOBODY], "")
        return [people.get(out.id) or _for_team(desk, look, out) for out in outs]


def take(desk: Desk, one: Ready) -> Future[Letter | None]:
    """Take one message in hand, if its person may be written to now: the letter, for mail that
    is to leave; None for a ready text, and for whom is spared or asleep."""

    def work(tx: Transaction) -> Letter | None:
        if not outbox.is_let_go(tx, one.out.id):
            return None
        return _Take(desk, tx, one, desk.clock()).letter()

    return desk.store.write(work)


def hand_out(desk: Desk) -> None:
    """Put every ready text that is due into the hands of whoever sends it."""
    while batch := [each for each in ready(desk, mail=False) if each.out.way is Way.HAND]:
        for one in batch:
            take(desk, one).result()


def take_team(desk: Desk, out: Out) -> Future[str | None]:
    """Take a message to the team's channel in hand; its text, None where it is held or past."""

    def work(tx: Transaction) -> str | None:
        if not outbox.is_let_go(tx, out.id):
            return None
        now, event = desk.clock(), found(tx, out.event)
        if now > out.not_after:
            outbox.settle(tx, out.id, OutState.SPARED, "too_late", now)
            return None
        outbox.take(tx, out.id, False, now, Way.TEAM)
        ways = outbox.ways_of(tx, out.occasion)
        link = f"{desk.settings.public_url}/desk?section=messages&event={event.slug}"
        return texts.team(
            desk.settings.language, out.kind, event, ways.get(Way.EMAIL, 0), ways.get(Way.HAND, 0),
            link,
        )  # fmt: skip

    return desk.store.write(work)


def sent(desk: Desk, number: str) -> Future[None]:
    """Keep that a message left."""
    return desk.store.write(
        lambda tx: outbox.settle(tx, number, OutState.SENT, "", desk.clock())
    )  # fmt: skip


def refused(desk: Desk, number: str, reason: str, for_good: bool) -> Future[None]:
    """Keep that a message was refused: for good, or to be tried again, later each time."""

    def work(tx: Transaction) -> None:
        now, out = desk.clock(), outbox.one(tx, number)
        if for_good or out is None:
            outbox.settle(tx, number, OutState.FAILED, reason, now)
            return
        wait = min(AGAIN * 2 ** min(out.tries - 1, 10), LONGEST_AGAIN)
        outbox.give_back(tx, number, reason, now + wait)

    return desk.store.write(work)


def put_back(desk: Desk) -> Future[int]:
    """Take up what a sender who is gone had in hand; return how many messages that were."""
    return desk.store.write(outbox.put_back)


def trouble(desk: Desk, reason: str) -> None:
    """Keep what keeps all messages from going out; empty: nothing does. Written when it changes."""
    with desk.store.reading() as look:
        known = budget.trouble(look)
    if known != reason:
        desk.store.write(lambda tx: budget.note_trouble(tx, reason, desk.clock())).result()


def tell_sent(desk: Desk) -> None:
    """Let the ledger say who was told by mail since it last did: a record for each event."""
    with desk.store.reading() as look:
        if not outbox.untold(look):
            return

    def work(tx: Transaction) -> None:
        now = desk.clock()
        by_event: dict[int, list[tuple[str, int]]] = {}
        for row in outbox.untold(tx):
            by_event.setdefault(row["event"], []).append((row["occasion"], row["person"]))
        for event, whom in by_event.items():
            tell(tx, event, whom, "sender", now)

    desk.store.write(work).result()


def tell(tx: Transaction, event: int, whom: list[tuple[str, int]], by: str, at: datetime) -> int:
    """Keep by one record that each (occasion, person) was told; return its seq."""
    entry = enter(tx, event, "told", Door.DESK, secrets.token_hex(20), by, at)
    tellings.insert(tx, entry.seq, whom)
    outbox.tell(tx, entry.seq, whom, at)
    book(tx, entry, ON_THEIR_OWN, Count())
    return entry.seq


def token_of(desk: Desk, message: str) -> str:
    """Return the personal token that stands in a message: the same whenever it is written, and
    derived from the store's own secret, so that it is stored nowhere but as a hash."""
    made = hmac.digest(desk.pepper, f"answer\0{message}".encode(), "sha256")[:16]
    return base64.urlsafe_b64encode(made).rstrip(b"=").decode()


def links_of(desk: Desk, out: Out, base: str) -> Links:
    """Return where a message leads; base: where links lead if no public address is set."""
    at = desk.settings.public_url or base
    token = token_of(desk, out.id) if out.kind in _PERSONAL else ""
    return Links(at, token, stopping.link(at, desk, out.event, out.id))


def words_of(
    desk: Desk, look: Reading, outs: Iterable[Out], base: str, lang: str = "",
    preview: bool = False,
) -> dict[str, Ready]:  # fmt: skip
    """Return rows with their words, by their id.

    base: where links lead if no public address is set. lang: in another language than the
    reader's own. preview: with links that open nothing.
    """
    made = _Writing(desk, look, base, lang, preview)
    return {out.id: made.ready(out) for out in outs}


def case_of(
    desk: Desk, look: Reading, occasion: Occasion, row: Any, asked: list[datetime], asks: bool,
    **facts: bool,
) -> Case:  # fmt: skip
    """Return all that decides of a message of `occasion` to the person in `row`."""
    spoke = read(row["said_at"]) if row["said_at"] and row["door"] != Door.DESK else None
    return Case(
        kind=occasion.kind,
        asks=asks,
        status=Status(row["status"]) if row["status"] else None,
        asked=asked,
        zones=contacting.zones_of(row["phone"] or "", occasion.event.zone),
        not_after=occasion.not_after,
        needed_by=occasion.needed_by,
        said_at=spoke,
        erased=row["erased_at"] is not None,
        reachable=bool(row["email"] or row["phone"] or row["lead_id"]),
        reminded=bool(row["wants"]) and occasion.days == dues.REMINDED_DAYS,
        **facts,
    )


def _for_team(desk: Desk, look: Reading, out: Out) -> Ready:
    event = found(look, out.event)
    occasion = Occasion(out.occasion, out.kind, event, out.not_before, out.not_after)
    return Ready(out, event, occasion, Written("", "", ""), desk.settings.language)


class _Writing:
    """Words for many rows in one look: what an occasion is worked out once."""

    def __init__(self, desk: Desk, look: Reading, base: str, lang: str, preview: bool) -> None:
        self.desk, self.look, self.base = desk, look, base
        self.lang, self.preview = lang, preview
        self._events: dict[str, Event] = {}
        self._occasions: dict[str, dict[str, Occasion]] = {}
        self._drafts: dict[str, dict[str, Any]] = {}
        self._asks: dict[str, texts.Ask] = {}

    def ready(self, out: Out) -> Ready:
        event = self._event(out.event)
        occasion = self._occasion(event, out)
        row = budget.one_of(self.look, out.person, event.id, dues.scope(event))
        spoken = (row["lang"] if row else "") or self.desk.settings.language
        lang, links = language(self.lang or spoken), self._links(out)
        if out.kind is Kind.CLEANED:
            written = self._cleaned(event, out, lang, links)
        elif row is None:
            written = Written("", "", "")  # taking it finds nobody
        else:
            written = texts.write(occasion, row, links, lang, self._ask(event))
        return Ready(out, event, occasion, written, lang)

    def _links(self, out: Out) -> Links:
        links = links_of(self.desk, out, self.base)
        links = replace(links, short=out.way is Way.HAND)
        if not self.preview:
            return links
        hidden = "…" if links.token else ""
        return replace(links, token=hidden, stop=f"{links.base}/e/{out.event}/stop/…")

    def _event(self, slug: str) -> Event:
        return self._events.setdefault(slug, found(self.look, slug))

    def _occasion(self, event: Event, out: Out) -> Occasion:
        """Return the occasion as it is now, or as the row has it where it is one no longer."""
        if event.slug not in self._occasions:
            known = dues.occasions(self.look, event, self.desk.clock())
            self._occasions[event.slug] = {each.name: each for each in known}
        past = Occasion(out.occasion, out.kind, event, out.not_before, out.not_after)
        return self._occasions[event.slug].get(out.occasion, past)

    def _cleaned(self, event: Event, out: Out, lang: str, links: Links) -> Written:
        if event.slug not in self._drafts:
            made = thanks.every(self.desk, self.look, event, self.base)
            self._drafts[event.slug] = {each.id: each for each in made}
        draft = self._drafts[event.slug].get(f"{out.occasion}:{out.person}")
        if draft is None:
            return Written("", "", "")
        text, plain = (texts.ended(lang, each, links.stop) for each in (draft.text, draft.plain))
        return Written(draft.subject, text, plain)

    def _ask(self, event: Event) -> texts.Ask:
        if event.slug not in self._asks:
            self._asks[event.slug] = thanks.next_ask(self.desk, self.look, event, self.base)
        return self._asks[event.slug]


@dataclass(frozen=True)
class _Take:
    desk: Desk
    tx: Transaction
    one: Ready
    now: datetime

    def letter(self) -> Letter | None:
        out, event = self.one.out, self.one.event
        row = budget.one_of(self.tx, out.person, event.id, dues.scope(event))
        if row is None or not self.one.written.text:
            reason = "erased" if row is None else "overtaken"
            outbox.settle(self.tx, out.id, OutState.SPARED, reason, self.now)
            return None
        found_ = self._verdict(row, budget.budget(self.tx))
        if found_.act is Act.SPARE:
            outbox.settle(self.tx, out.id, OutState.SPARED, found_.reason, self.now)
        elif found_.act is Act.WAIT:
            outbox.give_back(self.tx, out.id, "night", found_.until or self.now)
        else:
            return self._taken(row, found_)
        return None

    def _verdict(self, row: Any, rule: Budget) -> Verdict:
        """Decide; what was in hand before has its ask counted, and is not asked for it again."""
        out, occasion = self.one.out, self.one.occasion
        who = stopping.under(self.desk, out.person, row["email"] or "", row["phone"] or "")
        asked = outbox.asked(self.tx, out.person, self.now, but=out.id)
        fresh = events.by_id(self.tx, self.one.event.id)
        case = case_of(
            self.desk, self.tx, occasion, row, asked, out.asks,
            stopped=budget.has_stopped(self.tx, who),
            stands=dues.stands(self.tx, fresh, out.occasion, self.now),
            came=out.kind is Kind.MISSED and out.person in dues.came(self.tx, fresh.id),
        )  # fmt: skip
        return contacting.verdict(case, self.now, rule)

    def _taken(self, row: Any, found_: Verdict) -> Letter | None:
        out, event, tx = self.one.out, self.one.event, self.tx
        mail = out.way is Way.EMAIL and row["email"] and self.desk.settings.smtp
        outbox.take(tx, out.id, found_.asks, self.now, Way.EMAIL if mail else Way.HAND)
        if out.kind in _PERSONAL:
            self._grant(end_of(event.starts_at, event.ends_at) + ANSWERS_FOR)
        if not mail:
            return None
        written, links = self.one.written, links_of(self.desk, out, "")
        plain = out.kind in THANKS and not found_.asks
        text = written.plain if plain else written.text
        return Letter(out.id, row["email"], written.subject, text, self.one.lang, links.stop)

    def _grant(self, until: datetime) -> None:
        hashed = log.token_hash(token_of(self.desk, self.one.out.id))
        if not grants.was_made(self.tx, hashed):
            grants.insert(
                self.tx, hashed, Role.SUPPORTER, self.one.event.id, None, self.one.out.person,
                self.now, max(until, self.now + ANSWERS_FOR), message=self.one.out.id,
            )  # fmt: skip
