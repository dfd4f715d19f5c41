"""Many at once: what a whole list of people is compared with, in a few looks."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from itertools import islice
from typing import Any, TypeVar

from turnout.model import Status
from turnout.store.commitments import THEIR_WORD, Current
from turnout.store.contract import Reading
from turnout.store.times import read

Key = TypeVar("Key")

AT_ONCE = 500  # values bound in one look; SQLite takes 32,766


def receipts(look: Reading, keys: Iterable[str]) -> dict[str, tuple[str, int | None]]:
    """Return (fingerprint, person) of the first answer to each of `keys` that had one."""
    rows = _each(
        keys,
        lambda part: look.rows(
            f"SELECT key, fingerprint, person FROM receipt WHERE key IN ({_marks(part)})", part
        ),
    )
    return {row["key"]: (row["fingerprint"], row["person"]) for row in rows}


def by_contacts(look: Reading, scope: int, kind: str, values: Iterable[str]) -> dict[str, int]:
    """Return the persons reached at these contacts of one kind, by contact."""
    rows = _each(
        values,
        lambda part: look.rows(
            f"""
            SELECT value, person FROM person_contact
            WHERE scope = ? AND kind = ? AND value IN ({_marks(part)})
            """,
            [scope, kind, *part],
        ),
    )
    return {row["value"]: row["person"] for row in rows}


def by_handles(
    look: Reading, scope: int, handles: Iterable[tuple[str, str]]
) -> dict[tuple[str, str], int]:
    """Return the persons known by these (host, user), hosts not empty."""
    wanted = set(handles)
    rows = _each(
        {user for _, user in wanted},
        lambda part: look.rows(
            f"""
            SELECT host, user, person FROM person_handle
            WHERE scope = ? AND host <> '' AND user IN ({_marks(part)})
            """,
            [scope, *part],
        ),
    )
    found = {(row["host"], row["user"]): row["person"] for row in rows}
    return {handle: person for handle, person in found.items() if handle in wanted}


def currents(look: Reading, event: int, persons: Iterable[int]) -> dict[int, Current]:
    """Return what counts for each of `persons` at `event`."""
    rows = _each(
        persons,
        lambda part: look.rows(
            f"""
            SELECT person, seq, lead, party, status, door FROM current
            WHERE event = ? AND person IN ({_marks(part)})
            """,
            [event, *part],
        ),
    )
    return {
        row["person"]: Current(
            row["seq"], row["lead"], row["party"], Status(row["status"]), row["door"]
        )
        for row in rows
    }


def newest_said(look: Reading, event: int, persons: Iterable[int]) -> dict[int, datetime]:
    """Return when each of `persons` last said anything about `event`, as
    `commitments.newest_said_at` has it."""
    rows = _each(
        persons,
        lambda part: look.rows(
            f"""
            SELECT commitment.person, max(log.said_at) AS said_at FROM commitment
            JOIN log USING (seq)
            WHERE commitment.event = ? AND commitment.person IN ({_marks(part)})
              AND {THEIR_WORD}
            GROUP BY commitment.person
            """,
            [event, *part],
        ),
    )
    return {row["person"]: read(row["said_at"]) for row in rows}


def _each(keys: Iterable[Key], rows: Callable[[list[Key]], list[Any]]) -> Iterator[Any]:
    left = iter(dict.fromkeys(keys))
    while part := list(islice(left, AT_ONCE)):
        yield from rows(part)


def _marks(part: list[Key]) -> str:
    return ", ".join("?" * len(part))
