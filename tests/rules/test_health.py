from datetime import timedelta

import pytest

from tests.builders import NOON
from turnout.model import Feed
from turnout.rules import health
from turnout.rules.health import MB, Answer, Copies, State
from turnout.settings import Smtp

DAY = timedelta(days=1)


@pytest.mark.parametrize(
    "url, code",
    [
        ("", "unset"),
        ("http://localhost:8501", "local"),
        ("https://127.0.0.1", "local"),
        ("http://rally.example.org", "plain"),
        ("https://rally.example.org", "set"),
    ],
)
def test_only_an_address_with_https_that_others_reach_is_well(url, code):
    found = health.address(url)

    assert found.code == code
    assert (found.state is State.WELL) == (code == "set")


@pytest.mark.parametrize(
    "host, security, trouble, code",
    [
        ("mail.example.org", "smtps", "", "set"),
        ("localhost", "smtp", "", "set"),
        ("mail.example.org", "smtp", "", "plain"),
        ("mail.example.org", "smtps", "login:535", "trouble"),
    ],
)
def test_mail_is_well_where_it_leaves_and_nobody_reads_along(host, security, trouble, code):
    found = health.mail(Smtp(host, 25, security), "rally@example.org", trouble)

    assert found.code == code
    assert (found.state is State.WELL) == (code == "set")


def test_no_mail_server_is_worth_minding_and_not_wrong():
    assert health.mail(None, "", "").state is State.MIND


@pytest.mark.parametrize(
    "answer, code",
    [
        (Answer(), "answers"),
        (Answer(failure="refused"), "silent"),
        (Answer(ours=False), "another"),
    ],
)
def test_an_answer_counts_only_from_our_own_store(answer, code):
    assert health.online("https://rally.example.org", answer).code == code


def test_a_clock_behind_the_newest_record_is_wrong_however_it_is_kept():
    assert health.clock(NOON, NOON + timedelta(minutes=5), True).code == "behind"
    assert health.clock(NOON, NOON + timedelta(seconds=5), True).code == "set"


@pytest.mark.parametrize(
    "kept, code, state",
    [(True, "set", State.WELL), (False, "alone", State.MIND), (None, "unknown", State.WELL)],
)
def test_a_clock_that_nobody_keeps_is_worth_a_word(kept, code, state):
    found = health.clock(NOON, None, kept)

    assert (found.code, found.state) == (code, state)


@pytest.mark.parametrize(
    "free, store, code",
    [(100, 1, "low"), (1_000, 900, "low"), (1_500, 10, "short"), (50_000, 900, "free")],
)
def test_a_disk_must_take_a_backup_and_a_day_more(free, store, code):
    assert health.disk(free * MB, store * MB).code == code


@pytest.mark.parametrize("kind, wrong", [("ext4", False), ("nfs4", True), ("cifs", True)])
def test_a_store_on_a_networks_disk_is_named(kind, wrong):
    assert (health.filesystem(kind, "/srv") is not None) == wrong


def test_files_that_others_can_read_are_named():
    found = health.private(["/b", "/a"])

    assert found.state is State.WRONG
    assert found.values["files"] == "/a, /b"


@pytest.mark.parametrize(
    "copies, codes",
    [
        (None, ["unset"]),
        (Copies("/b"), ["none"]),
        (Copies("/b", 1, NOON - DAY), ["young"]),
        (Copies("/b", 9, NOON - 2 * DAY), ["old"]),
        (Copies("/b", 1, NOON, same_disk=True), ["young", "beside"]),
    ],
)
def test_a_backup_must_be_there_young_and_elsewhere(copies, codes):
    assert [found.code for found in health.backups(NOON, copies)] == codes


@pytest.mark.parametrize(
    "damage, differences, code", [(0, 0, "equal"), (0, 2, "differs"), (1, 0, "torn")]
)
def test_a_ledger_is_equal_or_says_how_not(damage, differences, code):
    assert health.ledger(damage, differences).code == code


@pytest.mark.parametrize(
    "fields, code",
    [
        ({}, "unread"),
        ({"failures": 3, "last_good_at": NOON}, "failing"),
        ({"last_good_at": NOON - timedelta(hours=2)}, "old"),
        ({"last_good_at": NOON - timedelta(minutes=1)}, "read"),
    ],
)
def test_a_feed_is_told_by_its_last_good_read(fields, code):
    (found,) = health.feeds(NOON, [Feed(1, "ks", "https://x", **fields)], ["ks"])

    assert found.code == code


def test_a_feed_that_rests_is_not_complained_of():
    resting = [Feed(1, "ks", "https://x", on=False), Feed(2, "closed", "https://x")]

    assert list(health.feeds(NOON, resting, ["ks"])) == []


def test_a_library_that_is_missing_or_another_is_named():
    found = health.libraries(
        {"click": "8", "httpx": "1", "babel": "2"}, {"click": "8", "httpx": "2"}
    )

    assert found.values["other"] == "babel - (2), httpx 2 (1)"


def test_a_zone_nobody_here_knows_is_named_once():
    assert health.zones(["Mars/Olympus"] * 2).values["zones"] == "Mars/Olympus"
    assert health.zones([]).state is State.WELL


def test_an_old_python_is_wrong():
    assert health.python((3, 10)).state is State.WRONG
    assert health.python((3, 12)).state is State.WELL
