"""The forecast over a real store: what it sees, what it never sees, and what teaches it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.builders import NOON, a_desk, a_lead, a_rally, commit
from turnout.desk import corrections, forecasting, leads, pasts, rallies
from turnout.desk.attendance import say
from turnout.desk.forecast_history import history, seen
from turnout.desk.ledger import enter
from turnout.errors import NotFound
from turnout.model import Door, HeadCount, Method
from turnout.model.forecasting import Changes
from turnout.rules.forecast.rows import visible
from turnout.store import attendance, forecasts, head_counts, log
from turnout.store.attendance import Arrival, Present


class Clock:
    """A clock that tests set."""

    def __init__(self, now=NOON):
        self.now = now

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def desk(tmp_path, clock):
    opened = a_desk(tmp_path, clock)
    yield opened
    opened.store.close()


def some_commit(desk, many, event="ks", first=0, **fields):
    for n in range(first, first + many):
        contact = f"{event}.{n}@example.org"
        commit(desk, f"{event}{n}", event=event, name=f"P {n}", contact=contact, **fields)


def let_come(desk, event, heads, walk_ins=0):
    """Check in the first `heads` of those who committed, and so many more without a name."""

    def work(tx):
        number = rallies.rows.find(tx, event).id
        persons = [row["person"] for row in forecasts.said(tx, number)][:heads]
        said = [Arrival(f"person:{one}", one, 0, 1, 1, "") for one in persons]
        if walk_ins:
            said.append(Arrival("walkin:a", None, 0, 0, walk_ins, ""))
        for each in said:
            seq = log.tick(
                tx, event=number, kind="arrival", door=Door.DOOR, key=f"{event}{each.subject}",
                by="desk", at=desk.clock(),
            )  # fmt: skip
            attendance.insert(tx, seq, number, each)
            attendance.let_stand(
                tx,
                number,
                Present(
                    seq, each.subject, each.person, each.lead, each.came, desk.clock(), "desk", ""
                ),
            )

    desk.store.write(work).result()


def a_past_rally(desk, clock, slug="spring", committed=30, came=24, walk_ins=0, **fields):
    """Make a rally in the spring, three weeks ahead, and let it be over."""
    clock.now = datetime(2026, 3, 20, 12, tzinfo=UTC)
    a_rally(desk, slug, starts_at=datetime(2026, 4, 11, 12), hashtag=slug, **fields)
    some_commit(desk, committed, slug)
    clock.now = datetime(2026, 4, 11, 19, tzinfo=UTC)
    let_come(desk, slug, came, walk_ins)
    clock.now = NOON


def test_without_any_past_it_is_a_guess_without_a_chance_of_the_goal(desk):
    a_rally(desk)
    some_commit(desk, 40)

    told = forecasting.forecast(desk, "ks")
    assert (told.heads, told.guess, told.chance_of_goal) == (40, True, None)
    assert 0 <= told.committed.low80 < told.committed.median < told.committed.high80 <= 40


def test_an_event_nobody_promised_to_is_foretold_all_the_same(desk):
    a_rally(desk)

    assert forecasting.forecast(desk, "ks").heads == 0


def test_an_unknown_event_is_not_found(desk):
    with pytest.raises(NotFound):
        forecasting.forecast(desk, "nowhere")


def test_a_commitment_is_in_the_next_forecast(desk):
    a_rally(desk)
    some_commit(desk, 30)
    before = forecasting.forecast(desk, "ks")
    some_commit(desk, 10, first=30)
    after = forecasting.forecast(desk, "ks")

    assert (before.heads, after.heads) == (30, 40)
    assert after.final.median >= before.final.median


@pytest.mark.parametrize("how", ["confirmed", "cancelled", "set aside", "report", "lead"])
def test_what_is_led_on_is_what_is_read_anew(how, desk, tmp_path):
    a_rally(desk)
    lead = a_lead(desk)
    some_commit(desk, 25, lead=lead.handle)
    leads.declare(desk, "ks", lead.handle, total=40).result()
    forecasting.forecast(desk, "ks")
    if how == "set aside":
        corrections.undo(desk, log_of(desk, "commitment"), by="desk", event="ks").result()
    elif how == "report":
        leads.declare(desk, "ks", lead.handle, total=31).result()
    elif how == "lead":
        other = a_lead(desk, "topeka_nurses@mastodon.social", name="Topeka Nurses")
        some_commit(desk, 3, first=50, lead=other.handle)
    else:
        some_commit(desk, 6, first=22, status=how, door=Door.DESK, scope="desk")

    led_on = forecasting.forecast(desk, "ks")
    anew = forecasting.forecast(replace(desk, foreseen=type(desk.foreseen)()), "ks")
    assert led_on == anew


def log_of(desk, kind):
    return corrections.story(desk, "ks", kinds=[kind])[0].seq


def test_heads_a_lead_counts_beyond_the_names_weigh_less_than_names(desk):
    a_rally(desk)
    lead = a_lead(desk)
    leads.declare(desk, "ks", lead.handle, total=50).result()
    counted = forecasting.forecast(desk, "ks")
    some_commit(desk, 50, lead=lead.handle)
    by_name = forecasting.forecast(desk, "ks")

    assert counted.heads == by_name.heads == 50
    assert counted.committed.median < by_name.committed.median


def test_a_lead_of_few_heads_gets_a_word_and_one_of_many_a_range(desk):
    a_rally(desk)
    few, many = a_lead(desk), a_lead(desk, "topeka_nurses@mastodon.social", name="Topeka Nurses")
    some_commit(desk, 5, lead=few.handle)
    some_commit(desk, 25, first=10, lead=many.handle)

    told = forecasting.of_leads(desk, "ks")
    assert told[few.handle].final is None
    assert told[few.handle].word
    assert told[many.handle].final is not None


def test_as_it_stood_then_nothing_later_is_seen(desk, clock):
    a_rally(desk)
    some_commit(desk, 25)
    then = forecasting.forecast(desk, "ks", clock.now)
    moment, clock.now = clock.now, clock.now + timedelta(days=3)
    some_commit(desk, 20, first=25)
    some_commit(desk, 10, status="cancelled", door=Door.DESK, scope="desk")
    pasts.set_assumption(desk, "ks", "yes_withdrawals_known", 0.2).result()
    pasts.add_past(desk, "ks", "Fall", date(2025, 10, 4), [{"committed": 90, "came": 1}]).result()

    assert forecasting.forecast(desk, "ks", moment) == then
    assert forecasting.forecast(desk, "ks") != then


def test_a_past_rally_that_took_attendance_teaches(desk, clock):
    a_past_rally(desk, clock, committed=60, came=12)
    a_rally(desk)
    some_commit(desk, 40)

    told = forecasting.forecast(desk, "ks")
    assert not told.guess
    assert told.chance_of_goal is not None
    assert told.committed.median < 30
    assert [each.title for each in forecasting.history(desk, "ks")]


def test_a_past_rally_typed_in_teaches(desk):
    a_rally(desk)
    some_commit(desk, 40)
    guess = forecasting.forecast(desk, "ks")
    pasts.add_past(desk, "ks", "Fall", date(2025, 10, 4), [{"committed": 90, "came": 9}]).result()

    told = forecasting.forecast(desk, "ks")
    assert not told.guess
    assert told.committed.median < guess.committed.median


@pytest.mark.parametrize(
    "fields, came",
    [({"quiet": True}, 24), ({}, 0), ({}, 1)],
    ids=["a quiet one", "one without attendance", "one whose door was only tried out"],
)
def test_these_past_rallies_teach_others_nothing(fields, came, desk, clock):
    a_past_rally(desk, clock, came=came, **fields)
    a_rally(desk)

    assert forecasting.history(desk, "ks") == []


def test_what_the_demo_made_up_teaches_nothing(desk, clock):
    a_past_rally(desk, clock)
    desk.store.write(lambda tx: tx.run("UPDATE log SET by = 'demo' WHERE kind = 'commitment'"))
    a_rally(desk)

    assert forecasting.history(desk, "ks") == []


def test_a_cancelled_rally_teaches_nothing(desk, clock):
    a_past_rally(desk, clock)
    desk.store.write(lambda tx: tx.run("UPDATE event SET state = 'cancelled'")).result()
    a_rally(desk)

    assert forecasting.history(desk, "ks") == []


def test_a_head_count_stands_in_where_not_everybody_could_be_checked_in(desk, clock):
    a_past_rally(desk, clock, committed=40, came=5)

    def count(tx):
        number = rallies.rows.find(tx, "spring").id
        seq = log.tick(tx, event=number, kind="head_count", door=Door.DOOR, key="h", by="desk",
                       at=clock.now)  # fmt: skip
        crowd = HeadCount(seq, clock.now, Method.GRID, 30, 36, 44)
        head_counts.insert(tx, seq, number, crowd)

    desk.store.write(count).result()
    a_rally(desk)
    past = as_seen(desk, 7.0)

    assert past.coarse.tolist() == [True]
    assert past.rows.showed.sum() == 36


def as_seen(desk, days):
    with desk.store.reading() as look:
        event = rallies.rows.find(look, "ks")
        return seen(look, history(look, event, desk.clock()), days)


def test_a_past_rally_is_seen_as_it_stood_so_many_days_before(desk, clock):
    clock.now = datetime(2026, 4, 1, 18, tzinfo=UTC)
    a_rally(desk, "spring", starts_at=datetime(2026, 4, 11, 13), hashtag="Spring")
    some_commit(desk, 10, "spring")
    clock.now = datetime(2026, 4, 9, 18, tzinfo=UTC)  # confirmed, gone and new two days before
    some_commit(desk, 4, "spring", status="confirmed", door=Door.DESK, scope="desk")
    some_commit(desk, 2, "spring", first=8, status="cancelled", door=Door.DESK, scope="desk")
    some_commit(desk, 5, "spring", first=10)
    clock.now = datetime(2026, 4, 11, 19, tzinfo=UTC)
    let_come(desk, "spring", 12, walk_ins=3)
    clock.now = NOON
    a_rally(desk)

    week, day = as_seen(desk, 7.0), as_seen(desk, 1.0)
    assert visible_statuses(week, 7.0) == {"yes": 10}
    assert visible_statuses(day, 1.0) == {"yes": 9, "confirmed": 4}
    for past in (week, day):
        assert past.rows.showed.sum() + past.walk_ins.sum() == 15


def visible_statuses(past, days):
    counts: dict[str, int] = {}
    for manner, party in zip(
        past.rows.manner[visible(past.rows, days)],
        past.rows.party[visible(past.rows, days)],
        strict=True,
    ):
        status = past.rows.manners[manner][1]
        counts[status] = counts.get(status, 0) + int(party)
    return counts


def test_a_lead_is_known_again_at_the_next_rally_by_the_handle(desk, clock):
    clock.now = datetime(2026, 4, 1, 12, tzinfo=UTC)
    a_rally(desk, "spring", hashtag="Spring")
    first = a_lead(desk, event="spring")
    clock.now = NOON
    a_rally(desk)
    again = a_lead(desk)

    with desk.store.reading() as look:
        known = forecasts.leads_of(look, rallies.rows.find(look, "ks").id)
    assert known == {again.id: first.id}


def test_leads_of_a_quiet_rally_are_known_nowhere_else(desk):
    a_rally(desk)
    a_lead(desk)
    a_rally(desk, "hush", quiet=True, hashtag="Hush")
    hushed = a_lead(desk, event="hush")

    with desk.store.reading() as look:
        assert forecasts.leads_of(look, rallies.rows.find(look, "hush").id) == {
            hushed.id: hushed.id
        }


def test_a_campaign_is_foretold_from_its_sites_together(desk):
    a_rally(desk, "day", hashtag="Day")
    for site in ("east", "west"):
        a_rally(desk, site, parent="day", hashtag=site)
        a_lead(desk, event=site)
        some_commit(desk, 30, site, lead="wichita_teachers")

    east, whole = forecasting.forecast(desk, "east"), forecasting.forecast(desk, "day")
    assert whole.heads == 60
    assert whole.final.median == pytest.approx(2 * east.final.median, abs=2)
    assert whole.final.high80 - whole.final.low80 < 2 * (east.final.high80 - east.final.low80)
    assert [one.heads for one in forecasting.of_leads(desk, "day").values()] == [60]


def test_what_if_changes_nothing_that_is_stored(desk):
    a_rally(desk)
    some_commit(desk, 30)
    before = forecasting.forecast(desk, "ks")
    seq = log_seq(desk)

    more = forecasting.what_if(desk, "ks", Changes(confirm_yeses=30, new_yeses=20))
    assert more.final.median > before.final.median
    assert (log_seq(desk), forecasting.forecast(desk, "ks")) == (seq, before)


def test_what_if_on_a_campaign_counts_each_change_once(desk):
    a_rally(desk, "day", hashtag="Day")
    for site, many in (("east", 30), ("west", 20)):
        a_rally(desk, site, parent="day", hashtag=site)
        some_commit(desk, many, site)

    assert forecasting.what_if(desk, "day", Changes(new_yeses=7)).heads == 57


def log_seq(desk):
    with desk.store.reading() as look:
        return log.seq(look)


def test_it_says_what_would_move_it(desk):
    a_rally(desk)
    some_commit(desk, 30, status="maybe")
    moves = forecasting.explain(desk, "ks", 40)

    assert moves.now == forecasting.forecast(desk, "ks").final.median
    assert moves.new_yeses is not None


@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    said=st.lists(
        st.tuples(st.integers(0, 30), st.sampled_from(["yes", "maybe", "cancelled"])), max_size=40
    ),
    who=st.integers(0, 30),
)
def test_a_cancellation_never_raises_what_is_expected(said, who, tmp_path_factory):
    desk = a_desk(tmp_path_factory.mktemp("law"))
    a_rally(desk)
    for n, (person, status) in enumerate(said):
        commit(desk, f"{n}", name=f"P {person}", contact=f"p{person}@example.org", status=status)
    commit(desk, "first", name="Q", contact=f"p{who}@example.org")
    before = forecasting.forecast(desk, "ks", by_lead=False)
    commit(desk, "last", name="Q", contact=f"p{who}@example.org", status="cancelled")
    after = forecasting.forecast(desk, "ks", by_lead=False)
    desk.store.close()

    assert after.final.median <= before.final.median
    assert after.committed.median <= before.committed.median
    assert list(after.final.quantiles) == sorted(after.final.quantiles)


def test_who_is_in_already_is_in_every_range(desk):
    a_rally(desk)
    some_commit(desk, 30)

    def work(tx):
        number = rallies.rows.find(tx, "ks").id
        entry = enter(tx, number, "arrival", Door.DOOR, "walked", "desk", desk.clock())
        say(tx, entry, Arrival("walkin:a", None, 0, 0, 500, ""))

    desk.store.write(work).result()

    told = forecasting.forecast(desk, "ks")
    assert min(told.final.quantiles) == 500
    assert max(told.committed.quantiles) <= 30
