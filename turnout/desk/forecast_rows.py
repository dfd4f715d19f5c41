"""What the ledger says of promises, as the columns that a forecast is made from."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

import numpy as np

from turnout.desk.ledger import COMING, ON_THEIR_OWN
from turnout.rules.forecast.rows import Manner, Rows, columns
from turnout.store.times import read

DAY_SECONDS = 86_400.0
DECLARED: Manner = ("", "declared")  # what a lead's total tells of beyond the people named
_COMING = [status.value for status in COMING]

Leads = Mapping[int, int]  # the event's own number of a lead -> that by which they are known


def days_before(start: datetime, at: str | datetime | None) -> float:
    """Return how many days before `start` something was said; NaN for never. Not below 0."""
    if at is None:
        return float("nan")
    moment = read(at) if isinstance(at, str) else at
    return max(0.0, (start - moment).total_seconds() / DAY_SECONDS)


def named(said: Sequence[Any], start: datetime, leads: Leads) -> Rows:
    """Return what people promised (rows of `store.forecasts.said`) as columns, in that order."""
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
    """Return what leads' totals (rows of `store.forecasts.declared`) tell of beyond the people
    named in `of_names`, as columns: single heads, of each lead in one row."""
    named_heads = coming_by_lead(of_names)
    beyond = [
        (known, row["people"] - named_heads.get(known, 0), row["said_at"])
        for row in told
        if row["lead"] != ON_THEIR_OWN and (known := leads.get(row["lead"])) is not None
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


def _coming(rows: Rows) -> np.ndarray:
    """Return the heads that are coming by name: of each lead, and last of people on their own."""
    counts = np.array([status in _COMING for status in rows.statuses], bool)
    coming = np.isnan(rows.withdrawn)
    if len(counts):
        coming &= counts[rows.manner]
    return np.bincount(rows.lead[coming], rows.party[coming], len(rows.leads) + 1).astype(int)


def placed(rows: Rows, leads: np.ndarray, manners: dict[Manner, int]) -> Rows:
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
