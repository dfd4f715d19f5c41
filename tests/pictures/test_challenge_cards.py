from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from turnout.model import Count, Event, Progress
from turnout.model.challenges import ChallengeProgress, ChallengeState, Competitor, Measure, Way
from turnout.model.seeing import Audience, Seen, Sight, Tone
from turnout.pictures import challenge_cards
from turnout.pictures.card_words import sentences

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
EVENT = Event(1, "ks", "Rally in Topeka", NOON + timedelta(days=13), None, "America/Chicago", "")
ASKED = ChallengeProgress(
    *(7, Measure.NEW_YES, 30, 22, 0, NOON + timedelta(days=2), NOON, Way.TOGETHER, True),
    *(ChallengeState.LIVE, None, "", None, (), 0, 0),
)
TWO = (
    Competitor("Ana Ruiz", "ana@example.org", 4, True),
    Competitor("Bo Li", "bo@x.example", 1, False),
)


def card(lang="en", now=NOON, tone=Tone.NEEDED, **changed):
    told = Seen({Audience.PAGE: Sight(tone=tone)})
    seen = Progress(1, EVENT, NOON, Count(), (), Count(), Count(), 0, (), (), seen=told)
    at = "rally.example.org/e/ks/challenges/7"
    return challenge_cards.of_challenge(lang, seen, replace(ASKED, **changed), now, at)


@pytest.mark.parametrize(
    "given, says",
    [
        ({}, "8 to go. 22 of 30."),
        ({"done": -3}, "33 to go. -3 of 30."),
        ({"tone": Tone.GROWN}, "22 of 30."),
        ({"lang": "es", "measure": Measure.AREAS, "done": 29}, "1 zona falta. 29 de 30."),
        ({"way": Way.EACH, "parts": TWO, "others": 3}, "One of 5 has made it."),
        ({"state": ChallengeState.OFFERED}, "It begins when somebody takes it up."),
        ({"state": ChallengeState.MET, "done": 31}, "Met. Thank you. 31 of 30."),
        ({"state": ChallengeState.CALLED_OFF}, "Called off."),
        ({"now": NOON + timedelta(days=3)}, "Time is up: 22 of 30."),
        ({"now": NOON + timedelta(days=3), "done": 30}, "Met. Thank you. 30 of 30."),
        ({"now": NOON + timedelta(days=3), "way": Way.EACH}, "Time is up."),
        ({"now": NOON + timedelta(days=3), "state": ChallengeState.OFFERED}, "Nobody took it up."),
    ],
)
def test_a_challenges_card_says_what_it_needs_or_how_it_ended(given, says):
    assert sentences(card(**given)) == says


def test_it_says_what_is_asked_for_by_when_and_who_called_for_it():
    told = card(by=("Ana Ruiz", "ana@example.org"), text="Bring your shift.")

    assert told.title == "30 new yeses"
    assert told.above == ("Rally in Topeka", "Until Tue, Nov 24, 6:00\u202fAM")
    assert told.under == ("Everybody together. Ana Ruiz called for it.", "“Bring your shift.”")


def test_what_the_face_cannot_draw_is_left_to_the_challenges_page():
    told = card(by=("أمل", "amal@example.org"), text="هيا بنا")

    assert told.under == ("Everybody together. @amal called for it.",)


def test_heads_that_wait_for_a_look_are_hatched_and_told():
    told = card(held=4)

    assert (told.heads.count.yes, told.heads.count.maybe) == (22, 4)
    assert told.legend == (("maybe", "4 more wait for an organizer's look."),)


@pytest.mark.parametrize("measure, sure", [(Measure.CONFIRMED, True), (Measure.HEADS, False)])
def test_what_is_sure_is_drawn_as_sure(measure, sure):
    count = card(measure=measure).heads.count

    assert (count.confirmed, count.yes) == ((22, 0) if sure else (0, 22))


def test_where_everybody_has_the_target_alone_no_bar_is_drawn():
    assert card(way=Way.EACH, parts=TWO).heads is None
