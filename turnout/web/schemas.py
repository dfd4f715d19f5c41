"""The shapes of what the API takes and answers, as JSON Schema (OpenAPI 3.1)."""

from typing import Any

from turnout.model import Door, Method
from turnout.sources.api import OSDI_STATUS

Schema = dict[str, Any]

HEADS = ("coming", "confirmed", "yes", "by_count", "maybe")


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


def _heads() -> Schema:
    told = {
        "coming": "Heads: confirmed + yes + by_count",
        "confirmed": "Heads of those who confirmed",
        "yes": "Heads of those who said yes by name",
        "by_count": "What leads declared beyond those named",
        "maybe": "Heads on top, in no sum",
    }
    return {name: whole(told[name], minimum=0) for name in HEADS}


_TIME = text(format="date-time")
_NUMBER_OR_TEXT = {"type": ["integer", "string"]}

COMMITMENT = {
    "type": "object",
    "description": "A promise that some people come. Members we do not know are left alone.",
    "properties": {
        "name": text("Shown to organizers only", maxLength=200),
        "party": _NUMBER_OR_TEXT | {"description": "Heads with guests, 1 to 50", "default": 1},
        "status": text(enum=["yes", "maybe", "confirmed", "cancelled"], default="yes"),
        "lead": text("The lead's handle: user or user@host"),
        "contact": text("An e-mail address or a phone number"),
        "handle": text("The supporter's own handle: user@host"),
        "note": text(maxLength=1000),
        "lang": text("A language tag, such as es"),
        "said_at": text("When it was said, with offset", format="date-time"),
        "needs": listed(text(enum=["interpreter", "ride", "childcare", "wheelchair"])),
        "consent": text("The wording that was agreed to"),
        "id": _NUMBER_OR_TEXT | {"description": "Your own id: the key, without Idempotency-Key"},
    },
}

ATTENDANCE = {
    "type": "object",
    "description": "An OSDI attendance, with its person, as Action Network sends it.",
    "properties": {
        "identifiers": listed(text()),
        "status": text(enum=list(OSDI_STATUS)),
        "created_date": _TIME,
        "modified_date": _TIME,
        "guests": _NUMBER_OR_TEXT | {"description": "Heads on top of the person"},
        "person": {
            "type": "object",
            "properties": {
                "given_name": text(),
                "family_name": text(),
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

_CAME = record(
    {
        "heads": whole("checked + walk_ins", minimum=0),
        "checked": whole("Heads of parties that had given a name", minimum=0),
        "walk_ins": whole("Heads of people whom nobody had named", minimum=0),
    },
    description="Who came, apart from what was promised. In a row: not there until anybody came",
)
_HEAD_COUNT = record(
    {
        "at": _TIME,
        "method": text(enum=[method.value for method in Method]),
        "low": whole(minimum=0),
        "heads": whole(minimum=0),
        "high": whole(minimum=0),
    },
    description="A crowd counted as a whole: an estimate beside `came`, surely from low to high",
)
_ROW = {**_heads(), "came": _CAME}
_LEAD = record({"name": text(), "handle": text(), "goal": whole(), **_ROW}, ("came",))
_SITE = record(
    {"event": text(), "title": text(), "place": text(), "goal": whole(), **_ROW}, ("came",)
)
_JUST_IN = record(
    {
        "seq": whole(),
        "at": _TIME,
        "kind": text(enum=["commitment", "report", "review", "goal"]),
        "people": whole("More, or fewer when negative"),
        "door": text(enum=[door.value for door in Door]),
        "lead": text(),
        "handle": text(),
        "words": text("Of the post it came by, where the event lets words stand on screens"),
    },
    ("words",),
)
_PHOTO = record(
    {
        "name": text("Its files: /e/EVENT/photos/NAME.jpg and NAME-small.jpg"),
        "alt": text("What it shows, as its author says"),
        "licence": text("Such as CC BY 2.0; empty where none is said"),
        "by": text("A shown lead's handle; empty for anybody else"),
        "width": whole("Pixels", minimum=1),
        "height": whole("Pixels", minimum=1),
    }
)
_CLEANED = record({"title": text(), "at": _TIME, "lead": text(), "handle": text()})
_AREAS = record(
    {
        "left": whole("Areas that are not clean", minimum=0),
        "cleaned": whole(minimum=0),
        "cleaned_today": listed(_CLEANED, maxItems=60),
    },
    description="Of a map, or of a date: today is the day of `at`, in the event's zone",
)
PROGRESS = record(
    {
        "seq": whole("The clock's value when this event last moved", minimum=0),
        "event": text(),
        "title": text(),
        "ask": text(),
        "place": text(),
        "starts_at": _TIME,
        "ends_at": {"type": ["string", "null"], "format": "date-time"},
        "zone": text("IANA name"),
        "hashtag": text("Without #"),
        "parent": {"type": ["string", "null"]},
        "open": {"type": "boolean"},
        "quiet": {"type": "boolean"},
        "state": {"enum": ["on", "postponed", "cancelled"]},
        "moved_from": {
            "anyOf": [record({"starts_at": _TIME, "place": text()}), {"type": "null"}],
            "description": "When and where it was to be at first, if it was moved",
        },
        "at": _TIME,
        "goal": whole("0 where none is set", minimum=0),
        **_heads(),
        "came": {"anyOf": [_CAME, {"type": "null"}]},
        "head_count": {"anyOf": [_HEAD_COUNT, {"type": "null"}]},
        "leads": listed(_LEAD),
        "leads_goal": whole(),
        "own": record(_ROW, ("came",)),
        "unnamed": record({"leads": whole(), **_ROW}, ("came",)),
        "sites": listed(_SITE),
        "just_in": listed(_JUST_IN, maxItems=8),
        "photos": listed(_PHOTO, maxItems=6),
        "areas": {"anyOf": [_AREAS, {"type": "null"}]},
    },
    description="The live picture: heads everywhere, and no supporter's name or contact.",
)

HEALTH = record(
    {
        "status": text(enum=["ok", "failing"]),
        "seq": {"type": ["integer", "null"], "description": "null: the store cannot be read"},
        "store": text(enum=["ok", "failing"]),
        "listeners": whole("Screens listening to live streams", minimum=0),
        "feeds": listed(
            record(
                {
                    "id": whole(),
                    "event": text("Empty for a quiet event"),
                    "age_seconds": {
                        "type": ["integer", "null"],
                        "description": "Since it was last read well; null: never",
                    },
                    "failure": text("Empty while it is well"),
                }
            )
        ),
    }
)

ALL: Schema = {
    "Commitment": COMMITMENT,
    "Attendance": ATTENDANCE,
    "Webhook": WEBHOOK,
    "TextMessage": TEXT_MESSAGE,
    "Receipt": RECEIPT,
    "Problem": PROBLEM,
    "Progress": PROGRESS,
    "Health": HEALTH,
}
