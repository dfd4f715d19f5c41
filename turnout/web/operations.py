"""The API as one table: its routes and its description (openapi.py) are both made from it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from turnout.web import areas, sms
from turnout.web.commitments import MOST_BYTES, commitments
from turnout.web.forecast import forecast
from turnout.web.health import health
from turnout.web.live import live
from turnout.web.progress import progress
from turnout.web.schemas import Schema, ref

JSON, PROBLEM = "application/json", "application/problem+json"
GEOJSON = "application/geo+json"


@dataclass(frozen=True)
class Operation:
    """One method on one path below /api.

    answers: the content of each status, as (media type, schema), or None where there is none.
    """

    name: str
    method: str
    path: str
    endpoint: Callable[..., Any]
    summary: str
    answers: dict[int, tuple[str, Schema] | None]
    headers: tuple[str, ...] = ()
    takes: dict[str, Schema] = field(default_factory=dict)
    asks: dict[str, Schema] = field(default_factory=dict)  # in the query
    with_key: bool = False


def _problems(*statuses: int) -> dict[int, tuple[str, Schema] | None]:
    return {status: (PROBLEM, ref("Problem")) for status in statuses}


OPERATIONS = (
    Operation(
        "commit",
        "POST",
        "/v1/events/{event}/commitments",
        commitments,
        f"Record that people come. The body is at most {MOST_BYTES:,} bytes. 201: it is on disk; "
        "200: the key was known, with the same body, and this is the first answer again.",
        {
            200: (JSON, ref("Receipt")),
            201: (JSON, ref("Receipt")),
            **_problems(400, 401, 403, 404, 408, 409, 413, 415, 422, 429, 503),
        },
        headers=("Idempotency-Key", "Accept-Language"),
        takes={
            JSON: {"oneOf": [ref("Commitment"), ref("Attendance"), ref("Webhook")]},
            "application/x-www-form-urlencoded": ref("Commitment"),
        },
        with_key=True,
    ),
    Operation(
        "sms",
        "POST",
        "/v1/events/{event}/sms",
        sms.receive,
        "A text message, as a gateway posts it: Twilio's fields and X-Twilio-Signature, "
        "or any gateway's with a key. The answer is TwiML: what to text back, if anything.",
        {
            200: (sms.XML, {"type": "string"}),
            **_problems(400, 401, 403, 404, 408, 413, 429, 503),
        },
        headers=("Accept-Language",),
        takes={"application/x-www-form-urlencoded": ref("TextMessage")},
        with_key=True,
    ),
    Operation(
        "progress",
        "GET",
        "/v1/events/{event}/progress",
        progress,
        "The live picture, once. Its ETag is its seq, and with a forecast of what.",
        {200: (JSON, ref("Progress")), 304: None, **_problems(404, 503)},
        headers=("If-None-Match",),
    ),
    Operation(
        "live",
        "GET",
        "/v1/events/{event}/live",
        live,
        'The live picture, now and whenever it moves: "id" is its seq, "data" the same JSON as '
        '.../progress. "event: hello" comes first with the server\'s build, "event: beat" each '
        '15 seconds of silence. "event: forecast" brings the member `forecast` of the picture '
        "that is known already, without an id, where the event shows it in public. Who has the "
        "picture of since=SEQ, as of the Last-Event-ID, is not sent that one again.",
        {200: ("text/event-stream", {"type": "string"}), **_problems(404, 503)},
        headers=("Last-Event-ID",),
        asks={"since": {"type": "integer", "minimum": 0}},
    ),
    Operation(
        "forecast",
        "GET",
        "/v1/events/{event}/forecast",
        forecast,
        "How many will come: in all, of those promised so far, and per lead. For an organizer's "
        "link, its token as the key. Its ETag is the seq and the hour, and what it learned from.",
        {200: (JSON, ref("Forecast")), 304: None, **_problems(401, 403, 404, 429, 503)},
        headers=("If-None-Match",),
        with_key=True,
    ),
    Operation(
        "areas",
        "GET",
        "/v1/events/{event}/areas",
        areas.areas,
        "The map: a GeoJSON collection of the areas that are shown, with its dates and groups. "
        "With since=SEQ only the areas that changed after that record, and those gone since. "
        "Its ETag is the live picture's seq.",
        {200: (GEOJSON, ref("Atlas")), 304: None, **_problems(404, 422, 503)},
        headers=("If-None-Match", "Accept-Language"),
        asks={"since": {"type": "integer", "minimum": 0}},
    ),
    Operation(
        "health",
        "GET",
        "/v1/health",
        health,
        "Whether the store can be read, and how old each feed is.",
        {200: (JSON, ref("Health")), 503: (JSON, ref("Health"))},
    ),
)
