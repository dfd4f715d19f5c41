"""updates: the commands of an operator; and what doctor says of channels."""

import json

import pytest
from click.testing import CliRunner

from tests.builders import a_desk, a_rally, commit, noon_in
from tests.network import a_network
from turnout.commands import turnout
from turnout.desk import channels, updates, updates_drafting
from turnout.model.updates import UpdateRules
from turnout.settings import settings


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """A rally in three days, with one channel of this server."""
    monkeypatch.setenv("TURNOUT_CHANNELS", "mastodons://hush-hush@social.example")
    monkeypatch.setenv("TURNOUT_PUBLIC_URL", "https://rally.example.org")
    settings.cache_clear()
    opened = a_desk(
        tmp_path, channels=("mastodons://hush-hush@social.example",),
        public_url="https://rally.example.org",
    )  # fmt: skip
    a_rally(opened, starts_at=noon_in(3), goal=40)
    yield opened
    opened.store.close()
    settings.cache_clear()


def run(*words):
    done = CliRunner().invoke(turnout, [*words])
    assert done.exit_code == 0, done.output
    return done.output


def looked_at(*options):
    done = CliRunner().invoke(turnout, ["doctor", "--json", *options])
    assert "hush" not in done.output
    return [each for each in json.loads(done.stdout) if each["what"] == "channels"]


def test_what_is_drafted_is_listed_and_let_go(desk):
    commit(desk, "a", party="20")
    updates_drafting.tick(desk, ["ks"])
    (draft,) = json.loads(run("updates", "list", "ks", "--json"))
    assert (draft["kind"], draft["state"]) == ("milestone", "held")

    assert "is let go" in run("updates", "let-go", "ks", str(draft["id"]), "--now")
    assert json.loads(run("updates", "list", "ks", "--json"))[0]["state"] == "shown"
    assert "is set aside" in run("updates", "set-aside", "ks", str(draft["id"]))
    assert updates.let_go(desk, "ks") == ()


def test_an_update_is_written_and_let_go_once_with_a_key(desk):
    (name,) = [each.name for each in channels.channels(desk)]
    updates.set_rules(desk, "ks", UpdateRules(channels={name: "es"})).result()
    for _ in range(2):
        run("updates", "post", "ks", "Bring water.", "--es", "Trae agua.", "--key", "k")

    (one,) = json.loads(run("updates", "list", "ks", "--json"))
    assert (one["text"], one["es"], one["posted"]) == (
        "Bring water.", "Trae agua.", f"{name} due"
    )  # fmt: skip


def test_channels_are_listed_without_their_tokens(desk):
    told = run("updates", "channels", "ks")

    assert "mastodons:social.example:" in told
    assert "hush" not in told


def test_an_update_that_is_not_there_is_said_in_a_sentence(desk):
    done = CliRunner().invoke(turnout, ["updates", "let-go", "ks", "999"])

    assert done.exit_code == 2
    assert "no update 999" in done.output


def test_doctor_says_that_no_channel_is_set_or_which(desk, monkeypatch):
    assert [each["code"] for each in looked_at()] == ["set"]

    monkeypatch.delenv("TURNOUT_CHANNELS")
    settings.cache_clear()
    assert [each["code"] for each in looked_at()] == ["unset"]


def test_doctor_says_which_channel_is_none_and_which_cannot_be_reached(desk, monkeypatch):
    with a_network() as network:
        monkeypatch.setenv("TURNOUT_CHANNELS", f"nonsense://x {network.mastodon}")
        settings.cache_clear()
        assert [each["code"] for each in looked_at()] == ["set", "unknown"]
        assert [each["code"] for each in looked_at("--online")] == ["set", "unknown", "answers"]
        assert network.heard == []
    assert [each["code"] for each in looked_at("--online")] == ["set", "unknown", "silent"]


def test_doctor_says_what_keeps_the_newest_update_from_being_there(desk):
    (name,) = [each.name for each in channels.channels(desk)]
    updates.set_rules(desk, "ks", UpdateRules(channels={name: "en"})).result()
    run("updates", "post", "ks", "Bring water.")
    desk.store.write(
        lambda tx: tx.run("UPDATE posting SET state = 'failed', reason = 'refused:401'")
    ).result()

    (found,) = looked_at()
    assert (found["code"], found["values"]["reason"]) == ("trouble", "refused:401")
