import pytest

from turnout.desk.throttle import Throttle, household


@pytest.fixture
def time():
    return [1_000.0]


@pytest.fixture
def throttle(time):
    return Throttle(3, 60, clock=lambda: time[0])


def test_so_many_are_allowed_and_no_more(throttle):
    assert [throttle.allow("a") for _ in range(5)] == [True, True, True, False, False]


def test_one_address_does_not_use_up_anothers(throttle):
    for _ in range(5):
        throttle.allow("a")

    assert throttle.wait_seconds("b") == 0
    assert throttle.allow("b")


def test_it_says_how_long_to_wait_and_lets_go_after_it(throttle, time):
    for _ in range(3):
        throttle.allow("a")
    time[0] += 20

    assert throttle.wait_seconds("a") == 40
    time[0] += 40
    assert throttle.wait_seconds("a") == 0
    assert throttle.allow("a")


def test_looking_counts_nothing(throttle):
    for _ in range(10):
        throttle.wait_seconds("a")

    assert throttle.allow("a")


def test_the_devices_of_one_household_are_one(throttle):
    for device in range(3):
        throttle.allow(f"2001:db8:1:2::{device + 1:x}")

    assert throttle.wait_seconds("2001:db8:1:2:ffff::1") > 0
    assert throttle.wait_seconds("2001:db8:1:3::1") == 0


@pytest.mark.parametrize("address", ["203.0.113.9", "::ffff:203.0.113.9", "testclient", ""])
def test_other_addresses_stand_for_themselves(address):
    assert household(address) == address
