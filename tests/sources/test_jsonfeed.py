"""JSON Feed, as jsonfeed.org writes it and as it comes."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from turnout.errors import SourceFailed
from turnout.sources import jsonfeed, read
from turnout.sources.post import Image

PLACE = "https://ana.example/feed.json"
ITEM = {
    "id": "https://ana.example/1",
    "url": "https://ana.example/1",
    "content_html": "<p>I'm in +2 <b>#KSRally</b></p><blockquote>+9</blockquote>",
    "date_published": "2026-11-21T12:00:00-06:00",
}


def feed(*items: object, version: str = "1.1", **head: object) -> bytes:
    name = f"https://jsonfeed.org/version/{version}"
    return json.dumps({"version": name, "title": "Ana", "items": items, **head}).encode()


@pytest.mark.parametrize("version", ["1", "1.1"])
@pytest.mark.parametrize("before", [b"", b"\xef\xbb\xbf", b"\n\t "])
def test_a_json_feed_is_known_by_its_bytes(version, before):
    (post,) = read(before + feed(ITEM, version=version), PLACE)

    assert (post.id, post.link, post.text) == (ITEM["id"], ITEM["url"], "I'm in +2 #KSRally")
    assert post.published == datetime(2026, 11, 21, 18, tzinfo=UTC)
    assert post.flags == ("quote",)


@pytest.mark.parametrize(
    "authors, name",
    [
        ({"author": {"name": "Ana"}}, "Ana"),
        ({"authors": [{"name": "Ana"}]}, "Ana"),
        ({"author": {"name": "Ana"}, "authors": [{"name": "Ana"}]}, "Ana"),
        ({"authors": [{"name": "Ana"}, {"name": "Bo"}]}, ""),
        ({"authors": "Ana"}, ""),
    ],
)
def test_an_author_is_a_name_and_of_two_neither(authors, name):
    (post,) = jsonfeed.read(feed({**ITEM, **authors}))

    assert (post.author, post.name) == ("", name)


def test_a_status_in_a_json_feed_has_its_author_in_the_link():
    (post,) = jsonfeed.read(feed({**ITEM, "url": "https://social.example/@Ana/5"}))

    assert post.author == "ana@social.example"


def test_text_is_text_and_markup_is_markup():
    (typed,) = jsonfeed.read(feed({"id": 7, "content_text": "1 <b> 2\nI'm in"}))
    (titled,) = jsonfeed.read(feed({"id": 7, "title": "#KSRally", "summary": "I'm in"}))

    assert (typed.id, typed.text) == ("7", "1 <b> 2\nI'm in")
    assert titled.text == "#KSRally\nI'm in"


def test_photos_are_what_is_attached_else_what_stands_for_it():
    attached = [
        {"url": "/a.jpg", "mime_type": "image/jpeg"},
        {"url": "https://f.example/a.jpg", "mime_type": "image/jpeg", "title": "The hall"},
        {"url": "https://f.example/a.mp3", "mime_type": "audio/mpeg"},
    ]
    (post,) = jsonfeed.read(feed({**ITEM, "attachments": attached}))
    (still,) = jsonfeed.read(feed({**ITEM, "image": "https://f.example/b.jpg"}))

    assert post.images == (Image("https://f.example/a.jpg", "The hall"),)
    assert still.images == (Image("https://f.example/b.jpg"),)


def test_relative_links_lead_to_where_the_feed_was_read():
    (post,) = jsonfeed.read(feed({"id": "1", "url": "/1"}), PLACE)

    assert post.link == "https://ana.example/1"


@pytest.mark.parametrize(
    "body, reason",
    [
        (b'{"error": "no"}', "not_a_feed"),
        (b"[]", "not_a_feed"),
        (b'{"version": "https://jsonfeed.org/version/2"}', "not_a_feed"),
        (b"{", "unreadable"),
        (b'{"a": "\xff"}', "unreadable"),
        (b"[" * 200_000, "unreadable"),
        (b'{"a":' * 200_000, "unreadable"),
    ],
)
def test_json_that_is_no_feed_is_said_to_be_none(body, reason):
    with pytest.raises(SourceFailed) as failed:
        read(body)

    assert failed.value.reason == reason


def test_a_flood_is_read_up_to_a_measure():
    assert len(jsonfeed.read(feed(*[ITEM] * 300))) == jsonfeed.MOST_POSTS


@pytest.mark.parametrize(
    "when", ["2026-11-21T12:00:00", "soon", 5, None, "0001-01-01T00:00:00+14:00"]
)
def test_a_time_without_a_zone_or_out_of_range_is_no_time(when):
    (post,) = jsonfeed.read(feed({**ITEM, "date_published": when}))

    assert post.flags == ("undated", "quote")


names = st.sampled_from(
    ["id", "url", "title", "content_html", "content_text", "author", "authors", "name", "tags",
     "attachments", "mime_type", "image", "date_published", "date_modified", "items"]
)  # fmt: skip
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(names, anything, max_size=8))
def test_whatever_an_item_holds_it_is_a_post(item):
    (post,) = jsonfeed.read(feed(item))

    assert post.platform
    assert all(image.link.startswith("http") for image in post.images)
