"""Guessing is slowed: after many wrong links or keys an address waits, a minute at most.

Only what was wrong counts, so that ordinary people, and a school behind one address, never notice.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256

from turnout.errors import NotAllowed, TooOften
from turnout.house import house
from turnout.web.errors import NoKey


@contextmanager
def slowed(address: str, shown: str) -> Iterator[None]:
    """Let what is within try `shown`, a link or key; NotAllowed from there counts as a guess.

    What was good lately is let through whatever its neighbours do: services share addresses.
    Raises TooOften.
    """
    desk = house().desk
    if address in desk.settings.shared_addresses:
        yield
        return
    wait = desk.failures.wait_seconds(address)
    if wait and _digest(shown) not in desk.proved:
        raise TooOften(wait)
    try:
        yield
    except NoKey:
        raise  # who shows nothing guesses nothing
    except NotAllowed:
        desk.failures.allow(address)
        raise
    was_good(shown)


def was_good(shown: str) -> None:
    """Remember that `shown` opens something."""
    house().desk.proved.add(_digest(shown))


def _digest(shown: str) -> str:
    return sha256(shown.encode()).hexdigest()
