"""Feeds and their health, and the log of what was refused."""

from concurrent.futures import Future
from dataclasses import replace
from datetime import datetime, timedelta

from turnout.desk.acting import must_hold
from turnout.desk.desk import Desk
from turnout.desk.rallies import found
from turnout.errors import NotFound, Refused, SourceFailed
from turnout.model import Feed, GoodRead, Refusal, Role
from turnout.settings import LEAST_POLL_SECONDS
from turnout.sources.guard import place
from turnout.store import Transaction
from turnout.store import events as event_rows
from turnout.store import feeds as rows

MOST_REFUSALS = 100  # on one screen
MOST_REF = 500  # of a link that was refused
AFTERWARDS = timedelta(days=1)  # a feed may be late with what was said before the event ended


def add(
    desk: Desk, event: str, url: str, every_seconds: int | None = None, by: str = "desk"
) -> Future[Feed]:
    """Add a feed to an event, or switch it on again. Raises Refused("url"), NotFound."""
    seconds = every_seconds or desk.settings.poll_seconds
    try:
        place(url.strip())
    except SourceFailed as failed:
        raise Refused("url", "not_url", given=failed.url[:200]) from failed
    if seconds < LEAST_POLL_SECONDS:
        raise Refused("every", "too_often", least=LEAST_POLL_SECONDS)

    def work(tx: Transaction) -> Feed:
        must_hold(desk, tx, by, event, Role.ORGANIZER)
        return rows.insert(tx, found(tx, event).id, url.strip(), seconds)

    return desk.store.write(work)


def change(desk: Desk, event: str, feed: int, act: str, by: str = "desk") -> Future[None]:
    """Let a feed of an event "pause", "resume", be read "now", "follow" its server to where it
    has moved to for good, or "remove" it.

    What it brought stays. Raises NotFound, also where `by` is a link taken back.
    """

    def work(tx: Transaction) -> None:
        must_hold(desk, tx, by, event, Role.ORGANIZER)
        if not rows.change(tx, found(tx, event).id, feed, act):
            raise NotFound("feed", str(feed))

    return desk.store.write(work)


def switch_off(desk: Desk, feed: int) -> Future[Feed]:
    """Read a feed no more, until it is added again. Raises NotFound."""

    def work(tx: Transaction) -> Feed:
        stopped = rows.switch_off(tx, feed)
        if stopped is None:
            raise NotFound("feed", str(feed))
        return stopped

    return desk.store.write(work)


def feeds(desk: Desk, event: str | None = None) -> list[Feed]:
    """Return all feeds, or those of one event. Raises NotFound."""
    with desk.store.reading() as look:
        return rows.every(look, None if event is None else found(look, event).id)


def due(desk: Desk, now: datetime) -> list[Feed]:
    """Return the feeds whose time has come; those of events that are over rest."""
    with desk.store.reading() as look:
        return rows.due(look, now, now - AFTERWARDS)


def seen_ok(desk: Desk, feed: int, read: GoodRead) -> Future[None]:
    """Note a good read; its validators are sent back next time."""
    now = desk.clock()
    return desk.store.write(lambda tx: rows.seen_ok(tx, feed, read, now))


def seen_bad(
    desk: Desk, feed: int, reason: str, next_at: datetime, off: bool = False
) -> Future[None]:
    """Note a failed read and its reason; `off`: it is gone for good, do not ask again."""
    now = desk.clock()
    return desk.store.write(lambda tx: rows.seen_bad(tx, feed, reason, now, next_at, off))


def refuse(desk: Desk, refusal: Refusal) -> Future[None]:
    """Keep why something was refused, where the person who can mend it sees it."""
    shortened = replace(refusal, ref=refusal.ref[:MOST_REF])

    def work(tx: Transaction) -> None:
        event = event_rows.find(tx, refusal.event)
        if event is not None:
            rows.refuse(tx, event.id, shortened)

    return desk.store.write(work)


def refusals(desk: Desk, event: str) -> list[Refusal]:
    """Return what was refused lately at an event, newest first. Raises NotFound."""
    with desk.store.reading() as look:
        return rows.refusals(look, found(look, event).id, event, MOST_REFUSALS)
