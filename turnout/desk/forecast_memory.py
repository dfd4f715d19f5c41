"""What forecasts keep in memory, so that the next is made in milliseconds. It is nobody's record:
a new process makes all of it again from the store."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import RLock
from typing import Generic, TypeVar

from turnout.desk.forecast_books import Book
from turnout.model.forecasting import Forecast
from turnout.rules.forecast.fit import Fit

Made = TypeVar("Made")

MOST_FITS = 64  # an organization's events ahead, and the days its track record looks back
MOST_TOLD = 256


class Newest(Generic[Made]):
    """Keeps what was made under the `most` keys that were asked for last."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: OrderedDict[Hashable, Made] = OrderedDict()

    def get(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """Return what was made under `key`, else what `make` makes now."""
        if key not in self._kept:
            self._kept[key] = make()
        self._kept.move_to_end(key)
        while len(self._kept) > self._most:
            self._kept.popitem(last=False)
        return self._kept[key]

    def forget(self) -> None:
        """Make everything anew next time."""
        self._kept.clear()


class Memory:
    """Books of events, fits by history and day, forecasts by what they were made of.

    `lock` is held while any of it is used: a fit is made once, whoever waits for it.
    """

    def __init__(self) -> None:
        self.lock = RLock()
        self.fits: Newest[Fit] = Newest(MOST_FITS)
        self.told: Newest[Forecast] = Newest(MOST_TOLD)
        self._books: dict[int, Book] = {}

    def book(self, event: int) -> Book:
        """Return the book of the event numbered `event`."""
        return self._books.setdefault(event, Book(event))
