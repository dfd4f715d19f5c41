"""What forecasts keep in memory, so that the next is made in milliseconds. It is nobody's record:
a new process makes all of it again from the store."""

from threading import RLock

from turnout.desk.forecast_books import Book
from turnout.desk.forecast_newest import Newest
from turnout.model.forecasting import Forecast
from turnout.rules.forecast.fit import Fit

MOST_FITS = 64  # an organization's events ahead, and the days its track record looks back
MOST_TOLD = 256
MOST_KEPT = 1_000  # events, as they stand


class Memory:
    """Books of events, fits by history and day, forecasts by what they were made of.

    `lock` is held while any of it is used: a fit is made once, whoever waits for it.
    """

    def __init__(self) -> None:
        self.lock = RLock()
        self.fits: Newest[Fit] = Newest(MOST_FITS)
        self.told: Newest[Forecast] = Newest(MOST_TOLD)
        self.taught: Newest[bool] = Newest(MOST_KEPT)  # whether an event took attendance
        self._books: dict[int, Book] = {}

    def book(self, event: int) -> Book:
        """Return the book of the event numbered `event`."""
        return self._books.setdefault(event, Book(event))
