"""The store of a command: whoever needs none does without, and starts at once."""

from collections.abc import Iterator
from contextlib import contextmanager

from turnout import house
from turnout.desk.desk import Desk
from turnout.settings import settings


@contextmanager
def the_desk() -> Iterator[Desk]:
    """Open the store of this command; what was written is on disk at the end."""
    home = house.open_house(settings())
    try:
        yield home.desk
    finally:
        home.close()
