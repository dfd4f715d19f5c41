"""Whom we may write to now: one contact budget per person, nights, and a stop that is final."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from zoneinfo import ZoneInfo

import phonenumbers
from phonenumbers.timezone import time_zones_for_number

from turnout.errors import Reason, Refused
from turnout.model import Status
from turnout.model.sending import ASKS, NOTICES, THANKS, Budget, Kind

MOST_ZONES = 3  # a number that may be of more says nothing of where its owner sleeps
URGENT = timedelta(hours=3)  # who may be on the way by then is woken by a notice
SAID_LATELY = timedelta(days=1)  # who has spoken since yesterday need not be asked again
MOST_DAYS_AHEAD = 60  # an ask earlier than that is not about coming any more
MOST_CONFIRMATIONS = 5


class Act(StrEnum):
    GO = "go"
    WAIT = "wait"
    SPARE = "spare"


@dataclass(frozen=True)
class Case:
    """All that decides of one message to one person. Times are aware.

    status: what they last said of the event; None: nothing stands. asks: it asks for something.
    asked: when they were asked before, whoever did. zones: where they may be.
    needed_by: for a notice, until when they must know. stands: whether what it says is still so.
    """

    kind: Kind
    asks: bool
    status: Status | None
    asked: Sequence[datetime]
    zones: Sequence[str]
    not_after: datetime
    needed_by: datetime | None = None
    said_at: datetime | None = None
    stopped: bool = False
    erased: bool = False
    reachable: bool = True
    stands: bool = True
    reminded: bool = False
    came: bool = False


@dataclass(frozen=True)
class Verdict:
    """What becomes of it: reason says why somebody is spared; until: when to look again.

    asks: whether it may ask for something; a thank-you goes without its ask else.
    """

    act: Act
    reason: str = ""
    until: datetime | None = None
    asks: bool = False


def verdict(case: Case, now: datetime, budget: Budget) -> Verdict:
    """Return whether this message goes now, waits, or spares its person for good."""
    if reason := _why_spared(case, now):
        return Verdict(Act.SPARE, reason)
    asks = case.asks and may_ask(case.asked, now, budget)
    if case.asks and not asks and case.kind not in THANKS:
        return Verdict(Act.SPARE, "asked_enough")
    awake = awake_at(now, case.zones, budget)
    if awake > now and not _is_urgent(case, awake):
        return Verdict(Act.WAIT, until=awake)
    return Verdict(Act.GO, asks=asks)


def may_ask(asked: Iterable[datetime], now: datetime, budget: Budget) -> bool:
    """Return whether one more ask at `now` keeps every window of the budget within it.

    Asks after `now` count as well: clocks of two machines differ, and one may be set back.
    """
    window = timedelta(days=budget.days)
    return sum(abs(now - at) < window for at in asked) < budget.most


def awake_at(now: datetime, zones: Sequence[str], budget: Budget) -> datetime:
    """Return the first moment from `now` on that is in the night of none of `zones`.

    Where there is none within two days, since they lie too far apart, the first zone counts.
    """
    for among in (zones, zones[:1]):
        at = now
        while at < now + timedelta(days=2):
            if not any(_asleep(at, zone, budget) for zone in among):
                return at
            at = _next_quarter(at)
    return now


def zones_of(phone: str, event_zone: str) -> tuple[str, ...]:
    """Return where somebody may be: where their number is from, and where the event is."""
    theirs = _zones_of_number(phone) if phone else ()
    return tuple(dict.fromkeys((event_zone, *theirs)))


def check_budget(budget: Budget) -> None:
    """Raise Refused for a budget that is none, with every reason."""
    wrong = [
        Reason(name, "out_of_range", {"least": least, "most": most})
        for name, least, most in (
            ("most", 0, 30), ("days", 1, 90), ("quiet_from", 0, 23), ("quiet_until", 0, 23),
        )
        if not least <= getattr(budget, name) <= most
    ]  # fmt: skip
    if wrong:
        raise Refused.of(wrong)


def days_before(text: str) -> tuple[int, ...]:
    """Return the days in "4, 1", the longest first; empty text: nobody is asked.

    Raises Refused("days_before").
    """
    parts = text.replace(",", " ").split()
    if any(not (part.isascii() and part.isdigit() and len(part) < 4) for part in parts):
        raise Refused("days_before", "not_days")
    days = sorted({int(part) for part in parts}, reverse=True)
    if len(days) > MOST_CONFIRMATIONS or any(not 1 <= day <= MOST_DAYS_AHEAD for day in days):
        raise Refused("days_before", "out_of_range", most=MOST_DAYS_AHEAD, times=MOST_CONFIRMATIONS)
    return tuple(days)


def _why_spared(case: Case, now: datetime) -> str:
    facts = (
        (case.erased, "erased"),
        (case.stopped, "stop"),
        (now > case.not_after, "too_late"),
        (not case.stands, "overtaken"),
        (not case.reachable, "unreached"),
    )
    return next((reason for is_so, reason in facts if is_so), "") or _needless(case, now)


def _needless(case: Case, now: datetime) -> str:
    """Return why somebody need not hear of it, or an empty string."""
    withdrawn = case.status in (None, Status.CANCELLED)
    if case.kind in (*NOTICES, *ASKS, Kind.REMIND) and withdrawn:
        return "withdrawn"
    if case.kind is Kind.MISSED and case.came:
        return "came"
    if case.kind is not Kind.CONFIRM:
        return ""
    if case.status is Status.CONFIRMED:
        return "coming"
    if case.reminded:
        return "reminded"
    lately = case.said_at is not None and now - case.said_at < SAID_LATELY
    return "said_lately" if lately else ""


def _is_urgent(case: Case, awake: datetime) -> bool:
    return (
        case.kind in NOTICES and case.needed_by is not None and awake > case.needed_by - URGENT
    )  # fmt: skip


def _asleep(at: datetime, zone: str, budget: Budget) -> bool:
    hour, start, end = at.astimezone(_zone(zone)).hour, budget.quiet_from, budget.quiet_until
    return start <= hour < end if start <= end else hour >= start or hour < end


def _next_quarter(at: datetime) -> datetime:
    """Return the next full quarter: zones lie half and quarter hours apart."""
    quarter = timedelta(minutes=15)
    since = datetime(2000, 1, 1, tzinfo=UTC)
    return since + ((at - since) // quarter + 1) * quarter


@lru_cache(64)
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)


@lru_cache(1024)
def _zones_of_number(phone: str) -> tuple[str, ...]:
    try:
        found = time_zones_for_number(phonenumbers.parse(phone))
    except phonenumbers.NumberParseException:
        return ()
    known = tuple(zone for zone in found if "/" in zone and not zone.startswith("Etc/"))
    return known if len(known) <= MOST_ZONES else ()
