"""Putting a backup in place: opened and checked as a copy first, then exchanged."""

import shutil
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from turnout import house
from turnout.commands.terminal import say
from turnout.desk import keeping, rallies
from turnout.errors import StoreFailed
from turnout.settings import Settings

BESIDE = ("", "-wal", "-shm")  # what belongs to a store's file, and must go where it goes


def restore(source: Path, settings: Settings) -> Path | None:
    """Make the database of `settings` a copy of `source`; return where the old one is kept.

    Raises StoreFailed, and changes nothing, when `source` is no sound store or a server runs.
    """
    there = settings.database
    _must_be_stopped(settings)
    there.parent.mkdir(parents=True, exist_ok=True)
    copy = there.with_name(f"{there.name}-restoring")
    try:
        copy.touch(0o600)  # names and contacts are for who runs the server
        shutil.copyfile(source, copy)
        _must_be_sound(source, replace(settings, database=copy))
        return _exchange(copy, there)
    finally:
        for file in copy.parent.glob(f"{copy.name}*"):
            file.unlink()


def _must_be_stopped(settings: Settings) -> None:
    if not settings.database.exists():
        return
    try:
        here = house.open_house(settings)
    except StoreFailed:
        return  # what stands there cannot be opened: all the more reason to replace it
    try:
        lock = here.desk.store.only_one("collector")
        if lock is None:
            raise StoreFailed(say("command.server_runs", path=settings.database))
        lock.release()
    finally:
        here.close()


def _must_be_sound(source: Path, settings: Settings) -> None:
    """Open the copy, which brings it to this release, and rebuild its totals."""
    try:
        here = house.open_house(settings)
    except StoreFailed as error:
        reason = str(error.__cause__ or error)
        raise StoreFailed(say("command.not_a_store", source=source, reason=reason)) from error
    try:
        wrong = here.desk.store.damage() or [str(each) for each in keeping.check(here.desk)]
        if not rallies.events(here.desk):
            wrong.append(say("command.no_event_in_it"))
    finally:
        here.close()
    if wrong:
        reason = "; ".join(wrong)
        raise StoreFailed(say("command.not_a_store", source=source, reason=reason))


def _exchange(copy: Path, there: Path) -> Path | None:
    kept = there.with_name(f"{there.stem}-before-{datetime.now(UTC):%Y%m%dT%H%M%S}{there.suffix}")
    was_there = there.exists()
    for ending in BESIDE:
        old = there.with_name(there.name + ending)
        if old.exists():
            old.rename(kept.with_name(kept.name + ending))
    copy.rename(there)
    return kept if was_there else None
