"""Waiting in the event loop for what the writer's thread stores.

The loop and the writer are two threads that take turns with Python: while both have something to
do, each waits for the other at every step of the database. So what the loop takes in is handed over
when it has nothing else to do, and what comes meanwhile waits for its turn. What that brought
stands in docs/performance.md.
"""

import asyncio
from collections import deque
from collections.abc import Callable
from functools import partial
from typing import Any

from turnout.desk import signups
from turnout.desk.desk import Desk

# From its socket to here a request takes two turns of the loop: none is on its way after three.
QUIET_TURNS = 3
MOST_WAITING = 64  # who comes without a pause is handed over all the same


async def arrival(desk: Desk, work: Callable[[Any], Any]) -> Any:
    """Return what `work` made once it is on disk; `work` is run as `signups.working` makes it.

    Raises what `work` raises, StoreFailed. Whoever leaves before it was handed over takes it
    along, and whoever leaves after that leaves it to be done.
    """
    return await _arrivals_here(desk).expect(work)


class _Arrivals:
    """What one event loop has taken in: it waits to be handed over, is out, or has come back."""

    def __init__(self, loop: asyncio.AbstractEventLoop, desk: Desk) -> None:
        self.loop = loop
        self.desk = desk
        self._waiting: list[tuple[Callable[[Any], Any], asyncio.Future[Any]]] = []
        self._out = 0
        self._back: deque[tuple[asyncio.Future[Any], Any, Exception | None]] = deque()
        self._quiet_turns = 0
        self._watching = self._told = False

    def expect(self, work: Callable[[Any], Any]) -> asyncio.Future[Any]:
        waiter = self.loop.create_future()
        self._waiting.append((work, waiter))
        self._quiet_turns = 0
        if not (self._watching or self._out):
            self._watch()
        return waiter

    def _watch(self) -> None:
        """Hand over once the loop has been quiet."""
        self._watching = self._quiet_turns < QUIET_TURNS and len(self._waiting) < MOST_WAITING
        if self._watching:
            self._quiet_turns += 1
            self.loop.call_soon(self._watch)
        else:
            self._hand_over()

    def _hand_over(self) -> None:
        # Who waited may have left.
        waiting = [(work, waiter) for work, waiter in self._waiting if not waiter.done()]
        self._waiting = []
        if not waiting:
            return
        self._out += len(waiting)
        try:
            signups.tell(
                self.desk, [(work, partial(self._come_back, waiter)) for work, waiter in waiting]
            )
        except Exception as error:  # whoever waits is told; those who come after have their turn
            self._out -= len(waiting)
            for _, waiter in waiting:
                _fail(waiter, error)

    def _come_back(self, waiter: asyncio.Future[Any], made: Any, error: Exception | None) -> None:
        """Run by the writer's thread; of a group that is done in one moment, the loop is woken
        once."""
        self._back.append((waiter, made, error))
        if not self._told and not self.loop.is_closed():
            self._told = True
            self.loop.call_soon_threadsafe(self._take_back)

    def _take_back(self) -> None:
        self._told = False  # before looking: what comes from here on tells anew
        while self._back:
            waiter, made, error = self._back.popleft()
            self._out -= 1
            if waiter.done():  # who asked may have left
                continue
            _fail(waiter, error) if error is not None else waiter.set_result(made)
        if self._waiting and not (self._watching or self._out):
            self._quiet_turns = 0
            self._watch()


def _fail(waiter: asyncio.Future[Any], error: Exception) -> None:
    """Have `error` raised where it is waited for; the one kind that may not be raised there, and
    left its waiter and all after it waiting for ever, as the cause of another."""
    if isinstance(error, StopIteration):
        stopped = RuntimeError("what was asked for stopped an iteration")
        stopped.__cause__ = error
        error = stopped
    waiter.set_exception(error)


_here: _Arrivals | None = None


def _arrivals_here(desk: Desk) -> _Arrivals:
    """Return those of the running loop at `desk`; a process has one, but for tests."""
    global _here
    loop = asyncio.get_running_loop()
    if _here is None or _here.loop is not loop or _here.desk is not desk:
        _here = _Arrivals(loop, desk)
    return _here
