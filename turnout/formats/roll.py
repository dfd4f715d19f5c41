"""The roll as JSON, for the wall and whoever reads names from it."""

import json
from dataclasses import asdict
from typing import Any

from turnout.model.recognition import Roll, RollRow


def encode(roll: Roll) -> bytes:
    """Return {"seq", "rows", "others"} as compact JSON in UTF-8; rows are in the roll's order."""
    told = {"seq": roll.seq, "rows": [_row(row) for row in roll.rows], "others": roll.others}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()


def _row(row: RollRow) -> dict[str, Any]:
    return asdict(row)
