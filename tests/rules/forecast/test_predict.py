from datetime import date, timedelta

import pytest

from turnout.model.forecasting import Assumptions, Changes
from turnout.model.pledges import PastEvent, PastPledge, Pledge, TypedIn
from turnout.rules.forecast.explain import what_if, what_moves
from turnout.rules.forecast.fit import fit
from turnout.rules.forecast.predict import predict
from turnout.rules.forecast.rows import joined, rows
from turnout.rules.forecast.sites import together
from turnout.rules.forecast.totals import total

DAY = date(2025, 5, 1)


def test_without_history_it_is_a_guess_and_no_chance_is_told():
    told = predict(fit([], 7), many(100), goal=50)

    assert told.guess
    assert told.chance_of_goal is None


def test_with_history_the_chance_of_the_goal_is_told():
    taught = fit([event(0, came=60), event(1, came=62)], 7)

    sure = predict(taught, many(100), goal=5).chance_of_goal
    hopeless = predict(taught, many(100), goal=5_000).chance_of_goal

    assert sure == pytest.approx(0.975)
    assert hopeless == pytest.approx(0.025)


def test_past_events_teach_the_show_rate():
    poor = predict(fit([event(at, came=20) for at in range(4)], 7), many(100))
    good = predict(fit([event(at, came=90) for at in range(4)], 7), many(100))

    assert poor.committed.median < 40
    assert good.committed.median > 75


def test_a_table_typed_in_teaches_too():
    tables = [PastEvent.typed_in(at, DAY, [TypedIn(400, 120)]) for at in range(3)]

    taught = predict(fit(tables, 7), many(100))

    assert not taught.guess
    assert taught.committed.median < predict(fit([], 7), many(100)).committed.median - 10


def test_a_table_leaves_who_promises_late_a_guess():
    tables = [PastEvent.typed_in(at, DAY, [TypedIn(100, 60)]) for at in range(3)]

    assert predict(fit(tables, 7), many(100)).guess_to_come
    assert not predict(fit([event(0, came=60)], 7), many(100)).guess_to_come


def test_a_table_is_no_test_of_what_was_said_a_week_before():
    tables = [PastEvent.typed_in(at, DAY, [TypedIn(100, 60)]) for at in range(3)]

    assert fit(tables, 7).track.events == 0
    assert fit(tables, 0).track.events == 2


def test_a_table_by_lead_tells_leads_apart():
    lines = [TypedIn(60, 55, lead=1), TypedIn(60, 10, lead=2)]
    taught = fit([PastEvent.typed_in(at, DAY, lines) for at in range(3)], 7)

    told = predict(taught, [*many(40, lead=1), *many(40, lead=2)])

    assert told.by_lead[1].committed.median > told.by_lead[2].committed.median + 10


def test_more_came_than_were_committed_walked_in():
    table = PastEvent.typed_in(1, DAY, [TypedIn(40, 52)])

    assert (table.walk_ins, table.came) == (12, 52)


def test_walk_ins_are_expected_where_past_events_had_them():
    events = [event(at, came=60, walk_ins=30) for at in range(3)]

    parts = {part.name: part.expected for part in predict(fit(events, 0), many(100)).parts}

    assert 15 < parts["walk_ins"] < 45
    assert parts["still_to_come"] == pytest.approx(0, abs=1)


def test_a_thousand_with_nobody_showing_are_believed_and_finish():
    events = [event(at, came=0, committed=1_000) for at in range(3)]

    assert predict(fit(events, 7), many(1_000)).committed.median < 100


def test_every_maybe_showing_is_believed_against_the_assumption():
    events = [event(at, came=100, status="maybe") for at in range(4)]

    assert predict(fit(events, 7), many(100, status="maybe")).committed.median > 50


@pytest.mark.parametrize(
    "less, more", [("maybe", "yes"), ("yes", "confirmed")], ids=["maybe", "confirmed"]
)
def test_without_history_a_status_counts_as_assumed(less, more):
    of_less = predict(fit([], 7), many(100, status=less)).committed.median
    of_more = predict(fit([], 7), many(100, status=more)).committed.median

    assert of_less < of_more


def test_a_maybe_is_not_half_a_yes():
    maybe = predict(fit([], 7), many(100, status="maybe")).committed.median
    yes = predict(fit([], 7), many(100)).committed.median

    assert 0 < maybe < yes / 5


def test_declared_heads_are_weaker_than_named_ones():
    declared = [Pledge(1, "lead", "yes", 100, 20, "declared")]

    named, counted = predict(fit([], 7), many(100)), predict(fit([], 7), declared)

    assert counted.committed.median < named.committed.median - 8


def test_where_withdrawals_are_known_who_is_left_comes_more_often():
    hidden = predict(fit([], 1, withdrawals_known=False), many(100))
    known = predict(fit([], 1, withdrawals_known=True), many(100))

    assert known.committed.median > hidden.committed.median + 10


def test_an_edited_assumption_moves_a_guess():
    hopeful = fit([], 7, assumptions=Assumptions(yes=0.9))

    assert predict(hopeful, many(100)).committed.median > 80


def test_people_of_one_lead_are_less_sure_than_people_on_their_own():
    one = predict(fit([], 7), many(100, lead=1)).committed
    own = predict(fit([], 7), many(100, lead=None)).committed

    assert one.high80 - one.low80 > 1.3 * (own.high80 - own.low80)


def test_a_lead_with_few_heads_gets_a_word_and_no_range():
    told = predict(fit([], 7), [*many(19, "confirmed", lead=1), *many(20, lead=2)])

    assert told.by_lead[1].committed is None
    assert told.by_lead[1].final is None
    assert told.by_lead[1].word == "most"
    assert told.by_lead[2].committed is not None


def test_one_person_is_one_person():
    told = predict(fit([], 7), many(1))

    assert (told.committed.low95, told.committed.high95) == (0, 1)


def test_a_doubtful_crowd_never_lowers_the_median():
    few = many(4, "confirmed", lead=None)
    crowd = Pledge(1, "form", "maybe", 60, 20.0)

    before, after = predict(fit([], 7), few), predict(fit([], 7), [*few, crowd])

    assert after.final.median >= before.final.median
    assert after.committed.median >= before.committed.median


def test_the_track_says_how_often_the_range_held():
    taught = fit([event(at, came=60) for at in range(5)], 7)

    assert taught.track.events == 4  # the first had nothing to be forecast from
    assert taught.track.covered == 4
    assert taught.track.final_factor < 1


def test_a_surprise_widens_the_next_range():
    steady = [event(at, came=80) for at in range(4)]
    surprised = [*steady[:3], event(3, came=5)]

    assert fit(surprised, 7).track.committed_factor > fit(steady, 7).track.committed_factor


def test_events_in_any_order_teach_the_same():
    events = [event(at, came=40 + 10 * at) for at in range(4)]

    assert predict(fit(events[::-1], 7), many(50)) == predict(fit(events, 7), many(50))


def test_rows_grown_one_by_one_forecast_as_if_made_at_once():
    promised = [*many(30, lead=2), *many(9, status="maybe", lead=None), *many(20, lead=1)]
    taught = fit([event(0, came=50)], 7)

    grown = joined([rows([each]) for each in promised])

    assert total(taught, grown).final == total(taught, rows(promised)).final


def test_sites_swing_together_more_than_apart():
    site = predict(fit([], 7), many(200, lead=None))
    both = together([site] * 10)

    alone = (site.final_spread.variance * 10) ** 0.5
    assert both.final.median == pytest.approx(10 * site.final.median, abs=10)
    assert both.final_spread.variance**0.5 > 1.5 * alone


def test_no_sites_are_nobody():
    assert together([]).final.quantiles[-1] == 0


def test_what_would_reach_a_target_is_counted_in_heads():
    taught = fit([event(at, came=60) for at in range(3)], 7)
    promised = [*many(100, lead=1), *many(80, status="maybe", lead=2)]
    target = predict(taught, promised).final.median + 20

    moves = what_moves(taught, promised, target)

    assert 20 <= moves.confirm_maybes <= 45
    assert 20 <= moves.new_yeses <= 45
    assert moves.leads[0].lead == 2
    assert moves.leads[0].maybes == 80


def test_what_cannot_be_reached_is_not_promised():
    assert what_moves(fit([], 7), many(10, status="maybe"), 500).confirm_maybes is None


def test_a_slider_confirms_maybes():
    promised = many(100, status="maybe")
    supposed = what_if(fit([], 7), promised, Changes(confirm_maybes=50))

    heads = {part.name: part.heads for part in supposed.parts}

    assert (heads["maybe"], heads["confirmed"]) == (50, 50)


def test_a_slider_takes_a_yes_back():
    supposed = what_if(fit([], 7), many(100), Changes(cancel_yeses=30))

    assert supposed.heads == 70


def many(count: int, status: str = "yes", lead: int | None = 1) -> list[Pledge]:
    return [Pledge(lead, "form", status, 1, 20.0) for _ in range(count)]


def event(
    number: int, came: int, committed: int = 100, walk_ins: int = 0, status: str = "yes"
) -> PastEvent:
    """Return an event where the first `came` of people with four leads showed."""
    pledges = tuple(
        PastPledge(at % 4, "form", status, 1, 20.0, showed=int(at < came))
        for at in range(committed)
    )
    return PastEvent(number, DAY + timedelta(7 * number), pledges, walk_ins)
