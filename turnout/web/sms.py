"""POST /api/v1/events/EVENT/sms: text messages, as gateways post them, answered by text.

Twilio signs what it posts with the account's auth token; any other gateway has a key.
"""

import re
from xml.sax.saxutils import escape

from starlette.requests import Request
from starlette.responses import Response

from turnout import words
from turnout.desk import links, texts
from turnout.desk.texts import Answer
from turnout.errors import NotAllowed
from turnout.house import house
from turnout.sources import form, sms
from turnout.web import asked, bodies, errors, guessing
from turnout.web.keys import bearer
from turnout.web.threads import posting

SIGNATURE = "x-twilio-signature"
XML = "text/xml"


async def receive(request: Request) -> Response:
    """Take one message and answer it."""
    if SIGNATURE not in request.headers and "authorization" not in request.headers:
        raise errors.NoKey
    posted = await bodies.read_form(request)
    return await posting(_take, request, posted)


def _take(request: Request, posted: form.Fields) -> Response:
    slug = request.path_params["event"]
    with guessing.watched(asked.address(request)):
        by = _who(request, posted, slug)
    answer = texts.take(house().desk, slug, sms.read(posted), by)
    said = _sentence(answer) if answer else ""
    if request.headers.get("accept", "").startswith("text/plain"):
        return Response(said, headers={"Cache-Control": "no-store"}, media_type="text/plain")
    message = f"<Message>{escape(said)}</Message>" if said else ""
    body = f'<?xml version="1.0" encoding="UTF-8"?><Response>{message}</Response>'
    return Response(body, headers={"Cache-Control": "no-store"}, media_type=XML)


def _who(request: Request, posted: form.Fields, slug: str) -> str:
    """Return who vouches for the message. Raises NotAllowed."""
    signature = request.headers.get(SIGNATURE)
    if signature is None:
        key = bearer(request.headers["authorization"].encode("latin-1"))
        return f"grant:{links.api_grant(house().desk, key, slug).id}"
    token = house().settings.twilio_token
    if not token or not sms.is_twilios(token, _address(request), posted, signature):
        raise NotAllowed("signature")
    return "sms"


def _address(request: Request) -> str:
    """Return the address that was posted to, as the gateway knows it: it signs that too."""
    query = f"?{request.url.query}" if request.url.query else ""
    return f"{asked.base_url(request)}{request.url.path}{query}"


def _sentence(answer: Answer) -> str:
    lang = answer.lang or house().settings.language
    if answer.reason is not None:
        return f"{errors.sentence(lang, answer.reason)} {words.say(lang, 'sms.try')}"
    event = answer.event
    day, time = (of(lang, event.starts_at, event.zone) for of in (words.day, words.clock))
    when = words.say(lang, "web.when", day=day, time=time)
    said = words.say(lang, f"sms.{answer.name}", **{"when": when, **answer.values})
    # A single narrow space, as times are written with, would make each text cost two.
    return re.sub(r"\s", " ", said)
