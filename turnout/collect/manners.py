"""How often one server may be knocked at, however many feeds of it are read."""

import asyncio
import random
import time
from collections.abc import Callable
from urllib.parse import urlsplit

LEAST_GAP = 0.1  # seconds between two fetches from one host: fifty feeds of it take under ten
MOST_HOSTS = 1_000  # remembered; beyond it, those that may be asked again are forgotten


class Manners:
    """Keeps fetches from one host apart, and leaves one alone that asked for it.

    clock: seconds that only grow.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._free_at: dict[str, float] = {}
        self._rests_until: dict[str, float] = {}

    async def turn(self, url: str) -> None:
        """Return when `url`'s host may be asked."""
        await asyncio.sleep(self.wait(url))

    def wait(self, url: str) -> float:
        """Take the next turn at `url`'s host; return the seconds until it comes."""
        now, host = self._clock(), _host(url)
        at = max(now, self._free_at.get(host, now))
        self._free_at[host] = at + LEAST_GAP * random.uniform(1, 2)  # noqa: S311 - no secret
        self._forget(now)
        return at - now

    def rest(self, url: str, seconds: float) -> None:
        """Leave `url`'s host alone for so long: it said that it has too much to do."""
        self._rests_until[_host(url)] = self._clock() + seconds

    def rests(self, url: str) -> bool:
        """Return whether `url`'s host asked to be left alone and still should be."""
        return self._rests_until.get(_host(url), 0.0) > self._clock()

    def _forget(self, now: float) -> None:
        for known in (self._free_at, self._rests_until):
            if len(known) > MOST_HOSTS:
                for host in [host for host, at in known.items() if at <= now]:
                    del known[host]


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").rstrip(".")
