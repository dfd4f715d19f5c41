"""Messages at the desk: who is concerned, who was told, and what goes along when people are one."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.builders import a_desk, a_lead, a_rally, an_area, an_organizer, commit
from turnout.desk import (
    areas,
    attendance,
    carrying,
    cleanups,
    corrections,
    forgetting,
    merging,
    persons,
    schedule,
    sending,
    sending_hand,
    sending_plan,
    sending_take,
    series,
    stopping,
    thanks,
)
from turnout.desk.areas import Said
from turnout.desk.ledger import enter
from turnout.errors import NotFound
from turnout.model import Door
from turnout.model.areas import Step
from turnout.model.sending import Budget, Kind, OutState, Way
from turnout.rules.contact import Contact
from turnout.settings import Smtp
from turnout.store import budget, outbox_looks
from turnout.store.attendance import Arrival

FOUR_DAYS = datetime(2026, 12, 1, 18, 0, tzinfo=UTC)
MAIL = {
    "smtp": Smtp("127.0.0.1", 9, "smtp"), "mail_from": "rally@example.org",
    "public_url": "https://rally.example.org",
}  # fmt: skip


@pytest.fixture
def desk(tmp_path):
    opened = a_desk(tmp_path, **MAIL)
    a_rally(opened, ask_contact="email")
    a_lead(opened)
    yield opened
    opened.store.close()


def later(desk, at=FOUR_DAYS, **settings_):
    return replace(desk, clock=lambda: at, settings=replace(desk.settings, **settings_))


def sent(desk):
    """Plan and take all that is due, as if every letter arrived; return (reader, subject)."""
    sending_plan.plan(desk)
    arrived = []
    while batch := sending_take.ready(desk):
        for one in batch:
            letter = sending_take.take(desk, one).result()
            if letter:
                sending_take.sent(desk, letter.id).result()
                arrived.append((letter.to.partition("@")[0], letter.subject))
    sending_take.tell_sent(desk)
    return sorted(arrived)


def by_rule(desk, slug="ks", **fields):
    sending.set_messaging(desk, slug, by_rule=True, **fields).result()


def people(desk, *names, **fields):
    return [
        commit(desk, f"{name}{fields}", name=name, contact=f"{name.lower()}@example.org", **fields)
        for name in names
    ]


def check_in(desk, receipt, event=1, minutes=0):
    at = desk.clock() + timedelta(minutes=minutes)

    def work(tx):
        entry = enter(tx, event, "arrival", "door", f"k{receipt.person}", "desk", at, at)
        attendance.say(tx, entry, Arrival(f"person:{receipt.person}", receipt.person, 0, 1, 1, "p"))

    desk.store.write(work).result()


def why(desk, slug="ks"):
    return {key for each in sending.outcomes(desk, slug) for key in each.why}


def test_who_wanted_a_reminder_gets_that_and_not_the_question_of_the_same_day(desk):
    by_rule(desk, days="1")
    people(desk, "Amina", remind="join.remind/1")
    people(desk, "Bo")

    arrived = sent(later(desk, FOUR_DAYS + timedelta(days=3)))

    title = "Rally for the services Kansas runs on"
    assert arrived == [("amina", f"Tomorrow: {title}"), ("bo", f"Still coming? {title}")]
    assert (OutState.SPARED, "reminded") in why(desk)


def test_the_wording_of_a_wish_to_be_reminded_is_kept(desk):
    (amina,) = people(desk, "Amina", remind="join.remind/1")

    with desk.store.reading() as look:
        assert budget.reminder_of(look, 1, amina.person)[0] == "join.remind/1"


def test_who_came_is_thanked_the_day_after_and_who_did_not_is_listed_for_their_lead(desk):
    by_rule(desk, days="")
    *there, _ = people(desk, "Amina", "Dan", "Eve", "Bo", lead="wichita_teachers")
    people(desk, "Cy", status="cancelled")
    for each in there:
        check_in(desk, each)

    after = later(desk, FOUR_DAYS + timedelta(days=5))
    assert sent(after) == [(name, "Thank you for coming") for name in ("amina", "dan", "eve")]
    (missed,) = sending_hand.by_hand(after, "ks")
    assert (missed.kind, missed.name, missed.lead) == (Kind.MISSED, "Bo", "Wichita Teachers")
    assert "We missed you at Rally" in missed.text


def test_who_did_not_come_is_written_to_where_the_organizer_turned_it_on(desk):
    by_rule(desk, days="", missed=True)
    *there, _ = people(desk, "Amina", "Dan", "Eve", "Bo")
    for each in there:
        check_in(desk, each)

    arrived = sent(later(desk, FOUR_DAYS + timedelta(days=5)))

    thanked = [(name, "Thank you for coming") for name in ("amina", "dan", "eve")]
    assert sorted(arrived) == sorted([*thanked, ("bo", "We missed you")])


def test_nobody_is_missed_where_no_list_was_kept_at_the_door(desk):
    by_rule(desk, days="", missed=True)
    people(desk, "Amina", "Bo")

    assert sent(later(desk, FOUR_DAYS + timedelta(days=5))) == []


def test_nobody_is_missed_where_the_door_was_only_tried_out(desk):
    by_rule(desk, days="", missed=True)
    amina, *_ = people(desk, "Amina", "Bo", "Cy", "Dan")
    check_in(desk, amina)

    assert sent(later(desk, FOUR_DAYS + timedelta(days=5))) == [("amina", "Thank you for coming")]


def test_thanks_for_a_clean_up_go_out_by_mail_and_are_told_once(desk):
    organizer = an_organizer(desk)
    made = {"title": "River day", "first": datetime(2026, 11, 28, 9), "count": 1}
    (date,) = series.make(desk, "ks", **made).result()
    area = an_area(desk, organizer).area
    cleanups.arrange(desk, "ks", date.slug, put=[area]).result()
    people(desk, "Amina", event=date.slug)
    areas.say(desk, organizer, Said("key-of-cleaning-1", area, Step.CLEAN, bags=9)).result()
    by_rule(desk, days="")
    assert len(thanks.drafts(desk, "ks")) == 1

    arrived = sent(later(desk, datetime(2026, 11, 30, 18, tzinfo=UTC)))

    assert arrived == [("amina", "Thank you: Corner of 6th and Jackson is clean")]
    assert thanks.drafts(desk, "ks") == []
    assert sent(later(desk)) == []


def test_thanks_told_by_hand_are_not_mailed(desk):
    organizer = an_organizer(desk)
    made = {"title": "River day", "first": datetime(2026, 11, 28, 9), "count": 1}
    (date,) = series.make(desk, "ks", **made).result()
    area = an_area(desk, organizer).area
    cleanups.arrange(desk, "ks", date.slug, put=[area]).result()
    people(desk, "Amina", event=date.slug)
    areas.say(desk, organizer, Said("key-of-cleaning-1", area, Step.CLEAN, bags=9)).result()
    thanks.tell(desk, "ks", [each.id for each in thanks.drafts(desk, "ks")]).result()
    by_rule(desk, days="")

    assert sent(later(desk, datetime(2026, 11, 30, 18, tzinfo=UTC))) == []


def test_who_said_stop_is_in_no_list_of_thanks_either(desk):
    organizer = an_organizer(desk)
    area = an_area(desk, organizer).area
    made = {"title": "River day", "first": datetime(2026, 11, 28, 9), "count": 1}
    (date,) = series.make(desk, "ks", **made).result()
    cleanups.arrange(desk, "ks", date.slug, put=[area]).result()
    people(desk, "Amina", event=date.slug)
    areas.say(desk, organizer, Said("key-of-cleaning-1", area, Step.CLEAN)).result()

    stopping.stop_contact(desk, "ks", Contact("email", "amina@example.org"), Door.SMS).result()

    assert thanks.drafts(desk, "ks") == []


def test_two_persons_made_one_were_asked_as_often_as_both(desk):
    for slug in ("a", "b", "c"):
        a_rally(desk, slug)
        by_rule(desk, slug)
    amina, rosa = people(desk, "Amina", "Rosa", event="a")
    people(desk, "Rosa", event="b")
    people(desk, "Amina", event="c")
    sending.set_budget(desk, Budget(most=2)).result()
    now = later(desk)
    for slug in ("b", "c"):
        sending.set_messaging(desk, slug, by_rule=False).result()
    sent(now)  # each was asked once

    def one(tx):
        entry = enter(tx, 2, "review", Door.DESK, "key", "desk", now.clock())
        persons.merge(tx, entry, amina.person, rosa.person)

    desk.store.write(one).result()
    by_rule(desk, "b")
    by_rule(desk, "c")

    assert sent(now) == []
    assert (OutState.SPARED, "asked_enough") in why(desk, "b") | why(desk, "c")


def test_a_stop_is_of_both_when_two_persons_turn_out_to_be_one(desk):
    by_rule(desk)
    amina, rosa = people(desk, "Amina", "Rosa")
    stopping.stop_contact(desk, "ks", Contact("email", "rosa@example.org"), Door.SMS).result()

    def one(tx):
        entry = enter(tx, 1, "review", Door.DESK, "key", "desk", desk.clock())
        persons.merge(tx, entry, amina.person, rosa.person)

    desk.store.write(one).result()

    assert sent(later(desk)) == []


def test_a_lead_made_one_with_another_brings_their_ready_texts(desk):
    a_lead(desk, "wichita_twice", name="Wichita, again")
    commit(desk, "x", name="Bo", contact="+17855550101", lead="wichita_twice")
    by_rule(desk)
    sent(later(desk))

    merging.merge(desk, "ks", "wichita_teachers", "wichita_twice", total=0, goal=120).result()

    assert [each.lead for each in sending_hand.by_hand(later(desk), "ks")] == ["Wichita Teachers"]


def test_what_was_sent_and_stopped_goes_along_with_an_export(desk, tmp_path):
    by_rule(desk)
    people(desk, "Amina", "Bo", remind="join.remind/1")
    sent(later(desk))
    stopping.stop_contact(desk, "ks", Contact("email", "bo@example.org"), Door.SMS).result()
    values = json.loads(json.dumps(carrying.export(desk, "ks")))

    other = a_desk(tmp_path / "other", **MAIL)
    carrying.import_(other, values).result()
    by_rule(other)
    there = later(other, FOUR_DAYS + timedelta(days=3))

    assert sent(later(other)) == []
    assert [name for name, _ in sent(there)] == ["amina"]
    with other.store.reading() as look:
        assert len(outbox_looks.carried(look, 1)) >= 2
        assert budget.messaging(look, 1).days == (4, 1)
    other.store.close()


def test_an_imported_event_sends_nothing_until_somebody_says_so(desk, tmp_path):
    by_rule(desk)
    people(desk, "Amina")
    values = json.loads(json.dumps(carrying.export(desk, "ks")))
    other = a_desk(tmp_path / "other", **MAIL)
    carrying.import_(other, values).result()

    assert sent(later(other)) == []
    other.store.close()


def test_an_event_that_is_over_forgets_who_wanted_a_reminder(desk):
    (amina,) = people(desk, "Amina", remind="join.remind/1")

    forgetting.purge(desk, "ks").result()

    with desk.store.reading() as look:
        assert budget.reminder_of(look, 1, amina.person) is None


def test_a_moved_event_asks_anew_for_its_new_day(desk):
    by_rule(desk, days="4")
    people(desk, "Amina")
    assert len(sent(later(desk))) == 1
    schedule.move(later(desk), "ks", datetime(2026, 12, 19, 12), None, "Elsewhere",
                  ask_again=False).result()  # fmt: skip

    arrived = sent(later(desk, FOUR_DAYS + timedelta(minutes=6)))
    again = sent(later(desk, datetime(2026, 12, 15, 18, tzinfo=UTC)))

    assert [subject.split(":")[0] for _, subject in arrived] == ["Changed"]
    assert [subject.split("?")[0] for _, subject in again] == ["Still coming"]


def test_who_hears_that_it_is_moved_is_not_asked_the_same_once_more(desk):
    by_rule(desk, days="4, 1")
    people(desk, "Amina")
    assert len(sent(later(desk))) == 1
    schedule.move(later(desk), "ks", datetime(2026, 12, 5, 16), None, "Elsewhere",
                  ask_again=False).result()  # fmt: skip
    at_once = sent(later(desk, FOUR_DAYS + timedelta(seconds=1)))
    schedule.move(later(desk, FOUR_DAYS + timedelta(minutes=1)), "ks", datetime(2026, 12, 6, 12),
                  None, "Elsewhere", ask_again=False).result()  # fmt: skip

    told = [*at_once, *sent(later(desk, FOUR_DAYS + timedelta(minutes=7)))]
    told += sent(later(desk, FOUR_DAYS + timedelta(hours=23)))
    later_on = sent(later(desk, datetime(2026, 12, 5, 17, tzinfo=UTC)))

    assert [subject.split(":")[0] for _, subject in told] == ["Changed"]
    assert [subject.split("?")[0] for _, subject in later_on] == ["Still coming"]


def test_a_tick_that_is_undone_gives_the_ready_text_back(desk):
    commit(desk, "x", name="Bo", contact="+17855550101")
    by_rule(desk)
    now = later(desk)
    sent(now)
    (text,) = sending_hand.by_hand(now, "ks")
    seq = sending_hand.sent_by_hand(now, "ks", [text.id]).result()
    assert sending_hand.by_hand(now, "ks") == []

    corrections.undo(now, seq, by="desk", event="ks").result()

    assert [each.id for each in sending_hand.by_hand(now, "ks")] == [text.id]


@pytest.mark.parametrize(
    "since",
    [
        lambda at: commit(at, "y", name="Bo", contact="+17855550101", status="confirmed"),
        lambda at: commit(at, "y", name="Bo", contact="+17855550101", status="cancelled"),
        lambda at: schedule.cancel(at, "ks").result(),
        lambda at: stopping.stop_contact(
            at, "ks", Contact("phone", "+17855550101"), Door.SMS
        ).result(),
    ],
    ids=["confirmed", "cancelled", "called off", "stop"],
)
def test_a_ready_text_that_is_needed_no_longer_is_handed_to_nobody(desk, since):
    commit(desk, "x", name="Bo", contact="+17855550101")
    by_rule(desk)
    now = later(desk)
    sent(now)
    assert len(sending_hand.by_hand(now, "ks")) == 1

    since(now)

    assert sending_hand.by_hand(now, "ks") == []


def test_a_ready_text_ends_with_its_time(desk):
    commit(desk, "x", name="Bo", contact="+17855550101")
    by_rule(desk, days="4")
    sent(later(desk))

    assert sending_hand.by_hand(later(desk, FOUR_DAYS + timedelta(days=5)), "ks") == []


def test_a_plan_made_twice_adds_nothing(desk):
    by_rule(desk)
    people(desk, "Amina", "Bo")

    assert sending_plan.plan(later(desk)) == 2
    assert sending_plan.plan(later(desk)) == 0


def test_the_channel_hears_of_an_occasion_once_and_no_name(desk):
    now = later(desk, apprise=("json://127.0.0.1:9/",))
    by_rule(now)
    people(desk, "Amina", "Bo")
    sending_plan.plan(now)
    team = [one.out for one in sending_take.ready(now) if one.out.way is Way.TEAM]

    said = sending_take.take_team(now, team[0]).result()

    assert len(team) == 1
    assert "2 by mail" in said
    assert "Amina" not in said
    assert sending_take.take_team(now, team[0]).result() is None


@pytest.mark.parametrize("look", [sending.due, sending_hand.by_hand])
def test_who_may_not_organize_reads_no_messages(desk, look):
    with pytest.raises(NotFound):
        look(desk, "ks", "", "grant:999")


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("send"), st.sampled_from("abcd"), st.integers(0, 3)),
        st.tuples(st.just("clock"), st.integers(-20, 60), st.integers(0, 0)),
        st.tuples(st.just("die"), st.integers(0, 0), st.integers(0, 0)),
        st.tuples(st.just("stop"), st.integers(0, 3), st.integers(0, 0)),
    ),
    max_size=14,
)


class House:
    """Events of several leads ask Amina and Bo; the clock jumps, and senders die with a letter."""

    def __init__(self, folder, rule):
        self.desk = a_desk(folder, **MAIL)
        sending.set_budget(self.desk, rule).result()
        for number, slug in enumerate("abcd"):
            a_rally(self.desk, slug, starts_at=datetime(2026, 12, 5 + number, 12))
            by_rule(self.desk, slug, days="7, 4, 2, 1")
            people(self.desk, "Amina", "Bo", event=slug)
        self.now = FOUR_DAYS - timedelta(days=3)
        self.asked, self.stopped = [], {}

    def do(self, what, how, lives):
        getattr(self, what)(later(self.desk, self.now), how, lives)

    def clock(self, desk, hours, _):
        self.now += timedelta(hours=hours)

    def die(self, desk, how, _):
        sending_take.put_back(desk).result()

    def stop(self, desk, how, _):
        name = ("amina", "bo", "nobody", "nobody")[how]
        contact = Contact("email", f"{name}@example.org")
        stopping.stop_contact(desk, "a", contact, Door.SMS).result()
        self.stopped.setdefault(name, len(self.asked))

    def send(self, desk, event, lives):
        sending_plan.plan(desk)
        for one in [each for each in sending_take.ready(desk) if each.out.event == event]:
            letter = sending_take.take(desk, one).result()
            if letter:
                self.asked.append((letter.to.partition("@")[0], letter.id, self.now))
            if letter and lives:  # else it dies before it can say that the letter left
                sending_take.sent(desk, letter.id).result()

    def of(self, name):
        """Return when each letter to somebody left first, though it may have left again."""
        return {n: at for who, n, at in reversed(self.asked) if who == name}.values()


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(STEPS, st.integers(0, 2))
def test_nobody_is_asked_beyond_the_budget_whoever_asks_whatever_dies(
    tmp_path_factory, steps, most
):
    rule = Budget(most=most, days=3, quiet_from=0, quiet_until=0)
    made = House(tmp_path_factory.mktemp("law"), rule)
    for step in steps:
        made.do(*step)
    made.desk.store.close()

    window = timedelta(days=rule.days)
    for name in ("amina", "bo"):
        mine = made.of(name)
        assert all(sum(start <= at < start + window for at in mine) <= most for start in mine)
        since = made.stopped.get(name, len(made.asked))
        assert [each for each in made.asked[since:] if each[0] == name] == []
