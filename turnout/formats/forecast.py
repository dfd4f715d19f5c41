"""A forecast as plain values: the same for the API and the command line. It names leads alone."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from turnout.formats.picture import stamp
from turnout.model import Event, Lead
from turnout.model.forecasting import Forecast, LeadForecast, Range, Track


def forecast(
    event: Event, told: Forecast, seq: int, at: datetime, leads: Mapping[int, Lead]
) -> dict[str, Any]:  # fmt: skip
    """Return a forecast as of `at`; heads everywhere. leads: by the numbers it has for them."""
    return {
        "event": event.slug,
        "seq": seq,
        "as_of": stamp(at),
        "starts_at": stamp(event.starts_at),
        "goal": event.goal,
        "heads": told.heads,
        "committed": range_of(told.committed),
        "final": range_of(told.final),
        "parts": [{**asdict(part), "expected": round(part.expected, 1)} for part in told.parts],
        "guess": told.guess,
        "chance_of_goal": _rounded(told.chance_of_goal),
        "leads": [
            _lead(leads[number], of) for number, of in told.by_lead.items() if number in leads
        ],
        "track": _track(told.track),
        "assumptions": asdict(told.assumptions),
    }


def range_of(of: Range) -> dict[str, int]:
    """Return a range by its ends: four times in five, and 19 times in 20."""
    return {
        "low": of.low80,
        "mid": of.median,
        "high": of.high80,
        "low95": of.low95,
        "high95": of.high95,
    }


def _lead(lead: Lead, of: LeadForecast) -> dict[str, Any]:
    return {
        "handle": lead.handle,
        "name": lead.name,
        "heads": of.heads,
        "committed": range_of(of.committed) if of.committed else None,
        "final": range_of(of.final) if of.final else None,
        "word": of.word,
    }


def _track(track: Track) -> dict[str, int]:
    return {"events": track.events, "held": track.covered}


def _rounded(chance: float | None) -> float | None:
    return None if chance is None else round(chance, 2)
