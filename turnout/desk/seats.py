"""Who may listen where there is no room for all: no address takes every seat from the others.

A hall of a thousand phones may be one address, so that nobody is counted while there is room. The
last quarter of the seats is kept for addresses that hold few.
"""

from collections import Counter

KEPT = 4  # the last quarter
# What is few of them: a hall that comes last still finds hundreds of seats, and it takes sixteen
# strangers' lines to fill that quarter.
FEW = 64
LEAST_FEW = 8  # a home with its phones, where a system allows few files


class Seats:
    """As many as may listen at once. It is the event loop's, and not thread-safe.

    who: a household's address, or what else is to be counted apart.
    """

    def __init__(self, most: int) -> None:
        self.most = most
        self.taken = 0
        self._held: Counter[str] = Counter()

    def is_free_for(self, who: str) -> bool:
        """Return whether a stranger of `who` may sit down."""
        left = self.most - self.taken
        if left > self.most // KEPT:
            return True
        return left > 0 and self._held[who] < max(LEAST_FEW, self.most // FEW)

    def sit(self, who: str) -> None:
        """Take a seat, whether it is free or not: who is at work here is not asked."""
        self.taken += 1
        self._held[who] += 1

    def rise(self, who: str) -> None:
        """Give a seat back."""
        self.taken -= 1
        self._held[who] -= 1
        if not self._held[who]:
            del self._held[who]
