"""Who is on the roll: the leads who want to be, and may be named."""

from turnout.desk.deeds import Rows
from turnout.desk.showing import hides_names, is_shown
from turnout.model import Event
from turnout.model.recognition import Named, Place
from turnout.rules.contact import Handle
from turnout.store import Reading, leads, recognition


def named(look: Reading, event: Event, rows: Rows) -> dict[int, Named]:
    """Return the leads who are on the roll; rows: all of the event's, by number."""
    want, hidden = _want_to_be(look, event), hides_names(event)
    return {
        lead: Named(row["name"], str(Handle(row["user"], row["host"])))
        for lead, row in rows.items()
        if lead in want and is_shown(row, hidden)
    }


def anybody(look: Reading, event: Event) -> bool:
    """Return whether anybody is on the roll; nothing is added up: every live picture asks."""
    want, hidden = _want_to_be(look, event), hides_names(event)
    return bool(want) and any(is_shown(row, hidden) for row in leads.these(look, want))


def _want_to_be(look: Reading, event: Event) -> list[int]:
    chosen = recognition.choices(look, event.id)
    return [lead for lead, said in chosen.items() if said["place"] == Place.ROLL]
