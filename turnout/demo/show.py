"""One showing of the demo: the stage is set in a database of its own, the month is played."""

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from turnout import house
from turnout.demo import server
from turnout.demo.doors import Doors
from turnout.demo.feed import HOST, FeedServer, TagFeed
from turnout.demo.night import Night
from turnout.demo.script import Deed, Way, cast, script
from turnout.desk import feeds, leads, links, rallies
from turnout.desk.desk import Desk
from turnout.model import Role
from turnout.settings import ROOT, Settings, settings

DATABASE = ROOT / "data" / "demo.db"
MONTH = timedelta(days=30)
POLL_SECONDS = 10  # as often as is polite; this feed is our own, and the showing short
TELL_SECONDS = 10

Tell = Callable[..., None]


@dataclass(frozen=True)
class Stage:
    """What the play needs: the desk, the doors, the night, and what it is about."""

    desk: Desk
    doors: Doors
    night: Night
    event: str
    began: datetime


def show(seconds: float, port: int, stay: bool, tell: Tell, database: Path = DATABASE) -> None:
    """Play the month in `seconds`, then, if `stay`, keep the server up until interrupted.

    tell: called with the key of a sentence (words/demo.toml) and its values.

    Raises SettingsError when the port is taken or the server does not start.
    """
    of = cast()
    with _stage(of, port, tell, database) as stage:
        _play(stage, script(of), seconds, tell)
        _until_heard(stage)
        coming, goal = stage.doors.coming()
        tell("demo.over", n=coming, goal=goal)
        if stay:
            tell("demo.stays")
            _until_interrupted()


@contextmanager
def _stage(of: dict[str, Any], port: int, tell: Tell, database: Path) -> Iterator[Stage]:
    _empty(database)
    event, began = of["event"]["slug"], datetime.now(UTC)
    environment = _environment(database)
    with ExitStack() as until_over:
        posts = TagFeed(of["event"]["hashtag"].lower(), of["posts"]["host"])
        feed = FeedServer(posts)
        until_over.callback(feed.close)
        home = house.open_house(_settings(database))
        until_over.callback(home.close)
        key, link = _furnish(home.desk, of, feed.url, began)
        address = f"http://localhost:{port}"
        doors = Doors(address, event, key, posts)
        tell("demo.starting")
        until_over.enter_context(server.running(port, doors.healthy, **environment))
        tell("demo.links", address=address, event=event, token=link)
        yield Stage(home.desk, doors, Night(home.desk, event, of["night"]), event, began)


def _empty(database: Path) -> None:
    database.parent.mkdir(parents=True, exist_ok=True)
    for file in [database, *database.parent.glob(f"{database.name}-*")]:  # and what is beside it
        file.unlink(missing_ok=True)


def _environment(database: Path) -> dict[str, str]:
    return {
        "TURNOUT_DATABASE": str(database),
        "TURNOUT_PRIVATE_FEED_HOSTS": HOST,
        "TURNOUT_SHARED_ADDRESSES": "127.0.0.1,::1",  # everybody in the demo is on this machine
        "TURNOUT_POLL_SECONDS": str(POLL_SECONDS),
        "TURNOUT_FORM_SECONDS": "0",  # a month in three minutes leaves no time to type
    }


def _settings(database: Path) -> Settings:
    return replace(settings(), database=database, private_feed_hosts=(HOST,))


def _furnish(desk: Desk, of: dict[str, Any], feed_url: str, now: datetime) -> tuple[str, str]:
    """Set up the rally and its leads; return an API key and the organizer's token."""
    event = of["event"]
    rallies.add(desk, **event_fields(event, now)).result()
    for lead in of["lead"]:
        recruiter = lead.get("recruited_by", "")
        said = (lead["name"], lead["handle"], lead["goal"])
        leads.add(desk, event["slug"], *said, recruited_by=recruiter).result()
    feeds.add(desk, event["slug"], feed_url, every_seconds=POLL_SECONDS).result()
    key = links.mint(desk, Role.API, event["slug"])
    return key, links.mint(desk, Role.ORGANIZER, None)


def event_fields(event: dict[str, Any], now: datetime) -> dict[str, Any]:
    """Return what rallies.add takes; the demo's day is always some days ahead."""
    day = now.astimezone(ZoneInfo(event["zone"])).date() + timedelta(days=event["days_ahead"])
    same = ("slug", "title", "place", "ask", "zone", "goal", "hashtag", "most_in_party")
    return {
        **{name: event[name] for name in same},
        "starts_at": _at(day.isoformat(), event["starts"], event["zone"]),
        "ends_at": _at(day.isoformat(), event["ends"], event["zone"]),
    }


def _at(day: str, clock: str, zone: str) -> datetime:
    return datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def _play(stage: Stage, deeds: list[Deed], seconds: float, tell: Tell) -> None:
    begin, told = time.monotonic(), 0.0
    for deed in deeds:
        _sleep_until(begin + deed.when * seconds)
        _do(stage, deed)
        if time.monotonic() - told >= TELL_SECONDS:
            told = time.monotonic()
            coming, goal = stage.doors.coming()
            tell("demo.progress", n=coming, goal=goal, day=1 + int(deed.when * MONTH.days))
    _sleep_until(begin + seconds)


def _do(stage: Stage, deed: Deed) -> None:
    said_at = stage.began - MONTH * (1 - deed.when)
    match deed.way:
        case Way.FORM:
            stage.doors.form(deed)
        case Way.API | Way.CHANGE:
            stage.doors.api(deed, said_at)
        case Way.FEED:
            stage.doors.feed(deed, said_at)
        case Way.TOTAL:
            desk, event = stage.desk, stage.event
            leads.declare(desk, event, deed.lead, total=deed.party, said_at=said_at).result()
        case Way.NIGHT:
            stage.night.do(deed.person)


def _until_heard(stage: Stage) -> None:
    """Wait until the server has read the feed once more: the last posts are still in it."""
    said, until = datetime.now(UTC), time.monotonic() + 3 * POLL_SECONDS
    while time.monotonic() < until:
        (feed,) = feeds.feeds(stage.desk, stage.event)
        if feed.last_good_at and feed.last_good_at > said:
            return
        time.sleep(server.LOOK_SECONDS)


def _sleep_until(moment: float) -> None:
    time.sleep(max(0.0, moment - time.monotonic()))


def _until_interrupted() -> None:
    while True:
        time.sleep(3600)
