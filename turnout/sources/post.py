"""One post as a feed carries it, and its passage between the child and us as plain values."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class Post:
    """A stranger's post: plain text, no markup, nothing believed.

    id: as the feed gives it, which need not be unique; empty where it gives none.
    handle, host: the author's, lower case; empty where the feed does not say for certain.
    published: aware, in UTC; None where it is missing or out of range.
    text: lines as the reader saw them; quoted and hidden parts and alt texts left out.
    images: links, http or https.
    """

    id: str
    link: str
    handle: str
    host: str
    published: datetime | None
    text: str
    tags: tuple[str, ...] = ()
    images: tuple[str, ...] = ()

    @property
    def author(self) -> str:
        return f"{self.handle}@{self.host}" if self.handle else ""


def plain(post: Post) -> dict[str, Any]:
    """Return `post` as JSON can carry it."""
    return asdict(post) | {"published": post.published.isoformat() if post.published else None}


def post_of(values: dict[str, Any]) -> Post:
    """Return the post that `plain` made `values` of."""
    at = values["published"]
    return Post(
        **values
        | {
            "published": datetime.fromisoformat(at) if at else None,
            "tags": tuple(values["tags"]),
            "images": tuple(values["images"]),
        }
    )
