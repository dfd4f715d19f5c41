"""Who came: whatever the order in which doors are heard, the later word stands, and once."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.builders import NOON, a_desk, a_lead, a_rally, commit
from turnout.desk import (
    attendance,
    carrying,
    corrections,
    door,
    door_taps,
    forgetting,
    keeping,
    links,
    looks,
    merging,
    pocket,
)
from turnout.desk.door_taps import Tap
from turnout.desk.ledger import enter
from turnout.errors import Refused
from turnout.model import Came, Role
from turnout.store import attendance as rows
from turnout.store import standings
from turnout.store.attendance import Arrival


@pytest.fixture
def desk(tmp_path):
    opened = a_desk(tmp_path)
    a_rally(opened)
    yield opened
    opened.store.close()


def a_word(desk, subject, came, minutes, *, person=None, lead=0, event=1):
    """Have a door say something of `subject`, so many minutes after noon."""
    said_at = NOON + timedelta(minutes=minutes)
    said = Arrival(subject, person, lead, 0, came, "phone")

    def work(tx):
        key = f"{subject}{came}{minutes}"
        entry = enter(tx, event, "arrival", "door", key, "desk", NOON, said_at)
        attendance.say(tx, entry, said)

    desk.store.write(work).result()


def heads(desk, event=1):
    with desk.store.reading() as look:
        return rows.heads(look, event)


def test_a_party_that_came_is_told_apart_from_what_it_promised(desk):
    receipt = commit(desk, party="4")
    a_word(desk, f"person:{receipt.person}", 3, 1, person=receipt.person)

    shown = looks.progress(desk, "ks")
    assert (shown.count.coming, shown.came) == (4, Came(checked=3))


def test_nobody_has_come_until_somebody_has(desk):
    commit(desk, party="4")

    assert looks.progress(desk, "ks").came is None


def test_walk_ins_are_told_apart_and_count_for_the_lead_they_named(desk):
    lead = a_lead(desk)
    a_word(desk, "walkin:1", 2, 1, lead=lead.id)
    a_word(desk, "walkin:2", 1, 2)

    shown = looks.progress(desk, "ks")
    assert shown.came == Came(walk_ins=3)
    assert (shown.leads[0].came, shown.own_came) == (Came(walk_ins=2), Came(walk_ins=1))


def test_who_came_to_a_site_came_to_the_whole(desk):
    site = a_rally(desk, slug="salina", parent="ks")
    a_word(desk, "walkin:1", 2, 1, event=site.id)

    whole = looks.progress(desk, "ks")
    assert (whole.came, whole.sites[0].came, whole.own_came) == (Came(0, 2), Came(0, 2), Came())


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 0, 2), (2, 0, 1)])
def test_the_later_word_stands_in_whatever_order_words_are_heard(desk, order):
    words = [(3, 1), (2, 3), (3, 5)]  # the same number again, with another between
    for place in order:
        a_word(desk, "walkin:1", *words[place])

    assert heads(desk) == Came(walk_ins=3)


def test_nobody_stands_against_an_older_word_that_comes_after_it(desk):
    a_word(desk, "walkin:1", 0, 5)
    a_word(desk, "walkin:1", 3, 1)

    assert heads(desk) == Came()


WORD = st.tuples(
    st.sampled_from(["person:1", "person:2", "walkin:1", "walkin:2"]),
    st.integers(0, 6),
    st.integers(0, 2),
)


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(words=st.lists(WORD, max_size=12), data=st.data())
def test_any_order_and_repetition_of_words_ends_in_the_same_heads(tmp_path_factory, words, data):
    told = [(*word, minute) for minute, word in enumerate(words)]
    heard = data.draw(st.permutations(told + told[: len(told) // 2]))
    last = {subject: came for subject, came, _, _ in told}

    desk = a_desk(tmp_path_factory.mktemp("door"))
    a_rally(desk)
    leads = [0, *(a_lead(desk, f"lead{n}").id for n in (1, 2))]
    for n in (1, 2):
        commit(desk, str(n), contact=f"p{n}@example.org")
    for subject, came, lead, minute in heard:
        person = int(subject[-1]) if subject.startswith("person") else None
        a_word(desk, subject, came, minute, person=person, lead=leads[lead])

    with desk.store.reading() as look:
        stood = [standing for _, _, standing in standings.every(look)]
        assert rows.heads(look, 1).heads == standings.came(look, 1).heads == sum(last.values())
    assert all(0 <= each.walk_ins <= each.came for each in stood)
    assert keeping.check(desk) == []
    desk.store.close()


def test_two_persons_who_turn_out_to_be_one_came_once(desk):
    one = commit(desk, "1", name="Ana", contact="ana@example.org", party="2").person
    other = commit(desk, "2", name="Ana L", handle="ana@m.example", party="4").person
    a_word(desk, f"person:{one}", 2, 1, person=one)
    a_word(desk, f"person:{other}", 3, 2, person=other)
    commit(desk, "3", name="Ana", contact="ana@example.org", handle="ana@m.example", party="3")

    assert heads(desk) == Came(checked=3)
    assert keeping.check(desk) == []
    with desk.store.reading() as look:
        assert rows.became(look, other) == one


def test_an_export_carries_who_came_and_brings_the_same(desk, tmp_path):
    lead = a_lead(desk)
    person = commit(desk, party="4", lead="wichita_teachers", contact="a@example.org").person
    a_word(desk, f"person:{person}", 3, 1, person=person, lead=lead.id)
    a_word(desk, "walkin:1", 2, 3, lead=lead.id)
    a_word(desk, "walkin:1", 5, 2, lead=lead.id)
    other = a_desk(tmp_path / "other")

    carrying.import_(other, carrying.export(desk, "ks")).result()

    was, now = (looks.progress(each, "ks") for each in (desk, other))
    assert (now.came, now.leads[0].came) == (was.came, was.leads[0].came) == (Came(3, 2),) * 2
    assert keeping.check(other) == []
    other.store.close()


def test_the_desk_takes_a_word_of_a_door_back_once_and_the_newest_first(desk):
    a_word(desk, "walkin:1", 2, -9)
    a_word(desk, "walkin:1", 5, -8)
    (record, before, *_) = corrections.story(desk, "ks")
    assert (record.people, record.undoable) == (5, True)

    corrections.undo(desk, record.seq, by="desk", event="ks").result()
    assert heads(desk) == Came(walk_ins=2)
    corrections.undo(desk, record.seq, by="desk", event="ks").result()
    assert heads(desk) == Came(walk_ins=2)  # twice changes nothing
    with pytest.raises(Refused):
        corrections.undo(desk, before.seq, by="desk", event="ks").result()
    assert keeping.check(desk) == []


def test_a_head_count_taken_back_gives_way_to_the_one_before(desk):
    _, volunteer = links.enter(desk, links.mint(desk, Role.DOOR, "ks"))
    who = door.Volunteer("ks", Role.DOOR, f"grant:{volunteer.id}")
    for n in (1, 2):
        told = Tap(f"key-of-a-count-000{n}", "count", method="clickers",
                   detail={"clickers": [100 * n]})  # fmt: skip
        door_taps.tap(desk, who, told).result()
    newest, first, *_ = corrections.story(desk, "ks")

    corrections.undo(desk, newest.seq, by="desk", event="ks").result()
    assert looks.progress(desk, "ks").head_count.heads == 100

    with pytest.raises(Refused):
        corrections.undo(desk, first.seq, by="desk", event="ks").result()


def test_two_leads_made_one_have_who_came_with_either(desk):
    for handle, n in (("one", 1), ("two", 2)):
        lead = a_lead(desk, handle)
        a_word(desk, f"walkin:{n}", n, n, lead=lead.id)

    merging.merge(desk, "ks", "one", "two", total=0, goal=0).result()

    assert looks.progress(desk, "ks").leads[0].came == Came(walk_ins=3)
    assert keeping.check(desk) == []


def test_who_is_erased_came_all_the_same(desk):
    person = commit(desk, party="4", contact="a@example.org").person
    a_word(desk, f"person:{person}", 3, 1, person=person)

    forgetting.erase(desk, "ks", person).result()

    assert heads(desk) == Came(checked=3)


def test_check_finds_who_came_kept_as_others_than_the_ledger_says(desk):
    a_word(desk, "walkin:1", 2, 1)
    desk.store.write(lambda tx: tx.run("UPDATE standing SET came = 3")).result()

    assert [each.what for each in keeping.check(desk)] == ["standing"]


def test_a_lead_sees_who_came_with_them_in_their_pocket(desk):
    lead = a_lead(desk)
    who = pocket.Actor("ks", lead.id, Role.LEAD, "desk")
    assert pocket.state(desk, who)["came"] is None

    a_word(desk, "walkin:1", 2, 1, lead=lead.id)
    a_word(desk, "walkin:2", 5, 1)

    assert pocket.state(desk, who)["came"] == {"heads": 2, "checked": 0, "walk_ins": 2}
