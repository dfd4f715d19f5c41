"""A lead's goal and total by post: set aside they give way to what was said before; undone they
stand again. Whose account told them is said by an organizer."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import NOON, a_desk, a_lead, a_rally, commit
from tests.desk.test_moderation import (
    ASIDE,
    BLOCKED,
    HELD,
    SHOWN,
    a_post,
    decide,
    queued,
    take,
    well,
)
from turnout.desk import feeds, leads, looks, merging, moderation, posts, rallies, whose
from turnout.errors import Refused
from turnout.model import Door, ReviewState

TEACHERS = "wichita_teachers@mastodon.social"
STRANGER = "teachers@other.example"


@pytest.fixture
def feed(desk, rally):
    return feeds.add(desk, "ks", "https://mastodon.social/tags/ksrally.rss").result()


def told(desk):
    """Return the lead's goal and who is coming."""
    lead = looks.progress(desk, "ks").leads[0]
    return lead.goal, lead.count.coming


def sources(desk):
    return {door.door: door.people for door in looks.doors(desk, "ks")}


def say(desk, feed, text, number=1, author=TEACHERS, hours=2):
    """Take a post in; return its number."""
    before = set(ids(desk))
    take(desk, feed, a_post(f"#KSRally {text}", author, number, hours))
    (new,) = set(ids(desk)) - before
    return new


def ids(desk):
    return [post.id for state in ReviewState for post in queued(desk, state)]


@pytest.mark.parametrize("state", [ASIDE, BLOCKED])
def test_a_goal_or_total_set_aside_gives_way_to_what_stood_before_and_comes_back(desk, feed, state):
    leads.declare(desk, "ks", "wichita_teachers", total=10).result()
    both = [say(desk, feed, "our goal is 200", 1), say(desk, feed, "total 32", 2)]
    assert told(desk) == (200, 32)

    aside = decide(desk, both, state)
    assert (told(desk), well(desk)) == ((120, 10), True)

    moderation.undo(desk, "ks", aside.seq).result()
    assert (told(desk), well(desk)) == ((200, 32), True)


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_two_set_aside_one_by_one_leave_what_stood_before_both(desk, feed, order):
    both = [say(desk, feed, "our goal is 50", 1), say(desk, feed, "our goal is 40", 2, hours=1)]
    for which in order:
        decide(desk, [both[which]], ASIDE)
    assert told(desk)[0] == 120

    decide(desk, [both[0]], SHOWN)
    assert (told(desk)[0], well(desk)) == (50, True)


def test_what_a_lead_said_since_stands_whatever_becomes_of_the_post(desk, feed):
    post = say(desk, feed, "total 32")
    leads.declare(desk, "ks", "wichita_teachers", total=40).result()
    decide(desk, [post], ASIDE)

    assert told(desk)[1] == 40


def test_an_edit_that_tells_no_goal_any_more_takes_it_back(desk, feed):
    say(desk, feed, "our goal is 200")
    say(desk, feed, "what a day")

    assert (told(desk)[0], well(desk)) == (120, True)


def test_while_an_edit_waits_the_older_goal_stands(desk, feed):
    say(desk, feed, "our goal is 200")
    other = say(desk, feed, "total 32", 2)
    post = a_post("#KSRally I'm in +1e9", TEACHERS)
    take(desk, feed, post)
    decide(desk, [other], ASIDE)

    assert told(desk)[0] == 200


def test_whose_account_it_is_is_said_on_the_card_counts_at_once_and_is_undone_as_one(desk, feed):
    post = say(desk, feed, "total 32", author=STRANGER)
    said = whose.is_leads(desk, "ks", post, "wichita_teachers").result()
    assert (said.posts, said.coming, told(desk)[1]) == (1, 32, 32)

    say(desk, feed, "our goal is 200", 2, STRANGER)  # from now on it is that lead's word
    assert told(desk) == (200, 32)

    undone = moderation.undo(desk, "ks", said.seq).result()
    assert told(desk)[1] == 0
    say(desk, feed, "total 90", 3, STRANGER, hours=1)
    assert (told(desk)[1], [each.id for each in queued(desk)][-1]) == (0, post)

    moderation.undo(desk, "ks", undone.seq).result()
    assert (told(desk)[1], well(desk)) == (32, True)


def test_a_promise_of_that_account_is_then_the_leads_own_and_counts_once(desk, feed):
    leads.add(desk, "ks", "Nurses", "nurses@m.example", contact="nurses@example.org").result()
    commit(desk, name="Nia", party="2", lead="nurses", contact="nurses@example.org")
    post = say(desk, feed, "total 5", author=STRANGER)
    whose.is_leads(desk, "ks", post, "nurses").result()
    say(desk, feed, "I'm in +2", 2, STRANGER, hours=-1)

    assert looks.progress(desk, "ks").count.coming == 5  # the total holds the promise of three


def test_a_stranger_who_tells_a_total_books_nothing_though_shown(desk, feed):
    post = say(desk, feed, "total 32", author=STRANGER)
    decide(desk, [post], SHOWN)

    assert (told(desk), well(desk)) == ((120, 0), True)


def test_a_total_that_waited_counts_once_its_account_was_added_at_the_desk(desk, feed):
    post = say(desk, feed, "total 32", author=STRANGER)
    leads.change(desk, "ks", "wichita_teachers", handles=(TEACHERS, STRANGER)).result()
    decide(desk, [post], SHOWN)

    assert (told(desk)[1], well(desk)) == (32, True)


def test_a_total_that_waited_counts_after_the_end_if_it_was_told_before(feed, desk):
    told_before = say(desk, feed, "total 32", 1, STRANGER)
    leads.change(desk, "ks", "wichita_teachers", handles=(TEACHERS, STRANGER)).result()
    ended = {"starts_at": NOON - timedelta(hours=9), "ends_at": NOON - timedelta(hours=1)}
    rallies.change(desk, "ks", **ended).result()
    decide(desk, [told_before], SHOWN)
    assert told(desk)[1] == 32

    with pytest.raises(Refused, match="over"):
        posts.take(desk, feed, a_post("#KSRally total 50", TEACHERS, 2, hours=0)).result()
    assert (told(desk)[1], well(desk)) == (32, True)


def test_a_total_that_stands_again_is_listed_by_the_door_it_was_told_through(desk, feed):
    leads.declare(desk, "ks", "wichita_teachers", total=10, door=Door.VOICE).result()
    post = say(desk, feed, "total 32")
    aside = decide(desk, [post], ASIDE)
    assert sources(desk) == {"count_voice": 10}

    moderation.undo(desk, "ks", aside.seq).result()
    assert sources(desk) == {"count_feed": 32}


def test_an_account_given_to_a_lead_who_was_then_made_one_with_another_is_taken_back(desk, feed):
    a_lead(desk, "nurses@m.example", name="Nurses")
    post = say(desk, feed, "total 32", author=STRANGER)
    said = whose.is_leads(desk, "ks", post, "nurses").result()
    merging.merge(desk, "ks", "wichita_teachers", "nurses", total=32, goal=120).result()
    moderation.undo(desk, "ks", said.seq).result()

    assert STRANGER not in posts.handles(desk, "ks")
    assert (told(desk)[1], well(desk)) == (32, True)  # what was declared when they became one


def test_nobodys_account_and_another_leads_cannot_be_given(desk, feed):
    a_lead(desk, "nurses@other.example", name="Nurses")
    nobody = say(desk, feed, "total 32", author="")
    theirs = say(desk, feed, "total 32", 2, "nurses@other.example")

    with pytest.raises(Refused, match="unknown_author"):
        whose.is_leads(desk, "ks", nobody, "wichita_teachers").result()
    with pytest.raises(Refused, match="taken"):
        whose.is_leads(desk, "ks", theirs, "wichita_teachers").result()
    with pytest.raises(Refused, match="unknown"):
        whose.is_leads(desk, "ks", nobody, "nobody").result()


def test_an_edit_that_tells_something_else_takes_back_what_the_post_told_before(desk, feed):
    leads.declare(desk, "ks", "wichita_teachers", total=10).result()
    say(desk, feed, "total 32", 1)
    say(desk, feed, "our goal is 200", 1)

    assert (told(desk), well(desk)) == ((200, 10), True)


def test_a_promise_edited_into_a_total_counts_once(desk, feed):
    say(desk, feed, "I'm in +3", 1)
    assert told(desk) == (120, 4)
    say(desk, feed, "total 8", 1)

    assert (told(desk), sources(desk), well(desk)) == ((120, 8), {"count_feed": 8}, True)


def test_an_edit_that_is_to_wait_lets_what_the_post_told_before_stand_meanwhile(desk, feed):
    say(desk, feed, "total 32", 1)
    edit = say(desk, feed, "our goal is 200", 1)
    decide(desk, [edit], HELD)
    assert (told(desk), well(desk)) == ((120, 32), True)

    decide(desk, [edit], SHOWN)
    assert (told(desk), well(desk)) == ((200, 0), True)


def test_a_promise_edited_into_a_total_stands_while_the_total_waits(desk, feed):
    say(desk, feed, "I'm in +3", 1)
    edit = say(desk, feed, "total 8", 1)
    held = decide(desk, [edit], HELD)
    assert (told(desk), well(desk)) == ((120, 4), True)

    moderation.undo(desk, "ks", held.seq).result()
    assert (told(desk), sources(desk), well(desk)) == ((120, 8), {"count_feed": 8}, True)


words = st.sampled_from(
    ["our goal is 50", "our goal is 200", "total 32", "total 8", "I'm in +3", "what a day"]
)
steps = st.one_of(
    st.tuples(st.just("say"), words, st.integers(1, 3)),
    st.tuples(st.just("tap"), st.integers(0, 60), st.just(0)),
    st.tuples(st.just("decide"), st.sampled_from(ReviewState), st.integers(0, 3)),
)


@settings(max_examples=30, deadline=None)
@given(st.lists(steps, min_size=2, max_size=8))
def test_whatever_a_lead_says_and_is_decided_an_undo_brings_back(tmp_path_factory, sequence):
    desk = a_desk(tmp_path_factory.mktemp("leadwords"))
    a_rally(desk)
    a_lead(desk)
    feed = feeds.add(desk, "ks", "https://mastodon.social/tags/ksrally.rss").result()
    for act, what, which in sequence:
        if act == "say":
            take(desk, feed, a_post(f"#KSRally {what}", TEACHERS, which))
        elif act == "tap":
            leads.declare(desk, "ks", "wichita_teachers", total=what).result()
        elif known := ids(desk):
            _decide_and_undo(desk, known[which % len(known)], what)
        assert well(desk)
    desk.store.close()


def _decide_and_undo(desk, post, state):
    before = told(desk)
    decided = decide(desk, [post], state)
    after = told(desk)
    undone = moderation.undo(desk, "ks", decided.seq).result()
    assert told(desk) == before
    moderation.undo(desk, "ks", undone.seq).result()
    assert told(desk) == after
