"""Moved, postponed, cancelled: what it does to those who promised, and the way back."""

from datetime import datetime

import pytest

from tests.builders import a_desk, a_lead, a_rally, commit
from turnout.desk import corrections, dates, keeping, leads, looks, rallies, schedule
from turnout.errors import Refused
from turnout.model import Count, EventState

LATER = datetime(2026, 12, 12, 14)
LEAD = "wichita_teachers@mastodon.social"


@pytest.fixture
def desk(tmp_path):
    desk = a_desk(tmp_path)
    a_rally(desk, ask_contact="either")
    a_lead(desk)
    commit(desk, "1", party="3", contact="a@example.org")
    commit(desk, "2", party="2", status="confirmed", lead=LEAD, contact="b@example.org")
    commit(desk, "3", party="4", status="maybe")
    yield desk
    assert keeping.check(desk) == []
    desk.store.close()


def move(desk, ask_again=False, place="Riverfront Park, Wichita"):
    return schedule.move(desk, "ks", LATER, None, place, ask_again).result()


def count(desk):
    return looks.progress(desk, "ks").count


def undo(desk):
    return corrections.undo(desk, schedule.newest(desk, "ks"), by="desk", event="ks").result()


def test_the_effect_is_told_before_anything_is_done(desk):
    leads.declare(desk, "ks", LEAD, total=10).result()

    assert schedule.effect(desk, "ks") == schedule.Effect(coming=13, by_name=5, sign_ups=2)


def test_moved_everybody_keeps_their_promise(desk):
    event = move(desk)

    assert event.starts_at.isoformat() == "2026-12-12T20:00:00+00:00"
    assert count(desk) == Count(confirmed=2, yes=3, maybe=4)


def test_moved_and_asked_again_everybody_is_maybe(desk):
    move(desk, ask_again=True)

    assert count(desk) == Count(maybe=9)


def test_who_was_asked_again_and_says_yes_counts(desk):
    move(desk, ask_again=True)
    commit(desk, "4", party="3", contact="a@example.org")

    assert count(desk).coming == 3


def test_undone_it_is_when_and_where_it_was_and_all_have_promised(desk):
    before = looks.progress(desk, "ks")
    move(desk, ask_again=True)
    undo(desk)
    after = looks.progress(desk, "ks")

    assert (after.event, after.count, after.moved) == (before.event, before.count, None)


def test_who_spoke_since_is_not_unsaid_by_the_undo(desk):
    move(desk, ask_again=True)
    commit(desk, "4", party="1", contact="a@example.org")
    undo(desk)

    assert count(desk).coming == 1 + 2


def test_an_undo_of_the_undo_asks_again(desk):
    move(desk, ask_again=True)
    undo(desk)
    undo(desk)

    assert count(desk) == Count(maybe=9)
    assert rallies.event(desk, "ks").place == "Riverfront Park, Wichita"


def test_the_picture_tells_when_and_where_it_was_to_be(desk):
    was = rallies.event(desk, "ks")
    move(desk)
    moved = looks.progress(desk, "ks").moved

    assert (moved.starts_at, moved.place) == (was.starts_at, was.place)


@pytest.mark.parametrize("act", [schedule.postpone, schedule.cancel])
def test_what_does_not_take_place_takes_no_promise_but_hears_who_takes_theirs_back(desk, act):
    state = act(desk, "ks").result().state

    with pytest.raises(Refused) as refused:
        commit(desk, "4")
    commit(desk, "5", contact="a@example.org", status="cancelled")

    assert (refused.value.field, refused.value.code) == ("event", state)
    assert count(desk).coming == 2


@pytest.mark.parametrize("act", [schedule.postpone, schedule.cancel])
def test_it_may_take_place_after_all(desk, act):
    act(desk, "ks").result()
    undo(desk)

    assert rallies.event(desk, "ks").state is EventState.ON


def test_a_postponed_event_with_a_new_date_is_on_again(desk):
    schedule.postpone(desk, "ks").result()

    assert move(desk).state is EventState.ON


def test_a_change_that_was_overtaken_is_not_undone(desk):
    move(desk)
    older = schedule.newest(desk, "ks")
    schedule.cancel(desk, "ks").result()

    with pytest.raises(Refused) as refused:
        corrections.undo(desk, older, by="desk", event="ks").result()

    assert refused.value.code == "overtaken"


def test_every_change_gives_the_calendar_file_a_higher_number(desk):
    numbers = [dates.dated(desk, "ks").times]
    for act in (
        lambda: move(desk),
        lambda: schedule.cancel(desk, "ks").result(),
        lambda: undo(desk),
    ):
        act()
        numbers.append(dates.dated(desk, "ks").times)

    assert numbers == [0, 1, 2, 3]


def test_an_event_cannot_end_before_it_starts(desk):
    with pytest.raises(Refused):
        schedule.move(desk, "ks", LATER, datetime(2026, 12, 12, 13), "", False).result()

    assert dates.dated(desk, "ks").times == 0
