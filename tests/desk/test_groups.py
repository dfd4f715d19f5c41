"""What many say in one moment is stored in one transaction, and adds up as if said in turn."""

from functools import partial

import pytest

from tests.builders import a_desk, a_lead, a_rally, a_submission, commit, in_one_group
from turnout.desk import carrying, corrections, keeping, leads, looks, rallies, reviews, signups
from turnout.errors import Refused
from turnout.model import Door, ReviewState

HANDLE = "wichita_teachers"


def a_day(desk):
    """Make a day of action with a rally as its site."""
    a_rally(desk, "day")
    a_rally(desk, "ks", parent="day")
    a_lead(desk)
    a_lead(desk, "salina@m.social", name="Salina", goal=60)
    return desk


@pytest.fixture
def day(desk):
    return a_day(desk)


@pytest.fixture
def another_day(tmp_path):
    opened = a_day(a_desk(tmp_path / "another"))
    yield opened
    opened.store.close()


def shown(desk):
    def of(slug):
        picture = looks.progress(desk, slug)
        leads_ = [(lead.handle, lead.goal, lead.count) for lead in picture.leads]
        return picture.seq, picture.count, leads_, looks.pace(desk, slug), looks.doors(desk, slug)

    return of("ks"), of("day")


def says(desk, key, **fields):
    return partial(signups.commit, desk, a_submission(key, **fields))


def everything(desk):
    """Return one write of each kind that moves a total."""
    first = commit(desk, "first", party="3", contact="a@example.org", lead=HANDLE)
    commit(desk, "other", party="2", handle="amy@m.social", lead="salina")
    held = commit(desk, "held", door=Door.FORM, scope="", party="9")
    return [
        says(desk, "1", party="4", lead=HANDLE),
        says(desk, "2", party="2", status="maybe", lead="salina"),
        partial(leads.declare, desk, "ks", HANDLE, total=30),
        says(desk, "3", party="5", contact="a@example.org", lead="salina"),  # with another lead
        says(desk, "4", party="1", contact="a@example.org", handle="amy@m.social"),  # both are one
        partial(leads.declare, desk, "ks", HANDLE, more=2),
        partial(leads.set_goal, desk, "ks", "salina", 75),
        partial(reviews.decide, desk, held.seq, ReviewState.SHOWN),
        says(desk, "5", status="cancelled", contact="a@example.org"),
        partial(corrections.undo, desk, first.seq, by="desk", event="ks"),
        partial(leads.add, desk, "ks", "Topeka", "topeka@m.social", 40),
        says(desk, "6", party="2", lead="topeka"),  # a lead of the same moment
        partial(keeping.erase, desk, "amy@m.social"),
        says(desk, "7", party="2", event="day"),
    ]


def test_a_group_with_every_kind_of_record_adds_up_to_the_ledger(day):
    done = in_one_group(day.store, *everything(day))

    assert [each.exception() for each in done] == [None] * len(done)
    assert keeping.check(day) == []


def test_a_group_shows_what_the_same_shows_that_was_said_in_turn(day, another_day):
    in_one_group(day.store, *everything(day))
    for write in everything(another_day):
        write().result()

    assert shown(day) == shown(another_day)


def test_who_is_refused_in_a_group_changes_nothing_of_what_it_shows(day, another_day):
    in_one_group(day.store, *everything(day))
    done = in_one_group(
        another_day.store,
        says(another_day, "x", party="7", lead="nobody"),
        *everything(another_day),
        says(another_day, "y", party="7", lead="nobody"),
    )

    assert [type(each.exception()) for each in (done[0], done[-1])] == [Refused, Refused]
    assert shown(day) == shown(another_day)
    assert keeping.check(another_day) == []


def test_each_of_a_group_is_told_how_many_come_with_it(day):
    done = in_one_group(day.store, *(says(day, str(key), party="2") for key in range(5)))

    assert [each.result().coming for each in done] == [2, 4, 6, 8, 10]
    assert [each.result().seq for each in done] == list(range(5, 10))


def test_the_same_key_twice_in_a_group_counts_once(day):
    first, again = in_one_group(day.store, says(day, "1", party="2"), says(day, "1", party="2"))

    assert (first.result().seq, again.result().again) == (again.result().seq, True)
    assert looks.progress(day, "ks").count.coming == 2


def test_an_event_that_closes_in_the_same_moment_takes_no_more(day):
    before, closed, after = in_one_group(
        day.store,
        says(day, "1"),
        partial(rallies.close, day, "ks"),
        says(day, "2"),
    )

    assert (before.exception(), closed.exception()) == (None, None)
    assert isinstance(after.exception(), Refused)


def test_an_import_that_is_run_again_knows_nothing_of_its_first_run(day, another_day):
    a_lead(day, "topeka@m.social", name="Topeka", recruited_by=HANDLE)
    values = carrying.export(day, "ks") | {"leads": carrying.export(day, "ks")["leads"][::-1]}
    values["event"] = {**values["event"], "slug": "again"}

    imported, _ = in_one_group(
        another_day.store,
        partial(carrying.import_, another_day, values),
        says(another_day, "x", lead="nobody"),
    )

    assert imported.exception() is None
    # Whoever recruited them comes later in this list: by the number of this run, not of the first.
    recruiters = [lead.recruited_by for lead in leads.leads(another_day, "again")]
    assert recruiters == [None, "wichita_teachers", None]
