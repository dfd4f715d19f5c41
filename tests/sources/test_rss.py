"""Feeds as Mastodon writes them, and as those write them who mean harm. Handles are invented."""

from datetime import UTC, datetime
from html import escape

import pytest

from turnout.errors import SourceFailed
from turnout.sources import rss

HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" '
    'xmlns:media="http://search.yahoo.com/mrss/"><channel><title>#KSRally</title>'
    "<link>https://social.example/tags/ksrally</link>"
)
LINK = "https://social.example/@ana/1001"


def feed(*items: str) -> bytes:
    return (HEAD + "".join(items) + "</channel></rss>").encode()


def item(
    text: str = "<p>#KSRally I'm in</p>",
    link: str = LINK,
    published: str = "Sat, 21 Nov 2026 18:00:00 +0000",
    before: str = "",
    after: str = "",
) -> str:
    return (
        f"<item><guid>{link}</guid><link>{link}</link><pubDate>{published}</pubDate>{before}"
        f"<description>{escape(text)}</description>{after}<category>ksrally</category></item>"
    )


def test_a_post_is_read_as_its_author_wrote_it():
    photo = '<media:content url="https://files.example/a.jpg" type="image/jpeg" medium="image"/>'

    (post,) = rss.read(feed(item(after=photo)))

    assert post.author == "ana@social.example"
    assert post.id == post.link == LINK
    assert post.text == "#KSRally I'm in"
    assert post.published == datetime(2026, 11, 21, 18, tzinfo=UTC)
    assert post.tags == ("ksrally",)
    assert post.images == ("https://files.example/a.jpg",)


@pytest.mark.parametrize(
    "link, author",
    [
        ("https://social.example/@Ana/1", "ana@social.example"),
        ("https://social.example/@ana@other.example/1", "ana@other.example"),
        ("https://social.example/users/ana/statuses/1", "ana@social.example"),
        ("https://bsky.app/profile/ana.example/post/3k", "ana.example@bsky.app"),
        ("https://social.example/notes/9x", ""),
        ("https://social.example/@аnа/1", ""),
        ("https://social.example/@a\u200bna/1", ""),
        ("https://ana@social.example/@bo/1", ""),
        ("javascript:alert(1)//@ana/1", ""),
        ("https://[::1/@ana/1", ""),
    ],
)
def test_the_author_is_who_the_link_names_for_certain_or_nobody(link, author):
    (post,) = rss.read(feed(item(link=link)))

    assert post.author == author


@pytest.mark.parametrize("place", ["before", "after"])
def test_a_pictures_alt_text_is_not_what_was_said(place):
    alt = "<media:description>#KSRally I'm in +50</media:description>"
    photo = f'<media:content url="https://files.example/a.jpg" medium="image">{alt}</media:content>'

    (post,) = rss.read(feed(item("<p>just a photo</p>", **{place: photo})))

    assert post.text == "just a photo"


@pytest.mark.parametrize(
    "published", ["", "1789", "Sat, 21 Nov 0000 18:00:00 +0000", "2 Jan 9999 00:00 +0000", "soon"]
)
def test_a_time_out_of_range_is_no_time(published):
    (post,) = rss.read(feed(item(published=published)))

    assert post.published is None


@pytest.mark.parametrize("reference", ["&#xD83D;", "&#x110000;", "&#xFFFFFFFF;", "&#0;"])
def test_one_bad_character_does_not_lose_the_feed(reference):
    body = feed(item("first"), item("second")).replace(b"first", f"first {reference}".encode())

    assert [post.text for post in rss.read(body)] == ["first", "second"]


def test_a_feed_cut_off_in_a_post_gives_the_posts_before_it():
    whole = feed(item("I'm in +1"), item("I'm in +25"))

    cut = whole[: whole.index(b"+25") + 2]

    assert [post.text for post in rss.read(cut)] == ["I'm in +1"]


@pytest.mark.parametrize(
    "body", [b"", b"<html><body>Log in</body></html>", b'{"posts": []}', b"\x00\x01", b"I'm in +3"]
)
def test_what_is_no_feed_is_said_to_be_none(body):
    with pytest.raises(SourceFailed) as failed:
        rss.read(body)

    assert failed.value.reason == "not_a_feed"


def test_no_file_is_opened_for_an_entity():
    body = feed(item("I'm in")).replace(
        b"<rss", b'<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss', 1
    )

    assert "root:" not in rss.read(body.replace(b"I&#x27;m in", b"&x;"))[0].text


def test_a_flood_is_read_up_to_a_measure():
    assert len(rss.read(feed(*[item()] * 300))) == rss.MOST_POSTS


def test_an_atom_feed_is_read_too():
    body = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>tag:1</id>'
        f'<link href="{LINK}"/><updated>2026-11-21T18:00:00Z</updated>'
        '<summary type="html">&lt;p&gt;I\'m in&lt;/p&gt;</summary></entry></feed>'
    ).encode()

    (post,) = rss.read(body)

    assert (post.id, post.text, post.author) == ("tag:1", "I'm in", "ana@social.example")
    assert post.published == datetime(2026, 11, 21, 18, tzinfo=UTC)
