"""The parts of an event as plain values, as `carrying` takes them away."""

from datetime import datetime
from typing import Any

from turnout.desk import seeing
from turnout.desk.carried_areas import steps_of
from turnout.desk.carried_challenges import challenges_of
from turnout.desk.carried_updates import updates_of
from turnout.desk.carrying_show import shows_of
from turnout.formats.picture import stamp
from turnout.model import Event
from turnout.store import Reading, budget, claims, leads, pasts, recognition, records
from turnout.store.claims import Claim

Values = dict[str, Any]


def event_of(event: Event) -> Values:
    """Return the event itself."""
    values = {**event.__dict__, "needs": list(event.needs)}
    del values["id"]
    if event.keep_contacts_until:
        values["keep_contacts_until"] = event.keep_contacts_until.isoformat()
    return {name: stamp(v) if isinstance(v, datetime) else v for name, v in values.items()}


def leads_of(look: Reading, event: int) -> list[Values]:
    """Return the leads of an event; `handles` are those besides the first."""
    further = leads.handles(look, event)
    return [
        {**dict(row), "handles": [list(handle) for handle in further.get(row["id"], ())]}
        for row in records.leads_of(look, event)
    ]


def person_of(look: Reading, event: int, row: Any) -> Values:
    """Return a person (their row) with how they are reached and what they need."""
    return {
        **dict(row),
        "contacts": [list(contact) for contact in records.contacts_of(look, row["id"])],
        "handles": [list(handle) for handle in records.handles_of(look, row["id"])],
        "needs": records.needs_of(look, event, row["id"]),
        "consent": records.consent_of(look, event, row["id"]),
        "reminder": budget.reminder_of(look, event, row["id"]),
        "stopped": _stopped(look, row["id"]),
    }


def _stopped(look: Reading, person: int) -> str | None:
    at = budget.stopped_at(look, budget.person_stop(person))
    return stamp(at) if at else None


def records_of(look: Reading, event: int) -> list[Values]:
    """Return every record in order, with what a held one says of a person known before."""
    waiting = claims.waiting(look, event)
    told = steps_of(look, event) | forecasting_of(look, event)
    told |= challenges_of(look, event) | recognition_of(look, event)
    told |= seeing.told_of(look, event) | updates_of(look, event) | shows_of(look, event)
    return [
        _record(row)
        | ({"claim": _said(waiting[row["seq"]])} if row["seq"] in waiting else {})
        | told.get(row["seq"], {})
        for row in records.of_event(look, event)
    ]


def forecasting_of(look: Reading, event: int) -> dict[int, Values]:
    """Return what each record of an event says of a past event or of what is assumed, by its seq.

    A past event is told whole where it was typed in; what takes it back names that record.
    """
    said: dict[int, Values] = {
        row["seq"]: {"assumed": [row["name"], row["value"]]}
        for row in pasts.assumptions_of(look, event)
    }
    for row in pasts.turns_of(look, event):
        first = row["seq"] == row["past_event"]
        said[row["seq"]] = {"past": _past(look, row["seq"]) if first else row["past_event"]}
    return said


def recognition_of(look: Reading, event: int) -> dict[int, Values]:
    """Return what each record of an event says of where a lead wants to be named, by its seq."""
    parts = ("place", "name", "held", "was", "said_as")
    return {
        row["seq"]: {"lead": row["lead"], "recognition": {part: row[part] for part in parts}}
        for row in recognition.of_event(look, event)
    }


def _past(look: Reading, past: int) -> Values:
    rows = [list(row) for row in pasts.rows_of(look, past)]
    return {**dict(pasts.one(look, past)), "rows": rows}


def _record(row: Any) -> Values:
    return {name: value for name, value in dict(row).items() if value is not None}


def _said(claim: Claim) -> Values:
    contact, handle = list(claim.contact or ()), list(claim.handle or ())
    return {
        "name": claim.name,
        "contact": contact,
        "handle": handle,
        "needs": list(claim.needs),
        "consent": claim.consent,
    }
