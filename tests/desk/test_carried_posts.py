"""Posts go along with an export, come back as they were, and are checked against the ledger."""

import json

import pytest

from tests.builders import a_desk, a_lead, commit
from tests.desk.test_moderation import (
    ASIDE,
    BLOCKED,
    HELD,
    MANY,
    SHOWN,
    a_post,
    coming,
    decide,
    queued,
    states,
    take,
    well,
)
from turnout.desk import (
    carrying,
    corrections,
    feeds,
    forgetting,
    keeping,
    looks,
    merging,
    moderation,
    photos,
    ready_replies,
    reviews,
    whose,
)
from turnout.model import Door, ReviewState
from turnout.sources.post import Image

TEACHERS = "wichita_teachers@mastodon.social"


@pytest.fixture
def feed(desk, rally):
    return feeds.add(desk, "ks", "https://social.example/tags/ksrally.rss").result()


@pytest.fixture
def other(tmp_path):
    opened = a_desk(tmp_path / "other")
    yield opened
    opened.store.close()


@pytest.fixture
def posted(desk, feed):
    """Have posts counted, held, edited, set aside, blocked, given to a lead and undone."""
    photo = (Image("https://x.example/a.jpg", "A hall", "CC0"),)
    take(desk, feed, a_post("#KSRally I'm in +3", images=photo), a_post(MANY, "bo@s.example", 2))
    take(desk, feed, a_post("#KSRally I'm in +1"))  # an edit
    take(desk, feed, a_post("#KSRally total 40", "teachers@s.example", 3))
    take(desk, feed, a_post("#KSRally our goal is 200", TEACHERS, 4))
    by_handle = {post.handle: post for state in ReviewState for post in queued(desk, state)}
    whose.is_leads(desk, "ks", by_handle["teachers"].id, "wichita_teachers").result()
    goal = decide(desk, [by_handle["wichita_teachers"].id], ASIDE)
    moderation.undo(desk, "ks", goal.seq).result()
    decide(desk, [by_handle["wichita_teachers"].id], ASIDE)
    moderation.judge(desk, "ks", "author", str(by_handle["bo"].author), BLOCKED).result()
    moderation.judge(desk, "ks", "word", "free beer", BLOCKED).result()
    ready_replies.save(desk, "ks", "We meet at noon.").result()
    shown = photos.decide(desk, "ks", 1, SHOWN).result()
    moderation.undo(desk, "ks", shown.seq).result()
    photos.decide(desk, "ks", 1, SHOWN).result()
    photos.decide(desk, "ks", 1, ASIDE).result()
    return desk


def carried(desk, other):
    exported = json.loads(json.dumps(carrying.export(desk, "ks")))
    carrying.import_(other, exported).result()
    return exported


def told(desk):
    """Return all that organizers see of posts, without what is numbered anew."""
    return {
        state: [
            (post.handle, post.host, post.text, post.link, post.said_at, post.intent, post.people,
             post.reason, post.values, post.trusted,
             [(photo.link, photo.alt, photo.state) for photo in post.photos])
            for post in queued(desk, state)
        ]
        for state in ReviewState
    }  # fmt: skip


def test_posts_come_back_with_who_wrote_them_and_what_was_decided(posted, other):
    carried(posted, other)

    assert told(other) == told(posted)
    assert [(each.value, each.state) for each in moderation.judged(other, "ks")] == [
        (each.value, each.state) for each in moderation.judged(posted, "ks")
    ]
    assert [text for _, text in ready_replies.saved(other, "ks")] == ["We meet at noon."]
    assert coming(other) == coming(posted)
    assert looks.progress(other, "ks").leads[0].goal == looks.progress(posted, "ks").leads[0].goal
    assert well(other)


def test_what_was_decided_is_undone_there_as_it_would_be_here(posted, other):
    carried(posted, other)
    while (here := moderation.last(posted, "ks")) and (there := moderation.last(other, "ks")):
        assert (here["state"], here["posts"]) == (there["state"], there["posts"])
        moderation.undo(posted, "ks", here["seq"]).result()
        moderation.undo(other, "ks", there["seq"]).result()
        assert told(other) == told(posted)
        assert coming(other) == coming(posted)

    assert moderation.last(other, "ks") is None
    assert well(other)


def test_a_post_read_again_after_the_move_counts_no_second_time(posted, other):
    carried(posted, other)
    there = feeds.add(other, "ks", "https://social.example/tags/ksrally.rss").result()
    before = coming(other), states(other)
    take(other, there, a_post("#KSRally I'm in +3"), a_post("#KSRally I'm in +1"))

    assert (coming(other), states(other)) == before


def test_an_export_from_before_posts_were_kept_is_still_read(posted, other):
    exported = json.loads(json.dumps(carrying.export(posted, "ks")))
    del exported["posted"]
    carrying.import_(other, exported).result()

    assert (coming(other), well(other)) == (coming(posted), True)


def test_words_of_who_was_erased_do_not_go_along(posted, other):
    keeping.erase(posted, "@ana@social.example").result()
    assert "ana@" not in str(carried(posted, other))
    assert "/@ana/" not in str(carrying.export(other, "ks"))

    forgetting.purge(posted, "ks").result()
    gone = carrying.export(posted, "ks")["posted"]
    assert {post["text"] + post["link"] for post in gone["posts"]} == {""}
    assert (gone["authors"], gone["photos"]) == ([], [])


@pytest.mark.parametrize(
    "forget",
    [
        lambda desk: keeping.erase(desk, "@teachers@s.example"),
        lambda desk: forgetting.purge(desk, "ks"),
    ],
)
def test_what_was_decided_of_who_was_erased_comes_back_and_is_undone(posted, other, forget):
    forget(posted).result()
    carried(posted, other)
    while there := moderation.last(other, "ks"):
        moderation.undo(other, "ks", there["seq"]).result()

    assert well(other)


def test_an_account_of_a_lead_who_was_made_one_with_another_comes_back(posted, other):
    a_lead(posted, "ana@k.example", name="Ana")
    merging.merge(posted, "ks", "ana@k.example", "wichita_teachers", total=0, goal=9).result()
    carried(posted, other)

    assert told(other) == told(posted)
    assert well(other)


def test_a_photo_that_is_shown_is_fetched_where_it_came_and_its_decision_undone(
    posted, feed, other
):
    photo = (Image("https://x.example/b.jpg", "A square"),)
    take(posted, feed, a_post("#KSRally I'm in", "cy@s.example", 5, images=photo))
    photos.decide(posted, "ks", 2, SHOWN).result()
    carried(posted, other)
    assert [link for _, link, _ in photos.due(other, 9)] == ["https://x.example/b.jpg"]

    moderation.undo(other, "ks", moderation.last(other, "ks")["seq"]).result()
    assert (photos.due(other, 9), photos.counts(other, "ks")[HELD]) == ([], 1)


@pytest.mark.parametrize(
    "sql, told",
    [
        (
            "UPDATE post SET state = 'set_aside' WHERE id = 2",
            "post 2 of ks: kept set_aside, counted record {seq} shown",
        ),
        (
            "UPDATE post SET record = NULL",
            "post 2 of ks: kept shown, counted no record of it",
        ),
        (
            "DELETE FROM post WHERE id = 2",
            "feed ks: kept record {seq} counts, counted no post of it",
        ),
    ],
)
def test_a_post_that_stands_otherwise_than_its_promise_is_told(desk, feed, sql, told):
    take(desk, feed, a_post("#KSRally I'm in", "bo@s.example"), a_post("#KSRally I'm in +3"))
    seq = queued(desk, SHOWN)[0].record
    desk.store.write(lambda tx: tx.run(sql)).result()

    assert told.format(seq=seq) in list(map(str, keeping.check(desk)))


def test_a_feeds_promises_from_before_posts_were_kept_are_no_difference(desk, feed):
    commit(desk, "old", door=Door.FEED, scope="feed:ks", handle="old@s.example")
    take(desk, feed, a_post("#KSRally I'm in +3"))

    assert keeping.check(desk) == []


def test_what_is_taken_back_in_the_ledger_is_set_aside_among_posts_too(desk, feed):
    (post,) = take(desk, feed, a_post("#KSRally I'm in +3"))
    (kept,) = queued(desk, SHOWN)
    undone = corrections.undo(desk, kept.record, by="desk", event="ks").result()
    assert (states(desk), coming(desk), well(desk)) == ({post: ASIDE}, 0, True)

    corrections.undo(desk, undone.seq, by="desk", event="ks").result()
    assert (states(desk), coming(desk), well(desk)) == ({post: SHOWN}, 4, True)

    reviews.decide(desk, kept.record, HELD).result()
    assert (states(desk), coming(desk), well(desk)) == ({post: HELD}, 0, True)
