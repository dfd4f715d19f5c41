"""What is done to one person is done to nobody else, and who turns out to be one keeps all."""

import pytest

from tests.builders import NOON, a_desk, a_lead, a_rally, an_area, commit
from turnout.desk import forgetting, keeping, links, reviews
from turnout.desk.areas import Doer
from turnout.model import Door, Refusal, ReviewState
from turnout.store import budget, events, feeds

# Of one table each; those by `seq` are of whoever said it, those by `lead` of whose lead it is.
OF_A_PERSON = {
    "person": "id = ?1",
    "person_contact": "person = ?1",
    "person_handle": "person = ?1",
    "need": "person = ?1",
    "consent": "person = ?1",
    "reminder": "person = ?1",
    "receipt": "person = ?1",
    "grant_": "person = ?1",
    "area": "reporter = ?1",
    "lead": "person = ?1",
    "stop": "who = 'person:' || ?1",
    "note": "seq IN (SELECT seq FROM commitment WHERE person = ?1)",
    "claim": "seq IN (SELECT seq FROM commitment WHERE person = ?1)",
    "lead_handle": "lead IN (SELECT id FROM lead WHERE person = ?1)",
    "refusal": "ref = (SELECT 'https://' || host || '/@' || user || '/1' FROM person_handle "
    "WHERE person = ?1 ORDER BY user LIMIT 1)",
}


def theirs(desk, person):
    """Return every row that is of `person`, by its table; None where there is none."""
    with desk.store.reading() as look:
        return {
            table: [
                tuple(row) for row in look.rows(f"SELECT * FROM {table} WHERE {own}", (person,))
            ]
            for table, own in OF_A_PERSON.items()
        }


@pytest.fixture
def desk(tmp_path):
    desk = a_desk(tmp_path)
    for slug in ("ks", "mo"):
        a_rally(desk, slug, ask_contact="either", needs=("ride", "childcare"))
    yield desk
    assert keeping.check(desk) == []
    desk.store.close()


def a_supporter(desk, name, handle, event="ks", *, is_lead=True, **fields):
    """Return the person of somebody of whom everything is known that can be."""
    host = handle.partition("@")[2]
    person = commit(
        desk, name, event=event, name=name, contact=f"{name}@example.org", note=f"{name}'s back",
        handle=handle, needs=("ride",), consent="form/1", remind="form/1", **fields,
    ).person  # fmt: skip
    commit(  # a stranger says less for them, which waits
        desk, f"{name}-low", event=event, door=Door.FORM, contact=f"{name}@example.org",
        name="Zoe", party="1", consent="form/2", handle=f"zoe-for-{name}@{host}",
    )  # fmt: skip
    links.personal(desk, event, person)
    a_lead(desk, f"{name}-leads@{host}", event=event, name=f"{name} leads")
    an_area(desk, Doer(event), key=f"key-of-area-of-{name}", event=event)

    def know(tx):
        number = events.find(tx, event).id
        who = person if is_lead else None
        tx.run("UPDATE lead SET person = ? WHERE name = ?", (who, f"{name} leads"))
        tx.run(
            "INSERT INTO lead_handle (lead, user, host) SELECT id, ?, ? FROM lead WHERE person = ?",
            (f"{name}-too", host, person),
        )
        tx.run("UPDATE area SET reporter = ? WHERE id = (SELECT max(id) FROM area)", (person,))
        ref = f"https://{host}/@{handle.partition('@')[0]}/1"
        feeds.refuse(tx, number, Refusal(NOON, event, "feed", "feed:1", ref, "party", "not_whole"))

    desk.store.write(know).result()
    return person


@pytest.fixture
def ana(desk):
    return a_supporter(desk, "ana", "amy@one.example", party="5")


@pytest.fixture
def others(desk):
    """Return who has Ana's name for themselves elsewhere, who is on her network, and who has all
    their doings at another event."""
    return [
        a_supporter(desk, "bo", "amy@two.example", party="4"),
        a_supporter(desk, "cy", "cy@one.example", party="3"),
        a_supporter(desk, "di", "di@one.example", "mo", party="2"),
    ]


def erase(desk, person):
    forgetting.erase(desk, "ks", person).result()


def erase_by_contact(desk, person):
    keeping.erase(desk, "ana@example.org").result()


def erase_by_handle(desk, person):
    keeping.erase(desk, "amy@one.example").result()


def say_anew(desk, person):
    commit(
        desk, "anew", name="Anna", contact="ana@example.org", needs=("childcare",), party="5",
        consent="form/3", handle="anna@one.example",
    )  # fmt: skip


def decide(*states):
    def decided(desk, person):
        with desk.store.reading() as look:
            sql = "SELECT seq FROM claim JOIN commitment USING (seq) WHERE person = ?"
            (seq,) = look.row(sql, (person,))
        for state in states:
            reviews.decide(desk, seq, state).result()

    return decided


@pytest.mark.parametrize(
    "act",
    [
        erase,
        erase_by_contact,
        erase_by_handle,
        say_anew,
        decide(ReviewState.SHOWN),
        decide(ReviewState.SHOWN, ReviewState.SET_ASIDE),
        decide(ReviewState.BLOCKED),
    ],
    ids=["erase", "by contact", "by handle", "anew", "show", "show and not", "block"],
)
def test_what_is_done_to_one_person_is_done_to_nobody_else(act, desk, ana, others):
    hers, before = theirs(desk, ana), [theirs(desk, other) for other in others]

    act(desk, ana)

    assert theirs(desk, ana) != hers
    assert [theirs(desk, other) for other in others] == before


def test_set_aside_what_a_stranger_said_takes_back_only_what_it_brought(desk, ana):
    before = theirs(desk, ana)

    decide(ReviewState.SHOWN, ReviewState.SET_ASIDE)(desk, ana)

    after = theirs(desk, ana)
    assert [table for table in after if after[table] != before[table]] == ["claim"]


def test_a_purge_leaves_who_has_nothing_to_do_with_the_event_as_they_were(desk, ana, others):
    _, _, elsewhere = others
    before = theirs(desk, elsewhere)

    forgetting.purge(desk, "ks").result()

    assert theirs(desk, elsewhere) == before


@pytest.mark.parametrize("act", [erase, erase_by_contact, erase_by_handle])
def test_of_an_erased_person_nothing_personal_is_kept_in_any_table(act, desk, ana, others):
    act(desk, ana)

    left = theirs(desk, ana)
    assert [table for table in left if left[table]] == ["person", "grant_", "lead", "claim"]
    assert left["person"][0][1:3] == ("", "")
    assert all(row[8] is not None for row in left["grant_"])  # revoked_at
    assert left["claim"][0][1:] == ("dropped", "", "", "", "", "", "", "", "")
    assert "ana" not in str(left["lead"]) + str(left["grant_"])


def test_after_a_purge_no_table_has_more_of_a_supporter_than_their_name(desk, others):
    ana = a_supporter(desk, "ana", "amy@one.example", is_lead=False, party="5")

    forgetting.purge(desk, "ks").result()

    left = theirs(desk, ana)
    assert [table for table in left if left[table]] == ["person", "receipt", "grant_", "claim"]
    assert {row[1] for row in left["receipt"]} == {""}  # fingerprint
    assert left["claim"][0][1:] == ("dropped", "", "", "", "", "", "", "", "")


def test_after_a_quiet_event_its_people_have_no_name_and_the_others_have_theirs(desk, others):
    a_rally(desk, "quiet", quiet=True, ask_contact="either", needs=("ride",))
    ana = a_supporter(desk, "ana", "ana@one.example", "quiet", is_lead=False, lang="es")
    before = [theirs(desk, other) for other in others]

    forgetting.purge(desk, "quiet").result()

    assert theirs(desk, ana)["person"][0][1:3] == ("", "")
    assert [theirs(desk, other) for other in others] == before


BOTH = {"contact": "ana@example.org", "handle": "amy@one.example"}


def test_who_turns_out_to_be_one_keeps_what_either_said(desk):
    contact, handle = ({way: BOTH[way]} for way in BOTH)
    ana = commit(desk, "1", name="Ana", needs=("childcare",), consent="a", note="n1", **contact)
    amy = commit(
        desk, "2", event="mo", name="", lang="es", needs=("ride",), consent="b", note="n2",
        remind="c", **handle,
    )  # fmt: skip
    links.personal(desk, "mo", amy.person)
    stopped = [budget.person_stop(amy.person)]
    desk.store.write(lambda tx: budget.stop(tx, stopped, NOON)).result()

    commit(desk, "3", event="mo", name="", **BOTH)

    assert not any(theirs(desk, amy.person).values())
    all_of = theirs(desk, ana.person)
    assert all_of["person"][0][1:3] == ("Ana", "es")
    assert sorted(row[2] for row in all_of["need"]) == ["childcare", "ride"]
    assert sorted(row[2] for row in all_of["consent"]) == ["a", "b"]
    assert sorted(row[1] for row in all_of["note"]) == ["n1", "n2"]
    for table in ("person_contact", "person_handle", "reminder", "stop", "grant_"):
        assert len(all_of[table]) == 1


def test_of_what_both_agreed_to_at_one_event_the_elders_word_stands(desk):
    ana = commit(desk, "1", contact=BOTH["contact"], consent="a", remind="a")
    commit(desk, "2", handle=BOTH["handle"], consent="b", remind="b")

    commit(desk, "3", **BOTH)

    both = theirs(desk, ana.person)
    assert [row[2] for row in both["consent"] + both["reminder"]] == ["a", "a"]


def test_a_bare_name_that_others_typed_too_stays_with_who_turns_out_to_be_one(desk):
    ana = commit(desk, "1", handle="amy", contact=BOTH["contact"])
    commit(desk, "2", handle="bob", contact="bob@example.org")
    commit(desk, "3", handle="bob")
    commit(desk, "4", handle="amy@one.example", contact="bob@example.org")

    commit(desk, "5", **BOTH)

    known_as = [row[2] for row in theirs(desk, ana.person)["person_handle"]]
    assert sorted(known_as) == ["amy", "amy", "bob"]
