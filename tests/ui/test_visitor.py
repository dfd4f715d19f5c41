import pytest

from turnout.model import Grant, Role
from turnout.ui import visitor
from turnout.ui.visitor import Visitor

LEAD = Grant(2, Role.LEAD, "ks")
EVERYWHERE = Grant(3, Role.ORGANIZER, None)


def test_a_grant_opens_its_own_event_and_role_only():
    lead = Visitor((LEAD,))

    assert lead.may("ks", Role.LEAD, Role.ORGANIZER)
    assert not lead.may("ks", Role.ORGANIZER)
    assert not lead.may("park", Role.LEAD)


def test_a_grant_over_every_event_opens_each():
    assert Visitor((EVERYWHERE,)).may("park", Role.ORGANIZER)


def test_the_ledger_names_the_grant_a_visitor_acts_by_never_a_person():
    assert Visitor((LEAD, EVERYWHERE)).by("ks", Role.ORGANIZER) == "grant:3"


@pytest.mark.parametrize("now, changed", [([LEAD], False), ([], True), ([LEAD, EVERYWHERE], True)])
def test_a_visitor_notices_that_their_links_changed(now, changed, monkeypatch):
    monkeypatch.setattr(visitor, "grants", lambda: now)

    assert Visitor((LEAD,)).changed() is changed
