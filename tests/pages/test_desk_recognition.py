"""Recognition on the desk and on a lead's own page, through the frame."""

import pytest

from tests.builders import a_lead, a_rally
from tests.pages.conftest import ORGANIZER, text
from turnout.desk import leads, links, recognition, taps
from turnout.desk.pocket import Actor
from turnout.desk.roll import roll
from turnout.desk.taps import Tap
from turnout.model import ReviewState, Role
from turnout.model.recognition import Place


@pytest.fixture
def teachers(desk):
    a_rally(desk)
    return a_lead(desk)


@pytest.fixture
def asked(desk, teachers):
    """Have the lead ask for the roll and for another name."""
    told = Tap("k" * 20, "roll", place="roll", name="Teachers *of* Wichita", said_as="TEE")
    return taps.tap(desk, Actor("ks", teachers.id, Role.LEAD, "desk"), told).seq


def opened(open_page, **params):
    return open_page("desk", ORGANIZER, event="ks", section="recognition", **params)


def choice_of(desk):
    return recognition.of_event(desk, "ks")[0].choice


def test_it_says_what_every_lead_chose_and_how_the_hall_will_see_it(desk, asked, open_page):
    a_lead(desk, "nurses", name="Nurses")

    shown = text(opened(open_page))

    assert "1 of 2 leads are on the roll." in shown
    assert '"Teachers *of* Wichita" is how Wichita Teachers' in shown
    assert "TEE" in shown
    assert "Has not said" in shown


def test_a_name_that_waits_is_shown_with_one_press(desk, asked, open_page):
    opened(open_page).button(key=f"name-show-{asked}").click().run()

    assert [row.name for row in roll(desk, "ks").rows] == ["Teachers *of* Wichita"]


def test_a_name_that_is_not_wanted_leaves_what_stood(desk, asked, open_page):
    opened(open_page).button(key=f"name-block-{asked}").click().run()

    assert [row.name for row in roll(desk, "ks").rows] == ["Wichita Teachers"]
    assert choice_of(desk).asked == ""


def test_who_is_hidden_and_wants_to_be_on_it_is_shown_with_one_press(
    desk, teachers, asked, open_page
):
    leads.show(desk, "ks", teachers.handle, False).result()
    app = opened(open_page)
    assert "wants to be on the roll, and is hidden" in text(app)

    app.button(key=f"roll-show-{teachers.id}").click().run()

    assert len(roll(desk, "ks").rows) == 1


def test_a_lead_is_hidden_from_here_at_once(desk, teachers, asked, open_page):
    app = opened(open_page)
    app.selectbox(key="recognition_lead").select(teachers.id).run()
    app.button(key=f"roll-hide-{teachers.id}").click().run()

    assert roll(desk, "ks").rows == ()


def test_what_a_lead_told_is_entered_and_holds_at_once(desk, teachers, open_page):
    app = opened(open_page)
    app.selectbox(key="recognition_lead").select(teachers.id).run()
    app.radio[0].set_value(Place.ROLL)
    app.text_input[0].set_value("Teachers")
    app.text_input[1].set_value("TEE-chers")
    app.button[-1].click().run()

    assert [row.name for row in roll(desk, "ks").rows] == ["Teachers"]
    assert choice_of(desk).said_as == "TEE-chers"


def test_what_waits_is_told_where_the_desk_says_what_needs_it(desk, asked, open_page):
    shown = text(open_page("desk", ORGANIZER, event="ks"))

    assert "One lead asks to be shown by another name" in shown


def test_the_ledger_tells_it_as_sentences(desk, asked, open_page):
    recognition.decide(desk, "ks", asked, ReviewState.SHOWN).result()

    told = text(open_page("desk", ORGANIZER, event="ks", section="story"))

    assert "Teachers *of* Wichita wants to be on the roll." in told
    assert "The name that Teachers *of* Wichita asked for is shown from now on." in told


def test_no_press_shows_who_wants_to_be_named_nowhere(desk, teachers, open_page):
    told = Tap("n" * 20, "roll", place="nowhere")
    taps.tap(desk, Actor("ks", teachers.id, Role.LEAD, "desk"), told)
    app = open_page("desk", ORGANIZER, event="ks", section="leads", lead=teachers.handle)
    app.button(key=f"show-{teachers.id}").click().run()

    assert "wants to be named nowhere" in app.toast[0].value.replace("\\", "")


def test_a_lead_chooses_on_their_own_page(desk, teachers, open_page):
    session, _ = links.enter(desk, links.mint(desk, Role.LEAD, "ks", lead=teachers.handle))
    app = open_page("lead", *links.visitor(desk, session), event="ks")
    assert "You are not on the roll." in text(app)

    app.radio[0].set_value(Place.ROLL)
    next(each for each in app.button if each.label == "Save where I am named").click().run()

    assert choice_of(desk).place is Place.ROLL
    assert "You are on the roll, as Wichita Teachers." in text(app)


@pytest.mark.parametrize("section", ["recognition", "paper"])
def test_a_section_about_leads_opens_theirs_where_there_is_none(section, desk, open_page):
    a_rally(desk)
    app = open_page("desk", ORGANIZER, event="ks", section=section)

    app.button(key=f"{section}-leads").click().run()

    assert app.query_params["section"] == "leads"
    assert "Add this lead" in [each.label for each in app.button]
