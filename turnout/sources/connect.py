"""What somebody pasted -> the addresses where its feed may be, the likeliest first. Asks nobody.

Sites that we know are in `sites`; what any site may run (Mastodon, Discourse, Lemmy) is told by
the shape of its paths, in `_SHAPES`.
"""

import re
from collections.abc import Iterator
from urllib.parse import SplitResult, quote, urlsplit, urlunsplit

from turnout.errors import Refused, SourceFailed
from turnout.sources.guard import MOST_URL, place
from turnout.sources.handles import real_host, seen
from turnout.sources.sites import (
    NO_FEED,
    SITES,
    Candidate,
    bluesky_profile,
    flickr_tag,
    mastodon_tag,
    of_account,
    parts_of,
    start_of,
)

MOST_CANDIDATES = 8
_DOMAIN = re.compile(r"[\w-]+(?:\.[\w-]+)+")
HASHTAG_SERVER = "mastodon.social"  # the largest: it has heard of the most posts of a hashtag

_GUESSES = ("/feed/", "/posts.rss", "/rss.xml", "/atom.xml", "/feed.json", "/index.xml")
_SHAPES = (
    (r"/@([^/@]+?)(?:/.*)?", "mastodon", r"/@\1.rss", "mastodon_account"),
    (r"/users/([^/]+?)(?:/.*)?", "mastodon", r"/@\1.rss", "mastodon_account"),
    (r"/tags?/([^/]+?)", "mastodon", r"/tags/\1.rss", "mastodon_tag"),
    (r"/tag/([^/]+?)", "discourse", r"/tag/\1.rss", "discourse_category"),
    (r"/t/([^/]+)/(\d+)(?:/\d+)?", "discourse", r"/t/\1/\2.rss", "discourse_topic"),
    (r"/c/(.+)/(\d+)", "discourse", r"/c/\1/\2.rss", "discourse_category"),
    (r"/latest", "discourse", r"/posts.rss", "discourse_latest"),
    (r"/u/([^/]+)/activity(?:/.*)?", "discourse", r"/u/\1/activity.rss", "discourse_latest"),
    (r"/(c|u)/([^/]+)", "lemmy", r"/feeds/\1/\2.xml?sort=New", "lemmy"),
)


def candidates(pasted: str) -> tuple[Candidate, ...]:
    """Return where the feed of `pasted` (address, handle, hashtag) may be, at least one.

    Raises Refused("url"): has_no_feed (its site has none), no_tag_feed, which_server (a handle
    without its server), choose_feed (made at the site first), not_understood.
    """
    text = _trimmed(pasted)
    found = [each for each in _found(text) if _is_sound(each.url)]
    if not found:
        raise Refused("url", "not_understood", given=text[:100])
    first: dict[str, Candidate] = {}
    for each in found:
        first.setdefault(each.url, each)
    return tuple(first.values())[:MOST_CANDIDATES]


def _trimmed(pasted: str) -> str:
    """Return what is meant: an address out of a sentence, without brackets around it."""
    text = "".join(letter if letter.isprintable() else " " for letter in seen(pasted[:MOST_URL]))
    address = re.search(r"https?://[^\s<>\"']+", text, re.IGNORECASE)
    return (address[0] if address else text).strip(" <>\"'`()[]").rstrip(".,;")


def _found(text: str) -> Iterator[Candidate]:
    if tag := re.fullmatch(r"#(\w{1,100})(?:(?:@|\s+(?:on |@)?)([\w.-]+\.\w+))?", text):
        yield from _hashtag(tag[1], tag[2] or "")
    elif handle := re.fullmatch(r"(?:acct:)?@?([\w.-]+)@([\w.-]+)", text):
        yield from _account(handle[1], handle[2])
    elif subreddit := re.fullmatch(r"/?(r|u|user)/([\w-]{2,40})", text):
        yield from _address(f"https://www.reddit.com/{subreddit[1]}/{subreddit[2]}")
    elif text.startswith("@"):
        yield from _bare_handle(text[1:])
    elif " " not in text and "." in text:
        is_domain = bool(_DOMAIN.fullmatch(text))
        if is_domain and text.lower().endswith(".bsky.social"):
            yield bluesky_profile(text)
            return
        yield from _address(text if "://" in text else f"https://{text}")
        if is_domain:  # it may be somebody's handle at Bluesky
            yield bluesky_profile(text)


def _hashtag(tag: str, server: str) -> Iterator[Candidate]:
    _refuse_no_feed(server)
    if real_host(server) == "bsky.app":
        raise Refused("url", "no_tag_feed", site="Bluesky")
    yield mastodon_tag(f"https://{_ascii(server or HASHTAG_SERVER)}", tag)
    if not server:
        yield flickr_tag(tag)


def _account(user: str, server: str) -> Iterator[Candidate]:
    _refuse_no_feed(server)
    site = real_host(server)
    own = {"reddit.com": f"user/{user}", "github.com": user, "flickr.com": f"photos/{user}"}
    own |= {"youtube.com": f"@{user}", "tumblr.com": user, "bsky.app": f"profile/{user}"}
    if site in own:
        yield from _address(f"https://www.{site}/{own[site]}".replace("www.bsky", "bsky"))
    else:
        yield from of_account(f"https://{_ascii(server)}", user)


def _bare_handle(handle: str) -> Iterator[Candidate]:
    if "." not in handle:
        raise Refused("url", "which_server", given=f"@{handle}"[:100])
    if _DOMAIN.fullmatch(handle):
        yield bluesky_profile(handle)


def _address(text: str) -> Iterator[Candidate]:
    try:
        given = urlsplit(text)
        given = given._replace(
            netloc=_ascii(given.netloc), path=quote(given.path, safe="/%@:+~,;=()!$&'*")
        )
        given = given._replace(query=quote(given.query, safe="/%@:+~,;=()!$&'*?"), fragment="")
        site = real_host(given.hostname or "")
    except ValueError:
        return
    _refuse_no_feed(site)
    finder = next((SITES[name] for name in SITES if _is_of(site, name)), None)
    itself = Candidate("plain", urlunsplit(given), "feed")
    if re.search(r"(?:\.(?:rss|xml|atom|rdf|json)|/feed|/rss)/?$|/feeds/|format=Atom", itself.url):
        yield itself
    yield from finder(given) if finder else _anywhere(given)
    yield itself


def _refuse_no_feed(server: str) -> None:
    for name, title in NO_FEED.items():
        if _is_of(real_host(server), name):
            raise Refused("url", "has_no_feed", site=title)


def _is_of(site: str, name: str) -> bool:
    return site == name or site.endswith(f".{name}")


def _is_sound(url: str) -> bool:
    try:
        place(url)
    except SourceFailed:
        return False
    return True


def _ascii(host: str) -> str:
    """Return `host` as it travels: an international name in its ASCII form. Raises ValueError."""
    return host if host.isascii() else host.encode("idna").decode()


def _anywhere(given: SplitResult) -> Iterator[Candidate]:
    """Yield what the address' shape suggests, on a site we do not know."""
    yield from _bridged(given)
    path = given.path.rstrip("/")
    for pattern, platform, made, title in _SHAPES:
        if found := re.fullmatch(pattern, path):
            yield Candidate(platform, start_of(given) + found.expand(made), title)
    if found := re.fullmatch(r"/@([^/@]+)@([^/]+)(?:/.*)?", path):
        yield from of_account(f"https://{found[2]}", found[1])
    yield Candidate("plain", urlunsplit(given), "page")
    for guess in _GUESSES if not path else () if re.search(r"\.\w{2,5}$", path) else ("/feed/",):
        yield Candidate("plain", f"{start_of(given)}{path}{guess}", "page")


def _bridged(given: SplitResult) -> Iterator[Candidate]:
    if "bridge=" in given.query:
        query = re.sub(r"format=\w+", "format=Atom", given.query)  # the one that names authors
        yield Candidate("rssbridge", urlunsplit(given._replace(query=query)), "bridge")
    parts = parts_of(given)
    if "nitter" in (given.hostname or "") and parts:
        path = "/search/rss" if parts[0] == "search" else f"/{parts[0]}/rss"
        yield Candidate("nitter", urlunsplit(given._replace(path=path)), "bridge")
