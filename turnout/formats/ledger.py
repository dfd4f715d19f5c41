"""An exported event as CSV tables: its ledger, its people, its leads. They hold personal data."""

from typing import Any

from turnout.formats.table import csv_table

_COLUMNS = {
    "records": ("seq", "at", "said_at", "kind", "door", "lead", "person", "party", "status",
                "people", "held", "subject", "state", "note"),
    "people": ("id", "name", "lang", "contacts", "handles", "needs"),
    "leads": ("id", "name", "user", "host", "person", "recruited_by"),
}  # fmt: skip
TABLES = tuple(_COLUMNS)


def ledger_csv(exported: dict[str, Any], table: str) -> str:
    """Return one table of an export (`desk.carrying.export`); ids are those of the export."""
    rows = [_flat(row) for row in exported[table]]
    return csv_table(_COLUMNS[table], rows)


def _flat(row: dict[str, Any]) -> dict[str, Any]:
    flat = dict(row)
    for name, last in (("contacts", 1), ("handles", 0)):
        if name in flat:
            flat[name] = [pair[last] if name == "contacts" else "@".join(filter(None, pair))
                          for pair in flat[name]]  # fmt: skip
    return flat
