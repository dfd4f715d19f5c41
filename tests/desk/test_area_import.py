"""A map file on its way in: what it would bring, what it brings, and what taking it back takes."""

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
    an_organizer,
)
from turnout.desk import area_import, area_rows, areas, atlas, corrections, keeping, links, places
from turnout.desk.areas import Doer, Said
from turnout.errors import NotAllowed, NotFound
from turnout.formats.map_files import FORMS
from turnout.model import ReviewState
from turnout.model.areas import Step
from turnout.model.places import geometry
from turnout.store import areas as rows
from turnout.store import neighbourhoods

BOWTIE = [[[-95.6, 39], [-95.59, 39.01], [-95.59, 39], [-95.6, 39.01], [-95.6, 39]]]


@pytest.fixture
def desk(tmp_path):
    desk = a_desk(tmp_path)
    a_rally(desk)
    a_lead(desk)
    yield desk
    assert keeping.check(desk) == []
    desk.store.close()


@pytest.fixture
def organizer(desk):
    return an_organizer(desk)


def lot(name, at=0, group="", shape=None):
    """Return a feature: a square lot, the number `at` along the street."""
    east, north, side = -95.7 + at * 0.002, 39.0, 0.001
    ring = [[east, north], [east + side, north], [east + side, north + side],
            [east, north + side], [east, north]]  # fmt: skip
    drawn = shape or {"type": "Polygon", "coordinates": [ring]}
    return {"type": "Feature", "properties": {"name": name, "group": group}, "geometry": drawn}


def checked(*features, box=None):
    body = json.dumps({"type": "FeatureCollection", "features": features}).encode()
    return places.check(body, "ours.geojson", box)


def look(desk, *features, lang="en"):
    return area_import.look(desk, "ks", checked(*features), lang)


def bring(desk, organizer, *features):
    return area_import.bring(desk, organizer, look(desk, *features)).result()


def kinds(found):
    return [row.kind for row in found]


def titles(desk):
    return [each.area.title for each in atlas.atlas(desk, "ks").areas]


def undo(desk, seq):
    return corrections.undo(desk, seq, by="desk", event="ks").result()


def test_looking_stores_nothing(desk):
    assert kinds(look(desk, lot("A"), lot("B", 1))) == ["new", "new"]
    assert titles(desk) == []


def test_what_was_chosen_stands_on_the_map_confirmed_and_in_its_group(desk, organizer):
    brought = bring(desk, organizer, lot("A", group="East side"), lot("B", 1))

    (first, second) = atlas.atlas(desk, "ks").areas
    assert (first.area.title, first.area.state, first.area.group) == (
        "A", "confirmed", "east-side",
    )  # fmt: skip
    assert second.area.group == ""
    assert first.area.m2 == pytest.approx(9_600, rel=0.02)
    assert (brought.stored, brought.groups) == ((first.area.id, second.area.id), ("East side",))


def test_what_was_not_chosen_is_not_stored(desk, organizer):
    (first, _) = look(desk, lot("A"), lot("B", 1))
    area_import.bring(desk, organizer, [first]).result()

    assert titles(desk) == ["A"]


def test_the_same_file_twice_adds_nothing(desk, organizer):
    file = (lot("A", group="East"), lot("B", 1), lot("C", 2, shape=geometry(CORNER)))
    found = look(desk, *file)
    area_import.bring(desk, organizer, found).result()
    again = area_import.bring(desk, organizer, found).result()

    assert kinds(look(desk, *file)) == ["known"] * 3
    assert (again.seq, again.stored, again.known, again.groups) == (0, (), 3, ())
    assert titles(desk) == ["A", "B", "C"]


def test_a_place_that_was_renamed_here_is_still_known(desk, organizer):
    (number,) = bring(desk, organizer, lot("A")).stored
    with desk.store.reading() as reading:
        area = rows.one(reading, 1, number)
    desk.store.write(
        lambda tx: rows.change(
            tx,
            area.seq,
            number,
            title="Amber lot",
            text="",
            size="",
            wanted=0,
            shape=area.shape,
            m2=area.m2,
            neighbourhood=None,
            steward=0,
        )
    ).result()

    assert kinds(look(desk, lot("A"))) == ["known"]


def test_what_was_drawn_by_hand_is_known_by_name_and_shape(desk):
    an_area(desk, title="Corner of 6th and Jackson")
    same = lot("corner of 6th  and jackson", shape=geometry(CORNER))

    assert kinds(look(desk, same)) == ["known"]
    assert kinds(look(desk, lot("Somewhere else", shape=geometry(CORNER)))) == ["new"]
    assert kinds(look(desk, lot("Corner of 6th and Jackson", 3))) == ["new"]


def test_a_place_twice_in_a_file_is_brought_once(desk, organizer):
    found = look(desk, lot("A"), lot("A"), lot("A", 1))

    assert kinds(found) == ["new", "known", "new"]
    assert len(area_import.bring(desk, organizer, found).result().stored) == 2


def test_a_place_without_a_name_is_known_in_either_language(desk, organizer):
    area_import.bring(desk, organizer, look(desk, lot(""), lang="es")).result()
    moved = lot("", shape=lot("", 0.001)["geometry"])  # two metres on: by name and shape

    assert titles(desk) == ["Lugar 1"]
    assert kinds(look(desk, moved)) == ["known"]


def test_a_mended_shape_is_only_taken_when_it_is_chosen(desk, organizer):
    bowtie = lot("Bowtie", shape={"type": "Polygon", "coordinates": BOWTIE})
    found = look(desk, bowtie)

    assert kinds(found) == ["mended", "mended"]
    assert [row.title for row in found] == ["Bowtie (1 of 2)", "Bowtie (2 of 2)"]
    assert "mended" not in area_rows.BY_ITSELF
    area_import.bring(desk, organizer, found[:1]).result()
    assert kinds(look(desk, bowtie)) == ["known", "mended"]


def test_a_refused_place_is_never_stored(desk, organizer):
    found = look(desk, lot("Null", shape={"type": "Point", "coordinates": [0, 0]}))

    assert kinds(found) == ["refused"]
    assert area_import.bring(desk, organizer, found).result().seq == 0


def test_an_outline_called_as_its_folder_is_the_groups_boundary(desk, organizer):
    brought = bring(desk, organizer, lot("East", 5, "East"), lot("A", group="East"))

    (group,) = atlas.atlas(desk, "ks").neighbourhoods
    assert (group.name, group.shape is not None) == ("East", True)
    assert (titles(desk), brought.boundaries) == (["A"], ("East",))
    assert kinds(look(desk, lot("East", 5, "East"), lot("A", group="East"))) == ["known"] * 2


def test_an_outline_alone_in_its_folder_is_an_area(desk):
    assert kinds(look(desk, lot("East", 5, "East"))) == ["new"]


def test_a_boundary_that_was_drawn_is_never_replaced(desk, organizer):
    bring(desk, organizer, lot("East", 5, "East"), lot("A", group="East"))
    bring(desk, organizer, lot("East", 8, "East"), lot("B", 1, group="East"))

    (group,) = atlas.atlas(desk, "ks").neighbourhoods
    assert group.shape.rings[0][0] == pytest.approx((-95.7 + 5 * 0.002, 39.0))
    assert titles(desk) == ["A", "East", "B"]


def test_a_group_that_is_there_is_used(desk, organizer):
    desk.store.write(
        lambda tx: neighbourhoods.insert(tx, 1, "ours", "East Side", "We", None, 0)
    ).result()
    brought = bring(desk, organizer, lot("A", group="east side"))

    assert (brought.groups, atlas.atlas(desk, "ks").areas[0].area.group) == ((), "ours")


def test_two_folders_that_an_address_cannot_tell_apart_are_two_groups(desk, organizer):
    bring(desk, organizer, lot("A", group="Ost!"), lot("B", 1, "Ost?"), lot("C", 2, "名"))

    assert {each.slug for each in atlas.atlas(desk, "ks").neighbourhoods} == {
        *("ost", "ost-2", "group"),
    }


def test_the_whole_file_is_taken_back_as_one_and_brought_back(desk, organizer):
    an_area(desk, organizer)
    seq = bring(desk, organizer, lot("A"), lot("B", 1)).seq
    undone = undo(desk, seq).seq
    assert titles(desk) == ["Corner of 6th and Jackson"]

    assert undo(desk, seq).again
    undo(desk, undone)
    assert titles(desk) == ["Corner of 6th and Jackson", "A", "B"]
    undo(desk, seq)
    assert titles(desk) == ["Corner of 6th and Jackson"]


def test_taken_back_an_area_waits_on_no_date_and_brought_back_it_is_on_it(desk, organizer):
    brought = bring(desk, organizer, lot("A"), lot("B", 1))
    said = Said("key-of-step-00001", brought.stored[0], Step.SCHEDULE, date="ks")
    areas.say(desk, organizer, said).result()
    undone = undo(desk, brought.seq).seq
    assert atlas.atlas(desk, "ks").areas == ()

    undo(desk, undone)
    assert [each.area.state for each in atlas.atlas(desk, "ks").areas] == [
        *("scheduled", "confirmed"),
    ]


def test_what_was_set_aside_is_offered_to_be_shown_again(desk, organizer):
    file = (lot("A"), lot("B", 1))
    undo(desk, bring(desk, organizer, *file).seq)
    found = look(desk, *file)

    assert kinds(found) == ["aside", "aside"]
    brought = area_import.bring(desk, organizer, found[:1]).result()
    assert (brought.stored, len(brought.again), titles(desk)) == ((), 1, ["A"])
    undo(desk, brought.seq)
    assert titles(desk) == []


def test_a_blocked_area_does_not_come_back_with_a_file(desk, organizer):
    (number,) = bring(desk, organizer, lot("A")).stored
    areas.decide(desk, organizer, number, ReviewState.BLOCKED, "key-of-step-00001").result()

    assert kinds(look(desk, lot("A"))) == ["known"]


def test_only_an_organizer_brings_a_file(desk):
    found = look(desk, lot("A"))

    for doer in (Doer("ks"), a_steward(desk)):
        with pytest.raises(NotAllowed):
            area_import.bring(desk, doer, found).result()
    assert titles(desk) == []


def test_a_link_that_was_taken_back_brings_nothing(desk, organizer):
    found = look(desk, lot("A"))
    links.revoke(desk, int(organizer.by.removeprefix("grant:")))

    with pytest.raises(NotFound):
        area_import.bring(desk, organizer, found).result()


def test_another_events_organizer_brings_nothing_here(desk):
    a_rally(desk, "park")
    other = replace(an_organizer(desk, "park"), map="ks")

    with pytest.raises(NotFound):
        area_import.bring(desk, other, look(desk, lot("A"))).result()


def test_the_box_is_around_what_stands_and_tells_another_towns_file(desk, organizer):
    assert area_import.box_of(desk, "ks") is None
    an_area(desk, organizer)
    box = area_import.box_of(desk, "ks")
    far = lot("Elsewhere", shape={"type": "Point", "coordinates": [-90.2, 38.6]})
    found = area_import.look(desk, "ks", checked(lot("A"), far, box=box))

    assert kinds(found) == ["new", "refused"]
    assert found[1].judged.code == "outside"


def test_a_long_name_is_cut_where_it_is_kept(desk, organizer):
    bring(desk, organizer, lot("n" * 200))

    assert titles(desk) == ["n" * 119 + "…"]
    assert kinds(look(desk, lot("n" * 200))) == ["known"]


@pytest.mark.parametrize("form", FORMS)
def test_what_goes_out_is_known_when_it_comes_back(form, desk, organizer):
    bring(desk, organizer, lot("East", 5, "East"), lot("A", group="East"), lot("=1+1", 2))
    an_area(desk, organizer)
    body = FORMS[form].written(atlas.atlas(desk, "ks"))
    found = area_import.look(desk, "ks", places.check(body, f"ks-areas.{form}"))

    assert (len(found), set(kinds(found))) == (4, {"known"})
