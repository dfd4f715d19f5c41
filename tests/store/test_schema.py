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
from turnout.store.schema_cards import migrations

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
        assert as_then(now, was) == as_now(was)
    assert keeping.check(desk) == []


def as_then(now, was):
    """Return what there was then of `now`: a picture may tell more since, but nothing else."""
    if isinstance(was, dict):
        return {name: as_then(now[name], was[name]) for name in was}
    if isinstance(was, list) and len(now) == len(was):
        return [as_then(*pair) for pair in zip(now, was, strict=True)]
    return now


def as_now(was):
    """Return an earlier picture as it is told now: with one lead alone who is not shown, people on
    their own are told together with theirs."""
    own, unnamed = was["own"], was["unnamed"]
    if unnamed["leads"] != 1:
        return was
    together = {name: unnamed[name] + own[name] for name in own}
    return was | {"own": dict.fromkeys(own, 0), "unnamed": unnamed | together}


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
    "m001_clock": "ba80512abd2d8cba",
    "m002_log": "182ae78e4ca0a372",
    "m003_receipt": "91bf67ce3ec3bf43",
    "m004_secret": "97c81e57fe4b8203",
    "m005_event": "1f7827d86b7ff834",
    "m006_lead": "a13bd0e3458d884b",
    "m007_goal": "e4ba66e432d0b939",
    "m008_person": "ab91816ce7b0d1db",
    "m009_person_handle": "6fdc179be545364c",
    "m010_person_contact": "148e319ed902803e",
    "m011_need": "3728d4e05a2290a6",
    "m012_consent": "dfe034ba8e8d89de",
    "m013_commitment": "6fbeb55e42d32522",
    "m014_note": "05292c9533625395",
    "m015_report": "826fdf5c756629ab",
    "m016_review": "99cddc908f41c6d5",
    "m017_current": "7151b7771d03336b",
    "m018_standing": "80fd2fc1d82f5a66",
    "m019_total": "15d15d1e2d74c746",
    "m020_pace": "e17f33af3c8d2341",
    "m021_door_total": "231be9a329370cb1",
    "m022_movement": "bafa37bfa234d716",
    "m023_grant": "eeb869f2766f4eb0",
    "m024_session": "7adfca9e0c2b30bf",
    "m025_feed": "c61652ac8b3eda02",
    "m026_refusal": "153a65552b043c5c",
    "m027_event_state": "5813cf06c47df8ae",
    "m028_lead_handle": "ccf33cac91ca5667",
    "m029_likeness": "c23b3bf1fe979a8b",
    "m030_lead_handle_user": "74bbdbe3cde0ac4b",
    "m031_rescheduling": "df3dfb2ced1f764f",
    "m032_feed_moved": "1c448ec3822ab645",
    "m033_event_posts": "76c9f65e0bf6f736",
    "m034_author": "a8c596934407442c",
    "m035_post": "d2f99c38940eee0d",
    "m036_ban": "733fc4a925471443",
    "m037_decision": "38ef4e2d03d18f40",
    "m038_reply": "792869a75e1dfe6c",
    "m039_photo": "1f12ef08f5c451ba",
    "m040_claim": "f06bf518fa84929c",
    "m041_picture": "b2f5b3dba143615c",
    "m042_photo_fetching": "debf71527f3a27f9",
    "m043_merged_lead": "529dbcdda310abd6",
    "m044_report_told": "f7476cd9c646355e",
    "m045_handover": "d129f757184f5408",
    "m050_neighbourhood": "ca43ff635a44732b",
    "m051_area": "3522ec7a05d729a8",
    "m052_area_step": "20886cca689804de",
    "m053_area_photo": "df9c612416626c89",
    "m054_area_change": "67002eb53a2d673d",
    "m055_telling": "6c13f14177bbaa26",
    "m058_area_import": "d514406a570201f8",
    "m070_neighbourhood_review": "50454b7108c9338d",
    "m071_story": "8c61f2f2b2e7fe9a",
    "m072_neighbourhood_record": "8a20cae4ea2533cc",
    "m080_arrival": "236d7f19abf402bf",
    "m081_present": "bcaa3263bd704479",
    "m082_came": "d5b0954e23183d22",
    "m083_head_count": "0a8a31c146406f79",
    "m084_merged_person": "22679e5bf24b9fb6",
    "m090_outbox": "d3a36656d2faa244",
    "m091_messaging": "27699067b5eec070",
    "m092_contact_budget": "0892170129497a28",
    "m093_stop": "ab993496e6b079fc",
    "m094_reminder": "4fe640134388d127",
    "m095_grant_message": "fd8db52c03e42a73",
    "m096_post_office": "dce42440db0562fd",
    "m100_event_forecast": "65206033161a3ff5",
    "m101_past_event": "66d73e42bf2a5667",
    "m102_assumption": "2f307f0bcc77f52c",
    "m103_lead_user": "b4eca942c4d35f55",
    "m104_event_challenged": "50551e7e8b0099a2",
    "m105_challenge": "57dde96c08b1f379",
    "m106_challenge_answer": "d12aeb612a253c1a",
    "m107_challenge_turn": "0217417589d3633f",
    "m108_challenge_gain": "6e156d2f2306b588",
    "m109_competing": "936f618853764ffb",
    "m110_audience": "859e01b6cb4d1f39",
    "m112_invitation": "07feb6b09230d1be",
    "m113_promotion": "8305ae553655047e",
    "m118_recognition": "50557c2a017e24be",
    "m122_show": "bbfadc00c334f18a",
    "m126_public_update": "c24a0f498021bae8",
    "m127_update_wording": "094560bf208ffe3c",
    "m128_update_rule": "e25e1f991c7b65b6",
    "m129_posting": "64fa422625a5185c",
    "m130_posting_said": "43afca0f1242a722",
    "m132_event_stream": "c0562acf4ebdbbe9",
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


def test_no_statement_changes_a_table_that_it_does_not_name(tmp_path):
    store = open_store(tmp_path / "turnout.db")
    with store.reading() as look:  # what a write remembers goes by the tables' names
        made = [row["sql"] or "" for row in look.rows("SELECT sql FROM sqlite_master")]
    store.close()

    assert [sql for sql in made if "TRIGGER" in sql or "CASCADE" in sql] == []
