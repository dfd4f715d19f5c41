import itertools
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.builders import NOON, a_desk, a_lead, a_rally, commit
from turnout.desk import keeping, links, looks, rallies, reviews, signups
from turnout.desk.desk import Addresses
from turnout.errors import Conflict, NotAllowed, NotFound, Refused
from turnout.model import Count, Door, ReviewState, Status


def coming(desk, event="ks"):
    return looks.progress(desk, event).count.coming


def test_a_receipt_has_the_clock_the_key_and_how_many_are_coming(desk, rally):
    receipt = commit(desk, "abc", party="4")

    assert (receipt.seq, receipt.key, receipt.coming) == (3, "abc", 4)


def test_the_same_key_gets_the_first_answer_and_counts_once(desk, rally):
    first = commit(desk, "abc", party="4")
    commit(desk, "other", party="2")
    again = commit(desk, "abc", party="4")

    assert (again.seq, again.coming, again.again) == (first.seq, first.coming, True)
    assert coming(desk) == 6


def test_the_same_key_with_another_body_is_a_conflict_and_changes_nothing(desk, rally):
    commit(desk, "abc", party="4")

    with pytest.raises(Conflict):
        commit(desk, "abc", party="5")
    assert coming(desk) == 4


def test_a_key_is_the_callers_own(desk, rally):
    commit(desk, "1", scope="api:1")
    commit(desk, "1", scope="api:2")

    assert coming(desk) == 2


def test_a_retry_is_answered_though_the_event_closed_meanwhile(desk, rally):
    commit(desk, "abc")
    rallies.close(desk, "ks").result()

    assert commit(desk, "abc").again


def test_the_same_contact_through_another_door_is_one_commitment(desk, rally):
    commit(desk, "1", party="3", contact="ana@example.org")
    commit(desk, "2", party="5", contact="ANA@example.org", door=Door.IMPORT, scope="csv")

    assert coming(desk) == 5


def test_the_same_handle_on_the_same_host_is_one_commitment(desk, rally):
    commit(desk, "1", party="3", handle="ana@mastodon.social")
    commit(desk, "2", party="5", handle="@Ana@mastodon.social", door=Door.FEED, scope="feed:1")

    assert coming(desk) == 5


def test_the_same_handle_on_another_host_is_another_person(desk, rally):
    commit(desk, "1", handle="ana@mastodon.social")
    commit(desk, "2", handle="ana@kolektiva.social")

    assert coming(desk) == 2


def test_names_alone_never_match(desk, rally):
    commit(desk, "1", name="Ana Lopez")
    commit(desk, "2", name="Ana Lopez")

    assert coming(desk) == 2


def test_two_persons_who_turn_out_to_be_one_count_once(desk, rally):
    commit(desk, "1", party="3", contact="ana@example.org")
    commit(desk, "2", party="2", handle="ana@mastodon.social", lead="wichita_teachers")
    commit(desk, "3", party="4", contact="ana@example.org", handle="ana@mastodon.social")

    assert coming(desk) == 4
    assert keeping.check(desk) == []


def test_a_quiet_events_people_are_matched_with_nobody_elsewhere(desk, rally):
    a_rally(desk, "quiet", quiet=True)
    commit(desk, "1", contact="ana@example.org")
    commit(desk, "2", contact="ana@example.org", event="quiet")

    with desk.store.reading() as look:
        assert look.row("SELECT count(DISTINCT person) FROM commitment")[0] == 2


def test_taking_a_promise_back_takes_the_heads_back(desk, rally):
    commit(desk, "1", party="3", contact="ana@example.org")
    commit(desk, "2", status="cancelled", contact="ana@example.org")

    assert coming(desk) == 0


def test_maybe_is_counted_apart(desk, rally):
    commit(desk, "1", party="3", status="maybe")

    assert looks.progress(desk, "ks").count == Count(maybe=3)


def test_who_signs_up_again_without_a_lead_stays_with_theirs(desk, rally):
    commit(desk, "1", lead="wichita_teachers", contact="ana@example.org")
    commit(desk, "2", party="2", contact="ana@example.org")

    assert looks.progress(desk, "ks").leads[0].count.yes == 2


def test_an_unknown_lead_is_refused_and_nothing_is_stored(desk, rally):
    before = looks.seq(desk, "ks")

    with pytest.raises(Refused) as refused:
        commit(desk, lead="nobody")
    assert (refused.value.field, refused.value.code) == ("lead", "unknown")
    assert looks.seq(desk, "ks") == before


def test_a_name_on_two_networks_needs_its_host(desk, rally):
    a_lead(desk, "wichita_teachers@kolektiva.social")

    with pytest.raises(Refused) as refused:
        commit(desk, lead="wichita_teachers")
    assert refused.value.code == "ambiguous"
    assert commit(desk, lead="@wichita_teachers@kolektiva.social").coming == 1


def test_a_closed_event_refuses_and_stores_nothing(desk, rally):
    rallies.close(desk, "ks").result()

    with pytest.raises(Refused) as refused:
        commit(desk)
    assert refused.value.field == "event"


def test_an_unknown_event_is_not_found(desk):
    with pytest.raises(NotFound):
        commit(desk, event="nowhere")


def test_a_large_party_of_a_stranger_waits_and_moves_nothing(desk, rally):
    receipt = commit(desk, door=Door.FORM, scope="", party="9")

    assert receipt.held
    assert coming(desk) == 0
    assert [held.reason for held in reviews.held(desk, "ks")] == ["large_party"]


def test_a_held_change_leaves_the_earlier_promise_standing(desk, rally):
    first = commit(desk, "1", door=Door.FORM, party="2", handle="ana@m.social")
    commit(desk, "2", door=Door.FORM, party="9", person=first.person)

    assert coming(desk) == 2


def test_a_burst_from_one_address_is_held(desk, rally):
    receipts = [commit(desk, str(n), "203.0.113.9", door=Door.FORM) for n in range(7)]

    assert [receipt.held for receipt in receipts] == [False] * 5 + [True] * 2
    assert coming(desk) == 5


def test_a_shared_address_is_no_burst(tmp_path):
    desk = a_desk(tmp_path, shared_addresses=("203.0.113.9",))
    a_rally(desk)

    receipts = [commit(desk, str(n), "203.0.113.9", door=Door.FORM) for n in range(7)]

    assert not any(receipt.held for receipt in receipts)


def test_one_lines_addresses_are_one_address():
    addresses = Addresses()
    addresses.note("2001:db8::1", NOON)

    assert addresses.before("2001:db8::2:ffff") == [NOON]
    assert addresses.before("2001:db8:0:1::1") == []
    assert addresses.before("192.0.2.1") == addresses.before("testclient") == []


def test_an_address_calms_down(tmp_path):
    now = [NOON]
    desk = a_desk(tmp_path, clock=lambda: now[0])
    a_rally(desk)
    for n in range(6):
        commit(desk, str(n), "203.0.113.9", door=Door.FORM)
    now[0] += timedelta(minutes=11)

    assert not commit(desk, "later", "203.0.113.9", door=Door.FORM).held


def test_an_old_post_that_a_feed_brings_late_does_not_replace_a_newer_word(desk, rally):
    ana = {"handle": "ana@m.social", "door": Door.FEED, "scope": "feed:ks"}
    commit(desk, "new", party="5", said_at="2026-11-21T10:00:00Z", **ana)

    with pytest.raises(Refused) as refused:
        commit(desk, "old", party="2", said_at="2026-11-20T10:00:00Z", **ana)
    assert refused.value.code == "overtaken"
    assert coming(desk) == 5


def test_a_personal_link_opens_its_own_entry(desk, rally):
    receipt = commit(desk, name="Amina", party="3", lead="wichita_teachers")
    token = links.personal(desk, "ks", receipt.person)

    mine = signups.mine(desk, token)

    assert (mine.name, mine.party, mine.status, mine.lead, mine.held) == (
        "Amina", 3, Status.YES, "Wichita Teachers", False,
    )  # fmt: skip


@pytest.fixture
def asking(tmp_path):
    """Return a desk whose clock never stands still, with two rallies that ask for a contact."""
    minutes = itertools.count()
    opened = a_desk(tmp_path, clock=lambda: NOON + timedelta(minutes=next(minutes)))
    for slug in ("ks", "mo"):
        a_rally(opened, slug, ask_contact="either")
    yield opened
    opened.store.close()


def a_sign_up(desk, key, event="ks", **fields):
    """Sign somebody up on the form; return the receipt and their personal link's token."""
    given = {"door": Door.FORM, "scope": "form", "contact": "ana@example.org", "consent": "1"}
    receipt = commit(desk, key, event=event, **{**given, **fields})
    return receipt, links.personal(desk, event, receipt.person, receipt.seq)


def test_who_signs_up_as_somebody_else_never_reads_what_they_say_later(asking):
    _, mallory = a_sign_up(asking, "1", name="Mallory")
    _, amina = a_sign_up(asking, "2", name="Amina", party="3")

    assert signups.mine(asking, amina).name == "Amina"
    with pytest.raises(NotAllowed):
        signups.mine(asking, mallory)


def test_sending_an_old_sign_up_again_opens_nothing_new(asking):
    a_sign_up(asking, "1", name="Mallory")
    a_sign_up(asking, "2", name="Amina")
    again, mallory = a_sign_up(asking, "1", name="Mallory")

    assert again.again
    with pytest.raises(NotAllowed):
        signups.mine(asking, mallory)


def test_a_name_given_at_another_event_stays_there(asking):
    _, mallory = a_sign_up(asking, "1", name="Mallory")
    a_sign_up(asking, "2", event="mo", name="Amina")

    assert signups.mine(asking, mallory).name == ""


def test_ones_own_changes_and_a_form_service_leave_the_link_good(asking):
    receipt, token = a_sign_up(asking, "1", name="Amina")
    mine = signups.mine(asking, token)
    by = {"person": receipt.person, "by": f"grant:{mine.grant}"}
    commit(asking, "2", door=Door.FORM, name="", party="4", **by)
    assert (signups.mine(asking, token).name, signups.mine(asking, token).party) == ("Amina", 4)

    commit(asking, "3", contact="ana@example.org", party="5", by="grant:99")
    assert signups.mine(asking, token).party == 5


def test_a_strangers_word_does_not_make_two_people_one(asking):
    ana, _ = a_sign_up(asking, "1", name="Ana", party="2")
    bo, _ = a_sign_up(asking, "2", name="Bo", party="3", contact="", handle="bo@mastodon.social")
    both, _ = a_sign_up(asking, "3", name="Ana", party="4", handle="bo@mastodon.social")

    assert ana.person == both.person != bo.person
    assert (both.held, coming(asking)) == (True, 5)
    assert keeping.check(asking) == []


def test_a_forged_personal_link_opens_nothing(desk, rally):
    with pytest.raises(NotAllowed):
        signups.mine(desk, "forged")


def test_an_organizers_link_is_no_personal_link(desk, rally):
    from turnout.model import Role

    with pytest.raises(NotAllowed):
        signups.mine(desk, links.mint(desk, Role.ORGANIZER))


def test_the_log_holds_nothing_personal(desk, rally):
    commit(
        desk, "ana@example.org", name="Ana Lopez", contact="ana@example.org", note="my back",
        handle="ana@mastodon.social",
    )  # fmt: skip

    with desk.store.reading() as look:
        log = str([tuple(row) for row in look.rows("SELECT * FROM log")])
        log += str([tuple(row) for row in look.rows("SELECT * FROM receipt")])
    assert not any(secret in log for secret in ("Ana", "example", "mastodon", "back"))


PEOPLE = ("ana@example.org", "ben@example.org", "cy@example.org")
HANDLES = ("", "ana@m.social", "ben@m.social")
steps = st.lists(
    st.tuples(
        st.sampled_from([Door.API, Door.FORM, Door.FEED]),
        st.sampled_from(["", *PEOPLE]),
        st.sampled_from(HANDLES),
        st.sampled_from(["", "wichita_teachers"]),
        st.integers(1, 10),
        st.sampled_from(["yes", "maybe", "confirmed", "cancelled"]),
    ),
    max_size=12,
)
_numbers = itertools.count()


@settings(
    max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(steps)
def test_running_totals_always_equal_a_rebuild(tmp_path, steps):
    desk = a_desk(tmp_path / str(next(_numbers)))
    a_rally(desk, ask_contact="either")
    a_lead(desk)
    seqs = [looks.seq(desk, "ks")]
    for number, (door, contact, handle, lead, party, status) in enumerate(steps):
        try:
            receipt = commit(
                desk, str(number), door=door, contact=contact, handle=handle, lead=lead,
                party=str(party), status=status, consent="c/1",
            )  # fmt: skip
        except Refused:
            continue
        seqs.append(receipt.seq)
        if receipt.held and number % 2:
            seqs.append(reviews.decide(desk, receipt.seq, ReviewState.SHOWN).result().seq)

    assert keeping.check(desk) == []
    assert seqs == sorted(seqs)
    progress = looks.progress(desk, "ks")
    rows = [*(lead.count for lead in progress.leads), progress.own, progress.unnamed]
    assert sum(row.coming for row in rows) == progress.count.coming
    desk.store.close()
