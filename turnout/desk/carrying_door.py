"""What was said at an event's doors, brought back from plain values inside the write."""

import json
from collections.abc import Mapping

from turnout.desk import attendance
from turnout.desk.carried import Values
from turnout.desk.ledger import ON_THEIR_OWN, Entry, book
from turnout.model import Count, HeadCount, Method
from turnout.store import Transaction, head_counts
from turnout.store import attendance as rows
from turnout.store.attendance import Arrival


def arrival(
    tx: Transaction,
    entry: Entry,
    given: Values,
    people: Mapping[int, int],
    leads: Mapping[int, int],
) -> None:
    """Replay a word of a door. people, leads: the numbers that those of the export have here."""
    person = people[given["person"]] if "person" in given else None
    subject = given["subject"] if person is None else rows.of_person(person)
    lead = leads.get(given["lead"], ON_THEIR_OWN)
    told = (given["promised"], given["came"], given["phone"])
    attendance.say(tx, entry, Arrival(subject, person, lead, *told))


def head_count(tx: Transaction, entry: Entry, given: Values) -> None:
    """Replay a head count, or that the one before it was taken back."""
    told = None
    if given["method"]:
        numbers = (given["low"], given["heads"], given["high"])
        detail, method = json.loads(given["detail"]), Method(given["method"])
        told = HeadCount(entry.seq, entry.said_at, method, *numbers, detail)
    head_counts.insert(tx, entry.seq, entry.event, told)
    book(tx, entry, ON_THEIR_OWN, Count())
