"""Many posts that look like one attempt wait together; an honest few never do."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from turnout.rules import floods
from turnout.rules.floods import (
    LEAST_OF_BUNDLE,
    MOST_LARGE,
    MOST_NEW_AUTHORS,
    MOST_OF_AUTHOR,
    MOST_OF_SHAPE,
    Rush,
    Seen,
)


@pytest.mark.parametrize(
    "rush, is_new, people, reason",
    [
        (Rush(), True, 4, ""),
        (Rush(of_author=MOST_OF_AUTHOR), False, 1, "flood_one_author"),
        (Rush(of_author=MOST_OF_AUTHOR - 1), False, 1, ""),
        (Rush(of_shape=MOST_OF_SHAPE), False, 1, "flood_one_shape"),
        (Rush(large=MOST_LARGE), False, floods.LARGE, "flood_large_parties"),
        (Rush(large=MOST_LARGE), False, floods.LARGE - 1, ""),
        (Rush(new_authors=MOST_NEW_AUTHORS), True, 1, "flood_new_authors"),
        (Rush(new_authors=MOST_NEW_AUTHORS), False, 1, ""),
    ],
)
def test_what_makes_a_flood(rush, is_new, people, reason):
    assert floods.why_held(rush, is_new=is_new, people=people, has_shape=True) == reason


def test_copies_share_a_shape_whatever_number_tag_or_name_they_carry():
    copies = [
        "#KSRally I'm in +3 with all my neighbours @ana https://a.example/1",
        "I'M IN +40 with all my neighbours #other @bo",
    ]

    assert len({floods.shape(copy) for copy in copies}) == 1


@pytest.mark.parametrize("text", ["", "I'm in!", "#KSRally +3", "count me in"])
def test_what_everybody_says_has_no_shape(text):
    assert floods.shape(text) == ""


def test_copies_that_nobody_noticed_as_they_came_are_found():
    held = [Seen(n, n, "same words", 2, "unknown_author") for n in range(1, 6)]

    (group,) = floods.groups(held)
    assert (group.kind, group.posts) == ("one_shape", (1, 2, 3, 4, 5))


def test_two_posts_of_one_author_are_looked_at_one_by_one():
    assert floods.groups([Seen(1, 7, "", 2, "many"), Seen(2, 7, "", 2, "many")]) == []


def test_strangers_in_doubt_for_their_own_reasons_are_no_flood():
    held = [Seen(n, n, "", 2, "two_numbers") for n in range(1, 9)]

    assert floods.groups(held) == []


seen = st.builds(
    Seen,
    st.integers(1, 10**6),
    st.integers(0, 4),
    st.sampled_from(["", "a", "b"]),
    st.integers(0, 60),
    st.sampled_from(["", "many", "flood_new_authors", "flood_large_parties", "flood_one_author"]),
)


@given(st.lists(seen, unique_by=lambda post: post.id))
def test_no_post_is_in_two_floods_and_none_is_made_up(held):
    groups = floods.groups(held)
    posts = [post for group in groups for post in group.posts]

    assert len(posts) == len(set(posts))
    assert set(posts) <= {post.id for post in held}
    assert all(len(group.posts) >= LEAST_OF_BUNDLE for group in groups)
