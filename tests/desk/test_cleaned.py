from datetime import UTC, datetime, timedelta

import pytest

from tests.builders import a_desk, a_lead, a_rally, a_steward, an_area, an_organizer
from turnout.desk import areas, leads, looks, rallies, series
from turnout.desk.areas import Doer, Said
from turnout.formats.picture import picture
from turnout.model import ReviewState
from turnout.model.areas import Step

LEAD = "wichita_teachers@mastodon.social"


@pytest.fixture
def clock():
    return [datetime(2026, 12, 5, 16, tzinfo=UTC)]  # ten in the morning in Topeka


@pytest.fixture
def desk(tmp_path, clock):
    desk = a_desk(tmp_path, lambda: clock[0])
    a_rally(desk)
    a_lead(desk)
    yield desk
    desk.store.close()


def clean(desk, doer, number, **fields):
    """Draw an area and clean it; return its number."""
    area = an_area(desk, doer, key=f"key-of-drawing-{number:04}", title=f"Area {number}").area
    said = Said(f"key-of-cleaning-{number:04}", area, Step.CLEAN, **fields)
    areas.say(desk, doer, said).result()
    return area


def told(desk, slug="ks"):
    return looks.progress(desk, slug).areas


def test_an_event_without_areas_tells_of_none(desk):
    assert told(desk) is None
    assert picture(looks.progress(desk, "ks"))["areas"] is None


def test_the_wall_tells_what_is_left_and_who_cleaned_what_today(desk):
    steward = a_steward(desk)
    an_area(desk, steward)
    clean(desk, steward, 1)

    shown = picture(looks.progress(desk, "ks"))["areas"]

    assert (shown["left"], shown["cleaned"]) == (1, 1)
    assert shown["cleaned_today"] == [
        {"title": "Area 1", "at": "2026-12-05T16:00:00Z", "lead": "Wichita Teachers",
         "handle": LEAD}
    ]  # fmt: skip


def test_what_was_cleaned_yesterday_is_clean_and_not_of_today(desk, clock):
    steward = a_steward(desk)
    clean(desk, steward, 1)
    clock[0] += timedelta(hours=15)  # one in the night

    clean(desk, steward, 2)

    assert (told(desk).cleaned, [each.title for each in told(desk).cleaned_today]) == (
        2,
        ["Area 2"],
    )


def test_a_date_tells_of_its_own_areas_only(desk):
    series.make(desk, "ks", title="River", first=datetime(2026, 12, 5, 9), count=2).result()
    organizer = an_organizer(desk)
    clean(desk, organizer, 1)
    numbers = [an_area(desk, organizer, key=f"key-of-area-2-{n:05}").area for n in range(3)]
    for number in numbers[:2]:
        said = Said(f"key-of-schedule-{number}", number, Step.SCHEDULE, date="ks-dec-05")
        areas.say(desk, organizer, said).result()
    areas.say(desk, organizer, Said("key-of-cleaning-x1", numbers[0], Step.CLEAN)).result()

    assert (told(desk, "ks-dec-05").left, told(desk, "ks-dec-05").cleaned) == (1, 1)
    assert (told(desk).left, told(desk).cleaned) == (2, 2)
    assert told(desk, "ks-dec-19") is None


def test_an_area_that_is_dirty_again_is_left(desk):
    area = clean(desk, an_organizer(desk), 1)

    areas.say(desk, Doer("ks"), Said("key-of-reopening-1", area, Step.REOPEN)).result()

    assert (told(desk).left, told(desk).cleaned, told(desk).cleaned_today) == (1, 0, ())


def test_what_waits_for_a_look_is_not_counted(desk):
    area = an_area(desk).area
    assert told(desk) is None

    areas.decide(desk, an_organizer(desk), area, ReviewState.SHOWN, "key-of-decision-1").result()

    assert told(desk).left == 1


@pytest.mark.parametrize("how", ["lead", "names", "quiet"])
def test_a_lead_who_may_not_be_named_is_not_named(desk, how):
    clean(desk, a_steward(desk), 1)
    if how == "lead":
        leads.show(desk, "ks", LEAD, False).result()
    else:
        given = {"quiet": True} if how == "quiet" else {"names_public": False}
        rallies.change(desk, "ks", **given).result()

    (only,) = told(desk).cleaned_today

    assert (only.lead, only.handle) == ("", "")
