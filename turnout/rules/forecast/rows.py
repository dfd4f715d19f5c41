"""Promises as columns: what a desk keeps by seq, so that a live total looks at no object."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from turnout.model.pledges import PastEvent, PastPledge, Pledge
from turnout.rules.forecast.priors import BUCKETS_FROM, Floats

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
Manner = tuple[str, str]  # channel and status; the status of heads without names is "declared"


@dataclass(frozen=True)
class Rows:
    """Columns of equal length, one place a promise.

    leads: distinct leads, ascending. lead: place in `leads`, len(leads) for people on their own.
    manner: place in `manners`. days: days ahead, NaN where unknown; bucket: which of BUCKET_MEANS.
    single: whether the heads come one by one, as counted ones do; named parties come or stay whole.
    withdrawn: days before the event, NaN where it stands. showed: heads, 0 where not over yet.
    """

    leads: Ints
    lead: Ints
    manners: tuple[Manner, ...]
    manner: Ints
    days: Floats
    bucket: Ints
    party: Floats
    single: Bools
    withdrawn: Floats
    showed: Floats

    def __len__(self) -> int:
        return len(self.party)

    @property
    def heads(self) -> float:
        return float(self.party.sum())

    @property
    def statuses(self) -> list[str]:
        """The status of each of `manners`."""
        return [status for _, status in self.manners]


@dataclass(frozen=True)
class Past:
    """Events that are over, oldest first, in one set of rows. event: each row's place in order.

    ids: the events by their own numbers. walk_ins: heads of each. coarse: known by a table only.
    """

    rows: Rows
    event: Ints
    ids: tuple[int, ...]
    walk_ins: Floats
    coarse: Bools

    def __len__(self) -> int:
        return len(self.ids)


def rows(pledges: Sequence[Pledge]) -> Rows:
    """Return `pledges` as columns; parties of none are left out of every sum by themselves."""
    return columns(
        lead=[pledge.lead for pledge in pledges],
        manner=[_manner(pledge) for pledge in pledges],
        days=np.array([pledge.days_ahead for pledge in pledges], float),
        party=np.array([pledge.party for pledge in pledges], float),
        single=np.array([pledge.kind != "named" for pledge in pledges], bool),
        withdrawn=np.array([_or_nan(pledge.withdrawn_days) for pledge in pledges], float),
        showed=np.array([_showed(pledge) for pledge in pledges], float),
    )


def columns(
    lead: Iterable[int | None],
    manner: Iterable[Manner],
    days: Floats,
    party: Floats,
    single: Bools,
    withdrawn: Floats,
    showed: Floats,
) -> Rows:
    """Return rows of columns whose leads and manners are still written out."""
    given = np.array([-1 if each is None else each for each in lead], np.int64)
    leads, lead_places = _places(given)
    known: dict[Manner, int] = {}
    manner_places = np.array([known.setdefault(each, len(known)) for each in manner], np.int64)
    return Rows(
        leads=leads,
        lead=lead_places,
        manners=tuple(known),
        manner=manner_places,
        days=days,
        bucket=_buckets(days),
        party=party,
        single=single,
        withdrawn=withdrawn,
        showed=showed,
    )


def joined(parts: Sequence[Rows]) -> Rows:
    """Return all rows of `parts` in one, as a desk adds what was just promised."""
    leads, lead = _places(np.concatenate([_lead_ids(part) for part in parts]))
    known: dict[Manner, int] = {}
    manner = [
        np.array([known.setdefault(each, len(known)) for each in part.manners], np.int64)[
            part.manner
        ]
        for part in parts
    ]
    return Rows(
        leads=leads,
        lead=lead,
        manners=tuple(known),
        manner=np.concatenate(manner),
        days=np.concatenate([part.days for part in parts]),
        bucket=np.concatenate([part.bucket for part in parts]),
        party=np.concatenate([part.party for part in parts]),
        single=np.concatenate([part.single for part in parts]),
        withdrawn=np.concatenate([part.withdrawn for part in parts]),
        showed=np.concatenate([part.showed for part in parts]),
    )


def chosen(every: Rows, where: Bools) -> Rows:
    """Return the rows `where` is true, with the same leads and manners."""
    return replace(
        every,
        lead=every.lead[where],
        manner=every.manner[where],
        days=every.days[where],
        bucket=every.bucket[where],
        party=every.party[where],
        single=every.single[where],
        withdrawn=every.withdrawn[where],
        showed=every.showed[where],
    )


def past(history: Sequence[PastEvent]) -> Past:
    """Return `history`, oldest first, as rows."""
    ordered = sorted(history, key=lambda event: event.day)
    each = [rows(event.pledges) for event in ordered]
    every = joined(each) if each else rows(())
    return Past(
        rows=every,
        event=np.repeat(np.arange(len(each)), [len(one) for one in each]).astype(np.int64),
        ids=tuple(event.event for event in ordered),
        walk_ins=np.array([event.walk_ins for event in ordered], float),
        coarse=np.array([_is_coarse(event) for event in ordered], bool),
    )


def before(history: Past, place: int) -> Past:
    """Return the first `place` events of `history`."""
    early = history.event < place
    return Past(
        rows=chosen(history.rows, early),
        event=history.event[early],
        ids=history.ids[:place],
        walk_ins=history.walk_ins[:place],
        coarse=history.coarse[:place],
    )


def visible(every: Rows, days_to_event: float) -> Bools:
    """Return which rows were promised, and not yet taken back, so many days before the event."""
    return ~(every.days < days_to_event) & ~(every.withdrawn >= days_to_event)


def _manner(pledge: Pledge) -> Manner:
    return pledge.channel, "declared" if pledge.kind == "declared" else pledge.status


def _is_coarse(event: PastEvent) -> bool:
    return any(pledge.kind == "counted" for pledge in event.pledges)


def _showed(pledge: Pledge) -> float:
    return float(pledge.showed) if isinstance(pledge, PastPledge) else 0.0


def _or_nan(days: float | None) -> float:
    return np.nan if days is None else days


def distinct(keys: Ints, most: int) -> tuple[Ints, Ints]:
    """Return the distinct `keys`, ascending, and each one's place among them.

    keys: from 0 up to but not `most`. Counting is many times faster than sorting where there are
    not many more possible keys than rows.
    """
    if most > 8 * len(keys) + 10_000:
        found, places = np.unique(keys, return_inverse=True)
        return found, places.astype(np.int64)
    there = np.zeros(most, bool)
    there[keys] = True
    return np.flatnonzero(there), (np.cumsum(there) - 1)[keys]


def _places(lead_ids: Ints) -> tuple[Ints, Ints]:
    leads, places = np.unique(lead_ids, return_inverse=True)
    if len(leads) and leads[0] < 0:
        return leads[1:], np.where(places > 0, places - 1, len(leads) - 1)
    return leads, places.astype(np.int64)


def _lead_ids(every: Rows) -> Ints:
    return np.append(every.leads, -1)[every.lead]


def _buckets(days: Floats) -> Ints:
    found = np.searchsorted(BUCKETS_FROM, days, side="right") + 1
    return np.where(np.isnan(days), 0, found)
