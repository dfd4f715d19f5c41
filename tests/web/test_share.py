from dataclasses import replace
from datetime import timedelta
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from tests.builders import NOON, a_rally
from turnout.model import EventState, ReviewState, Status
from turnout.model.areas import Area, AreaState, MapArea, MapDate
from turnout.model.places import Shape
from turnout.rules.sharing import MOST
from turnout.web.share import PERSONAL, PUBLIC, ask, of_area, of_map, share

JOIN = "https://rally.example.org/e/ks/join"


@pytest.fixture
def event(desk):
    return a_rally(desk, "s", title="Rally & march, 100% ours")


def test_the_text_says_what_when_and_where_to_go(event):
    text = share("en", event, Status.YES, JOIN, "wichita_teachers").text

    assert text == (
        "I'm coming to Rally & march, 100% ours. "
        "Sat, Dec 5, 12:00 PM, Statehouse steps, Topeka. "
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


def test_nobody_is_asked_to_come_to_what_is_over_off_or_closed(event):
    assert ask("en", event, NOON, JOIN)
    assert ask("en", event, event.starts_at + timedelta(days=1), JOIN) is None
    assert ask("en", replace(event, open=False), NOON, JOIN) is None
    assert ask("en", replace(event, state=EventState.CANCELLED), NOON, JOIN) is None


def test_the_ask_is_a_day_a_time_and_a_place(event):
    assert ask("es", event, NOON, JOIN, "wichita_teachers").text == (
        "Rally & march, 100% ours. Sáb, 5 de dic, 12:00 p.m., Statehouse steps, Topeka. "
        f"Ven, y trae a alguien más: {JOIN}?lead=wichita_teachers"
    )


@pytest.mark.parametrize("network", MOST)
def test_a_long_title_is_cut_to_what_a_network_takes_and_the_link_never(network, event):
    long = replace(event, title="So many words " * 20, place="At the corner of " * 17)

    link = urlsplit(ask("en", long, NOON, JOIN).links[network])
    ((text,),) = parse_qs(link.query or link.fragment).values()
    assert len(text) <= MOST[network]
    assert text.endswith(f": {JOIN}")


AREA = MapArea(
    Area(
        *(7, "ks", "The mill", "", "", Shape("point", (((-95.7, 39.0),),)), 1.0),
        *(AreaState.REPORTED, ReviewState.SHOWN, 1, NOON, NOON),
    )
)


@pytest.mark.parametrize(
    "needed, said", [("2 places need help", "2 places need help."), ("Which one?", "Which one?")]
)
def test_what_a_map_needs_ends_as_the_sentence_it_is(needed, said, event):
    text = of_map("en", event, "https://a.example/m", "The river", needed).text

    assert text == f"The river: {said} Have a look: https://a.example/m"


def test_of_an_area_is_told_what_it_needs(event):
    date = MapDate(event, coming=3, areas=1)
    clean = replace(AREA, area=replace(AREA.area, state=AreaState.CLEANED))

    at = "https://rally.example.org/e/ks/areas/7"
    assert of_area("en", AREA, None, False, at).text == f"The mill needs cleaning. See where: {at}"
    assert of_area("en", AREA, date, False, at).text.startswith("We clean The mill. Sat, Dec 5")
    assert of_area("en", clean, None, False, at).text.startswith("The mill is clean again.")
    assert set(of_area("en", AREA, None, True, at).links) == set(PERSONAL)
