"""A rally of thirty leads on a server of its own, and a book of what was said there: what screens
show is added up anew from that book alone."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import httpx
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser import checks
from tests.builders import a_desk, a_lead, a_rally, commit
from tests.network import Network, a_network
from tests.serving import Server, free_port
from turnout.desk import challenges, channels, links, taps, updates
from turnout.desk.desk import Desk
from turnout.desk.pocket import Actor
from turnout.desk.taps import Tap
from turnout.model import Role
from turnout.model.challenges import Wanted
from turnout.model.updates import UpdateRules

PHONE, DESK, HALL = (390, 844), (1280, 800), (1920, 1080)
SCALES = {HALL: 0.75}  # as the pictures in docs have it
PUBLIC = "https://turnout.example.org"  # how the rally is known outside of this machine
TOWNS = ("Wichita", "Topeka", "Lawrence", "Salina", "Emporia", "Hays")
TRADES = ("Teachers", "Nurses", "Tenants", "Drivers", "Students")
NAMES = [f"{town} {trade}" for trade in TRADES for town in TOWNS]
HANDLES = [f"{name.lower().replace(' ', '_')}@social.example" for name in NAMES]
FIRST = 3  # whom nobody brought; every other was brought by one of those before
ON_THE_ROLL = [handle for place, handle in enumerate(HANDLES) if place % 5 != 4]
CHALLENGER, CHALLENGED = HANDLES[3], HANDLES[12]  # the first brought the second
MISSED = 15  # what the one asks of the other, and nobody reaches
BEFORE = timedelta(seconds=50)  # the rally is made so long before the doors open
LEFT = timedelta(seconds=20)  # and that challenge has so long from then on


@dataclass
class Book:
    """Who brought whom, and how many heads of each lead said what, by their handles."""

    over: dict[str, str]
    yes: Counter[str] = field(default_factory=Counter)
    confirmed: Counter[str] = field(default_factory=Counter)
    declared: Counter[str] = field(default_factory=Counter)
    came: Counter[str] = field(default_factory=Counter)

    def coming(self, lead: str) -> int:
        return max(self.yes[lead] + self.confirmed[lead], self.declared[lead])

    def branch(self, lead: str) -> int:
        """Return who comes with a lead and with everybody on the roll who leads up to them."""
        return sum(self.coming(each) for each in ON_THE_ROLL if lead in self._line(each))

    def below(self, lead: str) -> int:
        """Return how many on the roll lead up to them."""
        return sum(lead in self._line(each) for each in ON_THE_ROLL if each != lead)

    def total(self) -> int:
        return sum(map(self.coming, HANDLES))

    def _line(self, lead: str) -> Iterator[str]:
        while lead:
            yield lead
            lead = self.over[lead]


@dataclass
class Night:
    """The rally as it runs, and the ways into it."""

    desk: Desk
    server: Server
    network: Network
    browser: Browser
    ids: dict[str, int]
    missed: int
    book: Book
    key: str
    line: httpx.Client
    _asked: list[list[str]] = field(default_factory=list)
    _said: int = 0
    _contexts: list[BrowserContext] = field(default_factory=list)

    def page(self, size: tuple[int, int], session: str = "") -> Page:
        """Open a browser of its own; session: who is let in there."""
        context = self.browser.new_context(
            viewport={"width": size[0], "height": size[1]}, locale="en-US",
            color_scheme="light", reduced_motion="reduce",
            device_scale_factor=SCALES.get(size, 1),
        )  # fmt: skip
        self._contexts.append(context)
        if session:
            self.server.enter(context, session)
        page = context.new_page()
        self._asked.append(checks.outside(page))
        return page

    @property
    def outside(self) -> list[str]:
        """Return every request of any page to another host."""
        return [url for asked in self._asked for url in asked]

    def get(self, path: str) -> httpx.Response:
        return self.line.get(path)

    def signs_up(self, lead: str, heads: int, status: str = "yes") -> None:
        """Post what a form service does, and write it down."""
        self._said += 1
        answer = self.line.post(
            "/api/v1/events/ks/commitments",
            json={"name": f"Ana {self._said}", "party": heads, "status": status, "lead": lead},
            headers={"Authorization": f"Bearer {self.key}",
                     "Idempotency-Key": f"sign-up-{self._said}"},
        )  # fmt: skip
        assert answer.status_code == 201, answer.text
        (self.book.confirmed if status == "confirmed" else self.book.yes)[lead] += heads

    def taps(self, lead: str, kind: str, **said: Any) -> None:
        """Post a tap of a lead's own phone."""
        self._said += 1
        tap = {"key": f"key-of-tap-{self._said:08}", "kind": kind, **said}
        told = {"lead": self.ids[lead], "taps": [tap]}
        self._posted("pocket", Role.LEAD, lead, told)

    def walks_in(self, lead: str, heads: int) -> None:
        """Let a volunteer at the door count somebody in, and write it down."""
        self._said += 1
        key = f"key-of-came-{self._said:08}"
        tap = {"key": key, "kind": "came", "subject": f"walkin:{key}", "n": heads,
               "lead": self.ids[lead]}  # fmt: skip
        self._posted("door", Role.DOOR, "", {"phone": "door-1", "taps": [tap]})
        self.book.came[lead] += heads

    def session(self, role: Role, lead: str = "") -> str:
        return links.enter(self.desk, links.mint(self.desk, role, "ks", lead=lead))[0]

    def dies(self) -> None:
        """Kill the server: nothing of it is finished or said goodbye to."""
        running = self.server.running
        assert running
        running.kill()
        running.wait()

    def close(self) -> None:
        self.line.close()
        for context in self._contexts:
            context.close()

    def _posted(self, where: str, role: Role, lead: str, told: dict[str, Any]) -> None:
        cookie = f"{links.COOKIE}={self.session(role, lead)}"
        answer = self.line.post(f"/e/ks/{where}/taps", json=told, headers={"Cookie": cookie})
        (tap,) = answer.json()["answers"]
        assert "seq" in tap, tap


@contextmanager
def a_night(folder: Path, browser: Browser) -> Iterator[Night]:
    """Open the doors of the rally; its updates go to a network that refuses two posts."""
    with a_network(503, 503) as network:
        told = {"public_url": PUBLIC, "channels": (network.address,)}
        desk = a_desk(folder, lambda: datetime.now(UTC), **told)
        before = replace(desk, clock=lambda: datetime.now(UTC) - BEFORE)
        book = _book()
        ids = _made(before, book)
        missed = _challenged(before, book, ids)
        session, _ = links.enter(desk, links.mint(desk, Role.ORGANIZER))
        settings = {"TURNOUT_PUBLIC_URL": PUBLIC, "TURNOUT_CHANNELS": network.address}
        server = Server(free_port(), desk, session, settings=settings)
        key = links.mint(desk, Role.API, "ks")
        line = httpx.Client(
            base_url=server.url, timeout=60, transport=httpx.HTTPTransport(retries=1)
        )
        night = Night(desk, server, network, browser, ids, missed, book, key, line)
        server.start()
        try:
            yield night
        finally:
            night.close()
            server.stop()
            desk.store.close()


def _book() -> Book:
    over = {
        handle: HANDLES[(place - FIRST) // 3] if place >= FIRST else ""
        for place, handle in enumerate(HANDLES)
    }
    return Book(over)


def _made(desk: Desk, book: Book) -> dict[str, int]:
    """Make the rally and its leads, who say where they are named; return the leads' numbers."""
    zone = ZoneInfo("America/Chicago")
    start = datetime.now(zone).replace(second=0, microsecond=0, tzinfo=None)
    a_rally(desk, goal=400, starts_at=start + timedelta(minutes=40))
    ids = {}
    for place, (name, handle) in enumerate(zip(NAMES, HANDLES, strict=True)):
        lead = a_lead(desk, handle, name=name, goal=8 + place % 5, recruited_by=book.over[handle])
        ids[handle] = lead.id
        if handle in ON_THE_ROLL:
            who = Actor("ks", lead.id, Role.LEAD, "desk")
            taps.tap(desk, who, Tap(f"key-of-choice-{place:06}", "roll", place="roll"))
    ticked = {each.name: "en" for each in channels.channels(desk)}
    updates.set_rules(
        desk, "ks", UpdateRules(channels=ticked, quiet_from=0, quiet_until=0)
    ).result()
    return ids


def _challenged(desk: Desk, book: Book, ids: dict[str, int]) -> int:
    """Have one lead challenge another, who accepts; seven heads are with the two in time."""
    by, asked = (Actor("ks", ids[who], Role.LEAD, "desk") for who in (CHALLENGER, CHALLENGED))
    wanted = Wanted(MISSED, desk.clock() + BEFORE + LEFT, "new_yes", whom=(CHALLENGED,))
    made = challenges.make(desk, by, "key-of-the-missed-1", wanted).result().seq
    challenges.answer(desk, asked, "key-of-the-answer-1", made, "accepted").result()
    for lead, heads in ((CHALLENGER, 4), (CHALLENGED, 3)):
        commit(desk, f"before-{lead}", name="Bea", party=str(heads), lead=lead)
        book.yes[lead] += heads
    return made
