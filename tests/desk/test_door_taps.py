"""Taps of several phones: whatever is late, lost and sent again, each party came once."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import a_desk, a_lead, a_rally, commit
from turnout.desk import door, door_taps, keeping, links, looks
from turnout.desk.door import Volunteer
from turnout.desk.door_taps import Tap
from turnout.errors import NotFound, Refused
from turnout.model import Came, Role
from turnout.store import attendance

WALK_IN = "walkin:" + "w" * 20
SUBJECTS = ("person:1", "person:2", WALK_IN, WALK_IN + "2")
WORD = st.tuples(st.integers(0, 2), st.sampled_from(SUBJECTS), st.integers(0, 9))


def a_volunteer(desk, event="ks"):
    """Return somebody who stands at the door by a link of their own."""
    _, grant = links.enter(desk, links.mint(desk, Role.DOOR, event))
    return Volunteer(event, Role.DOOR, f"grant:{grant.id}")


@pytest.fixture
def desk(tmp_path):
    opened = a_desk(tmp_path)
    a_rally(opened)
    yield opened
    opened.store.close()


def say(desk, who, subject=WALK_IN, n=1, key="key-of-a-tap-0001", **more):
    return door_taps.tap(desk, who, Tap(key, subject=subject, n=n, **more)).result()


@settings(max_examples=25, deadline=None)
@given(words=st.lists(WORD, max_size=14), data=st.data())
def test_phones_that_send_late_and_again_end_in_what_was_said_last(tmp_path_factory, words, data):
    desk = a_desk(tmp_path_factory.mktemp("phones"))
    a_rally(desk)
    for n in (1, 2):
        commit(desk, str(n), contact=f"p{n}@example.org", party="3")
    who = a_volunteer(desk)
    queues = {
        phone: [word for word in enumerate(words) if word[1][0] == phone] for phone in (0, 1, 2)
    }

    # Each phone sends its own in order, and some again, long after; between phones, any order.
    for phone in data.draw(st.permutations([phone for phone, _, _ in words])):
        minute, (_, subject, n) = queues[phone].pop(0)
        age = timedelta(minutes=len(words) - minute)
        for _ in range(data.draw(st.integers(1, 2))):
            say(desk, who, subject, n, f"key-of-a-tap-{minute:04}", age=age, phone=f"phone-{phone}")

    last = {subject: n for _, subject, n in words}
    with desk.store.reading() as look:
        assert attendance.heads(look, 1).heads == sum(last.values())
        assert len(attendance.present(look, 1)) == len(last)
    assert keeping.check(desk) == []
    desk.store.close()


def test_a_party_came_with_the_lead_it_is_with(desk):
    lead = a_lead(desk)
    person = commit(desk, party="3", lead="wichita_teachers").person
    say(desk, a_volunteer(desk), f"person:{person}", 2)

    assert looks.progress(desk, "ks").leads[0].came == Came(checked=2)
    assert lead.handle == looks.progress(desk, "ks").leads[0].handle


def test_walk_ins_with_a_lead_of_another_event_are_on_their_own(desk):
    a_rally(desk, "park")
    other = a_lead(desk, event="park")
    say(desk, a_volunteer(desk), lead=other.id)

    assert looks.progress(desk, "ks").own_came == Came(walk_ins=1)


def test_a_phone_that_still_knows_somebody_by_another_number_counts_them_once(desk):
    one = commit(desk, "1", name="Ana", contact="ana@example.org").person
    other = commit(desk, "2", name="Ana", handle="ana@m.example").person
    commit(desk, "3", name="Ana", contact="ana@example.org", handle="ana@m.example", party="2")
    who = a_volunteer(desk)

    for person in (one, other):
        say(desk, who, f"person:{person}", 2, key=f"key-of-a-tap-{person:04}")

    assert looks.progress(desk, "ks").came == Came(checked=2)
    codes = {door.code(desk, 1, person) for person in (one, other)}
    assert set(door.state(desk, who)["people"][0]["codes"]) == codes


def test_somebody_of_another_event_is_on_no_list_here(desk):
    a_rally(desk, "park")
    person = commit(desk, event="park").person

    with pytest.raises(Refused):
        say(desk, a_volunteer(desk), f"person:{person}")


@pytest.mark.parametrize("role", [Role.LEAD, Role.FUNDER])
def test_no_other_link_says_anything_at_the_door(desk, role):
    a_lead(desk)
    named = {"lead": "wichita_teachers"} if role is Role.LEAD else {}
    _, grant = links.enter(desk, links.mint(desk, role, "ks", **named))

    with pytest.raises(NotFound):
        say(desk, Volunteer("ks", Role.DOOR, f"grant:{grant.id}"))
