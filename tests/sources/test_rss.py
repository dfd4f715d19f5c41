"""Feeds as Mastodon writes them, and as those write them who mean harm. Handles are invented."""

import contextlib
import io
import re
import time
from datetime import UTC, datetime
from html import escape

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st

from turnout.desk.posts import key
from turnout.errors import SourceFailed
from turnout.sources import read, rss
from turnout.sources.guard import place
from turnout.sources.post import Image, plain, post_of

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
    assert post.images == (Image("https://files.example/a.jpg"),)


@pytest.mark.parametrize(
    "link, author",
    [
        ("https://social.example/@Ana/1", "ana@social.example"),
        ("https://social.example/@ana@other.example/1", "ana@other.example"),
        ("https://social.example/users/ana/statuses/1", "ana@social.example"),
        ("https://bsky.app/profile/ana.example/post/3k", "ana.example@bsky.app"),
        ("https://social.example/notes/9x", ""),
        ("https://social.example/@аnа/1", "аnа@social.example"),
        ("https://social.example/@ana@other.example@third.example/1", ""),
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
    assert post.images == (Image("https://files.example/a.jpg", "#KSRally I'm in +50"),)


def test_an_alt_text_under_another_prefix_is_not_what_was_said_either():
    alt = "<m:description><![CDATA[I'm in +50]]></m:description>"
    photo = f'<m:content url="https://files.example/a.jpg" medium="image">{alt}</m:content>'
    body = feed(item("<p>just a photo</p>", before=photo)).replace(b"xmlns:media", b"xmlns:m")

    (post,) = rss.read(body)

    assert post.text == "just a photo"
    assert post.images[0].alt == "I'm in +50"


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


def test_a_backslash_in_an_entity_does_not_lose_the_feed():
    trouble = b'\n<!DOCTYPE rss [\n<!ENTITY path "C:\\data">\n]>\n<rss'
    body = feed(item("first")).replace(b"<rss", trouble, 1)
    with pytest.raises(re.error):
        feedparser.parse(io.BytesIO(body))

    assert [post.text for post in rss.read(body)] == ["first"]


def test_a_place_in_an_unknown_frame_does_not_lose_the_feed():
    place = (
        '<georss:where><gml:Point srsName="urn:ogc:def:crs:EPSG::x"><gml:pos>1 2</gml:pos>'
        "</gml:Point></georss:where>"
    )
    spaces = 'xmlns:georss="http://www.georss.org/georss" xmlns:gml="http://www.opengis.net/gml"'
    body = feed(item("first", after=place)).replace(b"<rss", f"<rss {spaces}".encode(), 1)
    with pytest.raises(ValueError, match="invalid literal"):
        feedparser.parse(io.BytesIO(body))

    assert [post.text for post in rss.read(body)] == ["first"]


def test_a_feed_that_is_called_a_page_at_its_start_is_none():
    page = (
        b"<?xml version='1.0'?>\n<!DOCTYPE html><html><body><rss version='2.0'></rss></body></html>"
    )

    with pytest.raises(SourceFailed, match="not_a_feed"):
        read(page)


def test_a_text_in_the_wrong_encoding_is_read_as_what_it_is():
    body = feed(item("Café")).decode().replace("&eacute;", "é").encode("latin-1")

    assert [post.text for post in rss.read(body)] == ["Café"]


def test_relative_links_lead_to_where_the_feed_was_read():
    (post,) = rss.read(feed(item(link="/@ana/1")), "https://social.example/tags/ks.rss")

    assert (post.link, post.author) == ("https://social.example/@ana/1", "ana@social.example")


@pytest.mark.parametrize("scheme", ["javascript:", "data:text/html,", "file://", "ftp://h.example"])
def test_a_link_that_is_not_of_the_web_is_no_link(scheme):
    (post,) = rss.read(feed(item(link=f"{scheme}/@ana/1")))

    assert (post.link, post.author) == ("", "")


def test_an_entry_without_anything_is_a_post_without_anything():
    (post,) = rss.read(feed("<item></item>"))

    assert (post.id, post.link, post.author, post.text) == ("", "", "", "")


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


NAMES = ["author", "dc:creator", "itunes:author", "managingEditor", "webMaster", "a:name"]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("wrapped", ["{}", "<![CDATA[{}]]>", "&#97;{}", "{}&nbsp;<b>", "{} x@y.ex"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "latin-1"])
def test_an_author_beyond_all_measure_is_nobody_and_keeps_no_post_waiting(name, wrapped, encoding):
    element = f"<{name}>{wrapped.format('a' * 100_000)}</{name}>"
    if name == "a:name":
        element = f"<a:author>{element}</a:author>"
    spaces = (
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:a="http://www.w3.org/2005/Atom" '
        'xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"'
    )
    items = item("first", "https://a.example/1", after=element), item("second")
    text = feed(*items).decode().replace("<rss", f"<rss {spaces}").replace("UTF-8", encoding)
    began = time.thread_time()

    first, second = rss.read(text.encode(encoding))

    assert time.thread_time() - began < 10
    assert (first.text, first.author) == ("first", "")
    assert (second.text, second.author) == ("second", "ana@social.example")


def test_many_long_authors_keep_no_post_waiting_either():
    authors = "".join(f"<author>{'a' * size}</author>" for size in (100, 101, 5_000) * 100)
    began = time.thread_time()

    assert len(rss.read(feed(item(after=authors), item()))) == 2
    assert time.thread_time() - began < 10


def test_an_author_of_a_common_length_is_read_with_the_address_left_out():
    parsed = rss._feed(feed(item(after="<author>ana@example.org (Ana Lopez)</author>")))

    assert parsed.entries[0].author_detail == {"name": "Ana Lopez", "email": "ana@example.org"}


@pytest.mark.parametrize(
    "knot",
    [
        "<media:content>" * 100_000,
        "<media:content " * 100_000,
        "<media:content><media:description>" * 50_000,
    ],
)
def test_pictures_that_never_end_keep_nobody_waiting(knot):
    began = time.thread_time()

    rss._without_alts(feed(item(after=knot)))

    assert time.thread_time() - began < 10


def test_each_picture_keeps_its_own_alt_text():
    photos = "".join(
        f'<media:content url="https://files.example/{name}.jpg" medium="image">'
        f"<media:description>{name}</media:description></media:content>"
        for name in "ab"
    )
    bare = '<media:content url="https://files.example/c.jpg" medium="image"/>'

    (post,) = rss.read(feed(item("a photo", before=photos + bare)))

    assert [(image.link[-5:], image.alt) for image in post.images] == [
        ("a.jpg", "a"),
        ("b.jpg", "b"),
        ("c.jpg", ""),
    ]


def test_entities_that_swell_are_not_unpacked():
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    bomb = f'<!DOCTYPE rss [<!ENTITY e0 "I am in +9 ">{levels}]><rss'
    body = feed(item("&e9;"), item("second")).replace(b"&amp;e9;", b"&e9;")
    began = time.thread_time()

    posts = rss.read(body.replace(b"<rss", bomb.encode(), 1))

    assert time.thread_time() - began < 10
    assert all(len(post.text) < 1_000 for post in posts)
    assert "+9" not in posts[0].text


def test_a_zero_byte_does_not_lose_the_feed():
    body = feed(item("first"), item("second")).replace(b"first", b"fi\0rst")

    assert [post.text for post in rss.read(body)] == ["first", "second"]


def test_posts_without_an_id_or_a_link_are_told_apart_by_their_words():
    bare = "<item><description>{}</description></item>"
    first, second, again = rss.read(feed(*(bare.format(text) for text in ("a", "b", "a"))))

    assert key(first) == key(again) != key(second)


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


@given(st.data())
def test_a_feed_with_whatever_broken_in_it_gives_posts_or_is_refused(data):
    whole = feed(item("I'm in +1"), item("I'm in +2", after="<author>ana</author>"))
    at = data.draw(st.integers(0, len(whole)))
    body = (
        whole[:at] + data.draw(st.binary(max_size=40)) + whole[at + data.draw(st.integers(0, 30)) :]
    )

    with contextlib.suppress(SourceFailed):
        for post in read(body, "https://social.example/tags/ks.rss"):
            assert post_of(plain(post)) == post
            assert post.link == "" or place(post.link)
