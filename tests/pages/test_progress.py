import pytest

from tests.builders import NOON, a_lead, a_rally, a_steward, an_area, an_area_photo, commit
from tests.pages.conftest import ORGANIZER, components, text
from tests.pages.test_guards import CLOSED
from turnout.desk import areas, leads
from turnout.desk.areas import Said
from turnout.model import Grant, Role
from turnout.model.areas import Step
from turnout.ui.cleanups import WIDEST

FUNDER = Grant(1, Role.FUNDER, "ks")


def a_full_rally(desk, **fields):
    a_rally(desk, **fields)
    a_lead(desk)
    for at in range(10):
        commit(desk, f"yes-{at}", party="6", name="Amina Diallo", lead="wichita_teachers")
        commit(desk, f"conf-{at}", party="2", name="Ben Ito", status="confirmed")
    leads.declare(desk, "ks", "wichita_teachers", total=100).result()


@pytest.mark.parametrize(
    "has_areas, grant, leads_to",
    [
        (True, ORGANIZER, ["event=ks&lang=en"]),
        (False, ORGANIZER, []),
        (True, Grant(2, Role.FUNDER, "ks-dec-05"), []),
    ],
)
def test_a_date_leads_to_its_campaign_whose_the_areas_are(
    has_areas, grant, leads_to, desk, open_page
):
    a_rally(desk)
    a_lead(desk)
    if has_areas:
        an_area(desk, a_steward(desk))
    a_rally(desk, slug="ks-dec-05", parent="ks")

    links = [
        each.proto for each in open_page("progress", grant, event="ks-dec-05").get("page_link")
    ]

    assert [link.query_string for link in links if "campaign" in link.label] == leads_to


def test_a_date_leads_to_its_campaign_as_soon_as_that_has_areas(desk, open_page):
    a_rally(desk)
    a_lead(desk)
    a_rally(desk, slug="ks-dec-05", parent="ks")
    app = open_page("progress", ORGANIZER, event="ks-dec-05")
    assert not [each for each in app.get("page_link") if "campaign" in each.proto.label]

    an_area(desk, a_steward(desk))

    assert [each for each in app.run().get("page_link") if "campaign" in each.proto.label]


def test_an_empty_store_shows_an_organizer_how_to_start(open_page):
    app = open_page("progress", ORGANIZER)

    assert "No rally yet. Start one." in text(app)
    assert CLOSED not in text(app)


def bar(app):
    return next(each["picture"] for each in components(app) if "picture" in each)


def test_the_page_answers_first_whether_it_is_real(desk, open_page):
    a_full_rally(desk)

    shown = text(open_page("progress", FUNDER))

    assert "<b>120</b> <span>promised, of a goal of 600</span>" in shown
    assert "80 of them said so by name." in shown
    assert "20 said it a second time." in shown
    assert "40 stand on their leads' word, without names." in shown
    assert "Who came is counted on the day" in shown


def test_the_bar_draws_the_numbers_that_are_told(desk, open_page):
    a_full_rally(desk)

    drawn = bar(open_page("progress", FUNDER))
    assert (drawn["confirmed"], drawn["yes"], drawn["by_count"]) == (20, 60, 40)


def test_nothing_hidden_reaches_the_browser_in_the_bar_or_the_chart(desk, open_page):
    a_rally(desk)
    commit(desk, "1", party="3", status="confirmed", name="Three")
    commit(desk, "2", party="6", name="Six")

    app = open_page("progress", FUNDER)

    assert (bar(app)["confirmed"], bar(app)["yes"]) == (0, 9)
    assert "told together with others" in text(app)
    assert not any('"confirmed": 3' in each.proto.spec for each in app.get("vega_lite_chart"))


def test_how_each_number_was_counted_is_told_by_door_and_role(desk, open_page):
    a_full_rally(desk)

    shown = text(open_page("progress", FUNDER))

    assert "the people themselves, on another service" in shown
    assert "leads, beyond the people named; no names are behind these" in shown
    assert "record 23" in shown
    assert "Amina" not in shown


@pytest.mark.parametrize(
    "grants", [(), (Grant(1, Role.LEAD, "ks"),), (Grant(1, Role.FUNDER, "b"),)]
)
def test_the_page_is_closed_but_for_funders_and_organizers(grants, desk, open_page):
    a_full_rally(desk)

    assert CLOSED in text(open_page("progress", *grants, event="ks"))


def test_a_public_page_is_open_to_strangers_and_shows_only_what_is_public(desk, open_page):
    a_full_rally(desk, progress_public=True)
    a_rally(desk, "private", title="Nobody else's business", starts_at=NOON)

    shown = text(open_page("progress", event="private"))

    assert "<b>120</b>" in shown
    assert "Nobody else" not in shown


def test_a_page_made_private_closes_for_the_stranger_who_has_it_open(desk, open_page, monkeypatch):
    a_full_rally(desk, progress_public=True)
    app = open_page("progress")

    monkeypatch.setattr("turnout.desk.accounts.may_read", lambda visitor, event: False)
    app.run()

    assert CLOSED in text(app)


def test_a_rally_without_a_promise_says_where_the_numbers_will_be(desk, open_page):
    a_rally(desk, goal=0)

    app = open_page("progress", FUNDER)

    assert "Nobody has promised to come yet." in text(app)
    assert "The line starts when at least five people have promised." in text(app)
    assert not app.get("vega_lite_chart")


def test_so_few_are_told_in_words(desk, open_page):
    a_rally(desk)
    commit(desk, party="3")

    shown = text(open_page("progress", FUNDER))

    assert "Fewer than five, so far" in shown
    assert bar(open_page("progress", FUNDER))["yes"] == 0


def test_sites_and_past_events_stand_side_by_side_in_the_same_numbers(desk, open_page):
    a_full_rally(desk)
    a_rally(desk, "salina", title="Salina", parent="ks")
    a_rally(desk, "spring", title="The spring rally", starts_at=NOON.replace(month=4))
    before = NOON.replace(month=3).isoformat()  # both were still ahead
    for event in ("salina", "spring"):
        for at in range(4):
            commit(desk, f"{event}-{at}", event=event, party="5", name="Cam", said_at=before)

    shown = text(open_page("progress", ORGANIZER, event="ks"))

    assert "Its sites" in shown
    assert "<td>Salina</td>" in shown
    assert "<td>The spring rally</td>" in shown


def test_the_chart_has_the_same_numbers_as_a_table(desk, open_page):
    a_full_rally(desk)

    app = open_page("progress", FUNDER)

    assert len(app.get("vega_lite_chart")) == 1
    assert '<td>Sun, Nov 22</td><td class="number">120</td>' in text(app)


def test_three_hundred_leads_fold(desk, open_page):
    a_rally(desk)
    for at in range(300):
        a_lead(desk, f"lead_{at}", name=f"Lead {at}")

    app = open_page("progress", FUNDER)

    assert [each.label for each in app.expander] == ["All 300 leads"]


def test_the_page_speaks_spanish(desk, open_page):
    a_full_rally(desk)

    shown = text(open_page("progress", FUNDER, lang="es"))

    assert "80 lo dijeron con su nombre." in shown
    assert "Promised" not in shown


def test_the_clean_up_is_told_in_numbers_by_week_and_as_a_picture(desk, open_page):
    a_full_rally(desk)
    steward = a_steward(desk)
    area = an_area(desk, steward).area
    an_area_photo(desk, steward)
    said = Said("key-of-step-number-1", area, Step.CLEAN, bags=9, volunteers=4)
    areas.say(desk, steward, said).result()
    an_area_photo(desk, steward, "key-of-step-number-1", kind="after")

    app = open_page("progress", FUNDER)
    shown = text(app)

    assert "1 of 1 area cleaned" in shown
    assert "4 volunteers, as stewards told them" in shown
    assert 'alt="A small map of the campaign: 1 cleaned."' in shown
    assert "Corner of 6th and Jackson, before" in shown
    weeks = next(
        spec for each in app.get("vega_lite_chart") if "cleaned" in (spec := each.proto.spec)
    )
    assert f"min({WIDEST}, 0.7 * bandwidth('x'))" in weeks  # one week is no wall


def test_a_rally_without_a_map_has_no_clean_up_on_its_page(desk, open_page):
    a_full_rally(desk)

    assert "The clean-up" not in text(open_page("progress", FUNDER))
