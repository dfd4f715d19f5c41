"""How it went as a file: nothing in it is run, and what is unknown is empty and not nought."""

import csv
import io
from dataclasses import replace

from tests.builders import NOON
from turnout.formats.scores import as_csv
from turnout.model import Event, Lead
from turnout.model.scores import LeadScore, Listed, Score, Went

EVENT = Event(1, "ks", "Rally", NOON, None, "UTC", "")
SCORE = Score(promised=40, confirmed=9, checked=28, walk_ins=4, first_timers=2, goal=50, before=25)


def went(name="Nurses", listed=Listed.FULL):
    lead = LeadScore(Lead(1, "ks", name, "nurses", 50), SCORE)
    return Went(EVENT, listed, SCORE, Score(), (lead,))


def rows(told):
    return list(csv.DictReader(io.StringIO(as_csv(told))))


def test_a_row_has_what_a_lead_promised_and_brought():
    first, own, whole = rows(went())

    assert (first["lead"], first["promised"], first["came"], first["kept"]) == (
        "Nurses", "40", "32", "0.8",
    )  # fmt: skip
    assert (own["promised"], whole["came"]) == ("0", "32")


def test_no_cell_is_run_as_a_formula():
    (first, *_) = rows(went(name="=HYPERLINK(1)"))

    assert first["lead"] == "'=HYPERLINK(1)"


def test_where_nobody_was_counted_who_came_is_empty():
    told = replace(went(listed=Listed.NONE), total=replace(SCORE, checked=0, walk_ins=0))
    (first, *_) = rows(told)

    assert (first["came"], first["first_timers"], first["kept"]) == ("", "", "")


def test_a_list_that_missed_a_crowd_judges_nobody():
    (first, *_) = rows(went(listed=Listed.PARTLY))

    assert (first["came"], first["kept"]) == ("32", "")
