"""What comes in from strangers: bytes -> posts, one pure function per kind. Plain text only.

Only the killable child (`python -m turnout.sources`) calls these on bytes from outside; everyone
else asks `child.Reader`. To add a kind: one module with `read(body)`, one line in `KINDS`.
"""

from collections.abc import Callable

from turnout.sources import rss
from turnout.sources.post import Post

FEED_KIND = "rss"  # every feed's kind, as long as there is one
KINDS: dict[str, Callable[[bytes], list[Post]]] = {
    "rss": rss.read,  # RSS and Atom, whatever the platform
}

__all__ = ["KINDS", "Post"]
