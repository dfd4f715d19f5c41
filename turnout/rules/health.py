"""What is well with a server and what is not: facts in, findings out; doctor.toml says them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from urllib.parse import urlsplit

from turnout.model import Feed
from turnout.settings import Smtp

MB = 1_000_000
LOW_BYTES = 300 * MB  # a night's backups and a full day of sign-ups still fit
SHORT_BYTES = 2_000 * MB
BACKUP_GOOD_FOR = timedelta(hours=36)  # a nightly timer, and half a day's patience
CLOCK_SLACK = timedelta(minutes=1)
FAILURES = 3  # in a row: once is weather
ON_THIS_MACHINE = ("localhost", "127.0.0.1", "::1")


class State(StrEnum):
    """How one finding is: `mind` is worth mending, `wrong` must be mended."""

    WELL = "well"
    MIND = "mind"
    WRONG = "wrong"


@dataclass(frozen=True)
class Finding:
    """One thing looked at: its sentence is `what`_`code`, with `values` set in."""

    what: str
    code: str
    state: State = State.WELL
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Copies:
    """The folder of backups: None where nobody named it, `newest` None where it is empty."""

    folder: str
    count: int = 0
    newest: datetime | None = None
    same_disk: bool = False


@dataclass(frozen=True)
class Answer:
    """What came from the public address; `failure` empty: it answered as our own store would."""

    failure: str = ""
    ours: bool = True


def address(public_url: str) -> Finding:
    """Return whether people elsewhere can be given a link, and one that phones trust."""
    parts = urlsplit(public_url)
    if not public_url:
        return Finding("address", "unset", State.WRONG)
    if parts.hostname in ON_THIS_MACHINE:
        return Finding("address", "local", State.WRONG, {"url": public_url})
    if parts.scheme != "https":
        return Finding("address", "plain", State.WRONG, {"url": public_url})
    return Finding("address", "set", values={"url": public_url})


def online(public_url: str, answer: Answer) -> Finding:
    """Return whether the public address leads to this server."""
    if answer.failure:
        values = {"url": public_url, "reason": answer.failure}
        return Finding("online", "silent", State.WRONG, values)
    if not answer.ours:
        return Finding("online", "another", State.WRONG, {"url": public_url})
    return Finding("online", "answers", values={"url": public_url})


def mail(smtp: Smtp | None, mail_from: str, trouble: str) -> Finding:
    """Return whether messages can leave as mail, by the settings and by how it went last.

    trouble: what kept mail from going out, a code such as "login:535"; empty: nothing did.
    """
    if smtp is None:
        return Finding("mail", "unset", State.MIND)
    values = {"host": smtp.host, "from_": mail_from, "reason": trouble}
    if trouble:
        return Finding("mail", "trouble", State.WRONG, values)
    if smtp.security == "smtp" and smtp.host not in ON_THIS_MACHINE:
        return Finding("mail", "plain", State.MIND, values)
    return Finding("mail", "set", values=values)


def mail_online(smtp: Smtp, failure: str) -> Finding:
    """Return whether the mail server lets us in; failure: a code, empty where it does."""
    values = {"host": smtp.host, "port": smtp.port, "reason": failure}
    if failure:
        return Finding("mail", "silent", State.WRONG, values)
    return Finding("mail", "answers", values=values)


def channels(of: Iterable[str], troubles: Mapping[str, str]) -> list[Finding]:
    """Return whether updates can be posted, by the settings and by how it went last.

    of: the channels, by names without a token. troubles: what keeps a channel's newest posting
    from being there, a code, by its name.
    """
    named = list(of)
    if not named:
        return [Finding("channels", "unset")]
    found = [
        Finding("channels", "trouble", State.MIND, {"name": name, "reason": troubles[name]})
        for name in named
        if name in troubles
    ]
    values = {"n": len(named), "names": ", ".join(named)}
    return found or [Finding("channels", "set", values=values)]


def channel_unknown(name: str) -> Finding:
    """Return that a channel's address is none that can be posted to."""
    return Finding("channels", "unknown", State.WRONG, {"name": name})


def channel_online(name: str, server: str, answers: bool) -> Finding:
    """Return whether the server behind a channel can be reached; nothing was posted."""
    values = {"name": name, "server": server}
    if answers:
        return Finding("channels", "answers", values=values)
    return Finding("channels", "silent", State.WRONG, values)


def server(runs: bool) -> Finding:
    """Return whether a server has the store in use."""
    return Finding("server", "runs") if runs else Finding("server", "stopped", State.WRONG)


def clock(now: datetime, newest: datetime | None, synchronised: bool | None) -> Finding:
    """Return whether time can be believed. synchronised None: the kernel does not say."""
    if newest is not None and newest > now + CLOCK_SLACK:
        minutes = int((newest - now).total_seconds() // 60)
        return Finding("clock", "behind", State.WRONG, {"n": minutes})
    if synchronised is None:
        return Finding("clock", "unknown")
    return Finding("clock", "set") if synchronised else Finding("clock", "alone", State.MIND)


def disk(free_bytes: int, store_bytes: int) -> Finding:
    """Return whether the disk takes what is to come; a backup needs the store's size again."""
    values = {"free": free_bytes // MB, "store": -(-store_bytes // MB)}
    if free_bytes < LOW_BYTES + store_bytes:
        return Finding("disk", "low", State.WRONG, values)
    if free_bytes < SHORT_BYTES + 3 * store_bytes:
        return Finding("disk", "short", State.MIND, values)
    return Finding("disk", "free", values=values)


def filesystem(kind: str, folder: str) -> Finding | None:
    """Return a finding where the store lies on a network's disk: its locks do not hold there."""
    if kind.startswith(("nfs", "cifs", "smb", "fuse.sshfs")):
        return Finding("disk", "network", State.WRONG, {"folder": folder, "kind": kind})
    return None


def private(readable: Iterable[str]) -> Finding:
    """Return whether what is personal or secret is for its owner alone.

    readable: the files that others on the machine can read.
    """
    named = sorted(readable)
    if not named:
        return Finding("private", "kept")
    return Finding("private", "open", State.WRONG, {"files": ", ".join(named), "n": len(named)})


def backups(now: datetime, copies: Copies | None) -> list[Finding]:
    """Return whether there is a young copy, and whether one broken disk would take both."""
    if copies is None:
        return [Finding("backups", "unset", State.WRONG)]
    if copies.newest is None:
        return [Finding("backups", "none", State.WRONG, {"folder": copies.folder})]
    hours = max(0, int((now - copies.newest).total_seconds() // 3600))
    values = {"folder": copies.folder, "n": hours, "count": copies.count}
    old = now - copies.newest > BACKUP_GOOD_FOR
    age = (
        Finding("backups", "old", State.WRONG, values)
        if old
        else Finding("backups", "young", values=values)
    )
    beside = Finding("backups", "beside", State.MIND, {"folder": copies.folder})
    return [age, *([beside] if copies.same_disk else [])]


def ledger(damage: int, differences: int) -> Finding:
    """Return whether the file is whole and the totals are those of the ledger."""
    if damage:
        return Finding("ledger", "torn", State.WRONG, {"n": damage})
    if differences:
        return Finding("ledger", "differs", State.WRONG, {"n": differences})
    return Finding("ledger", "equal")


def feeds(now: datetime, read: Iterable[Feed], open_events: Iterable[str]) -> Iterator[Finding]:
    """Yield how each feed is that should be read now; one of a closed event rests."""
    wanted = set(open_events)
    for feed in read:
        if feed.on and feed.event in wanted:
            yield _feed(now, feed)


def _feed(now: datetime, feed: Feed) -> Finding:
    values = {"id": feed.id, "event": feed.event}
    if feed.failures >= FAILURES:
        return Finding("feed", "failing", State.MIND, {**values, "n": feed.failures})
    if feed.last_good_at is None:
        return Finding("feed", "unread", State.MIND, values)
    minutes = int((now - feed.last_good_at).total_seconds() // 60)
    if minutes * 60 > 10 * feed.every_seconds + 600:
        return Finding("feed", "old", State.MIND, {**values, "n": minutes})
    return Finding("feed", "read", values={**values, "n": minutes})


def zones(unknown: Iterable[str]) -> Finding:
    """Return whether the time zones of all events are known here."""
    named = sorted(set(unknown))
    if not named:
        return Finding("zones", "known")
    return Finding("zones", "unknown", State.WRONG, {"zones": ", ".join(named)})


def libraries(pinned: Mapping[str, str], installed: Mapping[str, str]) -> Finding:
    """Return whether what runs is what was tested."""
    other = [
        f"{name} {installed.get(name, '-')} ({version})"
        for name, version in sorted(pinned.items())
        if installed.get(name) != version
    ]
    if not other:
        return Finding("libraries", "pinned", values={"n": len(pinned)})
    return Finding("libraries", "differ", State.MIND, {"other": ", ".join(other)})


def python(version: tuple[int, int]) -> Finding:
    """Return whether this Python is new enough."""
    written = ".".join(map(str, version))
    fits = version >= (3, 11)
    return Finding(
        "python",
        "fits" if fits else "old",
        State.WELL if fits else State.WRONG,
        {"version": written},
    )
