"""A person made a lead: with whom they brought, in one write, and back."""

import pytest

from tests.builders import a_lead, a_rally, commit
from turnout.desk import (
    corrections,
    families,
    forgetting,
    handing,
    invitations,
    keeping,
    leads,
    looks,
    network,
    promotions,
    signups,
    told,
)
from turnout.desk.pocket import Actor
from turnout.errors import NotFound, Refused
from turnout.model import Role
from turnout.store import standings

TEACHERS = "wichita_teachers"


def via(desk, receipt):
    return invitations.code(desk.pepper, 1, receipt.person)


@pytest.fixture
def line(desk, rally):
    """Amina brought Bo, who brought Cy; Dee came with the same lead by nobody's link."""
    amina = commit(desk, "a", lead=TEACHERS, party="2", handle="@amina@kansas.example")
    bo = commit(desk, "b", name="Bo", via=via(desk, amina))
    cy = commit(desk, "c", name="Cy", party="3", status="maybe", via=via(desk, bo))
    dee = commit(desk, "d", name="Dee", lead=TEACHERS)
    return amina, bo, cy, dee


def promote(desk, receipt, handle=""):
    return promotions.make_lead(desk, "ks", receipt.person, handle).result()


def undo(desk, seq):
    return corrections.undo(desk, seq, by="desk", event="ks").result()


def lead(desk, handle):
    return next((each for each in leads.leads(desk, "ks") if each.handle.startswith(handle)), None)


def standing(desk, number):
    with desk.store.reading() as look:
        return standings.one(look, 1, number)


def test_who_becomes_a_lead_was_recruited_by_the_lead_of_their_branch(desk, line):
    promotion = promote(desk, line[0])
    made = lead(desk, "amina")

    assert (promotion.lead, promotion.moved) == ("amina@kansas.example", 2)
    assert (made.name, made.handle, made.recruited_by) == (
        "Amina", "amina@kansas.example", TEACHERS
    )  # fmt: skip


def test_whom_they_brought_comes_with_them_however_far_and_nobody_else(desk, line):
    promote(desk, line[0])
    made = lead(desk, "amina")

    assert (standing(desk, made.id).yes, standing(desk, made.id).maybe) == (3, 3)
    assert standing(desk, 1).yes == 1
    assert keeping.check(desk) == []


def test_a_branch_is_as_large_as_before_and_so_is_the_total(desk, line):
    leads.declare(desk, "ks", TEACHERS, total=30).result()
    before = network.branch_of(desk, "ks", 1), looks.progress(desk, "ks").count
    promote(desk, line[0])

    after = network.branch_of(desk, "ks", 1)
    assert after.downstream == before[0].downstream
    assert after.leads == before[0].leads + 1
    assert looks.progress(desk, "ks").count == before[1]
    assert keeping.check(desk) == []


@pytest.mark.parametrize("total", [0, 2, 4, 5, 30])
def test_taken_back_all_stands_as_it_stood(desk, line, total):
    if total:
        leads.declare(desk, "ks", TEACHERS, total=total).result()
    before = standing(desk, 1), looks.progress(desk, "ks").count
    undo(desk, promote(desk, line[0]).seq)

    assert (standing(desk, 1), looks.progress(desk, "ks").count) == before
    assert [each.handle for each in leads.leads(desk, "ks")] == ["wichita_teachers@mastodon.social"]
    assert keeping.check(desk) == []


def test_taken_back_and_brought_back_they_lead_under_the_same_number(desk, line):
    promotion = promote(desk, line[0])
    number = lead(desk, "amina").id
    undone = undo(desk, promotion.seq)
    undo(desk, undone.seq)

    assert lead(desk, "amina").id == number
    assert standing(desk, number).yes == 3
    assert keeping.check(desk) == []


def test_taking_back_twice_changes_nothing_more(desk, line):
    promotion = promote(desk, line[0])
    undone = undo(desk, promotion.seq)

    assert undo(desk, promotion.seq).seq == undone.seq


def test_a_second_tap_makes_no_second_lead(desk, line):
    first, again = promote(desk, line[0]), promote(desk, line[0])

    assert first.seq == again.seq
    assert len(leads.leads(desk, "ks")) == 2


def test_who_has_begun_to_lead_is_not_taken_back(desk, line):
    promotion = promote(desk, line[0])
    handing.hand_out(desk, "ks", [promotion.lead]).result()

    with pytest.raises(Refused) as refused:
        undo(desk, promotion.seq)
    assert refused.value.reasons[0].code == "has_begun"


def test_their_name_is_not_public_until_an_organizer_shows_it(desk, line):
    promote(desk, line[0])
    shown = [each.handle for each in looks.progress(desk, "ks").leads]
    leads.show(desk, "ks", "amina", True).result()

    assert shown == ["wichita_teachers@mastodon.social"]
    assert len(looks.progress(desk, "ks").leads) == 2


def test_just_in_tells_of_nobody_who_only_changed_their_lead(desk, line):
    leads.declare(desk, "ks", TEACHERS, total=30).result()
    before = looks.progress(desk, "ks").just_in
    undo(desk, promote(desk, line[0]).seq)

    assert looks.progress(desk, "ks").just_in == before


def test_who_came_by_which_door_is_told_as_before(desk, line):
    def doors():
        with desk.store.reading() as look:
            return families.Family(look, promotions.found(look, "ks")).branches["ks"].doors

    before = doors()
    promote(desk, line[0])

    assert doors() == before


def test_who_comes_by_their_old_link_comes_with_them(desk, line):
    code = via(desk, line[0])
    promote(desk, line[0])
    eve = commit(desk, "e", name="Eve", lead=TEACHERS, via=code)

    with desk.store.reading() as look:
        row = look.row("SELECT lead FROM current WHERE person = ?", (eve.person,))
    assert row[0] == lead(desk, "amina").id


def test_who_has_no_handle_leads_by_their_first_name(desk, line):
    commit(desk, "z", name="Bo Ruiz", lead=TEACHERS)
    first, second = promote(desk, line[1]), promote(desk, commit(desk, "y", name="Bo Park"))

    assert (first.lead, second.lead) == ("bo", "bo2")


def test_a_handle_that_is_taken_is_refused(desk, line):
    with pytest.raises(Refused) as refused:
        promote(desk, line[1], TEACHERS)

    assert refused.value.reasons[0].code == "taken"


def test_who_was_added_as_a_lead_is_not_made_one_again(desk, line):
    a_lead(desk, "amina@kansas.example", name="Amina")

    with pytest.raises(Refused) as refused:
        promote(desk, line[0])
    assert refused.value.reasons[0].code == "leads"


def test_who_was_erased_leads_nobody(desk, line):
    forgetting.erase(desk, "ks", line[0].person).result()

    with pytest.raises(Refused):
        promote(desk, line[0])


def test_who_never_came_to_the_event_is_not_found(desk, line):
    a_rally(desk, "park")

    with pytest.raises(NotFound):
        promotions.make_lead(desk, "park", line[0].person).result()


def test_a_quiet_event_has_no_branches_to_lead(desk):
    a_rally(desk, "clinic", quiet=True)
    amina = commit(desk, "a", event="clinic")

    with pytest.raises(Refused):
        promotions.make_lead(desk, "clinic", amina.person).result()
    assert network.tree(desk, Actor("clinic", 0, Role.ORGANIZER, "desk")) is None


def test_the_ledger_tells_whom_it_is_of(desk, line):
    promotion = promote(desk, line[0])
    row = next(each for each in told.story(desk, "ks") if each.seq == promotion.seq)

    assert (row.name, row.lead, row.undoable) == ("Amina", "Amina", True)


def test_a_personal_link_still_shows_the_name_it_was_given_for(desk, line, monkeypatch):
    from turnout.desk import links

    token = links.personal(desk, "ks", line[1].person, line[1].seq)
    promote(desk, line[0])

    assert signups.mine(desk, token).name == "Bo"
