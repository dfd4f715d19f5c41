"""The ways in, as those who come use them: the join form, the API with a key, a post."""

from datetime import datetime
from html.parser import HTMLParser

import httpx

from turnout.demo.feed import TagFeed
from turnout.demo.script import Deed

PATIENCE_SECONDS = 20  # a busy laptop answers later than a server


class Doors:
    """The doors of one event on the server at `address`."""

    def __init__(self, address: str, event: str, key: str, feed: TagFeed) -> None:
        self._http = httpx.Client(base_url=address, timeout=PATIENCE_SECONDS, follow_redirects=True)
        self._event, self._key, self._feed = event, key, feed

    def form(self, deed: Deed) -> None:
        """Open the join form and send it, as a browser without JavaScript does."""
        path = f"/e/{self._event}/join"
        self._http.cookies.clear()  # each is another person, on a phone of their own
        page = self._http.get(path, params={"lead": deed.lead} if deed.lead else None)
        page.raise_for_status()
        fields = {
            **hidden_fields(page.text),
            "name": deed.name,
            "party": str(deed.party),
            "status": deed.status,
        }
        origin = {"Origin": str(self._http.base_url).rstrip("/")}
        self._http.post(page.url, data=fields, headers=origin).raise_for_status()

    def api(self, deed: Deed, said_at: datetime) -> None:
        """Post one commitment, as a form service does; a change carries the same contact."""
        said = {
            "name": deed.name,
            "party": str(deed.party),
            "status": deed.status,
            "lead": deed.lead,
            "contact": deed.contact,
            "said_at": said_at.isoformat(),
        }
        headers = {
            "Authorization": f"Bearer {self._key}",
            "Idempotency-Key": f"demo-{deed.way}-{deed.person}",
        }
        path = f"/api/v1/events/{self._event}/commitments"
        self._http.post(path, json=said, headers=headers).raise_for_status()

    def feed(self, deed: Deed, said_at: datetime) -> None:
        """Post on the hashtag; the server finds it when it next looks."""
        self._feed.post(deed.person, deed.handle, deed.text, said_at)

    def coming(self) -> tuple[int, int]:
        """Return how many come and what the goal is, as every screen is told."""
        picture = self._http.get(f"/api/v1/events/{self._event}/progress").raise_for_status().json()
        return picture["coming"], picture["goal"]

    def healthy(self) -> bool:
        """Return whether the server answers yet."""
        try:
            return self._http.get("/api/v1/health", timeout=2).is_success
        except httpx.TransportError:
            return False


def hidden_fields(html: str) -> dict[str, str]:
    """Return the hidden fields of a page's forms: a key that makes a double tap one, mostly."""
    found = _Hidden()
    found.feed(html)
    return found.fields


class _Hidden(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "input" and given.get("type") == "hidden" and given.get("name"):
            self.fields[str(given["name"])] = given.get("value") or ""
