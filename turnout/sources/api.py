"""What form services post: JSON, a form's encoding, or OSDI attendances, as Submissions.

OSDI is read as Action Network sends it: alone, or as a webhook's list of wrapped attendances.
Sources: actionnetwork.org/docs/webhooks/attendance, opensupporter.github.io/osdi-docs.
"""

import json
import secrets
from collections.abc import Mapping
from typing import Any, NamedTuple
from urllib.parse import parse_qsl

from turnout.errors import Refused
from turnout.model import Door, Submission

MOST_AT_ONCE = 100  # attendances in one webhook post; Action Network sends a few
MOST_FIELDS = 100  # in one form; more is no form of ours
MOST_KEY = 255  # letters of an idempotency key, as other services take
_TEXTS = (
    *("name", "party", "status", "lead", "via", "contact", "handle", "note", "lang", "said_at"),
)
_OSDI = "osdi:attendance"
OSDI_STATUS = {
    "accepted": "yes",
    "tentative": "maybe",
    "needs action": "maybe",
    "declined": "cancelled",
    "cancelled": "cancelled",
}


class Letter(NamedTuple):
    """One commitment as it was posted.

    lead_is_a_guess: the lead stands in a field that may hold anything, such as OSDI's referrer.
    """

    submission: Submission
    lead_is_a_guess: bool = False


class _Envelope(NamedTuple):
    """What is around a letter: where it goes, whose key it came with, and its own key."""

    event: str
    grant: str
    key: str

    def at(self, place: int) -> "_Envelope":
        """Return the envelope of the letter at `place` of a list."""
        return self._replace(key=f"{self.key}:{place}") if self.key and place else self


def read(body: bytes, media_type: str, event: str, key: str = "", grant: str = "") -> list[Letter]:
    """Return what `body` says, at least one.

    media_type: "application/json", one that ends in "+json", or
        "application/x-www-form-urlencoded".
    key: the caller's Idempotency-Key; without one the service's own id is taken, else a new one.
    grant: the number of the sender's grant; its keys are unique among its own.

    Raises Refused for the field "body" or "key", or for one that is no text.
    """
    if len(key) > MOST_KEY:
        raise Refused("key", "too_long", most=MOST_KEY)
    envelope = _Envelope(event, grant, key)
    if media_type == "application/x-www-form-urlencoded":
        return [_plain(_form(body), envelope)]
    if media_type == "application/json" or media_type.endswith("+json"):
        return _from_json(_json(body), envelope)
    raise Refused("body", "type_unknown", given=media_type[:60])


def _from_json(said: object, envelope: _Envelope) -> list[Letter]:
    items = said if isinstance(said, list) else [said]
    if not items:
        raise Refused("body", "empty")
    if len(items) > MOST_AT_ONCE:
        raise Refused("body", "too_many", most=MOST_AT_ONCE)
    return [_letter(item, envelope.at(place)) for place, item in enumerate(items)]


def _letter(item: object, envelope: _Envelope) -> Letter:
    if not isinstance(item, dict):
        raise Refused("body", "not_object")
    if _OSDI in item:
        return _attendance(_object(item, _OSDI), envelope)
    return _attendance(item, envelope) if _is_osdi(item) else _plain(item, envelope)


def _plain(said: Mapping[str, Any], envelope: _Envelope) -> Letter:
    texts: dict[str, Any] = {
        name: value if isinstance(value, str) else _word(name, value)
        for name in _TEXTS
        if (value := said.get(name)) is not None
    }
    return Letter(
        Submission(
            door=Door.API,
            event=envelope.event,
            key=envelope.key or _own_key(_text(said, "id")),
            scope=f"api:{envelope.grant}",
            by=f"grant:{envelope.grant}",
            needs=tuple(_word("needs", need) for need in _listed(said.get("needs"))),
            consent=_text(said, "consent"),
            **texts,
        )
    )


def _is_osdi(item: Mapping[str, Any]) -> bool:
    return isinstance(item.get("person"), dict) or isinstance(item.get("identifiers"), list)


def _attendance(said: Mapping[str, Any], envelope: _Envelope) -> Letter:
    person = _object(said, "person") or _object(_object(said, "_embedded"), "osdi:person")
    status = _text(said, "status").strip().lower()
    source = _source(said)
    submission = Submission(
        door=Door.API,
        event=envelope.event,
        key=envelope.key or _own_key(_attendance_id(said)),
        scope=f"api:{envelope.grant}",
        by=f"grant:{envelope.grant}",
        name=f"{_text(person, 'given_name')} {_text(person, 'family_name')}".strip(),
        status=OSDI_STATUS.get(status, status) or "yes",
        party=_heads(said),
        contact=_contact(person),
        handle=_handle(person),
        said_at=_text(said, "modified_date") or _text(said, "created_date"),
        lead=source,
        lang=_first(person.get("languages_spoken")),
    )
    return Letter(submission, lead_is_a_guess=bool(source))


def _attendance_id(said: Mapping[str, Any]) -> str:
    """An attendance keeps its id when it changes, so when it changed belongs to the key."""
    own = _first(said.get("identifiers"))
    return f"{own} {_text(said, 'modified_date')}".strip() if own else ""


def _heads(said: Mapping[str, Any]) -> str:
    """Return the party: "guests" come on top of the person; text that is no number stays as is."""
    guests = _text(said, "guests").strip()
    if guests.isascii() and guests.isdigit() and len(guests) < 10:
        return str(int(guests) + 1)
    return guests or _text(said, "party") or "1"


def _contact(person: Mapping[str, Any]) -> str:
    address = _main(person.get("email_addresses"), "address")
    return address or _telephone(_main(person.get("phone_numbers"), "number"))


def _telephone(number: str) -> str:
    """OSDI writes numbers with the country and without the plus: 12025550123."""
    return f"+{number}" if len(number) == 11 and number.startswith("1") else number


def _handle(person: Mapping[str, Any]) -> str:
    found = person.get("profiles")
    profile = next((item for item in _listed(found) if isinstance(item, dict)), {})
    return _text(profile, "handle")


def _main(found: object, name: str) -> str:
    """Return `name` of the item marked primary, else of the first."""
    items = [item for item in _listed(found) if isinstance(item, dict)]
    ranked = sorted(items, key=lambda item: item.get("primary") != "true")
    return _text(ranked[0], name) if ranked else ""


def _source(said: Mapping[str, Any]) -> str:
    for name in ("action_network:referrer_data", "referrer_data"):
        source = _text(_object(said, name), "source").strip()
        if source:
            return source
    return ""


def _own_key(own: str) -> str:
    if len(own) > MOST_KEY:
        raise Refused("key", "too_long", most=MOST_KEY)
    return f"id:{own}" if own else secrets.token_urlsafe(16)


def _object(said: Mapping[str, Any], name: str) -> dict[str, Any]:
    found = said.get(name)
    return found if isinstance(found, dict) else {}


def _listed(found: object) -> list[Any]:
    if isinstance(found, str):
        return [part.strip() for part in found.split(",") if part.strip()]
    return found if isinstance(found, list) else []


def _first(found: object) -> str:
    return next((item for item in _listed(found) if isinstance(item, str)), "")


def _text(said: Mapping[str, Any], name: str) -> str:
    return _word(name, said.get(name, ""))


def _word(name: str, value: object) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        raise Refused(name, "not_text")
    return value


def _json(body: bytes) -> Any:
    """Return the JSON in `body` with every number, true and false as the text it was written in.

    "1e3" and "2.0" are no whole numbers to us, and a number would no longer tell.
    """
    try:
        text = body.decode().removeprefix("\ufeff")
        said = _READER.decode(text)
        if "\\u" in text:
            json.dumps(said, ensure_ascii=False).encode()  # half a surrogate pair is no text
    except (ValueError, RecursionError) as error:
        raise Refused("body", "invalid_json") from error
    return said


def _members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name is given twice")
    for name, value in pairs:
        if value is True or value is False:
            found[name] = str(value).lower()
    return found


def _no_number(name: str) -> Any:
    raise ValueError(f"{name} is no JSON")


_READER = json.JSONDecoder(
    parse_float=str, parse_int=str, parse_constant=_no_number, object_pairs_hook=_members
)


def _form(body: bytes) -> dict[str, Any]:
    """Return the fields of a form's body; a field is given once, but for "needs"."""
    try:
        pairs = parse_qsl(
            body.decode(), keep_blank_values=True, errors="strict", max_num_fields=MOST_FIELDS
        )
    except ValueError as error:
        raise Refused("body", "invalid_form") from error
    needs = [value for name, value in pairs if name == "needs" and value]
    rest = [pair for pair in pairs if pair[0] != "needs"]
    if len(dict(rest)) != len(rest):
        raise Refused("body", "invalid_form")
    return {**dict(rest), "needs": needs}
