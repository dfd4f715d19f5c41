"""What a lead's phone keeps of their own, as plain values. It holds no contact of anybody."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from turnout.formats import picture
from turnout.formats.picture import came_of, heads, stamp
from turnout.model import Came, Count, Event, Lead, Standing
from turnout.model.picture import Expected


def expected(of_lead: Expected | str | None) -> dict[str, Any] | None:
    """Return what is expected of one lead's people: a range, or a word where they are few."""
    return {"word": of_lead} if isinstance(of_lead, str) else picture.expected(of_lead)


def state(
    seq: int, at: datetime, event: Event, lead: Lead, standing: Standing, count: Count,
    people: Iterable[Any], came: Came | None = None, challenges: dict[str, Any] | None = None,
) -> dict[str, Any]:  # fmt: skip
    """Return what stands for `lead`, and as a count; people: rows of (person, name, party, status);
    came: None until anybody has come to the event; challenges: as `formats.challenges.of_lead`
        has them.

    Of a quiet event no name leaves for a phone, which may be lost or taken.
    """
    return {
        "seq": seq,
        "at": stamp(at),
        "event": {**event_of(event), "open": event.open},
        "lead": {"id": lead.id, "name": lead.name, "handle": lead.handle},
        "goal": standing.goal,
        "declared": standing.declared,
        **heads(count),
        "came": came_of(came),
        "challenges": challenges,
        "people": [
            {
                "person": row["person"],
                "name": "" if event.quiet else row["name"],
                "party": row["party"],
                "status": row["status"],
            }
            for row in people
        ],
    }


def event_of(event: Event) -> dict[str, Any]:
    """Return an event as every phone keeps it."""
    return {
        "slug": event.slug,
        "title": event.title,
        "starts_at": stamp(event.starts_at),
        "ends_at": stamp(event.ends_at) if event.ends_at else None,
        "zone": event.zone,
        "state": event.state.value,
        "quiet": event.quiet,
    }
