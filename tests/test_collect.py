"""The collector against servers on this machine: friendly, slow, broken and hostile."""

import asyncio
import gzip
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import httpx
import pytest

from turnout.collect import Collector, collector, read_source
from turnout.collect import fetch as fetching
from turnout.collect.fetch import Fetched, fetch, new_client
from turnout.desk import feeds, leads, looks, rallies
from turnout.desk.desk import Desk, open_desk
from turnout.errors import SourceFailed
from turnout.model import Feed
from turnout.settings import Settings
from turnout.store import open_store

HERE = Settings(private_feed_hosts=("127.0.0.1",), public_url="https://rally.example")
TEACHERS = "wichita_teachers@social.example"


class Server:
    """Answers each path with what `answers` holds: (status, headers, body), or a function."""

    def __init__(self) -> None:
        self.answers: dict[str, Any] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                server.asked.append((self.path, dict(self.headers)))
                answer = server.answers.get(self.path, (404, {}, b""))
                if callable(answer):
                    answer(self)
                    return
                status, headers, body = answer
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None: ...

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._http.daemon_threads = True
        self.port = self._http.server_address[1]
        self.url = f"http://127.0.0.1:{self.port}"
        Thread(target=self._http.serve_forever, args=(0.02,), daemon=True).start()

    def close(self) -> None:
        self._http.shutdown()
        self._http.server_close()


@pytest.fixture
def server() -> Iterator[Server]:
    server = Server()
    yield server
    server.close()


@contextmanager
def a_desk(path: Path, settings: Settings = HERE) -> Iterator[Desk]:
    store = open_store(path)
    desk = open_desk(store, settings)
    rallies.add(
        desk,
        slug="ks",
        title="Kansas rally",
        starts_at=datetime.now(UTC) + timedelta(days=13),
        zone="America/Chicago",
        hashtag="KSRally",
    ).result()
    leads.add(desk, "ks", "Teachers", TEACHERS).result()
    try:
        yield desk
    finally:
        store.close()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with a_desk(tmp_path / "collect.db") as desk:
        yield desk


def rss(*posts: tuple[str, str]) -> tuple[int, dict[str, str], bytes]:
    """Return a Mastodon tag feed of (author/number, text), the newest first."""
    items = "".join(
        f"<item><guid>https://social.example/@{ref}</guid>"
        f"<link>https://social.example/@{ref}</link><description>{escape(text)}</description></item>"
        for ref, text in posts
    )
    body = f"<rss version='2.0'><channel><title>#KSRally</title>{items}</channel></rss>"
    return 200, {"Content-Type": "application/rss+xml", "ETag": f'"{hash(body)}"'}, body.encode()


TAG = (
    '<p><a href="https://social.example/tags/KSRally" class="mention hashtag">#<span>KSRally</span>'
    '</a> I\'m in +{n} <span class="h-card"><a href="https://social.example/@wichita_teachers" '
    'class="u-url mention">@<span>wichita_teachers</span></a></span></p>'
)


def polled(desk: Desk, times: int = 1) -> Feed:
    """Poll the first feed so many times, by one collector; return it as it stands then."""

    async def work() -> None:
        collector = Collector(desk, desk.settings)
        for _ in range(times):
            await collector.poll(feeds.feeds(desk)[0])
        await collector._close()

    asyncio.run(work())
    return feeds.feeds(desk)[0]


def coming(desk: Desk) -> int:
    return looks.progress(desk, "ks").count.coming


def test_a_post_counts_four_for_its_lead_once_however_often_the_feed_is_read(server, desk):
    server.answers["/ks.rss"] = (200, {}, rss(("ana/1", TAG.format(n=3)))[2])
    feeds.add(desk, "ks", f"{server.url}/ks.rss").result()
    feed = polled(desk, times=2)
    polled(desk)  # as after a restart

    (lead,) = looks.progress(desk, "ks").leads
    assert (lead.handle, lead.count.yes, coming(desk)) == (TEACHERS, 4, 4)
    assert (feed.brought, feed.failure, len(server.asked)) == (1, "", 3)


def test_an_edit_replaces_and_a_post_that_left_the_feed_goes_on_counting(server, desk):
    feeds.add(desk, "ks", f"{server.url}/ks.rss").result()
    server.answers["/ks.rss"] = rss(("bo/2", "#KSRally +2"), ("ana/1", TAG.format(n=3)))
    polled(desk)
    server.answers["/ks.rss"] = rss(("ana/1", TAG.format(n=1)))
    polled(desk)

    assert coming(desk) == 3 + 2


def test_of_two_posts_of_one_person_the_newer_stands(server, desk):
    feeds.add(desk, "ks", f"{server.url}/ks.rss").result()
    server.answers["/ks.rss"] = rss(("ana/2", "#KSRally make that 5"), ("ana/1", "#KSRally I'm in"))
    polled(desk)

    assert coming(desk) == 5


def test_validators_go_back_and_nothing_new_changes_nothing(server, desk):
    feeds.add(desk, "ks", f"{server.url}/ks.rss").result()
    server.answers["/ks.rss"] = rss(("ana/1", "#KSRally I'm in"))
    etag = polled(desk).etag
    server.answers["/ks.rss"] = (304, {}, b"")
    feed = polled(desk)

    assert server.asked[1][1]["If-None-Match"] == etag == feed.etag
    assert (feed.failure, coming(desk)) == ("", 1)


def test_a_validator_that_would_break_out_of_its_header_stays_here(server):
    server.answers["/ks.rss"] = rss()

    asyncio.run(fetched(f"{server.url}/ks.rss", "é", 'x"\r\nCookie: a=b'))

    assert not {"If-None-Match", "If-Modified-Since", "Cookie"} & set(server.asked[0][1])


def test_we_say_who_we_are(server, desk):
    feeds.add(desk, "ks", f"{server.url}/ks.rss").result()
    polled(desk)

    assert "https://rally.example" in server.asked[0][1]["User-Agent"]
    assert "Cookie" not in server.asked[0][1]


@pytest.mark.parametrize(
    "answer, reason",
    [
        ((404, {}, b""), "status:404"),
        ((500, {}, b""), "status:500"),
        ((200, {}, b""), "not_a_feed"),
        ((200, {}, b"<html>Log in</html>"), "not_a_feed"),
        ((200, {}, b"{}"), "not_a_feed"),
        ((200, {}, b"<rss>" + b" " * (2 * 2**20)), "too_big"),
        ((200, {"Content-Encoding": "gzip"}, gzip.compress(bytes(64 * 2**20))), "too_big"),
        ((200, {"Content-Encoding": "br"}, b"x"), "bad_encoding"),
        ((302, {"Location": "file:///etc/passwd"}, b""), "not_http"),
        ((302, {"Location": "//ana:secret@a.example/"}, b""), "userinfo"),
        ((302, {"Location": "/ks.rss"}, b""), "redirects"),
        ((302, {"Location": "http://localhost:1/"}, b""), "private_address"),
        ((302, {"Location": "http://[::ffff:7f00:1]/"}, b""), "private_address"),
        ((302, {"Location": "http://127.1:1/"}, b""), "private_address"),
        ((302, {"Location": "http://169.254.169.254/meta"}, b""), "private_address"),
    ],
)
def test_a_failed_read_changes_no_number_and_says_why(server, desk, answer, reason):
    feeds.add(desk, "ks", f"{server.url}/ks.rss").result()
    server.answers["/ks.rss"] = rss(("ana/1", "#KSRally I'm in"))
    polled(desk)
    server.answers["/ks.rss"] = answer
    feed = polled(desk)

    assert (feed.failure, feed.failures, feed.on) == (reason, 1, True)
    assert coming(desk) == 1


def test_a_host_is_private_unless_the_operator_named_it(server, tmp_path):
    with a_desk(tmp_path / "other.db", Settings()) as desk:
        feeds.add(desk, "ks", f"{server.url}/ks.rss").result()

        assert polled(desk).failure == "private_address"
        assert server.asked == []


def test_a_redirect_is_followed(server, desk):
    feeds.add(desk, "ks", f"{server.url}/old.rss").result()
    server.answers["/old.rss"] = (301, {"Location": "/ks.rss"}, b"")
    server.answers["/ks.rss"] = rss(("ana/1", "#KSRally I'm in"))
    feed = polled(desk)

    assert coming(desk) == 1
    assert feed.url.endswith("/old.rss")


def test_a_new_address_is_offered_and_followed_only_when_accepted(server, desk):
    feeds.add(desk, "ks", f"{server.url}/old.rss").result()
    server.answers["/old.rss"] = (308, {"Location": "/ks.rss"}, b"")
    server.answers["/ks.rss"] = rss(("ana/1", "#KSRally I'm in"))
    offered = polled(desk)
    feeds.change(desk, "ks", offered.id, "follow").result()
    followed = polled(desk)

    assert (offered.url, offered.moved_to) == (f"{server.url}/old.rss", f"{server.url}/ks.rss")
    assert (followed.url, followed.moved_to) == (f"{server.url}/ks.rss", "")
    assert coming(desk) == 1


def test_an_address_reached_by_way_of_a_passing_one_is_not_offered(server, desk):
    feeds.add(desk, "ks", f"{server.url}/old.rss").result()
    server.answers["/old.rss"] = (302, {"Location": "/now.rss"}, b"")
    server.answers["/now.rss"] = (301, {"Location": "/ks.rss"}, b"")
    server.answers["/ks.rss"] = rss()

    assert polled(desk).moved_to == ""


def test_a_feed_that_moved_to_where_another_is_read_goes(server, desk):
    feeds.add(desk, "ks", f"{server.url}/old.rss").result()
    server.answers["/old.rss"] = (301, {"Location": "/ks.rss"}, b"")
    server.answers["/ks.rss"] = rss()
    moved = polled(desk)
    other = feeds.add(desk, "ks", f"{server.url}/ks.rss").result()
    feeds.change(desk, "ks", moved.id, "follow").result()

    assert [feed.id for feed in feeds.feeds(desk)] == [other.id]


def test_each_failure_doubles_the_wait_and_a_good_read_ends_it(server, desk):
    feeds.add(desk, "ks", f"{server.url}/ks.rss", every_seconds=60).result()
    waits = [wait_of(polled(desk)) for _ in range(8)]
    server.answers["/ks.rss"] = rss()
    healthy = polled(desk)

    assert [round(wait / 60) for wait in waits[:3]] == pytest.approx([2, 4, 8], abs=1)
    assert waits[-1] == pytest.approx(3600, rel=0.11)
    assert (healthy.failures, wait_of(healthy)) == (0, pytest.approx(60, rel=0.15))


def wait_of(feed: Feed) -> float:
    assert feed.next_at
    assert feed.last_try_at
    return (feed.next_at - feed.last_try_at).total_seconds()


def test_a_server_that_says_when_is_asked_then(server, desk):
    feeds.add(desk, "ks", f"{server.url}/ks.rss").result()
    server.answers["/ks.rss"] = (429, {"Retry-After": "7200"}, b"")

    assert wait_of(polled(desk)) == pytest.approx(7200, abs=5)


def test_a_server_that_asked_to_be_left_alone_is_asked_for_none_of_its_feeds(server, desk):
    feeds.add(desk, "ks", f"{server.url}/busy.rss").result()
    server.answers["/busy.rss"] = (503, {"Retry-After": "600"}, b"")
    server.answers["/ks.rss"] = rss()

    async def work() -> None:
        collector = Collector(desk, desk.settings)
        await collector.poll(feeds.feeds(desk)[0])
        await asyncio.to_thread(feeds.add(desk, "ks", f"{server.url}/ks.rss").result)
        await collector._start_due()
        assert not collector._polling
        await collector._close()

    asyncio.run(work())

    assert [path for path, _ in server.asked] == ["/busy.rss"]


def test_a_feed_that_is_gone_is_switched_off(server, desk):
    feeds.add(desk, "ks", f"{server.url}/ks.rss").result()
    server.answers["/ks.rss"] = (410, {}, b"")
    feed = polled(desk)

    assert (feed.on, feed.failure) == (False, "gone")


def test_a_slow_drip_is_given_up_at_the_deadline(server, monkeypatch):
    monkeypatch.setattr(fetching, "FETCH_SECONDS", 0.5)
    server.answers["/drip"] = drip

    began = time.perf_counter()
    with pytest.raises(SourceFailed, match="too_slow"):
        asyncio.run(fetched(f"{server.url}/drip"))
    assert time.perf_counter() - began < 30


def drip(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.end_headers()
    for _ in range(2_000):  # a hundred seconds, were it not given up
        handler.wfile.write(b" ")
        handler.wfile.flush()
        time.sleep(0.05)


async def fetched(url: str, *validators: str) -> Fetched:
    async with new_client(HERE) as client:
        return await fetch(client, url, *validators)


def test_the_address_that_was_checked_is_the_one_connected_to(server, monkeypatch):
    names = iter(["93.184.215.14", "127.0.0.1"])  # a name that changes its mind
    monkeypatch.setattr(
        fetching, "getaddrinfo", lambda *_, **__: [(2, 1, 6, "", (next(names), server.port))]
    )
    reached: list[str] = []

    async def connect(self: httpx.AsyncHTTPTransport, request: httpx.Request) -> httpx.Response:
        reached.append(f"{request.url.host} {request.headers['host']}")
        return httpx.Response(304, request=request)

    monkeypatch.setattr(httpx.AsyncHTTPTransport, "handle_async_request", connect)
    asyncio.run(fetched("https://two-faced.example/ks.rss"))

    assert reached == ["93.184.215.14 two-faced.example"]


class Connections:
    """What is connected to, in place of the network: a name's addresses, and who answers."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *addresses: str) -> None:
        self.silent: set[str] = set()
        self.reached: list[str] = []
        self.names: list[str] = []
        found = [(2, 1, 6, "", (address, 443)) for address in addresses]
        monkeypatch.setattr(fetching, "getaddrinfo", lambda *_, **__: found)
        monkeypatch.setattr(httpx.AsyncHTTPTransport, "handle_async_request", self._connect)

    async def _connect(self, request: httpx.Request) -> httpx.Response:
        self.reached.append(request.url.host)
        self.names.append(request.extensions["sni_hostname"])
        if request.url.host in self.silent:
            raise httpx.ConnectError("nobody there")
        return httpx.Response(304, request=request)


def test_a_name_that_leads_to_this_network_too_is_not_asked_at_all(monkeypatch):
    connections = Connections(monkeypatch, "93.184.215.14", "10.0.0.1")

    with pytest.raises(SourceFailed, match="private_address"):
        asyncio.run(fetched("https://two-faced.example/ks.rss"))
    assert connections.reached == []


def test_where_one_address_is_silent_the_next_is_asked_under_the_same_name(monkeypatch):
    connections = Connections(monkeypatch, "93.184.215.14", "93.184.215.14", "93.184.215.15")
    connections.silent = {"93.184.215.14"}

    assert asyncio.run(fetched("https://two.example/ks.rss")).body is None
    assert connections.reached == ["93.184.215.14", "93.184.215.15"]
    assert connections.names == ["two.example", "two.example"]  # its certificate is checked for it


def test_no_connection_is_kept_for_another_name_at_the_same_address():
    async def kept() -> int:
        async with new_client(HERE) as client:
            return client._transport._pool._max_keepalive_connections  # type: ignore[attr-defined]

    assert asyncio.run(kept()) == 0


@pytest.mark.parametrize("addresses", [[], ["93.184.215.14"]])
def test_a_name_where_nobody_answers_is_told(addresses, monkeypatch):
    connections = Connections(monkeypatch, *addresses)
    connections.silent = set(addresses)

    with pytest.raises(SourceFailed, match="no_answer"):
        asyncio.run(fetched("https://silent.example/ks.rss"))


def test_the_collector_outlives_a_feed_that_breaks_it(server, desk, monkeypatch):
    feeds.add(desk, "ks", f"{server.url}/odd").result()
    feeds.add(desk, "ks", f"{server.url}/ks.rss").result()
    server.answers["/ks.rss"] = rss(("ana/1", "#KSRally I'm in"))
    fetch_well = fetch

    async def fetch_or_break(client: httpx.AsyncClient, url: str, *validators: str) -> Any:
        if url.endswith("/odd"):
            raise ZeroDivisionError
        return await fetch_well(client, url, *validators)

    monkeypatch.setattr(collector, "fetch", fetch_or_break)

    run_until(desk, lambda: coming(desk) == 1)


def run_until(desk: Desk, reached: Callable[[], bool], patience_seconds: float = 60) -> float:
    """Run a collector until `reached`; return the seconds it took."""

    async def work() -> float:
        running = asyncio.create_task(Collector(desk, desk.settings).run())
        began = time.perf_counter()
        try:
            async with asyncio.timeout(patience_seconds):
                while not reached():
                    await asyncio.sleep(0.05)
            return time.perf_counter() - began
        finally:
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)

    return asyncio.run(work())


def test_a_closed_event_refuses_and_the_log_says_so_once(server, desk):
    feeds.add(desk, "ks", f"{server.url}/ks.rss").result()
    server.answers["/ks.rss"] = (200, {}, rss(("ana/1", "#KSRally I'm in"))[2])
    rallies.close(desk, "ks").result()
    polled(desk, times=3)

    assert [(each.field, each.code) for each in feeds.refusals(desk, "ks")] == [("event", "closed")]
    assert coming(desk) == 0


def test_a_file_is_read_for_a_look_and_nothing_else(tmp_path):
    (tmp_path / "ks.rss").write_bytes(rss(("ana/1", TAG.format(n=3)))[2])

    (seen,) = read_source(str(tmp_path / "ks.rss"), "KSRally", (TEACHERS,), HERE)

    assert (seen["author"], seen["people"], seen["lead"]) == ("ana", 4, TEACHERS)
    assert (seen["decision"], seen["reason"]) == ("counted", "")


def test_an_address_is_read_for_a_look_as_safely_as_by_the_collector(server):
    server.answers["/ks.rss"] = rss(("ana/1", "#KSRally who is coming?"))

    (seen,) = read_source(f"{server.url}/ks.rss", "KSRally", (), HERE)
    with pytest.raises(SourceFailed, match="private_address"):
        read_source(f"{server.url}/ks.rss", "KSRally", (), Settings())

    assert (seen["decision"], seen["reason"]) == ("refused", "question")
