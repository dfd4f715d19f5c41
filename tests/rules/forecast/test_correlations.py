from datetime import date

import numpy as np

from turnout.model.pledges import PastEvent, PastPledge
from turnout.rules.forecast import correlations
from turnout.rules.forecast.fit import fit

EVENTS, LEADS, EACH = 6, 20, 10


def test_people_who_come_or_stay_with_their_lead_are_seen_to():
    fate = np.random.default_rng(1).random((EVENTS, LEADS))

    found = learned(lambda event, lead: fate[event, lead] < 0.6)

    assert found.lead > 0.6
    assert found.event < 0.1


def test_people_who_decide_by_themselves_are_seen_to():
    chance = np.random.default_rng(2)

    found = learned(lambda event, lead: chance.random() < 0.6)

    assert found.lead < 0.06
    assert found.event < 0.01


def test_days_that_differ_for_everybody_are_seen_to():
    chance = np.random.default_rng(3)

    found = learned(lambda event, lead: chance.random() < (0.3, 0.9)[event % 2])

    assert found.event > 0.05


def test_with_nothing_seen_the_priors_stand():
    assert fit([], 7).effects.correlations == correlations.PRIOR


def learned(comes) -> correlations.Correlations:
    """Return what is learned of events at which each of a lead's people `comes(event, lead)`."""
    events = [
        PastEvent(
            event,
            date(2025, 1, 1 + event),
            tuple(
                PastPledge(lead, "form", "yes", 1, 20.0, showed=int(comes(event, lead)))
                for lead in range(LEADS)
                for _ in range(EACH)
            ),
        )
        for event in range(EVENTS)
    ]
    return fit(events, 7).effects.correlations
