"""Commitments come in here, whatever the door: one current one per person and event."""

from concurrent.futures import Future
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from turnout.desk import rallies
from turnout.desk.desk import Desk
from turnout.desk.ledger import ON_THEIR_OWN, change_party, enter
from turnout.desk.persons import resolve
from turnout.errors import Conflict, NotAllowed, NotFound, Refused
from turnout.model import Door, Event, Receipt, Role, Status, Submission
from turnout.rules.contact import Handle, handle_of
from turnout.rules.intake import Draft, draft, through_open_doors
from turnout.rules.review import why_held, why_still_held
from turnout.store import Reading, Transaction, commitments, events, grants, leads, log, people
from turnout.store.commitments import Current

_STRANGERS = (Door.FORM,)  # doors whose address says something of who knocks


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


def commit(desk: Desk, submission: Submission, address: str = "") -> Future[Receipt]:
    """Take in what came by a door; the receipt says that it is on disk.

    address: where a form was posted from, if known; kept in memory only, to see bursts.
    Raises at once, or from the future: Refused, NotFound, Conflict (the key came before with
    another body), NotAllowed, StoreFailed.
    """
    now = desk.clock()
    event = rallies.shape(desk, submission.event)
    shaped = draft(submission, event, now)
    if submission.person is not None or address in desk.settings.shared_addresses:
        address = ""  # a personal link changes what was signed up before
    held = _why_held(desk, submission, shaped, address, now)
    work = _Commit(desk.pepper, submission, shaped, held, now)
    future = desk.store.write(work)
    if address and submission.door in _STRANGERS:
        desk.addresses.note(address, now)
    return future


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
        event = rallies.found(look, grant.event or "")
        row = commitments.newest(look, event.id, grant.person)
        card = people.card(look, grant.person)
        since = commitments.said_since(look, grant.person, grant.id)
    if row is None or card is None or (event.id, Door.FORM) in since:
        raise NotAllowed("personal link")
    name = "" if since else card["name"]
    return Mine(
        event, name, row["party"], Status(row["status"]), row["lead"], bool(row["held"]),
        grant.person, grant.id,
    )  # fmt: skip


@dataclass(frozen=True)
class _Commit:
    """The work of one commitment, run by the writer: what depends on what stands is decided
    here."""

    pepper: bytes
    submission: Submission
    draft: Draft
    held: str
    now: datetime

    def __call__(self, tx: Transaction) -> Receipt:
        key = log.digest(self.pepper, self.submission.scope or self.submission.door,
                         self.submission.key)  # fmt: skip
        fingerprint = _fingerprint(self.pepper, self.submission)
        first = log.receipt(tx, key)
        if first is not None:
            return _answer_again(first, fingerprint, self.submission.key)
        receipt = self._record(tx, key)
        log.keep_receipt(
            tx, key, fingerprint, receipt.seq, receipt.coming, receipt.held, receipt.person or 0
        )
        return receipt

    def _record(self, tx: Transaction, key: str) -> Receipt:
        came, made = self.submission, self.draft
        known_event = events.doors_of(tx, came.event)
        if known_event is None:
            raise NotFound("event", came.event)
        event, is_open, quiet = known_event
        through_open_doors(is_open, made.status)
        lead = named_lead(tx, event, made.lead)
        entry = enter(tx, event, "commitment", came.door, key, came.by, self.now, made.said_at)
        person, known = resolve(tx, entry, event if quiet else 0, came, made)
        if known and not made.lead:
            lead = commitments.lead_of_newest(tx, event, person)
        if known and came.door is Door.FEED and said_later(tx, event, person, made.said_at):
            raise Refused("said_at", "overtaken")
        held = self._held(tx, event)
        commitments.insert(
            tx, entry.seq, event, person, lead, made.party, made.status, held, made.note
        )
        before = commitments.current(tx, event, person) if known else None
        after = Current(entry.seq, lead, made.party, made.status, came.door)
        coming = change_party(tx, entry, person, before, before if held else after)
        return Receipt(entry.seq, came.key, coming, bool(held), person=person)

    def _held(self, tx: Transaction, event: int) -> str:
        """Return why this waits for a look, or an empty string."""
        own = self.submission.person
        if self.held or own is None or self.draft.status is Status.CANCELLED:
            return self.held
        return why_still_held(commitments.promises(tx, event, own))


def said_later(look: Reading, event: int, person: int, said_at: datetime) -> bool:
    """Return whether `person` has said something newer at `event` than `said_at`: feeds bring
    old posts late, and the newest word stands."""
    newest = commitments.newest_said_at(look, event, person)
    return newest is not None and newest > said_at


def named_lead(look: Reading, event: int, handle: str) -> int:
    """Return the lead whose handle was given, ON_THEIR_OWN where none was.

    Raises Refused("lead", "unknown" | "ambiguous").
    """
    if not handle:
        return ON_THEIR_OWN
    named = leads.named(look, event, *_parts(handle))
    if len(named) != 1:
        code = "ambiguous" if named else "unknown"
        raise Refused("lead", code, given=handle[:60])
    return named[0]


def _parts(handle: str) -> tuple[str, str]:
    try:
        parsed: Handle = handle_of(handle)
    except Refused as refused:
        raise Refused("lead", "unknown", given=handle[:60]) from refused
    return parsed.user, parsed.host


def _why_held(desk: Desk, came: Submission, made: Draft, address: str, now: datetime) -> str:
    if made.status is Status.CANCELLED:
        return ""  # taking a promise back never waits
    return why_held(
        came,
        made.party,
        desk.addresses.before(address) if address else (),
        now=now,
        hold_party=desk.settings.hold_party,
        burst=desk.settings.burst,
    )


def _answer_again(first: Any, fingerprint: str, key: str) -> Receipt:
    kept, seq, coming, held, person = first
    if kept and kept != fingerprint:
        raise Conflict(key)
    return Receipt(seq, key, coming, bool(held), again=True, person=person)


def _fingerprint(pepper: bytes, came: Submission) -> str:
    """Return a digest of what was said, so that the same key with another body is noticed."""
    said = (
        came.event,
        came.name,
        came.party,
        came.status,
        came.lead,
        came.contact,
        came.handle,
        came.note,
        came.said_at,
        came.needs,
        came.consent,
        came.person,
    )
    return log.digest(pepper, repr(said))
