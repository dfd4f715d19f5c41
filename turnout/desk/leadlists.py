"""A list of leads taken in: first what it would do, line by line, then the same for good."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from turnout.desk import roster
from turnout.desk.desk import Desk
from turnout.desk.rallies import found
from turnout.errors import Reason, Refused
from turnout.rules.contact import Handle, handle_of
from turnout.rules.leadlist import Line, lines
from turnout.store import Reading, leads


class Fate(StrEnum):
    """What becomes of a line."""

    NEW = "new"
    KNOWN = "known"  # one of its handles is a lead's already: nothing changes
    REFUSED = "refused"


@dataclass(frozen=True)
class Verdict:
    """One line of the list: what was understood, and what becomes of it."""

    line: Line
    fate: Fate
    told: roster.Told | None = None
    reasons: tuple[Reason, ...] = ()


def preview(desk: Desk, event: str, text: str) -> list[Verdict]:
    """Return what `take` would do with each line. Raises Refused("list"), NotFound."""
    with desk.store.reading() as look:
        number = found(look, event).id
        return _verdicts(look, number, lines(text))


def take(desk: Desk, event: str, text: str, *, by: str = "desk") -> list[Verdict]:
    """Add the leads of a list who are new; done twice it changes nothing.

    Who was refused since the preview is among the verdicts, with the reason.
    Raises Refused("list"), NotFound, also where `by` is a link taken back.
    """
    return [_taken(desk, event, each, by) for each in preview(desk, event, text)]


def _taken(desk: Desk, event: str, verdict: Verdict, by: str) -> Verdict:
    if verdict.told is None or verdict.fate is not Fate.NEW:
        return verdict
    try:
        desk.store.write(roster.Add(desk, event, verdict.told, by)).result()
    except Refused as refused:
        return Verdict(verdict.line, Fate.REFUSED, verdict.told, refused.reasons)
    return verdict


def _verdicts(look: Reading, event: int, given: list[Line]) -> list[Verdict]:
    """Return the verdicts, recruiters before whom they recruited, as they have to be added."""
    seen: set[Handle] = set()
    return [_verdict(look, event, line, seen) for line in _recruiters_first(given)]


def _verdict(look: Reading, event: int, line: Line, seen: set[Handle]) -> Verdict:
    try:
        told = roster.told(
            line.name, line.handles, shown_name=line.shown, contact=line.contact,
            goal=_goal(line.goal), recruited_by=line.recruiter,
        )  # fmt: skip
        if any(leads.named(look, event, each.user, each.host) for each in told.handles):
            return Verdict(line, Fate.KNOWN, told)
        _once(told.handles, seen)
        _known_recruiter(look, event, told.recruited_by, seen)
    except Refused as refused:
        return Verdict(line, Fate.REFUSED, None, refused.reasons)
    seen.update(told.handles)
    return Verdict(line, Fate.NEW, told)


def _once(handles: Sequence[Handle], seen: set[Handle]) -> None:
    for handle in handles:
        if _among(handle, seen):
            raise Refused("handle", "twice", given=str(handle))


def _known_recruiter(look: Reading, event: int, handle: str, seen: set[Handle]) -> None:
    if not handle:
        return
    try:
        parsed = handle_of(handle)
    except Refused as refused:
        raise Refused("recruited_by", "unknown", given=handle[:60]) from refused
    known = len(leads.named(look, event, parsed.user, parsed.host)) + len(_among(parsed, seen))
    if known != 1:
        code = "ambiguous" if known else "unknown"
        raise Refused("recruited_by", code, given=handle[:60])


def _among(handle: Handle, seen: set[Handle]) -> list[Handle]:
    """Return which of `seen` the store would take for `handle`: a bare name is on any host."""
    return [
        each
        for each in seen
        if each.user == handle.user
        and (each.host == handle.host or not each.host or not handle.host)
    ]


def _recruiters_first(given: list[Line]) -> list[Line]:
    """Return the lines so that each comes after the line of its recruiter, if the list has it."""
    waiting, ordered = list(given), list[Line]()
    while waiting:
        named = {_user(handle) for line in waiting for handle in line.handles}
        ripe = [line for line in waiting if _user(line.recruiter) not in named] or waiting
        ordered.extend(ripe)
        waiting = [line for line in waiting if line not in ripe]
    return ordered


def _user(handle: str) -> str:
    return handle.strip().lstrip("@").partition("@")[0].lower()


def _goal(text: str) -> int:
    if not text:
        return 0
    if not text.isascii() or not text.isdigit():
        raise Refused("goal", "not_whole", given=text[:60])
    return int(text)
