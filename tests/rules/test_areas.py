from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from tests.builders import NOON, a_desk, a_rally
from turnout.errors import Refused
from turnout.model import EventState
from turnout.model.areas import AreaState, Stand, Step
from turnout.rules import areas as rules

REPORTED, CONFIRMED = Stand(AreaState.REPORTED), Stand(AreaState.CONFIRMED)
CLEANED, REOPENED = Stand(AreaState.CLEANED), Stand(AreaState.REOPENED)
ON_A_DATE = Stand(AreaState.SCHEDULED, 7)


@pytest.mark.parametrize(
    "now, step, after",
    [
        (None, Step.REPORT, REPORTED),
        (None, Step.DRAW, CONFIRMED),
        (REPORTED, Step.CONFIRM, CONFIRMED),
        (REOPENED, Step.CONFIRM, CONFIRMED),
        (ON_A_DATE, Step.RELEASE, REPORTED),
        (REPORTED, Step.CLEAN, CLEANED),
        (ON_A_DATE, Step.CLEAN, CLEANED),
        (CLEANED, Step.REOPEN, REOPENED),
    ],
)
def test_a_step_leads_on_from_where_the_area_is(now, step, after):
    assert rules.after(now, step) == after


@pytest.mark.parametrize("now", [REPORTED, CONFIRMED, REOPENED, ON_A_DATE])
def test_what_is_not_clean_can_be_put_on_a_date(now):
    assert rules.after(now, Step.SCHEDULE, 9) == Stand(AreaState.SCHEDULED, 9)


@pytest.mark.parametrize(
    "now, step",
    [
        (CLEANED, Step.CLEAN),
        (CLEANED, Step.SCHEDULE),
        (CLEANED, Step.CONFIRM),
        (REPORTED, Step.REOPEN),
        (REPORTED, Step.RELEASE),
        (REPORTED, Step.REPORT),
        (None, Step.CLEAN),
    ],
)
def test_a_step_that_does_not_lead_on_is_refused(now, step):
    with pytest.raises(Refused, match=f"cannot_{step}"):
        rules.after(now, step)


@pytest.mark.parametrize("now", [REPORTED, CONFIRMED, CLEANED, REOPENED, ON_A_DATE])
def test_a_correction_leaves_an_area_where_it_is(now):
    assert rules.after(now, Step.CHANGE) == now


def test_only_what_is_scheduled_is_on_a_date():
    for now, step in ((None, Step.REPORT), (ON_A_DATE, Step.CLEAN), (ON_A_DATE, Step.RELEASE)):
        assert rules.after(now, step, 7).date is None


def test_what_is_taken_back_is_on_no_date_that_is_off_or_over():
    assert rules.taken_back(ON_A_DATE, date_is_active=True) == ON_A_DATE
    assert rules.taken_back(ON_A_DATE, date_is_active=False) == REPORTED
    assert rules.taken_back(CLEANED, date_is_active=False) == CLEANED


@pytest.fixture
def date(tmp_path):
    return a_rally(a_desk(tmp_path), starts_at=datetime(2026, 12, 5, 12))


def test_a_date_is_active_until_it_is_over(date):
    start = date.starts_at
    ends = replace(date, ends_at=start + timedelta(hours=1))

    assert rules.is_active(date, start + timedelta(hours=5))
    assert not rules.is_active(date, start + timedelta(hours=6))
    assert not rules.is_active(ends, start + timedelta(hours=1))


@pytest.mark.parametrize("state", [EventState.POSTPONED, EventState.CANCELLED])
def test_a_date_that_is_off_is_not_active(date, state):
    assert not rules.is_active(replace(date, state=state), NOON)


def test_an_area_is_on_one_active_date_at_a_time():
    with pytest.raises(Refused, match="on_another_date"):
        rules.not_on_another(ON_A_DATE, 9, active=True)

    rules.not_on_another(ON_A_DATE, 7, active=True)
    rules.not_on_another(ON_A_DATE, 9, active=False)
    rules.not_on_another(REPORTED, 9, active=True)


def test_what_was_done_before_the_newest_step_comes_too_late():
    rules.in_time(NOON - timedelta(minutes=1), NOON)
    with pytest.raises(Refused, match="overtaken"):
        rules.in_time(NOON - timedelta(minutes=3), NOON)


@pytest.mark.parametrize(
    "field, given",
    [
        ("area_title", {"title": " "}),
        ("area_title", {"title": "x" * 121}),
        ("area_title", {"title": "corner\u202e"}),
        ("area_text", {"text": "x" * 2_001}),
        ("area_text", {"text": "a\x00b"}),
        ("size", {"size": "ship"}),
        ("wanted", {"wanted": -1}),
        ("wanted", {"wanted": 501}),
    ],
)
def test_words_that_cannot_stand_are_refused_by_their_field(field, given):
    words = {"title": "Corner", "text": "Tires\nand glass", "size": "cart", "wanted": 5, **given}

    with pytest.raises(Refused) as refused:
        rules.check_words(**words)

    assert [reason.field for reason in refused.value.reasons] == [field]


@pytest.mark.parametrize("bags, volunteers", [(-1, 0), (0, -1), (10_001, 0), (0, 5_001)])
def test_bags_and_volunteers_are_within_reason(bags, volunteers):
    with pytest.raises(Refused):
        rules.check_cleaned("", bags, volunteers)
