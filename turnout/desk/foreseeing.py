"""Makes forecasts beside the live path: in one thread of their own, after the counts were shown.

Whoever shows a picture asks, and takes what is ready; nobody waits.
"""

import logging
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from turnout.desk import forecasting, rallies
from turnout.desk.desk import Desk
from turnout.errors import NotFound, TurnoutError
from turnout.model import Event, EventState
from turnout.model.forecasting import FEWEST_FOR_A_RANGE, Forecast, LeadForecast, Range
from turnout.model.picture import Expected
from turnout.rules.expecting import told as told_range
from turnout.store import forecasts

AFTER_SECONDS = 0.15  # first the wall, then what it means for the day
APART_SECONDS = 1.0  # between two of one event: nobody reads faster, and counts need the processor
GLANCE_SECONDS = 0.01  # between two looks at whether it is made
HOUR_SECONDS = 3600.0  # then days to go have changed enough to ask again

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class _Made:
    """What was made of one event, of which record, in which hour; leads: by their own number."""

    seq: int
    hour: int
    expected: Expected | None
    guess: bool = True
    leads: Mapping[int, LeadForecast] | None = None


@dataclass
class _Asked:
    due: float
    leads: bool


@dataclass
class Foreseeing:
    """The forecasts of all events that somebody looks at.

    ready: called from its thread with the event's slug whenever what is expected has changed.
    """

    desk: Desk
    ready: Callable[[str], None] = lambda slug: None
    _made: dict[str, _Made] = field(default_factory=dict)
    _asked: dict[str, _Asked] = field(default_factory=dict)
    _next_at: dict[str, float] = field(default_factory=dict)
    _woken: threading.Condition = field(default_factory=threading.Condition)
    _thread: threading.Thread | None = None
    _closed: bool = False

    def ask(self, slug: str, seq: int, *, leads: bool = False) -> None:
        """Have a forecast made of `slug` as it stands at `seq`, unless it was; return at once."""
        made = self._made.get(slug)
        fresh = made and (made.seq, made.hour) == (seq, self._hour())
        if fresh and made and (made.leads is not None or not leads):
            return
        with self._woken:
            known = self._asked.get(slug)
            if known is None:
                due = max(time.monotonic() + AFTER_SECONDS, self._next_at.get(slug, 0.0))
                self._asked[slug] = _Asked(due, leads)
                self._start()
                self._woken.notify()
            else:
                known.leads |= leads

    def expected(self, slug: str, seq: int) -> Expected | None:
        """Return what is expected of an event, of `seq` or a little before; None: nothing yet."""
        made = self._made.get(slug)
        return made.expected if made and made.seq <= seq else None

    def lead(self, slug: str, lead: int) -> Expected | str | None:
        """Return what was last expected of one lead's people, by the lead's own number: a range,
        one of SHARE_WORDS where they are few, or None where nothing is made yet."""
        made = self._made.get(slug)
        told = made.leads.get(lead) if made and made.leads else None
        if made is None or told is None:
            return None
        return told.word if told.final is None else told_as(told.final, made.guess, made.seq)

    def wait(self, slug: str, seq: int, seconds: float) -> Expected | None:
        """Return what is expected, waiting for so long that it is made where it was not yet."""
        self.ask(slug, seq)
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            made = self._made.get(slug)
            if made and made.seq >= seq:
                break
            time.sleep(GLANCE_SECONDS)
        return self.expected(slug, seq)

    def close(self) -> None:
        """Make no more; returns when the one in hand is made."""
        with self._woken:
            self._closed = True
            self._woken.notify()
        if self._thread:
            self._thread.join()

    def _start(self) -> None:
        if self._thread is None and not self._closed:
            name = "turnout-foreseeing"
            self._thread = threading.Thread(target=self._work, name=name, daemon=True)
            self._thread.start()

    def _work(self) -> None:
        while (taken := self._take()) is not None:
            slug, leads = taken
            try:
                self._make(slug, leads)
            except NotFound:
                self._made.pop(slug, None)
            except Exception as error:  # the outermost loop: the last forecast stays, with its seq
                known = isinstance(error, TurnoutError)
                _log.warning("forecast of %s: %s", slug, error, exc_info=None if known else error)

    def _take(self) -> tuple[str, bool] | None:
        """Wait for what is due next; None: it is closed."""
        with self._woken:
            while not self._closed:
                slug = min(self._asked, key=lambda each: self._asked[each].due, default=None)
                wait = self._asked[slug].due - time.monotonic() if slug else None
                if slug and wait is not None and wait <= 0:
                    self._next_at[slug] = time.monotonic() + APART_SECONDS
                    return slug, self._asked.pop(slug).leads
                self._woken.wait(wait)
        return None

    def _make(self, slug: str, leads: bool) -> None:
        before, hour = self._made.get(slug), self._hour()
        leads = leads or bool(before and before.leads is not None)
        made = expectation(self.desk, slug)
        by_lead = own_leads(self.desk, slug) if leads else None
        expected = made.expected
        self._made[slug] = replace(made, hour=hour, leads=by_lead)
        if before is None or before.expected != expected:
            self.ready(slug)

    def _hour(self) -> int:
        return int(self.desk.clock().timestamp() // HOUR_SECONDS)


def expectation(desk: Desk, slug: str) -> _Made:
    """Return what is expected of an event in the end, and of which record that is.

    None where a range would say nothing: of what is off or over, and of under FEWEST_FOR_A_RANGE
    promised heads. Raises NotFound.
    """
    event = rallies.event(desk, slug)
    stand, told = forecasting.told(desk, slug, by_lead=False)
    seq = stand.seq
    return _Made(seq, 0, _expected(desk, event, told, seq), told.guess)


def own_leads(desk: Desk, slug: str) -> dict[int, LeadForecast]:
    """Return what to expect of each lead of an event, by the event's own numbers of them."""
    told = forecasting.forecast(desk, slug).by_lead
    with desk.store.reading() as look:
        known = forecasts.leads_of(look, rallies.found(look, slug).id)
    return {lead: told[number] for lead, number in known.items() if number in told}


def _expected(desk: Desk, event: Event, told: Forecast, seq: int) -> Expected | None:
    off = event.state is not EventState.ON or event.is_over(desk.clock())
    if off or told.heads < FEWEST_FOR_A_RANGE:
        return None
    return told_as(told.final, told.guess, seq)


def told_as(final: Range, guess: bool, seq: int) -> Expected:
    """Return a range of who will be there in the end as people are told it."""
    low, mid, high = told_range(final.low80, final.median, final.high80)
    return Expected(low, mid, high, "final", guess, seq)
