"""Answers to posts that organizers keep ready, to copy."""

from concurrent.futures import Future

from turnout.desk.decisions import organizers
from turnout.desk.desk import Desk
from turnout.desk.rallies import found
from turnout.errors import Refused
from turnout.store import Transaction, replies

MOST, MOST_LETTERS = 20, 400  # answers of an event; characters of one


def saved(desk: Desk, event: str) -> list[tuple[int, str]]:
    """Return the answers kept ready (number, text). Raises NotFound."""
    with desk.store.reading() as look:
        return replies.of_event(look, found(look, event).id)


def save(desk: Desk, event: str, text: str, by: str = "desk") -> Future[None]:
    """Keep an answer ready. Raises NotFound, Refused("reply")."""
    text = text.strip()
    if not 1 <= len(text) <= MOST_LETTERS:
        raise Refused("reply", "length", least=1, most=MOST_LETTERS)

    def work(tx: Transaction) -> None:
        known = organizers(desk, tx, by, event)
        if len(replies.of_event(tx, known.id)) >= MOST:
            raise Refused("reply", "too_many", most=MOST)
        replies.insert(tx, known.id, text)

    return desk.store.write(work)


def remove(desk: Desk, event: str, number: int, by: str = "desk") -> Future[None]:
    """Keep an answer ready no longer. Raises NotFound."""
    return desk.store.write(
        lambda tx: replies.delete(tx, organizers(desk, tx, by, event).id, number)
    )
