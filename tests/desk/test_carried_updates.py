"""Updates that are carried over: they read the same, and nothing is posted anew."""

import json

import pytest

from tests.builders import a_desk, a_lead, commit
from tests.outward import OUT, Moving, outcome, own, posted, refuse, set_rules, tick, told_rally
from turnout.desk import carrying, keeping, updates
from turnout.model import ReviewState
from turnout.model.updates import Mode, PostState


@pytest.fixture
def desk(tmp_path):
    opened = told_rally(tmp_path, Moving())
    yield opened
    opened.store.close()


@pytest.fixture
def other(tmp_path):
    opened = a_desk(tmp_path / "other", Moving(), **OUT)
    yield opened
    opened.store.close()


def carried(desk, other):
    values = json.loads(json.dumps(carrying.export(desk, "ks")))
    carrying.import_(other, values).result()
    return values


def told(desk):
    return [
        (each.kind, each.texts, each.state) for each in updates.of_event(desk, "ks")
    ]  # fmt: skip


def test_updates_are_carried_over_with_their_words_their_state_and_their_rules(desk, other):
    set_rules(desk, most=5, modes={"goal_raised": Mode.NEVER})
    a_lead(desk, name="Ana Ruiz", handle="ana@social.example")
    commit(desk, "a", party="20")
    tick(desk)
    own(desk, "Thank you, @ana!")
    updates.send(desk, "ks", own(desk, "Bring water.")).result()
    aside = own(desk, "Never mind.")
    updates.set_aside(desk, "ks", aside).result()
    carried(desk, other)

    assert told(other) == told(desk)
    assert {state for _, _, state in told(other)} == {
        ReviewState.HELD, ReviewState.SHOWN, ReviewState.SET_ASIDE
    }  # fmt: skip
    here = updates.rules(other, "ks")
    assert (here.most, here.modes["goal_raised"], dict(here.channels)) == (5, Mode.NEVER, {})
    assert keeping.check(other) == []
    assert tick(other) == 0


def test_nothing_that_was_let_go_elsewhere_is_posted_from_here(desk, other):
    set_rules(desk)
    sent, refused, due = own(desk, "One."), own(desk, "Two."), own(desk, "Three.")
    updates.send(desk, "ks", sent).result()
    posted(desk)
    updates.send(desk, "ks", refused).result()
    posted(desk, refuse)
    updates.send(desk, "ks", due).result()
    values = carried(desk, other)

    assert posted(other) == []
    one, two, three = reversed(updates.of_event(other, "ks"))
    assert outcome(other, one.id)["json"].state is PostState.SENT
    assert {outcome(other, each.id)["json"].reason for each in (two, three)} == {"brought"}
    assert "hush" not in json.dumps(values)


def test_a_lead_whom_the_other_store_does_not_know_is_named_nowhere(desk, other):
    a_lead(desk, name="Ana Ruiz", handle="ana@social.example")
    updates.send(desk, "ks", own(desk, "Thank you, @ana!")).result()
    values = json.loads(json.dumps(carrying.export(desk, "ks")))
    values["leads"] = [each for each in values["leads"] if each["name"] != "Ana Ruiz"]
    values["records"] = [each for each in values["records"] if each["kind"] != "goal"]
    carrying.import_(other, values).result()

    assert updates.let_go(other, "ks")[0].texts["en"] == "Thank you, a lead!"
