"""What everybody is told of a challenge: what is still needed, and never how far ahead one is."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tests.builders import NOON
from turnout.formats import challenge_words
from turnout.model import Event
from turnout.model.challenges import (
    ChallengeProgress,
    ChallengeState,
    Competitor,
    Measure,
    Way,
)

EVENT = Event(1, "ks", "Rally", datetime(2026, 12, 5, 18, tzinfo=UTC), None, "America/Chicago", "")
MADE = ChallengeProgress(
    7, Measure.HEADS, 10, 4, 0, NOON + timedelta(hours=8), NOON, Way.TOGETHER, True,
    ChallengeState.MISSED, None, "", None, (), 0, 0,
)  # fmt: skip


def test_it_says_how_many_are_still_needed():
    assert challenge_words.needed("en", MADE) == "6 people are still needed"
    assert challenge_words.needed("es", replace(MADE, done=9)) == "Todavía hace falta 1 persona"
    assert challenge_words.needed("en", replace(MADE, done=-2)).startswith("12 ")


@pytest.mark.parametrize("lang", ["en", "es"])
@pytest.mark.parametrize("became", ["made", "met", "missed", "called_off"])
@pytest.mark.parametrize("measure", Measure)
def test_every_kind_has_its_sentence_of_every_measure(measure, became, lang):
    told = challenge_words.happened_at_length(
        lang, f"challenge_{became}", EVENT, replace(MADE, measure=measure)
    )

    assert told.endswith(".")
    assert ".." not in told
    assert "{" not in told


def test_the_day_is_named_also_where_it_is_that_on_which_it_was_made():
    told = challenge_words.happened("en", "challenge_made", EVENT, MADE)

    assert told.startswith("Challenge: 10 more people, until Sun, Nov 22, 2:00")


def test_who_asked_and_who_takes_part_are_named_as_far_as_they_are_shown():
    parts = (Competitor("Wichita Teachers", "wichita_teachers", 4, False),)
    asked = replace(MADE, everybody=False, by=("Ana", "ana@m.example"), parts=parts, text="Go")

    told = challenge_words.happened_at_length("en", "challenge_made", EVENT, asked)

    assert "“Go” Ana (@ana@m.example) called for it. Together: Wichita Teachers." in told
