"""The ways in, as those who come use them: the join form, the API with a key, a post."""

from datetime import datetime
from html.parser import HTMLParser
from urllib.parse import parse_qs, urlsplit

import httpx

from turnout.demo.feed import TagFeed
from turnout.demo.script import Deed

PATIENCE_SECONDS = 20  # a busy laptop answers later than a server


class Doors:
    """The doors of one event on the server at `address`."""

    def __init__(self, address: str, event: str, key: str, feed: TagFeed) -> None:
        self._http = httpx.Client(base_url=address, timeout=PATIENCE_SECONDS, follow_redirects=True)
        self._event, self._key, self._feed = event, key, feed
        self._codes: dict[int, str] = {}  # of the links that people were given to pass on

    def form(self, deed: Deed) -> None:
        """Open the join form and send it, as a browser without JavaScript does; keep the link that
        the answer has to pass on."""
        self._http.cookies.clear()  # each is another person, on a phone of their own
        by_link = {"lead": deed.lead, "via": self._code(deed)}
        page = self._http.get(
            f"/e/{self._event}/join",
            params={name: value for name, value in by_link.items() if value},
        )
        page.raise_for_status()
        fields = {
            **hidden_fields(page.text),
            "name": deed.name,
            "party": str(deed.party),
            "status": deed.status,
        }
        origin = {"Origin": str(self._http.base_url).rstrip("/")}
        thanks = self._http.post(page.url, data=fields, headers=origin).raise_for_status()
        self._codes[deed.person] = code_to_pass_on(thanks.text)

    def api(self, deed: Deed, said_at: datetime) -> None:
        """Post one commitment, as a form service does; a change carries the same contact."""
        said = {
            "name": deed.name,
            "party": str(deed.party),
            "status": deed.status,
            "lead": deed.lead,
            "via": self._code(deed),
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

    def _code(self, deed: Deed) -> str:
        return self._codes.get(deed.via, "")

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


def code_to_pass_on(html: str) -> str:
    """Return the code in the link that a page offers to pass on; empty where it offers none."""
    found = _Hidden()
    found.feed(html)
    return parse_qs(urlsplit(found.shared).query).get("via", [""])[0]


class _Hidden(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, str] = {}
        self.shared = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.shared = given.get("data-share") or self.shared
        if tag == "input" and given.get("type") == "hidden" and given.get("name"):
            self.fields[str(given["name"])] = given.get("value") or ""
