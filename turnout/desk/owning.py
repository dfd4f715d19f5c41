"""Whose an author's account is: a lead's, so far as an organizer said so. Undone with its decision.

A subject "account:3:7" is that author 7 is lead 3; how it stands is "lead", "person" (the account
was known as that human's already) or empty.
"""

from turnout.model import Event
from turnout.rules.contact import Handle
from turnout.store import Transaction, authors, leads, people

KIND = "account"


def subject_of(lead: int, author: int) -> str:
    return f"{KIND}:{lead}:{author}"


def stands(tx: Transaction, event: Event, subject: str) -> str:
    """Return how a subject stands."""
    lead, account, person = _of(tx, event, subject)
    if account is None or leads.of_account(tx, event.id, account.user, account.host) == lead:
        return "lead"
    known = people.by_handle(tx, _scope(event), account.host, account.user)
    return "person" if person is not None and known == person else ""


def let_stand(tx: Transaction, event: Event, subject: str, how: str) -> None:
    """Let a subject stand so; an account that is another human's stays theirs."""
    lead, account, person = _of(tx, event, subject)
    if account is None:
        return  # who was erased is nobody's account
    leads.drop_handle(tx, lead, account.user, account.host)
    if how == "lead":
        leads.add_handle(tx, lead, account.user, account.host)
    if person is not None and how:
        people.add_handle(tx, _scope(event), person, account.host, account.user)
    elif person is not None:
        people.take_handle(tx, _scope(event), person, account.host, account.user)


def _of(tx: Transaction, event: Event, subject: str) -> tuple[int, Handle | None, int | None]:
    _, lead, author = subject.split(":")
    row, known = authors.one(tx, event.id, int(author)), leads.one(tx, int(lead))
    account = Handle(row["handle"], row["host"]) if row and row["host"] else None
    return int(lead), account, known["person"]


def _scope(event: Event) -> int:
    return event.id if event.quiet else 0
