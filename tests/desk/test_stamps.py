from datetime import timedelta

import pytest

from tests.builders import NOON, a_desk
from turnout.desk import stamps


@pytest.fixture
def time():
    return [NOON]


@pytest.fixture
def desk(tmp_path, time):
    desk = a_desk(tmp_path, lambda: time[0])
    yield desk
    desk.store.close()


def test_a_stamp_tells_how_long_ago_a_form_was_shown(desk, time):
    stamped = stamps.stamp(desk, "join")
    time[0] = NOON + timedelta(seconds=90)

    assert stamps.age(desk, "join", stamped) == timedelta(seconds=90)


@pytest.mark.parametrize("other", ["", ".", "1", "x.y", "9" * 200, "é.é", "1.é", "²." + "0" * 32])
def test_what_we_did_not_sign_has_no_age(other, desk):
    assert stamps.age(desk, "join", other) is None


def test_a_stamp_whose_time_was_changed_has_no_age(desk):
    at, _, signature = stamps.stamp(desk, "join").partition(".")

    assert stamps.age(desk, "join", f"{int(at) - 60_000}.{signature}") is None


def test_the_stamp_of_one_form_is_no_good_for_another(desk):
    assert stamps.age(desk, "join", stamps.stamp(desk, "other")) is None
