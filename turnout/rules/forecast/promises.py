"""What the ledger says of promises, as the columns that a forecast is made from."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

import numpy as np

from turnout.model import Status
from turnout.rules.forecast.rows import (
    Ints,
    Manner,
    Past,
    Rows,
    chosen,
    columns,
    joined,
    rows,
    visible,
)

DAY_SECONDS = 86_400.0
JUST_BEFORE = 1e-6  # days: what was typed in later than the moment was not seen at it
DECLARED: Manner = ("", "declared")  # what a lead's total tells of beyond the people named
_COMING = (Status.YES.value, Status.CONFIRMED.value)

Leads = Mapping[int, int]  # the event's own number of a lead -> that by which they are known


def days_before(start: datetime, at: str | datetime | None) -> float:
    """Return how many days before `start` something was said; NaN for never. Not below 0."""
    if at is None:
        return float("nan")
    moment = datetime.fromisoformat(at) if isinstance(at, str) else at
    return max(0.0, (start - moment).total_seconds() / DAY_SECONDS)


def named(said: Sequence[Any], start: datetime, leads: Leads) -> Rows:
    """Return what people promised as columns, in that order.

    said: (lead, party, status, door, pledged_at, withdrawn_at) each, times in ISO 8601.
    """
    return columns(
        lead=[leads.get(row["lead"]) for row in said],
        manner=[(row["door"], row["status"]) for row in said],
        days=np.array([days_before(start, row["pledged_at"]) for row in said], float),
        party=np.array([row["party"] for row in said], float),
        single=np.zeros(len(said), bool),
        withdrawn=np.array([days_before(start, row["withdrawn_at"]) for row in said], float),
        showed=np.zeros(len(said), float),
    )


def declared(told: Sequence[Any], start: datetime, leads: Leads, of_names: Rows) -> Rows:
    """Return what leads' totals tell of beyond the people named in `of_names`, as columns: single
    heads, of each lead in one row. told: (lead, people, said_at) each."""
    named_heads = coming_by_lead(of_names)
    beyond = [
        (known, row["people"] - named_heads.get(known, 0), row["said_at"])
        for row in told
        if (known := leads.get(row["lead"])) is not None
    ]
    more = [each for each in beyond if each[1] > 0]
    return columns(
        lead=[lead for lead, _, _ in more],
        manner=[DECLARED] * len(more),
        days=np.array([days_before(start, at) for _, _, at in more], float),
        party=np.array([heads for _, heads, _ in more], float),
        single=np.ones(len(more), bool),
        withdrawn=np.full(len(more), np.nan),
        showed=np.zeros(len(more), float),
    )


def coming_by_lead(rows: Rows) -> dict[int, int]:
    """Return the heads that are coming by name, by lead."""
    heads = _coming(rows)
    return dict(zip(rows.leads.tolist(), heads[:-1].tolist(), strict=True))


def coming_heads(rows: Rows) -> int:
    """Return the heads that are coming by name, with those on their own."""
    return int(_coming(rows).sum())


def _coming(rows: Rows) -> Ints:
    """Return the heads that are coming by name: of each lead, and last of people on their own."""
    counts = np.array([status in _COMING for status in rows.statuses], bool)
    coming = np.isnan(rows.withdrawn)
    if len(counts):
        coming &= counts[rows.manner]
    return np.bincount(rows.lead[coming], rows.party[coming], len(rows.leads) + 1).astype(int)


def all_leads(leads: Leads) -> Ints:
    """Return all by which leads are known, ascending."""
    return np.array(sorted(set(leads.values())), np.int64)


def placed(rows: Rows, leads: Ints, manners: dict[Manner, int]) -> Rows:
    """Return `rows` with their places among `leads`, all there are (ascending), and `manners`,
    which grows by those it has not."""
    among = np.append(np.searchsorted(leads, rows.leads), len(leads)).astype(np.int64)
    known = np.array([manners.setdefault(each, len(manners)) for each in rows.manners], np.int64)
    return replace(
        rows,
        leads=leads,
        lead=among[rows.lead],
        manners=tuple(manners),
        manner=known[rows.manner] if len(known) else rows.manner,
    )


def beside(parts: Sequence[Rows], manners: Iterable[Manner]) -> Rows:
    """Return all rows of `parts`, which were `placed` alike, in one."""
    named_columns = ("lead", "manner", "days", "bucket", "party", "single", "withdrawn", "showed")
    together = {
        name: np.concatenate([getattr(part, name) for part in parts]) for name in named_columns
    }
    return replace(parts[0], manners=tuple(manners), **together)


def altered(rows: Rows, at: Sequence[int], fresh: Rows) -> Rows:
    """Return `rows` with `fresh`, placed alike, in the places `at`."""
    changed = {}
    for name in ("lead", "manner", "days", "bucket", "party", "single", "withdrawn", "showed"):
        column = getattr(rows, name).copy()
        column[list(at)] = getattr(fresh, name)
        changed[name] = column
    return replace(rows, manners=fresh.manners, **changed)


def as_seen(rows: Rows, first: int, moment: float) -> Rows:
    """Return `rows`, where those from place `first` on were not seen at the moment, nor that any
    other was taken back later; whatever day that is said to be of."""
    least = max(moment - JUST_BEFORE, 0.0)
    later = np.arange(len(rows)) >= first
    stood = later | ~(rows.withdrawn >= moment)
    return replace(
        rows,
        days=np.where(later, np.minimum(rows.days, least), rows.days),
        withdrawn=np.where(stood, np.minimum(rows.withdrawn, least), rows.withdrawn),
    )


def stood(rows: Rows, moment: float) -> Rows:
    """Return the promises that stood at the moment."""
    stood = chosen(rows, visible(rows, moment))
    return replace(stood, withdrawn=np.full(len(stood), np.nan))


def with_showed(came: Sequence[Any], names: Rows, persons: Sequence[int]) -> Rows:
    """Return `names`, of these persons, with who came; nobody's party shows more than it was."""
    heads = {row["person"]: row["came"] for row in came if not row["walk_in"]}
    showed = np.array([heads.get(person, 0) for person in persons], float)
    return replace(names, showed=np.minimum(showed, names.party))


def with_walk_ins(came: Sequence[Any], counts: Rows, leads: Mapping[int, int]) -> Rows:
    """Return what leads had counted beyond names, shown by those who came with them and had
    given no name."""
    walked: dict[int, int] = {}
    for row in came:
        if row["walk_in"] and row["lead"] in leads:
            known = leads[row["lead"]]
            walked[known] = walked.get(known, 0) + row["came"]
    ids = np.append(counts.leads, -1)[counts.lead]
    heads = np.array([walked.get(lead, 0) for lead in ids.tolist()], float)
    return replace(counts, showed=np.minimum(heads, counts.party))


def gathered(ids: Sequence[int], events: Sequence[tuple[Rows, int, bool]]) -> Past:
    """Return past events in one, oldest first: (promises, walk-ins, whether only sums are known)
    of each."""
    every = [promised for promised, _, _ in events]
    return Past(
        rows=joined(every) if every else rows(()),
        event=np.repeat(np.arange(len(every)), [len(one) for one in every]).astype(np.int64),
        ids=tuple(ids),
        walk_ins=np.array([walk_ins for _, walk_ins, _ in events], float),
        coarse=np.array([coarse for _, _, coarse in events], bool),
    )
