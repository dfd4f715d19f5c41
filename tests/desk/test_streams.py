"""Where an event is shown live: kept, carried along, and left behind by what is another day."""

import json
from datetime import datetime

import pytest

from tests.builders import a_desk, a_rally
from turnout.desk import carrying, following, looks, rallies, sites
from turnout.errors import Refused

LINK = "https://youtu.be/abcdefghij_"


@pytest.fixture
def shown(desk):
    return a_rally(desk, stream=f" {LINK} ")


def test_it_is_kept_and_told_with_what_a_page_may_show(desk, shown):
    told = looks.progress(desk, "ks").stream

    assert (shown.stream, told.url, told.name) == (LINK, LINK, "YouTube")
    assert told.embed.startswith("https://www.youtube-nocookie.com/embed/")


@pytest.mark.parametrize(
    "link, code",
    [
        ("youtu.be/abcdefghij_", "not_link"),
        ("http://youtu.be/abcdefghij_", "not_https"),
        ("javascript:alert(1)", "not_link"),
    ],
)
def test_what_is_no_safe_link_is_refused_beside_its_field(link, code, desk, rally):
    with pytest.raises(Refused) as refused:
        rallies.change(desk, "ks", stream=link)

    assert [(each.field, each.code) for each in refused.value.reasons] == [("stream", code)]


def test_the_clock_moves_so_that_screens_hear_of_it(desk, rally):
    before = looks.seq(desk, "ks")
    rallies.change(desk, "ks", stream=LINK).result()

    assert looks.seq(desk, "ks") > before


def test_an_export_carries_it_along(desk, shown, tmp_path):
    other = a_desk(tmp_path / "other")
    carrying.import_(other, json.loads(json.dumps(carrying.export(desk, "ks")))).result()

    assert rallies.event(other, "ks").stream == LINK
    other.store.close()


def test_an_export_from_before_there_was_any_comes_in(desk, shown, tmp_path):
    values = carrying.export(desk, "ks")
    del values["event"]["stream"]
    other = a_desk(tmp_path / "other")
    carrying.import_(other, json.loads(json.dumps(values))).result()

    assert rallies.event(other, "ks").stream == ""
    other.store.close()


def test_neither_a_site_nor_the_next_date_takes_it_over(desk, shown):
    site = sites.add(desk, "ks", title="Wichita").result()
    next_ = following.follow(
        desk, "ks", slug="next", title="Next", starts_at=datetime(2027, 1, 9, 12)
    ).result()

    assert (site.stream, next_.stream) == ("", "")
