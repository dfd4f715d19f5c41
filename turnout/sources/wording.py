"""What a post's author said in it, as each platform wraps it: titles, tails and heads taken off."""

import re
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

from turnout.sources.entry import Entry, host_of, path_of, web_link
from turnout.sources.handles import Author
from turnout.sources.text import Said, clean
from turnout.sources.text import said as shown

DISCOURSE_ID = re.compile(r"-(?:topic|post)-\d+(?:-\d+)?$")
DISCOURSE_LINK = re.compile(r"/t/(?:(?!\d+(?:/|$))[^/]+/)?(\d+)(?:/(\d+))?")
# A post there is its body; the title repeats it, or is somebody else's.
_UNTITLED = {"bluesky", "mastodon", "nitter", "wordpress_comments"}
_EMBEDDED = "[contains quote post or other embedded content]"
_AROUND = {
    "bluesky": re.compile(re.escape(_EMBEDDED)),
    "discourse": re.compile(
        r"(?:\n?\d+ posts? - \d+ participants?)?\n(?:Read full topic|Leer el tema completo)\Z"
    ),
    "reddit": re.compile(
        r"\s*submitted by\s+/?u/[\w-]+(?:\s+to\s+/?[ru]/[\w-]+)?"
        r"(?:\s*\[[^\]\n]{1,30}\]){0,2}\s*\Z"  # "[link] [comments]", in the reader's language
    ),
    "flickr": re.compile(
        r"\A[^\n]* (?:posted|has added|added) (?:a|\d+) [^\n]*:(?:\n|\Z)"
        r"|\n?See where this picture was taken\. \[\?\]\Z"
    ),
    "lemmy": re.compile(
        r"\Asubmitted by [^\n]* to [^\n]*\n-?\d+ points? \| \d+ comments?(?:\nhttps?://\S+)?(?:\n|\Z)"
    ),
    "wordpress_comments": re.compile(r"\AIn reply to [^\n]{1,200}\.(?:\n|\Z)"),
}
_SHOWN = re.compile(r"\[(?:图片|視頻|视频|image|video)\]", re.IGNORECASE)


def said(platform: str, entry: Entry) -> Said:
    """Return what the author of `entry` says and shows; a title is said once."""
    body = Said(clean(entry.body)) if _is_text(platform, entry) else shown(entry.body)
    text = clean(_AROUND[platform].sub("", body.text)) if platform in _AROUND else body.text
    if not _is_titled(platform, entry):
        return replace(body, text=text)
    # Only Google News has the titles of other articles for a body.
    title = shown(entry.title).text.replace("\n", " ")
    return replace(body, text=_joined(title, "" if platform == "google_news" else text))


def is_repost(platform: str, entry: Entry) -> bool:
    """Return whether `entry` shows somebody else's words as its own."""
    if platform == "nitter":
        return entry.title.startswith("RT by @")
    if platform == "bluesky":
        return bool(re.match(r'\s*<article[^>]* class="[^"]*\brepost\b', entry.body))
    return platform == "tumblr" and 'class="tumblr_blog"' in entry.body


def permalink(platform: str, entry: Entry) -> str:
    """Return the address of the post itself, or ""."""
    if platform == "lemmy":
        return entry.comments or web_link(entry.id)
    if platform == "google_alerts":
        return _unwrapped(entry.link)
    if platform == "discourse" and (found := DISCOURSE_LINK.fullmatch(path_of(entry.link))):
        parts = urlsplit(entry.link)
        slug = parts.path.split("/")[2]
        start = f"/t/{slug}/{found[1]}" if slug != found[1] else f"/t/{found[1]}"
        return f"{parts.scheme}://{parts.netloc}{start}/{_number(entry.link)}"
    return entry.link


def discourse_id(entry: Entry, link: str, who: Author) -> str:
    """Return a Discourse post's id by its topic and number, which every feed of it has."""
    found = DISCOURSE_LINK.fullmatch(path_of(entry.link))
    return f"https://{host_of(entry.link)}/t/{found[1]}/{_number(entry.link)}" if found else ""


def _number(link: str) -> str:
    """Return a post's number in its topic; the topic's own link is its first post."""
    marked = re.search(r"#post_(\d+)$", link)
    found = DISCOURSE_LINK.fullmatch(path_of(link))
    return marked[1] if marked else (found and found[2]) or "1"


def _is_text(platform: str, entry: Entry) -> bool:
    """Return whether what looks like markup was typed so."""
    return entry.is_text or platform == "youtube" or entry.id.startswith("at://")


def _is_titled(platform: str, entry: Entry) -> bool:
    if platform == "discourse":
        return _number(entry.link) == "1"  # a reply's title is its topic's, by somebody else
    if platform == "reddit":
        return not entry.id.startswith("t1_")  # a comment's names the post it is under
    return platform not in _UNTITLED and not is_repost(platform, entry)


def _joined(title: str, body: str) -> str:
    """Return `title` before `body`, or one of them where it holds the other."""
    short, long = _bare(title), _bare(body)
    if not short or (long and short in long):
        return body
    return title if not long or long in short else f"{title}\n{body}"


def _bare(text: str) -> str:
    """Return the letters alone: titles are cut, and know no line breaks."""
    squeezed = "".join(_SHOWN.sub("", text).casefold().split())
    return squeezed.removesuffix("…").removesuffix("...")


def _unwrapped(link: str) -> str:
    """Return where a Google redirect leads."""
    if path_of(link) != "/url":
        return link
    given = parse_qs(urlsplit(link).query)
    return web_link(next(iter([*given.get("url", []), *given.get("q", [])]), "")) or link
