"""What the pages that phones keep have in common: a worker, and taps that come as JSON."""

import json
from collections.abc import Sequence
from typing import Any

from starlette.responses import Response

from turnout import browser
from turnout.errors import Refused

MOST_BITS = 62  # of a number the store keeps; its own are of 64, one of them the sign
NOT_KEPT = {"Cache-Control": "no-store"}


def worker(at: str, files: Sequence[str]) -> Response:
    """Return the service worker that lets the page `at` open without signal, with its files."""
    told = {"build": browser.build(), "page": at, "files": [browser.address(f) for f in files]}
    body = f"const TOLD = {json.dumps(told)};\n{browser.text('pocket-worker.js')}"
    headers = {"Service-Worker-Allowed": at, "Cache-Control": "no-cache"}
    return Response(body, 200, headers, "text/javascript; charset=utf-8")


def posted(body: bytes) -> dict[str, Any]:
    """Return what a phone posted: an object with a list of `taps`. Raises Refused("body")."""
    try:
        told = json.loads(body)
    except (ValueError, RecursionError) as error:  # nested deeper than anybody writes
        raise Refused("body", "invalid_json") from error
    if not isinstance(told, dict) or not isinstance(told.get("taps"), list):
        raise Refused("body", "not_object")
    return told


def number(told: Any) -> int:
    """Return a whole number that the store can hold. Raises ValueError, TypeError."""
    whole = int(told)
    if whole.bit_length() > MOST_BITS:
        raise ValueError("more than the store counts to")
    return whole
