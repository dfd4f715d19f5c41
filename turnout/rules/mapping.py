"""Which column of a list means what: guessed from the headings, then from what stands below."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from turnout.model import Door, Event, Submission
from turnout.rules.cells import is_day_first, moment_of, needs_of, party_of, plain, status_of

LOOKED_AT = 200  # rows that say what an unnamed column holds
MOST_CONTACT = 254  # letters of an address, RFC 5321
MOSTLY = 0.6  # of its cells

# What a column can mean, in the order it is shown in.
FIELDS = (
    *("name", "first_name", "last_name", "email", "phone", "handle"),
    *("party", "guests", "status", "lead", "referrer", "said_at", "needs", "note", "id"),
)
_WHO = ("name", "first_name", "last_name", "email", "phone", "handle", "id")
_NOTHING = dict.fromkeys(FIELDS, "")
# Headings as `plain` makes them, word for word. Sources: the export names of Mobilize and of
# Action Network (docs/developer.md has where), and the headings Google Forms gives by itself.
_HEADINGS: dict[str, tuple[str, ...]] = {
    "name": ("name", "full name", "your name", "nombre completo", "tu nombre", "nombre y apellido",
             "nombre y apellidos", "person name", "attendee name"),
    "first_name": ("first name", "given name", "person given name", "firstname", "can2 first name",
                   "nombre", "nombres", "user given name", "primer nombre", "attendee first name"),
    "last_name": ("last name", "family name", "person family name", "lastname", "surname",
                  "apellido", "apellidos", "user family name", "can2 last name"),
    "email": ("email", "e mail", "email address", "person email addresses address", "correo",
              "correo electronico", "direccion de correo electronico", "user email",
              "username", "nombre de usuario", "contact"),
    "phone": ("phone", "phone number", "person phone numbers number", "mobile", "mobile number",
              "cell", "cell phone", "can2 phone", "telefono", "celular", "movil",
              "numero de telefono", "user phone"),
    "handle": ("handle", "account", "mastodon", "cuenta", "person profiles handle", "fediverse"),
    "party": ("party", "party size", "people", "heads", "how many", "personas", "cuantas personas",
              "number of people", "headcount", "rsvp count", "cuantos"),
    "guests": ("guests", "guest count", "number of guests", "plus", "acompanantes", "invitados"),
    "status": ("status", "rsvp", "rsvp status", "response", "attendance status", "estado",
               "respuesta", "coming", "asistencia", "are you coming", "vienes"),
    "lead": ("lead", "lead organizer", "organizer", "invited by", "recruiter", "recruited by",
             "organiza", "quien te invito", "te invito", "lider"),
    "referrer": ("referrer", "referrer utm source", "utm source", "source", "referrer data source",
                 "source code", "origen", "referrer data referrer"),
    "said_at": ("said at", "timestamp", "created date", "created at", "date", "signup date",
                "marca temporal", "fecha", "submitted at", "timestamp est", "registered at",
                "signed up at", "date created"),
    "needs": ("needs", "access needs", "accessibility", "necesidades", "accesibilidad"),
    "note": ("note", "notes", "comment", "comments", "nota", "notas", "comentario", "comentarios"),
    "id": ("id", "identifiers", "uuid", "attendance id", "signup id", "rsvp id", "key", "seq",
           "response id", "submission id"),
}  # fmt: skip
# Where no heading fits word for word: what a question of a form has in it.
_HINTS: tuple[tuple[str, str], ...] = (
    ("guests", r"\b(guests?|acompanantes|invitados)\b"),
    ("party", r"\b(how many|cuantas|cuantos|party|headcount)\b"),
    ("email", r"\b(e ?mail|correo)\b"),
    ("phone", r"\b(phone|mobile|cell|telefono|celular|movil|whatsapp)\b"),
    ("lead", r"\b(invited|invito|recruit\w*|who (sent|told|brought))\b"),
    ("status", r"\b(will you (come|join|attend)|can you (come|make)|coming|rsvp)\b"),
    ("status", r"\b(vas a venir|vienes|asistiras|podras|puedes venir)\b"),
    ("needs", r"\b(access\w*|accesib\w*|necesit\w*|interpreter)\b"),
    ("name", r"\b(your|full|tu|su) (name|nombre)\b"),
)  # fmt: skip
_LISTS: tuple[tuple[str, str], ...] = (  # what makes a list known for whose it is
    ("mobilize", r"\btimeslot\b|\bperson given name\b"),
    ("action_network", r"\bcan2\b|\borigin system\b|\baction network\b"),
    ("turnout", r"\bseq said at door name party\b"),
    ("google_form", r"^(timestamp|marca temporal)\b"),
)
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_PHONE = re.compile(r"\+?[\d\s().\-]{7,20}")


@dataclass(frozen=True)
class ColumnMap:
    """What each column means: `columns` has the place of a field's column, from 0.

    kind: whose list it looks like: mobilize | action_network | google_form | turnout | any.
    attended: it tells who came on the day, which is not read yet.
    """

    columns: dict[str, int]
    kind: str = "any"
    day_first: bool = False
    attended: bool = False

    def changed(self, day_first: bool | None = None, **columns: int | None) -> "ColumnMap":
        """Return the map with other columns; None: the field has none."""
        together = {name: at for name, at in (self.columns | columns).items() if at is not None}
        first = self.day_first if day_first is None else day_first
        return replace(self, columns=together, day_first=first)


def guess(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> ColumnMap:
    """Return what each column most likely means."""
    names = [_heading(heading) for heading in headings]
    found = _by_heading(names)
    _by_hints(found, names)
    _by_cells(found, len(names), rows)
    if "first_name" in found and "last_name" not in found and "name" not in found:
        found["name"] = found.pop("first_name")  # "Nombre" alone is the whole name
    together = " ".join(names)
    kind = next((kind for kind, sign in _LISTS if re.search(sign, together)), "any")
    dates = (row[found["said_at"]] for row in rows if "said_at" in found and _has(row, found))
    return ColumnMap(found, kind, is_day_first(islice(dates, LOOKED_AT)), "attended" in names)


def submission(
    row: Sequence[str], given: ColumnMap, event: Event, key: str, by: str, lead: str
) -> Submission:
    """Return what `row` says. lead: the handle that its lead's cell, once looked up, means."""
    wide = len(row)
    said = _NOTHING | {name: row[at] for name, at in given.columns.items() if at < wide}
    return Submission(
        door=Door.IMPORT,
        event=event.slug,
        key=key,
        scope=f"import:{event.slug}",
        by=by,
        name=said["name"] or f"{said['first_name']} {said['last_name']}".strip(),
        party=party_of(said["party"], said["guests"]),
        status=status_of(said["status"]),
        lead=lead,
        contact=said["email"] or said["phone"],
        handle=said["handle"],
        note=said["note"],
        said_at=moment_of(said["said_at"], event.zone, given.day_first),
        needs=needs_of(said["needs"]),
    )


def cell(row: Sequence[str], given: ColumnMap, field: str) -> str:
    """Return what `row` has for `field`, or an empty string."""
    at = given.columns.get(field, len(row))
    return row[at] if at < len(row) else ""


def says_nothing(row: Sequence[str], given: ColumnMap) -> bool:
    """Return whether `row` has nobody in it: a sum below the list, a note."""
    columns = given.columns
    return not any(row[columns[name]] for name in _WHO if columns.get(name, len(row)) < len(row))


def _has(row: Sequence[str], found: Mapping[str, int]) -> bool:
    return found["said_at"] < len(row)


def _heading(text: str) -> str:
    """Return a heading for comparing; the places of a list in it ("[0]", ".0.") are left out."""
    return " ".join(word for word in plain(text).split() if not word.isdigit())


def _by_heading(names: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for field, headings in _HEADINGS.items():
        place = next((names.index(each) for each in headings if each in names), None)
        if place is not None and place not in found.values():
            found[field] = place
    return found


def _by_hints(found: dict[str, int], names: Sequence[str]) -> None:
    for field, hint in _HINTS:
        free = (at for at, name in enumerate(names) if at not in found.values())
        place = next((at for at in free if re.search(hint, names[at])), None)
        if field not in found and place is not None:
            found[field] = place


def _by_cells(found: dict[str, int], wide: int, rows: Sequence[Sequence[str]]) -> None:
    """Find e-mail addresses and phone numbers under headings that do not say so."""
    for field, shape in (("email", _EMAIL), ("phone", _PHONE)):
        for at in range(wide):
            if field in found or at in found.values():
                continue
            cells = [row[at] for row in islice(rows, LOOKED_AT) if at < len(row) and row[at]]
            # An answer of 32,000 letters that is nearly an address took two seconds to read.
            fit = [c for c in cells if len(c) <= MOST_CONTACT and shape.fullmatch(c)]
            if cells and len(fit) >= MOSTLY * len(cells):
                found[field] = at
