"""By whose link somebody came: the codes in supporters' own links, read again inside the write.

A code opens nothing and tells a stranger nothing: both of its halves are keyed digests, and the
second, laid over a person's number, hides it. Who guesses one has brought somebody credit.
"""

from turnout.desk.ledger import Entry
from turnout.model import Door, Submission
from turnout.rules import codes
from turnout.store import Reading, Transaction, commitments, invitations, log

BY_LINK = (Door.FORM, Door.API)  # the doors that a supporter's link leads to
_MOST: int = 32**codes.LENGTH  # persons that a half of a code can name


def code(pepper: bytes, event: int, person: int) -> str:
    """Return the code of `person` in links to `event`: the same each time, 16 letters."""
    seal = _seal(pepper, event, person)
    return seal + codes.code_of(f"{person ^ _mask(pepper, event, seal):x}")


def person_of(pepper: bytes, event: int, given: str) -> int | None:
    """Return whose code was `given`, None where it is nobody's at `event`."""
    seal, hidden = codes.read(given[: codes.LENGTH]), codes.read(given[codes.LENGTH :])
    if not seal or not hidden:
        return None
    person = codes.number_of(hidden) ^ _mask(pepper, event, seal)
    return person if _seal(pepper, event, person) == seal else None


def inviter(
    look: Reading, pepper: bytes, entry: Entry, came: Submission, person: int
) -> int | None:
    """Return by whose link `person` comes with `entry`, their first word of the event.

    None where its code is nobody's, or their own; where it is of one who was erased, or who has
    said nothing of the event before them; and where `person` had.
    """
    if came.door not in BY_LINK or came.person is not None:
        return None
    event, given = entry.event, came.via.strip()[: 2 * codes.LENGTH]
    coded = person_of(pepper, event, given)
    known = invitations.now_known_as(look, coded) if coded is not None else None
    if known is None or known == person or _spoke_before(look, entry, person):
        return None
    return known if _spoke_before(look, entry, known) else None


def lead_with(look: Reading, event: int, inviter: int, wanted: int) -> int:
    """Return the lead whom somebody goes to who comes by the link of `inviter`: the one it names
    (`wanted`), else the inviter's; the inviter, once they lead themselves below that lead."""
    own = invitations.lead_of_person(look, event, inviter)
    if own is not None and wanted in (0, own["recruited_by"] or 0):
        return int(own["id"])
    return wanted or commitments.lead_of(look, event, inviter)


def keep(tx: Transaction, seq: int, event: int, person: int, inviter: int) -> None:
    """Keep by whose link `person` came; it stands for good."""
    invitations.insert(tx, seq, event, person, inviter)


def bring(tx: Transaction, entry: Entry, person: int, inviter: int) -> None:
    """Keep what another machine knew of it: unless the two are one here, or the person had said
    something before, or the inviter had not."""
    is_first = not _spoke_before(tx, entry, person)
    if person != inviter and is_first and _spoke_before(tx, entry, inviter):
        invitations.insert(tx, entry.seq, entry.event, person, inviter)


def _spoke_before(look: Reading, entry: Entry, person: int) -> bool:
    return commitments.said_before(look, entry.event, person, entry.seq)


def _seal(pepper: bytes, event: int, person: int) -> str:
    return codes.code_of(log.digest(pepper, "invitation", str(event), str(person)))


def _mask(pepper: bytes, event: int, seal: str) -> int:
    return int(log.digest(pepper, "invitation of", str(event), seal), 16) % _MOST
