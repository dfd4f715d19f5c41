import asyncio
from concurrent.futures import Future

import pytest

from turnout.errors import Refused
from turnout.web.arrivals import arrival


def futures(how_many):
    return [Future() for _ in range(how_many)]


def test_what_is_done_arrives():
    async def asked():
        (future,) = futures(1)
        waiting = asyncio.create_task(arrival(future))
        await asyncio.sleep(0)
        await asyncio.to_thread(future.set_result, "stored")
        return await waiting

    assert asyncio.run(asked()) == "stored"


def test_what_was_done_before_arrives_too():
    async def asked():
        (future,) = futures(1)
        future.set_result("stored")
        return await arrival(future)

    assert asyncio.run(asked()) == "stored"


def test_an_error_is_raised_where_it_was_waited_for():
    async def asked():
        (future,) = futures(1)
        future.set_exception(Refused("party", "not_whole"))
        await arrival(future)

    with pytest.raises(Refused):
        asyncio.run(asked())


def test_a_group_that_is_done_together_wakes_the_loop_once(monkeypatch):
    async def asked():
        group, loop = futures(32), asyncio.get_running_loop()
        waiting = asyncio.gather(*map(arrival, group))
        await asyncio.sleep(0)
        woken = []
        call = loop.call_soon_threadsafe
        monkeypatch.setattr(
            loop, "call_soon_threadsafe", lambda *given: (woken.append(1), call(*given))
        )
        for number, future in enumerate(group):
            future.set_result(number)
        return await waiting, len(woken)

    assert asyncio.run(asked()) == (list(range(32)), 1)


def test_who_leaves_does_not_hold_up_the_others():
    async def asked():
        left, stays = futures(2)
        leaving, staying = (asyncio.create_task(arrival(each)) for each in (left, stays))
        await asyncio.sleep(0)
        leaving.cancel()
        left.set_result("stored all the same")
        stays.set_result("stored")
        return await staying, left.cancelled()

    assert asyncio.run(asked()) == ("stored", False)


def test_what_is_done_after_its_loop_is_closed_troubles_nobody(caplog):
    (future,) = futures(1)

    async def asked():
        task = asyncio.create_task(arrival(future))
        await asyncio.sleep(0)
        task.cancel()

    asyncio.run(asked())
    future.set_result("stored")

    assert caplog.records == []
