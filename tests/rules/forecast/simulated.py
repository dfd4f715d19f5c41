"""Rallies drawn by chance, by a stated generator, to see whether ranges hold as often as they say.

An organization's own rate is drawn once, a lead's once per lead, a day's once per event, all in log
odds, and each party comes or stays whole. None of these widths is the forecast's own.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from turnout.model.pledges import PastEvent, PastPledge, Pledge

ORGANIZATION_SD, LEAD_SD, DAY_SD = 0.5, 0.7, 0.3  # log odds
FADES_PER_DAY = 0.015  # log odds that a promise loses for each day it lies ahead
MEAN_DAYS_AHEAD = 15.0
CHANNELS = ("form", "sms", "lead")
PARTIES = (1, 1, 1, 2, 2, 3, 4)
WALK_INS = 0.1  # of those who came


@dataclass(frozen=True)
class World:
    """What kind of promises people make. rates: log odds of each status against a yes.

    shares: of each status among promises. declared: heads that each lead declares, as a mean.
    withdraws: share of those who will not come that say so, on a day between promise and event.
    """

    middle: float = 0.4
    rates: tuple[float, float, float] = (0.0, -3.5, 0.7)
    shares: tuple[float, float, float] = (1.0, 0.0, 0.0)
    declared: float = 0.0
    declared_rate: float = -0.6
    withdraws: float = 0.0
    leads: int = 12
    promises: int = 120


@dataclass(frozen=True)
class Rally:
    """Past events, what stands for the next so many days before, and who then came."""

    history: tuple[PastEvent, ...]
    pledges: tuple[Pledge, ...]
    committed_came: int
    came: int


def rallies(world: World, count: int, past: int, days: float, seed: int = 1) -> Iterator[Rally]:
    """Yield `count` organizations' next event, each after `past` events."""
    chance = np.random.default_rng(seed)
    for _ in range(count):
        middle = world.middle + chance.normal(0, ORGANIZATION_SD)
        leads = chance.normal(0, LEAD_SD, world.leads)
        events = [_event(world, chance, middle, leads, number) for number in range(past + 1)]
        now = events.pop()
        there = [each for each in now.pledges if _stands(each, days)]
        yield Rally(
            history=tuple(events),
            pledges=tuple(_as_promised(each) for each in there),
            committed_came=sum(each.showed for each in there),
            came=now.came,
        )


def _event(
    world: World, chance: np.random.Generator, middle: float, leads: np.ndarray, number: int
) -> PastEvent:
    day = middle + chance.normal(0, DAY_SD)
    size = max(1, int(chance.lognormal(np.log(world.promises), 0.3)))
    pledges = [_promise(world, chance, day, leads) for _ in range(size)]
    if world.declared:
        pledges += [_declared(world, chance, day, leads, lead) for lead in range(world.leads)]
    came = sum(each.showed for each in pledges)
    walk_ins = int(chance.poisson(came * WALK_INS))
    return PastEvent(number, date(2025, 1, 1) + timedelta(7 * number), tuple(pledges), walk_ins)


def _promise(
    world: World, chance: np.random.Generator, day: float, leads: np.ndarray
) -> PastPledge:
    lead = int(min(chance.exponential(len(leads) / 3), len(leads) - 1))
    ahead = float(int(chance.exponential(MEAN_DAYS_AHEAD)))
    status = int(chance.choice(3, p=world.shares))
    party = int(chance.choice(PARTIES))
    comes = chance.random() < _odds(day + leads[lead] + world.rates[status] - ahead * FADES_PER_DAY)
    tells = not comes and chance.random() < world.withdraws
    return PastPledge(
        lead=lead,
        channel=str(chance.choice(CHANNELS)),
        status=("yes", "maybe", "confirmed")[status],
        party=party,
        days_ahead=ahead,
        withdrawn_days=float(chance.uniform(0, ahead)) if tells else None,
        showed=party if comes else 0,
    )


def _declared(
    world: World, chance: np.random.Generator, day: float, leads: np.ndarray, lead: int
) -> PastPledge:
    heads = 1 + int(chance.poisson(world.declared))
    p = _odds(day + leads[lead] + world.declared_rate)
    return PastPledge(
        lead=lead,
        channel="lead",
        status="yes",
        party=heads,
        days_ahead=10.0,
        kind="declared",
        showed=int(chance.binomial(heads, p)),
    )


def _stands(each: PastPledge, days: float) -> bool:
    taken_back = each.withdrawn_days is not None and each.withdrawn_days >= days
    return each.days_ahead >= days and not taken_back


def _as_promised(each: PastPledge) -> Pledge:
    return Pledge(each.lead, each.channel, each.status, each.party, each.days_ahead, each.kind)


def _odds(log_odds: float) -> float:
    return float(1 / (1 + np.exp(-log_odds)))
