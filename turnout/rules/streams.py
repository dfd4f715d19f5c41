"""Which link may stand as an event's live video, and what a page may show of it. Pure: nobody is
asked, what is not known from the link itself stays a link.

Always https, and shown from the services below or from the link's own host, nowhere else.
"""

import re
from collections.abc import Callable
from urllib.parse import SplitResult, parse_qs, urlsplit

from turnout.model.streams import Stream

MOST = 300  # letters
_HOST = re.compile(r"(?=.{4,253}\Z)([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]")
_PLAIN = re.compile(r"[!-~]+")  # what an address is written in: no blank, nothing unseen
_YOUTUBE_ID = re.compile(r"[\w-]{11}", re.ASCII)
_NAME = re.compile(r"[\w-]{1,60}", re.ASCII)
_NUMBER = re.compile(r"[0-9]{1,20}")
_PEERTUBE = re.compile(r"/(?:w|videos/watch|videos/embed)/([\w-]{8,40})", re.ASCII)
_FILES = (".mp4", ".webm", ".m3u8")

Embed = Callable[[SplitResult], str]


def faults(url: str) -> str:
    """Return why `url` cannot be an event's live video, by a code of words/refused.toml; "" where
    it can."""
    if len(url) > MOST:
        return "too_long"
    parts = _parts(url)
    if parts is None or not _HOST.fullmatch(parts.hostname or "") or parts.username is not None:
        return "not_https" if url.lower().startswith("http:") else "not_link"
    return "" if parts.scheme == "https" else "not_https"


def stream(url: str, quiet: bool = False) -> Stream | None:
    """Return what is shown of the link `url`; None where there is none, or none that may stand.

    quiet: of a quiet event nothing is shown on a page, since the service would learn who looks.
    """
    parts = _parts(url)
    if not url or faults(url) or parts is None:
        return None
    host = (parts.hostname or "").removeprefix("www.")
    name, embed = _SERVICES.get(host, (host, _anywhere))
    shown = "" if quiet else embed(parts)
    is_file = urlsplit(shown).path.lower().endswith(_FILES)
    return Stream(url, name, shown, "file" if is_file else "frame" if shown else "")


def origin(embed: str) -> str:
    """Return the origin that a page must let in to show `embed`: "https://host"; "" for nothing."""
    parts = urlsplit(embed)
    return f"{parts.scheme}://{parts.netloc}" if embed else ""


def _parts(url: str) -> SplitResult | None:
    if not _PLAIN.fullmatch(url) or "\\" in url:
        return None
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018 - raises for what is no port
    except ValueError:
        return None
    return parts


def _youtube(parts: SplitResult) -> str:
    """Return the player that sets no cookie before it plays."""
    at = "https://www.youtube-nocookie.com/embed/"
    ways = parts.path.strip("/").split("/")
    if len(ways) == 3 and ways[0] == "channel" and ways[2] == "live" and _NAME.fullmatch(ways[1]):
        return f"{at}live_stream?channel={ways[1]}&autoplay=1&playsinline=1"
    asked = parse_qs(parts.query).get("v", [""])[0] if ways == ["watch"] else ""
    short = (parts.hostname or "").endswith("youtu.be") and len(ways) == 1
    named = ways[-1] if short or (len(ways) == 2 and ways[0] in ("live", "embed", "shorts")) else ""
    given = asked or named
    return f"{at}{given}?autoplay=1&playsinline=1" if _YOUTUBE_ID.fullmatch(given) else ""


def _vimeo(parts: SplitResult) -> str:
    ways = [way for way in parts.path.strip("/").split("/") if way != "video"]
    if len(ways) >= 2 and ways[0] == "event" and _NUMBER.fullmatch(ways[1]):
        return f"https://vimeo.com/event/{ways[1]}/embed"
    if not 1 <= len(ways) <= 2 or not all(map(_NAME.fullmatch, ways)) or not ways[0].isdecimal():
        return ""
    unlisted = f"&h={ways[1]}" if len(ways) == 2 else ""
    return f"https://player.vimeo.com/video/{ways[0]}?autoplay=1&dnt=1{unlisted}"


def _twitch(parts: SplitResult) -> str:
    """Return Twitch's player; the page that shows it adds its own host as `parent`."""
    ways = parts.path.strip("/").split("/")
    if len(ways) == 2 and ways[0] == "videos" and _NUMBER.fullmatch(ways[1]):
        return f"https://player.twitch.tv/?video=v{ways[1]}"
    if len(ways) == 1 and _NAME.fullmatch(ways[0]):
        return f"https://player.twitch.tv/?channel={ways[0]}"
    return ""


def _anywhere(parts: SplitResult) -> str:
    """Return what a host of one's own shows: a file, PeerTube, Owncast."""
    at = f"https://{parts.hostname}" + (f":{parts.port}" if parts.port else "")
    if parts.path.lower().endswith(_FILES):
        return f"{at}{parts.path}" + (f"?{parts.query}" if parts.query else "")
    # Peer to peer would tell everybody who watches of everybody else who does.
    if video := _PEERTUBE.fullmatch(parts.path):
        return f"{at}/videos/embed/{video[1]}?autoplay=1&p2p=0"
    return f"{at}/embed/video" if parts.path.rstrip("/") == "/embed/video" else ""


_SERVICES: dict[str, tuple[str, Embed]] = {
    "youtube.com": ("YouTube", _youtube),
    "m.youtube.com": ("YouTube", _youtube),
    "youtu.be": ("YouTube", _youtube),
    "youtube-nocookie.com": ("YouTube", _youtube),
    "vimeo.com": ("Vimeo", _vimeo),
    "player.vimeo.com": ("Vimeo", _vimeo),
    "twitch.tv": ("Twitch", _twitch),
    "m.twitch.tv": ("Twitch", _twitch),
}
# Where a frame or video may come from, besides the link's own host.
SHOWN_FROM = frozenset(
    {"www.youtube-nocookie.com", "player.vimeo.com", "vimeo.com", "player.twitch.tv"}
)
