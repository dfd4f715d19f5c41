"""Where leads want to be named, brought back from plain values inside the write."""

from collections.abc import Mapping

from turnout.desk.carried import Values
from turnout.desk.ledger import Entry, book
from turnout.model import Count, ReviewState
from turnout.model.recognition import Place
from turnout.store import Transaction, recognition, reviews


def choice(tx: Transaction, entry: Entry, given: Values, leads: Mapping[int, int]) -> None:
    """Replay where a lead wanted to be named from then on, and that it hid or showed them.

    leads: the numbers that leads of the export have here. The shown name came with the lead.
    """
    lead, said = leads[given["lead"]], given["recognition"]
    recognition.insert(
        tx, entry.seq, entry.event, lead, Place(said["place"]), said["name"], bool(said["held"]),
        said["said_as"],
    )  # fmt: skip
    if said["was"] is not None:
        recognition.set_was(tx, entry.seq, said["was"])
    if given.get("subject"):
        state = ReviewState(given["state"])
        reviews.decide(tx, entry.seq, f"lead:{lead}", state, "import", entry.at)
    book(tx, entry, lead, Count())
