"""Desk: challenges made, looked at, called off and taken up again."""

from datetime import timedelta

import pytest

from tests.builders import NOON, a_lead, a_rally, commit
from tests.pages.conftest import ORGANIZER, components, text
from tests.pages.test_desk import button, field
from turnout.desk import challenge_review, challenges, leads
from turnout.desk.pocket import Actor
from turnout.model import Role
from turnout.model.challenges import ChallengeState, Wanted

DESK = Actor("ks", 0, Role.ORGANIZER, "desk")


@pytest.fixture
def section(desk, open_page):
    a_rally(desk)
    a_lead(desk)
    return lambda **given: open_page("desk", ORGANIZER, section="challenges", **given)


def made(desk, actor=DESK, **given):
    wanted = {"target": 8, "deadline": NOON + timedelta(days=2), "measure": "new_yes", **given}
    return challenges.make(desk, actor, "key-of-challenge-1", Wanted(**wanted)).result().seq


def lead(desk):
    return next(each.id for each in leads.leads(desk, "ks"))


def decided(app, label):
    """Return the button that begins with `label`: its record's number ends it."""
    return next(each for each in app.button if each.label.startswith(label))


def cards(app):
    return [each["challenge"] for each in components(app) if "challenge" in each]


def test_where_none_runs_it_says_what_to_do(section):
    assert "Make one below: everybody together" in text(section())


def test_everybody_is_challenged_by_the_sentence_that_stands_there(desk, section):
    app = field(section(), "challenge-new-target").set_value(30).run()
    assert "Everybody together: 30 new yeses, until " in text(app)

    button(app, "Make the challenge").click().run()

    (standing,) = challenges.of_event(desk, "ks")
    assert (standing.challenge.target, standing.challenge.everybody) == (30, True)
    assert standing.state is ChallengeState.LIVE


def test_who_asks_leads_and_names_none_is_told_so(desk, section):
    app = field(section(), "challenge-new-whom").set_value("together").run()

    app = button(app, "Make the challenge").click().run()

    assert "Choose at least one lead." in text(app)
    assert challenges.of_event(desk, "ks") == ()


def test_only_who_likes_to_compete_is_offered_a_target_of_their_own(desk, section):
    app = field(section(), "challenge-new-whom").set_value("each").run()
    assert "Nobody has said yet that they like to compete." in text(app)

    actor = Actor("ks", lead(desk), Role.LEAD, "desk")
    challenges.compete(desk, actor, "key-of-compete-001", True).result()
    app = field(app.run(), "challenge-new-whom").set_value("each").run()
    asked = next(each for each in app.multiselect if "leads" in str(each.key))
    assert asked.options == ["Wichita Teachers"]


def test_a_running_one_is_called_off_and_goes_on_again(desk, section):
    made(desk)
    app = section()
    assert [each["state"] for each in cards(app)] == ["live"]

    app = button(app, "Call it off").click().run()
    assert challenges.of_event(desk, "ks")[0].state is ChallengeState.CALLED_OFF

    button(app, "Undo: let it go on").click().run()
    assert challenges.of_event(desk, "ks")[0].state is ChallengeState.LIVE


def test_who_was_asked_is_named_with_their_answer(desk, section):
    number = made(desk, whom=("wichita_teachers",))
    assert "No answer yet: Wichita Teachers." in text(section())

    actor = Actor("ks", lead(desk), Role.LEAD, "desk")
    challenges.answer(desk, actor, "key-of-answer-0001", number, "declined").result()
    assert "Not this time: Wichita Teachers." in text(section())


def test_a_jump_counts_once_an_organizer_says_so(desk, section):
    made(desk)
    commit(desk, "many", party="12", lead="wichita_teachers")
    app = section()
    assert "Wichita Teachers (@wichita_teachers@mastodon.social)" in text(app)
    assert "12 new yeses at once." in text(app)
    assert cards(app)[0]["done"] == 0

    decided(app, "Let record").click().run()

    (standing,) = challenges.of_event(desk, "ks")
    assert (standing.done, standing.state) == (12, ChallengeState.MET)
    assert challenge_review.gains(desk, "ks") == []


def test_a_leads_line_is_left_out_where_an_organizer_says_so(desk, section):
    made(desk, Actor("ks", lead(desk), Role.LEAD, "desk"), text="Beat *me*, if you can")
    app = section()
    assert "wrote to a challenge:" in text(app)
    assert "Beat *me*, if you can" in text(app)

    decided(app, "Set line").click().run()

    assert challenge_review.texts(desk, "ks") == []
    assert challenges.of_event(desk, "ks")[0].review == "set_aside"


def test_when_the_event_is_over_nobody_is_challenged_any_more(desk, section):
    app = section()
    object.__setattr__(desk, "clock", lambda: NOON + timedelta(days=20))

    app = app.run()

    assert "there is nothing left to challenge anybody to" in text(app)
    assert "Make the challenge" not in [each.label for each in app.button]


def test_it_is_all_there_in_spanish(desk, section):
    made(desk)

    app = section(lang="es")

    assert "En marcha" in text(app)
    assert "Entre todas las personas: 20 síes nuevos" in text(app)
