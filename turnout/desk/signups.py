"""Commitments come in here, whatever the door: one current one per person and event."""

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import datetime

from turnout.desk import claims, invitations, rallies
from turnout.desk.acting import must_hold
from turnout.desk.desk import Desk
from turnout.desk.ledger import Entry, change_party, enter
from turnout.desk.naming import named_lead as named_lead
from turnout.desk.own import Mine as Mine
from turnout.desk.own import mine as mine
from turnout.desk.persons import (
    Whom,
    given,
    grant_of,
    known_persons,
    lead_who_says,
    learn,
    learn_ways,
    resolve,
    says_the_same,
    with_another,
)
from turnout.errors import Conflict, NotFound, Refused
from turnout.model import Door, Receipt, Role, Status, Submission
from turnout.rules.intake import Draft, draft, through_open_doors
from turnout.rules.review import LOWERS, OTHER_LEAD, TWO_PEOPLE, lowers, why_held, why_still_held
from turnout.store import (
    Asked,
    Reading,
    Transaction,
    budget,
    commitments,
    events,
    log,
    reviews,
    standings,
    waiting,
)
from turnout.store import claims as rows
from turnout.store.commitments import Current

_STRANGERS = (Door.FORM,)  # doors whose address says something of who knocks
_LATE = (Door.FEED, Door.IMPORT)  # doors that bring what was said a while ago


def commit(
    desk: Desk, submission: Submission, address: str = "", roles: tuple[Role, ...] = ()
) -> Future[Receipt]:
    """Take in what came by a door; the receipt says that it is on disk.

    address: where a form was posted from, if known; kept in memory only, to see bursts.
    roles: where given, the link it was said by must still give one of them as it is written.
    Raises at once, or from the future: Refused, NotFound, Conflict (the key came before with
    another body), NotAllowed, StoreFailed.
    """
    work = working(desk, submission, address)
    future = desk.store.write(_by_a_good_link(desk, work, roles) if roles else work)
    if work.address and submission.door in _STRANGERS:
        desk.addresses.note(work.address, work.now)
    return future


def tell(desk: Desk, asked: Sequence[Asked]) -> None:
    """Have what `working` made written, as `commit` does; whoever asked is told of the receipt, or
    of what `commit` raises, from the writer's thread. Raises StoreFailed."""
    desk.store.tell(asked)


def working(
    desk: Desk, submission: Submission, address: str = "", *, looked: bool = False
) -> "_Commit":
    """Return the work of `commit`, to be run inside a write. Raises Refused, NotFound.

    looked: an organizer has looked at it already, so that its size is no reason to wait.
    """
    now = desk.clock()
    event = rallies.shape(desk, submission.event)
    shaped = draft(submission, event, now)
    if submission.person is not None or address in desk.settings.shared_addresses:
        address = ""  # a personal link changes what was signed up before
    held = "" if looked else _why_held(desk, submission, shaped, address, now)
    return _Commit(desk.pepper, submission, shaped, held, now, address)


@dataclass  # not frozen: at one for each commitment, that is what most of making it would take
class _Commit:
    """The work of one commitment, run by the writer: what depends on what stands is decided
    here."""

    pepper: bytes
    submission: Submission
    draft: Draft
    held: str
    now: datetime
    address: str = ""

    def __call__(self, tx: Transaction) -> Receipt:
        key = log.digest(self.pepper, self.submission.scope or self.submission.door,
                         self.submission.key)  # fmt: skip
        fingerprint = fingerprint_of(self.pepper, self.submission)
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
        doors = events.doors_of(tx, came.event)
        if doors is None:
            raise NotFound("event", came.event)
        through_open_doors(doors, made.status, came.door, made.said_at)
        event, scope = doors.id, doors.id if doors.quiet else 0
        lead = named_lead(tx, event, made.lead)
        if came.door is Door.IMPORT and (said := self._said_already(tx, event, scope, lead)):
            return said
        door = str(came.door)  # as itself, an engine would ask it for another form of it each time
        entry = enter(tx, event, "commitment", door, key, came.by, self.now, made.said_at)
        known = known_persons(tx, scope, came, made)
        by_lead = lead_who_says(tx, came, lead)
        foreign = bool(by_lead) and with_another(tx, event, known, by_lead)
        whom = resolve(tx, entry, known, came, made, foreign)
        return self._book(tx, entry, scope, whom, lead, foreign)

    def _book(
        self, tx: Transaction, entry: Entry, scope: int, whom: Whom, lead: int, foreign: bool
    ) -> Receipt:
        """Let it count for its person, or wait for a look: then they stay as they were."""
        came, made, event, person = self.submission, self.draft, entry.event, whom.person
        if whom.known and not made.lead:
            lead = commitments.lead_of(tx, event, person)
        inviter = (
            invitations.inviter(tx, self.pepper, entry, came, person)
            if came.via and not scope  # nobody keeps it of a quiet event
            else None
        )
        if inviter is not None:
            lead = invitations.lead_with(tx, event, inviter, lead)
        if whom.known and came.door in _LATE and said_later(tx, event, person, made.said_at):
            raise Refused("said_at", "overtaken")
        before = commitments.current(tx, event, person) if whom.known else None
        if whom.other is not None:
            reviews.suspect(tx, entry.seq, person, whom.other)
        held = OTHER_LEAD if foreign else self._held(tx, event, person, before, whom.other)
        commitments.insert(
            tx, entry.seq, event, person, lead, made.party, made.status, held, made.note
        )
        if inviter is not None:
            invitations.keep(tx, entry.seq, event, person, inviter)
        self._tell_of(tx, entry, scope, whom, bool(held))
        after = Current(entry.seq, lead, made.party, made.status, entry.door)
        coming = change_party(tx, entry, person, before, before if held else after)
        return Receipt(entry.seq, came.key, coming, bool(held), person=person)

    def _tell_of(self, tx: Transaction, entry: Entry, scope: int, whom: Whom, held: bool) -> None:
        """Let what this says of its person be theirs, or wait (`claims`)."""
        told, person = given(self.draft), whom.person
        if self.submission.remind and not (held and whom.known):
            budget.remind(tx, entry.event, person, self.submission.remind[:60], entry.at)
        if not whom.known:
            learn_ways(tx, entry.event, scope, person, told, entry.at)
        elif held:
            claims.keep(tx, entry.seq, told)
        elif self.submission.door in _STRANGERS and not self.submission.person:
            claims.keep_news(tx, entry.seq, scope, person, told)
        else:
            learn(tx, entry.event, scope, person, told, entry.at)
            rows.outdate(tx, entry.event, person, entry.seq)

    def _said_already(self, tx: Transaction, event: int, scope: int, lead: int) -> Receipt | None:
        """Return what stands where this says the same: a list brought in adds no row for it."""
        persons = known_persons(tx, scope, self.submission, self.draft)
        stands = commitments.current(tx, event, persons[0]) if len(persons) == 1 else None
        if stands is None or not says_the_same(stands, self.draft, lead):
            return None
        # A contact or handle that was not known is: by it they are the same person from now on.
        ways = given(self.draft)._replace(name="", needs=(), consent="")
        learn(tx, event, scope, persons[0], ways, self.now)
        coming = standings.total(tx, event)[2].coming
        return Receipt(stands.seq, self.submission.key, coming, again=True, person=persons[0])

    def _held(
        self, tx: Transaction, event: int, person: int, before: Current | None, other: int | None
    ) -> str:
        """Return why this waits for a look, or an empty string."""
        came, made = self.submission, self.draft
        if other is not None:
            return TWO_PEOPLE
        if came.door is Door.FORM:
            if came.person is not None:  # a link that a stranger got is no better than its form
                before = commitments.before_link(tx, event, person, grant_of(came.by))
            if before and lowers(before.status, before.party, made.status, made.party):
                return self.held or LOWERS
        own_link = came.door is Door.FORM and came.person is not None
        if self.held or not own_link or made.status is Status.CANCELLED:
            return self.held
        return why_still_held(waiting.promises(tx, event, person))


def said_later(look: Reading, event: int, person: int, said_at: datetime) -> bool:
    """Return whether `person` has said something newer at `event` than `said_at`: feeds bring
    old posts late, and the newest word stands."""
    newest = commitments.newest_said_at(look, event, person)
    return newest is not None and newest > said_at


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


def _by_a_good_link(
    desk: Desk, work: _Commit, roles: tuple[Role, ...]
) -> Callable[[Transaction], Receipt]:
    def checked(tx: Transaction) -> Receipt:
        must_hold(desk, tx, work.submission.by, work.submission.event, *roles)
        return work(tx)

    return checked


def _answer_again(first: log.FirstAnswer, fingerprint: str, key: str) -> Receipt:
    kept, seq, coming, held, person = first
    if kept and kept != fingerprint:
        raise Conflict(key)
    return Receipt(seq, key, coming, bool(held), again=True, person=person)


def fingerprint_of(pepper: bytes, came: Submission) -> str:
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
        # What an earlier release kept of a sign-up had neither.
        *((came.remind,) if came.remind else ()),
        *(("via", came.via) if came.via else ()),
    )
    return log.digest(pepper, repr(said))
