"""Messages of an event as plain values, and back: what was sent is not sent again elsewhere, who
was asked was asked, and who said stop has said it."""

from collections.abc import Mapping
from typing import Any

from turnout.desk import stopping
from turnout.desk.desk import Desk
from turnout.model import Event
from turnout.model.sending import NOBODY
from turnout.store import Reading, Transaction, budget, outbox_looks
from turnout.store.times import read

Values = dict[str, Any]
_OF_EVENTS = ("confirm", "remind", "came", "missed", "date")  # what stands after the colon


def messages_of(look: Reading, event: Event) -> Values:
    """Return what was set for an event's messages, and its outbox."""
    rows = [dict(row) for row in outbox_looks.carried(look, event.id) if row["person"] != NOBODY]
    set_ = budget.messaging(look, event.id)
    return {"number": event.id, "days": list(set_.days), "missed": set_.missed, "outbox": rows}


def bring(
    tx: Transaction, event: Event, given: Values, people: Mapping[int, int],
    leads: Mapping[int, int], seqs: Mapping[int, int],
) -> None:  # fmt: skip
    """Keep what an export says of messages; nothing goes out until an organizer says so here."""
    set_ = budget.messaging(tx, event.id)
    days = tuple(int(day) for day in given["days"])
    budget.set_messaging(
        tx, event.id, type(set_)(by_rule=False, days=days, missed=bool(given["missed"]))
    )  # fmt: skip
    for row in given["outbox"]:
        name = _renamed(row["occasion"], given["number"], event.id, seqs)
        if name and row["person"] in people:
            outbox_looks.bring(
                tx, event.id, people[row["person"]], leads.get(row["lead"], 0),
                {**row, "occasion": name},
            )  # fmt: skip


def wishes(desk: Desk, tx: Transaction, event: int, person: int, given: Values) -> None:
    """Keep that somebody wants a reminder, or no message at all: by their person here, and by
    each of their contacts."""
    if given.get("reminder"):
        wording, at = given["reminder"]
        budget.remind(tx, event, person, wording, read(at))
    if given.get("stopped"):
        contacts = [value for _, value in given["contacts"]]
        budget.stop(tx, stopping.under(desk, person, *contacts), read(given["stopped"]))


def _renamed(name: str, was: int, event: int, seqs: Mapping[int, int]) -> str:
    """Return an occasion as it is called here; empty for one of another event."""
    kind, number, *rest = name.split(":")
    if kind in _OF_EVENTS:
        return ":".join([kind, str(event), *rest]) if int(number) == was else ""
    here = seqs.get(int(number))
    return ":".join([kind, str(here), *rest]) if here else ""
