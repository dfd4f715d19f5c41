"""What becomes of a post at the desk. Handles are invented."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from turnout import words
from turnout.desk import feeds, leads, looks, moderation, posts, rallies
from turnout.desk.desk import Desk, open_desk
from turnout.model import Feed, Kept, ReviewState
from turnout.rules.phrase_doubts import TALK
from turnout.rules.phrasebook import ABOUT
from turnout.settings import Settings
from turnout.sources import Post
from turnout.store import open_store

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
TEACHERS, NURSES = "wichita_teachers@social.example", "wichita_nurses@social.example"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    store = open_store(tmp_path / "posts.db")
    desk = open_desk(store, Settings(), lambda: NOW)
    rallies.add(
        desk,
        slug="ks",
        title="Kansas rally",
        starts_at=NOW + timedelta(days=13),
        zone="America/Chicago",
        hashtag="KSRally",
    ).result()
    leads.add(desk, "ks", "Teachers", TEACHERS).result()
    leads.add(desk, "ks", "Nurses", NURSES).result()
    yield desk
    store.close()


@pytest.fixture
def feed(desk: Desk) -> Feed:
    return feeds.add(desk, "ks", "https://social.example/tags/ksrally.rss").result()


def a_post(text: str, author: str = "ana@social.example", number: int = 1, hours: int = 2) -> Post:
    handle, _, host = author.partition("@")
    link = f"https://{host or 'social.example'}/@{handle}/{number}"
    return Post(link, link, handle, host, NOW - timedelta(hours=hours), text)


def take(desk: Desk, feed: Feed, post: Post) -> object:
    future = posts.take(desk, feed, post)
    return future.result() if future else None


def queued(desk: Desk, state: ReviewState) -> tuple[Kept, ...]:
    return moderation.queue(desk, "ks", state).posts


def waiting(desk: Desk) -> tuple[Kept, ...]:
    return queued(desk, ReviewState.HELD)


def coming(desk: Desk) -> dict[str, int]:
    progress = looks.progress(desk, "ks")
    by_lead = {lead.handle: lead.count.coming for lead in progress.leads if lead.count.coming}
    return by_lead | ({"": progress.own.coming} if progress.own.coming else {})


def test_a_post_counts_for_the_lead_it_mentions_once_however_often_it_is_read(desk, feed):
    for _ in range(3):
        take(desk, feed, a_post("#KSRally I'm in +3 @wichita_teachers"))

    assert coming(desk) == {TEACHERS: 4}


def test_an_edited_post_replaces_what_it_said(desk, feed):
    post = a_post("#KSRally I'm in +3 @wichita_teachers")
    take(desk, feed, post)
    take(desk, feed, replace(post, text="#KSRally I'm in +1 @wichita_teachers"))

    assert coming(desk) == {TEACHERS: 2}


def test_a_server_late_with_an_edit_does_not_bring_the_old_number_back(desk, feed):
    other = feeds.add(desk, "ks", "https://other.example/tags/ksrally.rss").result()
    post = a_post("#KSRally I'm in +3")
    take(desk, feed, post)
    take(desk, feed, replace(post, text="#KSRally I'm in +1"))
    take(desk, other, post)

    assert coming(desk) == {"": 2}


def test_a_post_that_comes_through_two_servers_counts_once(desk, feed):
    other = feeds.add(desk, "ks", "https://other.example/tags/ksrally.rss").result()
    for through in (feed, other, feed):
        take(desk, through, a_post("#KSRally I'm in +3"))

    assert coming(desk) == {"": 4}
    assert len(queued(desk, ReviewState.SHOWN)) == 1


def test_a_post_of_nobody_known_waits_once_through_however_many_servers(desk, feed):
    other = feeds.add(desk, "ks", "https://other.example/tags/ksrally.rss").result()
    for through in (feed, other):
        take(desk, through, a_post("#KSRally I'm in +3", author=""))
    (held,) = waiting(desk)
    moderation.decide(desk, "ks", [held.id], ReviewState.SHOWN).result()
    take(desk, other, a_post("#KSRally I'm in +3", author=""))

    assert coming(desk) == {"": 4}


def test_a_second_post_of_one_person_replaces_the_first(desk, feed):
    take(desk, feed, a_post("#KSRally I'm in +3"))
    take(desk, feed, a_post("#KSRally make that 5", number=2, hours=1))

    assert coming(desk) == {"": 5}


def test_a_no_takes_the_promise_back(desk, feed):
    take(desk, feed, a_post("#KSRally I'm in +3 @wichita_teachers"))
    take(desk, feed, a_post("#KSRally can't make it, sorry", number=2, hours=1))

    assert coming(desk) == {}


def test_a_mention_of_somebody_else_is_no_lead(desk, feed):
    take(desk, feed, a_post("#KSRally I'm in +1 @bo"))

    assert coming(desk) == {"": 2}


def test_a_namesake_on_another_server_is_not_the_lead(desk, feed):
    take(desk, feed, a_post("#KSRally I'm in @wichita_teachers@evil.example"))

    assert coming(desk) == {"": 1}


def test_a_leads_own_promise_is_with_that_lead(desk, feed):
    take(desk, feed, a_post("#KSRally I'm in +1", author=NURSES))

    assert coming(desk) == {NURSES: 2}


@pytest.mark.parametrize(
    "text, author, reason",
    [
        ("#KSRally I'm in @wichita_teachers @wichita_nurses", "ana@social.example", "two_leads"),
        ("#KSRally I'm in", "", "unknown_author"),
        ("#KSRally I'm in +1e9", "ana@social.example", "unclear_number"),
        ("#KSRally I'm in +60", "ana@social.example", "many"),
        ("#KSRally we are 12", "ana@social.example", "large_party"),
    ],
)
def test_what_is_in_doubt_is_held_and_not_counted(desk, feed, text, author, reason):
    post = a_post(text, author=author)
    take(desk, feed, post)

    (held,) = waiting(desk)
    previewed = posts.preview(post, "KSRally", posts.handles(desk, "ks"), NOW)
    assert (held.reason, held.text) == (reason, text)
    assert (previewed["decision"], previewed["reason"]) == ("held", reason)
    assert coming(desk) == {}


@pytest.mark.parametrize(
    "text, reason",
    [
        ("#KSRally who is coming?", "question"),
        ("#KSRally what a day", "not_understood"),
        ("#KSRally I challenge @bo to beat our 32", "challenge"),
    ],
)
def test_what_promises_nobody_is_set_aside_once_with_its_reason(desk, feed, text, reason):
    post = a_post(text)
    take(desk, feed, post)
    take(desk, feed, post)

    (aside,) = queued(desk, ReviewState.SET_ASIDE)
    assert (aside.link, aside.reason, aside.feed) == (post.link, reason, feed.id)
    assert (feeds.refusals(desk, "ks"), coming(desk)) == ([], {})


def test_last_years_post_is_not_for_this_year(desk, feed):
    assert posts.take(desk, feed, a_post("#KSRally I'm in +3", hours=24 * 400)) is None


@pytest.mark.parametrize("text", ["#KSRally total 32", "#KSRally our goal is 50"])
def test_a_total_or_goal_counts_only_from_a_leads_own_account(desk, feed, text):
    take(desk, feed, a_post(text, author="wichita_teachers@evil.example"))

    assert [post.reason for post in waiting(desk)] == ["only_lead"]
    assert (coming(desk), looks.progress(desk, "ks").leads[0].goal) == ({}, 0)


def test_a_leads_own_post_says_their_total_and_sets_their_goal(desk, feed):
    take(desk, feed, a_post("#KSRally total 32", author=TEACHERS))
    take(desk, feed, a_post("#KSRally our goal is 50", author=TEACHERS, number=2))
    take(desk, feed, a_post("#KSRally total 32", author=TEACHERS))  # read again
    take(desk, feed, a_post("#KSRally our goal is 40", author=TEACHERS, number=3, hours=1))

    assert coming(desk) == {TEACHERS: 32}
    assert looks.progress(desk, "ks").leads[0].goal == 40


def test_a_lead_is_known_by_each_of_their_accounts(desk, feed):
    accounts = (TEACHERS, "teachers.example@bsky.app")
    leads.change(desk, "ks", "wichita_teachers", handles=accounts).result()
    take(desk, feed, a_post("#KSRally total 32", author=accounts[1]))
    take(desk, feed, a_post("#KSRally I'm in +3 @teachers.example @wichita_teachers", number=2))

    assert coming(desk) == {TEACHERS: 32}
    assert waiting(desk) == ()


def test_who_says_that_some_stay_away_still_brings_the_rest(desk, feed):
    take(desk, feed, a_post("#KSRally we are 5"))
    take(desk, feed, a_post("#KSRally two of my group dropped out", number=2, hours=1))

    assert coming(desk) == {"": 3}


def test_some_of_nobody_wait_for_a_look(desk, feed):
    take(desk, feed, a_post("#KSRally two of my group dropped out"))

    assert [post.reason for post in waiting(desk)] == ["fewer"]


def test_an_edit_that_promises_nobody_ends_the_promise(desk, feed):
    take(desk, feed, a_post("#KSRally I'm in +3"))
    take(desk, feed, a_post("#KSRally what a day"))

    assert coming(desk) == {}
    assert len(queued(desk, ReviewState.SET_ASIDE)) == 1


def test_while_an_edit_waits_the_older_word_stands(desk, feed):
    take(desk, feed, a_post("#KSRally I'm in +3"))
    take(desk, feed, a_post("#KSRally I'm in +1e9"))

    assert coming(desk) == {"": 4}
    assert len(waiting(desk)) == 1


def test_a_held_post_that_was_edited_waits_once_as_it_is_now(desk, feed):
    take(desk, feed, a_post("#KSRally we are 12"))
    take(desk, feed, a_post("#KSRally we are 14"))

    assert [post.people for post in waiting(desk)] == [14]


def test_a_handle_that_imitates_another_is_held(desk, feed):
    take(desk, feed, replace(a_post("#KSRally I'm in +3"), flags=("lookalike",)))

    assert [post.reason for post in waiting(desk)] == ["lookalike"]


def test_a_repost_counts_nobody(desk, feed):
    take(desk, feed, replace(a_post("#KSRally I'm in +3"), flags=("repost",)))

    assert coming(desk) == {}


@pytest.mark.parametrize("text", ["", "I'm in +3", "#KSRallyX I'm in +3"])
def test_a_post_without_the_hashtag_leaves_no_trace(desk, feed, text):
    assert posts.take(desk, feed, a_post(text)) is None
    assert feeds.refusals(desk, "ks") == []


def test_a_time_to_come_is_not_believed(desk, feed):
    take(desk, feed, a_post("#KSRally I'm in", hours=-48))

    assert coming(desk) == {"": 1}


def test_a_preview_says_all_that_would_be_done_and_stores_nothing():
    seen = posts.preview(a_post("#KSRally I'm in +3 @wichita_teachers"), "KSRally")

    assert seen == {
        "author": "ana",
        "host": "social.example",
        "id": "https://social.example/@ana/1",
        "link": "https://social.example/@ana/1",
        "time": "2026-11-22T10:00:00+00:00",
        "text": "#KSRally I'm in +3 @wichita_teachers",
        "images": [],
        "intent": "commit",
        "people": 4,
        "lead": "wichita_teachers",
        "decision": "counted",
        "reason": "",
        "how": "author_plus",
    }


NOT_COUNTED = {*TALK, "not_understood", "repost", "fewer", "mixed", "old", "unknown_author"}
NOT_COUNTED |= {"no_hashtag", "empty"}
NOT_COUNTED |= {intent.value for intent in ABOUT}
IN_DOUBT = {"unknown_author", "two_leads", "two_numbers", "unclear_number", "many", "large_party"}
IN_DOUBT |= {"how_many", "hedged"}


@pytest.mark.parametrize(
    "key", sorted({f"post_{code}" for code in NOT_COUNTED} | {f"held_{code}" for code in IN_DOUBT})
)
def test_every_reason_has_its_sentence(key):
    assert words.has(f"feeds.{key}")
