"""Links and handles of a post on Bluesky, made to be tapped: apprise posts them as bare letters.

Bluesky reads no markup. What can be tapped is said beside the text, by the bytes it stands at
(app.bsky.richtext.facet).
"""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

_LINK = re.compile(r"https?://\S+")
_HANDLE = re.compile(r"(?<![\w@])@((?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,})")
_FACET = "app.bsky.richtext.facet"


def tappable(service: Any, lang: str) -> None:
    """Have an apprise service for Bluesky say what can be tapped in its posts, and in which
    language they are."""
    fetch = service._fetch  # noqa: SLF001 - it offers no other place

    def told(url: str, payload: Any = None, **rest: Any) -> Any:
        if url.endswith(service.xrpc_suffix_record) and isinstance(payload, str):
            post = json.loads(payload)
            record = post["record"]
            record["facets"] = list(facets(record["text"], lambda who: _did(service, who)))
            record["langs"] = [lang]
            payload = json.dumps(post)
        return fetch(url, payload=payload, **rest)

    service._fetch = told  # noqa: SLF001


def facets(text: str, did: Callable[[str], str]) -> Iterator[dict[str, Any]]:
    """Yield what can be tapped in `text`; did: the number of an account for good, by its handle,
    empty where it has none: then it stays plain text."""
    for found in _LINK.finditer(text):
        yield _facet(text, found, {"$type": f"{_FACET}#link", "uri": found[0]})
    for found in _HANDLE.finditer(text):
        if number := did(found[1]):
            yield _facet(text, found, {"$type": f"{_FACET}#mention", "did": number})


def _facet(text: str, found: re.Match[str], feature: dict[str, str]) -> dict[str, Any]:
    start, end = (len(text[:at].encode()) for at in found.span())
    return {"index": {"byteStart": start, "byteEnd": end}, "features": [feature]}


def _did(service: Any, handle: str) -> str:
    return service.get_identifier(handle)[0] or ""
