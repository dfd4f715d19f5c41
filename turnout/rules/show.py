"""Which scene of a show stands at a moment, and what becomes of a show that is changed. Pure.

Walls work it out for themselves, by the same rule in browser/show.js: several of one hall agree.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any, TypeVar

from turnout.errors import Reason, Refused
from turnout.model.show import Scene, Show, Theme
from turnout.rules.quoting import plain

Kind = TypeVar("Kind", bound=StrEnum)

MOST_MESSAGE = 140  # letters: what a hall reads from the back in one look
LEAST_SECONDS, MOST_SECONDS = 5, 600  # under five nobody has read a line
ROUND = tuple(scene for scene in Scene if scene not in (Scene.MESSAGE, Scene.VIDEO))


@dataclass(frozen=True)
class Wanted:
    """What somebody wants changed, not yet believed; None leaves it as it is.

    A scene that is chosen stays, unless how long each stands is given with it.
    """

    scene: str | None = None
    scenes: Sequence[str] | None = None
    every_seconds: str | None = None
    message: str | None = None
    theme: str | None = None


def at_first(now: datetime) -> Show:
    """Return what stands where nobody has said anything: the poster."""
    return Show(Scene.TOTAL, ROUND, 0, "", Theme.AUTO, now.replace(microsecond=0))


def standing(show: Show | None, now: datetime) -> Scene:
    """Return the scene that stands at `now`: the poster where what is chosen has nothing to show.

    A clock behind the one that wrote `since` sees the round begin.
    """
    if show is None:
        return Scene.TOTAL
    around = _around(show) if show.every_seconds else ()
    if not around:
        return show.scene if show.scene in show.has else Scene.TOTAL
    gone = max(0.0, (now - show.since).total_seconds())
    return around[int(gone // show.every_seconds) % len(around)]


def changed(show: Show, wanted: Wanted, now: datetime) -> Show:
    """Return `show` as somebody wants it. Raises Refused with every reason found.

    What is not wanted otherwise stays, and a round is not begun anew by a theme or a message.
    """
    reasons: list[Reason] = []
    given: dict[str, Any] = {
        "message": _message(wanted.message, reasons),
        "theme": _of(Theme, "theme", wanted.theme, reasons),
        "scene": _of(Scene, "scene", wanted.scene, reasons),
        "scenes": _scenes(wanted.scenes, reasons),
        "every_seconds": _seconds(wanted.every_seconds, reasons),
    }
    if reasons:
        raise Refused.of(reasons)
    after = replace(show, **{name: value for name, value in given.items() if value is not None})
    if wanted.scene is not None and wanted.every_seconds is None:
        after = replace(after, every_seconds=0)
    if after.scene is Scene.MESSAGE and wanted.scene is not None and not after.message:
        raise Refused("message", "missing")
    return _begun(show, after, wanted, now)


def _begun(before: Show, after: Show, wanted: Wanted, now: datetime) -> Show:
    """Return `after` with the scene that stands at `now` as its beginning, where it begins anew."""
    since = now.replace(microsecond=0)  # as walls are told it
    if wanted.scene is not None:
        return replace(after, since=since)
    if (after.scenes, after.every_seconds) == (before.scenes, before.every_seconds):
        return after
    return replace(after, scene=standing(before, now), since=since)


def _around(show: Show) -> tuple[Scene, ...]:
    """Return what a round goes through, from where it began: what has something to show."""
    start = show.scenes.index(show.scene) if show.scene in show.scenes else 0
    return tuple(
        scene for scene in (*show.scenes[start:], *show.scenes[:start]) if scene in show.has
    )


def _of(kind: type[Kind], field: str, text: str | None, reasons: list[Reason]) -> Kind | None:
    if text is None:
        return None
    if text in list(kind):
        return kind(text)
    reasons.append(Reason(field, "unknown", {"given": text[:40]}))
    return None


def _scenes(names: Sequence[str] | None, reasons: list[Reason]) -> tuple[Scene, ...] | None:
    if names is None:
        return None
    for name in names:
        _of(Scene, "scene", name, reasons)
    return tuple(scene for scene in Scene if scene in names)


def _seconds(text: str | None, reasons: list[Reason]) -> int | None:
    if text is None:
        return None
    seconds = int(text) if text.isascii() and text.isdigit() and len(text) < 6 else -1
    if seconds == 0 or LEAST_SECONDS <= seconds <= MOST_SECONDS:
        return seconds
    reasons.append(
        Reason("every_seconds", "out_of_range", {"least": LEAST_SECONDS, "most": MOST_SECONDS})
    )
    return None


def _message(text: str | None, reasons: list[Reason]) -> str | None:
    if text is None:
        return None
    said = plain(text[: 10 * MOST_MESSAGE])
    if len(said) > MOST_MESSAGE:
        reasons.append(Reason("message", "too_long", {"most": MOST_MESSAGE}))
    return said
