import io
import os
import socket
import sys
import zipfile

import pytest

from turnout.errors import Refused
from turnout.sources import spreadsheet, workbook

_OF = "http://schemas.openxmlformats.org"
_KIND = f"{_OF}/officeDocument/2006/relationships"


def a_workbook(rows, **more):
    """Return an .xlsx whose one sheet has `rows`, as XML; `more` parts by their names."""
    main = f'xmlns="{_OF}/spreadsheetml/2006/main"'
    relations = f'<Relationships xmlns="{_OF}/package/2006/relationships"><Relationship Id="r1"'
    parts = {
        "_rels/.rels": f'{relations} Type="{_KIND}/officeDocument" Target="xl/workbook.xml"/>'
        "</Relationships>",
        "xl/workbook.xml": f'<workbook {main} xmlns:r="{_KIND}"><sheets>'
        '<sheet name="A" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'{relations} Type="{_KIND}/worksheet" '
        'Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f"<worksheet {main}><sheetData>{rows}</sheetData></worksheet>",
    }
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in {**parts, **more}.items():
            packed.writestr(name, text)
    return body.getvalue()


def a_row(number, **cells):
    inside = "".join(
        f'<c r="{column}{number}" t="str"><v>{value}</v></c>' for column, value in cells.items()
    )
    return f'<row r="{number}">{inside}</row>'


def test_a_cell_far_down_is_read_with_its_line():
    body = a_workbook(a_row(1, A="Name") + a_row(3, A="Ana") + a_row(90_000, A="Ben"))

    assert spreadsheet.read(body).lines == (3, 90_000)


def test_one_cell_far_out_does_not_end_the_server():
    body = a_workbook(a_row(1, A="Name") + a_row(1_048_576, XFD="x"))  # 500 GB, as a table

    assert len(body) < 2_000
    with pytest.raises(Refused, match="not_table"):
        spreadsheet.read(body)


def test_more_letters_than_any_honest_list_has_are_refused():
    cells = dict.fromkeys("ABCD", "x" * 11_000)
    body = a_workbook("".join(a_row(number, **cells) for number in range(1, 1_500)))

    assert len(body) < 1_000_000
    with pytest.raises(Refused, match="not_table"):
        spreadsheet.read(body)


def test_what_only_begins_like_a_workbook_is_refused():
    with pytest.raises(Refused, match="not_table"):
        spreadsheet.read(b"PK\x03\x04 and nothing behind it")


def test_what_reads_a_workbook_holds_no_socket_of_the_server(tmp_path, monkeypatch):
    telling = tmp_path / "python"
    telling.write_text(
        "#!/bin/sh\nprintf '[[\"%s\"]]' \"$(readlink /proc/$$/fd/* | tr '\\n' ' ')\"\n"
    )
    telling.chmod(0o700)
    monkeypatch.setattr(sys, "executable", str(telling))
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.set_inheritable(True)
        ours = f"socket:[{os.fstat(listening.fileno()).st_ino}]"
        ((held,),) = workbook.cells(b"", 1, 1)

    assert "pipe:" in held
    assert ours not in held
