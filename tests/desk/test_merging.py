"""One lead who was added twice, made one."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import a_desk, a_lead, a_rally, a_steward, a_submission, an_area, commit
from turnout.desk import (
    atlas,
    cards,
    carrying,
    corrections,
    handing,
    keeping,
    leads,
    links,
    looks,
    merging,
    pocket,
    signups,
    taps,
)
from turnout.desk.taps import Tap
from turnout.errors import Refused
from turnout.model import Role

ANA, TWIN = "ana@k.social", "ana.ruiz@pix.example"


@pytest.fixture
def twins(desk):
    """A rally where one lead was added twice, and a third was recruited by the second."""
    a_rally(desk)
    a_lead(desk, ANA, name="Ana Ruiz", goal=40)
    a_lead(desk, TWIN, name="Ana R.", goal=25)
    a_lead(desk, "ben", name="Ben", goal=10, recruited_by=TWIN)
    return desk


def merge(desk, kept=ANA, gone=TWIN, total=0, goal=40):
    return merging.merge(desk, "ks", kept, gone, total=total, goal=goal).result()


def card(desk, handle=ANA):
    return next(each for each in cards.cards(desk, "ks") if each.lead.handle == handle)


def test_people_of_both_come_with_the_one(twins):
    commit(twins, "1", party="4", lead=ANA, name="Bo")
    commit(twins, "2", party="3", lead=TWIN, name="Cy")

    merge(twins)

    assert card(twins).count.coming == 7
    assert [lead.handle for lead in leads.leads(twins, "ks")] == [ANA, "ben"]
    assert looks.progress(twins, "ks").count.coming == 7
    assert keeping.check(twins) == []


@pytest.mark.parametrize("total, coming", [(12, 12), (9, 9), (21, 21), (0, 7)])
def test_the_total_that_was_chosen_stands(total, coming, twins):
    commit(twins, "1", party="7", lead=TWIN, name="Bo")
    leads.declare(twins, "ks", ANA, total=12).result()
    leads.declare(twins, "ks", TWIN, total=9).result()

    merge(twins, total=total, goal=25)

    assert (card(twins).declared, card(twins).lead.goal) == (total, 25)
    assert looks.progress(twins, "ks").count.coming == coming
    assert keeping.check(twins) == []


def test_before_it_is_done_it_says_what_it_would_do(twins):
    commit(twins, "1", party="4", lead=TWIN, name="Bo")
    leads.declare(twins, "ks", ANA, total=12).result()
    handing.hand_out(twins, "ks", [TWIN]).result()

    told = merging.effect(twins, "ks", ANA, TWIN)

    assert told.totals == (12, 0)
    assert told.goals == (40, 25, 65)
    assert (told.coming(12), told.coming(0)) == (12, 4)
    assert (told.gone.recruits, told.gone.links, told.gone.handles) == (1, 1, (TWIN,))
    assert len(leads.leads(twins, "ks")) == 3


def test_links_and_handles_of_both_lead_to_the_one(twins):
    tokens = handing.hand_out(twins, "ks", [TWIN]).result()

    merge(twins)

    _, grant = links.enter(twins, tokens[TWIN])
    assert pocket.actor(twins, [grant], "ks").lead == card(twins).lead.id
    commit(twins, "late", party="2", lead=TWIN, name="Dee")
    assert card(twins).count.coming == 2
    assert card(twins).handles == (ANA, TWIN)


def test_a_phone_opened_for_the_other_goes_on_and_no_tap_counts_twice(twins):
    tokens = handing.hand_out(twins, "ks", [TWIN]).result()
    _, grant = links.enter(twins, tokens[TWIN])
    before = pocket.actor(twins, [grant], "ks")
    tap = Tap("k" * 16, "more", n=5)
    taps.tap(twins, before, tap)
    merge(twins, total=5)

    after = pocket.actor(twins, [grant], "ks", before.lead)
    again = taps.tap(twins, after, tap)

    assert again.again
    assert card(twins).count.coming == 5


def test_a_phone_opened_for_who_became_another_who_became_a_third_goes_on(twins):
    tokens = handing.hand_out(twins, "ks", [TWIN]).result()
    _, grant = links.enter(twins, tokens[TWIN])
    before = pocket.actor(twins, [grant], "ks")
    merge(twins)
    merge(twins, kept="ben", gone=ANA)

    after = pocket.actor(twins, [grant], "ks", before.lead)

    assert after.lead == card(twins, "ben").lead.id


def test_whom_the_other_recruited_was_recruited_by_the_one(twins):
    merge(twins)

    assert card(twins, "ben").lead.recruited_by == "ana"


@pytest.mark.parametrize("kept, gone", [(ANA, TWIN), (TWIN, ANA)])
def test_nobody_recruits_who_over_others_recruited_them(kept, gone, twins):
    leads.change(twins, "ks", ANA, recruited_by="ben").result()

    told = merging.effect(twins, "ks", kept, gone)
    merge(twins, kept, gone)

    assert told.recruiter == ""
    assert card(twins, kept).lead.recruited_by is None
    assert card(twins, "ben").lead.recruited_by == kept.partition("@")[0]


def test_who_is_hidden_in_public_stays_hidden(twins):
    leads.show(twins, "ks", TWIN, False).result()

    merge(twins)

    assert not card(twins).lead.shown


def test_both_are_one_person_from_then_on(twins):
    for key, lead in (("1", ANA), ("2", TWIN)):
        said = a_submission(key, lead=lead, party="2", handle=lead)
        signups.commit(twins, said).result()

    merge(twins)

    assert card(twins).count.coming == 2
    assert keeping.check(twins) == []


def test_it_is_one_record_that_cannot_be_taken_back(twins):
    receipt = merge(twins)

    (told,) = [each for each in corrections.story(twins, "ks") if each.kind == "merge"]
    assert (told.seq, told.undoable) == (receipt.seq, False)
    with pytest.raises(Refused, match="not_undoable"):
        corrections.undo(twins, receipt.seq, by="desk", event="ks").result()


def test_a_lead_is_not_made_one_with_themselves(twins):
    merge(twins)

    with pytest.raises(Refused, match="same"):
        merge(twins)


def test_what_was_merged_is_carried_to_another_machine(twins, tmp_path):
    commit(twins, "1", party="4", lead=TWIN, name="Bo")
    leads.show(twins, "ks", TWIN, False).result()
    merge(twins, total=9)
    other = a_desk(tmp_path / "other")

    carrying.import_(other, carrying.export(twins, "ks")).result()

    assert looks.progress(other, "ks").count == looks.progress(twins, "ks").count
    assert not card(other).lead.shown
    assert keeping.check(other) == []
    other.store.close()


words = st.lists(
    st.tuples(
        st.sampled_from(["sign-up", "total", "goal", "aside", "merge"]),
        st.sampled_from([ANA, TWIN, "ben"]),
        st.integers(0, 9),
    ),
    max_size=12,
)


@settings(max_examples=25, deadline=None)
@given(said=words)
def test_what_stands_equals_a_rebuild_whatever_was_said_before_and_after(said, tmp_path_factory):
    desk = a_desk(tmp_path_factory.mktemp("law"))
    a_rally(desk)
    for handle in (ANA, TWIN, "ben"):
        a_lead(desk, handle, name=handle)
    for at, (what, lead, n) in enumerate(said):
        _say(desk, what, lead, n, at)

    merge(desk, ANA, "ben")

    assert keeping.check(desk) == []
    desk.store.close()


def _say(desk, what, lead, n, at):
    if what == "sign-up":
        commit(
            desk, str(at), party=str(n + 1), lead=lead, name=f"P{n}", contact=f"p{n}@example.org"
        )
    elif what == "total":
        leads.declare(desk, "ks", lead, total=n).result()
    elif what == "goal":
        leads.set_goal(desk, "ks", lead, n).result()
    elif what == "aside":
        newest = corrections.story(desk, "ks", kinds=["commitment"], most=1)
        for each in newest:
            corrections.undo(desk, each.seq, by="desk", event="ks").result()
    elif len(leads.leads(desk, "ks")) == 3:
        merge(desk, total=n, goal=n)


def test_areas_that_the_other_looks_after_are_the_ones(twins):
    area = an_area(twins, a_steward(twins, TWIN)).area

    merge(twins)

    assert atlas.looked_after(twins, "ks", a_steward(twins, ANA).lead) == [area]
    assert atlas.one(twins, "ks", area)[0].steward == "Ana Ruiz"
    assert keeping.check(twins) == []


def test_who_is_added_later_is_not_taken_for_who_was_merged(desk):
    a_rally(desk)
    a_lead(desk, ANA, name="Ana Ruiz")
    gone = a_lead(desk, TWIN, name="Ana R.")
    merge(desk)
    newer = a_lead(desk, "ben", name="Ben")

    _, grant = links.enter(desk, links.mint(desk, Role.LEAD, "ks", lead="ben"))
    assert newer.id != gone.id
    assert pocket.actor(desk, [grant], "ks", newer.id).lead == newer.id
