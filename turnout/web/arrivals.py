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

Ask = Callable[[Callable[[Any, Exception | None], None]], None]

# From its socket to here a request takes two turns of the loop: none is on its way after three.
QUIET_TURNS = 3
MOST_WAITING = 64  # who comes without a pause is handed over all the same


async def arrival(ask: Ask) -> Any:
    """Return what the store tells whom `ask` was given. Raises what it tells, or what `ask` does.

    ask: called soon, in this loop. Whoever leaves after that leaves it to be done.
    """
    return await _arrivals_here().expect(ask)


class _Arrivals:
    """What one event loop has taken in: it waits to be handed over, is out, or has come back."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.loop = loop
        self._waiting: list[tuple[Ask, asyncio.Future[Any]]] = []
        self._out = 0
        self._back: deque[tuple[asyncio.Future[Any], Any, Exception | None]] = deque()
        self._quiet_turns = 0
        self._watching = self._told = False

    def expect(self, ask: Ask) -> asyncio.Future[Any]:
        waiter = self.loop.create_future()
        self._waiting.append((ask, waiter))
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
        waiting, self._waiting = self._waiting, []
        for ask, waiter in waiting:
            if not waiter.done():  # who asked may have left
                self._ask(ask, waiter)

    def _ask(self, ask: Ask, waiter: asyncio.Future[Any]) -> None:
        try:
            ask(partial(self._come_back, waiter))
        except Exception as error:  # whoever asked is told; the others' turn comes
            _fail(waiter, error)
        else:
            self._out += 1

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


def _arrivals_here() -> _Arrivals:
    """Return those of the running loop; a process has one, but for tests."""
    global _here
    loop = asyncio.get_running_loop()
    if _here is None or _here.loop is not loop:
        _here = _Arrivals(loop)
    return _here
