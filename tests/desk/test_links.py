import hmac
from datetime import timedelta

import pytest

from tests.builders import NOON, a_desk, a_lead, a_rally
from turnout.desk import links, rallies
from turnout.errors import NotAllowed, NotFound, Refused
from turnout.model import Role


@pytest.fixture
def now():
    return [NOON]


@pytest.fixture
def desk(tmp_path, now):
    opened = a_desk(tmp_path, clock=lambda: now[0])
    a_rally(opened)
    a_rally(opened, "mo")
    a_lead(opened)
    yield opened
    opened.store.close()


def test_a_link_opens_a_session_that_holds_its_grant(desk):
    session, grant = links.enter(desk, links.mint(desk, Role.FUNDER, "ks"))

    assert links.visitor(desk, session) == [grant]
    assert (grant.role, grant.event) == (Role.FUNDER, "ks")


def test_a_second_link_adds_to_what_the_session_holds(desk):
    session, _ = links.enter(desk, links.mint(desk, Role.FUNDER, "ks"))
    again, _ = links.enter(desk, links.mint(desk, Role.ORGANIZER, "mo"), session)

    assert [grant.role for grant in links.visitor(desk, again)] == [Role.FUNDER, Role.ORGANIZER]


def test_a_session_planted_in_somebodys_browser_gains_nothing(desk):
    planted, _ = links.enter(desk, links.mint(desk, Role.FUNDER, "ks"))
    links.enter(desk, links.mint(desk, Role.ORGANIZER, "ks"), planted)

    assert [grant.role for grant in links.visitor(desk, planted)] == [Role.FUNDER]


def test_a_session_that_was_made_up_is_not_kept(desk):
    session, _ = links.enter(desk, links.mint(desk, Role.FUNDER, "ks"), "made-up")

    assert session != "made-up"


def test_a_leads_link_knows_its_lead(desk):
    _, grant = links.enter(desk, links.mint(desk, Role.LEAD, "ks", "wichita_teachers"))

    assert grant.lead == "wichita_teachers@mastodon.social"


def test_a_link_for_an_unknown_lead_is_refused(desk):
    with pytest.raises(Refused):
        links.mint(desk, Role.LEAD, "ks", "nobody")


@pytest.mark.parametrize("token", ["", "forged", "x" * 5000, "\0"])
def test_a_forged_link_opens_nothing(desk, token):
    with pytest.raises(NotAllowed):
        links.enter(desk, token)


def test_an_expired_link_opens_nothing(desk, now):
    token = links.mint(desk, Role.ORGANIZER, None, days=1)
    now[0] += timedelta(days=2)

    with pytest.raises(NotAllowed):
        links.enter(desk, token)


def test_revoking_ends_the_link_and_the_sessions_it_opened(desk):
    token = links.mint(desk, Role.ORGANIZER)
    session, grant = links.enter(desk, token)
    links.revoke(desk, grant.id)

    assert links.visitor(desk, session) == []
    with pytest.raises(NotAllowed):
        links.enter(desk, token)


def test_what_is_revoked_twice_is_not_found(desk):
    _, grant = links.enter(desk, links.mint(desk, Role.ORGANIZER))
    links.revoke(desk, grant.id)

    with pytest.raises(NotFound):
        links.revoke(desk, grant.id)


def test_who_leaves_is_a_stranger(desk):
    session, _ = links.enter(desk, links.mint(desk, Role.ORGANIZER))
    links.leave(desk, session)

    assert links.visitor(desk, session) == []


def test_an_api_key_posts_to_its_own_event_only(desk):
    key = links.mint(desk, Role.API, "ks")

    assert links.api_grant(desk, key, "ks").event == "ks"
    with pytest.raises(NotAllowed):
        links.api_grant(desk, key, "mo")


def test_an_api_key_opens_no_session(desk):
    with pytest.raises(NotAllowed):
        links.enter(desk, links.mint(desk, Role.API, "ks"))


def test_an_organizers_link_is_no_api_key(desk):
    with pytest.raises(NotAllowed):
        links.api_grant(desk, links.mint(desk, Role.ORGANIZER), "ks")


def test_a_signed_body_is_known_by_its_key(desk):
    signing = links.signing(desk, "ks")
    signature = hmac.digest(signing.secret.encode(), b"body", "sha256").hex()

    assert links.signed_grant(desk, signing.key_id, signature, b"body", "ks").id == signing.key_id
    with pytest.raises(NotAllowed):
        links.signed_grant(desk, signing.key_id, signature, b"another", "ks")


def test_a_signature_that_is_no_hex_is_refused(desk):
    signing = links.signing(desk, "ks")

    with pytest.raises(NotAllowed):
        links.signed_grant(desk, signing.key_id, "ñ", b"body", "ks")


def test_tokens_are_stored_hashed(desk, tmp_path):
    token = links.mint(desk, Role.ORGANIZER)
    session, _ = links.enter(desk, token)

    with desk.store.reading() as look:
        stored = str([tuple(row) for row in look.rows("SELECT token FROM grant_")])
        stored += str([tuple(row) for row in look.rows("SELECT token FROM session")])
    assert token not in stored
    assert session not in stored


def test_what_is_issued_is_listed_without_its_token(desk):
    token = links.mint(desk, Role.FUNDER, "ks")

    (issued,) = links.issued(desk)
    assert (issued.grant.role, issued.grant.event) == (Role.FUNDER, "ks")
    assert token not in str(issued)


def test_sessions_that_are_over_are_forgotten_and_no_others(desk, now):
    links.enter(desk, links.mint(desk, Role.FUNDER, "ks", days=1))
    kept, _ = links.enter(desk, links.mint(desk, Role.ORGANIZER, "ks", days=90))
    _, grant = links.enter(desk, links.mint(desk, Role.ORGANIZER, "mo", days=90))
    links.revoke(desk, grant.id)
    now[0] += timedelta(days=2)

    assert links.forget_sessions(desk) == 2
    assert len(links.visitor(desk, kept)) == 1
    assert links.forget_sessions(desk) == 0


def test_an_organizers_link_opens_every_site_below_and_nothing_above_or_beside(desk):
    for slug, parent in (("day", ""), ("west", "day"), ("east", "day"), ("pier", "west")):
        a_rally(desk, slug, parent=parent)

    def opened(event):
        session, _ = links.enter(desk, links.mint(desk, Role.ORGANIZER, event))
        return {grant.event for grant in links.visitor(desk, session)}

    assert opened("day") == {"day", "west", "east", "pier"}
    assert opened("west") == {"west", "pier"}


def test_only_an_organizers_link_reaches_the_sites(desk):
    a_rally(desk, "day")
    a_rally(desk, "west", parent="day")
    session, _ = links.enter(desk, links.mint(desk, Role.FUNDER, "day"))

    assert [grant.event for grant in links.visitor(desk, session)] == ["day"]


def test_a_link_taken_back_opens_no_site(desk):
    a_rally(desk, "day")
    a_rally(desk, "west", parent="day")
    session, grant = links.enter(desk, links.mint(desk, Role.ORGANIZER, "day"))

    links.revoke(desk, grant.id)

    assert links.visitor(desk, session) == []
    with pytest.raises(NotFound):
        rallies.close(desk, "west", f"grant:{grant.id}").result()
