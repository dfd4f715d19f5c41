"""Threads for what waits until the store has written: others than those that pages are read on.

A store that cannot write, as its disk is full or another process has it, keeps who posts waiting
for seconds. Forty such posts held every thread there was, and nobody could read a page either.
"""

from collections.abc import Callable
from functools import partial
from typing import ParamSpec, TypeVar

from anyio import CapacityLimiter, to_thread

Given = ParamSpec("Given")
Made = TypeVar("Made")

_threads = CapacityLimiter(40)  # as many as read


async def posting(act: Callable[Given, Made], *given: Given.args, **named: Given.kwargs) -> Made:
    """Return what `act` does, which writes, in a thread of its own. Raises what it raises."""
    return await to_thread.run_sync(partial(act, *given, **named), limiter=_threads)
