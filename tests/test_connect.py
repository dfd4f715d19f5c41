"""What is pasted, tried at servers that play the platforms, until a feed is found."""

import asyncio
from collections.abc import Iterator
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import httpx
import pytest

from turnout.collect import Found, find_feed
from turnout.collect import connect as connecting
from turnout.collect.connect import find
from turnout.errors import Refused, SourceFailed
from turnout.settings import Settings
from turnout.sources.child import Reader

HERE = Settings(private_feed_hosts=("127.0.0.1",))
PAGE = "<!doctype html><html><head>{}</head><body>Welcome</body></html>"
ALTERNATE = '<link rel="alternate" type="application/rss+xml" href="{}">'


def rss(link: str, title: str = "#KSRally", said: str = "#KSRally I'm in +2") -> str:
    return (
        f'<rss version="2.0"><channel><title>{title}</title><item><guid>{link}</guid>'
        f"<link>{link}</link><description>{escape(said)}</description></item></channel></rss>"
    )


class Site:
    """A server of ours; `answers` has a body by path, all else is 404."""

    def __init__(self) -> None:
        self.answers: dict[str, str] = {}
        self.asked: list[str] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.asked.append(self.path)
                body = site.answers.get(self.path)
                self.send_response(404 if body is None else 200)
                self.end_headers()
                self.wfile.write((body or "not here").encode())

            def log_message(self, *_: object) -> None: ...

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._http.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._http.server_address[1]}"
        Thread(target=self._http.serve_forever, args=(0.02,), daemon=True).start()

    def close(self) -> None:
        self._http.shutdown()
        self._http.server_close()


@pytest.fixture
def site() -> Iterator[Site]:
    site = Site()
    yield site
    site.close()


def found_among(pasted: str, answers: dict[str, str]) -> Found:
    """Return what is found where the whole web is `answers`, by address."""

    async def work() -> Found:
        reader = Reader()
        try:
            async with httpx.AsyncClient(transport=httpx.MockTransport(answer)) as client:
                return await find(pasted, client, reader)
        finally:
            await reader.close()

    def answer(request: httpx.Request) -> httpx.Response:
        body = answers.get(str(request.url))
        return httpx.Response(404 if body is None else 200, stream=Once((body or "").encode()))

    return asyncio.run(work())


class Once(httpx.AsyncByteStream):
    """A body as it comes from a socket: once, raw."""

    def __init__(self, body: bytes) -> None:
        self._body = body

    async def __aiter__(self):
        yield self._body


@pytest.mark.parametrize(
    "page, feed, kind, platform",
    [
        ("/@ana", "/@ana.rss", "mastodon_account", "mastodon"),
        ("/@ana/1001", "/@ana.rss", "mastodon_account", "mastodon"),
        ("/tags/KSRally", "/tags/KSRally.rss", "mastodon_tag", "mastodon"),
        ("/t/roll-call/12/3", "/t/roll-call/12.rss", "discourse_topic", "discourse"),
        ("/c/events/7", "/c/events/7.rss", "discourse_category", "discourse"),
        ("/latest", "/posts.rss", "discourse_latest", "discourse"),
        ("/c/kansas", "/feeds/c/kansas.xml?sort=New", "lemmy", "lemmy"),
    ],
)
def test_a_page_of_what_any_server_may_run_leads_to_its_feed(page, feed, kind, platform, site):
    site.answers = {feed: rss(f"{site.url}/1"), page: PAGE.format("")}

    found = find_feed(site.url + page, HERE)

    assert (found.url, found.kind, found.platform) == (site.url + feed, kind, platform)
    assert (found.title, [post.text for post in found.posts]) == (
        "#KSRally",
        ["#KSRally I'm in +2"],
    )


def test_a_page_that_names_its_feeds_leads_to_the_first_that_can_be_read(site):
    named = "".join(map(ALTERNATE.format, ("/gone.rss", "/posts.rss", "/comments.rss")))
    site.answers = {"/rally": PAGE.format(named), "/posts.rss": rss(f"{site.url}/1", "Blog")}

    found = find_feed(f"{site.url}/rally", HERE)

    assert (found.url, found.title) == (f"{site.url}/posts.rss", "Blog")
    assert found.others[0] == f"{site.url}/comments.rss"


def test_a_page_that_names_none_is_guessed_at(site):
    site.answers = {"/": PAGE.format(""), "/feed/": rss(f"{site.url}/1")}

    assert find_feed(site.url, HERE).url == f"{site.url}/feed/"


def test_a_feeds_own_address_is_asked_once(site):
    site.answers = {"/x.rss": rss("https://social.example/@ana/1")}

    found = find_feed(f"{site.url}/x.rss", HERE)

    assert [post.author for post in found.posts] == ["ana@social.example"]
    assert site.asked == ["/x.rss"]


def test_a_json_feed_is_found_too(site):
    name = "https://jsonfeed.org/version/1.1"
    site.answers = {"/x.json": f'{{"version": "{name}", "title": "Ours", "items": []}}'}

    found = find_feed(f"{site.url}/x.json", HERE)

    assert (found.title, found.posts) == ("Ours", ())


def test_a_page_without_a_feed_is_said_to_have_none(site):
    site.answers = {"/about": PAGE.format("")}

    with pytest.raises(SourceFailed, match="no_feed_named"):
        find_feed(f"{site.url}/about", HERE)


def test_a_private_host_is_asked_only_where_it_was_allowed(site):
    site.answers = {"/x.rss": rss("https://social.example/@ana/1")}

    with pytest.raises(SourceFailed, match="private_address"):
        find_feed(f"{site.url}/x.rss", Settings())

    assert site.asked == []


def test_a_page_cannot_send_us_into_a_private_network(site):
    site.answers = {"/rally": PAGE.format(ALTERNATE.format("http://127.0.0.2:1/x.rss"))}

    with pytest.raises(SourceFailed, match="private_address"):
        find_feed(f"{site.url}/rally", HERE)


def test_what_has_no_feed_is_not_asked_for_one():
    with pytest.raises(Refused, match="has_no_feed"):
        find_feed("https://www.facebook.com/events/1", HERE)


def test_a_person_does_not_wait_for_ever(monkeypatch, site):
    monkeypatch.setattr(connecting, "FIND_SECONDS", 0.0)

    with pytest.raises(SourceFailed, match="too_slow"):
        find_feed(f"{site.url}/x.rss", HERE)


CHANNEL = "UC" + "a1_-" * 5 + "bc"
VIDEOS = f"https://www.youtube.com/feeds/videos.xml?channel_id={CHANNEL}"


@pytest.mark.parametrize("pasted", ["https://youtube.com/@ana", "https://www.youtube.com/c/ana/x"])
def test_a_youtube_name_leads_to_its_channel_by_its_page(pasted):
    page = PAGE.format(f'<script>var x = {{"externalId":"{CHANNEL}"}}</script>')
    names = ("https://www.youtube.com/@ana", "https://www.youtube.com/c/ana")

    found = found_among(
        pasted,
        dict.fromkeys(names, page) | {VIDEOS: rss("https://www.youtube.com/watch?v=1", "Ana TV")},
    )

    assert (found.url, found.title, found.platform) == (VIDEOS, "Ana TV", "youtube")


@pytest.mark.parametrize(
    "pasted, url, link, author",
    [
        (
            "#KSRally",
            "https://mastodon.social/tags/KSRally.rss",
            "https://social.example/@ana/1",
            "ana@social.example",
        ),
        (
            "@ana@pixels.example",
            "https://pixels.example/users/ana.atom",
            "https://pixels.example/p/ana/123456789012345",
            "ana@pixels.example",
        ),
        (
            "ana.bsky.social",
            "https://bsky.app/profile/ana.bsky.social/rss",
            "https://bsky.app/profile/ana.bsky.social/post/3k",
            "ana.bsky.social@bsky.app",
        ),
    ],
)
def test_a_hashtag_or_handle_leads_to_its_feed(pasted, url, link, author):
    found = found_among(pasted, {url: rss(link)})

    assert (found.url, [post.author for post in found.posts]) == (url, [author])
