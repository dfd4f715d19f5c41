"""Waiting in the event loop for what the writer's thread stores."""

import asyncio
from collections import deque
from concurrent.futures import Future
from typing import Any, TypeVar

Made = TypeVar("Made")


async def arrival(future: Future[Made]) -> Made:
    """Return what `future` has once it is done; whoever leaves before leaves it to be done.

    A group of commitments is done in one moment, and wakes the loop once:
    `asyncio.wrap_future` wakes it for each.
    """
    waiter = asyncio.get_running_loop().create_future()
    _arrivals_here().expect(future, waiter)
    await waiter
    return future.result()


class _Arrivals:
    """What is done for one event loop, and not yet handed over."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.loop = loop
        self._arrived: deque[asyncio.Future[None]] = deque()
        self._told = False

    def expect(self, future: Future[Any], waiter: asyncio.Future[None]) -> None:
        future.add_done_callback(lambda _: self._arrive(waiter))

    def _arrive(self, waiter: asyncio.Future[None]) -> None:
        self._arrived.append(waiter)
        if not self._told and not self.loop.is_closed():
            self._told = True
            self.loop.call_soon_threadsafe(self._hand_over)

    def _hand_over(self) -> None:
        self._told = False  # before looking: what arrives from here on tells anew
        while self._arrived:
            waiter = self._arrived.popleft()
            if not waiter.done():  # who asked may have left
                waiter.set_result(None)


_here: _Arrivals | None = None


def _arrivals_here() -> _Arrivals:
    """Return those of the running loop; a process has one, but for tests."""
    global _here
    loop = asyncio.get_running_loop()
    if _here is None or _here.loop is not loop:
        _here = _Arrivals(loop)
    return _here
