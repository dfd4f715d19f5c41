"""What a write remembers is never another thing than what the tables would say."""

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from turnout.store.contract import Rows, Tally
from turnout.store.remembering import Write

STANDING = Tally("standing", ("event", "lead"), ("yes", "maybe"))
PERSON = Rows("person", ("id", "name"))
MEMBER = Rows("member", ("person", "event"), refers=True)
RECEIPT = Tally("receipt", ("key",), ("seq",), once=True)
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
        self._connection.execute("PRAGMA foreign_keys = 1")
        self._connection.execute("CREATE TABLE person (id INTEGER PRIMARY KEY, name TEXT)")
        self._connection.execute("CREATE TABLE receipt (key TEXT PRIMARY KEY, seq INT)")
        for table, whom in (("member", "person"), ("note", "of")):
            self._connection.execute(
                f"CREATE TABLE {table} ({whom} INT REFERENCES person (id), event INT)"
            )
        self._connection.execute("INSERT INTO standing VALUES (1, 7, 10, 2)")

    def execute(self, sql, params=()):
        self.asked.append(sql)
        return self._connection.execute(sql, params)

    def stored(self, table="standing"):
        return self._connection.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall()


@pytest.fixture
def engine():
    return Counting()


@pytest.fixture
def tx(engine):
    return Write(engine)


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


@pytest.mark.parametrize(
    "callers, statements",
    [(1, [1]), (2, [2]), (30, [16, 8, 4, 2]), (64, [64]), (131, [64, 64, 2, 1])],
)
def test_rows_that_many_callers_add_are_written_by_few_statements(tx, engine, callers, statements):
    for number in range(callers):
        tx.add(PERSON, (number, f"Person {number}"))
    tx.put_back()

    assert [sql.count("(?, ?)") for sql in engine.asked] == statements
    assert engine.stored("person") == [(n, f"Person {n}") for n in range(callers)]


def test_whoever_looks_at_the_table_sees_what_was_added(tx):
    tx.add(PERSON, (1, "Amina"))

    assert tx.row("SELECT name FROM person")[0] == "Amina"


def test_who_is_referred_to_is_stored_first_though_added_last(tx, engine):
    tx.run("INSERT INTO person (id, name) VALUES (1, 'Amina')")
    tx.add(MEMBER, (1, 7))
    tx.add(PERSON, (2, "Bo"))
    tx.add(MEMBER, (2, 7))
    tx.put_back()

    assert engine.stored("member") == [(1, 7), (2, 7)]


def test_a_statement_may_refer_to_what_was_added_before_it(tx, engine):
    for number in (1, 2):
        tx.add(PERSON, (number, "Amina"))
        tx.run("INSERT INTO note (of, event) VALUES (?, 7)", (number,))

    assert engine.stored("note") == [(1, 7), (2, 7)]


def test_the_next_id_is_one_that_nobody_has(tx):
    tx.run("INSERT INTO person (id, name) VALUES (41, 'Amina')")
    tx.add(PERSON, (tx.next_id(PERSON), "Bo"))
    tx.add(PERSON, (tx.next_id(PERSON), "Chau"))
    tx.run("INSERT INTO person (id, name) VALUES (44, 'Dee')")
    tx.add(PERSON, (tx.next_id(PERSON), "Eli"))

    assert [row[0] for row in tx.rows("SELECT id FROM person")] == [41, 42, 43, 44, 45]


def test_what_stands_once_is_never_moved(tx):
    tx.keep(RECEIPT, ("person-1",), (10,))
    tx.put_back()
    tx.keep(RECEIPT, ("person-1",), (11,))

    with pytest.raises(sqlite3.IntegrityError):
        tx.put_back()


def test_what_was_added_is_forgotten_when_it_is_undone(tx, engine):
    tx.add(PERSON, (tx.next_id(PERSON), "Amina"))
    tx.forget()
    tx.put_back()

    assert engine.stored("person") == []
    assert tx.next_id(PERSON) == 1


def test_what_is_undone_is_forgotten(tx, engine):
    tx.keep(STANDING, (1, 7), (11, 2))
    tx.known(LEADS, (1,))
    tx.forget()
    tx.put_back()

    assert engine.stored() == [(1, 7, 10, 2)]
    assert tx.kept(STANDING, (1, 7)) == (10, 2)


@given(steps=st.lists(st.deferred(lambda: STEPS), max_size=30))
def test_a_write_that_remembers_says_and_stores_what_one_that_does_not(steps):
    forgetful, remembering = Counting(), Counting()
    tx = Write(remembering)

    said = [_step(tx, *step) for step in steps]
    tx.put_back()

    assert said == [_step(_Anew(forgetful), *step) for step in steps]
    for table in ("standing", "lead", "person", "member", "note"):
        assert remembering.stored(table) == forgetful.stored(table)


class _Anew:
    """A write that puts everything back at once, and remembers nothing."""

    def __init__(self, engine):
        self._engine = engine

    def __getattr__(self, name):
        def done(*given):
            tx = Write(self._engine)
            made = getattr(tx, name)(*given)
            tx.put_back()
            return made

        return done


def _step(tx, kind, event, number):
    return STEP[kind](tx, event, number)


def _add(tx, event, number):
    yes, maybe = tx.kept(STANDING, (event, 7)) or (0, 0)
    tx.keep(STANDING, (event, 7), (yes + number, maybe))


def _person(tx, event, number):
    person = tx.next_id(PERSON)
    tx.add(PERSON, (person, str(number)))
    tx.add(MEMBER, (person, event))


def _look(tx, event, _):
    looked = tx.row("SELECT sum(yes), sum(maybe), count(*) FROM standing")
    known = tuple(map(tuple, tx.known(LEADS, (event,))))
    return tx.kept(STANDING, (event, 7)), tuple(looked), known


def _members(tx, event, _):
    return tuple(tx.row("SELECT count(*), max(person) FROM member WHERE event = ?", (event,)))


STEP = {
    "keep": lambda tx, event, number: tx.keep(STANDING, (event, 7), (number, number)),
    "add": _add,
    "set by hand": lambda tx, event, number: tx.run(
        "UPDATE standing SET maybe = ? WHERE event = ?", (number, event)
    ),
    "another lead": lambda tx, event, number: tx.run(
        "INSERT INTO lead (id, event) VALUES (?, ?)", (number, event)
    ),
    "person": _person,
    "no members": lambda tx, event, _: tx.run("DELETE FROM member WHERE event = ?", (event,)),
    "note": lambda tx, event, _: tx.run("INSERT INTO note SELECT max(id), ? FROM person", (event,)),
    "look": _look,
    "members": _members,
}
STEPS = st.tuples(st.sampled_from(sorted(STEP)), EVENTS, NUMBERS)
