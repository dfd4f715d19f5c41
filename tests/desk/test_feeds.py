from datetime import timedelta

import pytest

from tests.builders import NOON
from turnout.desk import feeds, looks, rallies, schedule
from turnout.errors import NotFound, Refused
from turnout.model import GoodRead, Refusal

URL = "https://mastodon.social/tags/KSRally.rss"


def test_a_new_feed_is_due_at_once(desk, rally):
    feed = feeds.add(desk, "ks", URL).result()

    assert feeds.due(desk, NOON) == [feed]


def test_a_feed_that_was_read_is_due_when_its_time_comes(desk, rally):
    feed = feeds.add(desk, "ks", URL).result()
    feeds.seen_ok(
        desk, feed.id, GoodRead(NOON + timedelta(seconds=60), brought=2, etag='"v1"')
    ).result()

    assert feeds.due(desk, NOON) == []
    (due,) = feeds.due(desk, NOON + timedelta(seconds=60))
    assert (due.etag, due.brought, due.last_good_at, due.failures) == ('"v1"', 2, NOON, 0)


def test_a_failure_is_kept_with_its_reason_and_mended_by_a_good_read(desk, rally):
    feed = feeds.add(desk, "ks", URL).result()
    feeds.seen_bad(desk, feed.id, "no answer", NOON).result()
    (failed,) = feeds.feeds(desk, "ks")
    feeds.seen_ok(desk, feed.id, GoodRead(NOON)).result()
    (good,) = feeds.feeds(desk, "ks")

    assert (failed.failure, failed.failures, failed.last_good_at) == ("no answer", 1, None)
    assert (good.failure, good.failures) == ("", 0)


def test_a_feed_that_is_gone_is_not_asked_again_until_it_is_added_anew(desk, rally):
    feed = feeds.add(desk, "ks", URL).result()
    feeds.seen_bad(desk, feed.id, "gone", NOON, off=True).result()
    assert feeds.due(desk, NOON + timedelta(days=1)) == []

    feeds.add(desk, "ks", URL).result()
    assert len(feeds.due(desk, NOON)) == 1


def test_a_feed_that_is_switched_off_rests_until_it_is_added_again(desk, rally):
    feed = feeds.add(desk, "ks", URL).result()

    assert not feeds.switch_off(desk, feed.id).result().on
    assert feeds.due(desk, NOON) == []
    assert feeds.add(desk, "ks", URL).result().on


def test_a_feed_switched_off_while_it_was_read_stays_off_though_the_read_failed(desk, rally):
    feed = feeds.add(desk, "ks", "https://m.social/tags/ks.rss").result()
    feeds.switch_off(desk, feed.id).result()
    feeds.seen_bad(desk, feed.id, "too_slow", NOON).result()

    assert not feeds.feeds(desk)[0].on


def test_an_unknown_feed_cannot_be_switched_off(desk):
    with pytest.raises(NotFound):
        feeds.switch_off(desk, 7).result()


def test_a_closed_events_feeds_rest(desk, rally):
    feeds.add(desk, "ks", URL).result()
    rallies.close(desk, "ks").result()

    assert feeds.due(desk, NOON) == []


@pytest.mark.parametrize(
    "url",
    [
        *("", "mastodon.social", "file:///etc/passwd", "https://me:pw@x.org/", "https://@x.org/"),
        *("http://[::1", "http://x.org:port/", "http://x.org/a b\0", "http://" + "x" * 3_000),
    ],
)
def test_what_is_no_web_address_is_refused(desk, rally, url):
    with pytest.raises(Refused) as refused:
        feeds.add(desk, "ks", url)

    assert refused.value.code == "not_url"


def test_a_feed_is_not_asked_too_often(desk, rally):
    with pytest.raises(Refused) as refused:
        feeds.add(desk, "ks", URL, every_seconds=1)

    assert refused.value.code == "too_often"


def test_a_feed_of_no_event_is_not_found(desk):
    with pytest.raises(NotFound):
        feeds.add(desk, "nowhere", URL).result()


def test_reading_a_feed_does_not_move_the_live_picture(desk, rally):
    before = looks.seq(desk, "ks")
    feed = feeds.add(desk, "ks", URL).result()
    feeds.seen_ok(desk, feed.id, GoodRead(NOON)).result()

    assert looks.seq(desk, "ks") == before


def test_a_refusal_is_kept_once(desk, rally):
    refusal = Refusal(
        NOON, "ks", "feed", "feed:1", "https://m.social/@a/1", "party", "not_whole", {"given": "x"}
    )
    for _ in range(3):
        feeds.refuse(desk, refusal).result()

    assert feeds.refusals(desk, "ks") == [refusal]


@pytest.mark.parametrize("so", ["postponed", "cancelled"])
def test_a_feed_of_an_event_that_does_not_take_place_rests(desk, rally, so):
    feeds.add(desk, "ks", URL).result()
    (schedule.postpone if so == "postponed" else schedule.cancel)(desk, "ks", by="desk").result()

    assert feeds.due(desk, NOON) == []


def test_a_feed_of_an_event_that_is_over_rests_a_day_later(desk, rally):
    feeds.add(desk, "ks", URL).result()
    over = rally.ends_at or rally.starts_at

    assert len(feeds.due(desk, over + timedelta(hours=23))) == 1
    assert feeds.due(desk, over + timedelta(hours=25)) == []


def test_how_many_posts_it_held_last_is_kept_while_nothing_new_comes(desk, rally):
    feed = feeds.add(desk, "ks", URL).result()
    feeds.seen_ok(desk, feed.id, GoodRead(NOON, posts=20)).result()
    feeds.seen_ok(desk, feed.id, GoodRead(NOON)).result()

    assert feeds.feeds(desk)[0].last_posts == 20
