"""What walls show of photos and stories: what was approved, and nothing else."""

import json

import pytest

from tests.builders import a_rally, a_shown_photo, a_steward, an_area, an_area_photo, an_organizer
from turnout.desk import areas, place_stories
from turnout.desk.areas import Doer
from turnout.desk.place_stories import Told
from turnout.desk.wall_stories import wall_stories
from turnout.formats.wall_stories import encode
from turnout.model import ReviewState


@pytest.fixture
def organizer(desk, rally):
    return an_organizer(desk)


def rows(desk, slug="ks"):
    return json.loads(encode(slug, *wall_stories(desk, slug)))["rows"]


def tell(desk, doer, area, title="The mill"):
    told = Told("key-of-story-00001", "story", title, "It stood here.", area=area)
    return place_stories.tell(desk, doer, told).result()


def test_where_nothing_was_approved_there_is_nothing(desk, rally):
    assert rows(desk) == []


def test_an_approved_photo_of_a_post_comes_with_its_words_and_no_strangers_name(desk, rally):
    name = a_shown_photo(desk)

    (row,) = rows(desk)

    assert (row["text"], row["licence"], row["by"]) == ("A full hall", "CC BY 2.0", "")
    assert row["photos"][0]["src"] == f"/e/ks/photos/{name}.jpg"


def test_a_story_stands_beside_the_photo_of_its_place_and_both_only_once(desk, organizer):
    area = an_area(desk, organizer).area
    an_area_photo(desk, organizer)
    tell(desk, organizer, area)

    (row,) = rows(desk)

    assert (row["title"], row["of"]) == ("The mill", "Corner of 6th and Jackson")
    assert [photo["kind"] for photo in row["photos"]] == ["before"]


def test_before_and_after_stand_side_by_side(desk, organizer):
    an_area(desk, organizer)
    an_area_photo(desk, organizer)
    an_area_photo(desk, organizer, place=1, kind="after", colour=(60, 160, 60))

    (row,) = rows(desk)

    assert [photo["kind"] for photo in row["photos"]] == ["before", "after"]
    assert row["title"] == "Corner of 6th and Jackson"


def test_what_waits_for_a_look_is_on_no_wall(desk, rally):
    area = an_area(desk, a_steward(desk)).area
    passing = Doer("ks", address="203.0.113.7")
    tell(desk, passing, area)

    assert rows(desk) == []


def test_a_story_of_a_place_that_was_set_aside_goes_with_it(desk, organizer):
    area = an_area(desk, organizer).area
    tell(desk, organizer, area)
    assert len(rows(desk)) == 1

    areas.decide(desk, organizer, area, ReviewState.SET_ASIDE, "key-of-decision-1").result()

    assert rows(desk) == []


def test_a_quiet_rally_shows_none(desk):
    a_rally(desk, "hush", quiet=True)
    area = an_area(desk, an_organizer(desk, "hush"), event="hush").area
    tell(desk, an_organizer(desk, "hush"), area)

    assert rows(desk, "hush") == []
