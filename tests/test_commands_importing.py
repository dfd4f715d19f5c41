"""import-people, as an operator types it."""

import json

import pytest
from click.testing import CliRunner

from tests.builders import a_desk, a_lead, a_rally, noon_in
from turnout.commands import turnout
from turnout.desk import looks

LIST = "Who,Mail,How many\nAna,ana@example.org,2\nBen,ben@example.org,lots\n"


@pytest.fixture
def file(tmp_path):
    desk = a_desk(tmp_path)
    a_rally(desk, starts_at=noon_in(13))
    a_lead(desk)
    desk.store.close()
    (tmp_path / "list.csv").write_text(LIST, "utf-8")
    return tmp_path / "list.csv"


@pytest.fixture
def coming(tmp_path):
    def looked():
        desk = a_desk(tmp_path)
        count = looks.progress(desk, "ks").count
        desk.store.close()
        return count.coming

    return looked


def run(*args):
    return CliRunner().invoke(turnout, ["import-people", "ks", *map(str, args)])


def test_a_dry_run_tells_and_stores_nothing(file, coming):
    done = run(file, "--dry-run")

    assert done.exit_code == 0
    assert done.stdout == "1 new\n1 to mend\n"
    assert "row 3: How many" in done.stderr
    assert "Nothing was stored" in done.stderr
    assert coming() == 0


def test_a_list_comes_in_once(file, coming):
    first = json.loads(run(file, "--json", "--column", "name=Who").stdout)
    second = json.loads(run(file, "--json", "--column", "name=Who").stdout)

    assert (first["rows"], first["counts"]["new"], first["counts"]["refused"]) == (2, 1, 1)
    assert second["counts"]["again"] == 1
    assert coming() == 2


def test_rows_to_mend_are_written_with_their_reason(file, tmp_path):
    run(file, "--refused", tmp_path / "mend.csv")

    head, row = (tmp_path / "mend.csv").read_text("utf-8").splitlines()
    assert head == "Who,Mail,How many,turnout"
    assert row.startswith("Ben,ben@example.org,lots,")


@pytest.mark.parametrize("pair", ["name=Nobody", "colour=Who"])
def test_a_column_that_is_not_there_is_refused(file, pair, coming):
    done = run(file, "--column", pair)

    assert done.exit_code == 2
    assert "There is no column called" in done.stderr
    assert coming() == 0


def test_a_picture_is_no_list(file):
    file.write_bytes(b"\x89PNG\r\n\x1a\n\0\0")

    done = run(file)

    assert done.exit_code == 2
    assert "Save it as CSV" in done.stderr
