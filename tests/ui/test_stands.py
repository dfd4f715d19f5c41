"""What stands, shown by a widget and changed by it."""

import pytest

from turnout.ui import stands


@pytest.fixture(autouse=True)
def session(monkeypatch):
    kept: dict[str, object] = {}
    monkeypatch.setattr("turnout.ui.stands.st.session_state", kept)
    return kept


def kept_by(key, name="rule"):
    kept = []
    stands.pressed(name, key, kept.append)
    return kept


def test_a_widget_shows_what_stands(session):
    assert session[stands.showing("rule", "all")] == "all"


def test_a_widget_stays_while_the_same_stands():
    assert stands.showing("rule", "all") == stands.showing("rule", "all")


def test_what_another_changed_is_shown_by_a_widget_anew(session):
    before = stands.showing("rule", "all")
    anew = stands.showing("rule", "held")

    assert anew != before
    assert session[anew] == "held"


def test_what_is_pressed_is_kept_and_keeps_the_widget(session):
    key = stands.showing("rule", "all")
    session[key] = "held"

    assert kept_by(key) == ["held"]
    assert stands.showing("rule", "held") == key


def test_a_press_that_was_not_kept_is_shown_as_it_stands(session):
    key = stands.showing("rule", "all")
    session[key] = "held"
    kept_by(key)

    anew = stands.showing("rule", "all")
    assert session[anew] == "all"
    assert anew != key


def test_the_widget_of_before_says_nothing_any_more():
    before = stands.showing("rule", "all")
    stands.showing("rule", "held")

    assert kept_by(before) == []


def test_two_widgets_have_nothing_to_do_with_each_other():
    one = stands.showing("rule", "all")
    stands.showing("words", True)
    stands.showing("words", False)

    assert stands.showing("rule", "all") == one
