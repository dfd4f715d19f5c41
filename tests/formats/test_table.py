"""CSV that a spreadsheet shows and never runs."""

import csv
import io

import pytest

from turnout.formats.table import csv_table


@pytest.mark.parametrize(
    "name",
    [
        '=HYPERLINK("http://example.org","x")',
        "+1234",
        "-2+3",
        "@SUM(A1)",
        "\t=1+1",
        "\r=1+1",
        "\n=1+1",
        "  =1+1",
        "＝1+1",
        "＋1234",
        "－2+3",
        "＠SUM(A1)",
    ],
)
def test_a_cell_that_would_run_gets_an_apostrophe(name):
    assert cells(csv_table(["name"], [{"name": name}])) == [["name"], [f"'{name}"]]


@pytest.mark.parametrize("name", ["Amina", "O'Neill", "a=b", "Ana-María", "名前", ""])
def test_an_ordinary_cell_is_left_alone(name):
    assert cells(csv_table(["name"], [{"name": name}]))[1] == [name]


def test_numbers_stay_numbers_even_below_zero():
    assert csv_table(["party", "change"], [{"party": 3, "change": -2}]) == (
        "party,change\r\n3,-2\r\n"
    )


def test_commas_quotes_and_line_ends_come_back_as_they_were():
    note = 'She said "we, too"\nand came'

    assert cells(csv_table(["note"], [{"note": note}])) == [["note"], [note]]


def test_a_missing_value_is_an_empty_cell_and_others_are_not_written():
    rows = [{"lead": None, "seq": 1, "contact": "a@example.org"}]

    assert cells(csv_table(["seq", "lead", "note"], rows))[1] == ["1", "", ""]


def test_a_list_is_one_cell():
    assert cells(csv_table(["needs"], [{"needs": ["ride", "childcare"]}]))[1] == ["ride, childcare"]


def cells(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))
