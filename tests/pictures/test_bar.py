from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from turnout.model import Came, Count
from turnout.pictures import bar
from turnout.pictures.bar import Heads
from turnout.pictures.colours import light

people = st.integers(0, 20_000)
counts = st.builds(Count, people, people, people, people)
heads = st.builds(Heads, counts, people, st.none() | st.builds(Came, people, people))
BOX = (20, 40, 1020, 100)


def rgb(name):
    return tuple(bytes.fromhex(light()[name][1:]))


def printed(given_heads):
    picture = Image.new("RGB", (1040, 180), light()["paper"])
    bar.drawn(picture, BOX, given_heads)
    return picture


def widths(picture, y):
    """Return how many pixels of each colour lie across the bar at `y`, by the token's name."""
    across = [picture.getpixel((x, y)) for x in range(BOX[0], BOX[2])]
    return {name: across.count(rgb(name)) for name in light()}


def test_parts_are_as_wide_as_their_people():
    seen = widths(printed(Heads(Count(200, 300, 100, 0), goal=1_000)), 70)

    assert abs(seen["sure"] - 200) <= 8  # less the sliver that parts it
    assert abs(seen["signal"] - 300) <= 8
    assert abs(seen["count"] - 100) <= 8
    assert abs(seen["track"] - 400) <= 12  # less the tick at its end


def test_past_the_goal_the_bar_goes_on_and_the_tick_stays():
    picture = printed(Heads(Count(confirmed=800), goal=400))

    above = [x for x in range(BOX[2]) if picture.getpixel((x, 28)) == rgb("ink")]
    assert abs(sum(above) / len(above) - 520) < 6
    assert widths(picture, 70)["sure"] > 960


def test_maybe_is_hatched_and_never_full():
    seen = widths(printed(Heads(Count(maybe=10))), 70)

    assert 200 < seen["signal"] < 700
    assert seen["paper"] > 200


def test_who_came_hangs_below_and_is_never_in_the_bar():
    with_came = printed(Heads(Count(confirmed=100), 100, Came(checked=40, walk_ins=10)))
    without = printed(Heads(Count(confirmed=100), 100))

    across = (BOX[0], BOX[1], BOX[2], BOX[3])
    assert with_came.crop(across).tobytes() == without.crop(across).tobytes()
    assert abs(widths(with_came, 133)["ink"] - 400) < 20  # walk-ins are hollow
    assert widths(without, 133)["ink"] == 0


@given(heads)
def test_pieces_follow_each_other_and_add_up_within_the_bar(given_heads):
    parts = list(bar.pieces(given_heads))

    ends = [0, *(end for _, _, end in parts)]
    assert [start for _, start, _ in parts] == ends[:-1]
    assert ends[-1] == given_heads.count.coming + given_heads.count.maybe
    assert ends[-1] <= bar.reach(given_heads)
    assert bar.reach(given_heads) >= max(given_heads.goal, 1)


@given(heads)
def test_nothing_is_printed_outside_the_bars_own_room(given_heads):
    picture = printed(given_heads)

    thick = BOX[3] - BOX[1]
    over, under = round(bar.OVER * thick), bar.below(thick, given_heads)
    for outside in (
        (0, 0, 1040, BOX[1] - over),
        (0, BOX[3] + max(over, under) + 1, 1040, 180),
    ):
        (only,) = picture.crop(outside).getcolors()
        assert only[1] == rgb("paper")
