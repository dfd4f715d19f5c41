"""The stream is asked as a server asks it: a scope, what it receives, what it sends."""

import asyncio
import json
from dataclasses import replace
from types import SimpleNamespace

import pytest

from tests.builders import commit
from turnout import browser, house
from turnout.desk import links
from turnout.desk.seats import Seats
from turnout.errors import NoRoom, NotFound
from turnout.live import Live, Picture
from turnout.model import Role
from turnout.web.live import LiveStream

PATIENCE_SECONDS = 60


class Screen:
    """One listener, as the server sees it."""

    def __init__(self, event="ks", last_id="", method="GET", address="", query=b"", cookie=b""):
        headers = [(b"last-event-id", last_id.encode())] if last_id else []
        self.scope = {
            "type": "http",
            "method": method,
            "headers": [*headers, (b"cookie", cookie)],
            "path_params": {"event": event},
            "client": (address, 5000),
            "query_string": query,
        }
        self.sent: asyncio.Queue = asyncio.Queue()
        self.left = asyncio.Event()
        self.messages: list = []

    async def receive(self):
        await self.left.wait()
        return {"type": "http.disconnect"}

    async def next(self):
        async with asyncio.timeout(PATIENCE_SECONDS):
            message = await self.sent.get()
        return message.get("body", b"").decode()

    async def frame(self):
        """Return (id, picture) of the next picture; hello and beats are passed over."""
        while not (text := await self.next()).startswith("id: "):
            pass
        first, data = text.strip().split("\n")
        return int(first.removeprefix("id: ")), json.loads(data.removeprefix("data: "))


def streaming(screen, then):
    """Run the stream for `screen` while `then` happens; return what it made."""

    async def both():
        live = house.house().live
        live.start()
        served = asyncio.create_task(LiveStream()(screen.scope, screen.receive, screen.sent.put))
        try:
            return await then(served)
        finally:
            screen.left.set()
            async with asyncio.timeout(PATIENCE_SECONDS):
                await asyncio.gather(served, return_exceptions=True)
            await live.stop()
            live.closing = False

    return asyncio.run(both())


def test_the_first_it_says_is_its_build(desk):
    screen = Screen()

    async def first(_):
        start = await screen.sent.get()
        return start, await screen.next()

    start, text = streaming(screen, first)

    headers = dict(start["headers"])
    assert headers[b"content-type"].startswith(b"text/event-stream")
    assert headers[b"cache-control"] == b"no-store"
    assert headers[b"x-accel-buffering"] == b"no"
    assert text == f"retry: 2000\nevent: hello\ndata: {browser.build()}\n\n"


def test_a_commitment_comes_to_who_listens(desk):
    screen = Screen()

    async def watch(_):
        before = await screen.frame()
        commit(desk, party="4")
        return before, await screen.frame()

    (first_id, first), (then_id, then) = streaming(screen, watch)

    assert (first["coming"], then["coming"]) == (0, 4)
    assert (first_id, then_id) == (first["seq"], then["seq"])
    assert then_id > first_id


def test_who_resumes_with_the_current_picture_is_not_sent_it_twice(desk):
    now = house.house().live.picture("ks").seq
    screen = Screen(last_id=str(now))

    async def watch(_):
        commit(desk, party="4")
        return await screen.frame()

    seq, picture = streaming(screen, watch)

    assert (seq > now, picture["coming"]) == (True, 4)


def test_a_page_that_came_with_the_picture_is_not_sent_it_again(desk):
    now = house.house().live.picture("ks").seq
    screen = Screen()
    screen.scope["query_string"] = f"since={now}".encode()

    async def watch(_):
        commit(desk, party="4")
        return await screen.frame()

    seq, picture = streaming(screen, watch)

    assert (seq > now, picture["coming"]) == (True, 4)


@pytest.mark.parametrize("since", ["1", "999", "soon", "%FF", ""])
def test_a_page_that_came_with_another_picture_gets_the_newest(since, desk):
    commit(desk, party="4")
    screen = Screen()
    screen.scope["query_string"] = f"since={since}".encode()

    assert streaming(screen, lambda _: screen.frame())[1]["coming"] == 4


def test_who_resumes_has_what_came_since_the_page_did(desk):
    commit(desk, party="4")
    now = house.house().live.picture("ks").seq
    screen = Screen(last_id=str(now))
    screen.scope["query_string"] = b"since=1"

    async def watch(_):
        commit(desk, "2", party="2")
        return await screen.frame()

    assert streaming(screen, watch)[0] > now


def test_who_resumes_with_an_older_picture_gets_the_newest(desk):
    commit(desk, party="4")
    screen = Screen(last_id="1")

    assert streaming(screen, lambda _: screen.frame())[1]["coming"] == 4


@pytest.mark.parametrize("public", [True, False])
def test_what_is_expected_follows_without_an_id_and_only_where_all_may_see_it(public):
    counts = Picture(7, b"{}", b'{"mid":4}', forecast_public=public)

    said = spoken(counts, replace(counts, forecast=b'{"mid":5}'), replace(counts, seq=8))

    expected = [b'event: forecast\ndata: {"mid":5}\n\n'] if public else []
    assert said == [b"id: 7\ndata: {}\n\n", *expected, b"id: 8\ndata: {}\n\n", b""]


def spoken(*pictures):
    """Return what a listener who is given `pictures`, after whom all closes, is told of them."""
    live, left, sent = SimpleNamespace(closing=False), list(pictures), []

    async def following():
        picture = left.pop(0)
        live.closing = not left
        return picture

    async def send(message):
        sent.append(message["body"])

    asyncio.run(LiveStream()._speak(live, SimpleNamespace(next=following), "", send))
    return sent[1:]


def test_a_silent_line_beats(desk):
    screen = Screen()

    async def beat(_):
        while (text := await screen.next()) != "event: beat\ndata: {}\n\n":
            pass
        return text

    house.use(house.House(desk.settings, desk, Live(desk, heartbeat_seconds=0.01)))

    assert streaming(screen, beat)


def test_who_leaves_is_forgotten(desk):
    screen = Screen()

    async def leave(served):
        await screen.frame()
        during = house.house().live.listeners
        screen.left.set()
        async with asyncio.timeout(PATIENCE_SECONDS):
            await served
        return during, house.house().live.listeners

    assert streaming(screen, leave) == (1, 0)


def test_the_stream_ends_when_the_house_closes(desk):
    screen = Screen()

    async def close(served):
        await screen.frame()
        house.house().live.close_listeners()
        async with asyncio.timeout(PATIENCE_SECONDS):
            await served
        return house.house().live.listeners

    assert streaming(screen, close) == 0


def test_head_ends_at_once(desk):
    screen = Screen(method="HEAD")

    async def end(served):
        async with asyncio.timeout(PATIENCE_SECONDS):
            await served
        return [await screen.sent.get(), await screen.sent.get()]

    start, body = streaming(screen, end)

    assert (start["status"], body["body"]) == (200, b"")


def test_an_unknown_event_is_refused_before_the_stream_begins(desk):
    screen = Screen(event="zz")

    with pytest.raises(NotFound):
        streaming(screen, lambda served: served)
    assert screen.sent.empty()


def seated(desk, **shown):
    """Let a screen listen after strangers of its address took all they could; return whether it
    found a seat."""
    seats = house.house().live.seats = Seats(12)  # no address takes three of them with eight held
    for _ in range(9):
        seats.sit("203.0.113.9")
    screen = Screen(**shown)

    async def first(served):
        frame = asyncio.create_task(screen.frame())
        await asyncio.wait({served, frame}, return_when=asyncio.FIRST_COMPLETED)
        frame.cancel()
        return served.done() and isinstance(served.exception(), NoRoom)

    refused = streaming(screen, first)
    assert seats.taken == 9
    return not refused


def test_one_address_does_not_take_all_seats(desk):
    assert not seated(desk, address="203.0.113.9")
    assert seated(desk, address="203.0.113.7")


def test_a_wall_finds_a_seat_beside_the_phones_of_its_hall(desk):
    assert seated(desk, address="203.0.113.9", query=b"wall=1")


@pytest.mark.parametrize("role, finds", [(Role.LEAD, True), (Role.SUPPORTER, False)])
def test_who_is_at_work_finds_a_seat_whatever_the_crowd_took(role, finds, desk):
    lead = "wichita_teachers" if role is Role.LEAD else ""
    session, _ = links.enter(desk, links.mint(desk, role, "ks", lead=lead))

    found = seated(desk, address="203.0.113.9", cookie=f"{links.COOKIE}={session}".encode())

    assert found is finds


def test_who_finds_no_seat_is_told_when_to_come_back(client, desk):
    house.house().live.seats.most = 0

    answer = client.get("/api/v1/events/ks/live", headers={"Accept-Language": "es"})

    assert (answer.status_code, answer.headers["retry-after"]) == (503, "30")
    assert answer.json()["title"] == "Ahora mismo hay demasiadas pantallas escuchando"


def test_two_screens_get_the_very_same_bytes(desk):
    stream = LiveStream()
    picture = house.house().live.picture("ks")

    assert stream._frame(picture) is stream._frame(picture)


def test_another_method_is_not_done_here(client):
    assert client.post("/api/v1/events/ks/live").status_code == 405
