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
    """Return the widget `key`, also where it was drawn anew (`turnout.ui.stands`)."""
    widgets = (*app.checkbox, *app.radio, *app.button)
    return next(each for each in widgets if each.key and each.key.partition("~")[0] == key)


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


def test_what_a_browser_still_shows_of_before_turns_nobodys_change_back(desk, audiences):
    app = audiences()
    shows = held(app, "seen-wall-leads")
    shows.set_value(shows.value)
    sight = Sight(tuple(part for part in Part if part is not Part.LEADS), Tone.NEEDED)
    seeing.let_see(desk, "ks", Audience.WALL, sight.parts, sight.tone).result()
    app.run()

    shows.run()

    assert seeing.seen(desk, "ks").of(Audience.WALL) == sight


def test_what_another_changed_meanwhile_stays_beside_what_is_pressed(desk, audiences):
    app = audiences()
    sight = Sight(tuple(part for part in Part if part is not Part.LEADS), Tone.NEEDED)
    seeing.let_see(desk, "ks", Audience.WALL, sight.parts, sight.tone).result()

    held(app, "seen-wall-just_in").uncheck().run()

    assert Part.LEADS not in seeing.seen(desk, "ks").of(Audience.WALL).parts
    assert Part.JUST_IN not in seeing.seen(desk, "ks").of(Audience.WALL).parts


def test_ones_own_presses_keep_the_box_that_was_pressed(desk, audiences):
    app = held(audiences(), "seen-wall-leads").uncheck().run()
    app = held(app, "seen-wall-leads").check().run()

    assert held(app, "seen-wall-leads").value is True
    assert seeing.seen(desk, "ks").of(Audience.WALL) == Sight()
