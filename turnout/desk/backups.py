"""Backups: copies of the store in one folder, opened and checked before they count as one."""

import re
from contextlib import ExitStack, closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from turnout.desk import keeping
from turnout.desk.desk import Desk, open_desk
from turnout.errors import StoreFailed
from turnout.settings import Settings
from turnout.store import open_store

_WRITTEN = "turnout-%Y%m%dT%H%M%SZ.db"
_NAME = re.compile(r"turnout-\d{8}T\d{6}Z\.db")
_UNCHECKED = ".unchecked"  # ends the name of a copy until it was opened and found sound


@dataclass(frozen=True)
class Backup:
    """A copy that was checked when it was made, at `at` (UTC)."""

    path: Path
    at: datetime
    bytes: int


def made(desk: Desk, folder: Path, keep: int) -> Backup:
    """Return a new checked copy in `folder`, where the newest `keep` stay.

    Nothing is deleted for a copy that is not sound. Raises StoreFailed.
    """
    target = folder / desk.clock().astimezone(UTC).strftime(_WRITTEN)
    if target.exists():
        raise StoreFailed(f"{target} is already there: wait a second and try again")
    unchecked = target.with_name(target.name + _UNCHECKED)
    with ExitStack() as at_the_end:
        at_the_end.callback(_clear, unchecked)
        desk.store.backup(unchecked)
        if found := faults(unchecked, desk.settings):
            raise StoreFailed(f"{unchecked} is not sound and was not kept: {'; '.join(found)}")
        unchecked.rename(target)
    for old in kept(folder)[keep:]:
        old.path.unlink()
    return Backup(target, _time(target), target.stat().st_size)


def kept(folder: Path) -> list[Backup]:
    """Return the backups in `folder`, newest first. Other files are not ours to count."""
    found = (file for file in folder.glob("turnout-*.db") if _NAME.fullmatch(file.name))
    listed = [Backup(file, _time(file), file.stat().st_size) for file in found]
    return sorted(listed, key=lambda backup: backup.at, reverse=True)


def faults(copy: Path, settings: Settings) -> list[str]:
    """Return what is wrong with the store in the file `copy`; empty when it is sound.

    Brings it to this release. Raises StoreFailed where it cannot be opened at all.
    """
    with closing(open_store(copy)) as store:
        damage = store.damage()
        return damage or [str(each) for each in keeping.check(open_desk(store, settings))]


def _time(file: Path) -> datetime:
    return datetime.strptime(file.name, _WRITTEN).replace(tzinfo=UTC)


def _clear(unchecked: Path) -> None:
    """Delete the copy and what was opened beside it."""
    for file in unchecked.parent.glob(f"{unchecked.name}*"):
        file.unlink()
