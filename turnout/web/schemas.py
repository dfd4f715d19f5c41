"""The shapes of what the API takes, and how it answers, as JSON Schema (OpenAPI 3.1)."""

from typing import Any

from turnout.model import NEEDS, Status
from turnout.rules.intake import MOST_IN_PARTY, MOST_NAME, MOST_NOTE
from turnout.sources.api import OSDI_STATUS

Schema = dict[str, Any]


def ref(name: str) -> Schema:
    """Return a reference to the shape `name`."""
    return {"$ref": f"#/components/schemas/{name}"}


def record(properties: Schema, optional: tuple[str, ...] = (), **more: Any) -> Schema:
    """Return an object with exactly `properties`, all of them required but the `optional`."""
    required = [name for name in properties if name not in optional]
    return {
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": False,
        **more,
    }


def text(description: str = "", **more: Any) -> Schema:
    """Return a string."""
    return {"type": "string", **({"description": description} if description else {}), **more}


def whole(description: str = "", **more: Any) -> Schema:
    """Return a whole number."""
    return {"type": "integer", **({"description": description} if description else {}), **more}


def listed(of: Schema, **more: Any) -> Schema:
    """Return a list of `of`."""
    return {"type": "array", "items": of, **more}


def or_null(of: Schema) -> Schema:
    """Return a shape that null has too: it says as much as a member that is left out."""
    kinds = of["type"] if isinstance(of["type"], list) else [of["type"]]
    of = of | {"enum": [*of["enum"], None]} if "enum" in of else of
    return of | {"type": [*kinds, "null"]}


_TIME = text(format="date-time")
_NUMBER_OR_TEXT = {"type": ["integer", "string"]}

_HEADS = _NUMBER_OR_TEXT | {
    "description": "Heads with guests; a number without a fraction",
    "minimum": 1,
    "maximum": MOST_IN_PARTY,
    "pattern": r"^\s*0{0,9}([1-9]|[1-4][0-9]|50)\s*$",
    "default": 1,
}
_SAID = {
    "name": text(
        "Shown to organizers only; who gives none counts all the same", maxLength=MOST_NAME
    ),
    "party": _HEADS,
    "status": text(enum=list(map(str, Status)), default="yes"),
    "lead": text("The lead's handle: user or user@host"),
    "contact": text("An e-mail address or a phone number"),
    "via": text("The code in the link of the supporter who brought them; unknown: ignored"),
    "handle": text("The supporter's own handle: user@host"),
    "note": text(maxLength=MOST_NOTE),
    "lang": text("A language tag, such as es"),
    "said_at": text("When it was said, with offset", format="date-time"),
    "needs": listed(text(enum=list(NEEDS))),
    "consent": text("The wording that was agreed to"),
    "id": _NUMBER_OR_TEXT | {"description": "Your own id: the key, without Idempotency-Key"},
}
COMMITMENT = {
    "type": "object",
    "description": "A promise that some people come: one, where nothing else is said. null is as "
    "good as a member that is left out. Members we do not know are left alone.",
    "properties": {name: or_null(of) for name, of in _SAID.items()},
}

ATTENDANCE = {
    "type": "object",
    "description": "An OSDI attendance, with its person, as Action Network sends it.",
    "properties": {
        "identifiers": listed(text()),
        "status": or_null(text(enum=list(OSDI_STATUS))),
        "created_date": _TIME,
        "modified_date": _TIME,
        "guests": or_null(_NUMBER_OR_TEXT | {"description": "Heads on top of the person"}),
        "person": {
            "type": "object",
            "properties": {
                "given_name": or_null(text("May be missing: services ask for an address alone")),
                "family_name": or_null(text()),
                "email_addresses": listed({"type": "object"}),
                "phone_numbers": listed({"type": "object"}),
                "profiles": listed({"type": "object"}),
            },
        },
        "action_network:referrer_data": {
            "type": "object",
            "properties": {"source": text("A lead's handle counts for that lead")},
        },
    },
    "anyOf": [{"required": ["person"]}, {"required": ["identifiers"]}],
}

TEXT_MESSAGE = {
    "type": "object",
    "description": "A text message. Other gateways' names for these are read too.",
    "properties": {
        "From": text("The sender's telephone number, with its country"),
        "Body": text('Such as "IN 3", "OUT", "MAYBE 2", or from a lead "TOTAL 40"'),
        "MessageSid": text("The gateway's own id: the key"),
    },
    "required": ["From", "Body"],
}

WEBHOOK = listed(
    {
        "type": "object",
        "properties": {"osdi:attendance": ref("Attendance")},
        "required": ["osdi:attendance"],
    },
    minItems=1,
    maxItems=100,
)

_ACKNOWLEDGED: Schema = {
    "seq": whole("The clock of the whole product, when this was written", minimum=1),
    "key": text("The idempotency key it is known by"),
    "coming": whole("People coming to the event, then", minimum=0),
    "held": {"const": True, "description": "It waits for an organizer's look first"},
}
RECEIPT = record(
    {**_ACKNOWLEDGED, "commitments": listed(record(_ACKNOWLEDGED, ("held",)))},
    ("held", "commitments"),
    description="It is on disk. Of a list, the last; `commitments` has them all.",
)

PROBLEM = record(
    {
        "type": text(format="uri"),
        "title": text(),
        "status": whole(),
        "detail": text(),
        "errors": listed(record({"field": text(), "code": text(), "message": text()}), minItems=1),
    },
    ("errors",),
    description="What was wrong (RFC 9457), in the language asked for.",
)

ALL: Schema = {
    "Commitment": COMMITMENT,
    "Attendance": ATTENDANCE,
    "Webhook": WEBHOOK,
    "TextMessage": TEXT_MESSAGE,
    "Receipt": RECEIPT,
    "Problem": PROBLEM,
}
