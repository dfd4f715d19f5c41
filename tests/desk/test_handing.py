import pytest

from tests.builders import NOON, a_lead
from turnout.desk import handing, links
from turnout.errors import NotAllowed, NotFound, Refused
from turnout.model import Role

ANA = "wichita_teachers"


def test_a_new_link_lets_the_lead_in_and_ends_the_earlier_ones(desk, rally):
    first = handing.hand_out(desk, "ks", [ANA]).result()[ANA]
    session, _ = links.enter(desk, first)

    second = handing.hand_out(desk, "ks", [ANA]).result()[ANA]

    assert links.enter(desk, second)[1].role is Role.LEAD
    assert links.visitor(desk, session) == []
    with pytest.raises(NotAllowed):
        links.enter(desk, first)


def test_it_is_known_that_a_link_was_made_and_then_that_it_was_opened(desk, rally):
    token = handing.hand_out(desk, "ks", [ANA]).result()[ANA]
    (made,) = handing.handed(desk, "ks").values()

    links.enter(desk, token)

    (opened,) = handing.handed(desk, "ks").values()
    assert (made.made_at, made.opened_at) == (NOON, None)
    assert opened.opened_at == NOON


def test_a_link_taken_back_is_closed_and_no_longer_listed(desk, rally):
    token = handing.hand_out(desk, "ks", [ANA]).result()[ANA]

    assert handing.take_back(desk, "ks", ANA).result() == 1

    assert handing.handed(desk, "ks") == {}
    with pytest.raises(NotAllowed):
        links.enter(desk, token)


def test_one_unknown_lead_among_many_makes_no_link_at_all(desk, rally):
    with pytest.raises(Refused):
        handing.hand_out(desk, "ks", [ANA, "nobody"]).result()

    assert handing.handed(desk, "ks") == {}


def test_the_links_of_other_leads_stay_good(desk, rally):
    a_lead(desk, "bob", name="Bob")
    bobs = handing.hand_out(desk, "ks", ["bob"]).result()["bob"]

    handing.hand_out(desk, "ks", [ANA]).result()

    assert links.enter(desk, bobs)[1].lead == "bob"


def test_who_acts_by_a_link_taken_back_hands_out_nothing(desk, rally):
    _, grant = links.enter(desk, links.mint(desk, Role.ORGANIZER, "ks"))
    links.revoke(desk, grant.id)

    with pytest.raises(NotFound):
        handing.hand_out(desk, "ks", [ANA], by=f"grant:{grant.id}").result()

    assert handing.handed(desk, "ks") == {}
