"""areas check, as an operator types it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.bad_maps import BAD
from tests.builders import a_desk, a_rally, noon_in
from turnout.commands import turnout
from turnout.settings import ROOT, settings

SHARED = Path(__file__).parents[2] / "shared" / "map"
BOWTIE = [[[-94.6, 39], [-94.59, 39.01], [-94.59, 39], [-94.6, 39.01], [-94.6, 39]]]
WHOLE_FILES = ["bomb.kml", "netlink.kml"]
ANSWERS = {
    "bowtie.geojson": ["repair"],
    "collection.geojson": ["accepted", "accepted"],
    "nan.geojson": ["refused"],
    "open_ring.geojson": ["accepted"],
    "swapped.geojson": ["repair"],
    "whole_state.geojson": ["refused"],
}


def run(*args):
    return CliRunner().invoke(turnout, ["areas", "check", *map(str, args)])


def objects(done) -> list[dict]:
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.fixture
def file(tmp_path):
    features = [
        {"type": "Feature", "properties": {"name": name, "group": "Parks"}, "geometry": geometry}
        for name, geometry in (
            ("Lot", {"type": "Point", "coordinates": [-94.6, 39]}),
            ("Bowtie", {"type": "Polygon", "coordinates": BOWTIE}),
            ("Nowhere", None),
        )
    ]
    path = tmp_path / "ours.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), "utf-8")
    return path


def test_each_place_is_one_object_with_its_decision(file):
    done = run(file, "--json")

    assert done.exit_code == 0
    assert [(one["name"], one["decision"], one["kind"]) for one in objects(done)] == [
        *(("Lot", "accepted", "point"), ("Bowtie", "repair", "polygon")),
        ("Nowhere", "refused", None),
    ]
    assert {one["group"] for one in objects(done)} == {"Parks"}
    assert [one["area_m2"] is None for one in objects(done)] == [True, False, True]
    assert all(one["reason"].endswith(".") for one in objects(done))


def test_a_file_as_a_whole_is_refused_with_its_sentence(tmp_path):
    path = tmp_path / "parks.shp"
    path.write_bytes(b"\0\0\x27\x0a" + b"\0" * 96)

    told, said = run(path, "--json"), run(path)

    assert (told.exit_code, said.exit_code) == (1, 1)
    (one,) = objects(told)
    assert (one["name"], one["decision"]) == ("parks.shp", "refused")
    assert said.stdout.strip() == one["reason"]
    assert "QGIS" in one["reason"]


def test_a_table_tells_people_the_same(file):
    done = run(file)

    assert done.exit_code == 0
    assert [line.split()[0] for line in done.stdout.splitlines()] == [
        *("name", "Lot", "Bowtie", "Nowhere")
    ]
    assert "Nothing was stored" in done.stderr


def test_the_language_is_the_operators(file, monkeypatch):
    monkeypatch.setenv("TURNOUT_LANGUAGE", "es")
    settings.cache_clear()

    assert objects(run(file, "--json"))[0]["reason"] == "Se puede usar."


def test_the_box_says_where_the_campaign_is(file):
    elsewhere = objects(run(file, "--json", "--box", "-90,40,-91,41"))
    around = objects(run(file, "--json", "--box", "-94,40,-95,38"))

    assert elsewhere[0]["decision"] == "refused"
    assert around[0]["decision"] == "accepted"


@pytest.mark.parametrize("box", ["", "1,2,3", "a,b,c,d", "0,0,0,91", "nan,0,1,1", "-181,0,0,1"])
def test_a_box_that_is_none_is_said(file, box):
    done = run(file, "--box", box)

    assert done.exit_code == 2
    assert "is no box" in done.stderr


def test_what_was_changed_or_left_out_is_told(tmp_path):
    corners = "-94.6,39 -94.59,39 -94.59,39.01"
    ring = f"<LinearRing><coordinates>{corners}</coordinates></LinearRing>"
    drawn = f"<Polygon><outerBoundaryIs>{ring}</outerBoundaryIs></Polygon>"
    photo = "<description>&lt;img src='https://m.example/x.jpg'&gt;</description>"
    path = tmp_path / "x.kml"
    path.write_text(f"<kml><GroundOverlay/><Placemark>{photo}{drawn}</Placemark></kml>", "utf-8")

    done = run(path, "--json")

    (one,) = objects(done)
    assert one["name"] == "Place 1"
    assert "we closed it" in one["reason"]
    assert "Upload the photo itself" in one["reason"]
    assert "left out" in done.stderr


def test_looking_at_a_file_reads_nothing_of_the_store():
    code = """import sys
from turnout.commands import turnout
turnout(["areas", "check", "--help"], standalone_mode=False)
print(*(name for name in ("turnout.house", "turnout.store", "pandas") if name in sys.modules))"""

    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )

    assert done.stdout.splitlines()[-1] == ""


def test_the_store_is_left_alone(file, tmp_path):
    run(file)

    assert not (tmp_path / "turnout.db").exists()


def test_a_name_cannot_steer_the_terminal(tmp_path):
    path = tmp_path / "x.csv"
    path.write_text("name,lat,lon\n\x1b[31mred,39,-94\n", "utf-8")

    assert "\x1b" not in run(path).stdout


@pytest.mark.skipif(not SHARED.exists(), reason="the samples are not beside the project")
@pytest.mark.parametrize("name", ANSWERS)
def test_every_bad_sample_gets_its_answer(name):
    done = run(SHARED / "bad" / name, "--json")

    assert [one["decision"] for one in objects(done)] == ANSWERS[name]


@pytest.mark.skipif(not SHARED.exists(), reason="the samples are not beside the project")
@pytest.mark.parametrize("name", WHOLE_FILES)
def test_every_sample_that_is_no_map_is_refused_whole(name):
    done = run(SHARED / "bad" / name, "--json")

    assert (done.exit_code, objects(done)[0]["decision"]) == (1, "refused")


def bring(*args):
    return CliRunner().invoke(turnout, ["areas", "import", "ks", *map(str, args)])


def take(*args):
    return CliRunner().invoke(turnout, ["areas", "export", "ks", *map(str, args)])


@pytest.fixture
def rally(tmp_path):
    desk = a_desk(tmp_path)
    a_rally(desk, starts_at=noon_in(13))
    desk.store.close()


def test_what_can_be_taken_is_stored_and_the_rest_is_told(rally, file):
    done = bring(file, "--json")

    assert done.exit_code == 0, done.output
    assert [(one["name"], one["became"]) for one in objects(done)] == [
        *(("Lot", "new"), ("Bowtie (1 of 2)", "mended"), ("Bowtie (2 of 2)", "mended")),
        ("Nowhere", "refused"),
    ]
    assert [one["reason"].endswith(".") for one in objects(done)] == [False, True, True, True]
    assert "Stored: 1." in done.stderr


def test_brought_twice_it_is_known(rally, file):
    bring(file)
    again = bring(file)

    assert "on the map already" in again.stdout
    assert "Stored: 0. Boundaries: 0. Known: 1." in again.stderr


def test_a_file_that_is_no_map_brings_nothing(rally, tmp_path):
    path = tmp_path / "x.kml"
    path.write_bytes(b"\x89PNG")

    assert bring(path, "--json").exit_code == 1


def test_an_event_that_is_not_there_is_said(file):
    done = bring(file)

    assert done.exit_code == 2
    assert "ks" in done.stderr


@pytest.mark.parametrize("form", ["geojson", "kml", "csv"])
def test_the_map_goes_out_and_is_known_when_it_comes_back(rally, file, tmp_path, form):
    bring(file)
    out = tmp_path / f"out.{form}"
    done = take(out, "--format", form)

    assert done.exit_code == 0, done.output
    assert take("--format", form).stdout_bytes == out.read_bytes()
    assert [one["became"] for one in objects(bring(out, "--json"))] == ["known"]
    assert take(out, "--format", form).exit_code == 2  # it is there already


@pytest.mark.parametrize("what", BAD)
def test_every_file_that_people_get_wrong_has_its_answer(what, tmp_path):
    bad = BAD[what]
    path = tmp_path / bad.name
    path.write_bytes(bad.body)

    done = run(path, "--json", "--box", "-95,38.5,-94,39.5")

    assert (done.exit_code == 1) == bad.whole, done.output
    assert tuple(one["decision"] for one in objects(done)) == bad.decisions
    told = " ".join(f"{one['name']} {one['reason']}" for one in objects(done))
    assert bad.says in told
    assert all(one["reason"].endswith(".") for one in objects(done))
