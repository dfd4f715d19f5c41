import asyncio

import pytest

from turnout.errors import Refused, StoreFailed
from turnout.web import arrivals
from turnout.web.arrivals import MOST_WAITING, arrival

TURNS = 10  # of the loop: more than anything here waits


class Asked:
    """A desk at which works are handed over, in their order: what its writer has in hand."""

    def __init__(self, settles=False):
        self.store = self
        self.asked = 0
        self.waiting = []
        self.batches = []
        self.settles = settles  # at once

    def tell(self, writes):
        self.batches.append(len(writes))
        for work, told in writes:
            self.waiting.append((self.asked, work, told))
            self.asked += 1
        if self.settles:
            self.settle()

    def __len__(self):
        return self.asked

    def settle(self):
        waiting, self.waiting = self.waiting, []
        for number, work, told in waiting:
            told(*work(number))


async def turns(how_many=TURNS):
    for _ in range(how_many):
        await asyncio.sleep(0)


def started(how_many, asked):
    return [asyncio.create_task(arrival(asked, numbered)) for _ in range(how_many)]


def numbered(number):
    return number, None


def done(result=None, error=None):
    return lambda _: (result, error)


def test_what_is_done_arrives():
    async def asking():
        asked = Asked()
        (waiting,) = started(1, asked)
        await turns()
        ((_, _, told),) = asked.waiting
        await asyncio.to_thread(told, "stored", None)
        return await waiting

    assert asyncio.run(asking()) == "stored"


def test_what_was_done_before_arrives_too():
    assert asyncio.run(arrival(Asked(settles=True), done("stored"))) == "stored"


def test_an_error_is_raised_where_it_was_waited_for():
    with pytest.raises(Refused):
        asyncio.run(arrival(Asked(settles=True), done(error=Refused("party", "not_whole"))))


class Closed(Asked):
    """A desk that takes nothing, the first time."""

    def tell(self, writes):
        if not self.batches:
            self.batches.append(0)
            raise StoreFailed("the store is closed: nothing was stored")
        super().tell(writes)


def test_who_cannot_be_handed_over_is_told_and_holds_up_nobody():
    async def asking():
        desk = Closed(settles=True)
        told = await asyncio.gather(*started(2, desk), return_exceptions=True)
        return told, await arrival(desk, numbered)

    told, after = asyncio.run(asking())

    assert [type(each) for each in told] == [StoreFailed, StoreFailed]
    assert after == 0


def test_an_error_of_whatever_kind_is_told_and_leaves_nobody_waiting():
    async def asking():
        desk = Asked(settles=True)
        waiting = asyncio.gather(
            arrival(desk, done(error=StopIteration())),
            arrival(desk, done("stored")),
            return_exceptions=True,
        )
        async with asyncio.timeout(60):
            told, stored = await waiting
            return told, stored, await arrival(desk, done("stored after"))

    told, *stored = asyncio.run(asking())

    assert isinstance(told, Exception)
    assert stored == ["stored", "stored after"]


def test_those_who_come_together_are_handed_over_together_once_the_loop_is_quiet():
    async def asking():
        asked, handed_over = Asked(), []
        waiting = []
        for _ in range(5):  # one at each turn of the loop
            waiting += started(1, asked)
            await turns(1)
            handed_over.append(len(asked))
        await turns()
        handed_over.append(len(asked))
        asked.settle()
        await asyncio.gather(*waiting)
        return handed_over, asked.batches

    assert asyncio.run(asking()) == ([0, 0, 0, 0, 0, 5], [5])


def test_who_comes_while_others_are_out_waits_until_they_are_back():
    async def asking():
        asked = Asked()
        waiting = started(2, asked)
        await turns()
        waiting += started(3, asked)
        await turns()
        while_out = len(asked)
        asked.settle()
        await turns()
        after = len(asked)
        asked.settle()
        await asyncio.gather(*waiting)
        return while_out, after

    assert asyncio.run(asking()) == (2, 5)


def test_a_stream_without_a_pause_is_handed_over_all_the_same():
    async def asking():
        asked, waiting = Asked(), []
        while not asked and len(waiting) < 2 * MOST_WAITING:
            waiting += started(1, asked)
            await turns(1)
        asked.settle()
        await turns()
        asked.settle()
        await asyncio.gather(*waiting)
        return len(waiting)

    assert asyncio.run(asking()) <= MOST_WAITING + 1


def test_a_group_that_is_done_together_wakes_the_loop_once(monkeypatch):
    async def asking():
        asked, loop, woken = Asked(), asyncio.get_running_loop(), []
        waiting = started(32, asked)
        await turns()
        call = loop.call_soon_threadsafe
        monkeypatch.setattr(
            loop, "call_soon_threadsafe", lambda *given: (woken.append(1), call(*given))
        )
        asked.settle()
        return await asyncio.gather(*waiting), len(woken)

    assert asyncio.run(asking()) == (list(range(32)), 1)


def test_who_leaves_does_not_hold_up_the_others():
    async def asking():
        asked = Asked()
        leaving, staying = started(2, asked)
        await turns()
        leaving.cancel()
        asked.settle()
        return await staying, len(asked)

    assert asyncio.run(asking()) == (1, 2)


def test_who_leaves_before_the_turn_comes_asks_for_nothing():
    async def asking():
        asked = Asked()
        leaving, staying = started(2, asked)
        await turns(1)
        leaving.cancel()
        await turns()
        asked.settle()
        await staying
        return len(asked)

    assert asyncio.run(asking()) == 1


def test_where_all_have_left_nothing_is_handed_over():
    async def asking():
        asked = Asked()
        (leaving,) = started(1, asked)
        await turns(1)
        leaving.cancel()
        await turns()
        return asked.batches

    assert asyncio.run(asking()) == []


def test_what_is_done_after_its_loop_is_closed_troubles_nobody(caplog):
    asked = Asked()

    async def asking():
        (task,) = started(1, asked)
        await turns()
        task.cancel()

    asyncio.run(asking())
    asked.settle()

    assert caplog.records == []


def test_a_loop_has_arrivals_of_its_own():
    desk = Asked()

    async def asking():
        return arrivals._arrivals_here(desk)

    assert asyncio.run(asking()) is not asyncio.run(asking())


def test_a_desk_has_arrivals_of_its_own():
    async def asking():
        one, other = Asked(settles=True), Asked(settles=True)
        return await asyncio.gather(*started(1, one), *started(2, other))

    assert asyncio.run(asking()) == [0, 0, 1]
