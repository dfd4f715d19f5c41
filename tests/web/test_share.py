from dataclasses import replace
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from tests.builders import a_rally
from turnout.model import Status
from turnout.web.share import PERSONAL, PUBLIC, share

JOIN = "https://rally.example.org/e/ks/join"


@pytest.fixture
def event(desk):
    return a_rally(desk, "s", title="Rally & march, 100% ours")


def test_the_text_says_what_when_and_where_to_go(event):
    text = share("en", event, Status.YES, JOIN, "wichita_teachers").text

    assert text == (
        "I'm coming to Rally & march, 100% ours. "
        "Sat, Dec 5, 12:00\u202fPM, Statehouse steps, Topeka. "
        f"Come with me: {JOIN}?lead=wichita_teachers"
    )


def test_who_may_come_does_not_say_they_do(event):
    assert share("es", event, Status.MAYBE, JOIN).text.startswith("Tal vez vaya a Rally")


@pytest.mark.parametrize("network", [*PERSONAL, *PUBLIC])
def test_every_link_carries_the_whole_text(network, event):
    told = share("en", event, Status.YES, JOIN)

    link = urlsplit(told.links[network])
    carried = parse_qs(link.query or link.fragment)
    assert told.text in [unquote(value) for values in carried.values() for value in values]


def test_a_quiet_event_is_passed_on_from_person_to_person_only(event):
    assert set(share("en", replace(event, quiet=True), Status.YES, JOIN).links) == set(PERSONAL)
