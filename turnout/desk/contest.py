"""What a lead may see of challenges beside their own: whom they may ask, and in what tone."""

from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any

from turnout.desk import challenge_acts, challenge_shown, cleaned, corrections, seeing
from turnout.desk.desk import Desk
from turnout.desk.pocket import Actor
from turnout.desk.rallies import found
from turnout.errors import NotFound
from turnout.model import Event, Receipt
from turnout.model.challenges import ChallengeProgress
from turnout.model.seeing import Audience, Part, Seen
from turnout.rules.contact import Handle
from turnout.store import Reading, challenges, competing, leads

MOST_RIVALS = 60  # more than a lead asks, and few enough for a phone to keep


def beside(desk: Desk, who: Actor) -> dict[str, Any]:
    """Return what a lead's phone keeps beside what stands: {"sees", "tone", "rivals"}.

    sees: whether leads are shown challenges at all. rivals: {name, handle} of those who like to
    compete and whom this lead may know of. Raises NotFound.
    """
    with desk.store.reading() as look:
        event = found(look, who.event)
        sight = seeing.seen_in(look, event).of(Audience.LEADS)
        sees = Part.CHALLENGES in sight.parts
        rivals = _rivals(look, event.id, challenge_acts.known_to(look, event, who.lead))
        return {"sees": sees, "tone": sight.tone.value, "rivals": rivals if sees else []}


def public(desk: Desk, slug: str, challenge: int) -> tuple[Event, Seen, ChallengeProgress]:
    """Return a challenge that the public page may show, however long it is over, with its event
    and what each audience sees there.

    Raises NotFound: there is none, nobody took it up, or the page is shown no challenges.
    """
    now = desk.clock()
    with desk.store.reading() as look:
        event = found(look, slug)
        seen = seeing.seen_in(look, event)
        known = challenges.one(look, event.id, challenge)
        shown = challenge_shown.one(look, event, known, now) if known else None
        if shown is None or not seen.may(Part.CHALLENGES, Audience.PAGE):
            raise NotFound("challenge", str(challenge))
        return event, seen, shown


@dataclass(frozen=True)
class ToAsk:
    """A lead whom an organizer may challenge; competes: also to reach a target each."""

    handle: str
    name: str
    competes: bool


def to_ask(desk: Desk, slug: str) -> list[ToAsk]:
    """Return the leads of an event, those who like to compete first. Raises NotFound."""
    with desk.store.reading() as look:
        event = found(look, slug)
        likes = competing.of_event(look, event.id)
        every = [
            ToAsk(str(Handle(row["user"], row["host"])), row["name"], row["id"] in likes)
            for row in leads.of_event(look, event.id)
        ]
    return sorted(every, key=lambda each: (not each.competes, each.name.casefold()))


def has_areas(desk: Desk, slug: str) -> bool:
    """Return whether an event has areas that can be cleaned. Raises NotFound."""
    with desk.store.reading() as look:
        event = found(look, slug)
        return cleaned.areas_of(look, event, desk.clock()) is not None


def go_on(desk: Desk, slug: str, challenge: int, by: str) -> Future[Receipt]:
    """Let a challenge go on that was called off. Raises NotFound, Refused("seq", "overtaken")."""
    with desk.store.reading() as look:
        known = challenges.one(look, found(look, slug).id, challenge)
        turned = challenges.turns(look, [challenge]).get(challenge)
    if known is None or turned is None:
        raise NotFound("challenge", str(challenge))
    return corrections.undo(desk, turned[1], by=by, event=slug)


def _rivals(look: Reading, event: int, known: set[int]) -> list[dict[str, str]]:
    likes = competing.of_event(look, event) & known
    rows = [row for row in leads.of_event(look, event) if row["id"] in likes]
    return [
        {"name": row["name"], "handle": str(Handle(row["user"], row["host"]))}
        for row in rows[:MOST_RIVALS]
    ]
