"""Locks between processes, on files beside the store."""

import fcntl
import os
from pathlib import Path


class LockFile:
    """A lock that the kernel lets go of however the process ends."""

    def __init__(self, path: Path) -> None:
        self._file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)

    def take(self) -> None:
        fcntl.flock(self._file, fcntl.LOCK_EX)

    def release(self) -> None:
        fcntl.flock(self._file, fcntl.LOCK_UN)

    def close(self) -> None:
        if self._file >= 0:  # once: its number may be another file's by now
            os.close(self._file)
            self._file = -1


class OnlyOne(LockFile):
    """What one process alone may hold; released for good, with its file."""

    def take_if_free(self) -> bool:
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self.close()
            return False
        return True

    def release(self) -> None:
        self.close()
