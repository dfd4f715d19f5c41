"""What a request tells of who sent it: language, address, and the page it came from."""

import ipaddress
from urllib.parse import SplitResult, urlsplit

from starlette.requests import Request

from turnout import words
from turnout.house import house

LANGUAGE_COOKIE = "turnout_lang"
MOST_DIGITS = 18  # more than any number of ours has, and what the store can hold


def language(request: Request) -> str:
    """Return the reader's language: as chosen by ?lang=, as chosen before, or as the browser's."""
    chosen = request.query_params.get("lang") or request.cookies.get(LANGUAGE_COOKIE)
    return words.language(chosen) if chosen else browser_language(request)


def browser_language(request: Request) -> str:
    """Return the language the header asks for; this house's own where it asks for none."""
    accepted = request.headers.get("accept-language")
    return words.preferred(accepted) if accepted else house().settings.language


def address(request: Request) -> str:
    """Return the address the request came from; a proxy's header is uvicorn's to judge."""
    return request.client.host if request.client else ""


def from_this_machine(request: Request) -> bool:
    """Return whether the request was made on the machine that we run on, and by no proxy."""
    if "forwarded" in request.headers or "x-forwarded-for" in request.headers:
        return False
    try:
        return ipaddress.ip_address(address(request)).is_loopback
    except ValueError:
        return False


def from_our_own_page(request: Request) -> bool:
    """Return whether a post was sent by a page of ours, as far as browsers tell.

    Programs send neither header; they hold no cookie of a visitor either.
    """
    origin = request.headers.get("origin")
    if origin is None:
        return request.headers.get("sec-fetch-site", "none") in ("same-origin", "none")
    try:
        page = urlsplit(origin)
    except ValueError:  # half a bracket: no browser sends that
        return False
    ours = {request.headers.get("host", ""), urlsplit(house().settings.public_url).netloc}
    return page.netloc in ours - {""} and _is_of_our_scheme(request, page)


def _is_of_our_scheme(request: Request, page: SplitResult) -> bool:
    """Return whether a page was fetched as ours are.

    What came unencrypted may have been written by anybody on its way, and is no page of a house
    that is known to speak HTTPS. The other way round nothing is known: a proxy may speak it for
    us and not tell.
    """
    if page.scheme == "http":
        return not _speaks_https(request, page.netloc)
    return page.scheme == "https"


def over_https(request: Request) -> bool:
    """Return whether a cookie may be kept to HTTPS: also where a proxy speaks it for us."""
    return _speaks_https(request, request.headers.get("host", ""))


def _speaks_https(request: Request, netloc: str) -> bool:
    """Return whether we are known to be reached over HTTPS at `netloc`: by the address people
    type, or as this request came, which a proxy that is trusted may say."""
    public = urlsplit(house().settings.public_url)
    return request.url.scheme == "https" or (public.scheme, public.netloc) == ("https", netloc)


def number(text: str) -> int | None:
    """Return the whole number that a part of an address is; None where it is none of ours."""
    fits = text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS
    return int(text) if fits else None


def typed(path: str) -> str:
    """Return an address of ours as people type it; the path alone where the rest is not known."""
    return f"{urlsplit(house().settings.public_url).netloc}{path}"


def base_url(request: Request) -> str:
    """Return the address this house is known by, else the one this reader came by."""
    known = house().settings.public_url
    return known or f"{request.url.scheme}://{request.url.netloc}"
