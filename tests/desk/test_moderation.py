"""Posts are decided one by one, by the flood, by author, host or word; all of it is undone."""

import tempfile
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import NOON, a_desk, a_lead, a_rally, commit
from turnout.desk import (
    feeds,
    forgetting,
    keeping,
    looks,
    moderation,
    posts,
    rallies,
    ready_replies,
)
from turnout.errors import NotFound, Refused
from turnout.model import ReviewState
from turnout.sources import Post

SHOWN, HELD, BLOCKED, ASIDE = (
    ReviewState.SHOWN,
    ReviewState.HELD,
    ReviewState.BLOCKED,
    ReviewState.SET_ASIDE,
)
MANY = "#KSRally we are 12"  # as many always wait for a look


@pytest.fixture
def feed(desk, rally):
    return feeds.add(desk, "ks", "https://social.example/tags/ksrally.rss").result()


def a_post(text, author="ana@social.example", number=1, hours=2, **fields):
    handle, _, host = author.partition("@")
    link = f"https://{host}/@{handle}/{number}"
    given = {"name": handle.title(), **fields}
    return Post(link, link, handle, host, NOON - timedelta(hours=hours), text, **given)


def take(desk, feed, *given):
    """Take posts in; return their numbers, newest last."""
    for post in given:
        posts.take(desk, feed, post).result()
    return sorted(post.id for state in ReviewState for post in queued(desk, state))


def queued(desk, state=HELD):
    return moderation.queue(desk, "ks", state).posts


def coming(desk):
    return looks.progress(desk, "ks").count.coming


def decide(desk, ids, state, **said):
    return moderation.decide(desk, "ks", ids, state, **said).result()


def states(desk):
    return {post.id: post.state for state in ReviewState for post in queued(desk, state)}


def well(desk):
    return keeping.check(desk) == []


def test_a_held_post_counts_once_it_is_shown_and_no_longer_once_that_is_undone(desk, feed):
    (post,) = take(desk, feed, a_post(MANY))
    shown = decide(desk, [post], SHOWN)
    assert (coming(desk), shown.coming, shown.posts) == (12, 12, 1)

    moderation.undo(desk, "ks", shown.seq).result()

    assert (coming(desk), [each.id for each in queued(desk)], well(desk)) == (0, [post], True)


def test_an_undo_is_undone(desk, feed):
    (post,) = take(desk, feed, a_post(MANY))
    shown = decide(desk, [post], SHOWN)
    undone = moderation.undo(desk, "ks", shown.seq).result()
    moderation.undo(desk, "ks", undone.seq).result()

    assert (coming(desk), states(desk)) == (12, {post: SHOWN})


@pytest.mark.parametrize("state", [ASIDE, BLOCKED, HELD])
def test_what_counted_no_longer_does_when_it_is_put_elsewhere(desk, feed, state):
    (post,) = take(desk, feed, a_post("#KSRally I'm in +3"))
    moved = decide(desk, [post], state)
    assert (coming(desk), states(desk)) == (0, {post: state})

    moderation.undo(desk, "ks", moved.seq).result()
    assert (coming(desk), states(desk), well(desk)) == (4, {post: SHOWN}, True)


def test_the_organizer_knows_better_how_many(desk, feed):
    (post,) = take(desk, feed, a_post(MANY))
    decide(desk, [post], SHOWN, people=3)
    assert coming(desk) == 3

    corrected = decide(desk, [post], SHOWN, people=5)
    assert coming(desk) == 5

    moderation.undo(desk, "ks", corrected.seq).result()
    assert (coming(desk), well(desk)) == (3, True)


def test_a_post_that_promises_nobody_is_shown_without_a_number_or_counted_by_hand(desk, feed):
    (post,) = take(desk, feed, a_post("#KSRally what a day"))
    decide(desk, [post], SHOWN)
    assert (coming(desk), states(desk)) == (0, {post: SHOWN})

    decide(desk, [post], SHOWN, people=2)
    assert coming(desk) == 2


@pytest.mark.parametrize("people", [0, -1, 51])
def test_nobody_counts_as_none_or_as_more_than_a_bus(desk, feed, people):
    (post,) = take(desk, feed, a_post(MANY))

    with pytest.raises(Refused, match="out_of_range"):
        decide(desk, [post], SHOWN, people=people)


def test_of_posts_decided_together_those_that_cannot_count_are_named(desk, feed):
    ids = take(desk, feed, a_post(MANY), a_post("#KSRally our bus of 60 is full", "bo@s.example"))
    outcome = decide(desk, ids, SHOWN)

    assert outcome.failed == ((ids[1], "too_many"),)
    assert coming(desk) == 12


def test_a_post_whose_author_has_said_something_newer_is_not_brought_back(desk, feed):
    (held, _) = take(desk, feed, a_post(MANY), a_post("#KSRally I'm in", number=2, hours=1))
    outcome = decide(desk, [held], SHOWN)

    assert (outcome.failed, coming(desk)) == (((held, "overtaken"),), 1)


def test_a_version_that_was_edited_away_is_not_decided_on(desk, feed):
    (old,) = take(desk, feed, a_post(MANY))
    take(desk, feed, a_post("#KSRally we are 14"))

    assert decide(desk, [old], SHOWN).failed == ((old, "replaced"),)
    assert coming(desk) == 0


def test_a_decision_that_a_later_one_changed_is_not_undone_over_it(desk, feed):
    (post,) = take(desk, feed, a_post(MANY))
    first = decide(desk, [post], SHOWN)
    decide(desk, [post], BLOCKED)

    with pytest.raises(Refused, match="overtaken"):
        moderation.undo(desk, "ks", first.seq).result()


def test_a_decision_is_undone_once(desk, feed):
    (post,) = take(desk, feed, a_post(MANY))
    shown = decide(desk, [post], SHOWN)
    moderation.undo(desk, "ks", shown.seq).result()

    with pytest.raises(Refused, match="undone"):
        moderation.undo(desk, "ks", shown.seq).result()


def test_a_flood_is_one_bundle_that_is_decided_and_undone_at_once(desk, feed):
    text = "#KSRally I'm in +{}, solidarity from the union hall today"
    copies = [a_post(text.format(n % 9), f"bot{n}@spam.example", n) for n in range(40)]
    take(desk, feed, *copies)
    before = coming(desk)

    (bundle,) = moderation.queue(desk, "ks", HELD).bundles
    blocked = decide(desk, bundle.posts, BLOCKED)
    assert (bundle.kind, blocked.posts, queued(desk)) == ("one_shape", len(bundle.posts), ())
    assert len(bundle.posts) > 20

    moderation.undo(desk, "ks", blocked.seq).result()
    assert moderation.queue(desk, "ks", HELD).bundles == (bundle,)
    assert (coming(desk), well(desk)) == (before, True)


def test_what_a_flood_counted_before_it_was_noticed_goes_and_comes_back_with_it(desk, feed):
    text = "#KSRally I'm in +{}, solidarity from the union hall today"
    teachers = "wichita_teachers@mastodon.social"
    take(desk, feed, a_post("#KSRally I'm in", "cy@s.example", hours=5))
    take(desk, feed, a_post(text.format(1), teachers), a_post(text.format(2), "ana@s.example"))
    decide(desk, [queued(desk, SHOWN)[0].id], SHOWN)  # somebody has looked at this one
    honest = coming(desk)
    copies = [a_post(text.format(n % 9), f"bot{n}@spam.example", n) for n in range(40)]
    take(desk, feed, *copies)
    before = coming(desk)

    (bundle,) = moderation.queue(desk, "ks", HELD).bundles
    assert len(bundle.posts) + len(bundle.counted) == 40
    gone = decide(desk, bundle.posts + bundle.counted, ASIDE)
    assert (gone.posts, coming(desk), queued(desk)) == (40, honest, ())

    moderation.undo(desk, "ks", gone.seq).result()
    assert (coming(desk), moderation.queue(desk, "ks", HELD).bundles) == (before, (bundle,))


@pytest.mark.parametrize(
    "kind, posts",
    [
        ("one_author", [("#KSRally I'm in +1", "ana@s.example", n) for n in range(12)]),
        ("large_parties", [("#KSRally we are 9", f"u{n}@s.example", n) for n in range(12)]),
        ("new_authors", [("#KSRally I'm in", f"u{n}@s.example", n) for n in range(50)]),
    ],
)
def test_each_kind_of_flood_finds_what_counted_of_it(desk, feed, kind, posts):
    take(desk, feed, a_post("#KSRally I'm in +2", "early@s.example", hours=5))
    given = [a_post(text, author, number + 1) for text, author, number in posts]
    take(desk, feed, *given)

    (bundle,) = moderation.queue(desk, "ks", HELD).bundles
    early = {post.id for post in queued(desk, SHOWN) if post.handle == "early"}
    assert bundle.kind == kind
    assert bool(bundle.counted) == (kind != "large_parties")  # those always wait
    assert not early & set(bundle.counted)


def test_one_author_who_posts_and_posts_waits(desk, feed):
    chatter = [a_post(f"#KSRally I'm in +{n}", number=n, hours=0) for n in range(1, 13)]
    take(desk, feed, *chatter)

    (bundle,) = moderation.queue(desk, "ks", HELD).bundles
    assert (bundle.kind, bundle.authors) == ("one_author", 1)
    assert bundle.author == queued(desk, SHOWN)[0].author


def test_a_blocked_author_counts_no_longer_and_never_again(desk, feed):
    (post,) = take(desk, feed, a_post("#KSRally I'm in +3"))
    (kept,) = queued(desk, SHOWN)
    blocked = moderation.judge(desk, "ks", "author", str(kept.author), BLOCKED).result()
    take(desk, feed, a_post("#KSRally I'm in +1", number=2, hours=1))
    assert (coming(desk), set(states(desk).values())) == (0, {BLOCKED})

    moderation.undo(desk, "ks", blocked.seq).result()
    assert (coming(desk), states(desk)[post]) == (4, SHOWN)
    assert moderation.judged(desk, "ks") == []


def test_a_trusted_author_brings_in_what_waited_for_them_and_what_comes(desk, feed):
    rallies.change(desk, "ks", posts_rule="held").result()
    take(desk, feed, a_post("#KSRally I'm in +3"), a_post("#KSRally I'm in", "bo@s.example"))
    author = next(post.author for post in queued(desk) if post.handle == "ana")
    moderation.judge(desk, "ks", "author", str(author), SHOWN).result()
    assert coming(desk) == 4

    take(desk, feed, a_post("#KSRally I'm in +5", number=2, hours=1))
    assert coming(desk) == 6
    assert [(each.value, each.state) for each in moderation.judged(desk, "ks")] == [
        ("ana@social.example", SHOWN)
    ]


@pytest.mark.parametrize("kind, value", [("host", "Spam.example"), ("word", "Free  BEER")])
def test_a_blocked_host_or_word_takes_its_posts_along(desk, feed, kind, value):
    take(desk, feed, a_post("#KSRally I'm in. Free beer!", "bot@a.spam.example"), a_post(MANY))
    moderation.judge(desk, "ks", kind, value, BLOCKED).result()
    take(desk, feed, a_post("#KSRally I'm in +2, free beer", "bot2@spam.example", 2))

    assert (coming(desk), len(queued(desk, BLOCKED)), len(queued(desk))) == (0, 2, 1)
    moderation.judge(desk, "ks", kind, value, None).result()
    assert moderation.judged(desk, "ks") == []


@pytest.mark.parametrize(
    "kind, value, state",
    [
        ("word", "  ", BLOCKED),
        ("word", "x" * 61, BLOCKED),
        ("host", "nodot", BLOCKED),
        ("author", "999", BLOCKED),
        ("author", "ana", BLOCKED),
        ("word", "fine", SHOWN),
        ("author", "1", ASIDE),
    ],
)
def test_what_cannot_be_judged_is_refused(desk, feed, kind, value, state):
    with pytest.raises(Refused):
        moderation.judge(desk, "ks", kind, value, state).result()


@pytest.mark.parametrize("rule, counted", [("all", 5), ("known", 3), ("held", 0)])
def test_the_rule_says_whose_posts_count_without_a_look(desk, feed, rule, counted):
    said_at = (NOON - timedelta(days=1)).isoformat()
    commit(desk, handle="ana@social.example", party="1", said_at=said_at)
    rallies.change(desk, "ks", posts_rule=rule).result()
    take(desk, feed, a_post("#KSRally I'm in +2"), a_post("#KSRally I'm in +1", "bo@s.example"))

    assert coming(desk) == max(counted, 1)


def test_a_post_of_another_event_is_not_decided_here(desk, feed):
    (post,) = take(desk, feed, a_post(MANY))
    a_rally(desk, "other", hashtag="Other")

    with pytest.raises(Refused, match="unknown"):
        moderation.decide(desk, "other", [post], SHOWN).result()


def test_a_link_that_was_taken_back_decides_nothing(desk, feed):
    (post,) = take(desk, feed, a_post(MANY))

    with pytest.raises(NotFound):
        moderation.decide(desk, "ks", [post], SHOWN, by="grant:99").result()
    assert coming(desk) == 0


def test_why_a_post_did_not_count_is_found_by_its_link_or_its_author(desk, feed):
    take(desk, feed, a_post("#KSRally who is coming?"))

    found = moderation.find(desk, "ks", "https://social.example/@ana/1")
    assert found == moderation.find(desk, "ks", "@ana@social.example")
    assert (found.state, found.reason) == (ASIDE, "question")
    assert moderation.find(desk, "ks", "https://social.example/@bo/1") is None


def test_a_closed_event_takes_no_promise_and_asks_again_once_it_is_open(desk, feed):
    rallies.close(desk, "ks").result()
    with pytest.raises(Refused, match="closed"):
        take(desk, feed, a_post("#KSRally I'm in"))

    rallies.reopen(desk, "ks").result()
    take(desk, feed, a_post("#KSRally I'm in"))
    assert coming(desk) == 1


def test_ready_answers_are_kept_once_and_removed(desk, feed):
    for _ in range(2):
        ready_replies.save(desk, "ks", "  We meet at noon. ").result()
    ((number, text),) = ready_replies.saved(desk, "ks")
    assert text == "We meet at noon."

    ready_replies.remove(desk, "ks", number).result()
    assert ready_replies.saved(desk, "ks") == []


@pytest.mark.parametrize("text", ["", " ", "x" * 401])
def test_an_answer_has_words_and_fits(desk, feed, text):
    with pytest.raises(Refused):
        ready_replies.save(desk, "ks", text).result()


def test_who_is_erased_leaves_no_word_and_no_handle(desk, feed):
    take(desk, feed, a_post("#KSRally I'm in +3, says Quetzalcoatl", "quetzal@social.example"))
    person = forgetting.find(desk, "ks", "quetzal")[0].person
    forgetting.erase(desk, "ks", person).result()

    (post,) = queued(desk, SHOWN)
    assert (post.text, post.link, post.name) == ("", "", "")
    assert "quetzal" not in post.handle
    assert (coming(desk), well(desk)) == (4, True)


@pytest.mark.parametrize("said", ["#KSRally I'm in +3, Quetzal", "#KSRally who comes, Quetzal?"])
def test_an_account_is_erased_also_where_it_promised_nothing(desk, feed, said):
    take(desk, feed, a_post(said, "quetzal@social.example"))
    keeping.erase(desk, "@quetzal@social.example").result()

    everything = moderation.queue(desk, "ks", SHOWN).posts + queued(desk, ASIDE)
    assert len(everything) == 1
    assert "quetzal" not in repr(everything).lower()


def test_after_a_purge_no_post_has_words_and_all_still_count(desk, feed):
    take(desk, feed, a_post("#KSRally I'm in +3"), a_post(MANY, "bo@s.example"))
    forgetting.purge(desk, "ks").result()

    assert all((post.text, post.handle) == ("", "") for post in queued(desk, SHOWN))
    assert (coming(desk), well(desk)) == (4, True)


# Any sequence of posts and decisions: what stands is what a recount finds, and an undo right
# after a decision brings back exactly what was.
TEXTS = ["#KSRally I'm in +3", MANY, "#KSRally what a day", "#KSRally can't make it", "#KSRally +1"]
posted = st.tuples(st.just("post"), st.sampled_from(TEXTS), st.integers(0, 2), st.integers(1, 2))
acts = st.one_of(
    posted,
    st.tuples(st.just("decide"), st.sampled_from(ReviewState), st.integers(0, 3),
              st.one_of(st.none(), st.integers(1, 9))),
    st.tuples(st.just("judge"), st.sampled_from([SHOWN, BLOCKED, None]), st.integers(0, 2),
              st.none()),
    st.tuples(st.just("word"), st.sampled_from([BLOCKED, None]), st.just(0), st.none()),
)  # fmt: skip


@settings(max_examples=30, deadline=None)
@given(st.lists(acts, min_size=2, max_size=9))
def test_whatever_is_posted_and_decided_stands_as_a_recount_finds_it(sequence):
    with tempfile.TemporaryDirectory() as folder:
        desk = a_desk(Path(folder))
        a_rally(desk)
        a_lead(desk)
        feed = feeds.add(desk, "ks", "https://social.example/tags/ksrally.rss").result()
        for step, (act, what, which, how_many) in enumerate(sequence):
            _do(desk, feed, step, act, what, which, how_many)
            assert well(desk)
        desk.store.close()


def _do(desk, feed, step, act, what, which, how_many):
    if act == "post":
        hours = 5 - step * 0.1
        take(desk, feed, a_post(what, f"user{which}@social.example", how_many, hours))
        return
    before = coming(desk), states(desk)
    outcome = _decided(desk, act, what, which, how_many)
    if outcome is None:
        return
    after = coming(desk), states(desk)
    undone = moderation.undo(desk, "ks", outcome.seq).result()
    assert (coming(desk), states(desk)) == before
    moderation.undo(desk, "ks", undone.seq).result()
    assert (coming(desk), states(desk)) == after


def _decided(desk, act, what, which, how_many):
    ids = list(states(desk))
    if act == "decide":
        if not ids:
            return None
        people = how_many if what is SHOWN else None
        return decide(desk, [ids[which % len(ids)]], what, people=people)
    if act == "word":
        return moderation.judge(desk, "ks", "word", "day", what).result()
    authors = sorted({post.author for state in ReviewState for post in queued(desk, state)})
    if not authors:
        return None
    author = str(authors[which % len(authors)])
    return moderation.judge(desk, "ks", "author", author, what).result()
