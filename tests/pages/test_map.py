"""The map at a desk: what is seen of every area, and what each role may do to it."""

import json
from datetime import datetime

import pytest

from tests.builders import (
    a_lead,
    a_rally,
    a_steward,
    an_area,
    an_area_photo,
    an_organizer,
    commit,
)
from tests.pages.conftest import ORGANIZER, components, text
from turnout.desk import areas, atlas, links
from turnout.desk.areas import Said
from turnout.desk.pocket import Actor
from turnout.model import Grant, ReviewState, Role
from turnout.model.areas import AreaState, Step
from turnout.model.places import Shape

FAR = Shape("point", (((-97.3, 37.7),),))
EVIL = "<script>alert(1)</script> [x](javascript:alert(1)) :material/home: $\\LaTeX$"


@pytest.fixture
def campaign(desk):
    a_rally(desk, title="Clean up the river")
    a_lead(desk)
    a_rally(desk, "dec-5", parent="ks", title="River clean-up", starts_at=datetime(2026, 12, 5, 9))


@pytest.fixture
def area(desk, campaign):
    """Draw a street corner; return its number."""
    return an_area(desk, an_organizer(desk), wanted=6).area


@pytest.fixture
def tab(open_page, area):
    """Open the map as the organizer, at that corner."""
    return open_page("map", ORGANIZER, event="ks", area=str(area))


def stands(desk, area):
    (each,) = [one for one in atlas.atlas(desk, "ks").areas if one.area.id == area]
    return each.area.state, each.area.date


def press(app, label):
    (button,) = [each for each in app.button if each.label == label]
    button.click().run()
    assert not app.exception, app.exception


def labels(app):
    return [each.label for each in app.button]


def figure(app):
    (chart,) = app.get("deck_gl_json_chart")
    return chart.proto


def layers(app):
    return {layer["id"]: layer for layer in json.loads(figure(app).json)["layers"]}


def a_lead_link(desk, event="ks"):
    return links.enter(desk, links.mint(desk, Role.LEAD, event, lead="wichita_teachers"))[1]


def test_an_empty_map_says_what_to_do(desk, campaign, open_page):
    app = open_page("map", ORGANIZER, event="ks")

    assert "Nothing is on the map yet" in text(app)
    assert 'href="/e/ks/map?lang=en"' in text(app)
    assert "Bring in a map you have" in text(app)
    assert "Draw a place" in labels(app)
    assert "cleaned" not in text(app)


def test_every_state_is_a_layer_with_a_pattern_or_a_fill_and_has_its_sign(tab):
    drawn = layers(tab)

    assert {f"{state}-0" for state in AreaState} <= set(drawn)
    assert [drawn[f"{state}-0"]["getFillPattern"] for state in ("reported", "confirmed")] == [
        "reported", "confirmed",
    ]  # fmt: skip
    assert [spot["sign"] for spot in drawn["signs-0"]["data"]] == ["confirmed"]


def test_the_figure_is_compact_has_a_name_and_asks_nobody(tab):
    told = json.loads(figure(tab).json)

    assert figure(tab).json == json.dumps(
        told, sort_keys=True, separators=(",", ":"), ensure_ascii=False
    )
    assert figure(tab).alt.startswith("A map with 1 areas")
    assert told["mapStyle"].startswith("data:application/json;base64,")
    assert "http" not in figure(tab).json.replace("http://www.w3.org/2000/svg", "")


def test_the_card_says_what_is_known_and_where_to_join(tab, desk, area):
    press(tab, "Put it on this date")
    commit(desk, event="dec-5", party="4")
    tab.run()

    assert stands(desk, area) == (AreaState.SCHEDULED, "dec-5")
    assert "4 coming of 6 wanted." in text(tab)
    assert f'href="/e/dec-5/join?area={area}&amp;lang=en"' in "".join(
        each.proto.body for each in tab.get("html")
    )
    assert "Put on a date: Sat, Dec 5" in text(tab)


def test_each_step_leads_on_and_one_tap_takes_it_back(tab, desk, area):
    for label, state in (
        ("Put it on this date", AreaState.SCHEDULED),
        ("Take it off its date", AreaState.REPORTED),
        ("I saw it", AreaState.CONFIRMED),
        ("Mark it cleaned", AreaState.CLEANED),
        ("It is dirty again", AreaState.REOPENED),
        ("Undo", AreaState.CLEANED),
    ):
        press(tab, label)
        assert stands(desk, area)[0] is state, label
    assert "Undo" not in labels(tab)


def test_bags_and_volunteers_are_kept_with_a_cleaning(tab, desk, area):
    tab.number_input(key=f"map-bags-{area}").set_value(7)
    tab.number_input(key=f"map-volunteers-{area}").set_value(12)
    press(tab, "Mark it cleaned")

    cleaning = atlas.one(desk, "ks", area)[0].cleaning
    assert (cleaning.bags, cleaning.volunteers) == (7, 12)
    assert "12 volunteers." in text(tab)


def test_what_cannot_be_done_is_said_beside_the_area_and_changes_nothing(tab, desk, area):
    areas.say(desk, an_organizer(desk), Said("key-of-another-one", area, Step.CLEAN)).result()

    press(tab, "Mark it cleaned")

    assert "Somebody has marked this area as cleaned already." in text(tab)
    assert stands(desk, area)[0] is AreaState.CLEANED


def test_a_second_tap_after_a_lost_answer_stands_once(tab, desk, area):
    key = f"map-key-clean-{area}"
    tab.session_state[key] = "key-of-a-lost-answer"
    organizer = areas.Doer("ks", Actor("ks", 0, Role.ORGANIZER, "grant:1"))
    areas.say(
        desk, organizer, Said("key-of-a-lost-answer", area, Step.CLEAN, note="lost")
    ).result()  # it was stored, and its answer went astray before the button was pressed again
    press(tab, "Mark it cleaned")

    steps = [step.step for step in atlas.one(desk, "ks", area)[1]]
    assert steps == [Step.DRAW, Step.CLEAN]
    assert key not in tab.session_state


def test_a_report_waits_first_and_is_shown_or_set_aside_in_one_tap(desk, campaign, open_page):
    number = an_area(desk, title="Behind the mill").area
    an_area_photo(desk, areas.Doer("ks"))
    app = open_page("map", ORGANIZER, event="ks")
    assert "1 report waits for your look" in text(app)
    assert f"/e/ks/areas/{number}/photos/" in text(app)

    press(app, "Show Behind the mill")
    assert [each.area.id for each in atlas.atlas(desk, "ks").areas] == [number]
    press(app, "Undo")
    assert atlas.atlas(desk, "ks").areas == ()
    press(app, "Set Behind the mill aside")
    assert atlas.waiting(desk, "ks") == []
    press(app, "Undo")
    assert [each.id for each in atlas.waiting(desk, "ks")] == [number]


def test_a_photo_that_waits_is_shown_and_set_aside(tab, desk, area):
    areas.say(desk, an_organizer(desk), Said("key-of-cleaning-01", area, Step.CLEAN)).result()
    passing = areas.Doer("ks")
    areas.say(desk, passing, Said("key-of-reopening-1", area, Step.REOPEN)).result()
    an_area_photo(desk, passing, "key-of-reopening-1")
    tab.run()
    assert "1 photo waits for your look" in text(tab)

    tab.button(key="map-photo-shown-1").click().run()
    assert len(atlas.one(desk, "ks", area)[0].photos) == 1
    tab.button(key="map-photo-set_aside-1").click().run()
    assert atlas.one(desk, "ks", area)[0].photos == ()
    press(tab, "Undo")
    assert len(atlas.one(desk, "ks", area)[0].photos) == 1


def test_a_report_is_decided_in_sight_of_its_photos(desk, campaign, open_page):
    first = an_area(desk, key="key-of-a-report-001", title="Behind the mill").area
    second = an_area(desk, key="key-of-a-report-002", title="Under the bridge").area
    an_area_photo(desk, areas.Doer("ks"), "key-of-a-report-002")
    lead = a_lead_link(desk)

    def drawn(who, area):
        page = text(open_page("map", who, event="ks", area=str(area)))
        return page.count(f"/e/ks/areas/{second}/photos/")

    assert drawn(ORGANIZER, first) == 0  # reports come up one after the other
    assert drawn(ORGANIZER, second) == 2  # and among its photos, to decide on each
    assert drawn(lead, second) == 0


def test_an_organizer_says_who_looks_after_an_area(tab, desk, area):
    tab.selectbox(key=f"map-steward-{area}").select("wichita_teachers@mastodon.social")
    press(tab, "Keep")

    assert atlas.one(desk, "ks", area)[0].handle == "wichita_teachers@mastodon.social"
    assert "Wichita Teachers (@wichita_teachers@mastodon.social) looks after it." in text(tab)
    press(tab, "Undo")
    assert atlas.one(desk, "ks", area)[0].handle == ""


def test_a_lead_takes_steps_and_decides_nothing(desk, area, open_page):
    an_area(desk, key="key-of-a-report-001", title="Behind the mill")
    app = open_page("map", a_lead_link(desk), event="ks", area=str(area))
    assert not {"Set it aside", "Put it on this date", "Keep", "Show Behind the mill"} & set(
        labels(app)
    )

    press(app, "Mark it cleaned")

    assert stands(desk, area)[0] is AreaState.CLEANED
    assert "It is dirty again" in labels(app)


def test_a_lead_of_a_date_sees_the_campaigns_map_and_acts_on_what_is_on_theirs(
    desk, area, open_page
):
    a_lead(desk, event="dec-5")
    app = open_page("map", a_lead_link(desk, "dec-5"), event="dec-5", area=str(area))

    press(app, "Mark it cleaned")

    assert "This area is not there, or it is not yours" in text(app)
    assert stands(desk, area)[0] is AreaState.CONFIRMED


def test_a_funder_looks_and_does_nothing(desk, area, open_page):
    an_area(desk, key="key-of-a-report-001", title="Behind the mill")
    app = open_page("map", Grant(9, Role.FUNDER, "ks"), event="ks", area=str(area))

    assert "Corner of 6th and Jackson" in text(app)
    assert "Behind the mill" not in text(app) + "".join(labels(app))
    assert not {"I saw it", "Mark it cleaned", "Set it aside", "Draw a place"} & set(labels(app))


def test_the_list_has_what_the_map_has_where_help_is_needed_first(desk, tab, area):
    an_area(desk, an_organizer(desk), "key-of-area-00002", title="Bus stop")
    areas.say(desk, an_organizer(desk), Said("key-of-cleaning-01", area, Step.CLEAN)).result()
    an_area(desk, key="key-of-area-00003", title="School fence")
    tab.run()

    listed = [each.label for each in tab.button if each.key.startswith("area-")]
    assert listed == [
        "**School fence** Waits for a look",
        "**Bus stop** confirmed",
        "**Corner of 6th and Jackson** cleaned",
    ]
    assert [spot["title"] for spot in layers(tab)["signs-0"]["data"]] == [
        "Corner of 6th and Jackson", "Bus stop", "School fence",
    ]  # fmt: skip


def test_the_legend_counts_and_leaves_out_what_is_not_chosen(desk, tab, area):
    an_area(desk, an_organizer(desk), "key-of-area-00002", title="Bus stop")
    areas.say(desk, an_organizer(desk), Said("key-of-cleaning-01", area, Step.CLEAN)).result()
    tab.run()
    legend = tab.get("button_group")[0]
    assert [option.content for option in legend.proto.options] == [
        "0 dirty again", "0 reported", "1 confirmed", "0 on a date", "1 cleaned",
    ]  # fmt: skip

    tab.session_state["map-states"] = ["cleaned"]
    tab.run()

    assert [spot["id"] for spot in layers(tab)["signs-0"]["data"]] == [area]


def test_a_lead_may_ask_for_their_own_areas_only(desk, area, open_page):
    own = an_area(desk, a_steward(desk), "key-of-area-00002", title="Bus stop").area
    app = open_page("map", a_lead_link(desk), event="ks")

    app.checkbox(key="map-mine").check().run()

    assert [spot["id"] for spot in layers(app)["signs-0"]["data"]] == [own]


def test_the_view_stays_where_it_was_whatever_comes_in(desk, tab):
    before = json.loads(figure(tab).json)["initialViewState"]
    far = an_area(desk, an_organizer(desk), "key-of-area-00002", title="Far", shape=FAR)
    tab.run()

    assert far.area in [spot["id"] for spot in layers(tab)["signs-0"]["data"]]
    assert json.loads(figure(tab).json)["initialViewState"] == before

    tab.session_state["map-area"] = far.area
    tab.run()
    press(tab, "Show it on the map")
    assert json.loads(figure(tab).json)["initialViewState"] != before


def test_what_strangers_write_is_shown_to_the_letter(desk, campaign, open_page):
    receipt = an_area(desk, title=EVIL, text=EVIL)
    app = open_page("map", ORGANIZER, event="ks", area=str(receipt.area))

    (line,) = [each.label for each in app.button if each.key == f"area-waiting-{receipt.area}"]
    assert "\\[x\\]\\(javascript" in line
    assert "\\:material\\/home\\:" in line
    assert all("<script>" not in each.proto.body for each in app.get("html"))
    assert EVIL in text(app)


def test_a_place_is_drawn_judged_and_put_on_the_map(desk, tab, monkeypatch):
    press(tab, "Draw a place")
    (mounted,) = [each for each in components(tab) if "areasUrl" in each]
    assert mounted["areasUrl"] == "/api/v1/events/ks/areas"
    press(tab, "Put it on the map")
    assert "It needs a few more corners." in text(tab)

    square = [[-95.7, 39.05], [-95.69, 39.05], [-95.69, 39.06], [-95.7, 39.06], [-95.7, 39.05]]
    draw(monkeypatch, {"type": "Polygon", "coordinates": [square]})
    tab.run()
    press(tab, "Put it on the map")
    assert "Say in a few words where it is" in text(tab)

    tab.text_input(key="map-draw-title-0").set_value("Lot on Quincy Street")
    press(tab, "Put it on the map")
    assert "Lot on Quincy Street: on the map." in text(tab)
    assert [each.area.title for each in atlas.atlas(desk, "ks").areas][1:] == [
        "Lot on Quincy Street"
    ]
    press(tab, "Undo")
    assert len(atlas.atlas(desk, "ks").areas) == 1


def test_a_shape_that_crosses_itself_is_offered_mended_and_asked_for(desk, tab, monkeypatch):
    bow = [[-95.7, 39.05], [-95.69, 39.06], [-95.69, 39.05], [-95.7, 39.06], [-95.7, 39.05]]
    draw(monkeypatch, {"type": "Polygon", "coordinates": [bow]})
    press(tab, "Draw a place")
    tab.text_input(key="map-draw-title-0").set_value("Lot")
    press(tab, "Put it on the map")
    assert "The shape cannot be taken as it is." in text(tab)

    tab.checkbox(key="map-draw-mended").check().run()
    press(tab, "Put it on the map")

    assert [each.area.title for each in atlas.atlas(desk, "ks").areas][1:] == ["Lot", "Lot"]


def test_an_area_set_aside_is_off_the_map_and_comes_back(tab, desk, area):
    press(tab, "Set it aside")
    assert atlas.atlas(desk, "ks").areas == ()

    press(tab, "Undo")
    with desk.store.reading():
        assert [each.area.review for each in atlas.atlas(desk, "ks").areas] == [ReviewState.SHOWN]


def test_it_speaks_spanish(open_page, area):
    app = open_page("map", ORGANIZER, event="ks", lang="es")

    assert "0 de 1 zona limpia" in text(app)
    assert "Dibujar un lugar" in labels(app)


def draw(monkeypatch, geometry):
    """Let the drawing hold `geometry`: AppTest has no browser to draw in."""
    monkeypatch.setattr("turnout.ui.map_draw._draw", lambda **given: {"geometry": geometry})
