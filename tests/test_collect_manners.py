"""However many feeds one server has, it is asked by turns."""

import asyncio
from itertools import pairwise

import pytest

from turnout.collect import manners
from turnout.collect.manners import LEAST_GAP, Manners

ONE, OTHER = "https://social.example/tags/a.rss", "https://other.example/a.rss"


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def kept(clock):
    return Manners(clock)


def test_the_first_need_not_wait(kept):
    assert kept.wait(ONE) == 0


def test_feeds_of_one_server_follow_each_other_at_a_distance(kept):
    waits = [kept.wait(f"https://social.example/tags/{n}.rss") for n in range(50)]

    assert all(later - earlier >= LEAST_GAP - 1e-9 for earlier, later in pairwise(waits))


def test_a_server_waits_for_no_other(kept):
    for _ in range(10):
        kept.wait(ONE)

    assert kept.wait(OTHER) == 0


def test_whose_turn_has_long_come_need_not_wait(kept, clock):
    kept.wait(ONE)
    clock.now += 60

    assert kept.wait(ONE) == 0


def test_a_host_by_another_spelling_is_the_same(kept):
    kept.wait(ONE)

    assert kept.wait("http://SOCIAL.example.:8080/") > 0


def test_who_asked_to_be_left_alone_is_until_then(kept, clock):
    kept.rest(ONE, 60)
    clock.now += 59
    assert kept.rests("https://social.example/users/ana.rss")
    assert not kept.rests(OTHER)

    clock.now += 1
    assert not kept.rests(ONE)


def test_what_is_remembered_stays_small(kept, clock, monkeypatch):
    monkeypatch.setattr(manners, "MOST_HOSTS", 10)
    for n in range(100):
        clock.now += 1
        kept.wait(f"https://h{n}.example/")

    assert len(kept._free_at) <= 11


def test_a_turn_that_has_not_come_is_waited_for(kept, monkeypatch):
    waited = []

    async def sleep(seconds):
        waited.append(seconds)

    monkeypatch.setattr(manners.asyncio, "sleep", sleep)
    for _ in range(2):
        asyncio.run(kept.turn(ONE))

    assert waited[0] == 0
    assert waited[1] >= LEAST_GAP - 1e-9


def test_a_host_that_rested_long_enough_is_forgotten_and_one_that_rests_is_not(
    kept, clock, monkeypatch
):
    monkeypatch.setattr(manners, "MOST_HOSTS", 1)
    kept.rest(ONE, 10)
    kept.rest(OTHER, 100)
    clock.now += 50
    kept.wait(ONE)

    assert set(kept._rests_until) == {"other.example"}
