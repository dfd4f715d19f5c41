"""What a stranger's address and bytes must be before we touch them. Pure: no socket here."""

import re
import zlib
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import urlsplit

from turnout.errors import SourceFailed

MOST_BYTES = 2 * 2**20  # after decompression; 200 long posts are a quarter of it
MOST_PHOTO_BYTES = 12 * 2**20  # a phone's largest are 5 to 10 MB
MOST_URL = 2_000
LEAST_WAIT, MOST_WAIT = 60, 86_400  # seconds: how far we follow a Retry-After
_NAT64 = ip_network("64:ff9b::/96")  # IPv4 in disguise, as ::ffff:, 2002: and 2001:: are
# Also nobody's on the internet, though Python knows it not or only since 3.12; clouds tell a
# machine its secrets at 192.0.0.192. Source: the registries of IANA, RFC 6890.
_INNER = tuple(map(ip_network, ("192.0.0.0/24", "fec0::/10", "3fff::/20")))


@dataclass(frozen=True)
class Place:
    """Where a URL leads. `host` is lower case, without brackets or port."""

    url: str
    host: str
    port: int


def place(url: str) -> Place:
    """Return where `url` leads. Raises SourceFailed: bad_address, not_http, userinfo."""
    if len(url) > MOST_URL or not url.isascii() or not url.isprintable():
        raise SourceFailed(url[:100], "bad_address")
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        raise SourceFailed(url, "bad_address") from None
    if parts.scheme not in ("http", "https"):
        raise SourceFailed(url, "not_http")
    if "@" in parts.netloc:
        raise SourceFailed(parts.hostname or "", "userinfo")  # never echo what may be a password
    if not host:
        raise SourceFailed(url, "bad_address")
    return Place(url, host, port or (443 if parts.scheme == "https" else 80))


def is_public(address: str) -> bool:
    """Return whether an IP address is one that anybody on the internet may reach."""
    found = ip_address(address.partition("%")[0])
    if isinstance(found, IPv6Address) and (inner := _embedded(found)) is not None:
        found = inner
    if any(found in network for network in _INNER):
        return False
    return found.is_global and not (found.is_multicast or found.is_reserved)


def _embedded(address: IPv6Address) -> IPv4Address | None:
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour or (address.teredo or (None, None))[1]


def is_allowed(there: Place, private_hosts: tuple[str, ...]) -> bool:
    """Return whether the operator named this host, "host" or "host:port", though private."""
    return there.host in private_hosts or f"{there.host}:{there.port}" in private_hosts


class Body:
    """Gathers a body as it comes, unpacked, and stops at `most` bytes.

    encoding: a Content-Encoding; anything but gzip, deflate and none is refused.
    Raises SourceFailed: too_big, bad_encoding.
    """

    def __init__(self, url: str, encoding: str, most: int = MOST_BYTES) -> None:
        self._url, self._parts, self._length, self._most = url, [b""], 0, most
        names = {"": None, "identity": None, "gzip": 31, "x-gzip": 31, "deflate": 15}
        if encoding.strip().lower() not in names:
            raise SourceFailed(url, "bad_encoding")
        window = names[encoding.strip().lower()]
        self._unpacking = zlib.decompressobj(window) if window else None

    def add(self, chunk: bytes) -> None:
        # Never more than the limit is unpacked: one packed chunk of 64 KiB can hold 64 MiB.
        try:
            room = self._most - self._length + 1
            part = self._unpacking.decompress(chunk, room) if self._unpacking else chunk
        except zlib.error:
            raise SourceFailed(self._url, "bad_encoding") from None
        self._length += len(part)
        if self._length > self._most:
            raise SourceFailed(self._url, "too_big")
        self._parts.append(part)

    def whole(self) -> bytes:
        return b"".join(self._parts)


def told_wait(text: str, now: float) -> float | None:
    """Return the seconds of a Retry-After, kept within reason; None where it says none.

    now: seconds since the epoch.
    """
    if re.fullmatch(r"[0-9]{1,9}", text):
        told = float(text)
    else:
        try:
            told = parsedate_to_datetime(text).timestamp() - now
        except (ValueError, TypeError, OverflowError):
            return None
    return min(max(told, LEAST_WAIT), MOST_WAIT)


def is_validator(value: str) -> bool:
    """Return whether an ETag or Last-Modified may be sent back: a header must not break out."""
    return 0 < len(value) <= 500 and value.isascii() and value.isprintable()
