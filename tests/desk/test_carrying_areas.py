"""The map of an event goes along with it, and comes back equal."""

import json
from dataclasses import replace

import pytest

from tests.builders import (
    CORNER,
    a_desk,
    a_lead,
    a_rally,
    a_steward,
    an_area,
    an_area_photo,
    an_organizer,
)
from turnout.desk import (
    area_care,
    area_changes,
    area_import,
    area_photos,
    areas,
    atlas,
    carrying,
    corrections,
    keeping,
    neighbourhoods,
    place_stories,
    places,
    schedule,
)
from turnout.desk.area_changes import Changed
from turnout.desk.areas import Doer, Said
from turnout.desk.neighbourhoods import Plan
from turnout.desk.place_stories import Told
from turnout.errors import Refused
from turnout.formats.atlas import collection
from turnout.formats.map_files import FORMS
from turnout.model import ReviewState
from turnout.model.areas import Step
from turnout.store import area_changes as was

SAID = {"contact": "ana@example.org", "consent": "map.consent/1"}


@pytest.fixture
def desk(tmp_path):
    desk = a_desk(tmp_path)
    a_rally(desk)
    a_lead(desk)
    yield desk
    desk.store.close()


@pytest.fixture
def other(tmp_path):
    opened = a_desk(tmp_path / "other")
    yield opened
    assert keeping.check(opened) == []
    opened.store.close()


def key(number):
    return f"key-of-something-{number:04}"


def say(desk, doer, area, step, number, **given):
    return areas.say(desk, doer, Said(key(number), area, step, **given)).result()


@pytest.fixture
def lived(desk):
    """Return the desk after areas were reported, worked on, set aside, and brought by a file."""
    organizer, steward = an_organizer(desk), a_steward(desk)
    reported = an_area(desk, key=key(1), title="Reported", text="Tires", size="truck", **SAID).area
    an_area_photo(desk, Doer("ks"), key=key(1))
    areas.decide(desk, organizer, reported, ReviewState.SHOWN, key(2)).result()
    say(desk, steward, reported, Step.CONFIRM, 3)
    cleaned = say(desk, steward, reported, Step.CLEAN, 4, bags=7, volunteers=5, note="Thanks")
    an_area_photo(desk, steward, key=key(4), kind="after", colour=(10, 200, 10))
    areas.undo(desk, steward, reported, cleaned.seq, key(5)).result()
    an_area(desk, key=key(6), title="Waiting")
    aside = an_area(desk, organizer, key=key(7), title="Aside").area
    areas.decide(desk, organizer, aside, ReviewState.SET_ASIDE, key(8)).result()
    on_day = an_area(desk, steward, key=key(9), title="On the day", wanted=6).area
    say(desk, organizer, on_day, Step.SCHEDULE, 10, date="ks")
    square = [[-95.7, 39], [-95.69, 39], [-95.69, 39.01], [-95.7, 39]]
    named = [("East", square), ("Lot", [[a + 0.1, b] for a, b in square])]
    features = [
        {"type": "Feature", "properties": {"name": name, "group": "East"},
         "geometry": {"type": "Polygon", "coordinates": [ring]}} for name, ring in named
    ]  # fmt: skip
    body = json.dumps({"type": "FeatureCollection", "features": features}).encode()
    rows = area_import.look(desk, "ks", places.check(body))
    area_import.bring(desk, organizer, rows).result()
    told_of_places(desk, organizer, on_day)
    return desk


def told_of_places(desk, organizer, area):
    """Make a group, set another aside, correct an area, and tell of them; some of it waits."""
    west = neighbourhoods.add(desk, organizer, key(30), Plan("West", boundary=CORNER)).result()
    neighbourhoods.add(desk, organizer, key(31), Plan("Gone")).result()
    neighbourhoods.decide(desk, organizer, key(32), "gone", ReviewState.SET_ASIDE).result()
    area_changes.change(desk, organizer, Changed(key(33), area, text="Glass")).result()
    area_care.assign(desk, organizer, area, "wichita_teachers", "", key(34)).result()
    mill = Told(key(35), "landmark", "The old mill", place="39.05, -95.68", of=west.slug)
    waits = place_stories.tell(desk, Doer("ks"), mill).result().story
    place_stories.tell(desk, Doer("ks"), replace(mill, key=key(36), title="Waits")).result()
    told = Told(key(37), "story", "My first swim", text="In 1962.", area=area)
    place_stories.tell(desk, organizer, told).result()
    place_stories.decide(desk, organizer, waits, ReviewState.SHOWN).result()


def carry(desk, other, slug="ks"):
    carrying.import_(other, json.loads(json.dumps(carrying.export(desk, slug)))).result()


def drawn(desk, slug="ks"):
    """Return the map without the numbers that a store gives by itself."""
    told = collection(atlas.atlas(desk, slug))
    told["seq"] = 0
    for feature in told["features"]:
        feature["properties"]["seq"] = 0
    return told


def histories(desk, slug="ks"):
    with desk.store.reading() as look:
        numbers = [row[0] for row in look.rows("SELECT id FROM area ORDER BY id")]
    steps = [
        atlas.one(desk, slug, number, held=True)[1] for number in numbers if shown(desk, number)
    ]
    return [[replace(step, seq=0, by="", area=0) for step in each] for each in steps]


def shown(desk, number):
    with desk.store.reading() as look:
        return look.row("SELECT review FROM area WHERE id = ?", (number,))[0] in ("shown", "held")


def test_the_map_is_the_same_there(lived, other):
    carry(lived, other)

    assert drawn(other) == drawn(lived)
    assert histories(other) == histories(lived)
    assert FORMS["csv"].written(atlas.atlas(other, "ks")) == FORMS["csv"].written(
        atlas.atlas(lived, "ks")
    )


def test_carried_twice_it_is_the_same_values(lived, other):
    carry(lived, other)
    once, twice = (carrying.export(each, "ks")["map"] for each in (lived, other))

    assert [group["name"] for group in once["groups"]] == ["East", "West", "Gone"]
    for name in ("areas", "photos", "groups", "stories"):
        assert len(once[name]) == len(twice[name]) > 0
    kept = ("title", "text", "size", "wanted", "shape", "m2", "review")
    assert [[each[k] for k in kept] for each in once["areas"]] == [
        [each[k] for k in kept] for each in twice["areas"]
    ]
    assert [photo["large"] for photo in once["photos"]] == [
        photo["large"] for photo in twice["photos"]
    ]


def places_told(desk):
    """Return what is told of places, without the numbers that a store gives by itself."""
    by_state = (place_stories.shown, place_stories.waiting, place_stories.set_aside)
    return [[replace(each, id=0, subject="") for each in of(desk, "ks")] for of in by_state]


def test_groups_and_what_is_told_of_places_are_the_same_there(lived, other):
    carry(lived, other)

    assert places_told(other) == places_told(lived)
    assert [[story.title for story in each] for each in places_told(other)] == [
        ["My first swim", "The old mill"], ["Waits"], [],
    ]  # fmt: skip
    groups = [
        [(each.slug, each.review, each.areas) for each in neighbourhoods.groups(where, "ks")]
        for where in (lived, other)
    ]
    assert groups[0] == groups[1]
    assert ("gone", ReviewState.SET_ASIDE, 0) in groups[1]


def test_what_waits_of_places_is_decided_there_and_the_ledger_names_it(lived, other):
    carry(lived, other)
    (waits,) = place_stories.waiting(other, "ks")
    seq = place_stories.decide(other, an_organizer(other), waits.id, ReviewState.SHOWN).result().seq
    corrections.undo(other, seq, by="desk", event="ks").result()

    assert [each.title for each in place_stories.waiting(other, "ks")] == ["Waits"]
    named = {(each.kind, each.area, each.told) for each in corrections.story(other, "ks", most=99)}
    assert {("group", "Gone", ""), ("story", "West", "The old mill")} <= named


def test_what_an_area_was_before_it_was_corrected_comes_along(lived, other):
    carry(lived, other)

    assert [changed(each) for each in (lived, other)] == [["", "Glass"]] * 2


def changed(desk):
    """Return what was told of the area on the day, from first to last."""
    (shown,) = [each for each in atlas.atlas(desk, "ks").areas if each.area.title == "On the day"]
    with desk.store.reading() as look:
        before = [row["text"] for row in was.of_area(look, shown.area.id)]
    return [*before, shown.area.text]


def test_a_boundary_moves_there_whom_it_moved_here(lived, other):
    carry(lived, other)
    ring = tuple((lon + 1, lat) for lon, lat in CORNER.rings[0])
    plan = Plan("West", boundary=replace(CORNER, rings=(ring,)))
    for desk in (lived, other):
        neighbourhoods.change(desk, an_organizer(desk), key(50), "west", plan).result()

    assert [each.areas for each in neighbourhoods.groups(other, "ks")] == [
        each.areas for each in neighbourhoods.groups(lived, "ks")
    ]


def test_photos_come_along_with_what_was_decided_of_them(lived, other):
    carry(lived, other)
    was, now = (area_photos.of_area(each, "ks", 1) for each in (lived, other))

    assert [(photo.kind, state) for photo, state in now] == [
        (photo.kind, state) for photo, state in was
    ]
    name = now[0][0].name
    assert area_photos.file(other, "ks", name, small=False) == area_photos.file(
        lived, "ks", was[0][0].name, small=False
    )


def test_who_wants_to_be_told_is_known_there(lived, other):
    carry(lived, other)

    with other.store.reading() as look:
        (reporter,) = look.row(
            "SELECT value FROM person_contact JOIN area ON area.reporter = person_contact.person"
        )
    assert reporter == "ana@example.org"


def test_what_waits_there_can_be_decided_and_worked_on(lived, other):
    carry(lived, other)
    organizer = an_organizer(other)
    (waiting,) = atlas.waiting(other, "ks")
    areas.decide(other, organizer, waiting.id, ReviewState.SHOWN, key(20)).result()
    say(other, organizer, waiting.id, Step.CLEAN, 21)

    assert drawn(other)["features"][1]["properties"]["state"] == "cleaned"


def test_the_file_that_brought_areas_is_known_and_taken_back_there(lived, other):
    carry(lived, other)
    with other.store.reading() as look:
        (seq,) = look.row("SELECT seq FROM area_import")
    corrections.undo(other, seq, by="desk", event="ks").result()

    assert "Lot" not in [each["properties"]["title"] for each in drawn(other)["features"]]
    assert "Lot" in [each["properties"]["title"] for each in drawn(lived)["features"]]


def test_an_area_is_on_its_date_once_that_has_come_too(desk, other):
    organizer = an_organizer(desk)
    a_rally(desk, "ks-dec-05", parent="ks", title="First")
    area = an_area(desk, organizer).area
    say(desk, organizer, area, Step.SCHEDULE, 1, date="ks-dec-05")
    cleaned = say(desk, organizer, area, Step.CLEAN, 2)
    areas.undo(desk, organizer, area, cleaned.seq, key(3)).result()

    carry(desk, other)
    assert drawn(other)["features"][0]["properties"]["state"] == "reported"
    assert keeping.check(other) == []
    carry(desk, other, "ks-dec-05")
    told = drawn(other)["features"][0]["properties"]
    assert (told["state"], told["date"]) == ("scheduled", "ks-dec-05")


def test_a_step_taken_back_after_its_date_was_cancelled_is_carried(desk, other):
    organizer = an_organizer(desk)
    a_rally(desk, "ks-dec-05", parent="ks", title="First")
    area = an_area(desk, organizer).area
    say(desk, organizer, area, Step.SCHEDULE, 1, date="ks-dec-05")
    cleaned = say(desk, organizer, area, Step.CLEAN, 2)
    schedule.cancel(desk, "ks-dec-05").result()
    areas.undo(desk, organizer, area, cleaned.seq, key(3)).result()

    carry(desk, other)
    assert drawn(other)["features"][0]["properties"]["state"] == "reported"


def test_a_photo_that_is_none_is_refused_whole(lived, other):
    exported = json.loads(json.dumps(carrying.export(lived, "ks")))
    exported["map"]["photos"][0]["large"] = "PHNjcmlwdD4="

    with pytest.raises(Refused):
        carrying.import_(other, exported).result()


def test_an_earlier_releases_export_has_no_map(desk, other):
    exported = json.loads(json.dumps(carrying.export(desk, "ks")))
    del exported["map"]
    carrying.import_(other, exported).result()

    assert drawn(other)["features"] == []


def test_a_drawn_corner_is_carried_to_the_digit(desk, other):
    an_area(desk, an_organizer(desk))
    carry(desk, other)

    assert atlas.atlas(other, "ks").areas[0].area.shape == CORNER
