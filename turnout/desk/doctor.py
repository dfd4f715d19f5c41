"""What the store tells of its own health."""

from collections.abc import Iterator
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from turnout.desk import channels, feeds, keeping, rallies, sending
from turnout.desk.desk import Desk
from turnout.rules import health
from turnout.rules.health import Finding
from turnout.store import log, postings


def findings(desk: Desk, synchronised: bool | None) -> Iterator[Finding]:
    """Yield how clock, ledger, feeds, mail, time zones and the server are. A scan of the ledger.

    synchronised: whether this machine keeps its clock by others', None where it does not say.
    """
    now, events = desk.clock(), rallies.events(desk)
    with desk.store.reading() as look:
        newest = log.newest_at(look)
    yield health.server(_in_use(desk))
    yield health.clock(now, newest, synchronised)
    damage = desk.store.damage()
    yield health.ledger(len(damage), 0 if damage else len(keeping.check(desk)))
    yield from health.feeds(now, feeds.feeds(desk), (each.slug for each in events if each.open))
    yield health.mail(desk.settings.smtp, desk.settings.mail_from, sending.trouble(desk))
    yield from _channels(desk)
    yield health.zones(each.zone for each in events if not _known(each.zone))


def _channels(desk: Desk) -> Iterator[Finding]:
    with desk.store.reading() as look:
        troubles = {row["channel"]: row["reason"] for row in postings.troubles(look)}
    yield from health.channels((each.name for each in channels.channels(desk)), troubles)


def seq(desk: Desk) -> int:
    """Return the clock's value."""
    with desk.store.reading() as look:
        return log.seq(look)


def _in_use(desk: Desk) -> bool:
    lock = desk.store.only_one("collector")
    if lock is not None:
        lock.release()
    return lock is None


def _known(zone: str) -> bool:
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError):
        return False
    return True
