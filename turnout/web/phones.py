"""What the pages that phones keep have in common: a worker, and taps that come as JSON."""

import json
from collections.abc import Callable, Sequence
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from turnout import browser, words
from turnout.errors import NotAllowed, Refused
from turnout.model import Event
from turnout.web import asked, bodies, errors, pages

MOST_BYTES = 256_000
MOST_TAPS = 200  # in one post; a phone sends the rest after it
MOST_BITS = 62  # of a number the store keeps; its own are of 64, one of them the sign
NOT_KEPT = {"Cache-Control": "no-store"}


def page(
    request: Request,
    template: str,
    event: Event,
    boot: dict[str, Any],
    let_in: Callable[[], object],
) -> Response:
    """Return a page that holds nothing of anybody; 403 where `let_in` raises NotAllowed: taps that
    are kept on this phone are still shown. boot: what its script is mounted with."""
    try:
        let_in()
        status = 200
    except NotAllowed:
        status = 403
    return pages.page(
        request,
        template,
        status=status,
        headers={"X-Turnout-Build": browser.build()},
        event=event,
        when=pages.when(asked.language(request), event),
        boot=pages.for_script(boot),
    )


def worker(at: str, files: Sequence[str]) -> Response:
    """Return the service worker that lets the page `at` open without signal, with its files."""
    told = {"build": browser.build(), "page": at, "files": [browser.address(f) for f in files]}
    body = f"const TOLD = {json.dumps(told)};\n{browser.text('pocket-worker.js')}"
    headers = {"Service-Worker-Allowed": at, "Cache-Control": "no-cache"}
    return Response(body, 200, headers, "text/javascript; charset=utf-8")


async def posted(request: Request) -> dict[str, Any]:
    """Return what a page of ours posted: an object with a list of `taps`.

    Raises Foreign for another's page, and Refused("body").
    """
    if not asked.from_our_own_page(request):
        raise errors.Foreign
    if request.headers.get("content-type", "").partition(";")[0] != "application/json":
        raise Refused("body", "type_unknown")
    body = await bodies.read(request.scope, request.receive, MOST_BYTES)
    try:
        told = json.loads(body)
    except (ValueError, RecursionError) as error:  # nested deeper than anybody writes
        raise Refused("body", "invalid_json") from error
    if not isinstance(told, dict) or not isinstance(told.get("taps"), list):
        raise Refused("body", "not_object")
    return told


def not_good(request: Request, sentence: str, answers: Sequence[dict[str, Any]] = ()) -> Response:
    """Return that the phone's link is no longer good, in the words of that name; what was answered
    before stays answered."""
    gone = words.say(asked.language(request), sentence)
    return JSONResponse({"gone": gone, "answers": list(answers)}, 403, NOT_KEPT)


def key_of(tap: Any) -> str:
    """Return the key that a tap is answered by, empty where no phone of ours has such a one."""
    key = str(tap.get("key", ""))[:64] if isinstance(tap, dict) else ""
    return key if key.isascii() else ""  # half a letter could not be written back


def number(told: Any) -> int:
    """Return a whole number that the store can hold. Raises ValueError, TypeError."""
    if isinstance(told, bool) or (isinstance(told, float) and not told.is_integer()):
        raise ValueError("no whole number")
    whole = int(told)
    if whole.bit_length() > MOST_BITS:
        raise ValueError("more than the store counts to")
    return whole
