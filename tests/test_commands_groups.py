import json

import pytest
from click.testing import CliRunner

from tests.builders import a_desk, a_lead, a_rally, noon_in
from turnout.commands import turnout

OUTLINE = {
    "type": "Polygon",
    "coordinates": [[[-95.7, 39.04], [-95.68, 39.04], [-95.68, 39.06], [-95.7, 39.04]]],
}


@pytest.fixture(autouse=True)
def rally(tmp_path):
    desk = a_desk(tmp_path)
    a_rally(desk, starts_at=noon_in(13))
    a_lead(desk)
    desk.store.close()


def ran(*typed):
    return CliRunner().invoke(turnout, ["group", *typed])


def listed():
    return json.loads(ran("list", "ks", "--json").output)


def test_a_group_is_added_with_its_steward_and_boundary(tmp_path):
    (tmp_path / "north.geojson").write_text(json.dumps(OUTLINE), "utf-8")

    done = ran(
        "add", "ks", "--name", "North Topeka", "--steward", "wichita_teachers",
        "--boundary", str(tmp_path / "north.geojson"),
    )  # fmt: skip

    assert "/e/ks/groups/north-topeka" in done.output
    (group,) = listed()
    assert group["handle"] == "wichita_teachers@mastodon.social"


def test_a_file_with_two_outlines_or_none_is_no_boundary(tmp_path):
    for count, told in ((2, "draws 2 outlines"), (0, "one outline")):
        shapes = [OUTLINE] * count or [{"type": "Point", "coordinates": [-95.7, 39.04]}]
        collection = {"type": "GeometryCollection", "geometries": shapes}
        file = tmp_path / f"{count}.geojson"
        file.write_text(json.dumps({"type": "Feature", "geometry": collection}), "utf-8")

        refused = ran("add", "ks", "--name", "North", "--boundary", str(file))

        assert refused.exit_code == 2
        assert told in refused.output
    assert listed() == []


def test_a_group_is_set_aside_and_shown_again():
    ran("add", "ks", "--name", "North Topeka")

    assert "group show ks north-topeka" in ran("set-aside", "ks", "north-topeka").output
    assert listed()[0]["review"] == "set_aside"
    ran("show", "ks", "north-topeka")
    assert listed()[0]["review"] == "shown"


def test_an_unknown_group_or_event_is_said_in_words():
    assert "There is no group nowhere" in ran("show", "ks", "nowhere").output
    assert "no event called zz" in ran("list", "zz").output
