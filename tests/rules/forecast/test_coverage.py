"""Ranges hold about as often as they say, on rallies drawn by a stated generator.

40 rallies leave a share of 80 % uncertain by 12 points or so (two standard errors), and the
generator is not the method's own: the bounds allow for that, and for nothing more.
"""

from functools import cache

import pytest

from tests.rules.forecast.simulated import World, rallies
from turnout.model.forecasting import Range
from turnout.rules.forecast.fit import fit
from turnout.rules.forecast.rows import rows
from turnout.rules.forecast.totals import total

COUNT = 40
WITH_MAYBES = World(shares=(0.4, 0.4, 0.2))
WITH_DECLARED = World(declared=15.0)
TELLING = World(withdraws=0.8)


@pytest.mark.parametrize(
    "world, past, known",
    [
        pytest.param(World(), 0, False, id="no history at all"),
        pytest.param(World(), 1, False, id="one event"),
        pytest.param(World(), 5, False, id="five events"),
        pytest.param(WITH_MAYBES, 0, False, id="maybes, no history"),
        pytest.param(WITH_MAYBES, 3, False, id="maybes"),
        pytest.param(WITH_DECLARED, 0, False, id="declared heads, no history"),
        pytest.param(WITH_DECLARED, 3, False, id="declared heads"),
        pytest.param(TELLING, 0, True, id="withdrawals known, no history"),
        pytest.param(TELLING, 3, True, id="withdrawals known"),
    ],
)
def test_ranges_hold_about_as_often_as_they_say(world, past, known):
    for seen in zip(*outcomes(world, past, known), strict=True):
        inside80 = sum(each.low80 <= came <= each.high80 for each, came in seen)
        inside95 = sum(each.low95 <= came <= each.high95 for each, came in seen)

        assert inside80 >= 0.68 * COUNT
        assert inside95 >= 0.86 * COUNT


@pytest.mark.parametrize("world", [World(), WITH_MAYBES, WITH_DECLARED, TELLING])
def test_history_makes_ranges_narrower(world):
    without = outcomes(world, 0, world is TELLING)
    with_it = outcomes(world, 3, world is TELLING)

    assert _width(with_it) < 0.75 * _width(without)


@cache
def outcomes(world, past, known) -> list[tuple[tuple[Range, int], tuple[Range, int]]]:
    """Return what was forecast and who came, of those committed and in the end, of each rally."""
    return [_outcome(rally, known) for rally in rallies(world, COUNT, past, days=7)]


def _outcome(rally, known):
    told = total(fit(rally.history, 7, known), rows(rally.pledges))
    return (told.committed, rally.committed_came), (told.final, rally.came)


def _width(seen) -> float:
    """Return the mean width of final 80 % ranges, as a share of who came."""
    finals = [final for _, final in seen]
    return sum(each.high80 - each.low80 for each, _ in finals) / sum(came for _, came in finals)
