"""Who is on the roll: the leads who want to be, and may be named."""

from turnout.desk.deeds import Rows
from turnout.desk.showing import hides_names, is_shown
from turnout.model import Event
from turnout.model.recognition import Named, Place
from turnout.rules.contact import Handle
from turnout.store import Reading, leads, recognition


def named(look: Reading, event: Event, rows: Rows) -> dict[int, Named]:
    """Return the leads who are on the roll: they want to be, and may be named."""
    chosen = recognition.choices(look, event.id)
    return {
        lead: Named(row["name"], str(Handle(row["user"], row["host"])))
        for lead, row in rows.items()
        if is_shown(row, hides_names(event))
        and lead in chosen
        and chosen[lead]["place"] == Place.ROLL
    }


def anybody(look: Reading, event: Event) -> bool:
    """Return whether the roll of an event has a row."""
    return bool(named(look, event, {row["id"]: row for row in leads.of_event(look, event.id)}))
