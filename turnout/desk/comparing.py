"""What a list says beside what is known: one verdict a row, looked up many at once.

It decides as `signups` does inside the write, and remembers what the rows before would have
changed; so that what is told beforehand is what storing then does.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from turnout.desk.desk import Desk
from turnout.desk.persons import says_the_same
from turnout.desk.signups import fingerprint_of, named_lead
from turnout.errors import Reason, Refused
from turnout.model import Event, Receipt, Submission
from turnout.rules.intake import Draft, draft, through_open_doors
from turnout.store import Reading, log, lookups
from turnout.store.commitments import Current

NEW, CHANGES, SAME, AGAIN, OLDER, REFUSED = "new", "changes", "same", "again", "older", "refused"
KINDS = (NEW, CHANGES, SAME, AGAIN, OLDER, REFUSED)
STORED = (NEW, CHANGES, SAME)  # what is written; the rest changes nothing

_Key = tuple[str, ...]  # a contact's kind and value; "handle", its host and user


@dataclass(frozen=True, slots=True)
class Verdict:
    """What becomes of one submission.

    kind: new (a person not known yet, or known from elsewhere) | changes (`before` stood) | same |
        again (this very row came before) | older (they have said something newer since) | refused.
    submission: what is to be committed; a row that has changed since has a new key, and a person.
    known: the person was known before.
    """

    kind: str
    submission: Submission
    before: Current | None = None
    known: bool = False
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class _Shaped:
    submission: Submission
    draft: Draft
    lead: int
    key: str
    fingerprint: str


class Comparing:
    """Compares submissions to one event, in the order in which they would be committed."""

    def __init__(self, desk: Desk, event: Event) -> None:
        self._desk, self._event, self._now = desk, event, desk.clock()
        self._scope = event.id if event.quiet else 0
        self._leads: dict[str, int | Refused] = {}
        self._answered: dict[str, tuple[str, int | None]] = {}
        self._persons: dict[_Key, int] = {}  # by contact or handle
        self._current: dict[int, Current] = {}
        self._said: dict[int, datetime] = {}
        self._merged: dict[int, int] = {}
        self._next = -1  # persons that would be new have numbers below zero

    def verdicts(self, look: Reading, submissions: Sequence[Submission]) -> list[Verdict]:
        """Return what would become of each of `submissions`; a few hundred at once."""
        pepper = self._desk.pepper
        keys = [log.digest(pepper, came.scope or came.door, came.key) for came in submissions]
        for key, answer in lookups.receipts(look, keys).items():
            self._answered.setdefault(key, answer)
        shaped = [self._shape(look, came, key) for came, key in zip(submissions, keys, strict=True)]
        self._look_up(look, [each for each in shaped if isinstance(each, _Shaped)])
        return [each if isinstance(each, Verdict) else self._verdict(look, each) for each in shaped]

    def _shape(self, look: Reading, came: Submission, key: str) -> "_Shaped | Verdict":
        fingerprint = ""
        if key in self._answered:
            fingerprint = fingerprint_of(self._desk.pepper, came)
            if self._answered[key][0] in ("", fingerprint):
                return Verdict(AGAIN, came, known=True)
        try:
            made = draft(came, self._event, self._now)
            through_open_doors(self._event, made.status, came.door, made.said_at)
            lead = self._lead(look, made.lead)
        except Refused as refused:
            return Verdict(REFUSED, came, reasons=refused.reasons)
        return _Shaped(came, made, lead, key, fingerprint)

    def _lead(self, look: Reading, handle: str) -> int:
        if handle not in self._leads:
            try:
                self._leads[handle] = named_lead(look, self._event.id, handle)
            except Refused as refused:
                self._leads[handle] = refused
        found = self._leads[handle]
        if isinstance(found, Refused):
            raise found
        return found

    def _look_up(self, look: Reading, shaped: Sequence[_Shaped]) -> None:
        persons = dict(self._look_up_persons(look, shaped))
        for known, person in persons.items():
            self._persons.setdefault(known, person)
        answered = (self._answered.get(each.key, ("", None))[1] for each in shaped)
        found = {*persons.values(), *(person for person in answered if person and person > 0)}
        fresh = [person for person in found if person not in self._said]
        self._current |= lookups.currents(look, self._event.id, fresh)
        self._said |= dict.fromkeys(fresh, _NEVER)
        self._said |= lookups.newest_said(look, self._event.id, fresh)

    def _look_up_persons(
        self, look: Reading, shaped: Sequence[_Shaped]
    ) -> Iterator[tuple[_Key, int]]:
        """Yield whom the contacts and handles are known to be of."""
        contacts = [each.draft.contact for each in shaped if each.draft.contact]
        for kind in ("email", "phone"):
            values = [contact.value for contact in contacts if contact.kind == kind]
            known = lookups.by_contacts(look, self._scope, kind, values)
            yield from (((kind, value), person) for value, person in known.items())
        handles = [each.draft.handle for each in shaped if each.draft.handle]
        named = lookups.by_handles(look, self._scope, ((h.host, h.user) for h in handles if h.host))
        yield from ((("handle", *handle), person) for handle, person in named.items())

    def _verdict(self, look: Reading, each: _Shaped) -> Verdict:
        answered = self._answered.get(each.key)
        if answered is None:
            return self._decided(each)
        _, person = answered
        if not person:  # erased since: what they said before is nobody's to say again
            return Verdict(AGAIN, each.submission, known=True)
        return self._changed_since(look, each, self._one(person))

    def _changed_since(self, look: Reading, each: _Shaped, person: int) -> Verdict:
        """Return what becomes of a row whose id came before with other words: the same person
        says something new."""
        anew = replace(
            each.submission,
            key=f"{each.submission.key}:{each.fingerprint[:16]}",
            person=person if person > 0 else None,
        )
        key = log.digest(self._desk.pepper, anew.scope or anew.door, anew.key)
        if lookups.receipts(look, [key]):
            return Verdict(AGAIN, anew, known=True)
        return self._decided(replace(each, submission=anew, key=key), person)

    def _decided(self, each: _Shaped, own: int | None = None) -> Verdict:
        made, came = each.draft, each.submission
        known = self._known(made, own)
        before = self._current.get(known[0]) if known else None
        if len(known) == 1 and before and says_the_same(before, made, each.lead):
            self._persons |= dict.fromkeys(_keys(made), known[0])
            return Verdict(SAME, came, before, known=True)
        if any(self._said.get(person, _NEVER) > made.said_at for person in known):
            return Verdict(OLDER, came, before, known=True)
        self._remember(each, known, before)
        return Verdict(CHANGES if before else NEW, came, before, known=bool(known))

    def _known(self, made: Draft, own: int | None) -> list[int]:
        keys = _keys(made)
        found = [own, *(self._persons.get(key) for key in keys)]
        ones = {self._one(person) for person in found if person is not None}
        return sorted(ones, key=lambda person: (person < 0, abs(person)))

    def _one(self, person: int) -> int:
        """Return whom `person` turned out to be."""
        while person in self._merged:
            person = self._merged[person]
        return person

    def _remember(self, each: _Shaped, known: list[int], before: Current | None) -> None:
        made = each.draft
        person = known[0] if known else self._next
        self._next -= not known
        self._merged |= dict.fromkeys(known[1:], person)
        for key in _keys(made):
            self._persons[key] = person
        lead = each.lead if made.lead or before is None else before.lead
        self._current[person] = Current(0, lead, made.party, made.status, each.submission.door)
        self._said[person] = max(
            made.said_at, *(self._said.get(p, _NEVER) for p in (person, *known))
        )


def outcome(verdict: Verdict, receipt: Receipt) -> str:
    """Return what became of a row that was stored: what another wrote meanwhile is seen."""
    return SAME if receipt.again and verdict.kind != SAME else verdict.kind


_NEVER = datetime.fromisoformat("0001-01-01T00:00:00+00:00")


def _keys(made: Draft) -> list[_Key]:
    found: list[_Key] = []
    if made.contact:
        found.append((made.contact.kind, made.contact.value))
    if made.handle and made.handle.host:
        found.append(("handle", made.handle.host, made.handle.user))
    return found
