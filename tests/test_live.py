import asyncio
import json

import pytest

from tests.builders import a_desk, a_lead, a_rally, commit
from turnout.desk import foreseeing, rallies
from turnout.desk.desk import open_desk
from turnout.errors import NotFound, StoreFailed
from turnout.live import Live, beat_seconds
from turnout.settings import Settings
from turnout.store import open_store

LONG = 60  # seconds; a wait that ends so is a failure


@pytest.fixture
def desk(tmp_path):
    opened = a_desk(tmp_path)
    a_rally(opened)
    a_lead(opened)
    yield opened
    opened.store.close()


def watched(desk, scene, **given):
    """Run `scene(live)` with a live picture that is being watched."""

    async def run():
        live = Live(desk, **given)
        live.start()
        try:
            async with asyncio.timeout(LONG * 3):
                return await scene(live)
        finally:
            await live.stop()

    return asyncio.run(run())


async def until(listener, seq):
    while True:
        async with asyncio.timeout(LONG):
            picture = await listener.next()
        if picture is not None and picture.seq >= seq:
            return picture


async def nothing(listener, seconds):
    """Return whether no picture comes for so long."""
    try:
        async with asyncio.timeout(seconds):
            while await listener.next() is None:
                pass
    except TimeoutError:
        return True
    return False


def test_who_comes_gets_the_current_picture_first(desk):
    async def scene(live):
        return await (await live.listen("ks")).next()

    assert json.loads(watched(desk, scene).data)["goal"] == 600


def test_a_commitment_reaches_everybody_as_the_same_bytes(desk):
    async def scene(live):
        listeners = [await live.listen("ks") for _ in range(3)]
        receipt = await asyncio.to_thread(commit, desk, party="4")
        return [await until(listener, receipt.seq) for listener in listeners]

    pictures = watched(desk, scene)
    assert all(picture.data is pictures[0].data for picture in pictures)
    assert json.loads(pictures[0].data)["coming"] == 4


def test_the_last_of_many_commitments_always_arrives(desk):
    async def scene(live):
        listener = await live.listen("ks")
        for n in range(60):
            receipt = await asyncio.to_thread(commit, desk, str(n))
        return await until(listener, receipt.seq)

    assert json.loads(watched(desk, scene).data)["coming"] == 60


def test_a_slow_listener_gets_only_the_latest(desk):
    async def scene(live):
        quick, slow = await live.listen("ks"), await live.listen("ks")
        for n in range(3):
            receipt = await asyncio.to_thread(commit, desk, str(n))
            await until(quick, receipt.seq)
        return await slow.next(), receipt, await nothing(slow, 0.01)

    picture, receipt, no_more = watched(desk, scene)
    assert (picture.seq, no_more) == (receipt.seq, True)


def test_nobody_looks_while_nobody_is_to_be_given_anything(desk, monkeypatch):
    monkeypatch.setattr("turnout.live.BEAT_SECONDS", LONG)
    monkeypatch.setattr("turnout.live.LOOK_SECONDS", LONG)
    looked = []
    real = Live._beat
    monkeypatch.setattr(Live, "_beat", lambda live, own: (looked.append(own), real(live, own)))

    async def scene(live):
        listener = await live.listen("ks")
        receipt = await asyncio.to_thread(commit, desk, "the first")
        await until(listener, receipt.seq)
        before = len(looked)
        for n in range(20):
            await asyncio.to_thread(commit, desk, str(n))
        return len(looked) - before

    assert watched(desk, scene) == 0


def test_who_comes_while_nobody_was_there_is_given_the_next_at_once(desk, monkeypatch):
    monkeypatch.setattr("turnout.live.LOOK_SECONDS", 9 * LONG)

    async def scene(live):
        await asyncio.sleep(0.01)  # nobody listens, and it rests
        listener = await live.listen("ks")
        receipt = await asyncio.to_thread(commit, desk)
        return await until(listener, receipt.seq)

    picture = watched(desk, scene, heartbeat_seconds=9 * LONG)
    assert json.loads(picture.data)["coming"] == 1


def test_what_another_process_writes_is_shown(desk, tmp_path):
    async def scene(live):
        listener = await live.listen("ks")
        other = open_desk(open_store(tmp_path / "turnout.db"), Settings(), desk.clock)
        receipt = await asyncio.to_thread(commit, other, party="7")
        picture = await until(listener, receipt.seq)
        other.store.close()
        return picture

    assert json.loads(watched(desk, scene).data)["coming"] == 7


def test_another_events_commitment_does_not_wake_the_listener(desk):
    a_rally(desk, "mo")

    async def scene(live):
        listener, there = await live.listen("ks"), await live.listen("mo")
        await listener.next()
        receipt = await asyncio.to_thread(commit, desk, event="mo")
        await until(there, receipt.seq)
        return await nothing(listener, 0.3)

    assert watched(desk, scene)


def test_a_new_goal_is_shown(desk):
    async def scene(live):
        listener = await live.listen("ks")
        await listener.next()
        await asyncio.to_thread(lambda: rallies.set_goal(desk, "ks", 700).result())
        return await listener.next()

    assert json.loads(watched(desk, scene).data)["goal"] == 700


def test_who_leaves_is_no_longer_counted(desk):
    async def scene(live):
        listener = await live.listen("ks")
        there = live.listeners
        listener.close()
        return there, live.listeners

    assert watched(desk, scene) == (1, 0)


def test_closing_wakes_who_waits(desk):
    async def scene(live):
        listener = await live.listen("ks")
        await listener.next()
        waiting = asyncio.create_task(listener.next())
        await asyncio.sleep(0)
        live.close_listeners()
        return await waiting, live.closing

    assert watched(desk, scene) == (None, True)


def test_a_silent_line_has_a_heart(desk):
    async def run():
        live = Live(desk, heartbeat_seconds=0.01)
        live.start()
        listener = await live.listen("ks")
        await listener.next()
        async with asyncio.timeout(LONG):
            beats = [await listener.next() for _ in range(3)]
        await live.stop()
        return beats

    assert asyncio.run(run()) == [None] * 3


def test_an_unknown_event_is_not_found(desk):
    async def scene(live):
        with pytest.raises(NotFound):
            await live.listen("nowhere")
        return live.listeners

    assert watched(desk, scene) == 0


def test_a_store_that_fails_for_a_moment_does_not_end_the_watch(desk, monkeypatch):
    real, failures = desk.store.moved, [StoreFailed("busy")]

    def moved():
        if failures:
            raise failures.pop()
        return real()

    monkeypatch.setattr(desk.store, "moved", moved)

    async def scene(live):
        listener = await live.listen("ks")
        await listener.next()
        receipt = await asyncio.to_thread(commit, desk)
        return await until(listener, receipt.seq)

    assert json.loads(watched(desk, scene).data)["coming"] == 1


@pytest.mark.parametrize("error", [StoreFailed("busy"), ValueError("a defect")])
def test_a_picture_that_failed_is_shown_though_nothing_moves_again(desk, monkeypatch, error):
    monkeypatch.setattr("turnout.live.AGAIN_SECONDS", 0.01)
    real, failures = Live.picture, []

    def picture(live, slug):
        if failures:
            raise failures.pop()
        return real(live, slug)

    monkeypatch.setattr(Live, "picture", picture)

    async def scene(live):
        listener = await live.listen("ks")
        await listener.next()
        failures.append(error)
        receipt = await asyncio.to_thread(commit, desk)
        return await until(listener, receipt.seq)

    assert json.loads(watched(desk, scene).data)["coming"] == 1
    assert failures == []


def test_the_picture_is_built_once_a_seq(desk):
    live = Live(desk)

    assert live.picture("ks") is live.picture("ks")


def test_a_beat_is_slower_where_the_network_must_carry_more():
    assert beat_seconds(2_000, 10) == 0.25
    assert 0.25 < beat_seconds(10_000, 1_000) < beat_seconds(40_000, 1_000) == 2.0


def test_a_forecast_comes_after_the_counts_and_moves_no_seq(desk, monkeypatch):
    monkeypatch.setattr(foreseeing, "AFTER_SECONDS", 0.3)
    rallies.change(desk, "ks", forecast_public=True).result()
    for n in range(30):
        commit(desk, f"many{n}", contact=f"m{n}@example.org")

    async def scene(live):
        listener = await live.listen("ks")
        seq = commit(desk, "last", contact="last@example.org").seq
        counts = await until(listener, seq)
        foretold = await until(listener, seq)
        listener.close()
        return counts, foretold

    counts, foretold = watched(desk, scene)
    assert counts.seq == foretold.seq
    assert counts.tag != foretold.tag
    expected = json.loads(foretold.data)["forecast"]
    assert json.loads(foretold.forecast) == expected
    assert expected["low"] <= expected["mid"] <= expected["high"]
    assert {**json.loads(foretold.data), "forecast": None} == {
        **json.loads(counts.data), "forecast": None,
    }  # fmt: skip


def test_no_forecast_is_made_for_who_may_not_see_it(desk, monkeypatch):
    monkeypatch.setattr(foreseeing, "AFTER_SECONDS", 0.0)
    for n in range(30):
        commit(desk, f"many{n}", contact=f"m{n}@example.org")

    async def scene(live):
        live.picture("ks")
        await asyncio.sleep(0.3)
        return live.picture("ks")

    picture = watched(desk, scene)
    assert json.loads(picture.data)["forecast"] is None
    assert picture.tag == str(picture.seq)


def test_a_picture_that_is_waited_for_waits_for_no_forecast(desk):
    rallies.change(desk, "ks", forecast_public=True).result()
    live = Live(desk)
    with desk.foreseen.lock:  # as long as one is being made
        assert live.picture("ks").seq
    live.foreseeing.close()
