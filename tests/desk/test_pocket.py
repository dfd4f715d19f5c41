import pytest

from tests.builders import a_lead, commit
from turnout.desk import invitations, leads, links, own_branch, pocket
from turnout.errors import NotAllowed
from turnout.model import Count, Role


def bearer(desk, *tokens):
    """Return what a browser holds in which these links were opened, one after the other."""
    session = ""
    for token in tokens:
        session, _ = links.enter(desk, token, session)
    return links.visitor(desk, session)


def a_link(desk, handle):
    return links.mint(desk, Role.LEAD, "ks", lead=handle)


@pytest.fixture
def two(desk, rally):
    """Return the numbers of two leads."""
    other = a_lead(desk, "other", name="Other")
    return leads.leads(desk, "ks")[0].id, other.id


def test_a_leads_link_acts_for_that_lead_alone(desk, two):
    held = bearer(desk, a_link(desk, "other"))

    assert pocket.actor(desk, held, "ks").lead == two[1]
    with pytest.raises(NotAllowed):
        pocket.actor(desk, held, "ks", two[0])


def test_a_browser_with_two_links_acts_for_the_lead_it_names(desk, two):
    held = bearer(desk, a_link(desk, "other"), a_link(desk, "wichita_teachers"))

    assert pocket.actor(desk, held, "ks", two[1]).lead == two[1]


def test_an_organizer_acts_for_any_lead_of_the_event_by_name_only(desk, two):
    held = bearer(desk, links.mint(desk, Role.ORGANIZER, "ks"))

    assert pocket.actor(desk, held, "ks", two[1]).role is Role.ORGANIZER
    with pytest.raises(NotAllowed):
        pocket.actor(desk, held, "ks")


@pytest.mark.parametrize("role", [Role.FUNDER, Role.DOOR])
def test_nobody_else_has_a_pocket(role, desk, two):
    with pytest.raises(NotAllowed):
        pocket.actor(desk, bearer(desk, links.mint(desk, role, "ks")), "ks", two[0])


def test_a_pocket_holds_the_leads_own_people_only_and_no_contact(desk, two):
    commit(desk, "1", name="Amina", lead="other", contact="amina@example.org")
    commit(desk, "2", name="Ben", lead="wichita_teachers")
    held = bearer(desk, a_link(desk, "other"))

    state = pocket.state(desk, pocket.actor(desk, held, "ks"))

    assert [one["name"] for one in state["people"]] == ["Amina"]
    assert "amina@example.org" not in str(state)


def test_a_branch_is_whom_i_recruited_and_whom_they_did_with_their_sums(desk, two):
    a_lead(desk, "child", name="Child", recruited_by="other")
    a_lead(desk, "grandchild", name="Grandchild", recruited_by="child")
    a_lead(desk, "stranger", name="Stranger")
    commit(desk, "1", party="3", lead="child")
    leads.declare(desk, "ks", "grandchild", total=7).result()
    held = bearer(desk, a_link(desk, "other"))

    found = own_branch.own_branch(desk, pocket.actor(desk, held, "ks"))

    told = [(one.name, one.depth, one.branch.own, one.branch.downstream) for one in found.recruits]
    assert told == [
        ("Child", 1, Count(yes=3), Count(yes=3, by_count=7)),
        ("Grandchild", 2, Count(by_count=7), Count(by_count=7)),
    ]  # fmt: skip
    assert found.through_others.coming == found.branch.downstream.coming == 10


def test_a_branch_names_who_of_my_people_brought_others(desk, two):
    amina = commit(desk, "1", name="Amina", lead="other")
    via = invitations.code(desk.pepper, 1, amina.person)
    commit(desk, "2", name="Bo", via=via)
    commit(desk, "3", name="Cy", status="cancelled", via=via)
    commit(desk, "4", name="Dee", lead="wichita_teachers", via=via)
    held = bearer(desk, a_link(desk, "other"))

    found = own_branch.own_branch(desk, pocket.actor(desk, held, "ks"))

    assert found.invited == (("Amina", 1),)
    assert (found.recruits, found.branch.own.coming) == ((), 2)


def test_the_pace_is_of_the_lead_alone(desk, two):
    commit(desk, "1", party="3", lead="other")
    commit(desk, "2", party="9", lead="wichita_teachers")
    held = bearer(desk, a_link(desk, "other"))

    points = pocket.pace(desk, pocket.actor(desk, held, "ks"))

    assert [point.change.coming for point in points] == [3]


def test_a_lead_reads_who_comes_before_who_says_maybe_the_newest_word_first(desk, two):
    for name, status in (
        ("Ana", "maybe"), ("Bo", "yes"), ("Cy", "cancelled"), ("Di", "maybe"), ("Eve", "confirmed")
    ):  # fmt: skip
        commit(desk, name, name=name, status=status, lead="other")
    who = pocket.Actor("ks", two[1], Role.LEAD, "desk")

    people = pocket.state(desk, who)["people"]

    assert [one["name"] for one in people] == ["Eve", "Bo", "Di", "Ana", "Cy"]
