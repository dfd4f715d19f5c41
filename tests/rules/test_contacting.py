"""The contact budget as a law: in whatever order people are asked, by whoever, at any clock."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from turnout.errors import Refused
from turnout.model import Status
from turnout.model.sending import Budget, Kind
from turnout.rules.contacting import (
    Act,
    Case,
    awake_at,
    check_budget,
    days_before,
    may_ask,
    verdict,
    zones_of,
)

NOON = datetime(2026, 12, 1, 18, 0, tzinfo=UTC)  # noon in Topeka
ZONES = ("America/Chicago", "America/New_York", "Pacific/Honolulu", "Asia/Kathmandu")
BUDGET = Budget()

minutes = st.integers(0, 60 * 24 * 365)
times = minutes.map(lambda since: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=since))
budgets = st.builds(
    Budget,
    most=st.integers(0, 5),
    days=st.integers(1, 30),
    quiet_from=st.integers(0, 23),
    quiet_until=st.integers(0, 23),
)
kinds = st.sampled_from(sorted(Kind))


def a_case(**fields):
    given_ = {
        "kind": Kind.CONFIRM,
        "asks": True,
        "status": Status.YES,
        "asked": (),
        "zones": ("America/Chicago",),
        "not_after": NOON + timedelta(days=4),
    }
    return Case(**{**given_, **fields})


@given(st.lists(times, max_size=40), budgets)
def test_no_window_holds_more_asks_than_the_budget_in_any_order_of_clocks(moments, budget):
    asked = []
    for now in moments:
        if may_ask(asked, now, budget):
            asked.append(now)

    window = timedelta(days=budget.days)
    for start in asked:
        assert sum(start <= at < start + window for at in asked) <= budget.most


@given(st.lists(st.tuples(kinds, times, st.booleans()), max_size=30), budgets)
def test_whatever_is_sent_keeps_the_budget_and_nothing_follows_a_stop(steps, budget):
    asked, stopped = [], False
    for kind, now, says_stop in steps:
        case = a_case(
            kind=kind, asked=asked, stopped=stopped, zones=ZONES[:2],
            not_after=now + timedelta(days=1),
        )  # fmt: skip
        found = verdict(case, now, budget)
        assert not (stopped and found.act is not Act.SPARE)
        if found.act is Act.GO and found.asks:
            asked.append(now)
        stopped = stopped or says_stop

    window = timedelta(days=budget.days)
    assert all(sum(s <= at < s + window for at in asked) <= budget.most for s in asked)


@given(kinds, times, budgets, st.booleans())
def test_a_stop_is_final_whatever_it_is_about(kind, now, budget, asks):
    case = a_case(kind=kind, asks=asks, stopped=True, not_after=now, needed_by=now)

    assert verdict(case, now, budget).reason == "stop"


@given(times, budgets, st.lists(st.sampled_from(ZONES), min_size=1, max_size=2, unique=True))
def test_who_waits_for_the_morning_waits_for_a_moment_that_is_nobodys_night(now, budget, zones):
    awake = awake_at(now, zones, budget)

    assert now <= awake < now + timedelta(days=2)
    first = awake.astimezone(ZoneInfo(zones[0])).hour
    assert awake == now or not _in_night(first, budget)


def _in_night(hour, budget):
    start, end = budget.quiet_from, budget.quiet_until
    return start <= hour < end if start <= end else hour >= start or hour < end


def test_nobody_is_written_to_at_night_by_the_default_budget():
    evening = datetime(2026, 12, 2, 3, 30, tzinfo=UTC)  # 9:30 PM in Topeka

    found = verdict(a_case(), evening, BUDGET)

    assert (found.act, found.until) == (Act.WAIT, datetime(2026, 12, 2, 14, 0, tzinfo=UTC))


def test_a_phone_from_further_west_sleeps_longer():
    morning = datetime(2026, 12, 1, 14, 30, tzinfo=UTC)  # 8:30 AM in Topeka, 6:30 in Los Angeles
    zones = zones_of("+12135550101", "America/Chicago")

    found = verdict(a_case(zones=zones), morning, BUDGET)

    assert zones == ("America/Chicago", "America/Los_Angeles")
    assert found.until == datetime(2026, 12, 1, 16, 0, tzinfo=UTC)


@pytest.mark.parametrize("phone", ["", "+18005550101", "nonsense"])
def test_a_number_that_says_nothing_of_where_leaves_the_events_zone(phone):
    assert zones_of(phone, "America/Chicago") == ("America/Chicago",)


def test_a_notice_wakes_who_would_else_be_on_the_way():
    night = datetime(2026, 12, 5, 9, 0, tzinfo=UTC)  # 3 AM in Topeka
    soon, later = night + timedelta(hours=7), night + timedelta(hours=12)
    notice = a_case(kind=Kind.OFF, asks=False)

    assert verdict(replace(notice, needed_by=soon), night, BUDGET).act is Act.GO
    assert verdict(replace(notice, needed_by=later), night, BUDGET).act is Act.WAIT


@pytest.mark.parametrize(
    "fields, reason",
    [
        ({"status": Status.CONFIRMED}, "coming"),
        ({"status": Status.CANCELLED}, "withdrawn"),
        ({"status": None}, "withdrawn"),
        ({"said_at": NOON - timedelta(hours=2)}, "said_lately"),
        ({"reminded": True}, "reminded"),
        ({"reachable": False}, "unreached"),
        ({"stands": False}, "overtaken"),
        ({"erased": True}, "erased"),
        ({"not_after": NOON - timedelta(minutes=1)}, "too_late"),
        ({"asked": [NOON - timedelta(days=n) for n in (1, 5, 13)]}, "asked_enough"),
        ({"kind": Kind.MISSED, "came": True}, "came"),
    ],
)
def test_who_need_not_be_asked_is_spared_and_the_reason_kept(fields, reason):
    found = verdict(a_case(**fields), NOON, BUDGET)

    assert (found.act, found.reason) == (Act.SPARE, reason)


def test_an_ask_of_two_weeks_ago_is_forgotten():
    asked = [NOON - timedelta(days=n) for n in (1, 5, 14)]

    assert verdict(a_case(asked=asked), NOON, BUDGET).act is Act.GO


@pytest.mark.parametrize("kind", [Kind.MOVED, Kind.OFF, Kind.REMIND])
def test_what_is_no_ask_goes_out_though_the_budget_is_spent(kind):
    asked = [NOON - timedelta(days=n) for n in (1, 2, 3)]

    assert verdict(a_case(kind=kind, asks=False, asked=asked), NOON, BUDGET).act is Act.GO


def test_thanks_go_without_their_ask_when_the_budget_is_spent():
    asked = [NOON - timedelta(days=n) for n in (1, 2, 3)]

    found = verdict(a_case(kind=Kind.CLEANED, asked=asked), NOON, BUDGET)

    assert (found.act, found.asks) == (Act.GO, False)


@pytest.mark.parametrize(
    "text, days", [("4, 1", (4, 1)), ("1 4 4", (4, 1)), ("", ()), (" 7 ", (7,))]
)
def test_days_before_are_read_as_people_write_them(text, days):
    assert days_before(text) == days


@pytest.mark.parametrize("text", ["four", "0", "61", "-1", "1.5", "1 2 3 4 5 6", "²"])
def test_days_that_are_none_are_refused(text):
    with pytest.raises(Refused):
        days_before(text)


@pytest.mark.parametrize("name", ["most", "days", "quiet_from", "quiet_until"])
def test_a_budget_that_is_none_is_refused_by_its_field(name):
    with pytest.raises(Refused) as refused:
        check_budget(replace(Budget(), **{name: 999}))

    assert refused.value.field == name
