"""What waits for a look before it moves the wall."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from turnout.model import Door, ReviewState, Status, Submission

TWO_PEOPLE = "two_people"  # what was given is known of two persons
LOWERS = "lowers"  # a stranger says less for somebody than they said themselves
OTHER_LEAD = "other_lead"  # a lead names somebody who is with another lead
KNOWN_PERSON = "known_person"  # it counts; what else a stranger says of somebody known waits
BURST_WINDOW = timedelta(minutes=10)  # a table of sign-ups at a meeting is slower than a script
FORM_GOOD_FOR = timedelta(days=1)  # a page kept open overnight is sent; a script's copy is not
# A key, a lead or an organizer stands behind these doors; a stranger behind the others.
_VOUCHED = (Door.API, Door.LEAD, Door.DESK, Door.IMPORT, Door.PAPER, Door.VOICE)


def why_held(
    submission: Submission, party: int, before: Sequence[datetime], *, now: datetime,
    hold_party: int, burst: int,
) -> str:  # fmt: skip
    """Return why a sign-up waits for a look, or an empty string when it does not.

    before: when the same address signed somebody up, newest last.
    """
    if submission.doubt:
        return submission.doubt
    if submission.door in _VOUCHED:
        return ""
    if party >= hold_party:
        return "large_party"
    if sum(now - at < BURST_WINDOW for at in before) >= burst:
        return "burst"
    return ""


def is_stale(age: timedelta | None) -> bool:
    """Return whether a form of this age is shown again before it is taken; None: no age of ours."""
    return age is None or age > FORM_GOOD_FOR


def too_fast(age: timedelta | None, least_seconds: int) -> str:
    """Return why a form that was filled in so fast waits for a look, or an empty string."""
    fast = age is not None and age < timedelta(seconds=least_seconds)
    return "too_fast" if fast else ""


def why_still_held(promises: Sequence[tuple[str, ReviewState]]) -> str:
    """Return why a change by a supporter's own link waits as well, or an empty string.

    promises: why each was held, and what stands of it. A large party is judged by its new number;
    one of a burst stays one, however it is changed, until somebody has looked at it.
    """
    if any(state is ReviewState.SHOWN for _, state in promises):
        return ""
    waiting = [reason for reason, state in promises if state is ReviewState.HELD]
    return "burst" if "burst" in waiting else ""


def lowers(was: Status, were: int, status: Status, party: int) -> bool:
    """Return whether `party` of `status` is less than `were` of `was`: fewer coming, or as many
    coming and fewer who may."""
    return _weight(status, party) < _weight(was, were)


def _weight(status: Status, party: int) -> tuple[int, int]:
    coming = party if status in (Status.YES, Status.CONFIRMED) else 0
    return coming, party if status is Status.MAYBE else 0
