"""What a write remembers from one caller of a group to the next, whatever the engine.

Nobody else writes while a transaction of ours is open: what was looked up in it still stands, until
one of its own statements changes it. A running total that thirty callers move is so read once and
written once, and the rows they add go in one sweep of each table. Nothing outlives its
transaction, since then others write.
"""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import chain
from typing import Any, Protocol, TypeVar

from turnout.store.contract import Key, Numbers, Params, Rows, Tally

Each = TypeVar("Each")

MOST_TOGETHER = 64  # rows of one statement; SQLite binds 32,766 values
EVERYTHING = "*"  # what a statement changes that is none of those below
_CHANGES = re.compile(r"\s*(?:INSERT\s+INTO|UPDATE|DELETE\s+FROM)\s+(\w+)")
_READS = re.compile(r"\s*SELECT\s")


class Engine(Protocol):
    """An open connection; what comes back is a cursor as in PEP 249."""

    def execute(self, sql: str, params: Params = ..., /) -> Any: ...


class Look:
    """See `contract.Reading`."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def rows(self, sql: str, params: Params = ()) -> list[Any]:
        return self._engine.execute(sql, params).fetchall()  # type: ignore[no-any-return]

    def row(self, sql: str, params: Params = ()) -> Any:
        return self._engine.execute(sql, params).fetchone()

    def known(self, sql: str, params: tuple[object, ...] = ()) -> list[Any]:
        return self.rows(sql, params)

    def kept(self, tally: Tally, key: Key) -> Numbers | None:
        found = self.row(tally.select, key)
        return tuple(found) if found else None


class Write(Look):
    """See `contract.Transaction`; made anew for each."""

    def __init__(self, engine: Engine) -> None:
        super().__init__(engine)
        self._answers: dict[tuple[str, tuple[object, ...]], list[Any]] = {}
        self._asked: set[str] = set()  # the words of what was answered, its tables among them
        self._in_hand: dict[Tally, dict[Key, Numbers | None]] = {}
        self._owed: dict[Tally, dict[Key, Numbers]] = {}
        self._added: dict[Rows, list[tuple[object, ...]]] = {}
        self._newest_ids: dict[Rows, int] = {}
        self._tables: set[str] = set()  # of what is in hand, or added
        self._harmless: set[str] = set()  # statements that have to do with none of that

    def rows(self, sql: str, params: Params = ()) -> list[Any]:
        self._make_way(sql)
        return self._engine.execute(sql, params).fetchall()  # type: ignore[no-any-return]

    def row(self, sql: str, params: Params = ()) -> Any:
        self._make_way(sql)
        return self._engine.execute(sql, params).fetchone()

    def run(self, sql: str, params: Params = ()) -> None:
        self._make_way(sql)
        self._engine.execute(sql, params)

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
            found = self._engine.execute(tally.select, key).fetchone()
            rows[key] = tuple(found) if found else None
        return rows[key]

    def keep(self, tally: Tally, key: Key, numbers: Numbers) -> None:
        rows = self._in_hand.get(tally) or self._take(tally)
        rows[key] = self._owed[tally][key] = numbers

    def add(self, rows: Rows, row: tuple[object, ...]) -> None:
        added = self._added.get(rows)
        if added is None:
            added = self._added[rows] = []
            self._touch(rows.table)
        added.append(row)

    def next_id(self, rows: Rows) -> int:
        newest = self._newest_ids.get(rows)
        if newest is None:
            (newest,) = self.row(rows.newest)
            self._harmless.clear()
        self._newest_ids[rows] = newest + 1
        return newest + 1

    def put_back(self) -> None:
        """Write what was added and what is in hand, and let go of it."""
        self._write_added()
        owed, self._owed = self._owed, {}
        self._in_hand.clear()
        self._tables.clear()
        for tally, rows in owed.items():
            self._many(tally.write, [(*key, *numbers) for key, numbers in rows.items()])

    def forget(self) -> None:
        """Let go of all that is remembered, written or not: what it came from is undone."""
        self._owed.clear()
        self._added.clear()
        self._newest_ids.clear()
        self._in_hand.clear()
        self._tables.clear()
        self._answers.clear()
        self._asked.clear()

    def _take(self, tally: Tally) -> dict[Key, Numbers | None]:
        self._touch(tally.table)
        self._owed.setdefault(tally, {})
        return self._in_hand.setdefault(tally, {})

    def _touch(self, table: str) -> None:
        """Have who looks at `table` find what is in hand of it."""
        self._tables.add(table)
        self._harmless.clear()
        if table in self._asked:
            self._forget_answers()

    def _write_added(self) -> None:
        added, self._added = self._added, {}
        self._tables.difference_update(rows.table for rows in added)
        for rows in sorted(added, key=lambda rows: rows.refers):
            self._many(rows.insert, added[rows])

    def _many(self, sql: Callable[[int], str], rows: list[tuple[object, ...]]) -> None:
        for together in _in_powers(rows):
            self._engine.execute(sql(len(together)), [*chain.from_iterable(together)])

    def _make_way(self, sql: str) -> None:
        """Before a statement that may read what is in hand, write it; before one that changes
        something, write what it may refer to, and forget the answers that it changes."""
        if sql in self._harmless:
            return
        changed = _changed(sql)
        if changed == EVERYTHING or not self._tables.isdisjoint(_words(sql)):
            self.put_back()
        elif changed and self._added:
            self._write_added()
        if changed:
            self._newest_ids.clear()
        if changed == EVERYTHING or changed in self._asked:
            self._forget_answers()
        self._harmless.add(sql)

    def _forget_answers(self) -> None:
        self._answers.clear()
        self._asked.clear()


def _in_powers(rows: list[Each]) -> Iterator[list[Each]]:
    """Cut `rows` into powers of two, so that few statements are ever compiled.

    At each statement the engine lets another thread have Python, and waits until it is back.
    """
    at, left = 0, len(rows)
    while left:
        together = min(1 << left.bit_length() - 1, MOST_TOGETHER)
        yield rows[at : at + together]
        at, left = at + together, left - together


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
