"""Who signed in on the workbench is known on the light pages of the same browser, and no longer."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.builders import NOON, a_desk, a_rally
from turnout.desk import links
from turnout.errors import NotAllowed
from turnout.model import Role
from turnout.rules.access import ACCOUNT_GOOD_FOR, HANDOVER_GOOD_FOR

ANA = "ana@example.org"


@pytest.fixture
def clock():
    return [NOON]


@pytest.fixture
def desk(tmp_path, clock):
    desk = a_desk(tmp_path, lambda: clock[0], organizers=(ANA,))
    a_rally(desk)
    yield desk
    desk.store.close()


@pytest.fixture
def ana(desk):
    return links.account(desk, ANA)


@pytest.fixture
def session(desk, ana):
    """Return a session that was opened by a handover."""
    return links.enter(desk, links.hand_over(desk, ana))[0]


def test_a_handover_opens_a_session_of_its_account(desk, ana, session):
    assert links.visitor(desk, session) == [ana]


def test_a_handover_is_good_once(desk, ana):
    token = links.hand_over(desk, ana)
    links.enter(desk, token)

    with pytest.raises(NotAllowed):
        links.enter(desk, token)


@pytest.mark.parametrize("spent", [HANDOVER_GOOD_FOR, HANDOVER_GOOD_FOR + timedelta(days=1)])
def test_a_handover_is_good_for_a_minute(desk, ana, clock, spent):
    token = links.hand_over(desk, ana)
    clock[0] += spent

    with pytest.raises(NotAllowed):
        links.enter(desk, token)


def test_signing_out_ends_its_sessions_and_what_was_not_yet_handed_over(desk, ana, session):
    waiting = links.hand_over(desk, ana)
    links.sign_out(desk, ana)

    assert links.visitor(desk, session) == []
    with pytest.raises(NotAllowed):
        links.enter(desk, waiting)


def test_signing_out_leaves_what_a_link_opened(desk, ana, session):
    link, _ = links.enter(desk, links.mint(desk, Role.LEAD, "ks"), session)
    links.sign_out(desk, ana)

    assert [grant.role for grant in links.visitor(desk, link)] == [Role.LEAD]


def test_a_revoked_account_is_shut_out_at_once(desk, ana, session):
    waiting = links.hand_over(desk, ana)
    links.revoke(desk, ana.id)

    assert links.visitor(desk, session) == []
    with pytest.raises(NotAllowed):
        links.enter(desk, waiting)


def test_whom_the_operator_no_longer_names_is_shut_out(desk, session):
    for organizers in ((), ("bo@example.org",)):
        restarted = replace(desk, settings=replace(desk.settings, organizers=organizers))
        assert links.visitor(restarted, session) == []

    assert links.visitor(desk, session) != []


def test_the_session_of_an_account_ends_within_a_day_however_many_links_join_it(
    desk, session, clock
):
    clock[0] += ACCOUNT_GOOD_FOR - timedelta(minutes=1)
    joined, _ = links.enter(desk, links.mint(desk, Role.LEAD, "ks"), session)
    assert len(links.visitor(desk, joined)) == 2
    clock[0] += timedelta(minutes=1)

    assert [grant.role for grant in links.visitor(desk, joined)] == [Role.LEAD]


def test_an_account_that_joins_a_link_takes_nothing_from_it(desk, ana, clock):
    link, _ = links.enter(desk, links.mint(desk, Role.LEAD, "ks"))
    both, _ = links.enter(desk, links.hand_over(desk, ana), link)

    assert {grant.role for grant in links.visitor(desk, both)} == {Role.LEAD, Role.ORGANIZER}
    clock[0] += timedelta(days=30)
    assert [grant.role for grant in links.visitor(desk, both)] == [Role.LEAD]


def test_neither_the_token_nor_the_address_is_stored(desk, ana, tmp_path):
    token = links.hand_over(desk, ana)
    desk.store.backup(tmp_path / "copy.db")
    stored = (tmp_path / "copy.db").read_bytes()

    assert token.encode() not in stored
    assert ANA.encode() not in stored
