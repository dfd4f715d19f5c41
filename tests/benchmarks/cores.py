"""Which of this machine's cores works for whom while something is measured.

In life a server's clients are other machines. On this one Linux wakes each on the core that it is
answered from, where it interrupts the server in the middle of the next answer: so the client's own
work was counted into ours.
"""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

THIS_THREAD = 0


@contextlib.contextmanager
def apart(*servers: int) -> Iterator[None]:
    """Let this thread have a core of its own, and the processes `servers` the others.

    Nothing is shared out where there is one core, or where the system does not let us choose.
    """
    everything = _allowed()
    if len(everything) < 2:
        yield
        return
    mine = max(everything)
    _keep(servers, everything - {mine})
    os.sched_setaffinity(THIS_THREAD, {mine})
    try:
        yield
    finally:
        os.sched_setaffinity(THIS_THREAD, everything)
        _keep(servers, everything)


def _allowed() -> set[int]:
    return os.sched_getaffinity(THIS_THREAD) if hasattr(os, "sched_getaffinity") else set()


def _keep(processes: tuple[int, ...], cores: set[int]) -> None:
    for process in processes:
        for task in Path(f"/proc/{process}/task").iterdir():
            with contextlib.suppress(ProcessLookupError):  # a thread that has just ended
                os.sched_setaffinity(int(task.name), cores)
