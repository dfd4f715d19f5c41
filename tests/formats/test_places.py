"""Places written as files, and read back by our own readers."""

import csv
import io
import json
import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from turnout.formats.areas import areas_csv
from turnout.formats.geojson import geojson
from turnout.formats.kml import kml
from turnout.model.places import Drawing, Feature, Shape, geometry, shape_of
from turnout.sources import places
from turnout.sources.text import clean

unhurried = settings(deadline=None)  # a busy machine is slow, which is no law's fault
RING = ((-94.55, 39.06), (-94.54, 39.06), (-94.54, 39.07), (-94.55, 39.06))
HOLE = ((-94.545, 39.061), (-94.541, 39.061), (-94.541, 39.064), (-94.545, 39.061))
ALLEY = Shape("polygon", (RING, HOLE))
HOSTILE = """&<b>"x"</b>'; ]]> &lt;i&gt; {x}"""

degrees = st.tuples(st.floats(-180, 180), st.floats(-90, 90))
kinds = {"point": st.lists(degrees, min_size=1, max_size=1), "line": st.lists(degrees, min_size=2)}
rings = st.lists(degrees, min_size=3, max_size=6).map(lambda ring: (*ring, ring[0]))
shapes = st.one_of(
    *(
        lists.map(lambda ring, kind=kind: Shape(kind, (tuple(ring),)))
        for kind, lists in kinds.items()
    ),
    st.lists(rings, min_size=1, max_size=3).map(lambda found: Shape("polygon", tuple(found))),
)
names = st.text(max_size=60).map(lambda text: " ".join(clean(text).split()))


def read_again(written: bytes) -> list[tuple[str, str, Shape | None]]:
    found: Drawing = places.read(written)
    return [(place.name, place.group, place.shape) for place in found.places]


def written(*features: Feature) -> dict[str, bytes]:
    return {"kml": kml("Ours", features), "geojson": geojson(features), "csv": areas_csv(features)}


@unhurried
@given(shapes)
def test_a_shape_is_the_same_after_geojson(shape):
    assert shape_of(json.loads(json.dumps(geometry(shape)))) == shape


@unhurried
@given(st.lists(shapes, min_size=1, max_size=5), names)
def test_kml_to_geojson_to_kml_keeps_every_shape_and_name(given_shapes, name):
    features = [Feature(name, shape) for shape in given_shapes]

    once = read_again(kml("Ours", features))
    twice = read_again(geojson(Feature(name, shape) for name, _, shape in once if shape))
    thrice = read_again(kml("Ours", (Feature(name, shape) for name, _, shape in twice if shape)))

    assert [shape for _, _, shape in once] == given_shapes
    assert once == twice == thrice
    assert {name for name, _, _ in once} == {name}


@unhurried
@given(st.lists(shapes, min_size=1, max_size=5))
def test_a_list_keeps_every_shape(given_shapes):
    found = read_again(areas_csv(Feature("A", shape) for shape in given_shapes))

    assert [shape for _, _, shape in found] == given_shapes


@pytest.mark.parametrize("form", ["kml", "geojson", "csv"])
@pytest.mark.parametrize("name", [HOSTILE, "=1+1", "@SUM(A1)", "-2", "Peña 名前 🌳", "a, b; c"])
def test_a_name_comes_back_as_it_was(form, name):
    body = written(Feature(name, ALLEY, text=f"{HOSTILE}\ntwo lines", group=name))[form]
    (found,) = places.read(body).places

    assert (found.name, found.group) == (name, name)
    assert found.shape == ALLEY


def test_a_description_in_kml_is_text_for_those_who_take_it_for_markup():
    feature = Feature("A", ALLEY, text="a <b>bold</b> word & more\ntwo")
    (found,) = places.read(kml("Ours", [feature])).places

    assert found.text == feature.text


@pytest.mark.parametrize("form", ["kml", "geojson", "csv"])
def test_what_nobody_can_see_breaks_no_file(form):
    name = "a\x00\x07\x0b\ud800\ufffe\uffffb"
    (found,) = places.read(written(Feature(name, ALLEY))[form]).places

    assert found.shape == ALLEY
    assert (found.name[0], found.name[-1]) == ("a", "b")


def test_groups_are_folders_of_kml():
    features = [Feature(name, ALLEY, group=name[0]) for name in ("N1", "S1", "N2")]
    body = kml("Ours", [*features, Feature("none", ALLEY)])

    assert body.count(b"<Folder>") == 2
    assert [(name, group) for name, group, _ in read_again(body)] == [
        *(("N1", "N"), ("N2", "N"), ("S1", "S"), ("none", ""))
    ]


def test_properties_stand_in_every_file():
    feature = Feature("A", ALLEY, properties={"state": "<cleaned>", "bags": 3, "open": True})
    files = written(feature)

    assert json.loads(files["geojson"])["features"][0]["properties"]["bags"] == 3
    assert b'<Data name="state"><value>&lt;cleaned&gt;</value></Data>' in files["kml"]
    (row,) = csv.DictReader(io.StringIO(files["csv"].decode()))
    assert (row["state"], row["bags"], row["open"]) == ("<cleaned>", "3", "True")


def test_properties_do_not_stand_in_for_a_name():
    feature = Feature("A", ALLEY, properties={"name": "B", "wkt": "C"})
    files = written(feature)

    assert [read_again(files[form])[0][0] for form in ("geojson", "csv")] == ["A", "A"]
    assert read_again(files["csv"])[0][2] == ALLEY


def test_a_list_says_where_the_middle_is():
    (row,) = csv.DictReader(io.StringIO(areas_csv([Feature("A", ALLEY)]).decode()))

    assert (float(row["latitude"]), float(row["longitude"])) == (39.065, -94.545)


def test_formulas_in_a_list_do_not_run():
    (row,) = csv.DictReader(
        io.StringIO(areas_csv([Feature("=1+1", ALLEY, text="+x", group="@y")]).decode())
    )

    assert (row["name"], row["description"], row["group"]) == ("'=1+1", "'+x", "'@y")


def test_what_is_no_number_is_never_written_as_geojson():
    with pytest.raises(ValueError, match="JSON"):
        geojson([Feature("A", Shape("point", (((math.nan, 39.0),),)))])
