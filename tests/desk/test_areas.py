from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.builders import (
    NOON,
    a_desk,
    a_lead,
    a_rally,
    a_steward,
    an_area,
    an_organizer,
    commit,
)
from turnout.desk import area_changes, areas, corrections, keeping, links, looks, rallies, schedule
from turnout.desk.area_changes import Changed
from turnout.desk.areas import Doer, Said
from turnout.errors import NotAllowed, NotFound, Refused
from turnout.model import ReviewState
from turnout.model.areas import AreaState, Step
from turnout.store import area_steps as steps
from turnout.store import areas as rows

KEYS = [f"key-of-step-number-{n}" for n in range(200)]


@pytest.fixture
def steward(desk, rally):
    return a_steward(desk)


@pytest.fixture
def organizer(desk, rally):
    return an_organizer(desk)


@pytest.fixture
def date(desk, rally):
    return a_date(desk)


def a_date(desk, slug="dec-5", **fields):
    return a_rally(desk, slug, parent="ks", title=f"Clean-up {slug}", **fields)


def say(desk, doer, area, step, key=0, **said):
    return areas.say(desk, doer, Said(KEYS[key], area, step, **said)).result()


def stands(desk, area):
    with desk.store.reading() as look:
        found = rows.one(look, rallies.found(look, "ks").id, area)
    return found.state, found.date


def history(desk, area):
    with desk.store.reading() as look:
        return [(line.step, line.state) for line in steps.history(look, area)]


def test_a_strangers_report_waits_for_a_look(desk, rally):
    receipt = an_area(desk)

    assert receipt.held
    assert review_of(desk, receipt.area) is ReviewState.HELD


def test_a_stewards_area_stands_at_once(desk, steward):
    receipt = an_area(desk, steward)

    assert (receipt.held, receipt.state) == (False, AreaState.CONFIRMED)
    assert review_of(desk, receipt.area) is ReviewState.SHOWN


def test_a_report_sent_again_is_answered_and_stands_once(desk, rally):
    first = an_area(desk)

    again = an_area(desk)

    assert (again.seq, again.area, again.again) == (first.seq, first.area, True)
    with desk.store.reading() as look:
        assert len(rows.on_map(look, rally.id, reviews=list(ReviewState))) == 1


def test_who_confirms_a_report_has_looked_at_it(desk, steward):
    receipt = an_area(desk)

    say(desk, steward, receipt.area, Step.CONFIRM)

    assert review_of(desk, receipt.area) is ReviewState.SHOWN


def test_the_whole_life_of_an_area_stands_in_its_history(desk, steward, organizer, date):
    area = an_area(desk).area

    say(desk, steward, area, Step.CONFIRM, 1)
    say(desk, organizer, area, Step.SCHEDULE, 2, date="dec-5")
    say(desk, steward, area, Step.CLEAN, 3, bags=12, volunteers=8)
    say(desk, Doer("ks"), area, Step.REOPEN, 4, note="Tires again")

    assert history(desk, area) == [
        (Step.REPORT, AreaState.REPORTED),
        (Step.CONFIRM, AreaState.CONFIRMED),
        (Step.SCHEDULE, AreaState.SCHEDULED),
        (Step.CLEAN, AreaState.CLEANED),
        (Step.REOPEN, AreaState.REOPENED),
    ]


def test_every_step_moves_the_live_picture_of_the_map_and_of_the_date(desk, organizer, date):
    area = an_area(desk, organizer).area

    receipt = say(desk, organizer, area, Step.SCHEDULE, date="dec-5")

    assert looks.seq(desk, "ks") == looks.seq(desk, "dec-5") == receipt.seq


def test_an_area_is_on_one_active_date(desk, organizer, date):
    a_date(desk, "dec-19")
    area = an_area(desk, organizer).area
    say(desk, organizer, area, Step.SCHEDULE, 1, date="dec-5")

    with pytest.raises(Refused, match="on_another_date"):
        say(desk, organizer, area, Step.SCHEDULE, 2, date="dec-19")

    assert stands(desk, area) == (AreaState.SCHEDULED, "dec-5")


def test_an_area_put_on_its_own_date_again_is_answered(desk, organizer, date):
    area = an_area(desk, organizer).area
    say(desk, organizer, area, Step.SCHEDULE, 1, date="dec-5")

    assert say(desk, organizer, area, Step.SCHEDULE, 2, date="dec-5").again


@pytest.mark.parametrize("off", [schedule.cancel, schedule.postpone])
def test_areas_of_a_date_that_is_off_go_back_to_reported(desk, organizer, date, off):
    area = an_area(desk, organizer).area
    say(desk, organizer, area, Step.SCHEDULE, date="dec-5")

    off(desk, "dec-5").result()

    assert stands(desk, area) == (AreaState.REPORTED, "")
    assert history(desk, area)[-1] == (Step.RELEASE, AreaState.REPORTED)


def test_areas_go_back_onto_a_date_that_takes_place_after_all(desk, organizer, date):
    a_date(desk, "dec-19")
    kept, taken = (an_area(desk, organizer, key=KEYS[n]).area for n in (11, 12))
    for n, area in enumerate((kept, taken)):
        say(desk, organizer, area, Step.SCHEDULE, n, date="dec-5")
    schedule.cancel(desk, "dec-5").result()
    say(desk, organizer, taken, Step.SCHEDULE, 3, date="dec-19")

    schedule.resume(desk, "dec-5").result()

    assert stands(desk, kept) == (AreaState.SCHEDULED, "dec-5")
    assert stands(desk, taken) == (AreaState.SCHEDULED, "dec-19")


def test_areas_go_back_onto_a_date_whose_cancelling_is_undone(desk, organizer, date):
    area = an_area(desk, organizer).area
    say(desk, organizer, area, Step.SCHEDULE, date="dec-5")
    schedule.cancel(desk, "dec-5").result()

    corrections.undo(desk, schedule.newest(desk, "dec-5"), by="desk", event="dec-5").result()

    assert stands(desk, area) == (AreaState.SCHEDULED, "dec-5")


def test_an_area_left_over_from_a_past_date_can_go_on_another(desk, organizer, date):
    now = [NOON]
    later = a_desk_at(desk, now)
    a_date(desk, "dec-19", starts_at=datetime(2026, 12, 19, 12))
    area = an_area(desk, organizer).area
    say(desk, organizer, area, Step.SCHEDULE, 1, date="dec-5")

    now[0] = date.starts_at + timedelta(days=1)
    say(later, organizer, area, Step.SCHEDULE, 2, date="dec-19")

    assert stands(desk, area) == (AreaState.SCHEDULED, "dec-19")


@pytest.mark.parametrize("other", ["elsewhere", "over"])
def test_no_area_goes_on_a_date_of_another_campaign_or_one_that_is_over(desk, organizer, other):
    a_rally(desk, "elsewhere")
    a_date(desk, "over", starts_at=datetime(2026, 11, 1, 12))
    area = an_area(desk, organizer).area

    with pytest.raises(Refused):
        say(desk, organizer, area, Step.SCHEDULE, date=other)


def test_a_cleaning_told_late_does_not_undo_what_was_seen_since(desk, steward, organizer):
    area = an_area(desk, organizer, age=timedelta(hours=3)).area
    say(desk, steward, area, Step.CLEAN, 1, age=timedelta(hours=2))
    say(desk, Doer("ks"), area, Step.REOPEN, 2)

    with pytest.raises(Refused, match="overtaken"):
        say(desk, organizer, area, Step.CLEAN, 3, age=timedelta(hours=1))

    assert stands(desk, area)[0] is AreaState.REOPENED


def test_a_step_is_taken_back_by_a_new_one(desk, steward):
    area = an_area(desk, steward).area
    cleaned = say(desk, steward, area, Step.CLEAN)

    areas.undo(desk, steward, area, cleaned.seq, KEYS[1]).result()

    assert stands(desk, area)[0] is AreaState.CONFIRMED
    assert history(desk, area)[-1] == (Step.UNDO, AreaState.CONFIRMED)


def test_only_the_newest_step_is_taken_back_and_never_the_first(desk, steward):
    drawn = an_area(desk, steward)
    cleaned = say(desk, steward, drawn.area, Step.CLEAN, 1)
    reopened = say(desk, steward, drawn.area, Step.REOPEN, 2)

    with pytest.raises(Refused, match="overtaken"):
        areas.undo(desk, steward, drawn.area, cleaned.seq, KEYS[3]).result()
    for n, seq in ((4, reopened.seq), (5, cleaned.seq)):
        areas.undo(desk, steward, drawn.area, seq, KEYS[n]).result()
    with pytest.raises(Refused, match="first_step"):
        areas.undo(desk, steward, drawn.area, drawn.seq, KEYS[6]).result()


@pytest.mark.parametrize("step", [Step.CONFIRM, Step.SCHEDULE, Step.CLEAN, Step.RELEASE])
def test_somebody_passing_by_only_reports_and_reopens(desk, steward, date, step):
    area = an_area(desk, steward).area

    with pytest.raises(NotAllowed):
        say(desk, Doer("ks"), area, step, date="dec-5")


def test_a_steward_puts_nothing_on_a_date(desk, steward, date):
    area = an_area(desk, steward).area

    with pytest.raises(NotAllowed):
        say(desk, steward, area, Step.SCHEDULE, date="dec-5")


def test_nobody_passing_by_reaches_an_area_that_waits(desk, rally):
    area = an_area(desk).area

    with pytest.raises(NotFound):
        say(desk, Doer("ks"), area, Step.REOPEN)


def test_a_lead_of_a_date_reaches_the_areas_that_are_on_it_and_no_others(desk, organizer, date):
    a_lead(desk, "salina@example.social", event="dec-5")
    helper = Doer("ks", a_steward(desk, "salina", "dec-5").who)
    here, there = (an_area(desk, organizer, key=KEYS[n]).area for n in (1, 2))
    say(desk, organizer, here, Step.SCHEDULE, 3, date="dec-5")

    say(desk, helper, here, Step.CLEAN, 4)

    with pytest.raises(NotFound):
        say(desk, helper, there, Step.CLEAN, 5)


def test_a_lead_of_another_campaign_reaches_nothing(desk, organizer):
    a_rally(desk, "elsewhere")
    a_lead(desk, "salina@example.social", event="elsewhere")
    stranger = Doer("ks", a_steward(desk, "salina", "elsewhere").who)
    area = an_area(desk, organizer).area

    with pytest.raises(NotFound):
        say(desk, stranger, area, Step.CLEAN)


def test_a_link_taken_back_moves_nothing(desk, steward):
    area = an_area(desk, steward).area
    links.revoke(desk, int(steward.by.removeprefix("grant:")))

    with pytest.raises(NotFound):
        say(desk, steward, area, Step.CLEAN)


def test_a_reporter_is_the_person_known_by_that_contact(desk, rally):
    amina = commit(desk, contact="amina@example.org").person

    area = an_area(desk, contact="amina@example.org", consent="map/1").area

    assert reporter_of(desk, area) == amina


def test_who_is_erased_is_no_longer_told_of_their_area(desk, rally):
    area = an_area(desk, contact="amina@example.org", consent="map/1").area

    keeping.erase(desk, "amina@example.org").result()

    assert reporter_of(desk, area) is None


def test_a_contact_is_kept_with_consent_only(desk, rally):
    with pytest.raises(Refused, match="consent"):
        an_area(desk, contact="amina@example.org")


ACTS = st.lists(
    st.tuples(
        st.sampled_from(["steward", "organizer", "passing"]),
        st.sampled_from([*(step for step in Step), "cancel", "resume", "repeat"]),
        st.sampled_from(["dec-5", "dec-19"]),
        st.integers(0, 240),
    ),
    max_size=14,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ACTS)
def test_no_order_of_acts_ends_in_a_state_without_its_reason_in_the_history(acts):
    with a_town() as (desk, doers, area):
        seqs = [0]
        for n, (who, act, date, minutes) in enumerate(acts):
            _do(desk, doers[who], area, act, date, minutes, n, seqs)

        assert keeping.check(desk) == []
        for off in ("dec-5", "dec-19"):
            if rallies.event(desk, off).state != "on":
                assert stands(desk, area)[1] != off


def test_an_area_that_is_not_where_its_history_leads_is_found(desk, steward):
    area = an_area(desk, steward).area
    desk.store.write(
        lambda tx: tx.run("UPDATE area SET state = 'cleaned' WHERE id = ?", (area,))
    ).result()

    assert [(found.what, found.which) for found in keeping.check(desk)] == [("area", str(area))]


def _do(desk, doer, area, act, date, minutes, n, seqs):
    try:
        if act in ("cancel", "resume"):
            getattr(schedule, act)(desk, date).result()
            return
        if act is Step.UNDO:
            seqs.append(areas.undo(desk, doer, area, seqs[-1], KEYS[n]).result().seq)
            return
        if act is Step.CHANGE:
            told = Changed(KEYS[n], area, title=f"Corner {n}", wanted=n)
            seqs.append(area_changes.change(desk, doer, told).result().seq)
            return
        key = 0 if act == "repeat" else n
        step = Step.CLEAN if act == "repeat" else act
        age = timedelta(minutes=minutes)
        seqs.append(say(desk, doer, area, step, key, date=date, age=age).seq)
    except (Refused, NotAllowed, NotFound):
        pass


@contextmanager
def a_town():
    """Return (desk, doers, area) of a campaign with two dates."""
    with TemporaryDirectory() as folder:
        desk = a_desk(Path(folder))
        a_rally(desk)
        a_lead(desk)
        for slug in ("dec-5", "dec-19"):
            a_date(desk, slug)
        doers = {
            "steward": a_steward(desk),
            "organizer": an_organizer(desk),
            "passing": Doer("ks"),
        }
        yield desk, doers, an_area(desk, doers["organizer"]).area
        desk.store.close()


def a_desk_at(desk, now):
    """Return the same desk, whose clock says `now[0]`."""
    return replace(desk, clock=lambda: now[0])


def review_of(desk, area):
    with desk.store.reading() as look:
        return rows.one(look, rallies.found(look, "ks").id, area).review


def reporter_of(desk, area):
    with desk.store.reading() as look:
        return look.row("SELECT reporter FROM area WHERE id = ?", (area,))[0]
