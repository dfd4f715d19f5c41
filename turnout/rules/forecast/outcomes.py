"""Promises of past events beside what became of them, and the cells in which they are alike."""

from dataclasses import dataclass

import numpy as np

from turnout.rules.forecast.priors import Floats
from turnout.rules.forecast.rows import Ints, Rows, distinct
from turnout.rules.forecast.sums import summed


@dataclass(frozen=True)
class Outcomes:
    """Rows of events that are over. heads: how many outcomes a row stands for; y: share showed.

    lead: as in rows, len(rows.leads) for people on their own. events: how many there are.
    """

    rows: Rows
    event: Ints
    events: int
    heads: Floats
    y: Floats

    @property
    def lead(self) -> Ints:
        return self.rows.lead

    @property
    def own(self) -> int:
        """The place of people on their own among the leads."""
        return len(self.rows.leads)


@dataclass(frozen=True)
class Cells:
    """Where a level meets an event. of: each row's cell; level: each cell's level.

    heads: each cell's outcomes. share: of its pairs of outcomes, how many have one lead.
    """

    of: Ints
    level: Ints
    heads: Floats
    share: Floats


def outcomes(every: Rows, event: Ints, events: int) -> Outcomes:
    """Return what rows tell: a named party is one outcome, counted heads are one each."""
    heads = np.where(every.single, every.party, 1.0)
    return Outcomes(every, event, events, heads, every.showed / np.maximum(every.party, 1))


def cells(seen: Outcomes, level: Ints, levels: int) -> Cells:
    """Return the cells of `level`, one of `levels` for each row."""
    keys, of = distinct(seen.event * levels + level, seen.events * levels)
    heads = summed(of, seen.heads, len(keys))
    groups = seen.own + 1
    pairs, inside = distinct(of * groups + seen.lead, len(keys) * groups)
    by_lead = summed(inside, seen.heads, len(pairs))
    with_lead = pairs % groups != seen.own
    alike = summed(pairs // groups, np.where(with_lead, by_lead * (by_lead - 1), 0), len(keys))
    share = alike / np.maximum(heads * (heads - 1), 1)
    return Cells(of, keys % levels, heads, np.clip(share, 0, 1))
