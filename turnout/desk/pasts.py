"""Past events typed in as small tables, and what is assumed until events teach better."""

import secrets
from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from dataclasses import asdict
from datetime import date
from typing import Any

from turnout.desk.acting import must_hold
from turnout.desk.desk import Desk
from turnout.desk.ledger import ON_THEIR_OWN, Entry, book, enter
from turnout.desk.rallies import found
from turnout.errors import Refused
from turnout.model import Count, Door, Event, Role
from turnout.model.forecasting import Assumptions
from turnout.model.pasts import Assumed, PastLine, PastTable
from turnout.rules.pasttable import by_headings, check_past, past_lines
from turnout.sources import spreadsheet
from turnout.store import Reading, Transaction, events, pasts
from turnout.store.forecasts import NEVER

# What each may be set to: a rate of none or all would be certain, and no event could teach it.
LIMITS = {
    **dict.fromkeys(asdict(Assumptions()), (0.01, 0.99)),
    "walk_ins": (0.0, 0.9),
    "spread": (0.1, 2.0),
}


def past_events(desk: Desk) -> list[PastTable]:
    """Return the past events that were typed in, newest first."""
    with desk.store.reading() as look:
        return [table for table, _ in standing(look)]


def standing(look: Reading, until: str = NEVER) -> list[tuple[PastTable, int]]:
    """Return the past events that stand, newest first, each with the event that alone may learn
    of it: 0 for every event, else a quiet one. until: a moment, as it is written."""
    return [
        (_table(look, row), row["event"] if row["quiet"] else 0) for row in pasts.every(look, until)
    ]


def add_past(
    desk: Desk, slug: str, title: str, day: date, rows: Sequence[Mapping[str, object]], *,
    source: str = "", by: str = "desk",
) -> Future[PastTable]:  # fmt: skip
    """Keep a past event for the forecasts of `slug` and all others; of a quiet one, for its own.

    rows: {lead, committed, came} each, as typed. Raises Refused with every reason of what it
    is called and when it was, or of the rows, NotFound.
    """
    title, source = title.strip(), source.strip()[:300]
    check_past(title, day, desk.clock().date())
    lines = past_lines(rows)

    def work(tx: Transaction) -> PastTable:
        must_hold(desk, tx, by, slug, Role.ORGANIZER)
        event = found(tx, slug)
        entry = _entered(desk, tx, event, "past_event", by)
        keep(tx, entry.seq, event.id, PastTable(entry.seq, title, day, lines, source))
        return PastTable(entry.seq, title, day, lines, source)

    return desk.store.write(work)


def read_table(body: bytes) -> list[dict[str, str]]:
    """Return the rows of a spreadsheet with columns lead, committed and came, all text.

    Raises Refused("file", ...) and Refused("table", "no_columns").
    """
    sheet = spreadsheet.read(body)
    return by_headings(sheet.columns, sheet.rows)


def keep(tx: Transaction, seq: int, event: int, table: PastTable) -> None:
    """Keep `table` by record `seq`."""
    pasts.insert(tx, seq, event, table.title, table.day.isoformat(), table.source)
    pasts.insert_rows(tx, seq, [(each.lead, each.committed, each.came) for each in table.lines])


def assumptions(desk: Desk, slug: str) -> list[Assumed]:
    """Return what forecasts of `slug` take for granted; what is not said of a site is its
    campaign's. Raises NotFound."""
    with desk.store.reading() as look:
        return assumed(look, found(look, slug))


def assumed(look: Reading, event: Event, until: str = NEVER) -> list[Assumed]:
    """Return what forecasts of `event` take for granted, as this one look has it."""
    said = {}
    above = events.find(look, event.parent) if event.parent else None
    for each in (above, event):
        for row in pasts.assumed(look, each.id, until) if each else ():
            if row["value"] is not None:
                said[row["name"]] = (row["value"], row["seq"])
    return [
        Assumed(name, said.get(name, (default, None))[0], default, *LIMITS[name],
                seq=said.get(name, (default, None))[1])
        for name, default in asdict(Assumptions()).items()
    ]  # fmt: skip


def as_assumptions(given: Sequence[Assumed]) -> Assumptions:
    """Return what is assumed as the forecast takes it."""
    return Assumptions(**{each.name: each.value for each in given})


def set_assumption(
    desk: Desk, slug: str, name: str, value: float | None, *, by: str = "desk"
) -> Future[list[Assumed]]:
    """Assume `value` of `name` from now on; None: what is assumed where nobody says otherwise.

    It is a record, and can be taken back as any other. Raises NotFound,
    Refused("assumption", "unknown" | "out_of_range").
    """
    if name not in LIMITS:
        raise Refused("assumption", "unknown", given=name, known=", ".join(LIMITS))
    least, most = LIMITS[name]
    if value is not None and not least <= value <= most:  # and so no number that is none
        raise Refused("assumption", "out_of_range", least=str(least), most=str(most))

    def work(tx: Transaction) -> list[Assumed]:
        must_hold(desk, tx, by, slug, Role.ORGANIZER)
        event = found(tx, slug)
        entry = _entered(desk, tx, event, "assumption", by)
        pasts.assume(tx, entry.seq, event.id, name, value)
        return assumed(tx, event)

    return desk.store.write(work)


def _entered(desk: Desk, tx: Transaction, event: Event, kind: str, by: str) -> Entry:
    entry = enter(tx, event.id, kind, Door.DESK, secrets.token_hex(20), by, desk.clock())
    book(tx, entry, ON_THEIR_OWN, Count())  # screens draw the forecast anew
    return entry


def _table(look: Reading, row: Any) -> PastTable:
    lines = tuple(
        PastLine(line["committed"], line["came"], line["lead"])
        for line in pasts.rows_of(look, row["id"])
    )
    day = date.fromisoformat(row["day"])
    return PastTable(row["id"], row["title"], day, lines, row["source"])
