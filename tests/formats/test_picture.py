import json
from itertools import product

import pytest

from tests.builders import a_desk, a_lead, a_rally, commit
from turnout.desk import looks
from turnout.formats.picture import encode, heads, picture
from turnout.model import Count
from turnout.rules.disclosure import LEAST


@pytest.fixture
def desk(tmp_path):
    opened = a_desk(tmp_path)
    a_rally(opened)
    a_lead(opened)
    yield opened
    opened.store.close()


def test_the_picture_has_the_names_other_programs_rely_on(desk):
    commit(desk, party="4", lead="wichita_teachers")

    shown = picture(looks.progress(desk, "ks"))
    assert shown | {
        "seq": 3, "event": "ks", "goal": 600, "coming": 4, "confirmed": 0, "yes": 4,
        "by_count": 0, "maybe": 0,
        "leads": [
            {
                "name": "Wichita Teachers", "handle": "wichita_teachers@mastodon.social",
                "goal": 120, "coming": 4, "confirmed": 0, "yes": 4, "by_count": 0, "maybe": 0,
            }
        ],
    } == shown  # fmt: skip


def test_times_are_in_utc(desk):
    assert picture(looks.progress(desk, "ks"))["starts_at"] == "2026-12-05T18:00:00Z"


def test_the_encoded_picture_is_one_line_of_json(desk):
    progress = looks.progress(desk, "ks")

    assert b"\n" not in encode(progress)
    assert json.loads(encode(progress)) == picture(progress)


def test_no_supporter_is_in_the_picture(desk):
    commit(desk, name="Ana Lopez", contact="ana@example.org", handle="ana_l@m.social", note="sick")

    shown = encode(looks.progress(desk, "ks")).decode()
    assert not [planted for planted in ("Ana", "example", "ana_l", "sick") if planted in shown]


@pytest.mark.parametrize("confirmed, yes, by_count, maybe", product(range(LEAST), repeat=4))
def test_a_small_row_is_told_as_it_is_and_its_parts_add_up(confirmed, yes, by_count, maybe):
    told = heads(Count(confirmed, yes, by_count, maybe))

    assert told["coming"] == told["confirmed"] + told["yes"] + told["by_count"]
    assert list(told.values()) == [confirmed + yes + by_count, confirmed, yes, by_count, maybe]
