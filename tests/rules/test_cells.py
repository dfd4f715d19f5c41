import pytest

from turnout.rules.cells import (
    MOST_MOMENT,
    is_day_first,
    moment_of,
    needs_of,
    party_of,
    plain,
    status_of,
)


@pytest.mark.parametrize(
    "said, status",
    [
        ("", "yes"), ("REGISTERED", "yes"), ("accepted", "yes"), ("Sí", "yes"),
        ("Yes, I'll be there", "yes"), ("CONFIRMED", "confirmed"), ("tentative", "maybe"),
        ("needs action", "maybe"), ("Tal vez", "maybe"), ("CANCELLED", "cancelled"),
        ("declined", "cancelled"), ("No puedo", "cancelled"), ("Not sure yet", "maybe"),
    ],
)  # fmt: skip
def test_each_services_answer_has_a_status(said, status):
    assert status_of(said) == status


def test_an_answer_nobody_knows_stays_to_be_refused():
    assert status_of("purple") == "purple"


@pytest.mark.parametrize(
    "party, guests, heads",
    [
        ("3", "", "3"), ("3.0", "", "3"), ("3 people", "", "3"), ("", "2", "3"), ("", "", "1"),
        ("", "0", "1"), ("-3", "", "-3"), ("lots", "", "lots"), ("", "a few", "a few"),
        ("2-3", "", "2-3"),
    ],
)  # fmt: skip
def test_heads_are_read_from_a_number_or_from_guests(party, guests, heads):
    assert party_of(party, guests) == heads


@pytest.mark.parametrize(
    "text, moment",
    [
        ("2026-11-20T14:03:11Z", "2026-11-20T14:03:11+00:00"),
        ("2026-11-20 14:03:11 UTC", "2026-11-20T14:03:11+00:00"),
        ("2026-11-20 14:03", "2026-11-20T14:03:00-06:00"),
        ("11/20/2026 14:03:11", "2026-11-20T14:03:11-06:00"),
        ("11/20/2026 2:03 PM", "2026-11-20T14:03:00-06:00"),
        ("2026/11/20 2:03:11 p. m. GMT-6", "2026-11-20T14:03:11-06:00"),
        ("7/4/2026 12:05:00 AM", "2026-07-04T00:05:00-05:00"),
        ("20/11/2026", "2026-11-20T00:00:00-06:00"),
        ("yesterday", "yesterday"),
        ("13/13/2026", "13/13/2026"),
        ("", ""),
    ],
)
def test_times_are_read_as_forms_and_spreadsheets_write_them(text, moment):
    assert moment_of(text, "America/Chicago") == moment


def test_what_is_longer_than_any_date_is_not_looked_through():
    said = f"2026-11-20 14:03{' ' * MOST_MOMENT}UTC"

    assert moment_of(said, "America/Chicago") == said


def test_a_column_that_begins_with_the_day_says_so_once():
    assert is_day_first(["3/4/2026", "20/11/2026"])
    assert not is_day_first(["3/4/2026", "11/20/2026"])
    assert moment_of("3/4/2026", "UTC", day_first=True).startswith("2026-04-03")


def test_needs_are_read_in_either_language_and_strange_ones_stay():
    assert needs_of("Transporte; childcare") == ("ride", "childcare")
    assert needs_of("a pony") == ("a pony",)


def test_headings_are_compared_without_case_accents_or_signs():
    assert plain(" ¿Cuántas_Personas? ") == "cuantas personas"
