"""The map as files: public, current, and for programs that read maps and tables."""

import csv
import io
import json

import pytest

from tests.builders import CORNER, a_lead, a_rally, a_steward, an_area, an_organizer
from turnout.desk import areas, rallies
from turnout.desk.areas import Said
from turnout.formats.map_files import FORMS
from turnout.model import ReviewState
from turnout.model.areas import Step
from turnout.sources.places import read

TYPES = {
    "geojson": "application/geo+json",
    "kml": "application/vnd.google-earth.kml+xml",
    "csv": "text/csv; charset=utf-8",
}


def at(form, event="ks"):
    return f"/e/{event}/areas.{form}"


@pytest.fixture(params=FORMS)
def form(request):
    return request.param


def test_each_file_is_typed_named_and_open_to_other_maps(form, client, desk):
    an_area(desk, a_steward(desk))
    answer = client.get(at(form))

    assert (answer.status_code, answer.headers["content-type"]) == (200, TYPES[form])
    assert answer.headers["content-disposition"] == f'attachment; filename="ks-areas.{form}"'
    assert answer.headers["access-control-allow-origin"] == "*"
    (place,) = read(answer.content, f"ks-areas.{form}").places
    assert (place.name, place.shape) == ("Corner of 6th and Jackson", CORNER)


def test_only_what_is_shown_is_in_it(form, client, desk):
    organizer = an_organizer(desk)
    an_area(desk, organizer, title="Seen")
    an_area(desk, key="key-of-area-00002", title="Waiting")
    aside = an_area(desk, organizer, key="key-of-area-00003", title="Aside").area
    areas.decide(desk, organizer, aside, ReviewState.SET_ASIDE, "key-of-step-00001").result()

    assert [place.name for place in read(client.get(at(form)).content).places] == ["Seen"]


def test_it_is_sent_again_when_the_map_moved_and_only_then(form, client, desk):
    steward = a_steward(desk)
    area = an_area(desk, steward).area
    etag = client.get(at(form)).headers["etag"]
    assert client.get(at(form), headers={"If-None-Match": etag}).status_code == 304
    areas.say(desk, steward, Said("key-of-step-00001", area, Step.CLEAN, bags=7)).result()
    moved = client.get(at(form), headers={"If-None-Match": etag})

    assert moved.status_code == 200
    assert b"cleaned" in moved.content


def test_an_empty_map_is_a_file_too_and_no_event_is_none(form, client, desk):
    assert client.get(at(form)).status_code == 200
    assert client.get(at(form, "nowhere")).status_code == 404


def test_a_name_that_is_a_formula_is_shown_and_not_run(client, desk):
    an_area(desk, an_organizer(desk), title='=HYPERLINK("http://x.example")', text="@SUM(A1)")
    (row,) = csv.DictReader(io.StringIO(client.get(at("csv")).content.decode("utf-8-sig")))

    assert (row["name"][:2], row["description"]) == ("'=", "'@SUM(A1)")


def test_who_looks_after_an_area_is_named_as_on_the_map_and_never_at_a_quiet_event(
    form, client, desk
):
    rallies.change(desk, "ks", names_public=True).result()
    a_rally(desk, "quiet", quiet=True)
    a_lead(desk, event="quiet")
    an_area(desk, a_steward(desk))
    an_area(desk, a_steward(desk, event="quiet"), event="quiet")

    assert b"Wichita Teachers" in client.get(at(form)).content
    told = client.get(at(form, "quiet")).content
    assert (b"Wichita" in told, b"6th and Jackson" in told) == (False, True)


def test_properties_say_how_it_stands(client, desk):
    steward = a_steward(desk)
    area = an_area(desk, steward, wanted=6, size="cart").area
    said = Said("key-of-step-00001", area, Step.CLEAN, bags=7, volunteers=5)
    areas.say(desk, steward, said).result()
    (feature,) = json.loads(client.get(at("geojson")).content)["features"]

    told = feature["properties"]
    assert [told[name] for name in ("what", "state", "wanted", "size", "bags", "volunteers")] == [
        *("area", "cleaned", 6, "cart", 7, 5)
    ]
    assert told["cleaned_at"] == "2026-11-22T12:00:00Z"


def test_the_map_page_links_the_files(form, client, desk):
    assert f'href="{at(form)}"' in client.get("/e/ks/map").text
