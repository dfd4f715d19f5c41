"""What a lead says of being named: its shape, and which of two places is the more public. Pure."""

from dataclasses import dataclass

from turnout.errors import Reason, Refused
from turnout.model.recognition import Place
from turnout.rules.intake import MOST_NAME, can_be_seen, has_hidden_characters

_PUBLIC = (Place.NOWHERE, Place.ROWS, Place.ROLL)


@dataclass(frozen=True)
class Wanted:
    """Where a lead wants to be named, in shape. name: how they want to be shown, "" as it stands;
    said_as: how their name is said aloud, "" where nobody need be told."""

    place: Place
    name: str = ""
    said_as: str = ""


def wanted(place: str, name: str = "", said_as: str = "") -> Wanted:
    """Return what a lead wants. Raises Refused("place" | "name" | "said_as") with every reason."""
    reasons = []
    if place not in set(Place):
        reasons.append(Reason("place", "unknown", {"given": place}))
    called, said = (" ".join(text.split()) for text in (name, said_as))
    for field, text in (("name", called), ("said_as", said)):
        if len(text) > MOST_NAME:
            reasons.append(Reason(field, "too_long", {"most": MOST_NAME}))
        elif has_hidden_characters(text) or (text and not can_be_seen(text)):
            reasons.append(Reason(field, "bad_characters"))
    if reasons:
        raise Refused.of(reasons)
    return Wanted(Place(place), called, said)


def is_more_public(one: Place, other: Place) -> bool:
    """Return whether `one` names a lead in more places than `other`."""
    return _PUBLIC.index(one) > _PUBLIC.index(other)
