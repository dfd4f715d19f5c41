"""What a write remembers is never another thing than what the tables would say."""

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from turnout.store.contract import Tally
from turnout.store.remembering import Write

STANDING = Tally("standing", ("event", "lead"), ("yes", "maybe"))
LEADS = "SELECT id FROM lead WHERE event = ? ORDER BY id"
EVENTS, NUMBERS = st.integers(1, 2), st.integers(-5, 5)


class Counting:
    """A connection that notes what it is asked."""

    def __init__(self):
        self.asked: list[str] = []
        self._connection = sqlite3.connect(":memory:", isolation_level=None)
        self._connection.execute(
            "CREATE TABLE standing (event INT, lead INT, yes INT, maybe INT, "
            "PRIMARY KEY (event, lead))"
        )
        self._connection.execute("CREATE TABLE lead (id INT, event INT)")
        self._connection.execute("INSERT INTO standing VALUES (1, 7, 10, 2)")

    def execute(self, sql, params=()):
        self.asked.append(sql)
        return self._connection.execute(sql, params)

    def stored(self):
        return self._connection.execute("SELECT * FROM standing ORDER BY event, lead").fetchall()


@pytest.fixture
def engine():
    return Counting()


@pytest.fixture
def tx(engine):
    return Write(engine.execute)


def test_a_row_that_thirty_callers_move_is_read_once_and_written_once(tx, engine):
    for _ in range(30):
        yes, maybe = tx.kept(STANDING, (1, 7))
        tx.keep(STANDING, (1, 7), (yes + 1, maybe))
    tx.put_back()

    assert len(engine.asked) == 2
    assert engine.stored() == [(1, 7, 40, 2)]


def test_a_row_that_is_not_there_yet_is_none_and_then_what_was_kept(tx, engine):
    assert tx.kept(STANDING, (1, 8)) is None
    tx.keep(STANDING, (1, 8), (3, 0))

    assert tx.kept(STANDING, (1, 8)) == (3, 0)
    assert engine.stored() == [(1, 7, 10, 2)]  # not written before somebody looks


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT yes FROM standing WHERE lead = 7",
        "SELECT standing.yes FROM lead JOIN standing ON standing.lead = 7",
        "WITH all_of AS (SELECT yes FROM standing) SELECT yes FROM all_of",
    ],
)
def test_whoever_looks_at_the_table_sees_what_was_kept(tx, sql):
    tx.run("INSERT INTO lead (id, event) VALUES (7, 1)")
    tx.keep(STANDING, (1, 7), (11, 2))

    assert tx.row(sql)[0] == 11


def test_a_statement_that_changes_the_table_changes_what_is_in_hand(tx):
    tx.keep(STANDING, (1, 7), (11, 2))
    tx.run("UPDATE standing SET yes = yes + 100")

    assert tx.kept(STANDING, (1, 7)) == (111, 2)


def test_a_statement_about_other_tables_leaves_it_in_hand(tx, engine):
    tx.keep(STANDING, (1, 7), (11, 2))
    tx.run("INSERT INTO lead (id, event) VALUES (7, 1)")

    assert engine.stored() == [(1, 7, 10, 2)]


def test_what_was_asked_before_is_not_asked_again(tx, engine):
    assert tx.known(LEADS, (1,)) == tx.known(LEADS, (1,)) == []
    assert engine.asked == [LEADS]


@pytest.mark.parametrize(
    "sql",
    [
        "INSERT INTO lead (id, event) VALUES (7, 1)",
        "INSERT INTO lead SELECT 7, 1",
        "INSERT OR REPLACE INTO lead (id, event) VALUES (7, 1)",
    ],
)
def test_an_answer_is_forgotten_when_its_table_changes(tx, sql):
    tx.known(LEADS, (1,))
    tx.run(sql)

    assert tx.known(LEADS, (1,)) == [(7,)]


def test_a_row_that_returns_what_it_changed_is_a_change(tx):
    tx.known(LEADS, (1,))
    tx.row("INSERT INTO lead (id, event) VALUES (7, 1) RETURNING id")

    assert tx.known(LEADS, (1,)) == [(7,)]


def test_what_is_undone_is_forgotten(tx, engine):
    tx.keep(STANDING, (1, 7), (11, 2))
    tx.known(LEADS, (1,))
    tx.forget()
    tx.put_back()

    assert engine.stored() == [(1, 7, 10, 2)]
    assert tx.kept(STANDING, (1, 7)) == (10, 2)


STEPS = st.one_of(
    st.tuples(st.just("keep"), EVENTS, NUMBERS),
    st.tuples(st.just("add"), EVENTS, NUMBERS),
    st.tuples(st.just("set by hand"), EVENTS, NUMBERS),
    st.tuples(st.just("another lead"), EVENTS, NUMBERS),
    st.tuples(st.just("look"), EVENTS, NUMBERS),
)


@given(steps=st.lists(STEPS, max_size=30))
def test_a_write_that_remembers_says_and_stores_what_one_that_does_not(steps):
    forgetful, remembering = Counting(), Counting()
    tx = Write(remembering.execute)

    said = [_step(tx, *step) for step in steps]
    tx.put_back()

    assert said == [_step(_Anew(forgetful), *step) for step in steps]
    assert remembering.stored() == forgetful.stored()


class _Anew:
    """A write that puts everything back at once, and remembers nothing."""

    def __init__(self, engine):
        self._engine = engine

    def __getattr__(self, name):
        def done(*given):
            tx = Write(self._engine.execute)
            made = getattr(tx, name)(*given)
            tx.put_back()
            return made

        return done


def _step(tx, kind, event, number):
    key = (event, 7)
    if kind == "keep":
        return tx.keep(STANDING, key, (number, number))
    if kind == "add":
        yes, maybe = tx.kept(STANDING, key) or (0, 0)
        return tx.keep(STANDING, key, (yes + number, maybe))
    if kind == "set by hand":
        return tx.run("UPDATE standing SET maybe = ? WHERE event = ?", (number, event))
    if kind == "another lead":
        return tx.run("INSERT INTO lead (id, event) VALUES (?, ?)", (number, event))
    looked = tx.row("SELECT sum(yes), sum(maybe), count(*) FROM standing")
    return tx.kept(STANDING, key), tuple(looked), tuple(map(tuple, tx.known(LEADS, (event,))))
