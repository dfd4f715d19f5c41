"""Migrations only append: what an earlier release kept is opened, upgraded, with nothing lost."""

import json
import sqlite3
from hashlib import sha256
from pathlib import Path

import pytest
from sqlite_utils import Database

from tests.builders import NOON, commit
from turnout.desk import keeping, looks
from turnout.desk.desk import open_desk
from turnout.formats.picture import picture
from turnout.settings import Settings
from turnout.store import open_store
from turnout.store.schema import migrations

RELEASED = sorted(Path(__file__).parent.glob("released/*.sql"))


@pytest.fixture(params=RELEASED, ids=[file.stem for file in RELEASED])
def upgraded(request, tmp_path):
    """Return (the desk over a release's file, what that release showed)."""
    with sqlite3.connect(tmp_path / "turnout.db") as kept:
        kept.executescript(request.param.read_text("utf-8"))
    kept.close()
    settings = Settings(database=tmp_path / "turnout.db")
    desk = open_desk(open_store(settings.database), settings, lambda: NOON)
    yield desk, json.loads(request.param.with_suffix(".json").read_text("utf-8"))
    desk.store.close()


def test_there_is_a_file_of_every_release():
    assert RELEASED


def test_an_earlier_releases_file_shows_the_same_picture(upgraded):
    desk, shown = upgraded

    for slug, was in shown.items():
        now = picture(looks.progress(desk, slug))
        assert {name: now[name] for name in was} == was
    assert keeping.check(desk) == []


def test_an_earlier_releases_people_are_known_again(upgraded):
    desk, shown = upgraded
    commit(desk, "new", party="1", contact="ana@example.org")

    assert looks.progress(desk, "ks").count.coming < shown["ks"]["coming"] + 1


def test_an_earlier_releases_keys_are_answered_again(upgraded):
    desk, _ = upgraded

    assert commit(
        desk, "4", name="Cy", event="salina", party="5", said_at="2026-11-20T10:00:00Z"
    ).again


# What each released migration makes of the tables. A new one is added; none is ever changed.
MADE = {
    "m001_clock_and_log": "97c81e57fe4b8203",
    "m002_event_and_lead": "e4ba66e432d0b939",
    "m003_person": "dfe034ba8e8d89de",
    "m004_ledger": "c210ac18a921e0c2",
    "m005_running_totals": "bab8956a0fa7ca8a",
    "m006_access_and_feeds": "241d4db5684938a8",
    "m007_held": "981cdbc5424fc129",
}


def test_a_released_migration_is_never_edited(tmp_path):
    made = {}
    names = [each.name for each in migrations._migrations]
    for name, following in zip(names, [*names[1:], None], strict=True):
        database = Database(tmp_path / f"{name}.db")
        migrations.apply(database, stop_before=following)
        made[name] = sha256(database.schema.encode()).hexdigest()[:16]

    assert {name: made.get(name) for name in MADE} == MADE
    assert list(MADE) == names


def test_opening_twice_changes_nothing(tmp_path):
    open_store(tmp_path / "turnout.db").close()
    before = Database(tmp_path / "turnout.db").schema
    open_store(tmp_path / "turnout.db").close()

    assert Database(tmp_path / "turnout.db").schema == before
