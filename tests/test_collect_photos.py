"""Photos are fetched once somebody showed them: safely, a few times, and from nobody else."""

import asyncio
from datetime import timedelta

import pytest

from tests.builders import NOON, a_desk, a_jpeg, a_rally
from tests.hostile_server import LOOPBACK
from tests.test_collect import Server
from tests.test_collect import server as server
from turnout.collect import PhotoCollector
from turnout.collect import photos as collecting
from turnout.collect.fetch import Gone
from turnout.desk import feeds, looks, photos, posts
from turnout.errors import SourceFailed
from turnout.model import ReviewState
from turnout.settings import Settings
from turnout.sources import Post
from turnout.sources.guard import MOST_PHOTO_BYTES
from turnout.sources.post import Image

JPEG = (200, {"Content-Type": "image/jpeg"}, a_jpeg())


@pytest.fixture
def clock():
    return [NOON]


@pytest.fixture
def desk(tmp_path, clock):
    desk = a_desk(tmp_path, lambda: clock[0])
    a_rally(desk)
    feeds.add(desk, "ks", "https://social.example/tags/ksrally.rss").result()
    yield desk
    desk.store.close()


def carried(desk, *links, shown=True):
    """Take in a post with photos at `links`, shown or not."""
    page = "https://social.example/@ana/1"
    images = tuple(Image(link, "A full hall") for link in links)
    post = Post(page, page, "ana", "social.example", NOON, "#KSRally what a day", images=images)
    posts.take(desk, feeds.feeds(desk)[0], post).result()
    if shown:
        for each in photos.queue(desk, "ks", ReviewState.HELD):
            photos.decide(desk, "ks", each.photo.id, ReviewState.SHOWN).result()


def collect(desk, server: Server | None = None):
    """Let the collector look once for what is due; server: one on this machine it may ask."""

    async def work():
        allowed = (f"127.0.0.1:{server.port}",) if server else ()
        collector = PhotoCollector(desk, Settings(private_feed_hosts=allowed))
        try:
            await collector.once()
        finally:
            await collector._reader.close()
            await collector._client.aclose()

    asyncio.run(work())


def told(desk):
    (each,) = photos.queue(desk, "ks", ReviewState.SHOWN)
    return each.photo


def test_a_photo_that_is_shown_is_fetched_made_anew_and_stands_on_screens(desk, server):
    server.answers["/a.jpg"] = JPEG
    carried(desk, f"{server.url}/a.jpg")

    collect(desk, server)

    (shown,) = looks.progress(desk, "ks").photos
    assert (shown.width, shown.height) == (640, 480)
    ((path, headers),) = server.asked
    assert (path, headers["Accept"]) == ("/a.jpg", collecting.ACCEPT)
    assert not {"Cookie", "Referer"} & set(headers)


def test_nobody_is_asked_for_a_photo_that_waits(desk, server):
    carried(desk, f"{server.url}/a.jpg", shown=False)

    collect(desk, server)

    assert server.asked == []


def test_what_is_fetched_is_not_asked_for_again(desk, server):
    server.answers["/a.jpg"] = JPEG
    carried(desk, f"{server.url}/a.jpg")

    collect(desk, server)
    collect(desk, server)

    assert len(server.asked) == 1


@pytest.mark.parametrize("spelled", LOOPBACK[:6])
def test_a_photo_within_this_machine_is_not_asked_for(desk, server, spelled):
    carried(desk, spelled.format(port=server.port))

    collect(desk)

    assert server.asked == []
    assert told(desk).failure.startswith("feeds.failed_")


def test_a_photo_is_not_followed_into_this_machine(desk, server):
    server.answers["/a.jpg"] = (302, {"Location": f"http://127.0.0.2:{server.port}/secret"}, b"")
    carried(desk, f"{server.url}/a.jpg")

    collect(desk, server)

    assert [path for path, _ in server.asked] == ["/a.jpg"]
    assert told(desk).failure == "feeds.failed_private_address"


@pytest.mark.parametrize(
    "body, failure",
    [
        (b"<html>log in, please</html>", "refused.photo_not_a_picture"),
        (a_jpeg()[:300], "refused.photo_broken"),
        (bytes(MOST_PHOTO_BYTES + 1), "refused.photo_too_large"),
        (a_jpeg(size=(2, 2)), "refused.photo_too_small"),
    ],
)
def test_what_is_no_photo_is_told_and_never_asked_for_again(desk, server, clock, body, failure):
    server.answers["/a.jpg"] = (200, {}, body)
    carried(desk, f"{server.url}/a.jpg")

    collect(desk, server)
    clock[0] += timedelta(days=1)
    collect(desk, server)

    assert (told(desk).failure, told(desk).next_at, len(server.asked)) == (failure, None, 1)


def test_a_server_that_fails_is_asked_again_later_and_a_few_times(desk, server, clock):
    server.answers["/a.jpg"] = (500, {}, b"")
    carried(desk, f"{server.url}/a.jpg")
    waits = []
    for _ in range(collecting.MOST_TRIES + 2):
        collect(desk, server)
        photo = told(desk)
        waits.append(photo.next_at - clock[0] if photo.next_at else None)
        clock[0] = photo.next_at or clock[0] + timedelta(days=1)

    assert (photo.failure, photo.told) == ("feeds.failed_status", {"status": "500"})
    assert len(server.asked) == collecting.MOST_TRIES
    minutes = [wait and wait.total_seconds() / 60 for wait in waits]
    assert minutes == [0.5, 2, 8, 32, None, None, None]


def test_what_failed_for_a_while_is_shown_once_it_is_there(desk, server, clock):
    carried(desk, f"{server.url}/a.jpg")
    collect(desk, server)
    server.answers["/a.jpg"] = JPEG
    clock[0] += timedelta(minutes=1)

    collect(desk, server)

    assert (told(desk).failure, len(looks.progress(desk, "ks").photos)) == ("", 1)


def test_one_that_fails_keeps_no_other_waiting(desk, server):
    server.answers["/good.jpg"] = JPEG
    carried(desk, f"{server.url}/bad.jpg", f"{server.url}/good.jpg")

    collect(desk, server)

    assert len(looks.progress(desk, "ks").photos) == 1


def test_it_waits_as_its_server_says_and_not_for_what_is_gone():
    assert collecting.wait_seconds(SourceFailed("", "status:503", 600.0), 0) == 600
    assert collecting.wait_seconds(Gone("", "gone"), 0) is None


def test_a_photo_may_be_as_large_as_phones_make_them_and_is_asked_for_in_turn(desk, monkeypatch):
    asked, link = [], "https://photos.example/a.jpg"

    async def fetch(client, url, **limits):
        asked.append(limits)
        raise SourceFailed(url, "status:404")

    async def work():
        collector = PhotoCollector(desk, Settings())
        with pytest.raises(SourceFailed):
            await collector._fetched(link)
        await collector._client.aclose()
        return collector._manners.wait(link)

    monkeypatch.setattr(collecting, "fetch", fetch)

    assert asyncio.run(work()) > 0
    assert asked == [{"most": MOST_PHOTO_BYTES, "accept": collecting.ACCEPT}]


def test_it_goes_on_until_it_is_called_off(desk, server):
    server.answers["/a.jpg"] = JPEG
    carried(desk, f"{server.url}/a.jpg")

    async def work():
        allowed = Settings(private_feed_hosts=(f"127.0.0.1:{server.port}",))
        running = asyncio.create_task(PhotoCollector(desk, allowed).run())
        while not looks.progress(desk, "ks").photos:
            await asyncio.sleep(0.02)
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)

    asyncio.run(asyncio.wait_for(work(), 60))
