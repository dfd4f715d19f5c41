from turnout.model import Grant, Role
from turnout.rules.access import may, organizes


def test_a_grant_holds_at_its_own_event_only():
    grants = [Grant(1, Role.ORGANIZER, "ks")]

    assert organizes(grants, "ks")
    assert not organizes(grants, "mo")


def test_a_grant_over_every_event_holds_at_each():
    assert organizes([Grant(1, Role.ORGANIZER, None)], "ks")


def test_a_grant_of_one_event_is_not_one_over_all():
    assert not organizes([Grant(1, Role.ORGANIZER, "ks")], None)


def test_another_role_is_not_enough():
    assert not may([Grant(1, Role.FUNDER, None)], "ks", Role.ORGANIZER, Role.LEAD)


def test_a_stranger_may_nothing():
    assert not may([], "ks", *Role)
