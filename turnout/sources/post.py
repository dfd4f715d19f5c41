"""One post as a feed carries it, and its passage between the child and us as plain values."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class Image:
    """A photo somebody attached: a candidate, never fetched before an organizer approved it.

    link: http or https. alt, licence: as the feed says them, plain text and a link; often empty.
    """

    link: str
    alt: str = ""
    licence: str = ""


@dataclass(frozen=True)
class Post:
    """A stranger's post: plain text, no markup, nothing believed.

    id: one for the post, the same in every feed of its platform; empty where the feed gives none.
    handle, host: the author's, lower case; empty where the feed does not say for certain.
    published, updated: aware, in UTC; None where missing or out of range.
    text: lines as the reader saw them; quoted and hidden parts and alt texts left out.
    name: what the author is called there, which is no identity.
    platform: a name of `platforms.PLATFORMS`.
    flags: "lookalike" (the handle imitates another's letters), "undated", "repost" (somebody
        else's words), "quote" (it shows somebody else's words, left out of `text`).
    """

    id: str
    link: str
    handle: str
    host: str
    published: datetime | None
    text: str
    tags: tuple[str, ...] = ()
    images: tuple[Image, ...] = ()
    name: str = ""
    updated: datetime | None = None
    platform: str = "plain"
    flags: tuple[str, ...] = ()

    @property
    def author(self) -> str:
        return f"{self.handle}@{self.host}" if self.handle else ""


def plain(post: Post) -> dict[str, Any]:
    """Return `post` as JSON can carry it."""
    times = {"published": post.published, "updated": post.updated}
    return asdict(post) | {name: at.isoformat() if at else None for name, at in times.items()}


def post_of(values: dict[str, Any]) -> Post:
    """Return the post that `plain` made `values` of."""
    times = {name: _time(values.get(name)) for name in ("published", "updated")}
    lists = {name: tuple(values[name]) for name in ("tags", "flags")}
    images = tuple(Image(**image) for image in values["images"])
    return Post(**values | times | lists | {"images": images})


def _time(given: str | None) -> datetime | None:
    return datetime.fromisoformat(given) if given else None
