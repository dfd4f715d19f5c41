"""The desk's map files, through the frame: looked at, chosen, stored, taken back."""

import json

import pytest

from tests.bad_maps import BAD, Bad
from tests.builders import a_rally, an_area, an_organizer
from tests.pages.conftest import ORGANIZER, components, text
from turnout.desk import atlas
from turnout.model.places import Shape

BOWTIE = [[[-95.6, 39], [-95.59, 39.01], [-95.59, 39], [-95.6, 39.01], [-95.6, 39]]]


def collection(*features):
    told = [
        {"type": "Feature", "properties": {"name": name, "group": group}, "geometry": geometry}
        for name, group, geometry in features
    ]
    return json.dumps({"type": "FeatureCollection", "features": told}).encode()


def point(east, north):
    return {"type": "Point", "coordinates": [east, north]}


FILE = collection(
    ("Lot *A*", "East side", point(-95.7, 39)),
    ("Lot B", "", point(-95.71, 39)),
    ("Bowtie", "", {"type": "Polygon", "coordinates": BOWTIE}),
    ("Nowhere", "", None),
)


@pytest.fixture
def rally(desk):
    a_rally(desk)
    return desk


@pytest.fixture
def given(open_page, rally):
    def opened(body=FILE, name="ours.geojson", **params):
        app = open_page("desk", ORGANIZER, section="map", **params)
        app.file_uploader[0].upload(name, body, "application/octet-stream").run()
        assert not app.exception, app.exception
        return app

    return opened


def titles(desk):
    return [each.area.title for each in atlas.atlas(desk, "ks").areas]


def press(app, key):
    app.button(key=key).click().run()
    assert not app.exception, app.exception


def bring(app):
    press(app, "mapfile_bring")


def ticked(app):
    boxes = [box for box in app.checkbox if str(box.key).startswith("mapfile_take")]
    return {box.label.replace("\\", "").split(" · ")[0]: box.value for box in boxes}


@pytest.mark.parametrize("lang", ["en", "es"])
def test_the_section_is_drawn_in_both_languages_and_links_the_files(rally, open_page, lang):
    app = open_page("desk", ORGANIZER, section="map", lang=lang)

    assert len(app.header) == 2
    for form in ("geojson", "kml", "csv"):
        assert f'href="/e/ks/areas.{form}"' in text(app)


def test_a_file_is_shown_place_by_place_and_nothing_is_stored(rally, given):
    app = given()

    assert ticked(app) == {
        "Lot *A*": True,
        "Lot B": True,
        "Bowtie (1 of 2)": False,
        "Bowtie (2 of 2)": False,
    }
    for told in ("Its folders make 1 group: East side.", "Mended, it is 2 pieces", "Nowhere"):
        assert told in text(app)
    (drawn,) = [each for each in components(app) if "features" in each]
    assert [each["properties"]["title"] for each in drawn["features"]] == [
        *("Lot *A*", "Lot B", "Bowtie (1 of 2)", "Bowtie (2 of 2)"),
    ]
    assert titles(rally) == []


def test_what_is_chosen_comes_in_and_is_then_known(rally, given):
    app = given()
    bring(app)

    assert titles(rally) == ["Lot *A*", "Lot B"]
    assert "Done: 2 areas are on the map. New groups: East side." in text(app)
    assert set(ticked(app)) == {"Bowtie (1 of 2)", "Bowtie (2 of 2)"}
    assert "mapfile_bring" not in [button.key for button in app.button]


def test_a_tick_decides(rally, given):
    app = given()
    boxes = {box.label: box for box in app.checkbox}
    boxes["Lot B"].uncheck().run()
    mended = next(box for box in app.checkbox if box.label.startswith("Bowtie \\(1"))
    mended.check().run()
    bring(app)

    assert titles(rally) == ["Lot *A*", "Bowtie (1 of 2)"]


def test_all_of_a_kind_are_chosen_in_one_tap(rally, given):
    app = given()
    app.pills[0].set_value("mended").run()
    press(app, next(button.key for button in app.button if "mapfile_all" in str(button.key)))
    assert list(ticked(app).values()) == [True, True]
    bring(app)

    assert len(titles(rally)) == 4


def test_all_of_it_is_taken_back_in_one_tap(rally, given):
    app = given()
    bring(app)
    press(app, "mapfile_undo")

    assert titles(rally) == []
    assert list(ticked(app).values()) == [False] * 4  # set aside, or to be agreed to


def test_a_long_file_is_turned_page_by_page_and_keeps_its_ticks(rally, given):
    app = given(collection(*((f"Lot {n}", "", point(-95.7, 39 + n / 1000)) for n in range(45))))
    app.checkbox[0].uncheck().run()
    app.number_input[0].set_value(3).run()
    assert list(ticked(app)) == [f"Lot {n}" for n in range(40, 45)]
    bring(app)

    assert titles(rally) == [f"Lot {n}" for n in range(1, 45)]


def test_another_towns_file_is_told_and_let_in_when_asked(rally, given):
    an_area(rally, an_organizer(rally))
    app = given(collection(("Arch", "", point(-90.18, 38.62))))
    assert "outside this campaign" in text(app)
    app.checkbox(key="mapfile_near-ks").uncheck().run()
    bring(app)

    assert titles(rally) == ["Corner of 6th and Jackson", "Arch"]


def test_what_is_no_map_is_said_in_the_readers_language(given):
    assert "no es un mapa" in text(given(b"\x89PNG", "x.png.kml", lang="es"))


def test_the_ledger_tells_of_it_in_sentences(rally, given, open_page):
    bring(given())
    app = open_page("desk", ORGANIZER, section="story")

    told = text(app)
    assert "A map file brought 2 areas." in told
    assert '"Lot *A*" was put on the map.' in told
    (undo,) = [each for each in app.button if each.key == "undo-3"]
    assert undo.label


def wrong_with(app, bad: Bad) -> str:
    """Return how the page answers a file other than it should; empty where it is right."""
    app.file_uploader[0].upload(bad.name, bad.body, "application/octet-stream").run()
    if app.exception:
        return str(app.exception)
    told = text(app)
    offered = "accepted" in bad.decisions or "repair" in bad.decisions
    if offered != bool(ticked(app)):
        return f"offered: {ticked(app)}"
    if ("accepted" in bad.decisions) != ("mapfile_bring" in [each.key for each in app.button]):
        return "taken without being asked, or not taken"
    return "" if bad.says in told + " ".join(ticked(app)) else told[-400:]


def test_every_file_that_people_get_wrong_has_its_answer(open_page, rally):
    corner = Shape("point", (((-94.6, 39.0),),))
    an_area(rally, an_organizer(rally), title="Here", shape=corner, m2=0)
    app = open_page("desk", ORGANIZER, section="map")
    answers = {what: wrong_with(app, bad) for what, bad in BAD.items()}

    assert {what: answer for what, answer in answers.items() if answer} == {}
    assert titles(rally) == ["Here"]
