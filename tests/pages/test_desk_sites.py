"""The sites of a day of action on the desk."""

import pytest

from tests.builders import a_rally, commit
from tests.pages.conftest import ORGANIZER, text
from turnout.desk import links, rallies, sites
from turnout.model import EventState, Grant, Role


def button(app, label):
    return next(each for each in app.button if each.label == label)


def press(app, label):
    button(app, label).click().run()
    assert not app.exception, app.exception


@pytest.fixture
def day(desk):
    return a_rally(desk, "day", title="Day of action")


def test_a_site_is_made_by_its_form_with_the_wholes_day_and_zone(desk, day, open_page):
    app = open_page("desk", ORGANIZER, section="sites", event="day")
    app.text_input(key="site-new-0-title").set_value("Wichita").run()
    app.number_input(key="site-new-0-goal").set_value(150).run()

    press(app, "Add this site")

    (site,) = sites.sites(desk, "day")
    assert (site.event.slug, site.event.goal) == ("day-wichita", 150)
    assert (site.event.starts_at, site.event.zone) == (day.starts_at, day.zone)
    assert "Wichita</td>" in text(app)
    assert app.text_input(key="site-new-1-title").value == ""


def test_a_mistake_in_a_site_is_named_beside_its_field(desk, day, open_page):
    app = open_page("desk", ORGANIZER, section="sites", event="day")

    press(app, "Add this site")

    assert "Give the event a title." in text(app)
    assert sites.sites(desk, "day") == []


def test_a_pasted_list_is_shown_line_by_line_before_it_is_stored(desk, day, open_page):
    app = open_page("desk", ORGANIZER, section="sites", event="day")
    pasted = "Wichita, City Hall, 1 pm, 150, Ana Ruiz @ana\nPier, Pier 4, soon"
    app.text_area(key="site-list").set_value(pasted).run()
    assert "One is new, 0 are known already, 1 cannot be taken" in text(app)
    assert "\u201csoon\u201d is no time." in text(app)
    assert "Ana Ruiz @ana" in text(app)
    assert sites.sites(desk, "day") == []

    press(app, "Make this one site")

    assert [site.event.title for site in sites.sites(desk, "day")] == ["Wichita"]


def test_the_table_adds_up_to_the_whole(desk, day, open_page):
    sites.add(desk, "day", title="Wichita", goal=150).result()
    commit(desk, "1", event="day-wichita", party="4")
    commit(desk, "2", event="day", party="3")

    page = text(open_page("desk", ORGANIZER, section="sites", event="day"))

    cells = [cell.split(">")[-1] for cell in page.split("</td>")]
    assert [each for each in cells if each in ("Wichita", "4", "150")] == ["Wichita", "4", "150"]
    assert cells.index("3") > cells.index("Tied to no site")
    assert cells.index("7") > cells.index("All together")


def test_a_site_is_closed_taken_out_and_put_back(desk, day, open_page):
    sites.add(desk, "day", title="Wichita").result()
    commit(desk, "1", event="day-wichita", party="4")
    app = open_page("desk", ORGANIZER, section="sites", event="day", site="day-wichita")
    assert "4 people promised to come here; they stay in the whole's count" in text(app)

    press(app, "Close sign-ups here")
    assert "Wichita (sign-ups closed)" in text(app)
    press(app, "Yes, take it out")
    assert rallies.event(desk, "day-wichita").state is EventState.CANCELLED
    assert "Wichita (cancelled)" in text(app)

    press(app, "It takes place after all")
    assert rallies.event(desk, "day-wichita").state is EventState.ON


def test_a_site_is_changed_and_stays_at_its_own_time(desk, day, open_page):
    made = sites.add(desk, "day", title="Wichita", place="City Hall").result()
    app = open_page("desk", ORGANIZER, section="sites", event="day", site="day-wichita")
    app.text_input(key=f"site-{made.id}-place").set_value("Old Town").run()

    press(app, "Keep the changes")

    after = rallies.event(desk, "day-wichita")
    assert (after.place, after.starts_at, after.ends_at) == ("Old Town", made.starts_at, None)


def test_a_site_opens_by_the_link_to_the_whole_and_leads_back(desk, day, open_page):
    sites.add(desk, "day", title="Wichita").result()
    session, _ = links.enter(desk, links.mint(desk, Role.ORGANIZER, "day"))
    held = links.visitor(desk, session)

    app = open_page("desk", *held, section="sites", event="day-wichita")

    assert "This is a site of Day of action." in text(app)
    next(each for each in app.button if each.label == "Open the desk of the whole").click().run()
    assert app.query_params["event"] == "day"  # also in the browser, for what is pressed next
    assert "Wichita" in text(app)


def test_who_runs_a_site_alone_is_offered_no_way_to_the_whole(desk, day, open_page):
    sites.add(desk, "day", title="Wichita").result()

    grant = Grant(1, Role.ORGANIZER, "day-wichita")
    app = open_page("desk", grant, section="sites", event="day-wichita")

    assert "Open the desk of the whole" not in [each.label for each in app.button]
