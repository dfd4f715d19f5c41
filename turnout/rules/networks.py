"""Where an update is posted: each network's length, how it counts, and how it names somebody."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from turnout.rules.contact import Handle

_LINK = re.compile(r"https?://\S+")
LINK_COUNTS = 23  # of X and Mastodon, however long the link is
_REMOTE = re.compile(r"(@\w[\w.-]*)@[\w.-]*\w")
_CUT = "…"
_ZWJ = "\u200d"


@dataclass(frozen=True)
class Network:
    """A network. most: what one post takes, as `count` counts it; hosts: whose handles are its.

    hosts empty: handles there cannot be written from outside, and names stand without "@".
    """

    name: str
    most: int
    count: Callable[[str], int]
    hosts: tuple[str, ...] = ()


def _graphemes(text: str) -> int:
    """Return how many letters a reader sees, as Bluesky and Mastodon count."""
    seen, joined, flags = 0, False, 0
    for letter in unicodedata.normalize("NFC", text):
        is_flag = "\U0001f1e6" <= letter <= "\U0001f1ff"
        flags = flags + 1 if is_flag else 0
        goes_along = (
            joined or letter == _ZWJ or unicodedata.category(letter) in ("Mn", "Me")
            or "\U0001f3fb" <= letter <= "\U0001f3ff" or (is_flag and flags % 2 == 0)
        )  # fmt: skip
        seen += not goes_along
        joined = letter == _ZWJ
    return seen


def _as_mastodon(text: str) -> int:
    """Count a link as 23 letters, and of a handle on another server its name only."""
    return _graphemes(_REMOTE.sub(r"\1", _LINK.sub("x" * LINK_COUNTS, text)))


def _as_x(text: str) -> int:
    """Count as twitter-text does: a link 23, letters of far scripts and emoji two each."""
    plain = unicodedata.normalize("NFC", _LINK.sub("x" * LINK_COUNTS, text))
    return sum(1 if _is_light(letter) else 2 for letter in plain)


def _is_light(letter: str) -> bool:
    ranges = ((0, 4351), (8192, 8205), (8208, 8223), (8242, 8247))
    return any(first <= ord(letter) <= last for first, last in ranges)


def _in_utf16(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


MASTODON = Network("mastodon", 500, _as_mastodon)  # its hosts: every server that is no other's
BLUESKY = Network("bluesky", 300, _graphemes, ("bsky.app", "bsky.social"))
X = Network("x", 280, _as_x, ("x.com", "twitter.com"))
SLACK = Network("slack", 3000, len)
DISCORD = Network("discord", 2000, _in_utf16, ("discord.com",))
TELEGRAM = Network("telegram", 4096, _in_utf16, ("t.me", "telegram.org"))
OTHER = Network("other", 2000, len)
_SCHEMES = {
    **dict.fromkeys(("mastodon", "mastodons", "toot", "toots"), MASTODON),
    **dict.fromkeys(("bsky", "bluesky"), BLUESKY),
    **dict.fromkeys(("x", "twitter", "tweet"), X),
    "slack": SLACK, "discord": DISCORD, "tgram": TELEGRAM,
}  # fmt: skip
# Of these the place after "//" is a server; of all others it may be a token, and is shown nowhere.
_WITH_HOST = frozenset(
    ("mastodon", "mastodons", "toot", "toots", "json", "jsons", "xml", "xmls", "form", "forms",
     "mmost", "mmosts")
)  # fmt: skip
_SERVERS = {
    "bluesky": "bsky.social", "x": "api.x.com", "slack": "hooks.slack.com",
    "discord": "discord.com", "telegram": "api.telegram.org",
}  # fmt: skip
# Handles of these are no Mastodon server's.
_NO_MASTODON = frozenset(
    (*BLUESKY.hosts, *X.hosts, *DISCORD.hosts, *TELEGRAM.hosts, "instagram.com", "facebook.com",
     "threads.net", "tiktok.com", "youtube.com", "reddit.com", "slack.com", "tumblr.com")
)  # fmt: skip


def scheme_of(address: str) -> str:
    """Return the scheme of a channel's address, in small letters."""
    return address.partition("://")[0].lower()


def network_of(scheme: str) -> Network:
    """Return the network that a scheme posts to."""
    return _SCHEMES.get(scheme, OTHER)


def host_of(address: str) -> str:
    """Return the server in a channel's address; empty where what stands there may be a token."""
    scheme = scheme_of(address)
    if scheme not in _WITH_HOST or (network_of(scheme) is MASTODON and "@" not in address):
        return ""
    # As long as it is read after the last "@", no password is taken for a server.
    return (urlsplit(f"//{address.partition('://')[2].rpartition('@')[2]}").hostname or "").lower()


def server_of(address: str) -> tuple[str, int] | None:
    """Return the server and port that a channel is reached at, None where that is not known."""
    scheme, host = scheme_of(address), host_of(address)
    if not host:
        known = _SERVERS.get(network_of(scheme).name)
        return (known, 443) if known else None
    try:
        port = urlsplit(f"//{address.partition('://')[2].rpartition('@')[2]}").port
    except ValueError:
        return None
    return host, port or (443 if scheme.endswith("s") else 80)


def mention(network: Network, handles: Sequence[Handle], name: str) -> str:
    """Return how somebody is named there: by the handle they have on that very network, by their
    shown name without "@" where they have none."""
    theirs = [said for handle in handles if (said := _mention(network, handle))]
    return theirs[0] if theirs else plain_name(name)


def plain_name(name: str) -> str:
    """Return a shown name that calls nobody, and is no markup of any network."""
    return " ".join(re.sub(r"[@<>#*_`~|\[\]]", " ", name).split())


def _mention(network: Network, handle: Handle) -> str:
    host = handle.host.removeprefix("www.")
    if network is MASTODON:
        is_theirs = "." in host and host not in _NO_MASTODON
        return f"@{handle.user}@{host}" if is_theirs else ""
    if host not in network.hosts:
        return ""
    if network is BLUESKY:
        return f"@{handle.user}" if "." in handle.user else f"@{handle.user}.bsky.social"
    if network is DISCORD:  # it takes numbers only
        return f"<@{handle.user}>" if handle.user.isdecimal() and len(handle.user) > 16 else ""
    return f"@{handle.user}"


def fitted(network: Network, text: str, link: str) -> str:
    """Return `text` and `link` as one post that the network takes: words are cut, the link never.

    Where even the link alone is too long, it stands alone.
    """
    whole = _with(text, link)
    if network.count(whole) <= network.most:
        return whole
    words = text.split(" ")
    least, most = 0, len(words)
    while least < most:  # how many words fit
        middle = (least + most + 1) // 2
        if network.count(_with(_cut(words[:middle]), link)) <= network.most:
            least = middle
        else:
            most = middle - 1
    return _with(_cut(words[:least]), link) if least else link


def _cut(words: Sequence[str]) -> str:
    return " ".join(words).rstrip(" ,.;:\n") + _CUT


def _with(text: str, link: str) -> str:
    return f"{text}\n{link}" if text and link else text or link
