"""What a lead is honoured for: deeds in, honours out.

No goal is among the deeds: whoever raises one, or lowers it honestly, gains and loses nothing here.
Every threshold is a share of what was promised or came before, so that size alone brings nothing,
and none falls because one more person comes. docs/recognition.md gives the reason of each.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from turnout.model.recognition import Honour

KEPT = 0.85  # of what was promised; about half of promises are kept where nobody calls
GREW = 1.1  # times as many as the last time; less is the weather
FIRST_TIMERS = 0.25  # persons who had never come, by heads promised: one party in two


@dataclass(frozen=True)
class Deeds:
    """What one lead did, in heads; first_timers: persons.

    promised: as it stood when the event began. before: who came with them the last time, None
    where they had none. beginner: others have led before, and they have not.
    below: the deeds of every lead of their branch.
    """

    promised: int = 0
    came: int = 0
    first_timers: int = 0
    before: int | None = None
    beginner: bool = False
    below: tuple["Deeds", ...] = ()


def honours(deeds: Deeds) -> tuple[Honour, ...]:
    """Return what a lead is honoured for, in the order it is told."""
    return tuple(_earned(deeds))


def _earned(deeds: Deeds) -> Iterator[Honour]:
    if _has_kept(deeds):
        yield Honour.KEPT
    if _is_whole(deeds):
        yield Honour.BRANCH
    if deeds.before and deeds.came >= GREW * deeds.before:
        yield Honour.GREW
    if deeds.first_timers and deeds.first_timers >= FIRST_TIMERS * deeds.promised:
        yield Honour.FIRST_TIMERS
    if deeds.beginner and deeds.promised and deeds.came:
        yield Honour.FIRST_PROMISE


def _has_kept(deeds: Deeds) -> bool:
    return bool(deeds.promised) and deeds.came >= KEPT * deeds.promised


def _is_whole(deeds: Deeds) -> bool:
    """Return whether they and every lead below who promised anything kept it, one below at the
    least."""
    promised = [each for each in deeds.below if each.promised]
    return bool(promised) and _has_kept(deeds) and all(map(_has_kept, promised))
