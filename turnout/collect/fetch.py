"""Fetches what strangers serve: addresses checked as connected to, one deadline, a size cap."""

import asyncio
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from socket import SOCK_STREAM, getaddrinfo
from urllib.parse import urljoin

import httpx

from turnout.errors import SourceFailed
from turnout.settings import Settings
from turnout.sources.guard import (
    MOST_BYTES,
    Body,
    Place,
    is_allowed,
    is_public,
    is_validator,
    place,
    told_wait,
)

FETCH_SECONDS = 20.0  # for all of a fetch: a client's own timeout begins anew with each byte
SILENCE_SECONDS = 10.0  # between two bytes
MOST_HOPS = 5
MOST_NAMES = 16  # looked up at once, on threads of their own: a slow one cannot be called off
FOR_GOOD = (301, 308)


class Gone(SourceFailed):
    """The server says it will not come back: the feed is switched off."""


@dataclass(frozen=True)
class Fetched:
    """One answer. body None: nothing new (304).

    moved_to: where the server says it has moved to for good; empty where any hop was for now.
    """

    url: str  # after redirects
    body: bytes | None
    etag: str = ""
    last_modified: str = ""
    moved_to: str = ""


class CheckedTransport(httpx.AsyncHTTPTransport):
    """Connects to the very address that was checked, so that a name cannot change in between."""

    def __init__(self, private_hosts: tuple[str, ...]) -> None:
        # Nothing kept alive: a connection is to an address, and one may serve two names.
        super().__init__(limits=httpx.Limits(max_keepalive_connections=0), retries=0)
        self._private_hosts = private_hosts
        self._names = ThreadPoolExecutor(MOST_NAMES, thread_name_prefix="names")

    async def aclose(self) -> None:
        """Close what is open, without waiting for names."""
        self._names.shutdown(wait=False, cancel_futures=True)
        await super().aclose()

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        there = place(str(request.url))
        failed: httpx.TransportError | None = None
        for address in await self._addresses(there):
            request.url = request.url.copy_with(host=address)
            request.extensions = {**request.extensions, "sni_hostname": there.host}
            try:
                return await super().handle_async_request(request)
            except (httpx.ConnectError, httpx.ConnectTimeout) as error:
                failed = error
        raise failed or httpx.ConnectError("no address")

    async def _addresses(self, there: Place) -> list[str]:
        ask = partial(getaddrinfo, there.host, there.port, type=SOCK_STREAM)
        try:
            found = await asyncio.get_running_loop().run_in_executor(self._names, ask)
        except (OSError, UnicodeError):
            raise SourceFailed(there.url, "no_such_host") from None
        addresses = list(dict.fromkeys(str(each[4][0]) for each in found))
        if not is_allowed(there, self._private_hosts) and not all(map(is_public, addresses)):
            raise SourceFailed(there.url, "private_address")
        return addresses


def new_client(settings: Settings) -> httpx.AsyncClient:
    """Return a client that keeps nothing between requests and takes nothing from elsewhere."""
    return httpx.AsyncClient(
        transport=CheckedTransport(settings.private_feed_hosts),
        headers={
            "User-Agent": f"turnout (+{settings.public_url})" if settings.public_url else "turnout",
            "Accept": "application/rss+xml, application/atom+xml, application/xml;q=0.9, */*;q=0.5",
            "Accept-Encoding": "gzip",
        },
        timeout=SILENCE_SECONDS,
        follow_redirects=False,
        trust_env=False,  # no proxy and no netrc: the address connected to is the one checked
    )


async def fetch(
    client: httpx.AsyncClient, url: str, etag: str = "", last_modified: str = "", *,
    most: int = MOST_BYTES, accept: str = "",
) -> Fetched:  # fmt: skip
    """Return what stands at `url`, at most `most` bytes of it, within FETCH_SECONDS.

    accept: what kinds are asked for, where it is no feed.

    Raises SourceFailed, its reason a code of `words/feeds.toml` ("failed_..."), such as
    too_slow or "status:404"; Gone for 410.
    """
    headers = {"If-None-Match": etag, "If-Modified-Since": last_modified}
    headers = {name: value for name, value in headers.items() if is_validator(value)}
    headers |= {"Accept": accept} if accept else {}
    try:
        async with asyncio.timeout(FETCH_SECONDS):
            return await _followed(client, url, headers, most)
    except (TimeoutError, httpx.TimeoutException):
        raise SourceFailed(url, "too_slow") from None
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise SourceFailed(url, "no_answer") from error


async def _followed(
    client: httpx.AsyncClient, url: str, headers: dict[str, str], most: int
) -> Fetched:
    asked, for_good = url, True
    for _ in range(MOST_HOPS + 1):
        place(url)  # each hop anew; its address is checked where it is connected to
        client.cookies.clear()
        async with client.stream("GET", url, headers=headers) as response:
            if not response.has_redirect_location:
                fetched = await _received(url, response, most)
                return replace(fetched, moved_to=url if for_good and url != asked else "")
            for_good = for_good and response.status_code in FOR_GOOD
            url = urljoin(url, response.headers["location"])
    raise SourceFailed(url, "redirects")


async def _received(url: str, response: httpx.Response, most: int) -> Fetched:
    etag, since = response.headers.get("etag", ""), response.headers.get("last-modified", "")
    if response.status_code == 304:
        return Fetched(url, None, etag, since)
    if response.status_code == 410:
        raise Gone(url, "gone")
    if response.status_code != 200:
        wait = response.headers.get("retry-after", "")
        told = told_wait(wait, time.time()) if response.status_code in (429, 503) else None
        raise SourceFailed(url, f"status:{response.status_code}", told)
    body = Body(url, response.headers.get("content-encoding", ""), most)
    async for chunk in response.aiter_raw():
        body.add(chunk)
    return Fetched(url, body.whole(), etag, since)
