"""How it went on the desk, and a lead's day after on the workbench, through the frame."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.builders import NOON, Clock, a_desk, a_house, a_lead, a_rally, come, commit
from tests.pages.conftest import ORGANIZER, components, text
from turnout.desk import leads, links
from turnout.model import Role

START = datetime(2026, 12, 5, 18, tzinfo=UTC)


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def desk(tmp_path, clock):
    desk = a_desk(tmp_path, clock)
    with a_house(desk):
        links.mint(desk, ORGANIZER.role)
        yield desk


@pytest.fixture
def day(desk, clock):
    """Let one lead keep a promise of 40 and another bring half of 4; the day is over."""
    a_rally(desk)
    for name, promised, came in (("Zinnia", 40, 38), ("Aster", 4, 2)):
        clock.now = NOON
        lead = a_lead(desk, name.lower(), name=name)
        people = [
            commit(desk, f"{name}{n}", name=f"{name} {n}", lead=lead.handle).person
            for n in range(promised)
        ]
        clock.now = START
        for person in people[:came]:
            come(desk, person=person, lead=lead.id)
    clock.now = START + timedelta(days=1)


def opened(open_page, **params):
    return open_page("desk", ORGANIZER, event="ks", section="went", **params)


def row_of(app, name):
    """Return the place of a lead's row in the page."""
    return text(app).index(f"<td>{name}</td>")


@pytest.mark.parametrize(
    "lang, said", [("en", "It is not over yet."), ("es", "Todavía no termina.")]
)
def test_before_the_end_it_says_what_will_stand_here(desk, open_page, lang, said):
    a_rally(desk)

    assert said in text(opened(open_page, lang=lang))


def test_it_tells_all_together_and_lead_by_lead(day, open_page):
    said = text(opened(open_page))

    assert "40 came of the 44 promised." in said
    assert "nearly all, 95%" in said
    assert "about half" in said
    assert "50%" not in said  # four promised are told in words


def test_leads_stand_by_name_until_another_order_is_asked_for(day, open_page):
    app = opened(open_page)
    assert row_of(app, "Aster") < row_of(app, "Zinnia")

    app.segmented_control(key="went-order").set_value("kept").run()
    assert not app.exception
    assert row_of(app, "Zinnia") < row_of(app, "Aster")


def test_where_nobody_was_counted_it_says_what_to_do(desk, clock, open_page):
    a_rally(desk)
    commit(desk, lead=a_lead(desk).handle)
    clock.now = START + timedelta(days=1)

    app = opened(open_page)
    assert "1 was promised. Nobody was counted in at the door" in text(app)
    assert "/e/ks/door" in text(app)
    assert "went-order" not in app.session_state  # there is nothing to put in order


def test_it_says_how_the_forecast_turned_out(day, open_page):
    said = text(opened(open_page))

    assert "7 days before we expected" in said
    assert "40 came: " in said


def test_a_lead_reads_the_day_after_in_place_of_the_taps(desk, day, open_page):
    number = next(lead.id for lead in leads.leads(desk, "ks") if lead.name == "Aster")
    session, _ = links.enter(desk, links.mint(desk, Role.LEAD, "ks", lead="aster"))

    app = open_page("lead", *links.visitor(desk, session))
    said = text(app)
    assert "2 came with you. You promised 4." in said
    assert "Hi Aster 3, we missed you at" in said
    assert "Zinnia" not in said
    assert not [each for each in components(app) if each.get("lead") == number]
