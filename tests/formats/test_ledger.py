"""An exported event as tables: which columns, and what stands in a cell."""

import csv
import io

from turnout.formats.ledger import TABLES, ledger_csv


def rows(exported, table):
    return list(csv.DictReader(io.StringIO(ledger_csv(exported, table), newline="")))


def test_a_person_is_one_row_with_contacts_and_handles_as_one_cell_each():
    person = {
        "id": 7,
        "name": "Ana",
        "lang": "es",
        "contacts": [["email", "ana@example.org"], ["phone", "+17855550101"]],
        "handles": [["ana", "mastodon.social"], ["ana_ruiz", ""]],
        "needs": ["ride", "childcare"],
    }

    (row,) = rows({"people": [person]}, "people")

    assert row == {
        "id": "7",
        "name": "Ana",
        "lang": "es",
        "contacts": "ana@example.org, +17855550101",
        "handles": "ana@mastodon.social, ana_ruiz",
        "needs": "ride, childcare",
    }


def test_a_record_has_what_became_of_it_and_nothing_that_was_not_asked_for():
    record = {"seq": 3, "kind": "commitment", "party": 2, "note": "=1+1", "fingerprint": "x"}

    (row,) = rows({"records": [record]}, "records")

    assert (row["seq"], row["kind"], row["party"], row["note"]) == ("3", "commitment", "2", "'=1+1")
    assert "fingerprint" not in row


def test_an_event_is_three_tables_and_an_empty_one_has_its_headings():
    assert TABLES == ("records", "people", "leads")
    assert ledger_csv({"leads": []}, "leads") == "id,name,user,host,person,recruited_by\r\n"
