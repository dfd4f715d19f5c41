"""The pace of an event or a lead as plain values, for a chart."""

from collections.abc import Sequence
from datetime import datetime

from turnout.formats.picture import stamp


def days(so_far: Sequence[tuple[datetime, int]]) -> list[tuple[str, int]]:
    """Return (when, people coming by then), times ISO 8601 in UTC."""
    return [(stamp(at), coming) for at, coming in so_far]
