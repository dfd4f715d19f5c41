"""Who wrote a post, as each platform tells it: a handle at a real host, or nobody for certain.

A name somebody typed into a form is no handle; neither is one that stands where none is put.
"""

import re
from collections.abc import Callable
from urllib.parse import unquote

from turnout.sources.entry import Channel, Entry, host_of, path_of
from turnout.sources.handles import Author
from turnout.sources.handles import author as known
from turnout.sources.wording import DISCOURSE_ID

LEMMY = re.compile(r"https?://([\w.-]+)/u/([\w.-]+?)(?:@([\w.-]+))?/?", re.ASCII)
_NAME = r"([^/@\s]{1,100})"
# Where platforms put the author's handle into a post's link: (handle, other server, number).
_STATUS = (
    re.compile(rf"/@{_NAME}(?:@([A-Za-z0-9.-]+))?/(?:statuses/)?([^/]+)"),  # Mastodon and kin
    re.compile(rf"/users/{_NAME}()/statuses/([^/]+)"),
    re.compile(rf"/@{_NAME}()/(?:post|video)/([^/]+)"),  # Threads, TikTok, through a bridge
    re.compile(rf"/p/{_NAME}()/(\d{{12,}})"),  # Pixelfed
)
_BLUESKY = re.compile(rf"/profile/{_NAME}/post/[^/]+")
_TWEET = re.compile(rf"/{_NAME}/status/\d+")
_TWITTER = {"x.com", "twitter.com", "mobile.twitter.com", "www.twitter.com", "www.x.com"}


def author(platform: str, channel: Channel, entry: Entry) -> Author:
    """Return who wrote `entry`, as `platform` tells it."""
    return _TOLD.get(platform, _linked)(channel, entry)


def is_status(link: str) -> bool:
    """Return whether `link` has the shape of a status' address at Mastodon or its kin."""
    return status_number(link).isalnum()


def status_number(link: str) -> str:
    """Return the last part of a status' address, "" where it is none."""
    found = _status(link)
    return found[3] if found else ""


def _status(link: str) -> re.Match[str] | None:
    path = unquote(path_of(link))
    return next(filter(None, (pattern.fullmatch(path) for pattern in _STATUS)), None)


def _linked(channel: Channel, entry: Entry) -> Author:
    """Return whom the post's link names."""
    name = entry.author
    link = entry.link or _readable(entry.odd_link)
    path, host = unquote(path_of(link)), host_of(link)
    if found := _status(link):
        return known(found[1], found[2] or host, name)
    if found := _BLUESKY.fullmatch(path):
        return known(found[1], "bsky.app", name)
    if host in _TWITTER and (found := _TWEET.fullmatch(path)):
        return known(found[1], "x.com", name)
    return Author(name=name)


def _readable(link: str) -> str:
    """Return `link` if it is one but for its letters: it may name somebody in look-alikes."""
    return link if re.match(r"https?://[^/@]+/", link, re.IGNORECASE) else ""


def _bluesky(channel: Channel, entry: Entry) -> Author:
    of_feed = re.match(r"@(\S+) - (.+)", channel.title)
    who = _linked(channel, entry)
    if who.handle == "handle.invalid":  # what it shows while a handle cannot be verified
        return Author(name=who.name)
    told = of_feed and not entry.author and of_feed[1].lower() == who.handle
    return known(who.handle, who.host, of_feed[2]) if of_feed and told else who


def _mastodon(channel: Channel, entry: Entry) -> Author:
    who = _linked(channel, entry)
    mine = who.handle and path_of(channel.link).lower() == f"/@{who.handle}"
    return known(who.handle, who.host, channel.title) if mine else who


def _nitter(channel: Channel, entry: Entry) -> Author:
    """Return the author the bridge names: of a retweet, the one retweeted."""
    found = re.fullmatch(r"@(\S+)", entry.author) or _TWEET.fullmatch(unquote(path_of(entry.link)))
    return known(found[1], "x.com") if found else Author(name=entry.author)


def _reddit(channel: Channel, entry: Entry) -> Author:
    found = re.fullmatch(r"/?u/([\w-]{1,40})", entry.author, re.ASCII)
    return Author(found[1].lower(), "reddit.com") if found else Author(name=entry.author)


def _flickr(channel: Channel, entry: Entry) -> Author:
    place = re.match(r"/(?:photos|people)/([^/]+)", path_of(entry.link))
    place = place or re.match(r"/(?:photos|people)/([^/]+)", path_of(entry.author_link))
    shown = re.search(r"^nobody@flickr\.com \((.*)\)$", entry.author)
    name = shown[1] if shown else entry.author
    # A member's number has an "@" in it, which would pass for a server's name.
    return known(unquote(place[1]).replace("@", "-"), "flickr.com", name) if place else Author()


def _youtube(channel: Channel, entry: Entry) -> Author:
    place = re.fullmatch(r"/(?:(?:channel|user|c)/|@)([^/]+)", unquote(path_of(entry.author_link)))
    return known(place[1], "youtube.com", entry.author) if place else Author(name=entry.author)


def _discourse(channel: Channel, entry: Entry) -> Author:
    """Return the user of "@user Display Name", or of a bare "user" where the id is Discourse's."""
    found = re.match(r"@(\S+)(?:\s+(.*))?$", entry.author)
    if found:
        return known(found[1], host_of(entry.link), found[2] or "")
    if DISCOURSE_ID.search(entry.id) and re.fullmatch(r"\S+", entry.author):
        return known(entry.author, host_of(entry.link))
    return Author(name=entry.author)


def _github(channel: Channel, entry: Entry) -> Author:
    """Return the login: a commit's author without an account has a name alone."""
    login = re.fullmatch(r"/([\w-]+)", path_of(entry.author_link), re.ASCII)
    if login and host_of(entry.author_link) == "github.com":
        return known(login[1], "github.com", entry.author)
    if ":Repository/" in entry.id and re.fullmatch(r"[\w-]+", entry.author, re.ASCII):
        return known(entry.author, "github.com")
    return Author(name=entry.author)


def _lemmy(channel: Channel, entry: Entry) -> Author:
    found = LEMMY.fullmatch(entry.author)
    return known(found[2], found[3] or found[1]) if found else Author(name=entry.author)


def _tumblr(channel: Channel, entry: Entry) -> Author:
    blog = re.search(r"\(.*@([\w-]+)\)", channel.generator)
    return known(blog[1], "tumblr.com", channel.title) if blog else Author(name=channel.title)


def _unknown(channel: Channel, entry: Entry) -> Author:
    return Author(name=entry.author)


_TOLD: dict[str, Callable[[Channel, Entry], Author]] = {
    "bluesky": _bluesky,
    "mastodon": _mastodon,
    "nitter": _nitter,
    "reddit": _reddit,
    "flickr": _flickr,
    "youtube": _youtube,
    "discourse": _discourse,
    "github": _github,
    "lemmy": _lemmy,
    "tumblr": _tumblr,
    "wordpress_comments": _unknown,
    "google_alerts": _unknown,
    "google_news": _unknown,
    "meetup": _unknown,
}
