"""How what goes out is worked off: step by step beside the server, and never ended within one."""

import asyncio
from collections.abc import Callable


async def step_by_step(
    step: Callable[[], None], close: Callable[[], None], pause_seconds: float, stop_seconds: float
) -> None:
    """Run `step` in a thread, over and over, until cancelled: then `close` tells it to end, and
    what is leaving has `stop_seconds` to be heard to its end."""
    while True:
        working = asyncio.ensure_future(asyncio.to_thread(step))
        try:
            await asyncio.shield(working)
        except asyncio.CancelledError:
            close()
            await asyncio.wait({working}, timeout=stop_seconds)
            raise
        await asyncio.sleep(pause_seconds)
