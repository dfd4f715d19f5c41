"""The source of every number stays visible: also of totals, by the door they were told through."""

import pytest

from tests.builders import a_desk, a_lead, a_rally, commit
from turnout.desk import accounts, corrections, keeping, leads, looks
from turnout.model import Door, Grant, Role

TEACHERS = "wichita_teachers@mastodon.social"
FUNDER = (Grant(1, Role.FUNDER, None),)


@pytest.fixture
def desk(tmp_path):
    desk = a_desk(tmp_path)
    a_rally(desk)
    a_lead(desk)
    a_lead(desk, "nurses", name="Nurses")
    yield desk
    assert keeping.check(desk) == []
    desk.store.close()


def declare(desk, total, door=Door.LEAD, lead=TEACHERS, **more):
    return leads.declare(desk, "ks", lead, total=total, door=door, **more).result()


def sources(desk, event="ks"):
    return {door.door: door.people for door in looks.doors(desk, event)}


@pytest.mark.parametrize("door", [Door.VOICE, Door.SMS, Door.FEED, Door.DESK])
def test_a_total_is_listed_by_the_door_it_was_told_through(desk, door):
    commit(desk, lead=TEACHERS, party="3")
    declare(desk, 40, door)
    declare(desk, 20, lead="nurses")

    assert sources(desk) == {"api": 3, f"count_{door}": 37, "count": 20}


def test_the_newest_total_is_the_source_of_all_of_it(desk):
    declare(desk, 40, Door.VOICE)
    declare(desk, 50)

    assert sources(desk) == {"count": 50}


def test_who_is_named_fills_the_total_and_it_leaves_the_list(desk):
    declare(desk, 4, Door.VOICE)
    commit(desk, lead=TEACHERS, party="4")

    assert sources(desk) == {"api": 4}


def test_an_undo_gives_the_number_back_to_who_told_it(desk):
    declare(desk, 40, Door.VOICE)
    later = declare(desk, 50)
    undone = corrections.undo(desk, later.seq, by="desk", event="ks").result()
    assert sources(desk) == {"count_voice": 40}

    corrections.undo(desk, undone.seq, by="desk", event="ks").result()
    assert sources(desk) == {"count": 50}


def test_the_sources_of_sites_stand_on_the_whole(desk):
    a_rally(desk, "topeka", parent="ks")
    leads.add(desk, "topeka", "Caregivers", "care").result()
    leads.declare(desk, "topeka", "care", total=12, door=Door.VOICE).result()
    declare(desk, 30, Door.VOICE)

    assert sources(desk) == {"count_voice": 42}


def test_funders_read_the_sources_and_they_add_up_to_what_is_by_count(desk):
    commit(desk, party="9", lead=TEACHERS)
    declare(desk, 40, Door.VOICE)
    declare(desk, 20, lead="nurses")

    report = accounts.report(desk, "ks", FUNDER)

    told = {door.door: door.people for door in report.doors}
    assert told == {"api": 9, "count_voice": 31, "count": 20}
    assert report.line.told.by_count == 51


def test_a_small_total_told_by_voice_is_not_worked_out_from_the_others(desk):
    declare(desk, 3, Door.VOICE)
    declare(desk, 40, lead="nurses")

    told = {door.door: door.people for door in accounts.report(desk, "ks", FUNDER).doors}

    assert told == {"count_voice": None, "count": None}
