"""The platforms whose feeds stand where their addresses say, and the sites that have none."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import SplitResult, parse_qs, quote, urlencode, urlunsplit

from turnout.errors import Refused
from turnout.sources.handles import real_host

# What has no feed of its own; a bridge can make one of some of them.
NO_FEED = {
    "x.com": "X",
    "facebook.com": "Facebook",
    "fb.com": "Facebook",
    "fb.me": "Facebook",
    "instagram.com": "Instagram",
    "tiktok.com": "TikTok",
    "threads.net": "Threads",
    "linkedin.com": "LinkedIn",
    "snapchat.com": "Snapchat",
    "whatsapp.com": "WhatsApp",
    "t.me": "Telegram",
    "telegram.me": "Telegram",
    "discord.com": "Discord",
    "discord.gg": "Discord",
    "nextdoor.com": "Nextdoor",
    "truthsocial.com": "Truth Social",
}


@dataclass(frozen=True)
class Candidate:
    """An address to try. title: a key of `words/connect.toml`, what it would be the feed of."""

    platform: str
    url: str
    title: str


Finder = Callable[[SplitResult], Iterator[Candidate]]


def start_of(given: SplitResult) -> str:
    return f"{given.scheme}://{given.netloc}"


def parts_of(given: SplitResult) -> list[str]:
    return [part for part in given.path.split("/") if part]


def _asked(given: SplitResult, *names: str) -> str:
    """Return the first of the query's values by these names, or ""."""
    query = parse_qs(given.query)
    return next((query[name][0] for name in names if name in query), "")


def mastodon_tag(start: str, tag: str) -> Candidate:
    return Candidate("mastodon", f"{start}/tags/{quote(tag, safe='%')}.rss", "mastodon_tag")


def of_account(start: str, user: str) -> Iterator[Candidate]:
    name = quote(user, safe="%")
    yield Candidate("mastodon", f"{start}/@{name}.rss", "mastodon_account")
    yield Candidate("mastodon", f"{start}/users/{name}.atom", "mastodon_account")  # Pixelfed
    yield Candidate("mastodon", f"{start}/@{name}", "mastodon_account")  # others name it there


def bluesky_profile(handle: str) -> Candidate:
    profile = f"https://bsky.app/profile/{quote(handle.lower(), safe=':%')}"
    return Candidate("bluesky", f"{profile}/rss", "bluesky_profile")


def _on_bluesky(given: SplitResult) -> Iterator[Candidate]:
    match parts_of(given):
        case ["profile", handle, *_]:
            yield bluesky_profile(handle)
        case ["hashtag" | "search", *_]:
            raise Refused("url", "no_tag_feed", site="Bluesky")


def _on_youtube(given: SplitResult) -> Iterator[Candidate]:
    start = "https://www.youtube.com/feeds/videos.xml?"
    if playlist := _asked(given, "list"):
        yield Candidate("youtube", start + urlencode({"playlist_id": playlist}), "youtube_playlist")
    match parts_of(given):
        case ["channel", channel, *_]:
            yield Candidate(
                "youtube", start + urlencode({"channel_id": channel}), "youtube_channel"
            )
        case ["user", user, *_]:
            yield Candidate("youtube", start + urlencode({"user": user}), "youtube_channel")
        case [name, *_]:  # /@name, /c/name, a video: only the page knows the channel
            page = f"https://www.youtube.com/{'/'.join(parts_of(given)[: 1 + (name == 'c')])}"
            page = page if name.startswith("@") or name == "c" else urlunsplit(given)
            yield Candidate("youtube", page, "youtube_channel")


def _on_reddit(given: SplitResult) -> Iterator[Candidate]:
    start = "https://www.reddit.com"
    match parts_of(given):
        case ["r", name, "comments", number, *_]:
            url = f"{start}/r/{name}/comments/{number}/.rss?sort=new"
            yield Candidate("reddit", url, "reddit_post")
        case ["r", name, *_]:
            yield Candidate("reddit", f"{start}/r/{name}/new/.rss", "reddit_community")
        case ["u" | "user", name, *_]:
            yield Candidate("reddit", f"{start}/user/{name}/.rss", "reddit_user")
    if asked := _asked(given, "q"):
        url = f"{start}/search.rss?{urlencode({'q': asked, 'sort': 'new'})}"
        yield Candidate("reddit", url, "search")


def flickr_tag(tag: str) -> Candidate:
    query = urlencode({"tags": tag, "format": "atom"})
    url = f"https://www.flickr.com/services/feeds/photos_public.gne?{query}"
    return Candidate("flickr", url, "flickr_tag")


def _on_flickr(given: SplitResult) -> Iterator[Candidate]:
    start = "https://www.flickr.com/services/feeds"
    if asked := _asked(given, "tags", "text"):
        yield flickr_tag(asked)
    match parts_of(given):
        case ["photos", "tags", tag, *_]:
            yield flickr_tag(tag)
        case ["groups", name, *_] if re.fullmatch(r"\d+(?:@|%40)N\d+", name):
            url = f"{start}/groups_pool.gne?id={name}&format=atom"
            yield Candidate("flickr", url, "flickr_group")
        case ["photos" | "people", name, *_] if re.fullmatch(r"\d+(?:@|%40)N\d+", name):
            url = f"{start}/photos_public.gne?id={name}&format=atom"
            yield Candidate("flickr", url, "flickr_person")


def _on_github(given: SplitResult) -> Iterator[Candidate]:
    match parts_of(given):
        case [owner, name, "discussions", *_]:
            url = f"https://github.com/{owner}/{name}/discussions.atom"
            yield Candidate("github", url, "github")
        case [owner, name, *_]:
            for what in ("releases", "commits"):
                yield Candidate(
                    "github", f"https://github.com/{owner}/{name}/{what}.atom", "github"
                )
        case [owner]:
            yield Candidate("github", f"https://github.com/{owner}.atom", "github")


def _on_tumblr(given: SplitResult) -> Iterator[Candidate]:
    site, parts = real_host(given.hostname or ""), parts_of(given)
    blog = site.removesuffix(".tumblr.com") if site != "tumblr.com" else next(iter(parts), "")
    if blog and blog != "tagged":
        yield Candidate("tumblr", f"https://{blog.removeprefix('@')}.tumblr.com/rss", "tumblr_blog")
    else:
        raise Refused("url", "no_tag_feed", site="Tumblr")


def _on_meetup(given: SplitResult) -> Iterator[Candidate]:
    for group in parts_of(given)[:1]:
        yield Candidate("meetup", f"https://www.meetup.com/{group}/events/rss/", "meetup_group")


def _on_google(given: SplitResult) -> Iterator[Candidate]:
    parts = parts_of(given)
    if parts[:1] == ["alerts"] and parts[1:2] != ["feeds"]:
        raise Refused("url", "choose_feed", site="Google Alerts")
    if given.hostname == "news.google.com" and parts[:1] != ["rss"]:
        rest = f"/{'/'.join(parts)}?{given.query}" if given.query else f"/{'/'.join(parts)}"
        yield Candidate("google_news", f"https://news.google.com/rss{rest}", "search")


SITES: dict[str, Finder] = {
    "bsky.app": _on_bluesky,
    "youtube.com": _on_youtube,
    "youtu.be": _on_youtube,
    "reddit.com": _on_reddit,
    "flickr.com": _on_flickr,
    "github.com": _on_github,
    "tumblr.com": _on_tumblr,
    "meetup.com": _on_meetup,
    "google.com": _on_google,
}
