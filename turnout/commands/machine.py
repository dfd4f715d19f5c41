"""What this machine tells of itself. Nothing here asks the network but `answer`."""

import ctypes
import os
import re
import shutil
import stat
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import httpx

from turnout.desk import backups
from turnout.rules.health import Answer, Copies
from turnout.settings import ROOT, Settings

ENVIRONMENT_FILE = Path("/etc/turnout.env")  # where docs/operator.md puts the settings
_UNSYNCHRONISED = 5  # adjtimex(2): TIME_ERROR
_TIMEX_BYTES = 512  # more than struct timex has on any machine
ANSWER_SECONDS = 10


def synchronised() -> bool | None:
    """Return whether the kernel's clock follows others'; None where it does not say."""
    try:
        state = ctypes.CDLL(None).adjtimex(ctypes.create_string_buffer(_TIMEX_BYTES))
    except AttributeError:  # not Linux
        return None
    return None if state < 0 else state != _UNSYNCHRONISED


def free_bytes(database: Path) -> int:
    """Return what the disk of the database still takes."""
    return shutil.disk_usage(database.parent).free


def filesystem(folder: Path, mounts: str) -> str:
    """Return the kind of file system that `folder` is on, by the text of /proc/mounts."""
    rows = [line.split()[1:3] for line in mounts.splitlines() if len(line.split()) > 2]
    above = {str(path) for path in (folder, *folder.parents)}
    inside = [(len(point), kind) for point, kind in rows if point in above]
    return max(inside, default=(0, ""))[1]


def readable_by_others(settings: Settings) -> list[str]:
    """Return the files with people or secrets in them that others on this machine can read."""
    copies = [each.path for each in backups.kept(settings.backups)] if settings.backups else []
    stores = settings.database.parent.glob(f"{settings.database.name}*")
    secrets = [at / ".streamlit" / "secrets.toml" for at in (ROOT, Path.home())]
    named = [*stores, *copies, ENVIRONMENT_FILE, *secrets]
    return [str(file) for file in named if _open_to_others(file)]


def owned_by_another(database: Path) -> bool:
    """Return whether the store is another's: what we would make beside it, they could not open."""
    return database.exists() and database.stat().st_uid != os.geteuid()


def writable(database: Path) -> bool:
    """Return whether this user may write the database and beside it."""
    return os.access(database, os.W_OK) and os.access(database.parent, os.W_OK | os.X_OK)


def copies(settings: Settings) -> Copies | None:
    """Return what is in the folder of backups; None where nobody named one."""
    if settings.backups is None:
        return None
    kept = backups.kept(settings.backups)
    newest = kept[0].at if kept else None
    return Copies(str(settings.backups), len(kept), newest, _same_disk(settings))


def pinned(requirements: Path = ROOT / "requirements.txt") -> dict[str, str]:
    """Return the versions that turnout was tested with."""
    return dict(re.findall(r"^([A-Za-z0-9._-]+)==(\S+)", requirements.read_text("utf-8"), re.M))


def installed(names: Iterator[str] | dict[str, str]) -> dict[str, str]:
    """Return the versions of `names` that are installed; what is not there is left out."""
    found = {}
    for name in names:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found


def answer(public_url: str) -> tuple[Answer, int | None]:
    """Return how the public address answers, and the clock's value that it tells."""
    try:
        told = httpx.get(f"{public_url}/api/v1/health", timeout=ANSWER_SECONDS)
        told.raise_for_status()
        return Answer(), int(told.json()["seq"])
    except (httpx.HTTPError, OSError) as error:
        return Answer(failure=str(error).partition("\n")[0]), None
    except (ValueError, KeyError, TypeError):
        return Answer(ours=False), None


def _open_to_others(file: Path) -> bool:
    try:
        return bool(file.stat().st_mode & (stat.S_IRGRP | stat.S_IROTH))
    except OSError:  # not there, or hidden from us too
        return False


def _same_disk(settings: Settings) -> bool:
    try:
        kept = settings.backups.stat().st_dev if settings.backups else None
        return kept == settings.database.parent.stat().st_dev
    except OSError:
        return False
