"""A supporter's own entry, by their personal link."""

from dataclasses import dataclass

from turnout.desk.desk import Desk
from turnout.desk.rallies import found
from turnout.errors import NotAllowed
from turnout.model import Door, Event, ReviewState, Role, Status
from turnout.rules.contact import Handle
from turnout.store import Reading, claims, commitments, grants, leads, log, people, reviews


@dataclass(frozen=True)
class Mine:
    """A supporter's own entry, as their personal link shows it."""

    event: Event
    name: str
    party: int
    status: Status
    lead: str
    held: bool
    person: int
    grant: int
    handle: str = ""  # of their lead, where that one is shown


def mine(desk: Desk, token: str) -> Mine:
    """Return the entry that a personal link opens. Raises NotAllowed when it is no longer good.

    It is not, once somebody signed up anew as the same person: one of the two is not who they
    say, and neither shall read what the other wrote. A name given elsewhere since stays there.
    """
    now = desk.clock()
    with desk.store.reading() as look:
        grant = grants.by_token(look, log.token_hash(token), now)
        if grant is None or grant.role is not Role.SUPPORTER or grant.person is None:
            raise NotAllowed("personal link")
        event = found(look, grant.event or "")
        row = commitments.newest(look, event.id, grant.person)
        since = commitments.said_since(look, grant.person, grant.id)
        handle = _handle(look, row["lead_id"]) if row else ""
        name = "" if since else _name(look, event.id, grant.person, grant.id)
    if row is None or (event.id, Door.FORM) in since:
        raise NotAllowed("personal link")
    return Mine(
        event, name, row["party"], Status(row["status"]), row["lead"], bool(row["held"]),
        grant.person, grant.id, handle,
    )  # fmt: skip


def _name(look: Reading, event: int, person: int, grant: int) -> str:
    """Return the name that the sign-up of this link gave: a stranger who typed somebody's contact
    was held, and does not read that somebody's name."""
    claim = claims.of_link(look, event, person, grant)
    if claim is not None:
        return claim.name
    card = people.card(look, person)
    return str(card["name"]) if card else ""


def _handle(look: Reading, lead: int) -> str:
    """Return the handle that a link may carry to the lead they are with; empty where that one is
    hidden, or there is none."""
    row, decided = leads.one(look, lead), reviews.newest(look, f"lead:{lead}")
    hidden = decided is not None and decided["state"] != ReviewState.SHOWN
    return "" if row is None or hidden else str(Handle(row["user"], row["host"]))
