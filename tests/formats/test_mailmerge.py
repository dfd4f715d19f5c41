import csv
import io

from turnout.formats.mailmerge import mail_merge
from turnout.model.thanks import Draft


def a_draft(**fields):
    given = {
        "occasion": "date:1", "person": 1, "kind": "thanks", "date": "ks", "lead": "", "handle": "",
        "name": "Amina", "contact": "amina@example.org", "lang": "en", "subject": "Thank you",
        "text": "Thank you, Amina.\nIt is clean.",
    }  # fmt: skip
    return Draft(**{**given, **fields})


def rows(*drafts):
    return list(csv.DictReader(io.StringIO(mail_merge(drafts))))


def test_each_draft_is_a_row_with_its_whole_text():
    assert rows(a_draft(lang="es")) == [
        {
            "name": "Amina",
            "contact": "amina@example.org",
            "language": "es",
            "subject": "Thank you",
            "text": "Thank you, Amina.\nIt is clean.",
        }
    ]


def test_who_cannot_be_reached_is_in_no_row():
    assert rows(a_draft(contact=""), a_draft(name="Ben"))[0]["name"] == "Ben"
    assert len(rows(a_draft(contact=""))) == 0


def test_no_cell_is_run_as_a_formula():
    hostile = "=HYPERLINK(A1)"
    (row,) = rows(a_draft(name=hostile, contact="+17855550101", subject=hostile, text=hostile))

    assert all(row[name].startswith("'") for name in ("name", "contact", "subject", "text"))
