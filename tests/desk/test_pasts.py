"""Past events typed in, and what is assumed: kept, refused, taken back, carried along."""

import json
from datetime import date

import pytest

from tests.builders import a_desk, a_rally
from turnout.desk import carrying, corrections, keeping, links, pasts, rallies
from turnout.errors import NotFound, Refused
from turnout.model import Role

SPRING = {"title": "March on the capitol", "day": date(2026, 4, 11)}
ROWS = [
    {"lead": "@wichita_teachers@mastodon.social", "committed": "80", "came": "52"},
    {"lead": "", "committed": 30, "came": 41},
]


@pytest.fixture
def spring(desk, rally):
    return pasts.add_past(desk, "ks", **SPRING, rows=ROWS, source="the sign-in sheet").result()


def test_a_past_event_is_kept_as_it_was_typed_in(desk, spring):
    (kept,) = pasts.past_events(desk)

    assert kept == spring
    assert (kept.title, kept.day, kept.committed, kept.came) == (*SPRING.values(), 110, 93)
    assert kept.lines[0].lead == ""


def test_past_events_are_told_newest_first(desk, spring):
    pasts.add_past(desk, "ks", "Fall", date(2025, 10, 4), ROWS).result()

    assert [each.day.year for each in pasts.past_events(desk)] == [2026, 2025]


@pytest.mark.parametrize(
    "row, why",
    [
        ({"committed": "-4", "came": "2"}, ("committed", "not_whole")),
        ({"committed": "4", "came": "some"}, ("came", "not_whole")),
        ({"committed": "", "came": "12"}, ("committed", "missing")),
        ({"committed": "12", "came": None}, ("came", "missing")),
        ({"committed": "1e3", "came": "2"}, ("committed", "not_whole")),
        ({"committed": "²", "came": "2"}, ("committed", "not_whole")),
        ({"committed": "3.5", "came": "2"}, ("committed", "not_whole")),
        ({"committed": "9999999", "came": "2"}, ("committed", "too_many")),
        ({"lead": "two words", "committed": "3", "came": "2"}, ("lead", "not_in_row")),
    ],
)
def test_a_row_that_cannot_be_is_refused_with_its_number(row, why, desk, rally):
    with pytest.raises(Refused) as refused:
        pasts.add_past(desk, "ks", **SPRING, rows=[ROWS[0], row])

    assert (refused.value.field, refused.value.code) == why
    assert refused.value.values["row"] == 2
    assert pasts.past_events(desk) == []


def test_every_row_to_mend_is_named_at_once(desk, rally):
    with pytest.raises(Refused) as refused:
        pasts.add_past(desk, "ks", **SPRING, rows=[{"committed": "x", "came": ""}] * 2)

    assert len(refused.value.reasons) == 4


@pytest.mark.parametrize(
    "given, field",
    [
        ({"title": " "}, "title"),
        ({"title": "a" * 301}, "title"),
        ({"title": "March\x00"}, "title"),
        ({"day": date(2026, 11, 23)}, "day"),
        ({"rows": []}, "table"),
        ({"rows": [{"lead": "", "committed": "", "came": " "}]}, "table"),
        ({"rows": [ROWS[0], ROWS[0]]}, "table"),
    ],
)
def test_what_was_no_past_event_is_refused(given, field, desk, rally):
    with pytest.raises(Refused) as refused:
        pasts.add_past(desk, "ks", **{**SPRING, "rows": ROWS, **given})

    assert refused.value.field == field


def test_a_past_event_is_taken_back_and_brought_back(desk, spring):
    undone = corrections.undo(desk, spring.id, by="desk", event="ks").result()
    assert pasts.past_events(desk) == []

    corrections.undo(desk, undone.seq, by="desk", event="ks").result()
    assert pasts.past_events(desk) == [spring]


@pytest.mark.parametrize("language", ["Lead,Committed,Came", "líder;comprometidas;vinieron"])
def test_a_spreadsheet_is_read_by_its_headings(language):
    mark = ";" if ";" in language else ","
    rows = pasts.read_table(f"{language}\nana{mark}12{mark}7\n".encode())

    assert rows == [{"lead": "ana", "committed": "12", "came": "7"}]


def test_a_spreadsheet_without_both_numbers_is_refused():
    with pytest.raises(Refused) as refused:
        pasts.read_table(b"lead,came\nana,7\n")

    assert (refused.value.field, refused.value.code) == ("table", "no_columns")


def test_what_is_assumed_is_kept_and_given_back(desk, rally):
    pasts.set_assumption(desk, "ks", "yes", 0.5).result()
    (yes,) = (each for each in pasts.assumptions(desk, "ks") if each.name == "yes")
    assert (yes.value, yes.default) == (0.5, 0.6)

    pasts.set_assumption(desk, "ks", "yes", None).result()
    assert all(each.value == each.default for each in pasts.assumptions(desk, "ks"))


def test_an_assumption_taken_back_gives_way_to_the_one_before(desk, rally):
    for value in (0.5, 0.4):
        pasts.set_assumption(desk, "ks", "yes", value).result()
    first, second = (
        each.seq for each in reversed(corrections.story(desk, "ks", kinds=["assumption"]))
    )

    with pytest.raises(Refused) as refused:
        corrections.undo(desk, first, by="desk", event="ks").result()
    corrections.undo(desk, second, by="desk", event="ks").result()

    assert refused.value.code == "overtaken"
    assert pasts.as_assumptions(pasts.assumptions(desk, "ks")).yes == 0.5


def test_a_site_assumes_what_its_campaign_does_unless_it_says_otherwise(desk, rally):
    a_rally(desk, "site", parent="ks")
    pasts.set_assumption(desk, "ks", "yes", 0.5).result()
    pasts.set_assumption(desk, "ks", "maybe", 0.1).result()
    pasts.set_assumption(desk, "site", "maybe", 0.2).result()

    there = pasts.as_assumptions(pasts.assumptions(desk, "site"))
    assert (there.yes, there.maybe) == (0.5, 0.2)
    assert pasts.as_assumptions(pasts.assumptions(desk, "ks")).maybe == 0.1


@pytest.mark.parametrize(
    "name, value", [("yes", 0), ("yes", 1), ("yes", -0.2), ("yes", float("nan")), ("spread", 9),
                    ("luck", 0.5)],
)  # fmt: skip
def test_what_cannot_be_assumed_is_refused(name, value, desk, rally):
    with pytest.raises(Refused) as refused:
        pasts.set_assumption(desk, "ks", name, value)

    assert refused.value.field == "assumption"


@pytest.mark.parametrize("role", [Role.LEAD, Role.FUNDER, Role.API])
def test_only_an_organizer_says_what_was_or_is_assumed(role, desk, rally):
    links.mint(desk, role, "ks")
    (issued,) = links.issued(desk)
    by = f"grant:{issued.grant.id}"

    with pytest.raises(NotFound):
        pasts.add_past(desk, "ks", **SPRING, rows=ROWS, by=by).result()
    with pytest.raises(NotFound):
        pasts.set_assumption(desk, "ks", "yes", 0.5, by=by).result()


def test_past_events_and_assumptions_move_with_the_event(desk, spring, tmp_path):
    pasts.set_assumption(desk, "ks", "yes", 0.5).result()
    gone = pasts.add_past(desk, "ks", "Fall", date(2025, 10, 4), ROWS).result()
    corrections.undo(desk, gone.id, by="desk", event="ks").result()
    other = a_desk(tmp_path / "other")
    carrying.import_(other, json.loads(json.dumps(carrying.export(desk, "ks")))).result()

    (there,) = pasts.past_events(other)
    assert (there.title, there.lines) == (spring.title, spring.lines)
    assert pasts.as_assumptions(pasts.assumptions(other, "ks")).yes == 0.5
    assert keeping.check(other) == []
    other.store.close()


def test_who_may_see_the_forecast_is_kept_and_off_at_first(desk, rally):
    assert not rallies.event(desk, "ks").forecast_public

    rallies.change(desk, "ks", forecast_public=True).result()
    assert rallies.event(desk, "ks").forecast_public
