"""Fetching from a server that does all that a stranger's can."""

import asyncio
import itertools
import json
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from tests.hostile_server import (
    CHUNK,
    LOOPBACK,
    OK,
    Hostile,
    after,
    bomb,
    drip,
    feed,
    flood,
    knot,
    reset,
    says,
    silence,
    status,
)
from tests.test_collect import a_desk, run_until
from turnout.collect import fetch as fetching
from turnout.collect.fetch import Fetched, fetch, new_client
from turnout.desk import feeds
from turnout.errors import SourceFailed
from turnout.settings import Settings

MOST_OVER_IDLE = 150 * 2**20  # bytes: what the smallest server that is rented has to spare
REFUSED = ("private_address", "bad_address", "no_such_host", "userinfo", "no_answer")
PACKED = "Content-Encoding: gzip"
WELL = "HTTP/1.1 200 OK"


def here(server: Hostile) -> Settings:
    return Settings(private_feed_hosts=(f"127.0.0.1:{server.port}",))


def asked(server: Hostile, path: str = "/", *validators: str) -> Fetched:
    async def work() -> Fetched:
        async with new_client(here(server)) as client:
            return await fetch(client, server.url + path, *validators)

    return asyncio.run(work())


def refused(server: Hostile) -> SourceFailed:
    with pytest.raises(SourceFailed) as failed:
        asked(server)
    return failed.value


def why(server: Hostile) -> str:
    return refused(server).reason


@pytest.mark.parametrize("hops", [1, 2])
@pytest.mark.parametrize("spelled", LOOPBACK)
def test_no_redirect_leads_into_this_machine_however_it_is_spelled(spelled, hops):
    with Hostile({"/secret": status(200, body=feed())}) as inside:
        to = "Location: " + spelled.format(port=inside.port)
        on = "Location: /2"
        with Hostile({"/": status(302, to if hops == 1 else on), "/2": status(302, to)}) as server:
            assert why(server) in REFUSED
        assert inside.asked == []


BROKEN = {
    "200 MB": (after(OK + b"\r\n", flood(200)), "too_big"),
    "200 MB in one chunk": (
        after(OK + b"Transfer-Encoding: chunked\r\n\r\nfffffff\r\n", flood(200)),
        "too_big",
    ),
    "a bomb": (status(200, PACKED, body=bomb(256)), "too_big"),
    "a bomb in a bomb": (status(200, PACKED + ", gzip", body=bomb(8)), "bad_encoding"),
    "packed otherwise": (status(200, "Content-Encoding: br", body=b"x"), "bad_encoding"),
    "not packed at all": (status(200, PACKED, body=feed()), "bad_encoding"),
    "a length too long": (says(WELL, "Content-Length: 9999", body=feed()), "no_answer"),
    "a length that is none": (says(WELL, "Content-Length: -5"), "no_answer"),
    "two lengths": (
        says(WELL, "Content-Length: 5", "Content-Length: 6", body=b"123456"),
        "no_answer",
    ),
    "a reset": (reset, "no_answer"),
    "a reset on the way": (after(OK + b"\r\n<rss>", reset), "no_answer"),
    "an end at once": (lambda connection: None, "no_answer"),
    "no HTTP": (lambda connection: connection.sendall(b"\0" * 64 + b"\r\n\r\n"), "no_answer"),
    "a head without end": (after(OK + b"X-Long: ", flood(8)), "no_answer"),
    "bad chunks": (says(WELL, "Transfer-Encoding: chunked", body=b"zz\r\n"), "no_answer"),
    "a loop": (status(302, "Location: /"), "redirects"),
    "another protocol": (status(302, "Location: gopher://example.org/"), "not_http"),
    "a path of this machine": (status(302, "Location: file:///etc/passwd"), "not_http"),
    "not found": (status(404, body=feed()), "status:404"),
    "an error that is a feed": (status(500, body=feed()), "status:500"),
    "an answer in parts": (status(206, body=feed()), "status:206"),
    "no content": (says("HTTP/1.1 204 X"), "status:204"),
}  # fmt: skip


@pytest.mark.parametrize("what", BROKEN)
def test_what_is_broken_or_too_big_is_refused_for_its_own_reason(what):
    answer, reason = BROKEN[what]
    with Hostile({"/": answer}) as server:
        assert why(server) == reason


@pytest.mark.parametrize("what", ["head", "body", "nothing", "hops"])
def test_there_is_one_deadline_for_all_of_a_fetch(what, monkeypatch):
    monkeypatch.setattr(fetching, "FETCH_SECONDS", 0.6)
    closing = threading.Event()
    slow_hop = after(b"", lambda connection: closing.wait(0.2) or loop(connection))
    loop = status(302, "Location: /")
    answer = {
        "head": after(OK, drip(b"X-A: b\r\n")),
        "body": after(OK + b"\r\n", drip(b" ")),
        "nothing": silence(closing),
        "hops": slow_hop,  # each within its time, not all of them together
    }[what]
    with Hostile({"/": answer}) as server:
        assert why(server) == "too_slow"
    closing.set()


def test_a_name_that_is_slow_to_be_found_is_given_up_as_well(monkeypatch):
    monkeypatch.setattr(fetching, "FETCH_SECONDS", 0.3)
    found = threading.Event()
    monkeypatch.setattr(fetching, "getaddrinfo", lambda *_, **__: found.wait(60) and [])
    with Hostile({}) as server:
        assert why(server) == "too_slow"
    found.set()


@pytest.mark.parametrize("hops, is_read", [(5, True), (6, False)])
def test_five_redirects_are_followed_and_no_sixth(hops, is_read):
    way = ["/", *(f"/{at}" for at in range(1, hops + 1))]
    answers = {at: status(302, f"Location: {to}") for at, to in itertools.pairwise(way)}
    with Hostile(answers | {way[-1]: status(200, body=feed())}) as server:
        if is_read:
            assert asked(server).body == feed()
        else:
            assert why(server) == "redirects"


def test_a_cookie_set_on_the_way_is_not_carried_on():
    first = status(302, "Location: /2", "Set-Cookie: a=b; Path=/")
    with Hostile({"/": first, "/2": status(200, body=feed())}) as server:
        asked(server)

    assert len(server.heads) == 2
    assert not any("cookie:" in head.lower() for head in server.heads)


def test_more_than_the_length_said_is_not_read():
    body = feed()
    with Hostile({"/": says("HTTP/1.1 200 OK", "Content-Length: 10", body=body)}) as server:
        assert asked(server).body == body[:10]


def test_nothing_new_is_no_answer_to_read():
    with Hostile({"/": says("HTTP/1.1 304 X", 'ETag: "2"')}) as server:
        assert asked(server, "/", '"1"').body is None


def test_a_validator_of_strange_bytes_comes_in_and_is_never_sent_back():
    with Hostile({"/": status(200, "ETag: \u00e9\u0001", body=feed())}) as server:
        first = asked(server)
        again = asked(server, "/", first.etag)

    assert again.body == first.body


@pytest.mark.parametrize(
    "said, seconds",
    [("5", 60), ("3600", 3600), ("9999999", 86400), ("soon", None), ("-1", None), ("1e9", None)],
)
@pytest.mark.parametrize("code", [429, 503])
def test_a_busy_server_is_waited_for_between_a_minute_and_a_day(code, said, seconds):
    with Hostile({"/": status(code, f"Retry-After: {said}")}) as server:
        failed = refused(server)

    assert (failed.reason, failed.retry_seconds) == (f"status:{code}", seconds)


def test_it_all_takes_little_memory():
    """In a process of its own, after it has read a sound feed once."""
    answers = {f"/{at}": answer for at, (answer, _) in enumerate(BROKEN.values())}
    with Hostile({"/": status(200, body=feed(items=200)), **answers}) as server:
        urls = [server.url + path for path in ["/", *answers]]
        run = subprocess.run(
            [sys.executable, "-m", "tests.hostile_memory", *urls],
            capture_output=True, text=True, timeout=120, check=True,
            cwd=Path(__file__).parents[1],
        )  # fmt: skip
    told = json.loads(run.stdout)

    assert told["fetched"] == 2  # itself, and by the loop's redirect; all else was refused
    assert told["peak"] - told["idle"] < MOST_OVER_IDLE
    assert told["child"] < MOST_OVER_IDLE


def test_of_fifty_feeds_five_that_stall_keep_no_other_waiting(tmp_path, monkeypatch):
    monkeypatch.setattr(fetching, "FETCH_SECONDS", 600.0)
    closing = threading.Event()
    answers = {f"/{n}": status(200, body=feed()) for n in range(45)}
    answers |= {f"/silent{n}": silence(closing) for n in range(3)}
    answers |= {f"/knot{n}": status(200, body=knot()) for n in range(2)}
    with Hostile(answers) as server, a_desk(tmp_path / "fifty.db", here(server)) as desk:
        for path in sorted(answers, reverse=True):  # those that stall are asked first
            feeds.add(desk, "ks", server.url + path).result()

        def read() -> list[str]:
            good = [feed for feed in feeds.feeds(desk) if feed.last_good_at]
            return [feed.url for feed in good if feed.url.rsplit("/", 1)[1].isdigit()]

        run_until(desk, lambda: len(read()) == 45, patience_seconds=60)
        silent = [feed for feed in feeds.feeds(desk) if "silent" in feed.url]
        closing.set()

    assert [feed.last_try_at for feed in silent] == [None] * 3  # still waited for, all the while


def test_a_chunk_is_never_unpacked_whole():
    assert len(bomb(64)) < len(CHUNK) * 2  # so that one of them alone would be beyond the limit
