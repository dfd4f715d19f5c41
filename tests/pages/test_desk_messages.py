"""The desk's messages, through the frame."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tests.builders import a_lead, a_rally, commit
from tests.pages.conftest import ORGANIZER, text
from turnout import house
from turnout.desk import links, schedule, sending, sending_hand, sending_take
from turnout.errors import NotFound
from turnout.formats.mailmerge import mail_merge
from turnout.live import Live
from turnout.model import Grant, Role
from turnout.model.sending import Budget
from turnout.settings import Smtp

CONFIRM = "confirm:1:4:2026-12-05"


@pytest.fixture
def rally(desk):
    """A rally with three who promised, on a clock of four days before; no mail server is set."""
    a_rally(desk, title="Rally *for* all", ask_contact="either")
    a_lead(desk)
    sending.set_budget(desk, Budget(quiet_from=0, quiet_until=0)).result()
    for name, fields in {
        "Amina": {"contact": "amina@example.org", "lead": "wichita_teachers"},
        "Bo": {"contact": "+17855550101", "lang": "es"},
        "Cy": {"contact": "cy@example.org", "status": "confirmed"},
    }.items():
        commit(desk, name, name=name, **fields)
    return at(desk, datetime(2026, 12, 1, 18, 0, tzinfo=UTC))


def at(desk, now, **settings):
    later = replace(desk, clock=lambda: now, settings=replace(desk.settings, **settings))
    house.use(house.House(later.settings, later, Live(later)))
    return later


def opened(open_page, *grants, **params):
    return open_page("desk", *(grants or [ORGANIZER]), section="messages",
                     **{"event": "ks", **params})  # fmt: skip


def a_link(desk, lead):
    """Return the grant of a new link of this lead."""
    return links.enter(desk, links.mint(desk, Role.LEAD, "ks", lead=lead))[1]


def press(app, key):
    app.button(key=key).click().run()
    assert not app.exception, app.exception


def test_without_a_mail_server_it_says_what_to_do_next(rally, open_page):
    said = text(opened(open_page))

    assert "No mail server is set" in said
    assert "TURNOUT_SMTP_URL" in said
    assert "Nothing has gone out yet." in said


def test_what_is_due_is_shown_with_its_words_in_both_languages_and_its_people(rally, open_page):
    app = opened(open_page)
    said = text(app)

    (label,) = [each.label for each in app.expander if "4 days" in each.label]
    assert label.startswith("Still coming? 4 days before · Tue, Dec 1, 10:00\u202fAM")
    assert "2 by hand" in label
    assert "1 spared" in label
    assert "Are you still coming? You said that you would." in said
    assert "¿Sigues viniendo? Dijiste que sí." in said
    assert "1 spared: Has confirmed." in said
    assert "https://rally" not in said
    assert "stop/…" in said


def test_a_prepared_occasion_is_a_ready_text_for_each_and_ticked_off(rally, open_page):
    app = opened(open_page)
    press(app, f"send-{CONFIRM}")
    first, second = sending_hand.by_hand(rally, "ks")
    said = text(app)

    assert (first.lead, second.lead) == ("Wichita Teachers", "")
    assert "Tell us with one tap: http://" in said
    assert "Dinos con un toque: http://" in said
    press(app, f"sent-{first.id}")
    assert [each.id for each in sending_hand.by_hand(rally, "ks")] == [second.id]

    press(app, "messages-undo")
    assert len(sending_hand.by_hand(rally, "ks")) == 2


def test_the_file_for_mail_merge_runs_no_formula(rally, open_page):
    commit(rally, "evil", name="=HYPERLINK(1)", contact="eve@example.org",
           said_at="2026-11-25T12:00:00Z")  # fmt: skip
    sending.send_now(rally, "ks", CONFIRM)
    file = mail_merge(sending_hand.by_hand(rally, "ks"))

    assert "'=HYPERLINK(1)" in file
    assert "amina@example.org" in file


def test_what_goes_out_by_itself_is_set_here(rally, open_page):
    app = opened(open_page)
    app.radio(key="messages-rules-mode").set_value("rule")
    app.text_input(key="messages-rules-days").set_value("7 2")
    app.button(key="FormSubmitter:messages-rules-Keep this").click().run()

    assert sending.messaging(rally, "ks").by_rule
    assert sending.messaging(rally, "ks").days == (7, 2)


def test_days_that_are_none_are_refused_beside_the_field(rally, open_page):
    app = opened(open_page)
    app.text_input(key="messages-rules-days").set_value("four")
    app.button(key="FormSubmitter:messages-rules-Keep this").click().run()

    assert "Give days as whole numbers" in text(app)
    assert sending.messaging(rally, "ks").days == (4, 1)


def test_the_budget_is_changed_by_who_runs_all_events_only(rally, open_page):
    app = opened(open_page)
    app.number_input(key="messages-budget-most").set_value(2)
    app.button(key="FormSubmitter:messages-budget-Keep this").click().run()
    assert sending.contact_budget(rally).most == 2

    links.mint(rally, Role.ORGANIZER, "ks")
    of_one = opened(open_page, Grant(2, Role.ORGANIZER, "ks"))
    assert "Who organizes all events can change this." in text(of_one)


def test_a_server_that_refuses_us_is_told_with_what_to_do(rally, open_page):
    at(rally, rally.clock(), smtp=Smtp("127.0.0.1", 9, "smtp"), mail_from="rally@example.org")
    sending_take.trouble(rally, "login:535")

    said = text(opened(open_page))

    assert "No mail goes out just now." in said
    assert "TURNOUT_SMTP_URL" in said


def test_how_it_went_says_what_was_refused_and_why(rally, open_page):
    mailed = at(rally, rally.clock(), smtp=Smtp("127.0.0.1", 9, "smtp"),
                mail_from="rally@example.org", public_url="https://rally.example.org")  # fmt: skip
    sending.send_now(mailed, "ks", CONFIRM)
    one = next(each for each in sending_take.ready(mailed) if each.out.lead)
    sending_take.take(mailed, one).result()
    sending_take.refused(mailed, one.out.id, "refused:550", True).result()

    said = text(opened(open_page))

    assert "1 not delivered" in said
    assert "The mail server refused the address (550)" in said


def test_a_lead_has_the_words_for_their_own_people_and_no_others(rally, open_page):
    sending.send_now(rally, "ks", CONFIRM)
    app = open_page("lead", a_link(rally, "wichita_teachers"), event="ks")
    said = text(app)

    assert "1 person for you to ask or tell" in said
    assert "amina@example.org" in said
    assert "+17855550101" not in said
    (own,) = [each for each in sending_hand.by_hand(rally, "ks") if each.lead]
    press(app, f"sent-{own.id}")
    assert [each.lead for each in sending_hand.by_hand(rally, "ks")] == [""]

    press(app, "messages-undo")

    assert [each.id for each in sending_hand.by_hand(rally, "ks") if each.lead] == [own.id]
    assert "messages-undo" not in [button.key for button in app.button]


def test_a_lead_cannot_tick_off_anothers(rally):
    sending.send_now(rally, "ks", CONFIRM)
    a_lead(rally, "topeka_nurses", name="Topeka Nurses")
    by = f"grant:{a_link(rally, 'topeka_nurses').id}"
    ids = [each.id for each in sending_hand.by_hand(rally, "ks")]

    with pytest.raises(NotFound):
        sending_hand.sent_by_hand(rally, "ks", ids, by, "wichita_teachers").result()
    with pytest.raises(NotFound):
        sending_hand.sent_by_hand(rally, "ks", ids, by).result()
    assert sending_hand.sent_by_hand(rally, "ks", ids, by, "topeka_nurses").result() == 0


def test_an_event_that_is_off_has_its_notice_due(rally, open_page):
    schedule.cancel(rally, "ks").result()

    app = opened(open_page)

    assert app.expander[0].label.startswith("It is off · ")
    assert "does not take place" in text(app)


def test_in_spanish_all_of_it_is_spanish(rally, open_page):
    said = text(opened(open_page, lang="es"))

    assert "Lo que toca" in said
    assert "No hay servidor de correo" in said
    assert "1 sin molestar: Ya confirmó." in said


@pytest.mark.parametrize("lang", ["en", "es"])
def test_before_anybody_signed_up_it_says_what_will_stand_here(desk, open_page, lang):
    a_rally(desk)

    said = text(opened(open_page, lang=lang))

    assert ("Nothing is due." if lang == "en" else "No toca nada.") in said
