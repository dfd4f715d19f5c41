"""The shape of what comes in: a Submission becomes a Draft, or is Refused with every reason."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import ParamSpec, Protocol

from turnout.errors import Reason, Refused
from turnout.model import NEEDS, Door, Event, EventState, Status, Submission, end_of
from turnout.model.values import value
from turnout.rules.contact import Contact, Handle, contact_of, handle_of

Given = ParamSpec("Given")

MOST_IN_PARTY = 50  # a bus; more is several commitments, or a lead's total
MOST_NAME = 200  # letters; the longest real names we know of stay under it
MOST_NOTE = 1_000
OLDEST_SAID = timedelta(days=800)  # an import may bring the last campaign but one
AHEAD_SAID = timedelta(minutes=10)  # clocks of phones and servers differ
_PROMISES = frozenset({Status.YES, Status.MAYBE})
_STATUSES = frozenset(Status)
_WHOLE = re.compile(r"-?[0-9]{1,30}")
_LANG = re.compile(r"[A-Za-z]{2,8}(?:[-_][A-Za-z0-9]{1,8}){0,3}")  # a tag, such as es or es-MX
_BIDI = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C])

# By these somebody of ours brings what others said before: it goes in when they come to it.
_BRING_LATER = (Door.DESK, Door.IMPORT, Door.PAPER, Door.VOICE)


class Doors(Protocol):
    """What decides whether an event takes a promise."""

    @property
    def open(self) -> bool: ...
    @property
    def state(self) -> EventState: ...
    @property
    def starts_at(self) -> datetime: ...
    @property
    def ends_at(self) -> datetime | None: ...


@value(frozen=True)
class Draft:
    """A commitment whose shape is right; what depends on what stands is decided in the write."""

    name: str
    party: int
    status: Status
    lead: str
    contact: Contact | None
    handle: Handle | None
    note: str
    said_at: datetime
    needs: tuple[str, ...]
    consent: str
    lang: str


def draft(submission: Submission, event: Event, now: datetime) -> Draft:
    """Return what `submission` says, checked; `now` is aware.

    Raises Refused with a reason for every field that is wrong, in the form's order.
    """
    lang = submission.lang.strip()
    try:
        return Draft(
            name=_name(submission),
            party=_party(submission, event),
            status=_status(submission),
            lead=submission.lead.strip().lstrip("@"),
            contact=_contact(submission, event),
            handle=_handle(submission),
            note=_note(submission),
            said_at=_said_at(submission, now),
            needs=_needs(submission, event),
            consent=_consent(submission),
            lang=lang if _LANG.fullmatch(lang) else "",
        )
    except Refused:  # by the first that is wrong
        raise Refused.of(_reasons(submission, event, now)) from None


def through_open_doors(event: Doors, status: Status, door: Door, said_at: datetime) -> None:
    """Raise Refused("event", "postponed" | "cancelled" | "closed" | "over") for a promise to an
    event that takes none; taking one back is always heard.

    said_at: a promise made before the end goes in after it. Whoever wants sign-ups to stay open
        longer gives the event a later end.
    """
    if status is Status.CANCELLED:
        return
    if event.state is not EventState.ON:
        raise Refused("event", event.state.value)
    if not event.open:
        raise Refused("event", "closed")
    if door not in _BRING_LATER and end_of(event.starts_at, event.ends_at) <= said_at:
        raise Refused("event", "over")


def _reasons(submission: Submission, event: Event, now: datetime) -> list[Reason]:
    """Return what is wrong with every field, in the form's order."""
    return [
        *_why(_name, submission),
        *_why(_party, submission, event),
        *_why(_status, submission),
        *_why(_contact, submission, event),
        *_why(_handle, submission),
        *_why(_note, submission),
        *_why(_said_at, submission, now),
        *_why(_needs, submission, event),
        *_why(_consent, submission),
    ]


def _why(
    check: Callable[Given, object], *given: Given.args, **named: Given.kwargs
) -> Sequence[Reason]:
    try:
        check(*given, **named)
    except Refused as refused:
        return refused.reasons
    return ()


def _name(submission: Submission) -> str:
    name = " ".join(unicodedata.normalize("NFC", submission.name).split())
    if not name and submission.door is Door.FORM and submission.person is None:
        raise Refused("name", "missing")
    if len(name) > MOST_NAME:
        raise Refused("name", "too_long", most=MOST_NAME)
    if has_hidden_characters(name) or (name and not can_be_seen(name)):
        raise Refused("name", "bad_characters")
    return name


def _party(submission: Submission, event: Event) -> int:
    text = submission.party.strip()
    if not _WHOLE.fullmatch(text):
        raise Refused("party", "not_whole", given=text[:40])
    public = submission.door is Door.FORM
    most = min(event.most_in_party, MOST_IN_PARTY) if public else MOST_IN_PARTY
    if not 1 <= int(text) <= most:
        raise Refused("party", "out_of_range", least=1, most=most)
    return int(text)


def _status(submission: Submission) -> Status:
    # A stranger can only promise; a personal link, once checked, may confirm or cancel.
    stranger = submission.door is Door.FORM and submission.person is None
    text = submission.status.strip().lower()
    if text not in (_PROMISES if stranger else _STATUSES):
        code = "unknown" if stranger else "not_status"
        raise Refused("status", code, given=submission.status[:40])
    return Status(text)


def _contact(submission: Submission, event: Event) -> Contact | None:
    text = submission.contact.strip()
    public = submission.door is Door.FORM and submission.person is None
    if public and event.ask_contact == "no":
        return None  # not asked, not kept
    if not text:
        if public and event.contact_required:
            raise Refused("contact", "missing")
        return None
    return contact_of(text, event.ask_contact if public else "either")


def _handle(submission: Submission) -> Handle | None:
    return handle_of(submission.handle) if submission.handle.strip() else None


def _note(submission: Submission) -> str:
    note = submission.note.strip()
    if len(note) > MOST_NOTE:
        raise Refused("note", "too_long", most=MOST_NOTE)
    if has_hidden_characters(note.replace("\n", " ").replace("\r", " ").replace("\t", " ")):
        raise Refused("note", "bad_characters")
    return note


def _said_at(submission: Submission, now: datetime) -> datetime:
    if not submission.said_at.strip():
        return now
    try:
        said_at = datetime.fromisoformat(submission.said_at.strip())
    except ValueError:
        raise Refused("said_at", "not_time", given=submission.said_at[:40]) from None
    if said_at.tzinfo is None or not now - OLDEST_SAID <= said_at <= now + AHEAD_SAID:
        raise Refused("said_at", "not_time", given=submission.said_at[:40])
    return min(said_at, now)


def _needs(submission: Submission, event: Event) -> tuple[str, ...]:
    if not submission.needs:
        return ()
    offered = event.needs if submission.door is Door.FORM else NEEDS
    for need in submission.needs:
        if need not in offered:
            raise Refused("needs", "unknown", given=need[:40])
    return tuple(need for need in NEEDS if need in submission.needs)


def _consent(submission: Submission) -> str:
    if submission.door is Door.FORM and submission.contact.strip() and not submission.consent:
        raise Refused("consent", "missing")
    return submission.consent[:60]


def can_be_seen(text: str) -> bool:
    """Return whether any letter of `text` is drawn."""
    # Marks, separators and format characters (a zero-width space) draw nothing by themselves.
    return any(unicodedata.category(letter)[0] in "LNPS" for letter in text)


def without_hidden_characters(text: str) -> str:
    """Return `text` as it may be quoted back: in a sentence of ours it turns and hides nothing."""
    return "".join(letter for letter in text if not has_hidden_characters(letter))


def has_hidden_characters(text: str) -> bool:
    """Return whether `text` has control characters, lone surrogates or marks that turn the
    direction of what follows: they can make a wall or a list read as what nobody wrote."""
    return not text.isprintable() and any(
        ord(letter) in _BIDI or unicodedata.category(letter) in ("Cc", "Cs") for letter in text
    )
