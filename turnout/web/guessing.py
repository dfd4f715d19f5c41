"""Wrong links and keys: whoever shows many is told to wait, and what is right is always heard.

All that is shown has 128 random bits, of which nobody learns one by asking faster. So the wait is
a word to programs that go on with a key that was taken back; it stands in nobody's way.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from turnout.errors import NotAllowed, TooOften
from turnout.house import house
from turnout.web.errors import NoKey


@contextmanager
def watched(address: str) -> Iterator[None]:
    """Let what is within look at a link or key of `address`; its NotAllowed counts as a wrong one.

    It is looked at first, whatever its neighbours showed: services share addresses, and so do
    halls. Raises TooOften in place of NotAllowed where there were many.
    """
    try:
        yield
    except NoKey:
        raise  # who shows nothing guesses nothing
    except NotAllowed as error:
        desk = house().desk
        shared = address in desk.settings.shared_addresses
        if not shared and not desk.failures.allow(address):
            raise TooOften(desk.failures.wait_seconds(address)) from error
        raise
