"""From what is due to a mail server: once, under one id, and never to who said stop."""

import logging
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.builders import a_rally, commit
from tests.send.conftest import FOUR_DAYS
from turnout.desk import (
    corrections,
    forgetting,
    links,
    schedule,
    sending,
    sending_hand,
    sending_plan,
    signups,
    stopping,
)
from turnout.desk.sending_take import put_back, ready, take
from turnout.model import Door, Status, Submission
from turnout.model.sending import Budget, OutState
from turnout.rules.contact import Contact
from turnout.send import Sender
from turnout.settings import Smtp


@pytest.fixture
def by_rule(desk):
    sending.set_messaging(desk, "ks", by_rule=True).result()


def states(desk, slug="ks"):
    return {each.name.split(":")[0]: dict(each.states) for each in sending.outcomes(desk, slug)}


def test_who_signed_up_is_asked_four_days_before_and_once(
    desk, clock, sender, mailbox, signed_up, by_rule
):
    signed_up("Amina", "Bo", lead="wichita_teachers")
    sender()
    assert mailbox.messages == []

    clock.goes_to(FOUR_DAYS)
    for _ in range(3):
        sender()

    assert mailbox.readers == ["amina@example.org", "bo@example.org"]
    assert states(desk)["confirm"] == {OutState.SENT: 2}


def test_a_message_says_what_it_is_about_and_how_to_answer_and_to_stop(
    desk, clock, sender, mailbox, signed_up, by_rule
):
    signed_up("Amina", party="3", lead="wichita_teachers", lang="en")
    clock.goes_to(FOUR_DAYS)
    sender()

    (mail,) = mailbox.messages
    text = mail.get_content()
    assert mail["From"] == "KS Rally <rally@rally.example.org>"
    assert mail["Subject"] == "Still coming? Rally for the services Kansas runs on"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    stop = mail["List-Unsubscribe"].strip("<>")
    assert stop.startswith("https://rally.example.org/e/ks/stop/")
    assert f"No more messages from us: {stop}" in text
    assert "Hello, Amina." in text
    assert "You said 3 of you would." in text
    assert "https://rally.example.org/e/ks/answer?say=yes&lang=en#" in text
    assert mail.get_content_type() == "text/plain"


def test_each_is_written_to_in_their_own_language(clock, sender, mailbox, signed_up, by_rule):
    signed_up("Rosa", lang="es")
    clock.goes_to(FOUR_DAYS)
    sender()

    assert mailbox.messages[0]["Subject"].startswith("¿Sigues viniendo?")
    assert "Sí, voy:" in mailbox.messages[0].get_content()


def test_nothing_leaves_while_an_event_is_held(desk, clock, sender, mailbox, signed_up):
    signed_up("Amina")
    clock.goes_to(FOUR_DAYS)
    sender()

    assert mailbox.messages == []


def test_what_an_organizer_sends_off_goes_although_the_event_is_held(
    desk, clock, sender, mailbox, signed_up
):
    signed_up("Amina")
    clock.goes_to(FOUR_DAYS)
    confirm = next(each for each in sending.due(desk, "ks") if each.kind == "confirm")

    assert sending.send_now(desk, "ks", confirm.name) == 1
    sender()

    assert mailbox.readers == ["amina@example.org"]


def test_holding_stops_what_has_not_left(desk, clock, sender, mailbox, signed_up, by_rule):
    signed_up("Amina", "Bo")
    mailbox.answers["amina@example.org"] = "451 later"
    clock.goes_to(FOUR_DAYS)
    sender()
    mailbox.answers.clear()

    sending.set_messaging(desk, "ks", by_rule=False).result()
    clock.passes(hours=1)
    sender()

    assert mailbox.readers == ["bo@example.org"]


def test_who_confirmed_is_not_asked_again(desk, clock, sender, mailbox, signed_up, by_rule):
    signed_up("Amina", "Bo")
    clock.goes_to(FOUR_DAYS)
    sender()
    signed_up("Amina", status="confirmed")
    clock.passes(days=3)
    sender()

    assert mailbox.readers == ["amina@example.org", "bo@example.org", "bo@example.org"]


def test_the_budget_is_one_for_all_events_and_leads(desk, clock, sender, mailbox, signed_up):
    for number, slug in enumerate(("a", "b", "c", "d")):
        a_rally(desk, slug, title=f"Rally {slug}")
        sending.set_messaging(desk, slug, by_rule=True).result()
        signed_up("Amina", event=slug, party=str(number + 1))
    clock.goes_to(FOUR_DAYS)
    sender()

    spared = [why for slug in "abcd" for each in sending.outcomes(desk, slug) for why in each.why]
    assert len(mailbox.messages) == 3
    assert spared == [(OutState.SPARED, "asked_enough")]


def test_another_budget_holds_at_once(desk, clock, sender, mailbox, signed_up, by_rule):
    signed_up("Amina")
    sending.set_budget(desk, Budget(most=0)).result()
    clock.goes_to(FOUR_DAYS)
    sender()

    assert mailbox.messages == []


def test_nobody_is_written_to_at_night(clock, sender, mailbox, signed_up, by_rule):
    signed_up("Amina")
    clock.goes_to(FOUR_DAYS + timedelta(hours=10))  # ten in the evening
    sender()
    assert mailbox.messages == []

    clock.passes(hours=10)
    sender()

    assert mailbox.readers == ["amina@example.org"]


def test_a_postponed_event_tells_everyone_once(desk, clock, sender, mailbox, signed_up, by_rule):
    signed_up("Amina", "Bo")
    signed_up("Cy", status="maybe")
    signed_up("Di", status="cancelled")
    clock.passes(hours=5)
    schedule.postpone(desk, "ks").result()
    for _ in range(4):
        sender()
        clock.passes(minutes=4)

    assert mailbox.readers == ["amina@example.org", "bo@example.org", "cy@example.org"]
    assert {each["Subject"] for each in mailbox.messages} == {
        "Put off: Rally for the services Kansas runs on"
    }


def test_a_slip_taken_back_at_once_is_told_to_nobody(
    desk, clock, sender, mailbox, signed_up, by_rule
):
    signed_up("Amina")
    clock.passes(hours=5)
    schedule.cancel(desk, "ks").result()
    sender()
    corrections.undo(desk, schedule.newest(desk, "ks"), by="desk", event="ks").result()
    clock.passes(hours=1)
    sender()

    assert mailbox.messages == []


def test_who_heard_that_it_is_off_hears_that_it_is_on_again(
    desk, clock, sender, mailbox, signed_up, by_rule
):
    signed_up("Amina")
    clock.passes(hours=5)
    schedule.postpone(desk, "ks").result()
    clock.passes(minutes=6)
    sender()
    schedule.resume(desk, "ks").result()
    clock.passes(minutes=6)
    sender()

    assert [each["Subject"].split(":")[0] for each in mailbox.messages] == ["Put off", "Changed"]


def test_who_says_stop_hears_nothing_more_of_any_event(
    desk, clock, sender, mailbox, signed_up, by_rule
):
    a_rally(desk, "other", title="Another")
    sending.set_messaging(desk, "other", by_rule=True).result()
    signed_up("Amina")
    signed_up("Amina", event="other", party="2")
    clock.goes_to(FOUR_DAYS)
    sender()
    token = mailbox.messages[0]["List-Unsubscribe"].strip("<>").rpartition("/")[2]
    before = len(mailbox.messages)

    stopping.stop(desk, token).result()
    schedule.cancel(desk, "ks").result()
    clock.passes(days=3)
    sender()

    assert len(mailbox.messages) == before
    why = {key for each in sending.outcomes(desk, "other") for key in each.why}
    assert (OutState.SPARED, "stop") in why


def test_a_stop_holds_for_whoever_comes_with_the_same_address(
    desk, clock, sender, mailbox, signed_up, by_rule
):
    (receipt,) = signed_up("Amina")
    stopping.stop_contact(desk, "ks", Contact("email", "amina@example.org"), "sms").result()
    forgetting.erase(desk, "ks", receipt.person).result()
    signed_up("Amina", party="2")
    clock.goes_to(FOUR_DAYS)
    sender()

    assert mailbox.messages == []


def test_a_refusal_for_good_is_kept_without_the_address(
    desk, clock, sender, mailbox, signed_up, by_rule, caplog
):
    caplog.set_level(logging.DEBUG)
    signed_up("Amina", "Bo")
    mailbox.answers["amina@example.org"] = "550 5.1.1 <amina@example.org> is unknown"
    clock.goes_to(FOUR_DAYS)
    for _ in range(2):
        sender()
        clock.passes(hours=1)

    (confirm,) = [each for each in sending.outcomes(desk, "ks") if each.kind == "confirm"]
    assert mailbox.readers == ["bo@example.org"]
    assert confirm.why == {(OutState.FAILED, "refused:550"): 1}
    ours = [each.getMessage() for each in caplog.records if each.name.startswith("turnout")]
    assert ours
    assert "amina" not in " ".join(ours)


def test_what_is_refused_for_now_is_tried_again_later(
    desk, clock, sender, mailbox, signed_up, by_rule
):
    signed_up("Amina")
    mailbox.answers["amina@example.org"] = "451 try again"
    clock.goes_to(FOUR_DAYS)
    sender()
    mailbox.answers.clear()
    sender()
    assert mailbox.messages == []

    clock.passes(minutes=2)
    sender()

    assert mailbox.readers == ["amina@example.org"]


def test_a_server_that_is_away_loses_nothing_and_is_told_of(
    desk, clock, sender, mailbox, signed_up, by_rule, monkeypatch
):
    signed_up("Amina", "Bo")
    clock.goes_to(FOUR_DAYS)
    mailbox.answers["DATA"] = "421 going away"
    sender()
    assert states(desk)["confirm"] == {OutState.DUE: 2}

    mailbox.answers.clear()
    mailbox.messages.clear()
    clock.passes(minutes=10)
    sender()

    assert mailbox.readers == ["amina@example.org", "bo@example.org"]
    assert sending.trouble(desk) == ""


def test_an_unreachable_server_is_named_on_the_desk(desk, clock, tmp_path, signed_up, by_rule):
    signed_up("Amina")
    clock.goes_to(FOUR_DAYS)
    away = replace(desk.settings, smtp=Smtp("127.0.0.1", 9, "smtp"))
    Sender(desk, away, clock=lambda: 0.0)._step()

    assert sending.trouble(desk) == "unreachable"


def test_what_was_in_hand_when_a_sender_died_goes_out_under_its_own_id(
    desk, clock, sender, mailbox, signed_up, by_rule
):
    signed_up("Amina")
    clock.goes_to(FOUR_DAYS)
    sending_plan.plan(desk)
    (one,) = ready(desk)
    letter = take(desk, one).result()
    assert states(desk)["confirm"] == {OutState.TAKEN: 1}

    put_back(desk).result()
    sender()

    (mail,) = mailbox.messages
    assert mail["Message-ID"] == f"<{letter.id}@rally.example.org>"
    assert mail.get_content().splitlines() == letter.text.splitlines()


def test_a_stop_reaches_what_was_in_hand_when_a_sender_died(
    desk, clock, sender, mailbox, signed_up, by_rule
):
    signed_up("Amina")
    clock.goes_to(FOUR_DAYS)
    sending_plan.plan(desk)
    take(desk, ready(desk)[0]).result()
    stopping.stop_contact(desk, "ks", Contact("email", "amina@example.org"), "sms").result()
    put_back(desk).result()
    sender()

    assert mailbox.messages == []


def test_who_was_erased_is_written_to_no_more(desk, clock, sender, mailbox, signed_up, by_rule):
    (receipt,) = signed_up("Amina")
    clock.goes_to(FOUR_DAYS)
    mailbox.answers["amina@example.org"] = "451 later"
    sender()
    mailbox.answers.clear()

    forgetting.erase(desk, "ks", receipt.person).result()
    clock.passes(hours=1)
    sender()

    assert mailbox.messages == []
    with desk.store.reading() as look:
        rows = [dict(row) for row in look.rows("SELECT * FROM outbox")]
    assert "amina" not in repr(rows).lower()


def test_the_link_in_a_message_says_less_than_stood_and_waits_for_nobody(
    desk, clock, sender, mailbox, signed_up, by_rule
):
    signed_up("Amina", party="3", lang="en")
    clock.goes_to(FOUR_DAYS)
    sender()
    line = next(x for x in mailbox.messages[0].get_content().splitlines() if x.startswith("I can"))
    entry = signups.mine(desk, line.rpartition("#")[2])
    receipt = signups.commit(
        desk,
        Submission(Door.FORM, "ks", "k", "form", by=f"grant:{entry.grant}", party="3",
                   status="cancelled", person=entry.person),
    ).result()  # fmt: skip

    assert receipt.held is False
    assert signups.mine(desk, line.rpartition("#")[2]).status is Status.CANCELLED


def test_a_quiet_event_names_nobody_and_nothing(desk, clock, sender, mailbox, signed_up):
    a_rally(desk, "q", title="Clinic escort", quiet=True, ask_contact="email", place="5th St")
    sending.set_messaging(desk, "q", by_rule=True).result()
    signed_up("Rosa", event="q", lang="en")
    clock.goes_to(FOUR_DAYS)
    sender()

    (mail,) = mailbox.messages
    assert mail["Subject"] == "Still coming on Sat, Dec 5?"
    assert not [word for word in ("Rosa", "Clinic", "5th") if word in mail.get_content()]


def test_the_ledger_says_that_people_were_told(desk, clock, sender, signed_up, by_rule):
    signed_up("Amina", "Bo")
    clock.goes_to(FOUR_DAYS)
    sender()
    sender()

    assert [each.kind for each in corrections.story(desk, "ks")].count("told") == 1


def test_a_link_of_a_message_ends_with_its_event(desk, clock, sender, mailbox, signed_up, by_rule):
    signed_up("Amina")
    clock.goes_to(FOUR_DAYS)
    sender()
    token = mailbox.messages[0].get_content().split("#")[1].split()[0]
    assert signups.mine(desk, token)
    assert links.visitor(desk, token) == []

    clock.passes(days=40)

    with pytest.raises(Exception, match="personal link"):
        signups.mine(desk, token)


def test_a_notice_that_waits_while_its_event_is_on_again_holds_nobody_else_up(
    desk, clock, sender, mailbox, signed_up, by_rule
):
    signed_up("Amina")
    mailbox.answers["amina@example.org"] = "451 later"
    schedule.postpone(desk, "ks").result()
    clock.passes(minutes=6)
    sender()
    schedule.resume(desk, "ks").result()
    mailbox.answers.clear()
    a_rally(desk, slug="other", title="Another")
    signed_up("Bo", event="other")
    schedule.cancel(desk, "other").result()
    sending.set_messaging(desk, "other", by_rule=True).result()
    clock.passes(hours=4)
    sender()

    assert mailbox.readers == ["bo@example.org"]
    assert states(desk)["off"] == {OutState.SPARED: 1}


def test_a_ready_text_that_an_event_is_off_leaves_its_hands_once_it_is_on_again(
    desk, clock, sender, signed_up, by_rule
):
    commit(desk, "no address", name="Cleo", contact="785-555-0101", lead="wichita_teachers")
    schedule.postpone(desk, "ks").result()
    clock.passes(hours=6)
    sender()
    assert [each.kind for each in sending_hand.by_hand(desk, "ks")] == ["off"]

    schedule.resume(desk, "ks").result()

    assert sending_hand.by_hand(desk, "ks") == []
