from tests.builders import a_rally, commit
from turnout.desk import keeping, looks, reviews
from turnout.model import Door, ReviewState
from turnout.store import people

ANA = {"contact": "ana@example.org", "handle": "ana@m.social"}


def name_of(desk, person):
    with desk.store.reading() as look:
        return look.row("SELECT name FROM person WHERE id = ?", (person,))[0]


def test_two_who_typed_the_same_bare_name_may_turn_out_to_be_one(desk, rally):
    commit(desk, "1", handle="amy", contact="a@example.org")
    commit(desk, "2", handle="amy", contact="+1 785 296 3966")
    commit(desk, "3", handle="amy@m.social", contact="a@example.org")
    commit(desk, "4", handle="amy@m.social", contact="+1 785 296 3966", party="3")

    assert looks.progress(desk, "ks").count.coming == 3


def test_a_name_that_only_one_of_two_gave_is_kept_when_they_turn_out_to_be_one(desk, rally):
    commit(desk, "1", name="", handle=ANA["handle"], door=Door.FEED, scope="feed:ks")
    commit(desk, "2", name="Ana", contact=ANA["contact"])
    one = commit(desk, "3", name="", **ANA)

    assert name_of(desk, one.person) == "Ana"


def test_a_language_that_only_one_of_two_gave_is_kept_when_they_turn_out_to_be_one(desk, rally):
    commit(desk, "1", name="Ana", contact=ANA["contact"])
    commit(desk, "2", name="Ana", lang="es", handle=ANA["handle"])
    one = commit(desk, "3", name="Ana", **ANA)

    with desk.store.reading() as look:
        assert people.card(look, one.person)["lang"] == "es"


def test_the_name_given_last_stands(desk, rally):
    commit(desk, "1", name="Ana", contact=ANA["contact"])
    commit(desk, "2", name="A.", handle=ANA["handle"])
    one = commit(desk, "3", name="Ana Lopez", **ANA)

    assert name_of(desk, one.person) == "Ana Lopez"


def test_who_turns_out_to_be_one_counts_once_at_every_event(desk, rally):
    a_rally(desk, "salina", parent="ks")
    for key, event, party in (("1", "ks", "2"), ("2", "salina", "3")):
        commit(desk, key, event=event, party=party, contact=ANA["contact"])
        commit(desk, f"{key}-again", event=event, party="5", handle=ANA["handle"])
    commit(desk, "both", event="salina", party="1", **ANA)

    counts = [looks.progress(desk, slug).count.coming for slug in ("ks", "salina")]
    assert counts == [5 + 1, 1]
    assert keeping.check(desk) == []


def test_what_one_of_them_has_waiting_waits_on(desk, rally):
    held = commit(desk, "1", party="9", handle=ANA["handle"], door=Door.FORM)
    commit(desk, "2", party="2", contact=ANA["contact"])
    a_rally(desk, "mo")
    commit(desk, "3", event="mo", **ANA)

    assert [waiting.seq for waiting in reviews.held(desk, "ks")] == [held.seq]
    assert looks.progress(desk, "ks").count.coming == 2

    reviews.decide(desk, held.seq, ReviewState.SHOWN).result()
    assert looks.progress(desk, "ks").count.coming == 2  # what they said last stands
    assert keeping.check(desk) == []


def test_a_list_that_says_the_same_still_makes_a_new_handle_known(desk, rally):
    commit(desk, "1", party="2", contact=ANA["contact"])
    again = commit(desk, "2", party="2", door=Door.IMPORT, scope="list", **ANA)
    commit(desk, "3", party="3", handle=ANA["handle"])

    assert again.again
    assert looks.progress(desk, "ks").count.coming == 3


def test_the_number_of_who_was_made_one_with_another_is_given_to_nobody(desk):
    kept, gone = (desk.store.write(lambda tx: people.insert(tx, "Ana", "")).result() for _ in "12")

    desk.store.write(lambda tx: people.merge(tx, kept, gone)).result()
    new = desk.store.write(lambda tx: people.insert(tx, "Bo", "")).result()

    assert new not in (kept, gone)
