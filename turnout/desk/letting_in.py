"""Links that an organizer hands to others who run or fund a rally: made, listed, taken back."""

import secrets
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import datetime

from turnout.desk.acting import must_hold
from turnout.desk.desk import Desk
from turnout.desk.door import good_until
from turnout.desk.rallies import found
from turnout.errors import NotAllowed, NotFound
from turnout.model import Role
from turnout.rules.access import GOOD_FOR
from turnout.store import Transaction, grants, log
from turnout.store.times import read, read_or_none

ROLES = (Role.ORGANIZER, Role.FUNDER, Role.DOOR)  # leads' links stand with the leads
_BYTES = 16


@dataclass(frozen=True)
class LetIn:
    """A good link to one rally, without its token: that was shown once."""

    grant: int
    role: Role
    made_at: datetime
    expires_at: datetime | None


def make(desk: Desk, event: str, role: Role, *, by: str = "desk") -> Future[str]:
    """Return the token of a new link to `event`, for one of ROLES. It is shown now or never.

    Raises NotAllowed for another role, NotFound, also where `by` is a link taken back.
    """
    if role not in ROLES:
        raise NotAllowed("role")
    token, now, good_for = secrets.token_urlsafe(_BYTES), desk.clock(), GOOD_FOR[role]
    until = now + good_for if good_for else None

    def work(tx: Transaction) -> str:
        must_hold(desk, tx, by, event, Role.ORGANIZER)
        grants.insert(tx, log.token_hash(token), role, found(tx, event).id, None, None, now, until)
        return token

    return desk.store.write(work)


def links(desk: Desk, event: str) -> list[LetIn]:
    """Return the good links to `event` itself, the newest first. Raises NotFound."""
    with desk.store.reading() as look:
        shuts_at = good_until(found(look, event))
        kept = [
            LetIn(
                grant.id,
                grant.role,
                read(made_at),
                shuts_at if grant.role is Role.DOOR else read_or_none(expires_at),
            )
            for grant, made_at, expires_at in grants.every(look, desk.clock())
            if grant.event == event and grant.role in ROLES
        ]
    return kept[::-1]


def take_back(desk: Desk, event: str, grant: int, *, by: str = "desk") -> Future[None]:
    """End a link to `event`, and every session it opened.

    Raises NotFound, also for a link to another rally, and where `by` is a link taken back.
    """

    def work(tx: Transaction) -> None:
        must_hold(desk, tx, by, event, Role.ORGANIZER)
        now = desk.clock()
        known = grants.by_id(tx, grant, now)
        if known is None or known.event != event or known.role not in ROLES:
            raise NotFound("key", str(grant))
        grants.revoke(tx, grant, now)

    return desk.store.write(work)
