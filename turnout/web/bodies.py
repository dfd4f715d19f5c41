"""Bodies of requests, read up to a limit: what is too large is refused before it has arrived."""

import asyncio
from collections.abc import Coroutine, Generator
from types import coroutine
from typing import Any
from urllib.parse import parse_qsl

from starlette.requests import ClientDisconnect, Request
from starlette.types import Receive, Scope

from turnout.errors import Refused
from turnout.sources import form

MOST_FORM_BYTES = 64_000  # a form of ours fills under 2,000
MOST_FORM_FIELDS = 100
SLOWEST_SECONDS = 30  # for a whole body; a phone on one bar of signal sends a form in under five


async def read(scope: Scope, receive: Receive, most: int) -> bytes:
    """Return the request's body, at most `most` bytes.

    Raises Refused("body", "too_large" | "too_slow").
    """
    if _announced(scope) > most:
        raise Refused("body", "too_large", most=most)
    gathering = _gathered(receive, most)
    try:
        waited_for = gathering.send(None)
    except StopIteration as at_once:  # as most bodies: a timer cost a thirtieth of a commitment
        return at_once.value  # type: ignore[no-any-return]
    try:
        async with asyncio.timeout(SLOWEST_SECONDS):  # also for the first byte: it may never come
            return await _resumed(gathering, waited_for)
    except TimeoutError:
        raise Refused("body", "too_slow") from None


async def read_form(request: Request) -> form.Fields:
    """Return the fields of a form that a page of ours posted."""
    body = await read(request.scope, request.receive, MOST_FORM_BYTES)
    try:
        pairs = parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=MOST_FORM_FIELDS)
    except ValueError as error:
        raise Refused("body", "invalid_form") from error
    return form.fields(pairs)


@coroutine
def _resumed(gathering: Coroutine[Any, Any, bytes], waited_for: Any) -> Generator[Any, Any, bytes]:
    """Go on with what has begun, and waits for `waited_for`."""
    while True:
        try:
            try:
                sent = yield waited_for
            except BaseException as error:  # the time is up, or the server ends
                waited_for = gathering.throw(error)
            else:
                waited_for = gathering.send(sent)
        except StopIteration as whole:
            return whole.value  # type: ignore[no-any-return]


async def _gathered(receive: Receive, most: int) -> bytes:
    body = b""
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ClientDisconnect
        body = _within(body + message.get("body", b""), most)
        if not message.get("more_body"):
            return body


def _within(body: bytes, most: int) -> bytes:
    if len(body) > most:
        raise Refused("body", "too_large", most=most)
    return body


def _announced(scope: Scope) -> int:
    for name, value in scope["headers"]:
        if name == b"content-length":
            return int(value) if value.isdigit() else 0
    return 0
