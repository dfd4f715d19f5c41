"""Leads' own links, handed out: made anew, taken back, and known to have been opened."""

import secrets
from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import datetime

from turnout.desk import roster
from turnout.desk.acting import must_hold
from turnout.desk.desk import Desk
from turnout.desk.rallies import found
from turnout.model import Role
from turnout.rules.access import GOOD_FOR
from turnout.store import Transaction, grants, log
from turnout.store.times import read, read_or_none

_BYTES = 16


@dataclass(frozen=True)
class Handed:
    """A lead's newest good link, without its token. opened_at: when it first let a device in."""

    made_at: datetime
    expires_at: datetime | None
    opened_at: datetime | None


def hand_out(
    desk: Desk, event: str, handles: Sequence[str], *, by: str = "desk"
) -> Future[dict[str, str]]:
    """Return a new token for the link of each lead named, by handle; their earlier links end.

    A token is not kept, only its hash: it is shown now or never.
    Raises Refused("lead"), NotFound, also where `by` is a link taken back.
    """
    tokens = {handle: secrets.token_urlsafe(_BYTES) for handle in handles}
    now, good_for = desk.clock(), GOOD_FOR[Role.LEAD]
    until = now + good_for if good_for else None

    def work(tx: Transaction) -> dict[str, str]:
        must_hold(desk, tx, by, event, Role.ORGANIZER)
        number = found(tx, event).id
        for handle, token in tokens.items():
            lead = roster.named(tx, number, handle)
            grants.revoke_of_lead(tx, lead, now)
            hashed = log.token_hash(token)
            grants.insert(tx, hashed, Role.LEAD, number, lead, None, now, until)
        return tokens

    return desk.store.write(work)


def take_back(desk: Desk, event: str, handle: str, *, by: str = "desk") -> Future[int]:
    """End every link of a lead, and every session it opened; return how many there were.

    Raises Refused("lead"), NotFound.
    """

    def work(tx: Transaction) -> int:
        must_hold(desk, tx, by, event, Role.ORGANIZER)
        lead = roster.named(tx, found(tx, event).id, handle)
        return grants.revoke_of_lead(tx, lead, desk.clock())

    return desk.store.write(work)


def handed(desk: Desk, event: str) -> dict[int, Handed]:
    """Return the newest good link of each lead who has one, by the lead's id. Raises NotFound."""
    with desk.store.reading() as look:
        rows = grants.of_leads(look, found(look, event).id, desk.clock())
    kept: dict[int, Handed] = {}
    for row in rows:
        opened = read_or_none(row["opened_at"])
        kept[row["lead"]] = Handed(read(row["made_at"]), read_or_none(row["expires_at"]), opened)
    return kept
