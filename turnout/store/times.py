"""Times as the tables keep them: ISO 8601 in UTC, always of one length, so that they sort."""

from datetime import UTC, datetime
from functools import lru_cache


@lru_cache(256)  # one record writes the same moment into several tables
def written(at: datetime) -> str:
    """Return `at` (aware) as text: 2026-12-05T18:00:00.000000Z."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")[:26] + "Z"


def read(text: str) -> datetime:
    """Return the aware time that `written` wrote."""
    return datetime.fromisoformat(text)


def read_or_none(text: str | None) -> datetime | None:
    """Return the time in `text`, or None where there is none."""
    return read(text) if text else None
