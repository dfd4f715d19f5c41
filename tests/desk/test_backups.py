import sqlite3
from datetime import timedelta

import pytest

from tests.builders import NOON, a_desk, a_rally, commit
from turnout.desk import backups
from turnout.errors import StoreFailed


@pytest.fixture
def now():
    return [NOON]


@pytest.fixture
def desk(tmp_path, now):
    opened = a_desk(tmp_path, clock=lambda: now[0])
    a_rally(opened)
    commit(opened, party="3")
    yield opened
    opened.store.close()


def test_a_backup_is_named_by_its_time_and_holds_what_stood(desk, tmp_path):
    made = backups.made(desk, tmp_path / "kept", keep=3)

    assert made.path.name == "turnout-20261122T120000Z.db"
    assert backups.kept(tmp_path / "kept") == [made]
    assert backups.faults(made.path, desk.settings) == []


def test_only_the_newest_stay(desk, tmp_path, now):
    for _ in range(4):
        backups.made(desk, tmp_path / "kept", keep=2)
        now[0] += timedelta(days=1)

    assert [backup.at.day for backup in backups.kept(tmp_path / "kept")] == [25, 24]


def test_nothing_but_the_copy_is_left_in_the_folder_and_it_is_the_owners_alone(desk, tmp_path):
    made = backups.made(desk, tmp_path / "kept", keep=2)

    assert list((tmp_path / "kept").iterdir()) == [made.path]
    assert made.path.stat().st_mode & 0o077 == 0


def test_files_of_others_are_never_deleted(desk, tmp_path):
    folder = tmp_path / "kept"
    folder.mkdir()
    (folder / "turnout-before-the-move.db").write_text("mine")
    (folder / "notes.txt").write_text("mine")

    backups.made(desk, folder, keep=1)

    assert len(list(folder.iterdir())) == 3


def test_an_unsound_store_replaces_no_good_backup(desk, tmp_path, now):
    good = backups.made(desk, tmp_path / "kept", keep=1)
    now[0] += timedelta(days=1)
    with sqlite3.connect(desk.settings.database) as spoilt:
        spoilt.execute("UPDATE standing SET yes = yes + 5")
    spoilt.close()

    with pytest.raises(StoreFailed, match="not sound"):
        backups.made(desk, tmp_path / "kept", keep=1)

    assert list((tmp_path / "kept").iterdir()) == [good.path]


def test_a_damaged_page_is_found(desk, tmp_path):
    made = backups.made(desk, tmp_path / "kept", keep=1)
    with sqlite3.connect(made.path) as spoilt:
        spoilt.execute("PRAGMA writable_schema = 1")
        spoilt.execute("UPDATE sqlite_schema SET rootpage = 3 WHERE name = 'refusal'")
    spoilt.close()

    assert backups.faults(made.path, desk.settings) != []
