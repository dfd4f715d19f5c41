"""The command line: checking, copying, carrying and erasing what is kept."""

import csv
import io
import json
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.builders import a_lead, a_rally, commit, noon_in
from turnout import house
from turnout.commands import running, turnout
from turnout.settings import Settings, settings


@pytest.fixture(autouse=True)
def kept() -> None:
    """Keep a rally with a lead, and two people of theirs."""
    here = house.open_house(settings())
    a_rally(here.desk, starts_at=noon_in(13))
    a_lead(here.desk)
    commit(here.desk, "1", name="=Amina", contact="amina@example.org", lead="wichita_teachers")
    commit(here.desk, "2", name="Bea", party="3", note="by bus")
    here.close()


def test_a_sound_store_is_equal():
    assert json.loads(run("check", "--json").stdout) == {"equal": True, "differences": []}


def test_a_difference_ends_with_status_1_and_says_what_differs():
    with sqlite3.connect(settings().database) as spoilt:
        spoilt.execute("UPDATE standing SET yes = yes + 5 WHERE lead <> 0")
    spoilt.close()

    checked = run("check")

    assert checked.exit_code == 1
    assert "standing" in checked.stdout
    assert "Amina" not in checked.output


def test_a_backup_is_restored_and_what_stood_there_is_kept(tmp_path):
    run("backup", str(tmp_path / "copy.db"))
    run("lead", "total", "ks", "wichita_teachers", "40")

    restored = json.loads(run("restore", str(tmp_path / "copy.db"), "--yes", "--json").stdout)

    assert coming() == 4
    assert coming(Path(restored["kept"])) == 43
    assert run("check").exit_code == 0


def test_a_store_is_not_replaced_without_a_yes(tmp_path):
    run("backup", str(tmp_path / "copy.db"))
    run("lead", "total", "ks", "wichita_teachers", "40")

    refused = run("restore", str(tmp_path / "copy.db"))

    assert refused.exit_code == 2
    assert "--yes" in refused.stderr
    assert coming() == 43


def test_a_store_is_not_replaced_under_a_running_server(tmp_path):
    run("backup", str(tmp_path / "copy.db"))
    server = house.open_house(settings())
    lock = server.desk.store.only_one("collector")
    try:
        refused = run("restore", str(tmp_path / "copy.db"), "--yes")
    finally:
        lock.release()
        server.close()

    assert refused.exit_code == 2
    assert "in use by a server" in refused.stderr


@pytest.mark.parametrize("content", [b"", b"no store at all, but long enough to be one " * 40])
def test_what_is_no_backup_changes_nothing(content, tmp_path):
    (tmp_path / "copy.db").write_bytes(content)
    there = sorted(file.name for file in tmp_path.iterdir() if "lock" not in file.name)

    refused = run("restore", str(tmp_path / "copy.db"), "--yes")

    assert refused.exit_code == 2
    assert "Nothing was changed" in refused.stderr
    assert coming() == 4
    assert sorted(file.name for file in tmp_path.iterdir() if "lock" not in file.name) == there


def test_a_backup_whose_totals_are_wrong_is_not_restored(tmp_path):
    run("backup", str(tmp_path / "copy.db"))
    with sqlite3.connect(tmp_path / "copy.db") as spoilt:
        spoilt.execute("UPDATE standing SET yes = 99")
    spoilt.close()

    assert run("restore", str(tmp_path / "copy.db"), "--yes").exit_code == 2
    assert coming() == 4


def test_a_restore_needs_no_yes_where_nothing_stands(tmp_path, monkeypatch):
    run("backup", str(tmp_path / "copy.db"))
    monkeypatch.setenv("TURNOUT_DATABASE", str(tmp_path / "elsewhere" / "turnout.db"))

    assert run("restore", str(tmp_path / "copy.db")).exit_code == 0
    assert coming() == 4


def test_a_backup_makes_the_folder_it_goes_into(tmp_path):
    told = run("backup", str(tmp_path / "backups" / "2026" / "copy.db"))

    assert told.exit_code == 0
    assert (tmp_path / "backups" / "2026" / "copy.db").exists()


def test_a_backup_never_overwrites(tmp_path):
    (tmp_path / "copy.db").write_text("mine")

    assert run("backup", str(tmp_path / "copy.db")).exit_code == 2
    assert (tmp_path / "copy.db").read_text() == "mine"


def test_a_folder_of_backups_keeps_the_newest_and_can_be_restored(tmp_path, monkeypatch):
    monkeypatch.setenv("TURNOUT_BACKUPS", str(tmp_path / "kept"))
    (tmp_path / "kept").mkdir()
    for day in "123":
        (tmp_path / "kept" / f"turnout-2026010{day}T000000Z.db").touch()

    told = json.loads(run("backup", "--keep", "2", "--json").stdout)

    assert len(list((tmp_path / "kept").iterdir())) == 2
    assert run("restore", told["path"], "--yes").exit_code == 0
    assert coming() == 4


@pytest.mark.parametrize("words", [(), ("copy.db", "--into", "kept")])
def test_a_backup_goes_to_a_file_or_into_a_folder(words):
    refused = run("backup", *words)

    assert refused.exit_code == 2
    assert "--into" in refused.stderr


def test_an_export_is_imported_elsewhere_with_the_same_totals(tmp_path, monkeypatch):
    run("lead", "total", "ks", "wichita_teachers", "40")
    run("export", "ks", str(tmp_path / "ks.json"))
    monkeypatch.setenv("TURNOUT_DATABASE", str(tmp_path / "elsewhere.db"))

    imported = run("import", str(tmp_path / "ks.json"))

    assert imported.exit_code == 0, imported.output
    assert coming() == 43
    assert run("check").exit_code == 0


def test_an_export_is_imported_once(tmp_path):
    run("export", "ks", str(tmp_path / "ks.json"))

    refused = run("import", str(tmp_path / "ks.json"))

    assert refused.exit_code == 2
    assert "There is an event called ks already" in refused.stderr


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b"\xff\xfe"])
def test_what_is_no_export_is_not_imported(content, tmp_path):
    (tmp_path / "ks.json").write_bytes(content)

    refused = run("import", str(tmp_path / "ks.json"))

    assert refused.exit_code == 2
    assert "no export of turnout" in refused.stderr


def test_an_export_file_is_for_its_owner_alone(tmp_path):
    run("export", "ks", str(tmp_path / "ks.json"))

    assert (tmp_path / "ks.json").stat().st_mode & 0o077 == 0


def test_a_csv_has_a_row_a_person_and_no_cell_that_runs():
    here = house.open_house(settings())
    commit(here.desk, "3", name="=Amina", contact="amina@example.org", party="2")
    here.close()

    rows = list(csv.DictReader(io.StringIO(run("export", "ks", "--format", "csv").stdout)))

    assert [(row["name"], row["party"], row["note"]) for row in rows] == [
        ("'=Amina", "2", ""),
        ("Bea", "3", "by bus"),
    ]
    assert rows[0]["contact"] == "amina@example.org"
    assert rows[0]["lead"] == "wichita_teachers"


def test_a_csv_is_the_same_to_a_file_and_to_a_pipe(tmp_path):
    run("export", "ks", str(tmp_path / "ks.csv"), "--format", "csv")

    piped = run("export", "ks", "--format", "csv").stdout_bytes
    assert piped == (tmp_path / "ks.csv").read_bytes()


def test_an_erased_person_is_gone_and_still_counts():
    run("erase", "AMINA@example.org", "--yes")

    exported = run("export", "ks").stdout
    assert "Amina" not in exported
    assert "amina@example.org" not in exported
    assert coming() == 4


def test_nobody_is_erased_without_a_yes():
    refused = run("erase", "amina@example.org")

    assert refused.exit_code == 2
    assert "Amina" in run("export", "ks").stdout


def test_erasing_a_stranger_says_how_people_are_known():
    assert "Give an e-mail address" in run("erase", "nobody@example.org", "--yes").stderr


def test_serve_becomes_the_server_on_its_port(monkeypatch):
    became = []
    monkeypatch.setattr(running.server.os, "chdir", lambda path: None)
    monkeypatch.setattr(running.server.os, "execv", lambda path, words: became.extend(words))

    run("serve", "--port", "9185", "--address", "127.0.0.1")

    assert became[1:4] == ["-m", "streamlit", "run"]
    assert became[-4:] == ["--server.port", "9185", "--server.address", "127.0.0.1"]


def test_serve_says_a_wrong_setting_before_it_starts(monkeypatch):
    monkeypatch.setenv("TURNOUT_PUBLIC_URL", "rally")

    assert "TURNOUT_PUBLIC_URL='rally'" in run("serve").stderr


def coming(database: Path | None = None) -> int:
    """Return how many come to the rally, as a process of its own would say."""
    settings.cache_clear()
    here = house.open_house(settings() if database is None else settings_at(database))
    try:
        return json.loads(here.live.picture("ks").data)["coming"]
    finally:
        here.close()


def settings_at(database: Path) -> Settings:
    return replace(settings(), database=database)


def run(*words: str) -> Result:
    settings.cache_clear()
    return CliRunner().invoke(turnout, list(words), prog_name="python -m turnout")
