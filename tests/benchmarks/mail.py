"""The sending process is killed in the middle of its mail, again and again: is anything lost, or
written to anybody twice under two names?"""

import contextlib
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.benchmarks.report import Report
from tests.mailbox import Mailbox, a_mailbox
from turnout.desk import rallies, schedule, sending, signups
from turnout.desk.desk import Desk, open_desk
from turnout.model import Door, Submission
from turnout.model.sending import Budget, OutState
from turnout.settings import ROOT, child_environment, from_environment
from turnout.store import open_store

KILLS = 30
PEOPLE = 600
ASKED, OFF = "asked", "off"  # an event whose people are asked, and one that is put off
PATIENCE_SECONDS = 120
DOMAIN = "rally.example.org"
COLUMNS = ("kills", "messages due", "arrived", "again under its id", "lost", "under two ids",
           "left in hand")  # fmt: skip


@dataclass
class Tally:
    """What arrived, by (reader, occasion): how often under each id; and what a kill left."""

    ids: dict[tuple[str, str], Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    kills: int = 0


def measure(kills: int = KILLS, people: int = PEOPLE, seed: int = 6) -> Report:
    """Return what `kills` cost: no message, and nobody a second one of the same occasion."""
    chance, tally = random.Random(seed), Tally()
    with tempfile.TemporaryDirectory() as folder, a_mailbox() as box:
        settings = _settings(Path(folder), box)
        _promised(settings, people)
        with _sending(settings) as first:
            _wait(lambda: box.messages, first)
        _put_off(settings)
        while tally.kills < kills:
            with _sending(settings) as process:
                before = len(box.messages)
                _wait(lambda before=before: len(box.messages) > before or _done(settings), process)
                time.sleep(chance.random() / 4)
            tally.kills += 1
        with _sending(settings) as last:
            _wait(lambda: _done(settings), last)
        for message in box.messages:
            kind = "off" if str(message["Subject"]).startswith("Put off") else "confirm"
            tally.ids[(str(message["To"]), kind)][str(message["Message-ID"])] += 1
        return _report(tally, people, _states(settings))


def _report(tally: Tally, people: int, states: Counter[OutState]) -> Report:
    due = [(_address(n), kind) for n in range(people) for kind in ("confirm", "off")]
    lost = sum(each not in tally.ids for each in due)
    again = sum(sum(ids.values()) - len(ids) for ids in tally.ids.values())
    two = sum(len(ids) > 1 for ids in tally.ids.values())
    arrived = sum(sum(ids.values()) for ids in tally.ids.values())
    row = [tally.kills, len(due), arrived, again, lost, two, len(due) - states[OutState.SENT]]
    notes = [
        "the process that sends is killed (SIGKILL) at a random moment of its mail, then started",
        "again; a mail server (aiosmtpd) of this machine keeps what it was brought",
        "one event asks its people whether they still come, another one is put off meanwhile",
    ]
    broken = [f"{lost} messages never arrived"] if lost else []
    broken += [f"{two} people have two messages of one occasion"] if two else []
    # One at most is between the server's word and ours when its sender dies.
    broken += [f"{again} were repeated by {tally.kills} kills"] if again > tally.kills + 1 else []
    broken += [f"{row[-1]} are not known to be sent"] if row[-1] else []
    return Report("Killed while sending mail", COLUMNS, [row], (), notes, broken)


def _settings(folder: Path, box: Mailbox) -> dict[str, str]:
    return {
        "TURNOUT_DATABASE": str(folder / "turnout.db"),
        "TURNOUT_PUBLIC_URL": f"https://{DOMAIN}",
        "TURNOUT_SMTP_URL": box.url,
        "TURNOUT_MAIL_FROM": f"rally@{DOMAIN}",
    }


def _promised(settings: dict[str, str], people: int) -> None:
    """Make both events, three days ahead, with people who promised ten days ago."""
    now = datetime.now(UTC)
    with _opened(settings) as desk:
        sending.set_budget(desk, Budget(quiet_from=0, quiet_until=0)).result()  # at any hour
        for slug in (ASKED, OFF):
            rallies.add(
                desk, slug=slug, title=f"Rally {slug}", starts_at=now + timedelta(days=3),
                zone="America/Chicago",
            ).result()  # fmt: skip
        said_at = (now - timedelta(days=10)).isoformat()
        futures = [
            signups.commit(desk, Submission(
                Door.API, slug, f"{slug}-{n}", "api:1", name=f"Person {n}", contact=_address(n),
                said_at=said_at,
            ))
            for slug in (ASKED, OFF) for n in range(people)
        ]  # fmt: skip
        for each in futures:
            each.result()
        sending.set_messaging(desk, ASKED, by_rule=True, days="4").result()


def _put_off(settings: dict[str, str]) -> None:
    with _opened(settings) as desk:
        schedule.postpone(desk, OFF).result()
        (notice,) = (each for each in sending.due(desk, OFF) if each.kind == "off")
        sending.send_now(desk, OFF, notice.name)


def _address(number: int) -> str:
    return f"person.{number}@example.org"


def _done(settings: dict[str, str]) -> bool:
    states = _states(settings)
    return not states[OutState.DUE] and not states[OutState.TAKEN] and bool(states[OutState.SENT])


def _states(settings: dict[str, str]) -> Counter[OutState]:
    with _opened(settings) as desk:
        found: Counter[OutState] = Counter()
        for slug in (ASKED, OFF):
            for each in sending.outcomes(desk, slug):
                found.update(each.states)
    return found


def _wait(done: object, process: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + PATIENCE_SECONDS
    while not done():  # type: ignore[operator]
        if process.poll() is not None or time.monotonic() > until:
            raise RuntimeError("the sender ended, or is too slow; its own words are above")
        time.sleep(0.02)


@contextlib.contextmanager
def _sending(settings: dict[str, str]) -> Iterator["subprocess.Popen[bytes]"]:
    """Run what sends in a process of its own, as the server does; at the end it is killed."""
    words = [sys.executable, "-m", "tests.benchmarks.sender"]
    process = subprocess.Popen(words, cwd=ROOT, env=child_environment(**settings))
    try:
        yield process
    finally:
        process.kill()
        process.wait()


@contextlib.contextmanager
def _opened(settings: dict[str, str]) -> Iterator[Desk]:
    given = from_environment(settings)
    with contextlib.closing(open_store(given.database)) as store:
        yield open_desk(store, given)
