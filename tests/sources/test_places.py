"""Map files as people have them, good and bad."""

import asyncio
import io
import json
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.sources.test_workbook import a_row, a_workbook
from turnout import words
from turnout.errors import Refused
from turnout.model.places import Drawing, Note, Shape
from turnout.sources import MAP_KINDS, places
from turnout.sources.child import Reader
from turnout.sources.places import gathering, kmz, passage, xml

unhurried = settings(deadline=None)  # a busy machine is slow, which is no law's fault
SHARED = Path(__file__).parents[3] / "shared" / "map"
TRIANGLE = ((-94.55, 39.06), (-94.54, 39.06), (-94.54, 39.07), (-94.55, 39.06))
CORNERS = " ".join(f"{east},{north},0" for east, north in TRIANGLE)
AREA = f"""<Placemark><name>Alley</name><Polygon><outerBoundaryIs><LinearRing><coordinates>
    {CORNERS} </coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark>"""
PIN = "<Placemark><name>Lot</name><Point><coordinates>-94.5,39</coordinates></Point></Placemark>"
GEOJSON_TYPES = ("Feature", "FeatureCollection", "GeometryCollection", "Point", "MultiPolygon",
                 "LineString", "Polygon", "MultiPoint")  # fmt: skip
GEOJSON_MEMBERS = ("features", "geometry", "geometries", "coordinates", "properties")
POINT = {"type": "Point", "coordinates": [-94.5, 39]}


def kml(inside: str, namespace: str = ' xmlns="http://www.opengis.net/kml/2.2"') -> bytes:
    return f"<kml{namespace}><Document><name>Ours</name>{inside}</Document></kml>".encode()


def zipped(**members: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in members.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), body)
    return packed.getvalue()


def feature(geometry: object, **properties: object) -> bytes:
    return json.dumps({"type": "Feature", "properties": properties, "geometry": geometry}).encode()


def refused(body: bytes, name: str = "") -> str:
    with pytest.raises(Refused) as caught:
        places.read(body, name)
    assert caught.value.field == "map"
    return caught.value.code


def of_child(body: bytes, patience_seconds: float = 5) -> str:
    """Return why the child refuses `body`."""

    async def work() -> None:
        reader = Reader(patience_seconds)
        try:
            await reader.read_map(body)
        finally:
            await reader.close()

    with pytest.raises(Refused) as caught:
        asyncio.run(work())
    return caught.value.code


def faults(drawing: Drawing) -> list[str]:
    return [place.fault.code if place.fault else "" for place in drawing.places]


@pytest.mark.parametrize(
    "namespace",
    [
        ' xmlns="http://www.opengis.net/kml/2.2"',
        ' xmlns="http://earth.google.com/kml/2.1"',
        "",
    ],
)
def test_kml_is_read_in_every_namespace_and_in_none(namespace):
    (found,) = places.read(kml(AREA, namespace)).places

    assert (found.name, found.shape) == ("Alley", Shape("polygon", (TRIANGLE,)))


def test_a_folder_is_the_group_of_what_lies_in_it():
    inner = f"<Folder><name>North</name>{PIN}</Folder>"
    found = places.read(kml(f"{PIN}<Folder><name>Parks</name>{PIN}{inner}</Folder>{PIN}"))

    assert [place.group for place in found.places] == ["", "Parks", "North", ""]


def test_a_description_is_plain_text_and_its_photos_are_told_of():
    markup = (
        "<![CDATA[Tyres<br>and <b>glass</b><script>x</script><img src='https://m.example/x.jpg'>]]>"
    )
    (found,) = places.read(
        kml(PIN.replace("<Point>", f"<description>{markup}</description><Point>"))
    ).places

    assert found.text == "Tyres\nand glass"
    assert found.notes == (Note("photos", {"n": 1}),)


def test_a_geometry_of_several_parts_is_split_and_what_is_unknown_is_told():
    body = feature(
        {
            "type": "GeometryCollection",
            "geometries": [
                POINT,
                {"type": "MultiPoint", "coordinates": [[1, 2], [3, 4]]},
                {"type": "Blob", "coordinates": []},
            ],
        },
        name="Both",
    )
    found = places.read(body)

    assert [(place.part, place.parts) for place in found.places] == [
        *((1, 4), (2, 4), (3, 4), (4, 4))
    ]
    assert {place.place for place in found.places} == {1}
    assert found.places[3].fault == Note("unknown_geometry", {"given": "Blob"})


def test_a_multigeometry_is_split_in_kml_too():
    geometry = f"<MultiGeometry>{PIN[PIN.index('<Point>') : -12]}{AREA[AREA.index('<Poly') : -12]}"
    found = places.read(kml(f"<Placemark><name>Both</name>{geometry}</MultiGeometry></Placemark>"))

    assert [place.shape.kind for place in found.places if place.shape] == ["point", "polygon"]


@pytest.mark.parametrize("given", [POINT, json.loads(feature(POINT))])
def test_a_bare_geometry_and_a_feature_are_maps(given):
    (found,) = places.read(json.dumps(given).encode()).places

    assert found.shape == Shape("point", (((-94.5, 39.0),),))


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999", "1" + "0" * 400])
def test_numbers_that_are_none_come_through_to_be_named(number):
    (found,) = places.read(f'{{"type":"Point","coordinates":[{number},39]}}'.encode()).places

    assert found.shape is not None
    assert not abs(found.shape.corners[0][0]) < 1e300


@pytest.mark.parametrize(
    "coordinates", ['["a",1]', "[true,1]", "[1]", "null", "{}", '"1,2"', "[[1,2]]", "[null,null]"]
)
def test_coordinates_that_are_no_numbers_are_a_fault_of_their_place(coordinates):
    found = places.read(f'{{"type":"Point","coordinates":{coordinates}}}'.encode())

    assert faults(found) == ["not_numbers"]


@pytest.mark.parametrize(
    "geometry, fault",
    [
        (None, "no_geometry"),
        ([], "no_geometry"),
        ({"type": "Polygon", "coordinates": []}, "no_geometry"),
        ({"type": "Polygon", "coordinates": [[]]}, "no_geometry"),
        ({"type": "MultiPolygon", "coordinates": []}, "no_geometry"),
        ({"type": ["Point"], "coordinates": [1, 2]}, "unknown_geometry"),
    ],
)
def test_a_feature_without_a_shape_says_so(geometry, fault):
    assert faults(places.read(feature(geometry))) == [fault]


def test_a_placemark_with_an_address_alone_says_so():
    assert faults(places.read(kml("<Placemark><address>1200 Main</address></Placemark>"))) == [
        "no_geometry"
    ]


def test_a_phones_walk_is_a_line_and_an_interrupted_one_has_parts():
    run = '<trkseg><trkpt lat="39" lon="-94.5"/><trkpt lat="39.1" lon="-94.5"/></trkseg>'
    found = places.read(
        f'<gpx xmlns="http://www.topografix.com/GPX/1/1"><wpt lat="39" lon="-94.5"/>'
        f"<rte><name>R</name><rtept lat='1' lon='2'/></rte><trk>{run}{run}</trk></gpx>".encode()
    )

    assert [place.shape.kind for place in found.places if place.shape] == [
        *("point", "line", "line", "line")
    ]
    assert [place.part for place in found.places] == [1, 1, 1, 2]


@pytest.mark.parametrize(
    "table",
    [
        "Name,Lat,Lon\nA,39.06,-94.55\n",
        "Nombre;Latitud;Longitud\nA;39,06;-94,55\n",
        'name,coordinates\nA,"39.06, -94.55"\n',
        "Nombre;Ubicación\nA;39,06; -94,55\n".replace("39,06; -94,55", '"39,06; -94,55"'),
        'place,where it is\nA,"39.06, -94.55"\n',
        'name,lat,lng\nA,"39°03\'36""N","94°33\'00""W"\n',
        "name,lat,lon\nA,39.06 N,94.55° W\n",
        "name,WKT\nA,POINT (-94.55 39.06)\n",
        "title\tlatitude\tlongitude\nA\t39.06\t−94.55\n",
    ],
)
def test_a_list_says_where_its_places_are_in_many_ways(table):
    (found,) = places.read(table.encode()).places

    assert found.name == "A"
    assert found.shape is not None
    assert found.shape.corners[0] == pytest.approx((-94.55, 39.06))


def test_a_row_without_coordinates_is_told_with_its_line():
    found = places.read(b"name,lat,lon\nA,39.06,-94.55\nB,,\n,,\nC,here,there\n")

    assert [(place.place, place.name) for place in found.places] == [(2, "A"), (3, "B"), (5, "C")]
    assert faults(found) == ["", "no_coordinates", "not_coordinates"]


def test_shapes_in_a_list_are_read_and_one_that_was_cut_off_is_not():
    table = (
        'WKT,name\n"POLYGON ((0 1, 2 1, 2 3, 0 1), (0.5 1.1, 1 1.1, 1 1.2, 0.5 1.1))",hole\n'
        '"MULTILINESTRING ((0 1, 2 1), (3 4, 5 6))",two\n"POLYGON ((0 1, 2 1, 2 3",cut\n'
    )
    found = places.read(table.encode()).places

    assert [len(place.shape.rings) if place.shape else 0 for place in found] == [2, 1, 1, 0]
    assert [place.parts for place in found] == [1, 2, 2, 1]


def test_a_workbook_is_read_without_another_process(monkeypatch):
    monkeypatch.setattr("subprocess.run", None)
    rows = a_row(1, A="Name", B="lat", C="lon") + a_row(2, A="A", B="39.06", C="-94.55")

    (found,) = places.read(a_workbook(rows)).places

    assert (found.name, found.place) == ("A", 2)
    assert found.shape == Shape("point", (((-94.55, 39.06),),))


def test_a_workbook_that_asks_for_all_memory_ends_the_child_and_not_us():
    body = a_workbook(a_row(1, A="Name") + a_row(1_048_576, XFD="x"))  # 500 GB, as a table

    assert of_child(body) == "too_hard"


@pytest.mark.parametrize(
    "body, name, code",
    [
        (b"", "", "empty"),
        (b" \n\t ", "", "empty"),
        (b"x" * (places.MOST_BYTES + 1), "", "too_large"),
        (b"\0\0\x27\x0a" + b"\0" * 96, "x", "shapefile"),
        (b"GEOGCS[...]", "parks.prj", "shapefile"),
        (zipped(parks_shp=b"", parks_dbf=b""), "parks.zip", "shapefile"),
        (zipped(readme_txt=b"hello"), "x.kmz", "no_kml"),
        (zipped(a_kml=kml(PIN), b_kml=kml(PIN)), "x.kmz", "many_kml"),
        (b"PK\x03\x04 cut off", "x.kmz", "broken"),
        (zipped(doc_kml=b"<kml>" + b" " * (kmz.MOST_UNPACKED + 1)), "x.kmz", "too_large"),
        (kml("<NetworkLink><Link><href>http://m.example/x</href></Link></NetworkLink>"),
         "x.kml", "only_link"),
        (b'<!DOCTYPE k [<!ENTITY a "aaaa">]><kml>&a;</kml>', "", "unsafe"),
        (b'<!DOCTYPE k SYSTEM "file:///etc/passwd"><kml/>', "", "unsafe"),
        (kml(""), "", "no_places"),
        (kml(PIN)[:-20], "", "broken"),
        (b'<?xml version="1.0" encoding="no-such"?><kml/>', "", "broken"),
        (b"<rss><channel/></rss>", "", "not_map"),
        (b"<!doctype html><html><body>Hi</body></html>", "", "not_map"),
        (b'{"type": "Topology", "arcs": []}', "", "topojson"),
        (b'{"type": "FeatureCollection", "features": []}', "", "no_places"),
        (b'{"type": "FeatureColl', "", "broken"),
        (b'{"name": "no map"}', "", "not_map"),
        (b"[1, 2, 3]", "", "not_map"),
        (b"[" * 100_000, "", "broken"),
        (b"Dear neighbours,\nplease come\n", "letter.txt", "no_columns"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "x.png", "not_map"),
        (b"\x01\x02\0\x03" * 30, "", "not_map"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_with_its_reason(body, name, code):
    assert refused(body, name) == code


def test_a_kmz_is_read_in_memory_and_names_that_climb_touch_no_disk(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("../../outside.kml", kml(AREA))
        archive.writestr("../images/x.png", b"png")

    found = places.read(packed.getvalue())

    assert (found.kind, len(found.places)) == ("kmz", 1)
    assert list(tmp_path.parent.rglob("outside.kml")) == []


def test_a_bomb_is_unpacked_no_further_than_the_limit(monkeypatch):
    asked = []
    usual = zipfile.ZipExtFile.read
    monkeypatch.setattr(
        zipfile.ZipExtFile, "read", lambda self, n=-1: asked.append(n) or usual(self, n)
    )

    assert refused(zipped(doc_kml=b" " * (50 * kmz.MOST_UNPACKED))) == "too_large"
    assert asked == [kmz.MOST_UNPACKED + 1]


@pytest.mark.parametrize(
    "body, code",
    [
        (json.dumps({"type": "MultiPoint", "coordinates": [[1, 2]] * 3_000}), "too_many_places"),
        (json.dumps({"type": "FeatureCollection", "features": [{}] * 3_000}), "too_many_places"),
        ("<kml>" + "<Placemark/>" * 3_000 + "</kml>", "too_many_places"),
        ("name,lat,lon\n" + "A,39,-94\n" * 2_001, "too_many_places"),
        (json.dumps({"type": "LineString", "coordinates": [[1, 2]] * 260_000}),
         "too_many_corners"),
        ("<kml>" + "<a/>" * (xml.MOST_ELEMENTS + 1) + "</kml>", "broken"),
        ("<kml>" + "<Folder>" * 100 + "</Folder>" * 100 + "</kml>", "broken"),
    ],
)  # fmt: skip
def test_reading_stops_where_no_map_of_a_person_goes_on(body, code):
    assert refused(body.encode()) == code


def is_answered(body: bytes) -> bool:
    """Return whether `body` is read, or refused as a map: nothing else may come of it."""
    try:
        return bool(places.read(body).places)
    except Refused as refused:
        return words.has(f"refused.map_{refused.code}")


@unhurried
@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_any_bytes_are_answered(body):
    assert is_answered(body)


@unhurried
@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=5),
        lambda inside: (
            st.lists(inside, max_size=4)
            | st.fixed_dictionaries(
                {"type": inside | st.sampled_from(GEOJSON_TYPES)},
                optional=dict.fromkeys(GEOJSON_MEMBERS, inside),
            )
        ),
    )
)
def test_any_json_is_answered(found):
    assert is_answered(json.dumps(found).encode())


@unhurried
@given(st.text(alphabet="0123456789.,;-+ °'\"NSEWnaif\n", max_size=60))
def test_any_coordinates_in_a_list_are_answered(text):
    assert is_answered(f"name,lat,lon\nA,{text},1\n".encode())
    assert is_answered(f'name,wkt\nA,"POLYGON (({text}))"\n'.encode())


def test_a_name_is_one_line_without_what_nobody_sees():
    (found,) = places.read(feature(POINT, name="a\n\u202eb\x07\ud800" + "c" * 500)).places

    assert found.name == "a b" + "c" * (gathering.MOST_NAME - 3)


@pytest.mark.parametrize(
    "properties, name",
    [({"NAME": "A"}, "A"), ({"nombre": "B"}, "B"), ({"name": None, "title": 7}, "7"), ({}, "")],
)
def test_a_name_is_found_under_what_programs_call_it(properties, name):
    (found,) = places.read(feature(POINT, **properties)).places

    assert found.name == name


def test_what_is_no_place_is_counted_apart():
    found = places.read(kml(f"{PIN}<GroundOverlay/><NetworkLink/><GroundOverlay/>"))

    assert found.skipped == (Note("overlays", {"n": 2}), Note("links", {"n": 1}))


@pytest.mark.parametrize("kind", MAP_KINDS)
def test_every_kind_refuses_what_is_not_its_own(kind):
    with pytest.raises(Refused):
        MAP_KINDS[kind](b"no map at all")


def test_a_drawing_passes_between_the_processes_whole():
    found = places.read(kml(f"{AREA}{PIN}<Placemark/><GroundOverlay/>"))

    assert passage.drawing_of(json.loads(json.dumps(passage.plain(found)))) == found


def test_the_child_reads_maps_and_tells_why_not():
    async def work() -> tuple[Drawing, Refused]:
        reader = Reader()
        try:
            with pytest.raises(Refused) as caught:
                await reader.read_map(b"<kml/>", "x.kml")
            return await reader.read_map(kml(AREA), "\udce9.kml"), caught.value
        finally:
            await reader.close()

    found, why_not = asyncio.run(work())

    assert found == places.read(kml(AREA))
    assert (why_not.field, why_not.code) == ("map", "no_places")


def test_a_map_that_takes_too_long_is_told_so():
    assert of_child(kml(AREA), patience_seconds=0.000_1) == "too_hard"


@pytest.mark.skipif(not SHARED.exists(), reason="the samples are not beside the project")
def test_the_sample_of_my_maps_is_read_whole():
    found = places.read((SHARED / "mymaps_sample.kml").read_bytes())

    assert [place.group for place in found.places] == ["Needs cleaning"] * 2 + ["Streets"] * 4
    assert [place.place for place in found.places] == [1, 2, 3, 4, 4, 5]
    assert faults(found) == ["", "", "", "", "", "no_geometry"]
