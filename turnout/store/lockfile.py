"""Locks between processes, on files beside the store."""

import fcntl
import os
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

AGAIN_SECONDS = 1.0  # for who comes once somebody has waited in vain: others need not wait so long


class LockFile:
    """A lock that the kernel lets go of however the process ends."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        self._guard = threading.Lock()
        self._queued: _Queued | None = None

    def take(self, seconds: float | None = None) -> None:
        """Return once it is ours: the kernel serves first who came first.

        Raises TimeoutError when `seconds` have passed: who has it may be stopped, and not ended.
        They count from when we first asked, so that while it is held on and on each is told soon.
        """
        with self._guard:
            if self._queued is None and self._take_at_once():
                return
            queued = self._queue()
        if queued.served.wait(queued.left_of(seconds)):
            return
        with self._guard:
            queued.wanted = queued.served.is_set()
        if not queued.wanted:
            raise TimeoutError(f"another process has held {self._path} for {seconds:g} seconds")

    def release(self) -> None:
        fcntl.flock(self._file, fcntl.LOCK_UN)

    def close(self) -> None:
        with self._guard:
            if self._file >= 0:  # once: its number may be another file's by now
                os.close(self._file)
                self._file = -1

    def _take_at_once(self) -> bool:
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _queue(self) -> "_Queued":
        """Wait in a thread: what waits in the kernel cannot be called off, only left behind. Who
        comes again finds their place in the queue kept."""
        queued = self._queued
        if queued is None:
            queued = self._queued = _Queued()
            waiting = threading.Thread(target=self._wait, args=(queued,), daemon=True)
            waiting.start()
        queued.wanted = True
        return queued

    def _wait(self, queued: "_Queued") -> None:
        fcntl.flock(self._file, fcntl.LOCK_EX)
        with self._guard:
            self._queued = None
            if queued.wanted:
                queued.served.set()
            elif self._file >= 0:  # nobody waits any more: others shall not wait for us
                self.release()


@dataclass
class _Queued:
    """A place among the processes that wait for the lock."""

    wanted: bool = True
    served: threading.Event = field(default_factory=threading.Event)
    since: float = field(default_factory=time.monotonic)

    def left_of(self, seconds: float | None) -> float | None:
        if seconds is None:
            return None
        gone = time.monotonic() - self.since
        return max(seconds - gone, min(seconds, AGAIN_SECONDS))


class OnlyOne(LockFile):
    """What one process alone may hold; released for good, with its file."""

    def take_if_free(self) -> bool:
        if self._take_at_once():
            return True
        self.close()
        return False

    def release(self) -> None:
        self.close()
