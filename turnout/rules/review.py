"""What waits for a look before it moves the wall."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from turnout.model import Door, ReviewState, Submission

BURST_WINDOW = timedelta(minutes=10)  # a table of sign-ups at a meeting is slower than a script
# A key, a lead or an organizer stands behind these doors; a stranger behind the others.
_VOUCHED = (Door.API, Door.LEAD, Door.DESK, Door.IMPORT)


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


def why_still_held(promises: Sequence[tuple[str, ReviewState]]) -> str:
    """Return why a change by a supporter's own link waits as well, or an empty string.

    promises: why each was held, and what stands of it. A large party is judged by its new number;
    one of a burst stays one, however it is changed, until somebody has looked at it.
    """
    if any(state is ReviewState.SHOWN for _, state in promises):
        return ""
    waiting = [reason for reason, state in promises if state is ReviewState.HELD]
    return "burst" if "burst" in waiting else ""
