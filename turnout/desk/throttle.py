"""How often each address did something lately. In memory only: nobody's record."""

import math
import time
from collections import OrderedDict, deque
from collections.abc import Callable
from functools import lru_cache
from ipaddress import IPv6Address, IPv6Network, ip_address
from threading import Lock

MOST_REMEMBERED = 10_000  # addresses; the oldest are forgotten


class Throttle:
    """Lets everybody do something `most` times within `per_seconds`. Thread-safe."""

    def __init__(
        self, most: int, per_seconds: float, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._most, self._per_seconds, self._clock = most, per_seconds, clock
        self._seen: OrderedDict[str, deque[float]] = OrderedDict()
        self._lock = Lock()

    def allow(self, who: str) -> bool:
        """Count one more of `who`, unless that is too many; return whether it was counted."""
        with self._lock:
            seen = self._lately(household(who))
            if len(seen) >= self._most:
                return False
            seen.append(self._clock())
            return True

    def wait_seconds(self, who: str) -> int:
        """Return how long `who` has to wait until the next is allowed; 0: not at all."""
        with self._lock:
            if household(who) not in self._seen:
                return 0
            seen = self._lately(household(who))
            if len(seen) < self._most:
                return 0
            return max(1, math.ceil(seen[0] + self._per_seconds - self._clock()))

    def _lately(self, home: str) -> "deque[float]":
        seen = self._seen.setdefault(home, deque(maxlen=self._most))
        while seen and self._clock() - seen[0] >= self._per_seconds:
            seen.popleft()
        self._seen.move_to_end(home)
        while len(self._seen) > MOST_REMEMBERED:
            self._seen.popitem(last=False)
        return seen


@lru_cache(1_024)  # whose posts come one after the other are few
def household(address: str) -> str:
    """Return what one line's addresses share: of IPv6 each device, and each script, has 2**64."""
    try:
        known = ip_address(address.partition("%")[0])
    except ValueError:
        return address
    return (
        address
        if not isinstance(known, IPv6Address) or known.ipv4_mapped
        else str(IPv6Network((int(known), 64), strict=False))
    )
