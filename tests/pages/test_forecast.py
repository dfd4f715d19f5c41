"""The forecast page: the range first, why, what would move it, what if, and what taught it."""

from datetime import UTC, date, datetime

import pytest

from tests.builders import Clock, a_lead, a_rally, commit
from tests.desk.test_attendance import a_word
from tests.pages.conftest import ORGANIZER, text
from tests.pages.test_guards import CLOSED
from turnout.desk import forecasting, leads, pasts, schedule
from turnout.desk.forecasting_track import Outcome
from turnout.model import Grant, Role
from turnout.store import log


@pytest.fixture
def clock(desk, monkeypatch):
    """Return the clock of the desk, to be set."""
    clock = Clock()
    object.__setattr__(desk, "clock", clock)
    return clock


def a_full_rally(desk, yes=20, maybe=10, **fields):
    a_rally(desk, **fields)
    a_lead(desk)
    for at in range(yes):
        commit(desk, f"yes-{at}", party="2", name=f"Amina {at}", lead="wichita_teachers")
    for at in range(maybe):
        commit(desk, f"maybe-{at}", party="2", name=f"Ben {at}", status="maybe")
    leads.declare(desk, "ks", "wichita_teachers", total=100).result()


def a_past_table(desk, title="March on the capitol", came=60, event="ks"):
    rows = [{"committed": 110, "came": came}]
    return pasts.add_past(desk, event, title, date(2026, 4, 11), rows).result()


def seq(desk):
    with desk.store.reading() as look:
        return log.seq(look)


def test_the_range_is_said_first_and_never_one_number_alone(desk, open_page):
    a_full_rally(desk)
    told = forecasting.forecast(desk, "ks")

    shown = text(open_page("forecast", ORGANIZER))

    assert '<p class="promised expected">We expect <b>' in shown
    assert " to " in shown.partition('expected">We expect <b>')[2].partition("</b>")[0]
    assert f"Of the {told.heads} promised so far" in shown
    assert "This is a first guess" in shown
    assert f"<b>{told.final.median}</b>" not in shown


def test_a_past_event_ends_the_guess_and_gives_the_goal_a_chance(desk, open_page):
    a_full_rally(desk, goal=60)
    a_past_table(desk)

    shown = text(open_page("forecast", ORGANIZER))

    assert "first guess" not in shown
    assert "60" in shown
    assert "of ten cases like this, 60 or more come" in shown
    assert "Who has not promised yet is still a guess" in shown


def test_each_kind_of_promise_says_what_it_adds(desk, open_page):
    a_full_rally(desk)

    shown = text(open_page("forecast", ORGANIZER))

    for said in ("of 40 who said yes", "of 20 maybes", "of 60 by leads' counts", "from now on",
                 "who walk in unpromised"):  # fmt: skip
        assert said in shown


def test_it_says_what_would_get_to_a_number_and_which_leads_gain_most(desk, open_page):
    a_full_rally(desk)
    app = open_page("forecast", ORGANIZER)

    app.number_input(key="target-ks").set_value(300).run()

    shown = text(app)
    assert "To expect 300, one of these would do:" in shown
    assert "new yeses." in shown
    assert "Confirming maybes alone does not get there." in shown
    assert "<td>Wichita Teachers</td>" in shown


def test_a_number_that_every_way_leads_to_is_drawn(desk, open_page):
    a_full_rally(desk)
    app = open_page("forecast", ORGANIZER)

    app.number_input(key="target-ks").set_value(forecasting.explain(desk, "ks", 1).now + 1).run()

    assert not app.exception
    assert "does not get there" not in text(app)


def test_sliders_say_what_would_be_expected_then_and_change_no_data(desk, open_page):
    a_full_rally(desk)
    before = seq(desk)
    app = open_page("forecast", ORGANIZER)
    assert "Move one" in text(app)

    app.slider(key="whatif-ks-new_yeses").set_value(100).run()

    assert "Then we would expect" in text(app)
    assert seq(desk) == before
    app.button(key="whatif-reset").click().run()
    assert "Then we would expect" not in text(app)


def test_a_slider_never_reaches_beyond_those_there_are(desk, open_page):
    a_full_rally(desk)
    app = open_page("forecast", ORGANIZER)
    app.slider(key="whatif-ks-confirm_maybes").set_value(20).run()
    commit(desk, "maybe-0b", name="Ben 0", status="cancelled")

    app.run()

    assert not app.exception
    slider = app.slider(key="whatif-ks-confirm_maybes")
    assert slider.value <= slider.max


def test_leads_of_many_have_a_range_and_of_few_a_word(desk, open_page):
    a_full_rally(desk)
    a_lead(desk, "few@example.org", name="Few")
    commit(desk, "few", party="3", name="Cam", lead="few@example.org")

    shown = text(open_page("forecast", ORGANIZER))

    assert '<td>Wichita Teachers</td><td class="number">100</td><td class="number">' in shown
    few = shown.partition('<td>Few</td><td class="number">3</td><td class="number">')[2]
    assert few.partition("<")[0] in ("a few", "some", "about half", "most", "nearly all")


def test_sites_have_ranges_of_their_own(desk, open_page):
    a_rally(desk)
    a_rally(desk, "salina", title="Salina", parent="ks", hashtag="Salina")
    for at in range(15):
        commit(desk, f"s{at}", event="salina", party="2", name=f"Cam {at}")

    shown = text(open_page("forecast", ORGANIZER, event="ks"))

    assert "Site by site" in shown
    assert '<td>Salina</td><td class="number">30</td>' in shown


def test_dates_of_one_title_have_their_day_beside_it(desk, open_page):
    a_rally(desk)
    for slug, days in (("first", 5), ("second", 19)):
        starts_at = datetime(2026, 12, days, 9)
        a_rally(desk, slug, title="River", parent="ks", hashtag="", starts_at=starts_at)
    for at in range(15):
        commit(desk, f"s{at}", event="first", party="2", name=f"Cam {at}")

    shown = text(open_page("forecast", ORGANIZER, event="ks"))

    assert "<td>River, Sat, Dec 5</td>" in shown
    assert "<td>River, Sat, Dec 19</td>" in shown


def test_the_chart_has_the_fan_and_the_needed_pace_and_a_table(desk, open_page):
    a_full_rally(desk)

    app = open_page("forecast", ORGANIZER)

    (chart,) = app.get("vega_lite_chart")
    assert "expected on the day" in chart.proto.spec
    assert "pace to the goal" in chart.proto.spec
    assert '<td>Sat, Dec 5</td><td class="number">' in text(app)
    assert '<td class="number">600</td>' in text(app)


@pytest.mark.parametrize("grant, fan", [(ORGANIZER, True), (Grant(1, Role.FUNDER, "ks"), False)])
def test_the_rally_page_draws_the_fan_for_organizers_only(grant, fan, desk, open_page):
    a_full_rally(desk)

    app = open_page("", grant)

    (chart,) = app.get("vega_lite_chart")
    assert ("expected on the day" in chart.proto.spec) is fan
    assert any("what would move it" in link.proto.label for link in app.get("page_link")) is fan


def test_before_anybody_promised_it_says_what_to_do_next(desk, open_page):
    a_rally(desk)

    app = open_page("forecast", ORGANIZER)

    assert "Nobody has promised to come yet." in text(app)
    assert "Ask your leads" in text(app)
    assert not app.get("vega_lite_chart")


def test_of_few_it_gives_no_range_and_draws_no_fan(desk, open_page):
    a_rally(desk)
    commit(desk, party="7")

    app = open_page("forecast", ORGANIZER)

    assert "7 people have promised so far." in text(app)
    assert "We expect" not in text(app)
    assert "expected on the day" not in app.get("vega_lite_chart")[0].proto.spec


def test_an_event_that_is_off_expects_nobody(desk, open_page):
    a_full_rally(desk)
    schedule.postpone(desk, "ks").result()

    shown = text(open_page("forecast", ORGANIZER))

    assert "nobody is expected" in shown
    assert "We expect" not in shown


def test_after_the_event_it_says_how_it_turned_out(desk, clock, open_page):
    a_full_rally(desk)
    clock.now = datetime(2026, 12, 6, 12, tzinfo=UTC)

    shown = text(open_page("forecast", ORGANIZER))

    assert "How it turned out" in shown
    assert "Nobody was counted at the door." in shown
    assert "The day before, with 120 promised, we expected" in shown
    assert "What if" not in shown


def test_who_was_counted_at_the_door_stands_beside_what_was_expected(desk, clock, open_page):
    a_full_rally(desk)
    a_word(desk, "person:1", 20, 0, person=1)
    a_word(desk, "walkin:a", 7, 1)
    clock.now = datetime(2026, 12, 6, 12, tzinfo=UTC)

    shown = text(open_page("forecast", ORGANIZER))

    assert "<b>27</b> people were counted at the door." in shown
    assert "7 of them had promised nothing." in shown
    assert "Fewer came than we had said." in shown


def test_how_often_ranges_held_is_said_in_words(desk, open_page, monkeypatch):
    a_full_rally(desk)
    outcomes = [
        Outcome(number, "Spring", date(2026, 4, number), days, 40, 50, 60, came)
        for number, came in ((1, 50), (2, 61), (3, 40))
        for days in (1, 7)
    ]
    monkeypatch.setattr("turnout.ui.forecast_past.turned_out", lambda *_: outcomes)

    shown = text(open_page("forecast", ORGANIZER))

    assert "Of your last 3 events, the range of the day before held in 2." in shown
    assert '<td>7 days before</td><td class="number">40 to 60</td>' in shown


def test_a_past_event_is_typed_in_taught_by_and_taken_back(desk, open_page):
    a_full_rally(desk)
    app = open_page("forecast", ORGANIZER)
    app.text_input(key="past-title-0").set_value("Spring *march*")
    app.date_input(key="past-day-0").set_value(date(2026, 4, 11))
    typed = {"committed": "110", "came": "60"}
    app.session_state["past-rows-0"] = {
        "edited_rows": {0: typed}, "added_rows": [], "deleted_rows": []
    }  # fmt: skip
    submit(app).click().run()

    assert [each.came for each in pasts.past_events(desk)] == [60]
    assert "<td>Spring *march*</td><td>Apr 11, 2026</td>" in text(app)
    next(each for each in app.button if "Take back" in each.label).click().run()
    assert pasts.past_events(desk) == []


def submit(app):
    return next(each for each in app.button if each.label == "Keep it")


def test_a_past_event_without_numbers_says_what_is_missing(desk, open_page):
    a_rally(desk)
    app = open_page("forecast", ORGANIZER)

    submit(app).click().run()
    assert "Say on which day it was." in text(app)
    app.date_input(key="past-day-0").set_value(date(2026, 4, 11))
    submit(app).click().run()
    assert "Give the event a title." in text(app)
    app.text_input(key="past-title-0").set_value("Spring march")
    submit(app).click().run()
    assert "There is no row with numbers in this table." in text(app)
    assert pasts.past_events(desk) == []


def test_an_assumption_is_changed_beside_its_reason_undone_and_set_back(desk, open_page):
    a_full_rally(desk)
    app = open_page("forecast", ORGANIZER)
    assert "rule of halves" in text(app)

    app.number_input(key="assume-ks-yes").set_value(45).run()

    assert pasts.as_assumptions(pasts.assumptions(desk, "ks")).yes == 0.45
    app.button(key="assume-undo-yes").click().run()
    assert pasts.as_assumptions(pasts.assumptions(desk, "ks")).yes == 0.6
    (anew,) = (each for each in app.number_input if each.key.partition("~")[0] == "assume-ks-yes")
    anew.set_value(50).run()
    app.button(key="assume-reset-yes").click().run()
    assert pasts.as_assumptions(pasts.assumptions(desk, "ks")).yes == 0.6


def test_what_was_said_at_another_rally_is_taken_back_there(desk, open_page):
    a_full_rally(desk)
    a_rally(desk, "park", title="Park", hashtag="Park")
    a_past_table(desk, event="park")
    app = open_page("forecast", ORGANIZER, event="ks")

    next(each for each in app.button if "Take back" in each.label).click().run()

    assert [each.value for each in app.toast] == [
        "That was said at another rally. Open that one to take it back."
    ]
    assert len(pasts.past_events(desk)) == 1


@pytest.mark.parametrize("role", [Role.LEAD, Role.FUNDER])
def test_leads_and_funders_do_not_see_the_page(role, desk, open_page):
    a_full_rally(desk)

    assert CLOSED in text(open_page("forecast", Grant(1, role, "ks")))


def test_the_page_speaks_spanish(desk, open_page):
    a_full_rally(desk)

    shown = text(open_page("forecast", ORGANIZER, lang="es"))

    assert "Esperamos de <b>" in shown
    assert "Lo que se supone" in shown
    assert "What " not in shown
