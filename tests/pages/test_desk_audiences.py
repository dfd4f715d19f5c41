"""Desk: what each audience sees."""

import pytest

from tests.builders import a_rally, commit
from tests.pages.conftest import ORGANIZER, text
from turnout.desk import seeing
from turnout.model.seeing import Audience, Part, Sight, Tone


@pytest.fixture
def audiences(desk, open_page):
    a_rally(desk)
    commit(desk, "one", party="5")
    return lambda **given: open_page("desk", ORGANIZER, section="audiences", **given)


def held(app, key):
    return next(each for each in (*app.checkbox, *app.radio, *app.button) if each.key == key)


def test_what_is_unticked_is_not_shown_to_that_audience_alone(desk, audiences):
    held(audiences(), "seen-wall-leads").uncheck().run()

    seen = seeing.seen(desk, "ks")
    assert Part.LEADS not in seen.of(Audience.WALL).parts
    assert seen.of(Audience.PAGE) == Sight()


def test_a_tone_is_chosen_by_what_it_says(desk, audiences):
    app = audiences()
    tone = held(app, "seen-page-tone")
    assert "595 places are still yours to fill." in text(app)

    tone.set_value(Tone.GROWN).run()

    assert "Already 5 of 600, and there is room for you." in text(app)
    assert seeing.seen(desk, "ks").of(Audience.PAGE).tone is Tone.GROWN


def test_a_change_is_undone_beside_it(desk, audiences):
    app = held(audiences(), "seen-leads-just_in").uncheck().run()

    app = held(app, "seen-undo-leads").click().run()

    assert seeing.seen(desk, "ks").of(Audience.LEADS) == Sight()
    assert held(app, "seen-leads-just_in").value is True


def test_it_is_all_there_in_spanish(audiences):
    assert "Lo que ve cada público" in text(audiences(lang="es"))
