"""Which scene stands: every wall of a hall works it out alone, and all come to the same."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from turnout.errors import Refused
from turnout.model.show import Scene, Show, Theme
from turnout.rules.show import MOST_MESSAGE, Wanted, at_first, changed, standing

NOON = datetime(2026, 12, 5, 18, tzinfo=UTC)

scenes = some.lists(some.sampled_from(list(Scene)), unique=True).map(tuple)
shows = some.builds(
    Show,
    scene=some.sampled_from(list(Scene)),
    scenes=scenes,
    every_seconds=some.sampled_from([0, 5, 20, 600]),
    message=some.just("Doors open at six."),
    theme=some.just(Theme.AUTO),
    since=some.just(NOON),
    has=scenes,
)
seconds = some.integers(0, 100_000)


def later(by_seconds: float) -> datetime:
    return NOON + timedelta(seconds=by_seconds)


def a_show(**fields) -> Show:
    given = {"has": tuple(Scene), "scenes": (Scene.TOTAL, Scene.LEADERS, Scene.ROLL)}
    return replace(at_first(NOON), **{**given, **fields})


def test_where_nobody_said_anything_the_poster_stands():
    assert standing(None, NOON) is Scene.TOTAL


@given(shows, seconds)
def test_a_scene_with_nothing_to_show_never_stands_but_for_the_poster(show, after):
    stands = standing(show, later(after))

    assert stands in show.has or stands is Scene.TOTAL


@given(shows, seconds)
def test_a_round_shows_only_what_it_was_told_to_unless_that_is_nothing(show, after):
    around = set(show.scenes) & set(show.has)

    if show.every_seconds and around:
        assert standing(show, later(after)) in around


@given(shows, seconds)
def test_within_one_turn_every_scene_that_has_something_stands_once(show, after):
    around = set(show.scenes) & set(show.has)
    turns = [standing(show, later(after + n * show.every_seconds)) for n in range(len(around))]

    if show.every_seconds:
        assert set(turns) == around or not around


@given(shows, seconds)
def test_a_chosen_scene_stays_however_late_it_is(show, after):
    still = replace(show, every_seconds=0)

    assert standing(still, later(after)) is standing(still, NOON)


@given(shows, seconds)
def test_a_clock_that_is_behind_sees_the_round_begin(show, early):
    assert standing(show, later(-early)) is standing(show, NOON)


@given(shows, seconds, some.sampled_from([5, 30]))
def test_a_round_begins_with_what_stands(show, after, every):
    now = later(after)
    around = changed(show, Wanted(every_seconds=str(every)), now)
    stood = standing(show, now)

    if show.every_seconds != every and stood in set(show.scenes) & set(show.has):
        assert standing(around, now) is stood


@given(shows, seconds)
def test_a_message_or_a_theme_leaves_the_round_where_it_is(show, after):
    now = later(after)
    said = changed(show, Wanted(message="Doors close at nine.", theme="dark"), now)

    assert standing(said, now) is standing(show, now)
    assert (said.message, said.theme) == ("Doors close at nine.", Theme.DARK)


def test_a_scene_that_is_chosen_stays():
    chosen = changed(a_show(every_seconds=20), Wanted(scene="leaders"), NOON)

    assert standing(chosen, later(3_600)) is Scene.LEADERS


def test_a_scene_chosen_with_its_seconds_goes_round_from_there():
    chosen = changed(a_show(), Wanted(scene="leaders", every_seconds="10"), NOON)

    stood = [standing(chosen, later(each)) for each in (0, 9, 10, 20)]
    assert stood == [Scene.LEADERS, Scene.LEADERS, Scene.ROLL, Scene.TOTAL]


def test_the_round_goes_in_the_order_of_scenes_however_it_was_ticked():
    told = changed(a_show(), Wanted(scenes=["roll", "total"]), NOON)

    assert told.scenes == (Scene.TOTAL, Scene.ROLL)


def test_a_message_is_one_plain_line():
    told = changed(a_show(), Wanted(message=" Doors\n open‮ \x00at  six. "), NOON)

    assert told.message == "Doors open at six."


def test_an_empty_message_is_not_shown():
    with pytest.raises(Refused) as refused:
        changed(a_show(), Wanted(scene="message"), NOON)

    assert (refused.value.field, refused.value.code) == ("message", "missing")


@pytest.mark.parametrize(
    "wanted, reason",
    [
        (Wanted(scene="curtain"), ("scene", "unknown")),
        (Wanted(scenes=["total", "curtain"]), ("scene", "unknown")),
        (Wanted(theme="pink"), ("theme", "unknown")),
        (Wanted(message="x" * (MOST_MESSAGE + 1)), ("message", "too_long")),
        *[
            (Wanted(every_seconds=text), ("every_seconds", "out_of_range"))
            for text in ("", "4", "601", "-5", "ten", "1e1", "²0", "9" * 5_000)
        ],
    ],
)
def test_what_no_wall_can_show_is_refused(wanted, reason):
    with pytest.raises(Refused) as refused:
        changed(a_show(), wanted, NOON)

    assert (refused.value.field, refused.value.code) == reason
