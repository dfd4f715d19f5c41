from datetime import timedelta

from tests.builders import NOON, a_rally, commit
from turnout.desk import feeds, looks
from turnout.errors import StoreFailed
from turnout.model import GoodRead

URL = "/api/v1/health"


def test_it_says_the_seq_and_that_the_store_is_well(client, desk):
    receipt = commit(desk)

    answer = client.get(URL)

    assert answer.status_code == 200
    assert answer.json() == {
        "status": "ok",
        "seq": receipt.seq,
        "store": "ok",
        "listeners": 0,
        "feeds": [],
    }


def test_each_feed_has_its_age_and_failure_without_an_address(client, desk):
    feed = feeds.add(desk, "ks", "https://feeds.example.org/?secret=1").result()
    good = feeds.add(desk, "ks", "https://feeds.example.org/good").result()
    why = "https://feeds.example.org/?secret=1: 503"
    feeds.seen_bad(desk, feed.id, why, NOON + timedelta(hours=1)).result()
    feeds.seen_ok(desk, good.id, GoodRead(NOON, brought=3)).result()

    failed, well = client.get(URL).json()["feeds"]

    assert (failed["age_seconds"], failed["failure"]) == (None, "... 503")
    assert (well["age_seconds"], well["failure"]) == (0, "")
    assert "secret" not in client.get(URL).text


def test_a_store_that_cannot_be_read_is_503_in_the_same_shape(client, monkeypatch):
    def fails(_):
        raise StoreFailed("gone")

    monkeypatch.setattr(looks, "seqs", fails)

    answer = client.get(URL)

    assert answer.status_code == 503
    assert answer.json()["seq"] is None
    assert answer.json()["status"] == "failing"


def test_a_quiet_event_is_not_named(client, desk):
    a_rally(desk, "clinic", quiet=True)
    feeds.add(desk, "clinic", "https://feeds.example.org/good").result()

    assert client.get(URL).json()["feeds"][0]["event"] == ""
