"""What every function of the desk works with."""

import time
from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from threading import Lock
from typing import Generic, TypeVar

from turnout.desk.forecast_memory import Memory
from turnout.desk.score_memory import ScoreMemory
from turnout.desk.throttle import Throttle, household
from turnout.model import Event, Grant
from turnout.settings import Settings
from turnout.store import Store
from turnout.store.log import pepper

Kept = TypeVar("Kept")

MOST_ADDRESSES = 10_000  # remembered for bursts; the oldest are forgotten
MOST_SIGN_UPS = 50  # remembered per address
# Wrong links and keys of one address: a hall with an old link on its wall stays under it.
MOST_FAILURES, FAILURES_SECONDS = 30, 60.0


def _failures() -> Throttle:
    return Throttle(MOST_FAILURES, FAILURES_SECONDS)


def _now() -> datetime:
    return datetime.now(UTC)


class Addresses:
    """When each address last signed somebody up. In memory only: it is nobody's record."""

    def __init__(self) -> None:
        self._seen: OrderedDict[str, deque[datetime]] = OrderedDict()
        self._lock = Lock()

    def before(self, address: str) -> list[datetime]:
        """Return the times of the latest sign-ups from `address`, oldest first."""
        with self._lock:
            return list(self._seen.get(household(address), ()))

    def note(self, address: str, at: datetime) -> None:
        """Remember one more sign-up from `address`."""
        with self._lock:
            home = household(address)
            self._seen.setdefault(home, deque(maxlen=MOST_SIGN_UPS)).append(at)
            self._seen.move_to_end(home)
            while len(self._seen) > MOST_ADDRESSES:
                self._seen.popitem(last=False)


class Briefly(Generic[Kept]):
    """Keeps what was just looked up for `seconds`: what every request asks anew."""

    def __init__(self, seconds: float, most: int = 1_000) -> None:
        self._seconds, self._most = seconds, most
        self._kept: dict[str, tuple[float, Kept]] = {}

    def get(self, name: str, look: Callable[[], Kept]) -> Kept:
        """Return what `look` returned for `name` lately, else what it returns now."""
        now = time.monotonic()
        at, kept = self._kept.get(name, (0.0, None))
        if kept is None or now - at > self._seconds:
            kept = look()
            if len(self._kept) >= self._most:
                self._kept.clear()
            self._kept[name] = (now, kept)
        return kept

    def forget(self) -> None:
        """Look up everything anew next time."""
        self._kept.clear()


@dataclass(frozen=True)
class Desk:
    """The store, what the operator set, and the clock (aware, UTC)."""

    store: Store
    settings: Settings
    pepper: bytes
    clock: Callable[[], datetime] = _now
    addresses: Addresses = field(default_factory=Addresses)
    passers: Addresses = field(default_factory=Addresses)  # who said something of a map
    shapes: Briefly[Event] = field(default_factory=lambda: Briefly(1.0))
    keys: Briefly[Grant] = field(default_factory=lambda: Briefly(1.0))
    failures: Throttle = field(default_factory=_failures)
    foreseen: Memory = field(default_factory=Memory)
    scored: ScoreMemory = field(default_factory=ScoreMemory)


def open_desk(store: Store, settings: Settings, clock: Callable[[], datetime] = _now) -> Desk:
    """Return a desk over `store`, with the secret that the store made for itself."""
    return Desk(store, settings, store.write(pepper).result(), clock)
