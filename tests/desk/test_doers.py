import pytest

from tests.builders import a_lead, a_rally
from turnout.desk import doers, links
from turnout.errors import NotFound
from turnout.model import Role


def held(desk, role, event, **lead):
    _, grant = links.enter(desk, links.mint(desk, role, event, **lead))
    return grant


def test_anybody_is_somebody_passing_by(desk, rally):
    assert doers.doer(desk, [], "ks").who is None


def test_an_organizer_comes_before_a_lead(desk, rally):
    lead = held(desk, Role.LEAD, "ks", lead="wichita_teachers")
    organizer = held(desk, Role.ORGANIZER, "ks")

    assert doers.doer(desk, [lead, organizer], "ks").organizes


def test_a_lead_acts_by_their_newest_link(desk, rally):
    a_lead(desk, "topeka_nurses@example.social")
    links_ = [
        held(desk, Role.LEAD, "ks", lead=name) for name in ("wichita_teachers", "topeka_nurses")
    ]

    assert doers.doer(desk, links_, "ks").by == f"grant:{links_[1].id}"


def test_a_lead_of_a_date_acts_on_the_campaigns_map(desk, rally):
    a_rally(desk, "dec-5", parent="ks")
    a_lead(desk, "salina@example.social", event="dec-5")

    who = doers.doer(desk, [held(desk, Role.LEAD, "dec-5", lead="salina")], "ks").who

    assert (who.event, who.role) == ("dec-5", Role.LEAD)


@pytest.mark.parametrize("role", [Role.FUNDER, Role.DOOR])
def test_other_links_are_nobodys_on_the_map(desk, rally, role):
    assert doers.doer(desk, [held(desk, role, "ks")], "ks").who is None


def test_a_lead_of_another_event_is_somebody_passing_by(desk, rally):
    a_rally(desk, "elsewhere")
    a_lead(desk, "salina@example.social", event="elsewhere")

    assert doers.doer(desk, [held(desk, Role.LEAD, "elsewhere", lead="salina")], "ks").who is None


def test_there_is_no_map_of_an_unknown_event(desk):
    with pytest.raises(NotFound):
        doers.doer(desk, [], "nowhere")
