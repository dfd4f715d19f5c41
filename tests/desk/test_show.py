"""The show of an event: kept by records, over whatever stands, and what walls have of it."""

from datetime import timedelta

import pytest

from tests.builders import NOON, Clock, a_desk, a_lead, a_rally, commit
from turnout.desk import (
    carrying,
    corrections,
    keeping,
    leads,
    looks,
    pocket,
    rallies,
    seeing,
    show,
    taps,
)
from turnout.desk.taps import Tap
from turnout.desk.told import story
from turnout.errors import Refused
from turnout.formats.picture import picture
from turnout.model import Role
from turnout.model.seeing import Audience, Part, Tone
from turnout.model.show import Scene, Theme
from turnout.rules.show import Wanted


def change(desk, **wanted):
    return show.change(desk, "ks", Wanted(**wanted)).result()


def on_walls(desk):
    return looks.progress(desk, "ks").show


def test_walls_show_the_poster_until_somebody_says_otherwise(desk, rally):
    assert on_walls(desk) is None
    assert picture(looks.progress(desk, "ks"))["show"] is None


def test_what_was_chosen_is_in_the_live_picture_and_moves_it(desk, rally):
    before = looks.seq(desk, "ks")
    change(desk, scene="leaders", theme="dark")

    shown = picture(looks.progress(desk, "ks"))
    assert shown["seq"] > before
    assert (shown["show"]["scene"], shown["show"]["theme"]) == ("leaders", "dark")


def test_two_phones_change_each_its_own_part(desk, rally):
    first = show.change(desk, "ks", Wanted(scene="leaders"))
    second = show.change(desk, "ks", Wanted(theme="light"))
    first.result(), second.result()

    assert (on_walls(desk).scene, on_walls(desk).theme) == (Scene.LEADERS, Theme.LIGHT)


def test_a_second_tap_on_what_stands_is_no_record(desk, rally):
    change(desk, scene="leaders")
    before = looks.seq(desk, "ks")

    assert change(desk, scene="leaders").again
    assert looks.seq(desk, "ks") == before


def test_a_scene_without_anything_to_show_is_not_among_what_there_is(desk, rally):
    a_rally(desk, "bare", goal=0)
    show.change(desk, "bare", Wanted(theme="dark")).result()
    assert looks.progress(desk, "bare").show.has == (Scene.TOTAL,)

    commit(desk, event="bare", party="3")
    show.change(desk, "bare", Wanted(message="Doors open at six.")).result()
    has = looks.progress(desk, "bare").show.has
    assert has == (Scene.TOTAL, Scene.JUST_IN, Scene.MESSAGE)


def test_the_roll_is_there_while_somebody_is_on_it_and_walls_may_see_it(desk, rally):
    change(desk, theme="dark")
    assert Scene.ROLL not in on_walls(desk).has
    named = pocket.Actor("ks", a_lead(desk, "ana", name="Ana").id, Role.LEAD, "desk")
    taps.tap(desk, named, Tap("key-of-a-choice-1", "roll", place="roll"))
    assert Scene.ROLL in on_walls(desk).has

    leads.show(desk, "ks", "ana", False).result()
    assert Scene.ROLL not in on_walls(desk).has
    leads.show(desk, "ks", "ana", True).result()
    seeing.let_see(desk, "ks", Audience.WALL, (Part.LEADS,), Tone.NEEDED).result()
    assert Scene.ROLL not in on_walls(desk).has


def test_the_video_is_there_while_the_rally_has_a_link_to_one(desk, rally):
    change(desk, theme="dark")
    assert Scene.VIDEO not in on_walls(desk).has

    rallies.change(desk, "ks", stream="https://youtu.be/abcdefghijk").result()

    assert Scene.VIDEO in on_walls(desk).has


def test_the_pace_is_there_from_the_second_day_on(tmp_path):
    clock = Clock()
    desk = a_desk(tmp_path, clock)
    a_rally(desk)
    change(desk, theme="dark")
    commit(desk, "1")
    assert Scene.PACE not in on_walls(desk).has

    clock.now = NOON + timedelta(days=1)
    commit(desk, "2", name="Bo")

    assert Scene.PACE in on_walls(desk).has
    desk.store.close()


def test_a_phone_is_told_what_stands_before_anybody_said_anything(desk, rally):
    staged = show.staged(desk, "ks", looks.progress(desk, "ks"))

    assert (staged.seq, staged.scene) == (0, Scene.TOTAL)
    assert Scene.LEADERS in staged.show.has


def test_taking_back_lets_what_stood_before_stand_and_that_is_taken_back_too(desk, rally):
    change(desk, scene="leaders")
    second = change(desk, scene="total", theme="dark").seq
    back = corrections.undo(desk, second, by="desk", event="ks").result().seq
    assert on_walls(desk).scene is Scene.LEADERS

    corrections.undo(desk, back, by="desk", event="ks").result()
    assert on_walls(desk).theme is Theme.DARK


def test_taking_back_the_first_leaves_the_poster(desk, rally):
    first = change(desk, scene="leaders").seq
    corrections.undo(desk, first, by="desk", event="ks").result()

    assert on_walls(desk) is None


def test_what_was_changed_since_is_not_taken_back(desk, rally):
    first = change(desk, scene="leaders").seq
    change(desk, theme="dark")

    with pytest.raises(Refused) as refused:
        corrections.undo(desk, first, by="desk", event="ks").result()
    assert refused.value.code == "overtaken"


def test_the_story_tells_which_scene_it_was(desk, rally):
    change(desk, scene="leaders")

    newest = story(desk, "ks")[0]
    assert (newest.kind, newest.step, newest.undoable) == ("show", "leaders", True)


def test_an_export_brings_the_show_back_elsewhere(desk, tmp_path, rally):
    change(desk, scene="message", message="Doors open at six.", theme="dark")
    corrections.undo(desk, change(desk, scene="total").seq, by="desk", event="ks").result()
    taken = carrying.export(desk, "ks")
    there = a_desk(tmp_path / "there")
    carrying.import_(there, taken).result()

    assert on_walls(there) == on_walls(desk)
    assert keeping.check(there) == []
    there.store.close()


def test_a_show_moves_no_count(desk, rally):
    commit(desk, party="3")
    change(desk, every_seconds="20")

    assert looks.progress(desk, "ks").count.coming == 3
    assert keeping.check(desk) == []


def test_a_quiet_rally_names_no_leads_as_a_scene(desk):
    a_rally(desk, "hush", quiet=True)
    a_lead(desk, event="hush")
    show.change(desk, "hush", Wanted(theme="dark")).result()

    assert Scene.LEADERS not in looks.progress(desk, "hush").show.has


def test_what_the_wall_is_not_to_see_is_no_scene(desk, rally):
    commit(desk, party="3")
    change(desk, theme="dark")
    assert {Scene.LEADERS, Scene.JUST_IN} < set(on_walls(desk).has)

    seeing.let_see(desk, "ks", Audience.WALL, (), Tone.NEEDED).result()

    assert {Scene.LEADERS, Scene.JUST_IN}.isdisjoint(on_walls(desk).has)
