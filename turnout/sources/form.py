"""What the join form and a personal link post, as Submissions."""

import secrets
from collections.abc import Iterable

from turnout.model import Door, Submission

CONSENT = "join.consent/1"  # the wording agreed to; a new wording is a new number
REMIND = "join.remind/1"
MOST_FIELD = 12_000  # letters; what is longer is cut, and refused all the same

Fields = dict[str, list[str]]


def fields(pairs: Iterable[tuple[str, str]]) -> Fields:
    """Return the values of each field, in the order given."""
    found: Fields = {}
    for name, value in pairs:
        found.setdefault(name, []).append(value[:MOST_FIELD])
    return found


def sign_up(
    event: str, posted: Fields, lead: str, lang: str, doubt: str = "", via: str = ""
) -> Submission:
    """Return the sign-up in `posted`, for the lead `lead` or, where empty, on their own.

    via: the code of the supporter by whose link they came.

    The field "website" is hidden from people: who fills it in is held for a look, not refused,
    since a browser that fills in forms may be the one that did.
    doubt: another reason to have it held, if nothing hidden was filled in.
    """
    return Submission(
        door=Door.FORM,
        event=event,
        key=_key(posted),
        scope="form",
        name=one(posted, "name"),
        party=one(posted, "party"),
        status=one(posted, "status") or "yes",
        lead=lead,
        via=via,
        contact=one(posted, "contact"),
        handle=one(posted, "handle"),
        lang=lang,
        needs=tuple(posted.get("needs", ())),
        consent=CONSENT if one(posted, "consent") else "",
        remind=REMIND if one(posted, "remind") else "",
        doubt="hidden_field" if one(posted, "website").strip() else doubt,
    )


def change(event: str, posted: Fields, person: int, grant: int, lang: str) -> Submission:
    """Return what the bearer of a personal link changes: how many, and whether at all.

    person, grant: what the link, once checked, stands for.
    """
    return Submission(
        door=Door.FORM,
        event=event,
        key=_key(posted),
        scope=f"form:{person}",
        by=f"grant:{grant}",
        party=one(posted, "party"),
        status=one(posted, "status"),
        lang=lang,
        person=person,
    )


def one(posted: Fields, name: str) -> str:
    """Return the field `name`, or "" where it is missing."""
    return posted.get(name, [""])[0]


def _key(posted: Fields) -> str:
    return one(posted, "key")[:80] or secrets.token_urlsafe(16)
