from datetime import timedelta

import pytest

from tests.builders import NOON, a_lead, a_rally, commit
from tests.pages.conftest import ORGANIZER, ROOT, components, parts, text
from turnout.desk import feeds, foreseeing
from turnout.model import Grant, Role
from turnout.ui import expected

LEAD = "wichita_teachers@mastodon.social"


WORKBENCH = sorted(each.stem for each in (ROOT / "pages").glob("*.py") if each.stem != "rally")


def picture(app):
    return next(each["picture"] for each in components(app) if each.get("part") == "total")


@pytest.mark.parametrize("role", [Role.ORGANIZER, Role.LEAD, Role.FUNDER])
def test_the_total_and_every_lead_are_drawn_for_those_who_run_lead_and_fund_it(
    role, desk, open_page
):
    a_rally(desk)
    a_lead(desk)
    commit(desk, party="4", lead=LEAD)

    app = open_page("", Grant(1, role, "ks"))

    assert parts(app) == ["total", "just_in", "rows"]
    assert picture(app)["coming"] == 4
    assert "Rally for the services Kansas runs on" in text(app)
    assert "Sat, Dec 5, 12:00\u202fPM" in text(app)


@pytest.mark.parametrize("page", ["", *WORKBENCH])
def test_on_every_page_an_empty_store_offers_the_form_and_a_made_up_rally(page, open_page):
    app = open_page(page, ORGANIZER)

    assert "No rally yet. Start one." in text(app)
    assert {"Make the rally", "Load the made-up rally"} <= {each.label for each in app.button}


def test_a_rally_without_leads_shows_the_organizer_the_way_to_the_first(desk, open_page):
    a_rally(desk)

    assert "No leads yet." in text(open_page("", ORGANIZER))
    assert "No leads yet." not in text(open_page("", Grant(1, Role.FUNDER, "ks")))


def test_a_quiet_rally_whose_leads_are_not_shown_does_not_ask_for_a_first_one(desk, open_page):
    a_rally(desk, quiet=True)
    a_lead(desk)

    assert "No leads yet." not in text(open_page("", ORGANIZER))


def test_before_the_first_commitment_the_line_says_where_it_starts(desk, open_page):
    a_rally(desk)

    app = open_page("", ORGANIZER)

    assert "The line starts with the first commitment." in text(app)
    assert not app.get("vega_lite_chart")


def test_the_chart_has_the_same_numbers_as_a_table(desk, open_page):
    a_rally(desk)
    commit(desk, "1", party="4")
    commit(desk, "2", party="2", status="maybe", name="Ben")

    app = open_page("", ORGANIZER)

    assert len(app.get("vega_lite_chart")) == 1
    assert "<td>Sun, Nov 22</td>" in text(app)
    assert '<td class="number">4</td>' in text(app)


def test_what_came_in_through_which_door_is_told_in_heads(desk, open_page):
    a_rally(desk)
    commit(desk, party="4")

    assert "Other form services</td>" in text(open_page("", ORGANIZER))


def the_line(app):
    """Return where the one line leads, by what it says."""
    return {each.proto.label: each.proto.query_string for each in app.get("page_link")
            if each.proto.label.startswith("Needs you now")}  # fmt: skip


def test_what_needs_the_organizer_is_one_line_that_leads_to_the_desk(desk, open_page):
    a_rally(desk)
    commit(desk, party="9", doubt="large_party")

    app = open_page("", ORGANIZER)

    assert the_line(app) == {"Needs you now: One sign-up waits for a look": "event=ks&lang=en"}
    assert [each.label for each in app.button] == ["Español"]


def test_the_line_says_how_much_else_there_is(desk, open_page):
    a_rally(desk)
    a_lead(desk)
    commit(desk, party="9", doubt="large_party")
    feed = feeds.add(desk, "ks", "https://mastodon.social/tags/KSRally.rss").result()
    feeds.seen_bad(desk, feed.id, "status:404", NOON).result()

    (line,) = the_line(open_page("", ORGANIZER))

    assert line.endswith("waits for a look, and 2 other things")


def test_a_rally_that_needs_nobody_has_no_such_line(desk, open_page):
    a_rally(desk)

    assert the_line(open_page("", ORGANIZER)) == {}


@pytest.mark.parametrize("role", [Role.LEAD, Role.FUNDER])
def test_what_needs_the_organizer_is_told_to_nobody_else(role, desk, open_page):
    a_rally(desk)
    commit(desk, party="9", doubt="large_party", name="Amina Diallo")

    app = open_page("", Grant(1, role, "ks"))

    assert the_line(app) == {}
    assert "Amina Diallo" not in text(app)


def test_of_several_rallies_the_next_to_come_is_shown_first(desk, open_page):
    a_rally(desk, "ks", title="Later")
    a_rally(desk, "park", title="Sooner", starts_at=NOON + timedelta(days=2))

    app = open_page("", ORGANIZER)

    assert picture(app)["event"] == "park"
    assert app.selectbox[0].options == ["Sooner", "Later"]


def test_the_address_and_the_switch_choose_the_rally(desk, open_page):
    a_rally(desk, "ks", title="Later")
    a_rally(desk, "park", title="Sooner", starts_at=NOON + timedelta(days=2))
    app = open_page("", ORGANIZER, event="ks")
    assert picture(app)["event"] == "ks"

    app.selectbox[0].select("park").run()

    assert picture(app)["event"] == "park"
    assert app.query_params["event"] == "park"


def test_a_day_of_action_lists_its_sites(desk, open_page):
    a_rally(desk, "day", title="Day of action")
    a_rally(desk, "topeka", title="Topeka", parent="day")

    app = open_page("", ORGANIZER, event="day")

    assert [each["of"] for each in components(app) if each.get("part") == "rows"] == ["sites"]


def test_the_page_speaks_spanish_to_those_who_read_it(desk, open_page):
    a_rally(desk)
    commit(desk, party="4")

    shown = text(open_page("", ORGANIZER, lang="es"))

    assert "Compromisos a lo largo del tiempo" in shown
    assert "sáb, 5 de dic" in shown
    assert "Commitments" not in shown


@pytest.mark.parametrize(
    "role, sees", [(Role.ORGANIZER, True), (Role.LEAD, True), (Role.FUNDER, False)]
)
def test_what_is_expected_is_shown_to_who_runs_or_leads_it(
    role, sees, desk, open_page, monkeypatch
):
    monkeypatch.setattr(foreseeing, "AFTER_SECONDS", 0.0)
    monkeypatch.setattr(expected, "PATIENCE_SECONDS", 10.0)
    a_rally(desk)
    for n in range(20):
        commit(desk, f"{n}", name=f"P {n}", contact=f"p{n}@example.org")

    forecast = picture(open_page("", Grant(1, role, "ks")))["forecast"]

    assert (forecast is not None) is sees
    if sees:
        assert forecast["guess"]
