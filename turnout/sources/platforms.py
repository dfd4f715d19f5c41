"""Which platform a post is from, and the post it makes: its author, id and words, as that one has
them. What each carries was seen in real feeds; a new platform is a line in `PLATFORMS`.
"""

import re
from collections.abc import Callable

from turnout.sources import authors, wording
from turnout.sources.entry import MOST_ID, Channel, Entry, host_of, path_of, web_link
from turnout.sources.handles import Author, real_host
from turnout.sources.post import Image, Post
from turnout.sources.text import Said, clean, plain_text

Test = Callable[[Channel, Entry], bool]
MOST_IMAGES = 20
# Their pictures are faces and stills, or other sites': no photo of the event.
_NO_PHOTOS = {"github", "google_alerts", "google_news"}


def _by_id(pattern: str) -> Test:
    return lambda channel, entry: bool(re.search(pattern, entry.id))


def _by_site(*sites: str) -> Test:
    return lambda channel, entry: _site(entry.link).endswith(sites)


def _by_generator(pattern: str) -> Test:
    return lambda channel, entry: bool(
        re.search(pattern, f"{channel.generator}\n{channel.about}", re.IGNORECASE)
    )


def _is_nitter(channel: Channel, entry: Entry) -> bool:
    told = channel.about.startswith("Twitter feed for") or entry.id.endswith("#m")
    return told and bool(re.search(r"/status/\d+", entry.link))


def _is_rssbridge(channel: Channel, entry: Entry) -> bool:
    return channel.author == "RSS-Bridge" or "bridge=" in f"{channel.url}{channel.link}"


def _is_discourse(channel: Channel, entry: Entry) -> bool:
    return bool(wording.DISCOURSE_LINK.fullmatch(path_of(entry.link))) and (
        "discourse" in entry.marks
        or bool(wording.DISCOURSE_ID.search(entry.id))
        or re.search(r"/t/[^/]+/\d+/\d+$", path_of(entry.link)) is not None
    )


# The first that fits. What an entry's own id says goes before what its feed says.
PLATFORMS: dict[str, Test] = {
    "bluesky": lambda channel, entry: (
        entry.id.startswith("at://") or (_site(entry.link) == "bsky.app" and "/post/" in entry.link)
    ),
    "youtube": lambda channel, entry: entry.id.startswith("yt:") or "yt" in entry.marks,
    "flickr": _by_id(r"^tag:flickr\.com,"),
    "github": _by_id(r"^tag:github\.com,"),
    "google_alerts": _by_id(r"^tag:google\.com,\d+:googlealerts/"),
    "google_news": _by_site("news.google.com"),
    "nitter": _is_nitter,
    "reddit": lambda channel, entry: (
        real_host(host_of(entry.link)).endswith("reddit.com") and "/comments/" in entry.link
    ),
    "lemmy": lambda channel, entry: bool(authors.LEMMY.fullmatch(entry.author)),
    "discourse": _is_discourse,
    "wordpress_comments": lambda channel, entry: "#comment-" in f"{entry.id} {entry.link}",
    "tumblr": _by_generator(r"^tumblr\b"),
    "rsshub": _by_generator(r"\brsshub\b"),
    "rssbridge": _is_rssbridge,
    "meetup": _by_site("meetup.com"),
    "mastodon": lambda channel, entry: (
        channel.generator.lower().startswith("mastodon") or authors.is_status(entry.link)
    ),
    "wordpress": _by_generator(r"\bwordpress\b"),
    "plain": lambda channel, entry: True,
}


def post(channel: Channel, entry: Entry) -> Post:
    """Return the post that `entry` is."""
    platform = next(name for name, fits in PLATFORMS.items() if fits(channel, entry))
    link = wording.permalink(platform, entry)
    who = authors.author(platform, channel, entry)
    said = wording.said(platform, entry)
    return Post(
        id=_id(platform, entry, link, who),
        link=link,
        handle=who.handle,
        host=who.host,
        published=entry.published or entry.updated,
        text=said.text,
        tags=entry.tags,
        images=_images(platform, channel, entry, said),
        name=plain_text(who.name).replace("\n", " ")[:200],
        updated=entry.updated,
        platform=platform,
        flags=_flags(entry, who, said, wording.is_repost(platform, entry)),
    )


def _id(platform: str, entry: Entry, link: str, who: Author) -> str:
    """Return what names the post in every feed of its platform."""
    made = _IDS[platform](entry, link, who) if platform in _IDS else ""
    return clean(made or entry.id or link)[:MOST_ID]


def _flickr_id(entry: Entry, link: str, who: Author) -> str:
    photo = re.search(r"/photo/(\d+)$", entry.id)
    return f"tag:flickr.com,2005:/photo/{photo[1]}" if photo else ""


def _status_id(entry: Entry, link: str, who: Author) -> str:
    """Return the tweet's own address: a bridge's changes with the bridge."""
    status = re.search(r"/status/(\d+)", link) or re.fullmatch(r"(\d+)(?:#m)?", entry.id)
    return f"https://x.com/{who.handle or 'i'}/status/{status[1]}" if status else ""


def _mastodon_id(entry: Entry, link: str, who: Author) -> str:
    """Return a status' address at its own server, where the link leads there."""
    if entry.id and not web_link(entry.id):
        return ""
    number = authors.status_number(link)
    at_home = who.handle and real_host(host_of(link)) == who.host
    return f"https://{who.host}/@{who.handle}/{number}" if number and at_home else ""


def _lemmy_id(entry: Entry, link: str, who: Author) -> str:
    return link


_IDS: dict[str, Callable[[Entry, str, Author], str]] = {
    "flickr": _flickr_id,
    "discourse": wording.discourse_id,
    "nitter": _status_id,
    "mastodon": _mastodon_id,
    "lemmy": _lemmy_id,
}


def _flags(entry: Entry, who: Author, said: Said, repost: bool) -> tuple[str, ...]:
    flags = {
        "lookalike": who.lookalike,
        "undated": not (entry.published or entry.updated),
        "repost": repost,
        "quote": said.quoted,
    }
    return tuple(name for name, is_so in flags.items() if is_so)


def _images(platform: str, channel: Channel, entry: Entry, said: Said) -> tuple[Image, ...]:
    """Return the photos: those attached, else those shown in the text, else a thumbnail."""
    if platform in _NO_PHOTOS:
        return ()
    shown = tuple(Image(web_link(link, channel.base), alt) for link, alt in said.images)
    found: dict[str, Image] = {}
    for image in entry.images or shown or entry.still:
        if image.link:
            found.setdefault(image.link, image)
    return tuple(found.values())[:MOST_IMAGES]


def _site(link: str) -> str:
    return real_host(host_of(link))
