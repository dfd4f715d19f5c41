import threading
import time

import pytest

from turnout.store import lockfile
from turnout.store.lockfile import LockFile

PATIENCE_SECONDS = 60  # for what comes at once, on a busy machine


@pytest.fixture
def locks(tmp_path):
    """Return two who want one lock, as two processes do."""
    both = LockFile(tmp_path / "a.lock"), LockFile(tmp_path / "a.lock")
    yield both
    for each in both:
        each.close()


def is_free(path):
    """Return whether another could have the lock soon."""
    other = LockFile(path)
    try:
        other.take(PATIENCE_SECONDS)
    except TimeoutError:
        return False
    finally:
        other.close()
    return True


def test_who_waits_longer_than_they_may_is_told_which_lock_it_is(locks):
    ours, theirs = locks
    theirs.take()

    with pytest.raises(TimeoutError, match=r"a\.lock"):
        ours.take(0.05)


def test_who_waits_has_it_once_it_is_let_go(locks, tmp_path):
    ours, theirs = locks
    theirs.take()
    threading.Timer(0.05, theirs.release).start()

    ours.take(PATIENCE_SECONDS)

    with pytest.raises(TimeoutError):
        theirs.take(0.05)


def test_who_gave_up_does_not_keep_it_from_others(locks, tmp_path):
    ours, theirs = locks
    theirs.take()
    with pytest.raises(TimeoutError):
        ours.take(0.05)

    theirs.release()

    assert is_free(tmp_path / "a.lock")


def test_who_comes_after_one_who_gave_up_is_told_sooner(locks, monkeypatch):
    monkeypatch.setattr(lockfile, "AGAIN_SECONDS", 0.01)
    ours, theirs = locks
    theirs.take()
    with pytest.raises(TimeoutError):
        ours.take(2)
    began = time.monotonic()

    with pytest.raises(TimeoutError):
        ours.take(2)

    assert time.monotonic() - began < 1.5


def test_who_gave_up_may_come_again(locks):
    ours, theirs = locks
    theirs.take()
    for _ in range(2):
        with pytest.raises(TimeoutError):
            ours.take(0.05)
    theirs.release()

    ours.take(PATIENCE_SECONDS)
    ours.release()
    theirs.take(PATIENCE_SECONDS)
