"""The night of a soak: a rally of thirty leads, and one process that keeps changing it through the
doors that everybody uses."""

import asyncio
import itertools
import json
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection as Pipe
from multiprocessing.synchronize import Event as Flag
from pathlib import Path
from urllib.parse import urlencode

from tests.benchmarks import client, maps, rally
from turnout.desk import atlas, leads, links, pocket
from turnout.desk.desk import Desk
from turnout.model import Role

LEADS = 30
AREAS = 12
BETWEEN_SECONDS = (0.1, 0.4)  # four changes a second, and never in step with the wall
SILENT_EVERY_SECONDS = 300  # then the hall is silent, and only heartbeats tell that all is well
SILENT_SECONDS = 40
SCENE_SECONDS = 20
SCENES = ("total", "leaders", "challenges", "map", "pace", "just_in", "roll", "stories")
TAKEN, NO_SUCH_PAGE = (200, 201, 204, 303), 404
POCKET = f"/e/{rally.EVENT}/pocket/taps"
MAP = f"/e/{rally.EVENT}/map/acts"
FORM = "application/x-www-form-urlencoded"
SHOW = f"/e/{rally.EVENT}/show"
BOARD = f"/e/{rally.EVENT}/board"
# What happens how often, of a hundred changes.
OFTEN = {"commits": 55, "cancels": 5, "more": 22, "goals": 10, "areas": 8}

Acknowledged = tuple[int, float]  # a seq, and when its answer came, in seconds since 1970


@dataclass(frozen=True)
class Night:
    """The rally, with the sessions its people have open: leads' by number, and the organizer's."""

    made: rally.Rally
    organizer: str
    pockets: tuple[tuple[int, str], ...]
    areas: tuple[int, ...]


def made(folder: Path) -> Night:
    """Return a new rally in `folder`: thirty leads, some areas, an API key."""
    plain = rally.made(folder, parent="")
    with rally.opened(plain.database) as desk:
        for number in range(len(rally.LEADS), LEADS):
            handle = f"branch_{number}@kansas.example"
            leads.add(desk, rally.EVENT, f"Neighbors of Ward {number}", handle, 20).result()
        handles = [lead.handle for lead in leads.leads(desk, rally.EVENT)]
        pockets = tuple(_pocket(desk, handle) for handle in handles)
        organizer, _ = links.enter(desk, links.mint(desk, Role.ORGANIZER, rally.EVENT))
        maps._filled(desk, AREAS)
        areas = tuple(each.area.id for each in atlas.atlas(desk, rally.EVENT).areas)
    return Night(plain, organizer, pockets, areas)


def _pocket(desk: Desk, handle: str) -> tuple[int, str]:
    session, grant = links.enter(desk, links.mint(desk, Role.LEAD, rally.EVENT, lead=handle))
    number = pocket.lead_of(desk, grant)
    assert number
    return number, session


def send(night: Night, port: int, tell: Pipe, stop: Flag) -> None:
    """Send changes until `stop` is set, and tell of each that was acknowledged. Runs in a process
    of its own. Raises RuntimeError for one that was not taken."""
    client.run(_send(night, port, tell, stop))


async def _send(night: Night, port: int, tell: Pipe, stop: Flag) -> None:
    chance, began = random.Random(7), time.monotonic()
    posts, remote = iter(Changes(night, chance)), Remote(night)

    def is_loud() -> bool:
        return not stop.is_set() and not is_silent(time.monotonic() - began)

    while not stop.is_set():
        await asyncio.sleep(BETWEEN_SECONDS[1])
        async with client.connections(port, 1) as (line,):  # the server ends one that is silent
            while is_loud():
                tell.send(acknowledged(await line.ask(next(posts))))
                await remote.turn(line)
                await asyncio.sleep(chance.uniform(*BETWEEN_SECONDS))
    async with client.connections(port, 1) as (line,):
        await remote.show(line, SCENES[0])  # which the wall is read from


class Remote:
    """The organizer's phone, which turns to the next scene every so often."""

    def __init__(self, night: Night) -> None:
        self._night, self._scenes = night, itertools.cycle(SCENES)
        self._next = time.monotonic() + SCENE_SECONDS

    async def turn(self, line: client.Connection) -> None:
        """Show the next scene, when it is time."""
        if time.monotonic() >= self._next:
            self._next += SCENE_SECONDS
            await self.show(line, next(self._scenes))

    async def show(self, line: client.Connection, name: str) -> None:
        """Show the scene `name`; a server without a remote control has the poster alone."""
        form, session = urlencode({"scene": name}).encode(), self._night.organizer
        answer = await line.ask(rally.request("POST", SHOW, form, session=session, kind=FORM))
        if answer.status not in (*TAKEN, NO_SUCH_PAGE):
            raise RuntimeError(f"scene {name}: answered {answer.status}: {answer.body[:200]!r}")


def is_silent(seconds: float) -> bool:
    """Return whether nothing is sent so many seconds after the beginning."""
    return seconds % SILENT_EVERY_SECONDS > SILENT_EVERY_SECONDS - SILENT_SECONDS


class Changes:
    """Requests without end, each another change of what the wall shows."""

    def __init__(self, night: Night, chance: random.Random) -> None:
        self._night, self._chance = night, chance
        self._coming: list[int] = []  # who may still call it off
        self._cleaned: set[int] = set()

    def __iter__(self) -> Iterator[bytes]:
        for number in itertools.count():
            (kind,) = self._chance.choices([*OFTEN], [*OFTEN.values()])
            yield getattr(self, kind)(number)

    def commits(self, number: int) -> bytes:
        self._coming.append(number)
        return self._night.made.post(number)

    def cancels(self, number: int) -> bytes:
        if not self._coming:
            return self.commits(number)
        person = self._coming.pop(self._chance.randrange(len(self._coming)))
        body = json.dumps({**rally.commitment(person), "status": "cancelled"}).encode()
        return rally.request("POST", rally.POST, body, self._night.made.key, f"cancel-{number}")

    def more(self, number: int) -> bytes:
        return self._tap(number, "more", self._chance.choice((1, 1, 2, -1)))

    def goals(self, number: int) -> bytes:
        return self._tap(number, "goal", self._chance.randrange(10, 200))

    def areas(self, number: int) -> bytes:
        area = self._chance.choice(self._night.areas)
        kind = "reopen" if area in self._cleaned else "clean"
        self._cleaned ^= {area}
        return _by_phone(MAP, self._night.organizer, acts=[_said(number, kind, area=area)])

    def _tap(self, number: int, kind: str, n: int) -> bytes:
        lead, session = self._chance.choice(self._night.pockets)
        return _by_phone(POCKET, session, lead=lead, taps=[_said(number, kind, n=n)])


def acknowledged(answer: client.Answer) -> Acknowledged:
    """Return the seq of what was taken. Raises RuntimeError with the answer where it was not."""
    told = json.loads(answer.body)
    told = told.get("answers", [told])[0]
    if answer.status not in TAKEN or "seq" not in told:
        raise RuntimeError(f"answered {answer.status}: {answer.body[:200]!r}")
    return told["seq"], time.time()


def _said(number: int, kind: str, **more: object) -> dict[str, object]:
    return {"key": f"soak-{kind}-{number:012}", "kind": kind, **more}


def _by_phone(path: str, session: str, **told: object) -> bytes:
    return rally.request("POST", path, json.dumps(told).encode(), session=session)
