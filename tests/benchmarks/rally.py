"""The rally that is measured: seven leads, an API key, and as many people as are wanted."""

import contextlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from turnout.desk import leads, links, rallies
from turnout.desk.desk import Desk, open_desk
from turnout.model import Door, Role, Submission
from turnout.settings import Settings
from turnout.store import open_store

EVENT = "ks"
DAY = "day"  # the day of action that the rally is a site of
POST = f"/api/v1/events/{EVENT}/commitments"
LIVE = f"/api/v1/events/{EVENT}/live"
PROGRESS = f"/api/v1/events/{EVENT}/progress"
LEADS = (
    ("Wichita Teachers", "wichita_teachers@mastodon.social", 120),
    ("Topeka Nurses", "topeka_nurses@mastodon.social", 90),
    ("Lawrence Neighbors", "lawrence_neighbors@kansas.example", 80),
    ("Students of Emporia", "emporia_students@campus.example", 70),
    ("Families of Overland Park", "op_families@mastodon.social", 60),
    ("Local 226", "local_226@union.example", 100),
    ("Salina Church Council", "salina_council@kansas.example", 40),
)
PARTIES = (1, 2, 1, 3)


@dataclass(frozen=True)
class Rally:
    """A store with the rally in it, and a key that may post to it."""

    database: Path
    key: str

    def post(self, number: int) -> bytes:
        """Return the request that commits person `number`, whole: the same again is a retry."""
        body = json.dumps(commitment(number), separators=(",", ":")).encode()
        return request("POST", POST, body, key=self.key, idempotency_key=f"person-{number}")


def made(folder: Path, parent: str = DAY) -> Rally:
    """Return a new rally in `folder`, a site of a day of action, or with parent "" of none."""
    with opened(folder / "turnout.db") as desk:
        if parent:
            _event(desk, parent, "Day of action for public services")
        _event(desk, EVENT, "Rally for the services Kansas runs on", parent=parent)
        for name, handle, goal in LEADS:
            leads.add(desk, EVENT, name, handle, goal).result()
        return Rally(folder / "turnout.db", links.mint(desk, Role.API, EVENT))


@contextlib.contextmanager
def opened(database: Path) -> Iterator[Desk]:
    """Open a desk over `database`, beside whoever else has it open."""
    settings = Settings(database=database)
    desk = open_desk(open_store(database), settings)
    try:
        yield desk
    finally:
        desk.store.close()


def party(number: int) -> int:
    """Return how many heads person `number` promises."""
    return PARTIES[number % len(PARTIES)]


def commitment(number: int) -> dict[str, object]:
    """Return what a form service posts for person `number`: nobody comes twice."""
    return {
        "name": f"Person {number}",
        "party": party(number),
        "status": "yes",
        "lead": LEADS[number % len(LEADS)][1],
        "contact": f"person.{number}@example.org",
    }


def submission(number: int) -> Submission:
    """Return the same as a Submission, as the desk gets it from the API."""
    said = {name: str(value) for name, value in commitment(number).items()}
    return Submission(
        door=Door.API, event=EVENT, key=f"person-{number}", scope="api:1", by="grant:1",
        name=said["name"], party=said["party"], lead=said["lead"], contact=said["contact"],
    )  # fmt: skip


def request(
    method: str, path: str, body: bytes = b"", key: str = "", idempotency_key: str = "",
    session: str = "", kind: str = "application/json",
) -> bytes:  # fmt: skip
    """Return an HTTP/1.1 request as it goes over the wire."""
    head = [f"{method} {path} HTTP/1.1", "Host: localhost", f"Content-Type: {kind}"]
    head += [f"Authorization: Bearer {key}"] if key else []
    head += [f"Idempotency-Key: {idempotency_key}"] if idempotency_key else []
    head += [f"Cookie: {links.COOKIE}={session}"] if session else []
    head += [f"Content-Length: {len(body)}", "", ""]
    return "\r\n".join(head).encode() + body


def posted_to(path: str, post: bytes) -> bytes:
    """Return the same post, sent to another address."""
    return post.replace(POST.encode(), path.encode(), 1)


def _event(desk: Desk, slug: str, title: str, parent: str = "") -> None:
    rallies.add(
        desk, slug=slug, title=title, starts_at=datetime(2031, 12, 6, 12), zone="America/Chicago",
        place="Statehouse steps, Topeka", goal=600, hashtag="KSRally", parent=parent,
    ).result()  # fmt: skip
