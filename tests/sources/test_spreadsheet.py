import io
import zipfile

import pytest

from turnout.errors import Refused
from turnout.sources import spreadsheet
from turnout.sources.spreadsheet import read


def rows(text, encoding="utf-8"):
    return read(text.encode(encoding)).rows


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_names_are_read_in_whatever_encoding_they_were_saved(encoding):
    assert rows("Name,Party\nJosé Núñez,2\n", encoding) == (("José Núñez", "2"),)


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_cells_are_parted_by_whatever_the_spreadsheet_used(separator):
    text = "Name,Party,Note\nAna,2,\nBen,3,\n".replace(",", separator)

    assert rows(text) == (("Ana", "2", ""), ("Ben", "3", ""))


def test_a_comma_in_a_semicolon_list_parts_nothing():
    assert rows("Name;Note\nAna;one, two, three\nBen;x, y, z\n")[0] == ("Ana", "one, two, three")


def test_a_quoted_cell_keeps_its_line_break_and_rows_their_numbers():
    sheet = read(b'Name,Note\r\nAna,"first\r\nsecond"\r\n\r\nBen,"say ""hi"""\r\n')

    assert sheet.rows == (("Ana", "first\r\nsecond"), ("Ben", 'say "hi"'))
    assert sheet.lines == (2, 4)


def test_titles_above_the_headings_are_no_rows():
    sheet = read(b"Sign-ups for Saturday,,\n,,\nName,Party,E-mail\nAna,2,a@example.org\n")

    assert sheet.columns == ("Name", "Party", "E-mail")
    assert sheet.rows == (("Ana", "2", "a@example.org"),)


def test_a_list_without_headings_has_letters_for_them():
    sheet = read(b"Ana,2,a@example.org\nBen,3,b@example.org\n")

    assert sheet.columns == ("A", "B", "C")
    assert len(sheet.rows) == 2


@pytest.mark.parametrize("cell", ["=1+1", "+13165550100", "-2", "@ana"])
def test_what_would_run_as_a_formula_is_text(cell):
    assert rows(f"Name,Cell\nAna,{cell}\nBen,'{cell}\n") == (("Ana", cell), ("Ben", cell))


def test_a_workbook_is_read_with_whole_numbers_and_dates():
    sheet = read(a_workbook([["Name", "Party"], ["Ana", 3], ["Ben", 1]]))

    assert sheet.columns == ("Name", "Party")
    assert sheet.rows == (("Ana", "3"), ("Ben", "1"))


@pytest.mark.parametrize(
    "body, code",
    [
        (b"", "empty"),
        (b"\n\n,,\n", "empty"),
        (b"PK\x03\x04 no workbook", "not_table"),
        (b"\x89PNG\r\n\x1a\n\0\0\0", "not_table"),
    ],
)
def test_what_is_no_list_is_refused(body, code):
    with pytest.raises(Refused) as refused:
        read(body)

    assert (refused.value.field, refused.value.code) == ("file", code)


def test_a_list_of_too_many_rows_is_refused(monkeypatch):
    monkeypatch.setattr(spreadsheet, "MOST_ROWS", 2)

    with pytest.raises(Refused, match="too_many_rows"):
        rows("Name,Party\nA,1\nB,1\nC,1\n")


def a_workbook(table):
    """Return the smallest .xlsx that holds `table`."""
    cells = "".join(f"<row>{''.join(map(a_cell, row))}</row>" for row in table)
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    packages = "http://schemas.openxmlformats.org/package/2006"
    kinds = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    parts = {
        "[Content_Types].xml": (
            f'<Types xmlns="{packages}/content-types"><Default Extension="rels" ContentType='
            '"application/vnd.openxmlformats-package.relationships+xml"/><Override '
            f'PartName="/xl/workbook.xml" ContentType="{kinds}.sheet.main+xml"/><Override '
            f'PartName="/xl/worksheets/sheet1.xml" ContentType="{kinds}.worksheet+xml"/></Types>'
        ),
        "_rels/.rels": (
            f'<Relationships xmlns="{packages}/relationships"><Relationship Id="r1" '
            f'Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
        ),
        "xl/workbook.xml": (
            f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets><sheet name="S" sheetId="1" '
            'r:id="r1"/></sheets></workbook>'
        ),
        "xl/_rels/workbook.xml.rels": (
            f'<Relationships xmlns="{packages}/relationships"><Relationship Id="r1" '
            f'Type="{office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
        ),
        "xl/worksheets/sheet1.xml": (
            f'<worksheet xmlns="{main}"><sheetData>{cells}</sheetData></worksheet>'
        ),
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as book:
        for name, part in parts.items():
            book.writestr(name, f'<?xml version="1.0" encoding="UTF-8"?>{part}')
    return made.getvalue()


def a_cell(value):
    if isinstance(value, int):
        return f"<c><v>{value}</v></c>"
    return f'<c t="inlineStr"><is><t>{value}</t></is></c>'


def test_a_file_of_too_many_bytes_is_not_looked_into(monkeypatch):
    monkeypatch.setattr(spreadsheet, "MOST_BYTES", 3_000_000)
    body = b"Name\n" + b"Ana\n" * 750_000

    with pytest.raises(Refused, match="too_large") as refused:
        read(body)
    assert refused.value.values == {"most": 3}


def test_as_many_rows_as_said_are_read(monkeypatch):
    monkeypatch.setattr(spreadsheet, "MOST_ROWS", 3)

    assert rows("Name\nAna\nBen\n") == (("Ana",), ("Ben",))


def test_a_list_that_breaks_off_in_the_middle_of_a_letter_is_no_table():
    with pytest.raises(Refused, match="not_table"):
        read("Name,Party\nAna,2".encode("utf-16")[:-1])


def test_a_list_of_one_column_has_its_heading():
    assert read(b"Name\nAna\nBen\n").columns == ("Name",)


@pytest.mark.parametrize("first", ["2026-11-22,Ana", "+17855550101,Ana", "ana@example.org,Ana"])
def test_a_row_with_a_value_in_it_is_no_heading(first):
    assert read(f"{first}\n{first}\n".encode()).columns == ("A", "B")


def test_columns_beyond_z_are_called_as_spreadsheets_do():
    columns = read(b",".join([b"1"] * 54) + b"\n").columns

    assert (columns[25], columns[26], columns[51], columns[52]) == ("Z", "AA", "AZ", "BA")


def test_what_parts_most_rows_alike_wins_over_what_parts_a_few():
    text = "Name;Note\nAna;a, b\nBen;c\nCleo;d, e, f\nDan;g\n"

    assert read(text.encode()).columns == ("Name", "Note")
