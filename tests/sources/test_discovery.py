"""The feeds that a page names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from turnout.errors import SourceFailed
from turnout.sources.discovery import MOST_FEEDS, Alternate, read

HERE = "https://forum.example/t/roll-call/12"


def page(head: str) -> bytes:
    return f"<!doctype html><html><head>{head}</head><body>I'm in +9</body></html>".encode()


def link(kind: str = "application/rss+xml", href: str = "/f.rss", rel: str = "alternate") -> str:
    return f'<link rel="{rel}" type="{kind}" href="{href}" title="Ours &amp; theirs">'


@pytest.mark.parametrize(
    "kind",
    [
        "application/rss+xml",
        "application/atom+xml",
        "application/feed+json",
        "Application/RSS+XML; charset=utf-8",
    ],
)
def test_a_page_names_its_feeds_in_its_head(kind):
    assert read(page(link(kind)), HERE) == [
        Alternate("https://forum.example/f.rss", "Ours & theirs")
    ]


def test_a_feed_is_named_once_and_in_order():
    found = read(page(link(href="/b.rss") + link(href="/a.rss") + link(href="/b.rss")), HERE)

    assert [each.url for each in found] == [
        "https://forum.example/b.rss",
        "https://forum.example/a.rss",
    ]


@pytest.mark.parametrize(
    "head",
    [
        link("text/html"),
        link(rel="stylesheet"),
        link(href="javascript:alert(1)"),
        link(href="https://u:p@evil.example/f.rss"),
        link(href=""),
        link("application/json+oembed"),
    ],
)
def test_what_is_no_feed_of_the_web_is_not_named(head):
    found = [each.url for each in read(page(head), HERE)]

    assert [url for url in found if url != HERE] == []


def test_a_base_moves_what_is_relative():
    found = read(page('<base href="https://cdn.example/x/">' + link(href="f.rss")), HERE)

    assert [each.url for each in found] == ["https://cdn.example/x/f.rss"]


@pytest.mark.parametrize(
    "head",
    [
        '<link rel="canonical" href="https://www.youtube.com/channel/{id}">',
        '<script>var x = {{"externalId":"{id}"}}</script>',
        '<script>var x = {{"channelId": "{id}"}}</script>',
    ],
)
def test_a_youtube_page_tells_its_channels_feed(head):
    number = "UC" + "a1_-" * 5 + "bc"
    start = "https://www.youtube.com"

    (found,) = read(page(head.format(id=number)), f"{start}/@ana")

    assert found.url == f"{start}/feeds/videos.xml?channel_id={number}"


def test_another_sites_page_has_no_channel():
    number = "UC" + "a" * 22

    assert read(page(f'<script>{{"channelId":"{number}"}}</script>'), HERE) == []


@pytest.mark.parametrize("body", [b"", b"I'm in", b"\x00\xff", b'{"a": 1}'])
def test_what_is_no_page_is_said_to_be_none(body):
    with pytest.raises(SourceFailed, match="not_a_page"):
        read(body, HERE)


@given(st.text(max_size=300))
def test_a_page_of_whatever_text_names_feeds_of_the_web_only(inside):
    found = read(page(inside + link() * 3), HERE)

    assert len(found) <= MOST_FEEDS
    assert all(each.url.startswith(("http://", "https://")) for each in found)
