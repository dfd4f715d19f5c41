"""Undo and fix: by new rows only, and the picture is as if it had not been said."""

import pytest

from tests.builders import a_desk, a_lead, a_rally, commit
from turnout.desk import corrections, keeping, leads, links, looks, rallies, reviews
from turnout.errors import NotFound, Refused
from turnout.model import Door, ReviewState, Role, Status

LEAD = "wichita_teachers@mastodon.social"


@pytest.fixture
def desk(tmp_path):
    desk = a_desk(tmp_path)
    a_rally(desk, ask_contact="either")
    a_lead(desk)
    yield desk
    assert keeping.check(desk) == []
    desk.store.close()


def coming(desk):
    return looks.progress(desk, "ks").count.coming


def undo(desk, seq, **fields):
    return corrections.undo(desk, seq, **{"by": "desk", "event": "ks", **fields}).result()


def declare(desk, **fields):
    return leads.declare(desk, "ks", LEAD, **fields).result()


def newest(desk, **fields):
    return corrections.story(desk, "ks", **fields)[0]


def test_what_a_person_had_said_before_counts_again(desk):
    commit(desk, "1", contact="a@example.org", party="3")
    second = commit(desk, "2", contact="a@example.org", party="5")

    undo(desk, second.seq)

    assert coming(desk) == 3


def test_undone_twice_it_is_answered_again(desk):
    said = commit(desk)
    first = undo(desk, said.seq)
    again = undo(desk, said.seq)

    assert (again.seq, again.again, coming(desk)) == (first.seq, True, 0)


@pytest.mark.parametrize("times", [1, 2, 3])
def test_undoing_an_undo_brings_it_back_however_often(desk, times):
    said = commit(desk, party="4")
    for _ in range(times):
        taken = undo(desk, said.seq)
        assert coming(desk) == 0
        undo(desk, taken.seq)
        assert coming(desk) == 4


def test_a_tap_is_taken_back_and_later_taps_keep_what_they_added(desk):
    first = declare(desk, more=40)
    declare(desk, more=2)

    undo(desk, first.seq)

    assert coming(desk) == 2


def test_a_tap_over_people_with_names_takes_back_one(desk):
    for number in range(10):
        commit(desk, str(number), contact=f"p{number}@example.org", lead=LEAD)
    first = declare(desk, more=1)
    declare(desk, more=1)

    undo(desk, first.seq)

    assert coming(desk) == 11


def test_the_newest_total_gives_way_to_the_one_before_it(desk):
    declare(desk, total=30)
    slip = declare(desk, total=300)

    taken = undo(desk, slip.seq)
    assert coming(desk) == 30
    undo(desk, taken.seq)
    assert coming(desk) == 300
    undo(desk, slip.seq)
    assert coming(desk) == 30


def test_a_goal_gives_way_to_the_one_before_it(desk):
    leads.set_goal(desk, "ks", LEAD, 200).result()
    rallies.set_goal(desk, "ks", 6000).result()
    whole, of_lead = corrections.story(desk, "ks", kinds=["goal"])[:2]

    undo(desk, whole.seq)
    undo(desk, of_lead.seq)

    now = looks.progress(desk, "ks")
    assert (now.event.goal, now.leads[0].goal) == (600, 120)


def test_a_goal_with_a_newer_one_stays(desk):
    leads.set_goal(desk, "ks", LEAD, 200).result()
    leads.set_goal(desk, "ks", LEAD, 300).result()
    older = corrections.story(desk, "ks", kinds=["goal"])[1]

    with pytest.raises(Refused) as refused:
        undo(desk, older.seq)

    assert refused.value.code == "overtaken"


def test_a_decision_gives_way_to_the_one_before_it(desk):
    said = commit(desk, party="4")
    decided = reviews.decide(desk, said.seq, ReviewState.SET_ASIDE).result()

    undo(desk, decided.seq)

    assert coming(desk) == 4


def test_a_lead_undoes_only_what_is_theirs(desk):
    a_lead(desk, "other@mastodon.social", name="Other")
    said = commit(desk, lead=LEAD)

    with pytest.raises(NotFound):
        undo(desk, said.seq, lead="other@mastodon.social")
    undo(desk, said.seq, lead=LEAD)

    assert coming(desk) == 0
    assert newest(desk).door == Door.LEAD


def test_a_link_that_was_taken_back_undoes_nothing(desk):
    said = commit(desk)
    links.mint(desk, Role.ORGANIZER, "ks")
    (issued,) = links.issued(desk)
    links.revoke(desk, issued.grant.id)

    with pytest.raises(NotFound):
        undo(desk, said.seq, by=f"grant:{issued.grant.id}")

    assert coming(desk) == 1


def test_a_record_of_another_event_is_not_found(desk):
    a_rally(desk, "mo")
    said = commit(desk, event="mo")

    with pytest.raises(NotFound):
        undo(desk, said.seq)


def test_the_making_of_an_event_is_not_undone(desk):
    with pytest.raises(Refused) as refused:
        undo(desk, corrections.story(desk, "ks", kinds=["event"])[0].seq)

    assert refused.value.code == "not_undoable"


def test_the_same_key_is_answered_again(desk):
    said = commit(desk)
    first = undo(desk, said.seq, key="k")
    undo(desk, first.seq)

    assert undo(desk, said.seq, key="k").seq == first.seq
    assert coming(desk) == 1


def test_a_fix_is_a_new_row_by_the_desk_for_the_same_person(desk):
    said = commit(desk, name="Ana", party="30")

    corrections.fix(
        desk, said.seq, by="desk", event="ks", key="f", party=3, status=Status.CONFIRMED,
        lead=LEAD, name="Ana Ruiz",
    ).result()  # fmt: skip

    told = newest(desk)
    assert (told.name, told.party, told.status, told.lead) == (
        "Ana Ruiz", 3, "confirmed", "Wichita Teachers",
    )  # fmt: skip
    assert (told.door, coming(desk)) == ("desk", 3)


def test_the_story_is_told_newest_first_a_page_at_a_time(desk):
    for number in range(5):
        commit(desk, str(number), name=f"P{number}")
    first = corrections.story(desk, "ks", kinds=["commitment"], most=3)
    second = corrections.story(desk, "ks", kinds=["commitment"], before=first[-1].seq)

    assert [told.name for told in first + second] == ["P4", "P3", "P2", "P1", "P0"]


@pytest.mark.parametrize(
    "narrow", [{"text": "ruiz"}, {"text": "ana@"}, {"lead": LEAD}, {"doors": ["form"]}]
)
def test_the_story_is_narrowed_to_what_was_asked_for(desk, narrow):
    commit(desk, "1", name="Bo", party="2")
    commit(desk, "2", name="Ana Ruiz", contact="ana@example.org", lead=LEAD, door=Door.FORM,
           consent="1")  # fmt: skip
    told = corrections.story(desk, "ks", kinds=["commitment"], **narrow)

    assert [each.name for each in told] == ["Ana Ruiz"]


def test_a_search_for_a_percent_sign_is_no_pattern(desk):
    commit(desk, "1", name="Bo")

    assert corrections.story(desk, "ks", text="%") == []


def test_what_was_undone_stays_in_the_story_and_says_so(desk):
    said = commit(desk)
    undo(desk, said.seq)
    told = {each.seq: each for each in corrections.story(desk, "ks")}

    assert told[said.seq].undone
    assert not told[said.seq].undoable
    assert told[told[said.seq].undone_by].undoable
