"""messages: the commands of an operator."""

import json

import pytest
from click.testing import CliRunner

from tests.builders import a_desk, a_lead, a_rally, commit, noon_in
from turnout.commands import turnout
from turnout.desk import sending
from turnout.model.sending import Budget


@pytest.fixture
def desk(tmp_path):
    """A rally in three days, and two who promised a week ago."""
    opened = a_desk(tmp_path)
    a_rally(opened, starts_at=noon_in(3))
    a_lead(opened)
    sending.set_budget(opened, Budget(quiet_from=0, quiet_until=0)).result()
    for name, contact in (("Amina", "amina@example.org"), ("=Bo", "+17855550101")):
        commit(opened, name, name=name, contact=contact, lead="wichita_teachers")
    yield opened
    opened.store.close()


def run(*words):
    done = CliRunner().invoke(turnout, ["messages", *words])
    assert done.exit_code == 0, done.output
    return done.output


def test_what_is_due_is_told_in_numbers(desk):
    due = json.loads(run("due", "ks", "--json"))

    assert {each["hand"] for each in due} == {2}
    assert all(each["occasion"].startswith("confirm:") for each in due)
    assert "Amina" not in run("due", "ks")


def test_an_occasion_is_sent_off_and_its_ready_texts_are_a_table(desk):
    name = json.loads(run("due", "ks", "--json"))[0]["occasion"]

    assert "2 messages are in the outbox." in run("send", "ks", name)
    table = run("texts", "ks")
    assert "amina@example.org" in table
    assert "'=Bo" in table
    assert json.loads(run("list", "ks", "--json"))[0]["taken"] == 2


def test_an_occasion_that_is_none_is_refused_and_what_there_is_is_named(desk):
    done = CliRunner().invoke(turnout, ["messages", "send", "ks", "confirm:ks:4"])

    assert done.exit_code == 2
    assert "no occasion confirm:ks:4" in done.stderr
    assert "messages due EVENT" in done.stderr


def test_what_goes_out_by_itself_is_set_and_said(desk):
    assert "Nothing goes out until you send it. Days before: 4, 1." in run("rule", "ks")
    assert "goes out by itself. Days before: 3." in run("rule", "ks", "--by-rule", "--days", "3")
    assert json.loads(run("rule", "ks", "--hold", "--missed", "--json"))["by_rule"] is False


def test_an_empty_list_says_what_to_do_next(desk):
    assert "messages due EVENT" in run("list", "ks")
