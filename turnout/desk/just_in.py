"""What came in last, one by one, for everybody: what a series of dates says alike is told once."""

from collections.abc import Callable, Sequence
from itertools import compress
from typing import Any

from turnout.desk.showing import hides_names, is_shown
from turnout.model import Event, JustIn, LeadProgress
from turnout.rules import quoting, series
from turnout.rules.contact import Handle
from turnout.store import Reading, changes
from turnout.store.times import read

Unnamed = Callable[[], Sequence[str]]

MOST = 8  # what a hall can take in
MOST_DATES = 4 * MOST  # of a series, of which four dates may say the same


def just_in(
    look: Reading, event: Event, quoted: Sequence[LeadProgress] | None, unnamed: Unnamed
) -> tuple[JustIn, ...]:
    """Return the newest movements, newest first, at most MOST. quoted: the leads whom words may
    name, None where no words are shown; unnamed: what words are shown without."""
    rows = changes.movements(look, event.id, MOST)
    told = _told(rows, event)
    if len(told) < len(rows):  # a rally without dates reads no more than it tells
        told = _told(changes.movements(look, event.id, MOST_DATES), event)
    return tuple(_just_in(row, hides_names(event), quoted, unnamed) for row in told[:MOST])


def _told(rows: Sequence[Any], event: Event) -> list[Any]:
    """Return `rows` without goals that stand there already, of another date of the series."""
    said = [
        (row["site"], (row["title"], row["user"], row["host"], row["people"]))
        if row["kind"] == "goal" and row["site"] != event.id else None
        for row in rows
    ]  # fmt: skip
    return list(compress(rows, series.told_once(said)))


def _just_in(
    row: Any, hides: bool, quoted: Sequence[LeadProgress] | None, unnamed: Unnamed
) -> JustIn:  # fmt: skip
    """Return a movement; hides: no lead is named; quoted: the leads whom its words may name, None
    where it has none; unnamed: what its words are shown without."""
    hidden = hides or bool(row["quiet"]) or not row["names_public"]
    named = row["lead"] is not None and is_shown(row, hidden)
    return JustIn(
        seq=row["seq"],
        at=read(row["at"]),
        kind=row["kind"],
        people=row["people"],
        door=row["door"],
        lead=row["name"] if named else "",
        handle=str(Handle(row["user"], row["host"])) if named else "",
        words=_words(row, quoted, unnamed) if quoted is not None and row["said"] else "",
    )


def _words(row: Any, leads: Sequence[LeadProgress], unnamed: Unnamed) -> str:
    known = [lead.handle for lead in leads]
    called = (
        [] if row["said_by_handle"] in _users(known) else [row["said_by"], row["said_by_handle"]]
    )
    said = quoting.without(quoting.plain(row["said"][: quoting.MOST_READ]), unnamed())
    return quoting.quoted(said, known, called)


def _users(handles: Sequence[str]) -> set[str]:
    return {handle.partition("@")[0] for handle in handles}
