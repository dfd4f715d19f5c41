"""What is believed before there is history, in log odds, and how firmly.

Show rates of two kinds of bookings and of a hackathon, and published counts at rallies, set these
(docs/forecast.md names them). Each is moved by history as soon as there is any.
"""

import math

import numpy as np
from numpy.typing import NDArray

from turnout.model.forecasting import Assumptions

Floats = NDArray[np.float64]

# Days ahead from which a bucket begins. Show rates fall fastest near the day, so do the buckets.
BUCKETS_FROM = np.array([1.0, 3.0, 7.0, 14.0, 30.0, 60.0, 120.0, 240.0])
# Bucket 0 is "nobody knows when", and stays in the middle. A promise of the same day shows about
# 95 % where all in all 80 % do, and one a month ahead 42 to 72 %.
BUCKET_MEANS = np.array([0.0, 1.2, 0.7, 0.5, 0.25, 0.0, -0.15, -0.3, -0.4, -0.4])
BUCKET_SD = 0.6  # organizations differ in how fast promises fade about as much as in show rates
CHANNEL_SD = 0.5  # doors and kinds of promise differ less than organizations and leads do
STATUS_SD = 0.5
LEAD_SD = 0.6  # two in three leads lie within 45 and 73 % where the middle is 60

PINNED = 1e12  # the precision of what is not to be learned: a level that says "unknown"
# How many take the trouble to say "can't make it" differs from one organization to the next too.
DOUBT_WHERE_WITHDRAWALS_KNOWN = 1.5  # times the spread
# Of those who will say so, half have by a week before; sign-ups come late in the same way.
HALF_HAVE_SAID_SO_DAYS = 7.0
LEAST_SPREAD = 0.05  # log odds: who is surer than that of a show rate has not counted one
LEAST_RATE, MOST_RATE = 0.002, 0.998  # an assumption of 0 or 1 could never be unlearned


def logit(rate: float) -> float:
    """Return the log odds of `rate`, kept off 0 and 1."""
    kept = min(max(rate, LEAST_RATE), MOST_RATE)
    return math.log(kept / (1 - kept))


def middle(assumptions: Assumptions, withdrawals_known: bool, days: float) -> float:
    """Return the log odds that a yes of two to four weeks ahead shows, if it still stands so many
    days before the event."""
    silent = logit(assumptions.yes)
    if not withdrawals_known:
        return silent
    said = 1 / (1 + days / HALF_HAVE_SAID_SO_DAYS)
    return silent + said * (logit(assumptions.yes_withdrawals_known) - silent)


def middle_variance(assumptions: Assumptions, withdrawals_known: bool) -> float:
    """Return how much that is in doubt."""
    spread = max(assumptions.spread, LEAST_SPREAD)
    return (spread * (DOUBT_WHERE_WITHDRAWALS_KNOWN if withdrawals_known else 1.0)) ** 2


def status_mean(assumptions: Assumptions, status: str) -> float:
    """Return the log odds that a promise of this status has beyond a yes.

    Both rates are of where nobody withdraws in words: what is known of withdrawals moves the
    middle, and all statuses with it.
    """
    assumed = {
        "confirmed": assumptions.confirmed,
        "maybe": assumptions.maybe,
        "declared": assumptions.declared,
    }
    return logit(assumed[status]) - logit(assumptions.yes) if status in assumed else 0.0


def is_assumed(status: str) -> bool:
    """Return whether the rate of `status` is a guess of its own beside that of a yes."""
    return status in ("confirmed", "maybe", "declared")
