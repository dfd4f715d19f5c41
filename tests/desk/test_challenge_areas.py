"""Challenges to clean areas: what is cleaned counts, what is dirty again does not."""

import json
from datetime import timedelta

import pytest

from tests.builders import NOON, a_desk, a_steward, an_area, an_organizer
from turnout.desk import areas, carrying, challenges, corrections, keeping
from turnout.desk.areas import Said
from turnout.desk.pocket import Actor
from turnout.model import ReviewState, Role
from turnout.model.areas import Step
from turnout.model.challenges import Measure, Wanted

LEAD = "wichita_teachers@mastodon.social"
DESK = Actor("ks", 0, Role.ORGANIZER, "desk")


@pytest.fixture
def organizer(desk, rally):
    return an_organizer(desk)


def a_challenge(desk, **fields):
    wanted = Wanted(5, NOON + timedelta(hours=2), Measure.AREAS, **fields)
    return challenges.make(desk, DESK, "challenge", wanted).result().seq


def clean(desk, doer, number):
    area = an_area(desk, doer, f"key-of-area-{number:05}").area
    said = Said(f"key-of-clean-{number:04}", area, Step.CLEAN)
    return area, areas.say(desk, doer, said).result().seq


def done(desk, number):
    return challenges.one(desk, "ks", number).done


def test_areas_that_are_cleaned_count_from_when_the_challenge_was_made(desk, organizer):
    clean(desk, organizer, 1)
    number = a_challenge(desk)

    clean(desk, organizer, 2)

    assert done(desk, number) == 1
    assert keeping.check(desk) == []


def test_an_area_that_is_dirty_again_counts_no_more(desk, organizer):
    number = a_challenge(desk)
    area, _ = clean(desk, organizer, 1)

    areas.say(desk, organizer, Said("key-of-reopening1", area, Step.REOPEN)).result()

    assert done(desk, number) == 0
    assert keeping.check(desk) == []


def test_a_cleaning_that_is_undone_or_set_aside_counts_no_more(desk, organizer):
    number = a_challenge(desk)
    _, seq = clean(desk, organizer, 1)
    second, _ = clean(desk, organizer, 2)

    corrections.undo(desk, seq, by="desk", event="ks").result()
    areas.decide(desk, organizer, second, ReviewState.SET_ASIDE, "key-of-deciding-1").result()

    assert done(desk, number) == 0
    assert keeping.check(desk) == []


def test_of_leads_who_take_part_only_what_they_cleaned_counts(desk, organizer):
    number = a_challenge(desk, whom=(LEAD,))
    steward = a_steward(desk)
    challenges.answer(desk, steward.who, "answer", number, "accepted").result()

    clean(desk, organizer, 1)
    clean(desk, steward, 2)

    assert done(desk, number) == 1


def test_it_is_carried_to_another_installation(desk, organizer, tmp_path):
    clean(desk, organizer, 1)
    number = a_challenge(desk)
    clean(desk, organizer, 2)
    other = a_desk(tmp_path / "other")

    carrying.import_(other, json.loads(json.dumps(carrying.export(desk, "ks")))).result()

    assert [each.done for each in challenges.of_event(other, "ks")] == [done(desk, number)] == [1]
    assert keeping.check(other) == []
    other.store.close()
