"""What a phone at the door keeps, as plain values. It holds no contact of anybody."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from turnout.formats.picture import came_of, head_count, stamp
from turnout.formats.pocket import event_of
from turnout.model import Came, Event, HeadCount


def state(
    *, seq: int, roster: int, at: datetime, until: datetime, event: Event, came: Came,
    counted: HeadCount | None, leads: Iterable[Any], people: Iterable[tuple[Any, list[str]]] | None,
    present: Iterable[Any],
) -> dict[str, Any]:  # fmt: skip
    """Return what stands at the door; people: None where the phone has them already.

    Of a quiet event no name leaves for a phone, which may be lost or taken.
    """
    return {
        "seq": seq,
        "roster": roster,
        "at": stamp(at),
        "until": stamp(until),
        "event": event_of(event),
        "came": came_of(came),
        "head_count": head_count(counted),
        "leads": [{"id": row["id"], "name": row["name"] or f"@{row['user']}"} for row in leads],
        **({} if people is None else {"people": [_party(event, *each) for each in people]}),
        "present": _present(present),
    }


def _party(event: Event, row: Any, codes: list[str]) -> dict[str, Any]:
    told = {
        "subject": f"person:{row['person']}",
        "codes": codes,
        "party": row["party"],
        "status": row["status"],
        "needs": row["needs"].split(",") if row["needs"] else [],
    }
    if event.quiet:
        return told
    return {**told, "name": row["name"], "lead": row["lead"]}


def _present(rows: Iterable[Any]) -> list[dict[str, Any]]:
    """Return what stands of each party; of other phones' words on it, the last."""
    told: dict[str, dict[str, Any]] = {}
    for row in rows:
        each = {
            "subject": row["subject"],
            "came": row["came"],
            "lead": row["lead"],
            "at": row["said_at"],
            "phone": row["phone"],
        }
        if row["other_at"] is not None:
            each["other"] = {"came": row["other_came"], "at": row["other_at"]}
        told[row["subject"]] = each
    return list(told.values())
