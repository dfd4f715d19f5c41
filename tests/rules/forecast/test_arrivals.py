from datetime import date, timedelta

import pytest

from turnout.model.forecasting import Assumptions
from turnout.model.pledges import PastEvent, PastPledge, Pledge
from turnout.rules.forecast.arrivals import Stood, to_come
from turnout.rules.forecast.fit import fit
from turnout.rules.forecast.predict import predict

ASSUMED = Assumptions()


def test_as_many_are_expected_late_as_came_late():
    taught = fit([event(at, early=100, late=50) for at in range(6)], 7).arrivals

    coming, walking = to_come(taught, Stood(100, 0, 60), ASSUMED)

    assert coming.mean == pytest.approx(50, rel=0.1)
    assert walking == 0


def test_more_that_stands_foretells_more_to_come():
    taught = fit([event(at, early=50 * at + 50, late=25 * at + 25) for at in range(5)], 7).arrivals

    few, _ = to_come(taught, Stood(50, 0, 30), ASSUMED)
    many, _ = to_come(taught, Stood(250, 0, 150), ASSUMED)

    assert many.mean > 2 * few.mean


def test_more_that_stands_never_foretells_fewer_whatever_the_past_says():
    shrinking = [event(at, early=50 * at + 50, late=200 - 40 * at) for at in range(5)]
    taught = fit(shrinking, 7).arrivals

    few, _ = to_come(taught, Stood(50, 0, 30), ASSUMED)
    many, _ = to_come(taught, Stood(250, 0, 150), ASSUMED)

    assert many.mean >= few.mean


def test_steady_arrivals_are_surer_than_wild_ones():
    steady = fit([event(at, early=100, late=50) for at in range(6)], 7).arrivals
    wild = fit([event(at, early=100, late=(5, 120)[at % 2]) for at in range(6)], 7).arrivals

    assert steady.miss2 < wild.miss2 / 2


def test_on_the_day_without_history_only_walk_ins_are_still_to_come():
    coming, walking = to_come(fit([], 0).arrivals, Stood(100, 0, 85), ASSUMED)

    assert coming.mean == pytest.approx(85 * 0.15 / 0.85)
    assert walking == 1


def test_a_lead_who_always_brings_people_late_is_given_more_of_them():
    pledges = [PastPledge(lead, "form", "yes", 1, 20.0, showed=1) for lead in (1, 2)] * 30
    late = [PastPledge(1, "form", "yes", 1, 2.0, showed=1)] * 40
    taught = fit([PastEvent(at, day(at), (*pledges, *late)) for at in range(4)], 7)

    now = [Pledge(lead, "form", "yes", 1, 20.0) for lead in (1, 2)] * 30
    leads = predict(taught, now).by_lead

    assert leads[1].final.median > leads[2].final.median + 20


def event(number: int, early: int, late: int) -> PastEvent:
    """Return an event with `late` more than stood a week before; six in ten of the early came."""
    return PastEvent(
        number,
        day(number),
        (
            *(
                PastPledge(1, "form", "yes", 1, 20.0, showed=int(at % 10 < 6))
                for at in range(early)
            ),
            *(PastPledge(2, "form", "yes", 1, 2.0, showed=1) for _ in range(late)),
        ),
    )


def promise(lead: int, days: float, showed: int) -> PastPledge:
    return PastPledge(lead, "form", "yes", 1, days, showed=showed)


def day(number: int) -> date:
    return date(2025, 1, 1) + timedelta(7 * number)
