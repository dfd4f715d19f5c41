"""When a form was shown, signed into the form itself: who never sends it leaves nothing here."""

import hmac
from datetime import UTC, datetime, timedelta

from turnout.desk.desk import Desk
from turnout.store import log

MOST_STAMP = 80  # letters; ours have under 60


def stamp(desk: Desk, form: str) -> str:
    """Return what a form called `form` carries, shown now."""
    at = str(int(desk.clock().timestamp() * 1_000))
    return f"{at}.{_signature(desk, form, at)}"


def age(desk: Desk, form: str, stamped: str) -> timedelta | None:
    """Return how long ago the form with this stamp was shown; None for a stamp not ours."""
    at, _, signature = stamped[:MOST_STAMP].partition(".")
    good = hmac.compare_digest(_signature(desk, form, at).encode(), signature.encode())
    if not good or not at.isascii() or not at.isdigit():
        return None
    return desk.clock() - datetime.fromtimestamp(int(at) / 1_000, UTC)


def _signature(desk: Desk, form: str, at: str) -> str:
    return log.digest(desk.pepper, f"shown:{form}", at)[:32]
