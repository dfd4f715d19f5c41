"""What a write remembers from one caller of a group to the next, whatever the engine.

Nobody else writes while a transaction of ours is open: what was looked up in it still stands, until
one of its own statements changes it. A running total that thirty callers move is so read once and
written once. Nothing outlives its transaction, since then others write.
"""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from turnout.store.contract import Key, Numbers, Params, Tally

Execute = Callable[[str, Params], Any]  # as a connection of PEP 249 does: a cursor comes back

EVERYTHING = "*"  # what a statement changes that is none of those below
_CHANGES = re.compile(r"\s*(?:INSERT\s+INTO|UPDATE|DELETE\s+FROM)\s+(\w+)")
_READS = re.compile(r"\s*SELECT\s")


class Look:
    """See `contract.Reading`."""

    def __init__(self, execute: Execute) -> None:
        self._execute = execute

    def rows(self, sql: str, params: Params = ()) -> list[Any]:
        return self._execute(sql, params).fetchall()  # type: ignore[no-any-return]

    def row(self, sql: str, params: Params = ()) -> Any:
        return self._execute(sql, params).fetchone()

    def known(self, sql: str, params: tuple[object, ...] = ()) -> list[Any]:
        return self.rows(sql, params)

    def kept(self, tally: Tally, key: Key) -> Numbers | None:
        found = self.row(tally.select, key)
        return tuple(found) if found else None


class Write(Look):
    """See `contract.Transaction`; made anew for each."""

    def __init__(self, execute: Execute) -> None:
        super().__init__(execute)
        self._answers: dict[tuple[str, tuple[object, ...]], list[Any]] = {}
        self._asked: set[str] = set()  # the words of what was answered, its tables among them
        self._in_hand: dict[Tally, dict[Key, Numbers | None]] = {}
        self._owed: dict[tuple[Tally, Key], Numbers] = {}
        self._tables: set[str] = set()  # of what is in hand
        self._harmless: set[str] = set()  # statements that have to do with none of that

    def rows(self, sql: str, params: Params = ()) -> list[Any]:
        self._make_way(sql)
        return self._execute(sql, params).fetchall()  # type: ignore[no-any-return]

    def row(self, sql: str, params: Params = ()) -> Any:
        self._make_way(sql)
        return self._execute(sql, params).fetchone()

    def run(self, sql: str, params: Params = ()) -> None:
        self._make_way(sql)
        self._execute(sql, params)

    def known(self, sql: str, params: tuple[object, ...] = ()) -> list[Any]:
        answer = self._answers.get((sql, params))
        if answer is None:
            answer = self.rows(sql, params)
            self._answers[sql, params] = answer
            self._asked |= _words(sql)
            self._harmless.clear()
        return answer

    def kept(self, tally: Tally, key: Key) -> Numbers | None:
        rows = self._in_hand.get(tally) or self._take(tally)
        if key not in rows:
            found = self._execute(tally.select, key).fetchone()
            rows[key] = tuple(found) if found else None
        return rows[key]

    def keep(self, tally: Tally, key: Key, numbers: Numbers) -> None:
        rows = self._in_hand.get(tally) or self._take(tally)
        rows[key] = self._owed[tally, key] = numbers

    def _take(self, tally: Tally) -> dict[Key, Numbers | None]:
        self._tables.add(tally.table)
        self._harmless.clear()
        return self._in_hand.setdefault(tally, {})

    def put_back(self) -> None:
        """Write what is in hand, and let go of it."""
        owed, self._owed = self._owed, {}
        self._in_hand.clear()
        self._tables.clear()
        for (tally, key), numbers in owed.items():
            self._execute(tally.upsert, (*key, *numbers))

    def forget(self) -> None:
        """Let go of all that is remembered, written or not: what it came from is undone."""
        self._owed.clear()
        self._in_hand.clear()
        self._tables.clear()
        self._answers.clear()
        self._asked.clear()

    def _make_way(self, sql: str) -> None:
        """Before a statement that may read what is in hand, write it; before one that changes
        what was asked, forget the answers."""
        if sql in self._harmless:
            return
        changed = _changed(sql)
        if changed == EVERYTHING or not self._tables.isdisjoint(_words(sql)):
            self.put_back()
        if changed == EVERYTHING or changed in self._asked:
            self._answers.clear()
            self._asked.clear()
        self._harmless.add(sql)


@lru_cache(1_024)  # there are some hundred statements
def _words(sql: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", sql))


@lru_cache(1_024)
def _changed(sql: str) -> str:
    """Return the table that `sql` changes, "" where it reads only."""
    if _READS.match(sql):
        return ""
    found = _CHANGES.match(sql)
    return found[1] if found else EVERYTHING
