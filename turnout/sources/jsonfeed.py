"""JSON Feed 1.0 and 1.1 (jsonfeed.org): a list of posts in JSON."""

import json
from datetime import datetime
from typing import Any

from turnout.errors import SourceFailed
from turnout.sources import platforms
from turnout.sources.entry import MOST_ID, Channel, Entry, in_range, tags_of, web_link
from turnout.sources.post import Image, Post
from turnout.sources.text import clean

MOST_POSTS = 200
MOST_ATTACHED = 20


def read(body: bytes, url: str = "") -> list[Post]:
    """Return the posts of a JSON Feed, in its order, at most MOST_POSTS.

    Raises SourceFailed: not_a_feed (other JSON too), unreadable.
    """
    return whole(body, url)[1]


def whole(body: bytes, url: str = "") -> tuple[Channel, list[Post]]:
    """Return what the feed says of itself, and its posts. Raises as `read` does."""
    try:
        given = json.loads(body)
    except (ValueError, RecursionError) as error:  # deeper than any feed: ended, not followed
        raise SourceFailed("", "unreadable") from error
    if not isinstance(given, dict) or "jsonfeed.org/version/1" not in str(given.get("version")):
        raise SourceFailed("", "not_a_feed")
    channel = Channel(
        url=url or web_link(given.get("feed_url", "")),
        link=web_link(given.get("home_page_url", ""), url),
        title=_line(given.get("title")),
        about=_line(given.get("description")),
    )
    items = [item for item in _list(given.get("items")) if isinstance(item, dict)]
    kept = items[:MOST_POSTS]
    return channel, [platforms.post(channel, _entry(channel, item)) for item in kept]


def _entry(channel: Channel, item: dict[str, Any]) -> Entry:
    markup, text = _text(item.get("content_html")), _text(item.get("content_text"))
    link = web_link(item.get("url") or "", channel.base)
    author = _author(item)
    return Entry(
        id=_text(item.get("id"))[:MOST_ID],
        link=link,
        odd_link="" if link else _text(item.get("url"))[:MOST_ID],
        title=_text(item.get("title")),
        body=markup or text or _text(item.get("summary")),
        author=_text(author.get("name"))[:500],
        author_link=web_link(author.get("url") or ""),
        published=_when(item.get("date_published")),
        updated=_when(item.get("date_modified")),
        tags=tags_of(_list(item.get("tags"))),
        images=_attached(item),
        still=tuple(Image(found) for found in [web_link(item.get("image") or "")] if found),
        is_text=not markup,
    )


def _author(item: dict[str, Any]) -> dict[str, Any]:
    """Return the item's one author; of several nobody knows who it was."""
    given = [item.get("author"), *_list(item.get("authors"))]  # 1.0 has one, 1.1 a list
    found = [each for each in given if isinstance(each, dict)]
    return found[0] if len({_text(each.get("name")) for each in found}) == 1 else {}


def _attached(item: dict[str, Any]) -> tuple[Image, ...]:
    given = [each for each in _list(item.get("attachments")) if isinstance(each, dict)]
    images = [each for each in given if _text(each.get("mime_type")).startswith("image/")]
    found = [Image(web_link(each.get("url") or ""), _line(each.get("title"))) for each in images]
    return tuple(image for image in found if image.link)[:MOST_ATTACHED]


def _when(given: object) -> datetime | None:
    try:
        return in_range(datetime.fromisoformat(given)) if isinstance(given, str) else None
    except ValueError:
        return None


def _text(given: object) -> str:
    """Return a string, also of a number, which some make their ids of; "" for anything else."""
    return str(given) if isinstance(given, str | int | float) else ""


def _line(given: object) -> str:
    return clean(_text(given)).replace("\n", " ")[:300]


def _list(given: object) -> list[Any]:
    return given if isinstance(given, list) else []
