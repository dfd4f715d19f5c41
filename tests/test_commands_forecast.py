"""forecast and past on the command line, over a store of their own."""

import json

import pytest
from click.testing import CliRunner

from tests.builders import a_rally, commit, noon_in
from turnout.commands import turnout
from turnout.desk import pasts
from turnout.desk.desk import open_desk
from turnout.settings import settings
from turnout.store import open_store


@pytest.fixture
def desk():
    opened = open_desk(open_store(settings().database), settings())
    a_rally(opened, starts_at=noon_in(13))
    yield opened
    opened.store.close()


def run(*words):
    return CliRunner().invoke(turnout, words)


def some_commit(desk, many):
    for n in range(many):
        commit(desk, f"{n}", name=f"P {n}", contact=f"p{n}@example.org")


def test_it_is_told_in_a_paragraph_with_its_parts(desk):
    some_commit(desk, 30)
    told = run("forecast", "ks")

    assert told.exit_code == 0
    assert "30 are on the list so far" in told.output
    assert "of the 30 who said yes" in told.output
    assert "no event has taught it yet" in told.output


def test_it_is_told_as_json(desk):
    some_commit(desk, 30)
    told = json.loads(run("forecast", "ks", "--json").output)

    assert (told["event"], told["heads"]) == ("ks", 30)


def test_as_of_a_day_before_anybody_promised_it_knows_of_nobody(desk):
    some_commit(desk, 30)
    told = json.loads(run("forecast", "ks", "--as-of", "2026-01-01", "--json").output)

    assert told["heads"] == 0


@pytest.mark.parametrize("day", ["2999-01-01", "2999-01-01T10:00"])
def test_a_day_to_come_is_refused(day, desk):
    told = run("forecast", "ks", "--as-of", day)

    assert told.exit_code == 2
    assert "still to come" in told.output


@pytest.mark.parametrize("day", ["2026-13-01", "yesterday!", "x"])
def test_what_is_no_day_is_refused(day, desk):
    assert run("forecast", "ks", "--as-of", day).exit_code == 2


def test_an_unknown_event_is_said_to_be(desk):
    assert run("forecast", "nowhere").exit_code == 2


def test_a_past_event_is_brought_in_from_a_table_and_listed(desk, tmp_path):
    table = tmp_path / "spring.csv"
    table.write_text("lead,committed,came\n@ana,40,22\n,10,18\n", "utf-8")
    added = run("past", "add", "ks", str(table), "--title", "Spring", "--day", "2026-04-11")

    assert "50 had committed, 40 came" in added.output
    (known,) = pasts.past_events(desk)
    assert known.title == "Spring"
    assert "Spring" in run("past", "list").output
    assert not json.loads(run("forecast", "ks", "--json").output)["guess"]


@pytest.mark.parametrize(
    "rows, said",
    [
        ("ana,-4,2", "Row 1"),
        ("ana,4,some", "Row 1"),
        ("ana,,12", "does not say how many had committed"),
        ("ana,4,2\nana,5,1", "two rows"),
    ],
)
def test_a_table_to_mend_is_refused_in_a_sentence(rows, said, desk, tmp_path):
    table = tmp_path / "spring.csv"
    table.write_text(f"lead,committed,came\n{rows}\n", "utf-8")
    told = run("past", "add", "ks", str(table), "--title", "Spring", "--day", "2026-04-11")

    assert told.exit_code == 2
    assert said in told.output
    assert pasts.past_events(desk) == []


def test_a_table_of_a_day_that_is_none_is_refused(desk, tmp_path):
    table = tmp_path / "spring.csv"
    table.write_text("committed,came\n4,2\n", "utf-8")

    told = run("past", "add", "ks", str(table), "--title", "Spring", "--day", "April")
    assert told.exit_code == 2
    assert "is no day" in told.output
