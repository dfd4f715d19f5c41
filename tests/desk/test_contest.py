"""Whom a lead may challenge, and what of challenges leads are shown at all."""

import pytest

from tests.builders import a_lead, a_rally
from turnout.desk import challenges, contest, leads, seeing
from turnout.desk.pocket import Actor
from turnout.model import Role
from turnout.model.seeing import Audience, Part, Tone


@pytest.fixture
def nurses(desk, rally):
    return competing(desk, a_lead(desk, "nurses@m.example", name="Nurses").id)


def competing(desk, lead, event="ks"):
    actor = Actor(event, lead, Role.LEAD, "desk")
    challenges.compete(desk, actor, f"key-compete-{event}-{lead}", True).result()
    return actor


def beside(desk, handle="wichita_teachers", event="ks"):
    known = {lead.handle.partition("@")[0]: lead.id for lead in leads.leads(desk, event)}
    return contest.beside(desk, Actor(event, known[handle], Role.LEAD, "desk"))


def test_who_likes_to_compete_may_be_asked_by_others(desk, nurses):
    assert beside(desk)["rivals"] == [{"name": "Nurses", "handle": "nurses@m.example"}]
    assert beside(desk, "nurses")["rivals"] == []


def test_a_lead_who_is_hidden_is_named_to_no_other(desk, nurses):
    leads.show(desk, "ks", "nurses", False).result()

    assert beside(desk)["rivals"] == []


def test_a_phone_of_a_quiet_event_names_nobody(desk):
    a_rally(desk, "hush", quiet=True)
    for handle in ("one", "two"):
        recruiter = "one" if handle == "two" else ""
        lead = a_lead(desk, handle, event="hush", name=handle.title(), recruited_by=recruiter)
        competing(desk, lead.id, "hush")

    assert beside(desk, "one", "hush")["rivals"] == []


def test_leads_are_told_of_challenges_in_their_tone_or_not_at_all(desk, nurses):
    assert beside(desk) | {"sees": True, "tone": "needed"} == beside(desk)

    parts = [part for part in Part if part is not Part.CHALLENGES]
    seeing.let_see(desk, "ks", Audience.LEADS, parts, Tone.GROWN).result()

    assert beside(desk) == {"sees": False, "tone": "grown", "rivals": []}


def test_organizers_are_offered_all_leads_those_who_compete_first(desk, nurses):
    assert [(each.name, each.competes) for each in contest.to_ask(desk, "ks")] == [
        ("Nurses", True),
        ("Wichita Teachers", False),
    ]
