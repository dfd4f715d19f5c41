import pytest

from tests.builders import NOON, a_lead, a_rally, commit
from turnout.desk import feeds, keeping, leads, links, looks, signups
from turnout.errors import NotAllowed, NotFound, Refused
from turnout.live import Live
from turnout.model import Refusal
from turnout.store import open_store


def test_a_ledger_in_order_has_no_difference(desk, rally):
    commit(desk, "1", party="4", lead="wichita_teachers")
    leads.declare(desk, "ks", "wichita_teachers", total=30).result()

    assert keeping.check(desk) == []


@pytest.mark.parametrize(
    "sql, what",
    [
        ("UPDATE standing SET yes = yes + 1 WHERE lead <> 0", "standing"),
        ("UPDATE total SET by_count = 7", "total"),
        ("DELETE FROM current", "current"),
        ("UPDATE clock SET seq = 99", "log"),
        ("UPDATE pace SET yes = yes + 1", "pace"),
        ("UPDATE door_total SET people = 9", "door"),
        ("INSERT INTO door_total VALUES (1, 'feed', 1, 2)", "door"),
    ],
)
def test_a_total_that_was_tampered_with_is_told(desk, rally, sql, what):
    commit(desk, "1", party="4", lead="wichita_teachers")
    desk.store.write(lambda tx: tx.run(sql)).result()

    assert what in {difference.what for difference in keeping.check(desk)}


def test_a_backup_has_the_same_picture(desk, rally, tmp_path):
    commit(desk, party="4")
    keeping.backup(desk, tmp_path / "copy.db")

    copy = open_store(tmp_path / "copy.db")
    with copy.reading() as look:
        assert look.row("SELECT yes FROM total")[0] == 4
    copy.close()


PLANTED = ("Ana", "Lopez", "ana@example.org", "ana_l", "my back hurts")


@pytest.fixture
def ana(desk, rally):
    return commit(
        desk, name="Ana Lopez", party="4", contact="ana@example.org", note="my back hurts",
        handle="ana_l@m.social", lead="wichita_teachers", needs=("ride",),
    )  # fmt: skip


def everything(desk):
    with desk.store.reading() as look:
        tables = [
            row[0] for row in look.rows("SELECT name FROM sqlite_schema WHERE type = 'table'")
        ]
        return str([tuple(row) for table in tables for row in look.rows(f"SELECT * FROM {table}")])


@pytest.mark.parametrize("known_as", ["ana@example.org", "@ana_l@m.social"])
def test_erasing_a_person_keeps_the_counts_and_leaves_no_trace(desk, ana, known_as):
    assert all(planted in everything(desk) for planted in PLANTED)

    assert keeping.erase(desk, known_as).result() == 1

    assert not [planted for planted in PLANTED if planted in everything(desk)]
    assert looks.progress(desk, "ks").count.coming == 4
    assert keeping.check(desk) == []


def test_an_erased_persons_refused_posts_are_forgotten(desk, ana):
    for ref in ("https://m.social/@ana_l/1", "https://m.social/@ben/2"):
        refusal = Refusal(NOON, "ks", "feed", "feed:1", ref, "post", "question")
        feeds.refuse(desk, refusal).result()
    keeping.erase(desk, "ana@example.org").result()

    assert [refusal.ref for refusal in feeds.refusals(desk, "ks")] == ["https://m.social/@ben/2"]


def test_a_bare_name_erases_nobody(desk, ana):
    commit(desk, "2", handle="ana_l")

    with pytest.raises(NotFound):
        keeping.erase(desk, "@ana_l").result()


def test_an_erased_persons_link_is_no_longer_good(desk, ana):
    token = links.personal(desk, "ks", ana.person)
    keeping.erase(desk, "ana@example.org").result()

    with pytest.raises(NotAllowed):
        signups.mine(desk, token)


def test_who_comes_again_after_erasing_is_new(desk, ana):
    keeping.erase(desk, "ana@example.org").result()
    commit(desk, "2", contact="ana@example.org")

    assert looks.progress(desk, "ks").count.coming == 5


def test_an_erased_lead_has_no_name_in_public(desk, rally):
    commit(desk, party="4", lead="wichita_teachers")
    keeping.erase(desk, "wichita_teachers@mastodon.social").result()

    assert "ichita" not in str(looks.progress(desk, "ks"))
    assert looks.progress(desk, "ks").unnamed.coming == 4


def test_an_erased_leads_name_leaves_the_screens_that_show_it(desk, rally):
    a_rally(desk, "salina", parent="ks")
    a_lead(desk, "ben@m.social", event="salina", name="Ben")
    live = Live(desk)
    assert b"Ben" in live.picture("salina").data
    seqs = looks.seqs(desk)
    keeping.erase(desk, "ben@m.social").result()

    assert b"Ben" not in live.picture("salina").data
    assert all(looks.seqs(desk)[slug] > seqs[slug] for slug in ("ks", "salina"))
    assert keeping.check(desk) == []


def test_a_quiet_events_person_is_erased_as_well(desk, ana):
    a_rally(desk, "quiet", quiet=True)
    commit(desk, "2", contact="ana@example.org", event="quiet")

    assert keeping.erase(desk, "ana@example.org").result() == 2


@pytest.mark.parametrize("known_as", ["nobody@example.org", "no one at all"])
def test_who_is_not_known_is_not_found(desk, ana, known_as):
    with pytest.raises((NotFound, Refused)):
        keeping.erase(desk, known_as).result()
