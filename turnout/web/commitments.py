"""POST /api/v1/events/EVENT/commitments: what form services send, one acknowledgement each.

This is the road most commitments come by: a raw ASGI endpoint, which holds no thread while the
store writes.
"""

import asyncio
import json
from dataclasses import replace

from starlette.types import Receive, Scope, Send

from turnout.desk import links, signups
from turnout.desk.desk import Desk
from turnout.errors import Conflict, NotAllowed, Refused
from turnout.house import house
from turnout.model import Grant, Receipt, Submission
from turnout.sources import api
from turnout.web import bodies, guessing
from turnout.web.arrivals import arrival
from turnout.web.errors import NoKey
from turnout.web.keys import bearer

MOST_BYTES = 256_000  # a webhook's list of attendances is under 100 kB
MOST_KEY_ID = 15  # digits
MOST_STAMP = 15

Headers = dict[bytes, bytes]

_quoted = json.encoder.encode_basestring_ascii


class Commitments:
    """The endpoint; it keeps nothing between requests."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        desk, event = house().desk, scope["path_params"]["event"]
        headers: Headers = dict(scope["headers"])
        if not _has_key(headers):
            raise NoKey
        body = await bodies.read(scope, receive, MOST_BYTES)
        with guessing.watched(_address(scope)):
            grant = _grant(desk, headers, body, event)
        kind = headers.get(b"content-type", b"").decode("latin-1").partition(";")[0].strip()
        key = headers.get(b"idempotency-key", b"").decode("latin-1")
        letters = api.read(body, kind.lower(), event, key, str(grant.id))
        receipts = await _commit(desk, letters)
        await _answer(receipts, send)


async def _commit(desk: Desk, letters: list[api.Letter]) -> list[Receipt]:
    """Return a receipt for each of `letters`.

    Each stands alone: where one is refused the others are stored, and sending them again with
    the mended one is harmless.
    """
    if len(letters) == 1:
        return [await _one(desk, letters[0])]
    answers = await asyncio.gather(
        *(_one(desk, letter) for letter in letters), return_exceptions=True
    )
    _raise_what_failed(answers)
    return [answer for answer in answers if isinstance(answer, Receipt)]


async def _one(desk: Desk, letter: api.Letter) -> Receipt:
    try:
        return await _taken(desk, letter.submission)
    except (Refused, Conflict) as error:
        if not letter.lead_is_a_guess or not _is_about_the_lead(error):
            raise
    # The referrer was no lead of ours but a mailing or a site: the person comes on their own.
    return await _taken(desk, replace(letter.submission, lead=""))


async def _taken(desk: Desk, submission: Submission) -> Receipt:
    receipt: Receipt = await arrival(desk, signups.working(desk, submission))
    return receipt


def _raise_what_failed(answers: list[Receipt | BaseException]) -> None:
    """Raise what is not for the sender to mend first, such as a full disk: told of a refusal, they
    would take the others for stored.

    Of refusals all are named, each field with its place in the list, from 0: "2.party".
    """
    refusals = []
    for at, answer in enumerate(answers):
        if isinstance(answer, Refused):
            refusals += [replace(why, field=f"{at}.{why.field}") for why in answer.reasons]
        elif isinstance(answer, BaseException):
            raise answer
    if refusals:
        raise Refused.of(refusals)


def _is_about_the_lead(error: Refused | Conflict) -> bool:
    """Return whether another lead may be all that is wrong: sent again, what went in without the
    guess is known by its key, and has another body only with it."""
    if isinstance(error, Conflict):
        return True
    return all(reason.field == "lead" for reason in error.reasons)


async def _answer(receipts: list[Receipt], send: Send) -> None:
    body = _told(receipts[-1])
    if len(receipts) > 1:
        every = b",".join(_told(receipt) for receipt in receipts)
        body = b'%b,"commitments":[%b]}' % (body[:-1], every)
    status = 200 if all(receipt.again for receipt in receipts) else 201
    headers = [
        (b"content-type", b"application/json"),
        (b"content-length", str(len(body)).encode()),
        (b"cache-control", b"no-store"),
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def _told(receipt: Receipt) -> bytes:
    """Return a receipt as JSON, written out: an encoder took eight times as long."""
    key, held = _quoted(receipt.key).encode(), b',"held":true' if receipt.held else b""
    return b'{"seq":%d,"key":%b,"coming":%d%b}' % (receipt.seq, key, receipt.coming, held)


def _address(scope: Scope) -> str:
    client = scope.get("client")
    return client[0] if client else ""


def _has_key(headers: Headers) -> bool:
    return b"authorization" in headers or b"x-turnout-signature" in headers


def _grant(desk: Desk, headers: Headers, body: bytes, event: str) -> Grant:
    if b"authorization" in headers:
        return links.api_grant(desk, bearer(headers[b"authorization"]), event)
    stamp = headers.get(b"x-turnout-timestamp", b"")
    if not _is_fresh(desk, stamp):
        raise NotAllowed("the timestamp is missing or more than five minutes off")
    key_id = headers.get(b"x-turnout-key-id", b"")
    name, _, signature = headers[b"x-turnout-signature"].decode("latin-1").partition("=")
    if name != "sha256" or not key_id.isdigit() or len(key_id) > MOST_KEY_ID:
        raise NotAllowed("no key's number, or the signature is not sha256=HEX")
    return links.signed_grant(desk, int(key_id), signature, stamp + b"." + body, event)


def _is_fresh(desk: Desk, stamp: bytes) -> bool:
    if not stamp.isdigit() or len(stamp) > MOST_STAMP:
        return False
    return abs(desk.clock().timestamp() - int(stamp)) <= links.SIGNED_WITHIN.total_seconds()


commitments = Commitments()
