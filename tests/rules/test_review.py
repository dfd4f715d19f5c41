from datetime import timedelta

import pytest

from tests.builders import NOON, a_submission
from turnout.model import Door, ReviewState, Status
from turnout.rules.review import lowers, why_held, why_still_held


def reason(party=1, before=(), **fields):
    submission = a_submission(**{"door": Door.FORM, **fields})
    return why_held(submission, party, before, now=NOON, hold_party=8, burst=5)


def test_a_small_party_goes_straight_through():
    assert reason(party=7) == ""


def test_a_large_party_waits():
    assert reason(party=8) == "large_party"


@pytest.mark.parametrize("door", [Door.API, Door.LEAD, Door.DESK, Door.IMPORT])
def test_a_door_that_somebody_vouches_for_never_waits(door):
    assert reason(party=50, before=[NOON] * 9, door=door) == ""


def test_the_sixth_sign_up_of_ten_minutes_waits():
    assert reason(before=[NOON - timedelta(minutes=9)] * 5) == "burst"


def test_sign_ups_of_an_hour_ago_are_no_burst():
    assert reason(before=[NOON - timedelta(hours=1)] * 50) == ""


def test_a_doubt_of_the_source_comes_first():
    assert reason(party=50, doubt="unknown_author", door=Door.FEED) == "unknown_author"


@pytest.mark.parametrize(
    "promises, why",
    [
        ([], ""),
        ([("burst", ReviewState.HELD)], "burst"),
        ([("large_party", ReviewState.HELD)], ""),
        ([("burst", ReviewState.HELD), ("burst", ReviewState.SHOWN)], ""),
        ([("burst", ReviewState.SET_ASIDE)], ""),
    ],
)
def test_a_change_waits_while_a_burst_it_was_of_was_not_looked_at(promises, why):
    assert why_still_held(promises) == why


YES, MAYBE, CONFIRMED, CANCELLED = Status.YES, Status.MAYBE, Status.CONFIRMED, Status.CANCELLED


@pytest.mark.parametrize(
    "was, now, less",
    [
        ((YES, 3), (YES, 2), True),
        ((YES, 3), (YES, 3), False),
        ((YES, 3), (CONFIRMED, 3), False),
        ((CONFIRMED, 3), (YES, 2), True),
        ((YES, 1), (MAYBE, 9), True),
        ((MAYBE, 9), (YES, 1), False),
        ((MAYBE, 3), (MAYBE, 2), True),
        ((MAYBE, 2), (MAYBE, 3), False),
        ((MAYBE, 1), (CANCELLED, 1), True),
        ((CANCELLED, 1), (CANCELLED, 9), False),
        ((CANCELLED, 9), (MAYBE, 1), False),
    ],
)
def test_less_is_fewer_who_come_or_as_many_and_fewer_who_may(was, now, less):
    assert lowers(*was, *now) is less
