"""Builders: each test mentions only what it is about."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, wait
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from PIL import Image

from turnout import house
from turnout.desk import (
    area_photos,
    areas,
    attendance,
    feeds,
    leads,
    ledger,
    links,
    looks,
    photos,
    pocket,
    posts,
    rallies,
    signups,
)
from turnout.desk.desk import Desk, open_desk
from turnout.live import Live
from turnout.model import Door, Event, Lead, Receipt, ReviewState, Role, Submission
from turnout.model.areas import AreaReceipt
from turnout.model.places import Shape
from turnout.settings import Settings
from turnout.sources import Post
from turnout.sources.photo import made
from turnout.sources.post import Image as Carried
from turnout.store import Store, open_store
from turnout.store.attendance import Arrival

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


class Clock:
    """A clock that tests set; it begins at noon."""

    now = NOON

    def __call__(self) -> datetime:
        return self.now


def a_desk(tmp_path: Path, clock: Callable[[], datetime] = lambda: NOON, **settings: Any) -> Desk:
    """Return a desk over a new store in `tmp_path`, at noon for good."""
    # A test's hand is faster than any person's.
    given = Settings(**{"database": tmp_path / "turnout.db", "form_seconds": 0, **settings})
    if not given.database.exists():
        given.database.parent.mkdir(parents=True, exist_ok=True)
        given.database.touch(0o600)
        given.database.write_bytes(_new_store())
    return open_desk(open_store(given.database), given, clock)


@contextmanager
def a_house(desk: Desk) -> Iterator[house.House]:
    """Let this process's house stand on `desk`, and close both at the end: a forecast in hand
    reads the store."""
    here = house.House(desk.settings, desk, Live(desk))
    house.use(here)
    try:
        yield here
    finally:
        house.use(None)
        here.close()


@cache
def _new_store() -> bytes:
    """Return the file of a store that nobody wrote to; making its tables outlasts most tests."""
    with TemporaryDirectory() as folder:
        database = Path(folder) / "turnout.db"
        open_store(database).close()
        return database.read_bytes()


def a_rally(desk: Desk, slug: str = "ks", **fields: Any) -> Event:
    """Make a rally with a goal of 600 in Topeka, two weeks from noon."""
    given = {
        "title": "Rally for the services Kansas runs on",
        "starts_at": datetime(2026, 12, 5, 12),
        "zone": "America/Chicago",
        "place": "Statehouse steps, Topeka",
        "goal": 600,
        "hashtag": "KSRally",
    }
    return rallies.add(desk, slug=slug, **{**given, **fields}).result()


def noon_in(days: int) -> datetime:
    """Return noon on the wall clock, so many days from today: a server's own clock runs."""
    day = datetime.now() + timedelta(days=days)
    return day.replace(hour=12, minute=0, second=0, microsecond=0)


def a_lead(
    desk: Desk, handle: str = "wichita_teachers@mastodon.social", *, event: str = "ks",
    name: str = "Wichita Teachers", goal: int = 120, recruited_by: str = "",
) -> Lead:  # fmt: skip
    """Add a lead who promises 120."""
    return leads.add(desk, event, name, handle, goal, recruited_by).result()


def a_submission(key: str = "1", **fields: Any) -> Submission:
    """Return what a form service posts: Amina, one head, yes."""
    given = {"door": Door.API, "event": "ks", "scope": "api:1", "name": "Amina"}
    return Submission(key=key, **{**given, **fields})


def commit(desk: Desk, key: str = "1", address: str = "", **fields: Any) -> Receipt:
    """Take in a submission and wait for its receipt."""
    return signups.commit(desk, a_submission(key, **fields), address).result()


def a_jpeg(
    colour: tuple[int, int, int] = (200, 30, 40), size: tuple[int, int] = (640, 480)
) -> bytes:
    """Return a photo as a phone or a feed brings it: one colour all over."""
    file = BytesIO()
    Image.new("RGB", size, colour).save(file, "JPEG")
    return file.getvalue()


def a_shown_photo(
    desk: Desk, colour: tuple[int, int, int] = (200, 30, 40), alt: str = "A full hall"
) -> str:
    """Take in a post of "ana" with a photo, show that, and keep it; return its file's name."""
    known = feeds.feeds(desk) or [
        feeds.add(desk, "ks", "https://social.example/tags/ksrally.rss").result()
    ]
    link = f"https://social.example/@ana/{colour[0]}{colour[1]}{colour[2]}"
    carried = Carried(f"{link}.jpg", alt, "https://creativecommons.org/licenses/by/2.0/")
    said = f"#KSRally what a day {colour[0]}"
    post = Post(link, link, "ana", "social.example", NOON, said, images=(carried,))
    posts.take(desk, known[0], post).result()
    number = photos.queue(desk, "ks", ReviewState.HELD)[0].photo.id
    photos.decide(desk, "ks", number, ReviewState.SHOWN).result()
    photos.keep(desk, number, made(a_jpeg(colour))).result()
    return looks.progress(desk, "ks").photos[0].name


CORNER = Shape(
    "polygon", (((-95.69, 39.05), (-95.689, 39.05), (-95.689, 39.051), (-95.69, 39.05)),)
)


def an_area(
    desk: Desk, doer: areas.Doer | None = None, key: str = "key-of-area-00001", event: str = "ks",
    **fields: Any,
) -> AreaReceipt:  # fmt: skip
    """Report a street corner in Topeka; without a doer, by somebody passing by."""
    given = {"title": "Corner of 6th and Jackson", "shape": CORNER, "m2": 4_778.0, **fields}
    return areas.put(desk, doer or areas.Doer(event), areas.Report(key, **given)).result()


def a_steward(desk: Desk, handle: str = "wichita_teachers", event: str = "ks") -> areas.Doer:
    """Return a lead of the event, by their own link, on its map."""
    _, grant = links.enter(desk, links.mint(desk, Role.LEAD, event, lead=handle))
    return areas.Doer(event, pocket.actor(desk, [grant], event))


def an_organizer(desk: Desk, event: str = "ks") -> areas.Doer:
    """Return the organizer of the event, on its map."""
    _, grant = links.enter(desk, links.mint(desk, Role.ORGANIZER, event))
    return areas.Doer(event, pocket.Actor(event, 0, Role.ORGANIZER, f"grant:{grant.id}"))


def an_area_photo(
    desk: Desk, doer: areas.Doer, key: str = "key-of-area-00001", place: int = 0,
    kind: str = "before", colour: tuple[int, int, int] = (90, 120, 60),
) -> AreaReceipt:  # fmt: skip
    """Keep a photo of what was said under `key`."""
    files = made(a_jpeg(colour))
    return area_photos.keep(desk, doer, key, place, kind, files).result()


def come(
    desk: Desk, event: str = "ks", heads: int = 1, *, person: int | None = None, lead: int = 0,
    key: str = "a",
) -> None:  # fmt: skip
    """Have a door say that so many came of a person's party, or walked in under a key; the word
    said last stands, 0 takes it back."""
    subject = f"person:{person}" if person else f"walkin:{key}"

    def work(tx: Any) -> None:
        number, at = rallies.found(tx, event).id, desk.clock()
        told = f"{event}{subject}{at}{heads}"
        entry = ledger.enter(tx, number, "arrival", Door.DOOR, told, "desk", at)
        attendance.say(tx, entry, Arrival(subject, person, lead, 0, heads, "phone"))

    desk.store.write(work).result()


def in_one_group(store: Store, *writes: Callable[[], Future[Any]]) -> list[Future[Any]]:
    """Have all of `writes` stored in one transaction; return their futures, done."""
    started, go = threading.Event(), threading.Event()

    def holds_the_writer(_: object) -> None:
        started.set()
        go.wait(60)

    store.write(holds_the_writer)
    started.wait(60)
    futures = [write() for write in writes]
    go.set()
    wait(futures)
    return futures
