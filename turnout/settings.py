"""The one reader of the environment. Every setting has its reason in docs/operator.md."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from email.utils import parseaddr
from functools import cache
from ipaddress import ip_address
from pathlib import Path
from typing import TypeVar
from urllib.parse import unquote, urlsplit

from turnout.errors import SettingsError

Parsed = TypeVar("Parsed")

ROOT = Path(__file__).resolve().parent.parent
LEAST_POLL_SECONDS = 10  # politeness: a hashtag's server is somebody's, and free
LEAST_HOLD_PARTY = 2
# Files that a server of ours may have open, and hence what a child of it has to close: each screen
# keeps one; a shell allows 1,024 mostly.
MOST_FILES = 65_536
# How a mail server is spoken to, and the port it usually listens on for that.
SMTP_PORTS = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}


@dataclass(frozen=True)
class Smtp:
    """A mail server. security: smtp (none), smtp+starttls or smtps (TLS from the start)."""

    host: str
    port: int
    security: str
    user: str = ""
    password: str = field(default="", repr=False)  # never logged


@dataclass(frozen=True)
class Settings:
    """What an operator may set. Seconds are whole; addresses and hosts are as written."""

    database: Path = ROOT / "data" / "turnout.db"
    public_url: str = ""  # without a slash at its end; empty: not known
    poll_seconds: int = 60
    private_feed_hosts: tuple[str, ...] = ()
    shared_addresses: tuple[str, ...] = ()
    trusted_proxies: str = "127.0.0.1"  # as uvicorn reads it: addresses and networks, with commas
    hold_party: int = 8  # a public sign-up of so many or more waits for a look
    burst: int = 5  # so many sign-ups from one address in ten minutes are a burst
    form_seconds: int = 2  # a form sent sooner than a person can waits for a look; 0: none does
    language: str = "en"
    backups: Path | None = None  # the folder of backups; None: nobody said
    twilio_token: str = field(default="", repr=False)  # what Twilio signs with; never logged
    organizers: tuple[str, ...] = ()  # e-mail addresses that organize once they have signed in
    map_tiles: str = ""  # an address with {z}, {x}, {y}; empty: no map server is asked
    map_style: str = ""  # the address of a map style; empty: the workbench draws its own
    map_attribution: str = ""  # whose maps they are, as their licence asks
    smtp: Smtp | None = None  # None: no e-mail is sent
    mail_from: str = ""  # the address that mails come from, with or without a name
    apprise: tuple[str, ...] = field(default=(), repr=False)  # they hold tokens; never logged
    channels: tuple[str, ...] = field(default=(), repr=False)  # of updates; tokens, never logged
    print_link: bool = False  # print the organizer's link though nobody watches the terminal


def from_environment(environ: Mapping[str, str]) -> Settings:
    """Return the settings in `environ`; what is not set has its default.

    Raises SettingsError, naming the variable and its value.
    """
    read = _Reader(environ)
    found = Settings(
        database=read.one("TURNOUT_DATABASE", _path, Settings.database),
        public_url=read.one("TURNOUT_PUBLIC_URL", _public_url, ""),
        poll_seconds=read.one("TURNOUT_POLL_SECONDS", _at_least(LEAST_POLL_SECONDS), 60),
        private_feed_hosts=read.one("TURNOUT_PRIVATE_FEED_HOSTS", _listed, ()),
        shared_addresses=read.one("TURNOUT_SHARED_ADDRESSES", _addresses, ()),
        trusted_proxies=read.one("FORWARDED_ALLOW_IPS", str, Settings.trusted_proxies),
        hold_party=read.one("TURNOUT_HOLD_PARTY", _at_least(LEAST_HOLD_PARTY), 8),
        burst=read.one("TURNOUT_BURST", _at_least(2), 5),
        form_seconds=read.one("TURNOUT_FORM_SECONDS", _at_least(0), 2),
        twilio_token=read.one("TURNOUT_TWILIO_TOKEN", str, ""),
        organizers=read.one("TURNOUT_ORGANIZERS", _emails, ()),
        language=read.one("TURNOUT_LANGUAGE", _language, "en"),
        backups=read.one("TURNOUT_BACKUPS", _path, None),
        map_tiles=read.one("TURNOUT_MAP_TILES", _tiles, ""),
        map_style=read.one("TURNOUT_MAP_STYLE", _style, ""),
        map_attribution=read.one("TURNOUT_MAP_ATTRIBUTION", str, ""),
        smtp=read.secret("TURNOUT_SMTP_URL", _smtp, None),
        mail_from=read.one("TURNOUT_MAIL_FROM", _mail_from, ""),
        apprise=read.secret("TURNOUT_APPRISE", _channels, ()),
        channels=read.secret("TURNOUT_CHANNELS", _channels, ()),
        print_link=read.one("TURNOUT_PRINT_LINK", _yes_or_no, False),
    )
    _check_mail(found)
    if found.channels and not found.public_url:
        raise SettingsError("TURNOUT_PUBLIC_URL is not set: every update has a link to it")
    return found


@cache
def settings() -> Settings:
    """Return this process's settings, read once."""
    return from_environment(os.environ)


def child_environment(**changes: str) -> dict[str, str]:
    """Return this process's environment with `changes`, for a process that we start."""
    return {**os.environ, **changes}


@dataclass(frozen=True)
class _Reader:
    environ: Mapping[str, str]

    def one(self, name: str, parse: Callable[[str], Parsed], default: Parsed) -> Parsed:
        text = self.environ.get(name, "").strip()
        if not text:
            return default
        try:
            return parse(text)
        except ValueError as error:
            raise SettingsError(f"{name}={text!r}: {error}") from error

    def secret(self, name: str, parse: Callable[[str], Parsed], default: Parsed) -> Parsed:
        """Read a setting whose value must stand in no message."""
        text = self.environ.get(name, "").strip()
        try:
            return parse(text) if text else default
        except ValueError as error:
            raise SettingsError(f"{name}: {error}") from None


def _check_mail(found: Settings) -> None:
    """Raise SettingsError where mail could be sent and not be answered."""
    if found.smtp is None:
        return
    if not found.mail_from:
        raise SettingsError("TURNOUT_MAIL_FROM is not set: say whom TURNOUT_SMTP_URL sends for")
    if not found.public_url:
        raise SettingsError("TURNOUT_PUBLIC_URL is not set: every message has links to it")


def _path(text: str) -> Path:
    if "://" in text:
        raise ValueError("give the path of a file; other stores are not built yet")
    return Path(text).expanduser()


def _public_url(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError("give the address people type, such as https://rally.example.org")
    return text.rstrip("/")


def _tiles(text: str) -> str:
    parts = urlsplit(text)
    if (
        parts.scheme != "https"
        or not parts.hostname
        or not all(f"{{{at}}}" in text for at in "xyz")
    ):
        raise ValueError("give an address such as https://tiles.example.org/{z}/{x}/{y}.png")
    return text


def _style(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme != "https" or not parts.hostname:
        raise ValueError("give an address such as https://maps.example.org/style.json")
    return text


def _at_least(least: int) -> Callable[[str], int]:
    def whole(text: str) -> int:
        if not text.isascii() or not text.isdigit() or int(text) < least:
            raise ValueError(f"give a whole number, {least} or more")
        return int(text)

    return whole


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


def _addresses(text: str) -> tuple[str, ...]:
    for part in _listed(text):
        try:
            ip_address(part)
        except ValueError:
            raise ValueError(f"{part} is no address such as 203.0.113.9") from None
    return _listed(text)


def _emails(text: str) -> tuple[str, ...]:
    for part in _listed(text):
        user, at, host = part.partition("@")
        if not (user and at and "." in host) or "@" in host:
            raise ValueError(f"{part} is no e-mail address")
    return _listed(text.lower())


def _smtp(text: str) -> Smtp:
    parts = urlsplit(text)
    try:
        port = parts.port
    except ValueError:
        raise ValueError("its port is no number from 1 to 65535") from None
    if parts.scheme not in SMTP_PORTS or not parts.hostname:
        raise ValueError("give an address such as smtp+starttls://user:password@mail.example.org")
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    if password and parts.scheme == "smtp" and not _is_here(parts.hostname):
        raise ValueError("smtp:// would show the password to the network: use smtp+starttls://")
    return Smtp(parts.hostname, port or SMTP_PORTS[parts.scheme], parts.scheme, user, password)


def _is_here(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _mail_from(text: str) -> str:
    address = parseaddr(text)[1]
    if not address.isascii() or not text.isprintable():
        raise ValueError("give an address of plain letters")
    _emails(address)
    return text


def _channels(text: str) -> tuple[str, ...]:
    found = tuple(text.split())
    if any("://" not in each for each in found):
        raise ValueError("give addresses as apprise has them, with spaces between")
    return found


def _language(text: str) -> str:
    if text not in ("en", "es"):
        raise ValueError("give en or es")
    return text


def _yes_or_no(text: str) -> bool:
    if text not in ("0", "1"):
        raise ValueError("give 0 or 1")
    return text == "1"
