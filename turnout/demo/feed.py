"""A hashtag's feed as Mastodon gives it out, served on this machine alone."""

from dataclasses import dataclass, field
from datetime import datetime
from email.utils import format_datetime
from hashlib import sha256
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread

HOST = "127.0.0.1"
MOST_POSTS = 100  # Mastodon gives 20; a short showing posts more than that between two looks


@dataclass
class TagFeed:
    """The newest posts on one hashtag; posting and serving may happen at once."""

    tag: str
    host: str  # the invented server the posts are said to be on
    _items: list[str] = field(default_factory=list)
    _lock: Lock = field(default_factory=Lock)

    def post(self, number: int, handle: str, text: str, at: datetime) -> None:
        """Put one post on top of the feed. `number` is its own, for ever."""
        with self._lock:
            self._items.insert(0, _item(f"https://{self.host}/@{handle}/{number}", text, at))
            del self._items[MOST_POSTS:]

    def rss(self) -> bytes:
        """Return the feed as it stands."""
        with self._lock:
            items = "".join(self._items)
        link = f"https://{self.host}/tags/{self.tag}"
        return (
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            '<rss version="2.0" xmlns:webfeeds="http://webfeeds.org/rss/1.0"'
            ' xmlns:media="http://search.yahoo.com/mrss/"><channel>'
            f"<title>#{self.tag}</title><description>Public posts tagged #{self.tag}</description>"
            f"<link>{link}</link><generator>Mastodon v4.3.0</generator>{items}</channel></rss>\n"
        ).encode()


class FeedServer:
    """Serves one TagFeed at `url` until closed."""

    def __init__(self, feed: TagFeed, port: int = 0) -> None:
        self._server = ThreadingHTTPServer((HOST, port), _handler(feed))
        self.url = f"http://{HOST}:{self._server.server_address[1]}/tags/{feed.tag}.rss"
        Thread(target=self._server.serve_forever, name="demo-feed", daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


def _handler(feed: TagFeed) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = feed.rss()
            etag = f'"{sha256(body).hexdigest()[:16]}"'
            same = self.headers.get("If-None-Match") == etag
            self.send_response(304 if same else 200)
            self.send_header("ETag", etag)
            if not same:
                self.send_header("Content-Type", "application/rss+xml; charset=utf-8")
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            if not same:
                self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing: the demo's own lines are the story."""

    return Handler


def _item(link: str, text: str, at: datetime) -> str:
    said = escape(f"<p>{escape(text)}</p>")
    return (
        f'<item><guid isPermaLink="true">{link}</guid><link>{link}</link>'
        f"<pubDate>{format_datetime(at)}</pubDate><description>{said}</description></item>"
    )
