"""Forecasts made beside the live path: asked for, ready a little later, and never waited for."""

import threading
import time

import pytest

from tests.builders import a_lead, a_rally, commit
from turnout.desk import foreseeing as module
from turnout.desk import rallies, schedule
from turnout.desk.foreseeing import Foreseeing


@pytest.fixture(autouse=True)
def at_once(monkeypatch):
    monkeypatch.setattr(module, "AFTER_SECONDS", 0.0)
    monkeypatch.setattr(module, "APART_SECONDS", 0.0)


@pytest.fixture
def foreseeing(desk):
    made = Foreseeing(desk)
    yield made
    made.close()


def some_commit(desk, many, **fields):
    return [
        commit(desk, f"{n}", name=f"P {n}", contact=f"p{n}@example.org", **fields).seq
        for n in range(many)
    ][-1]


def test_what_is_asked_for_is_ready_a_little_later(desk, rally, foreseeing):
    told = threading.Event()
    foreseeing.ready = lambda slug: told.set()
    seq = some_commit(desk, 30)

    foreseeing.ask("ks", seq)
    assert told.wait(60)
    expected = foreseeing.expected("ks", seq)
    assert (expected.seq, expected.of, expected.guess) == (seq, "final", True)
    assert expected.low <= expected.mid <= expected.high


def test_asking_never_waits_for_it(desk, rally, foreseeing):
    seq = some_commit(desk, 30)
    with desk.foreseen.lock:  # as long as one is being made
        began = time.monotonic()
        foreseeing.ask("ks", seq)
        assert foreseeing.expected("ks", seq) is None
        assert time.monotonic() - began < 1


def test_what_was_made_is_not_made_again(desk, rally, foreseeing, monkeypatch):
    seq = some_commit(desk, 30)
    foreseeing.wait("ks", seq, 60)
    monkeypatch.setattr(module, "expectation", lambda *_: pytest.fail("made again"))

    foreseeing.ask("ks", seq)
    assert foreseeing.expected("ks", seq)


def test_a_picture_shows_no_forecast_of_later_than_itself(desk, rally, foreseeing):
    seq = some_commit(desk, 30)
    foreseeing.wait("ks", seq, 60)

    assert foreseeing.expected("ks", seq - 1) is None


def test_of_few_promises_nothing_is_told(desk, rally, foreseeing):
    seq = some_commit(desk, 19)

    assert foreseeing.wait("ks", seq, 60) is None


def test_of_what_is_off_nothing_is_told(desk, rally, foreseeing):
    some_commit(desk, 30)
    schedule.cancel(desk, "ks").result()

    assert module.expectation(desk, "ks").expected is None


def test_each_lead_has_a_range_or_a_word(desk, rally, foreseeing):
    other = a_lead(desk, "topeka_nurses@mastodon.social", name="Topeka Nurses")
    seq = some_commit(desk, 30, lead="topeka_nurses")
    seq = commit(desk, "own", lead="wichita_teachers", contact="q@example.org").seq
    told = threading.Event()
    foreseeing.ready = lambda slug: told.set()
    foreseeing.ask("ks", seq, leads=True)
    assert told.wait(60)

    few = next(lead for lead in rally_leads(desk) if lead != other.id)
    assert foreseeing.lead("ks", other.id).low > 0
    assert isinstance(foreseeing.lead("ks", few), str)
    assert foreseeing.lead("ks", 10**9) is None


def rally_leads(desk):
    with desk.store.reading() as look:
        event = rallies.found(look, "ks").id
        return [row["id"] for row in look.rows("SELECT id FROM lead WHERE event = ?", (event,))]


def test_one_that_fails_keeps_no_other_from_being_made(desk, rally, foreseeing):
    a_rally(desk, "other", hashtag="Other")
    seq = some_commit(desk, 30)
    foreseeing.ask("nowhere", 1)

    assert foreseeing.wait("ks", seq, 60)
