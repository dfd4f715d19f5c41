"""What a stranger's held sign-up says of somebody is theirs only once an organizer has shown it."""

import json

import pytest

from tests.builders import NOON, a_desk, a_rally, commit
from turnout.desk import (
    carrying,
    corrections,
    forgetting,
    keeping,
    links,
    looks,
    reviews,
    signups,
)
from turnout.errors import NotFound, Refused
from turnout.model import Door, ReviewState

ANA = {"contact": "ana@example.org", "consent": "form/1"}
# What a stranger types beside Ana's own address, and where none of it may be found.
LIES = {
    "name": "Zephyrina", "handle": "zephyr_handle@m.social", "needs": ("ride",),
    "consent": "form/2", "party": "1",
}  # fmt: skip
PLANTED = ("zephyrina", "zephyr_handle")


@pytest.fixture
def desk(tmp_path):
    desk = a_desk(tmp_path)
    a_rally(desk, ask_contact="either", needs=("ride", "childcare"))
    yield desk
    assert keeping.check(desk) == []
    desk.store.close()


@pytest.fixture
def ana(desk):
    """Return Ana, who is known, comes with five and needs childcare."""
    return commit(desk, "ana", name="Ana", party="5", needs=("childcare",), **ANA).person


@pytest.fixture
def lowered(desk, ana):
    """Return what a stranger says in Ana's place: it is less, and so it waits."""
    receipt = a_stranger_says(desk, "low")
    assert (receipt.held, receipt.person) == (True, ana)
    return receipt


def a_stranger_says(desk, key, **fields):
    return commit(desk, key, door=Door.FORM, **{**ANA, **LIES, **fields})


def known_of(desk, person):
    """Return all that is known of a person: name, contacts, handles, needs, consent."""
    with desk.store.reading() as look:
        name = look.row("SELECT name FROM person WHERE id = ?", (person,))[0]
        return name, *(
            sorted(tuple(row) for row in look.rows(sql, (person,)))
            for sql in (
                "SELECT value FROM person_contact WHERE person = ?",
                "SELECT user, host FROM person_handle WHERE person = ?",
                "SELECT need FROM need WHERE person = ?",
                "SELECT wording FROM consent WHERE person = ?",
            )
        )


def planted(desk):
    """Return which of the planted words stand anywhere in the store."""
    with desk.store.reading() as look:
        tables = look.rows("SELECT name FROM sqlite_master WHERE type = 'table'")
        stored = " ".join(
            str(tuple(row)) for t in tables for row in look.rows(f'SELECT * FROM "{t[0]}"')
        )
    return [word for word in PLANTED if word in stored.lower()]


def decide(desk, receipt, state):
    return reviews.decide(desk, receipt.seq, state).result()


AS_SHE_WAS = ("Ana", [("ana@example.org",)], [], [("childcare",)], [("form/1",)])
AS_THEY_SAY = (
    "Zephyrina", [("ana@example.org",)], [("zephyr_handle", "m.social")], [("ride",)],
    [("form/2",)],
)  # fmt: skip


def test_a_held_sign_up_changes_nothing_of_the_person_it_names(desk, ana, lowered):
    assert known_of(desk, ana) == AS_SHE_WAS
    assert looks.progress(desk, "ks").count.coming == 5


def test_a_sign_up_that_says_two_known_people_are_one_changes_neither(desk, ana):
    bo = commit(desk, "bo", name="Bo", handle=LIES["handle"]).person
    held = a_stranger_says(desk, "both", name="Mallory", party="9")

    assert held.held
    assert known_of(desk, ana) == AS_SHE_WAS
    assert known_of(desk, bo)[0] == "Bo"


@pytest.mark.parametrize("reason", ["large_party", "hidden_field"])
def test_whatever_it_is_held_for_the_person_stays_as_they_were(desk, ana, reason):
    a_stranger_says(desk, "low", party="9", doubt=reason)

    assert known_of(desk, ana) == AS_SHE_WAS


def test_shown_it_is_theirs(desk, ana, lowered):
    decide(desk, lowered, ReviewState.SHOWN)

    assert known_of(desk, ana) == AS_THEY_SAY
    assert looks.progress(desk, "ks").count.coming == 1


def test_the_organizer_reads_what_counting_it_would_add(desk, ana, lowered):
    (held,) = reviews.held(desk, "ks")

    assert (held.name, held.alike) == ("Ana", False)
    assert held.says == ("Zephyrina", "@zephyr_handle@m.social")


def test_undoing_the_decision_gives_the_person_back_what_they_had(desk, ana, lowered):
    decided = decide(desk, lowered, ReviewState.SHOWN)
    corrections.undo(desk, decided.seq, by="desk", event="ks").result()

    assert known_of(desk, ana) == AS_SHE_WAS
    assert [held.seq for held in reviews.held(desk, "ks")] == [lowered.seq]
    decide(desk, lowered, ReviewState.SHOWN)
    assert known_of(desk, ana) == AS_THEY_SAY


def test_setting_aside_what_was_shown_gives_it_back_as_well(desk, ana, lowered):
    decide(desk, lowered, ReviewState.SHOWN)
    corrections.undo(desk, lowered.seq, by="desk", event="ks").result()

    assert known_of(desk, ana) == AS_SHE_WAS
    assert planted(desk) == []


def test_a_contact_and_a_consent_that_it_brought_go_again_when_it_is_set_aside(desk, ana):
    amy = commit(desk, "amy", name="Amy", party="5", handle="amy@m.social").person
    before = known_of(desk, amy), known_of(desk, ana)
    low = commit(
        desk, "low", door=Door.FORM, name="Amy", party="1", handle="amy@m.social",
        contact="amy@example.org", consent="form/2",
    )  # fmt: skip

    decide(desk, low, ReviewState.SHOWN)
    assert known_of(desk, amy)[1] == [("amy@example.org",)]
    assert known_of(desk, amy)[4] == [("form/2",)]

    decide(desk, low, ReviewState.SET_ASIDE)
    assert (known_of(desk, amy), known_of(desk, ana)) == before


def test_what_they_said_anew_since_outlasts_the_undo(desk, ana, lowered):
    decided = decide(desk, lowered, ReviewState.SHOWN)
    commit(desk, "later", name="Ana Lopez", party="2", needs=(), contact=ANA["contact"])
    corrections.undo(desk, decided.seq, by="desk", event="ks").result()

    assert known_of(desk, ana)[0] == "Ana Lopez"


@pytest.mark.parametrize("state", [ReviewState.SET_ASIDE, ReviewState.BLOCKED])
def test_put_aside_nothing_of_what_it_said_is_kept(desk, ana, lowered, state):
    assert planted(desk) == list(PLANTED)
    decided = decide(desk, lowered, state)

    assert (planted(desk), known_of(desk, ana)) == ([], AS_SHE_WAS)
    corrections.undo(desk, decided.seq, by="desk", event="ks").result()
    decide(desk, lowered, ReviewState.SHOWN)
    assert known_of(desk, ana) == AS_SHE_WAS  # it counts, and says nothing of her any more


def test_a_newer_word_of_hers_replaces_what_it_said_of_her(desk, ana, lowered):
    commit(desk, "later", name="Ana", party="2", contact=ANA["contact"])
    assert planted(desk) == ["zephyr_handle"]  # whether that is she is still to be decided
    decide(desk, lowered, ReviewState.SHOWN)

    name, _, handles, needs, _ = known_of(desk, ana)
    assert (name, handles, needs) == ("Ana", [("zephyr_handle", "m.social")], [("childcare",)])
    assert looks.progress(desk, "ks").count.coming == 2


def test_who_became_known_meanwhile_is_named_before_both_are_made_one(desk, ana, lowered):
    commit(desk, "z", name="Zoe", party="3", handle=LIES["handle"])
    (held,) = reviews.held(desk, "ks")
    assert (held.reason, held.alike) == ("lowers", True)

    decided = decide(desk, lowered, ReviewState.SHOWN)

    assert looks.progress(desk, "ks").count.coming == 3  # of the one, the newest word
    with pytest.raises(Refused) as refused:
        corrections.undo(desk, decided.seq, by="desk", event="ks").result()
    assert refused.value.code == "not_undoable"


@pytest.mark.parametrize("state", [None, ReviewState.SHOWN])
def test_erasing_the_person_erases_what_was_said_of_them(desk, ana, lowered, state):
    if state:
        decide(desk, lowered, state)
    forgetting.erase(desk, "ks", ana).result()

    assert planted(desk) == []


@pytest.mark.parametrize("state", [None, ReviewState.SHOWN])
def test_purging_an_event_empties_what_was_said_at_it(desk, ana, lowered, state):
    if state:
        decide(desk, lowered, state)
    forgetting.purge(desk, "ks").result()

    assert "zephyr_handle" not in planted(desk)
    with desk.store.reading() as look:
        assert look.row("SELECT max(name || contact || user || was) FROM claim")[0] == ""


def test_who_is_known_at_another_open_event_is_purged_of_what_was_said_at_this_one(
    desk, ana, lowered
):
    a_rally(desk, "mo", ask_contact="either")
    commit(desk, "mo", event="mo", name="Ana", contact=ANA["contact"])
    forgetting.purge(desk, "ks").result()

    assert planted(desk) == []


def test_erasing_who_was_only_spoken_of_finds_what_was_said(desk, ana, lowered):
    assert keeping.erase(desk, LIES["handle"]).result() == 0

    assert (planted(desk), known_of(desk, ana)) == ([], AS_SHE_WAS)
    with pytest.raises(NotFound):
        keeping.erase(desk, "nobody@example.org").result()


def test_erasing_somebody_erases_their_address_from_what_was_said_of_others(desk, ana):
    zoe = commit(desk, "z", name="Zoe", party="3", handle=LIES["handle"]).person
    a_stranger_says(desk, "both")
    forgetting.erase(desk, "ks", zoe).result()

    assert planted(desk) == []


def test_a_purge_takes_their_address_from_what_was_said_of_others_elsewhere(desk):
    address = {"contact": "zephyrina@example.org", "consent": "form/1"}
    a_rally(desk, "mo", ask_contact="either")
    commit(desk, "bo", event="mo", party="5", handle="bo@m.social")
    commit(
        desk,
        "low",
        event="mo",
        door=Door.FORM,
        party="1",
        handle="bo@m.social",
        name="Bo",
        **address,
    )
    commit(desk, "late", **address)

    forgetting.purge(desk, "ks").result()

    assert planted(desk) == []


def test_a_strangers_own_link_never_reads_the_name_of_whom_they_claimed_to_be(desk, ana, lowered):
    def read():
        token = links.personal(desk, "ks", lowered.person, lowered.seq)
        return signups.mine(desk, token).name

    assert read() == "Zephyrina"
    decide(desk, lowered, ReviewState.SET_ASIDE)
    assert read() == ""


def test_who_was_not_known_is_kept_with_their_own_held_sign_up(desk):
    held = a_stranger_says(desk, "new", party="9")

    assert held.held
    assert known_of(desk, held.person) == AS_THEY_SAY


def test_a_feed_is_not_stopped_by_what_a_stranger_said_since(tmp_path):
    clock = [NOON]
    desk = a_desk(tmp_path, lambda: clock[0])
    a_rally(desk, ask_contact="either")
    post = {"name": "", "handle": "ana@m.social", "door": Door.FEED, "scope": "feed:ks"}
    commit(desk, "1", party="5", **post)
    clock[0] = NOON.replace(hour=14)
    assert commit(desk, "2", door=Door.FORM, party="1", handle="ana@m.social").held
    commit(desk, "3", party="6", said_at="2026-11-22T13:00:00Z", **post)

    assert looks.progress(desk, "ks").count.coming == 6
    desk.store.close()


def test_what_waits_goes_along_when_the_event_moves_house(desk, ana, lowered, tmp_path):
    other = a_desk(tmp_path / "other")
    carrying.import_(other, json.loads(json.dumps(carrying.export(desk, "ks")))).result()
    (there,) = reviews.held(other, "ks")
    (here,) = reviews.held(desk, "ks")
    assert (there.name, there.says) == (here.name, here.says)

    reviews.decide(other, there.seq, ReviewState.SHOWN).result()

    with other.store.reading() as look:
        (person,) = look.row("SELECT id FROM person WHERE name = 'Zephyrina'")
    assert known_of(other, person) == AS_THEY_SAY
    other.store.close()
