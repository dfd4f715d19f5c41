"""challenge on the command line, over a store of its own."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from click.testing import CliRunner

from tests.builders import a_lead, a_rally, commit, noon_in
from turnout.commands import turnout
from turnout.desk import challenges
from turnout.desk.desk import open_desk
from turnout.settings import settings
from turnout.store import open_store

TOMORROW = (datetime.now(UTC) + timedelta(days=1)).strftime("%Y-%m-%dT%H:%M")


@pytest.fixture
def desk():
    opened = open_desk(open_store(settings().database), settings())
    a_rally(opened, starts_at=noon_in(14))
    a_lead(opened)
    yield opened
    opened.store.close()


def run(*words):
    return CliRunner().invoke(turnout, ["challenge", *words])


def test_a_challenge_to_everybody_is_made_and_listed_with_how_far_it_is(desk):
    made = run("add", "ks", "20", "--by", TOMORROW)
    commit(desk, party="4")

    (listed,) = json.loads(run("list", "ks", "--json").output)

    assert made.exit_code == 0, made.output
    assert (listed["state"], listed["done"], listed["with"]) == ("live", 4, "*")


def test_leads_are_asked_by_their_handle(desk):
    run("add", "ks", "20", "--by", TOMORROW, "--ask", "wichita_teachers", "--declared-most", "5")

    (standing,) = challenges.of_event(desk, "ks")

    assert [part.handle for part in standing.parts] == ["wichita_teachers@mastodon.social"]
    assert standing.challenge.declared_most == 5


def test_who_does_not_compete_is_not_asked_each(desk):
    told = run("add", "ks", "20", "--by", TOMORROW, "--ask", "wichita_teachers", "--each")

    assert (told.exit_code, "does not compete" in told.output) == (2, True)


def test_it_is_called_off(desk):
    run("add", "ks", "20", "--by", TOMORROW)
    number = challenges.of_event(desk, "ks")[0].challenge.id

    told = run("call-off", "ks", str(number))

    assert told.exit_code == 0
    assert json.loads(run("list", "ks", "--json").output)[0]["state"] == "called_off"
