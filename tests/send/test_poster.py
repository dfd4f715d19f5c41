"""Updates posted to a real server: exactly once, whatever it answers and whoever is killed."""

import json
import logging
import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tests.builders import a_desk, a_lead, a_rally, commit
from tests.network import a_network
from turnout.desk import channels, updates
from turnout.model.updates import Mode, PostState, UpdateRules
from turnout.send import Poster
from turnout.settings import ROOT

PATIENCE_SECONDS = 60  # a process starts slowly on a busy machine


@pytest.fixture
def desk(tmp_path):
    """A rally in a week, by the real clock: those who are killed have no other."""
    opened = a_desk(
        tmp_path, lambda: datetime.now(UTC), public_url="https://rally.example.org"
    )  # fmt: skip
    a_rally(opened, goal=40, starts_at=datetime.now(UTC) + timedelta(days=7))
    a_lead(opened)
    yield opened
    opened.store.close()


def on(desk, address):
    """Return the desk with a channel that posts at any hour."""
    with_one = replace(desk, settings=replace(desk.settings, channels=(address,)))
    ticked = {each.name: "en" for each in channels.channels(with_one)}
    updates.set_rules(
        with_one, "ks", UpdateRules(channels=ticked, quiet_from=0, quiet_until=0, most=24)
    ).result()
    return with_one


def let_go(desk, text="Bring water."):
    number = updates.write(desk, "ks", {"en": text}).result()
    updates.send(desk, "ks", number).result()
    return number


def posting(desk):
    (found,) = updates.of_event(desk, "ks")[0].postings
    return found


@contextmanager
def posting_process(desk, network):
    command = [sys.executable, "-m", "tests.send.posts", str(desk.settings.database)]
    running = subprocess.Popen([*command, network.address], cwd=ROOT)
    try:
        yield running
    finally:
        os.kill(running.pid, signal.SIGKILL)
        running.wait()


def until(is_so):
    ends = time.monotonic() + PATIENCE_SECONDS
    while not is_so():
        assert time.monotonic() < ends
        time.sleep(0.02)


def test_an_update_is_posted_once_though_the_server_failed_twice_and_the_process_was_killed(desk):
    with a_network(503, 503) as network:
        told = on(desk, network.address)
        let_go(told)
        for tries in (1, 2):
            with posting_process(told, network):
                until(
                    lambda tries=tries: (posting(told).tries, posting(told).state) == (tries, "due")
                )
        with posting_process(told, network):
            until(lambda: posting(told).state is PostState.SENT)
        Poster(told).begin()
        Poster(told).step()

        assert [each["message"] for each in network.took] == [
            "Bring water.\nhttps://rally.example.org/e/ks"
        ]
        assert len(network.heard) == 3


def test_what_was_in_hand_when_the_process_was_killed_is_asked_about_and_not_posted_again(desk):
    with a_network("hang") as network:
        told = on(desk, network.address)
        let_go(told)
        with posting_process(told, network):
            until(lambda: network.heard)
        after = Poster(told)
        after.begin()
        after.step()

        assert (posting(told).state, posting(told).reason) == (PostState.DOUBTFUL, "ended")
        assert len(network.heard) == 1
        updates.say_of(told, "ks", posting(told).update, posting(told).channel, False).result()
        after.step()
        assert posting(told).state is PostState.SENT
        assert len(network.took) == 1


@pytest.mark.parametrize(
    "answer, state, reason",
    [
        (500, PostState.DUE, "refused:500"),
        (429, PostState.DUE, "refused:429"),
        (401, PostState.FAILED, "refused:401"),
        (422, PostState.FAILED, "refused:422"),
        (504, PostState.DOUBTFUL, "refused:504"),
    ],
)
def test_what_a_network_answers_says_whether_it_is_tried_again(desk, answer, state, reason):
    with a_network(answer) as network:
        told = on(desk, network.address)
        let_go(told)
        Poster(told).step()

        assert (posting(told).state, posting(told).reason) == (state, reason)


def test_a_network_that_gives_no_answer_may_have_it_and_one_that_is_not_there_has_not(
    desk, monkeypatch
):
    monkeypatch.setattr("turnout.send.channels.PATIENCE_SECONDS", 0.2)
    with a_network("hang") as network:
        told = on(desk, network.address)
        let_go(told)
        Poster(told).step()
        assert (posting(told).state, posting(told).reason) == (PostState.DOUBTFUL, "no_answer")
    away = on(desk, network.address)
    updates.say_of(away, "ks", posting(away).update, posting(away).channel, False).result()
    Poster(away).step()

    assert (posting(away).state, posting(away).reason) == (PostState.DUE, "unreached")


def test_a_server_of_mastodon_gets_the_handle_and_the_language(desk):
    with a_network() as network:
        told = on(desk, network.mastodon)
        let_go(told, "Thank you, @wichita_teachers!")
        Poster(told).step()

        (post,) = network.took
        assert post["path"] == "/api/v1/statuses"
        assert post["status"].startswith("Thank you, @wichita_teachers@mastodon.social!")
        assert post["language"] == "en"


def test_no_token_is_in_any_log_or_in_the_store(desk, caplog):
    caplog.set_level(logging.DEBUG)
    with a_network(500) as network:
        told = on(desk, network.mastodon)
        let_go(told)
        Poster(told).step()

    assert "refused:500" in caplog.text
    assert "hush" not in caplog.text
    with told.store.reading() as look:
        tables = ("public_update", "update_wording", "update_rule", "posting", "log")
        kept = [json.dumps([tuple(row) for row in look.rows(f"SELECT * FROM {table}")])
                for table in tables]  # fmt: skip
    assert "hush" not in "".join(kept)


def test_an_address_that_is_no_channel_fails_for_good(desk):
    told = on(desk, "nonsense://x")
    let_go(told)
    Poster(told).step()

    assert (posting(told).state, posting(told).reason) == (PostState.FAILED, "unknown")


def test_the_poster_drafts_what_moved_and_lets_go_by_rule(desk):
    with a_network() as network:
        told = on(desk, network.address)
        rules = updates.rules(told, "ks")
        modes = {**rules.modes, "milestone": Mode.BY_ITSELF}
        updates.set_rules(told, "ks", replace(rules, modes=modes)).result()
        poster = Poster(told)
        poster.step()
        commit(told, "a", party="20")
        poster.step()

        assert ["20 to go" in each["message"] for each in network.took] == [True]


def test_only_the_process_that_holds_the_lock_posts(desk):
    lock = desk.store.only_one("updates")

    assert lock is not None
    assert desk.store.only_one("updates") is None
    lock.release()
