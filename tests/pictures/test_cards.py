import re
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from turnout.model import Came, Count, Event, EventState, LeadProgress, Progress
from turnout.model.seeing import Audience, Seen, Sight, Tone
from turnout.pictures import card_words, cards
from turnout.pictures.card_words import sentences
from turnout.pictures.cards import SQUARE, WIDE

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
STARTS = datetime(2026, 12, 5, 18, tzinfo=UTC)
AFTER = STARTS + timedelta(days=1)
EVENT = Event(
    *(1, "ks", "Rally for the services Kansas runs on", STARTS, None, "America/Chicago"),
    *("Statehouse steps, Topeka", "", 600),
)
LEAD = LeadProgress("Wichita Teachers", "wichita_teachers@mastodon.social", 120, Count(60, 30, 12))
KANSAS = Count(162, 140, 64, 37)


def seen(count=KANSAS, came=None, leads=(), tone=Tone.NEEDED, **changed):
    event = replace(EVENT, **changed)
    told = Seen({Audience.PAGE: Sight(tone=tone)})
    return Progress(1, event, NOON, count, leads, Count(), Count(), 0, (), (), came=came, seen=told)


def card(lang="en", now=NOON, **given_):
    return card_words.of_event(lang, seen(**given_), now, "rally.example.org/e/ks")


def lead_card(lead=LEAD, lang="en", now=NOON, **given_):
    return card_words.of_lead(lang, seen(**given_), lead, now, "rally.example.org/e/ks")


@pytest.mark.parametrize(
    "given_, says",
    [
        ({}, "234 to go. 366 coming of the 600 we promised."),
        ({"count": Count()}, "600 to go. Be the first to say you are coming."),
        ({"count": Count(594)}, "6 to go. 594 coming of the 600 we promised."),
        ({"count": Count(600)}, "600 coming. Goal met: all 600 we promised."),
        ({"count": Count(612)}, "612 coming. Goal met, and 12 more."),
        ({"goal": 0}, "366 coming. Bring one more."),
        ({"goal": 0, "count": Count()}, "Be the first to say you are coming."),
        (
            {"tone": Tone.GROWN},
            "366 coming of the 600 we promised. 234 places are still yours to fill.",
        ),
        ({"open": False}, "366 coming of the 600 we promised. Sign-ups are closed."),
        ({"now": STARTS}, "366 coming of the 600 we promised. It has started. Come now."),
        ({"now": AFTER}, "366 promised to come. It is over. Thank you."),
        ({"now": AFTER, "came": Came(180, 34)}, "214 came. 366 promised to come."),
        (
            {"state": EventState.CANCELLED},
            "Cancelled. It does not take place. Please tell those you asked.",
        ),
        ({"lang": "es", "count": Count(599)}, "1 persona falta. Vienen 599 personas de las 600"),
        ({"lang": "es", "count": Count(12_345), "goal": 20_000}, "7,655 personas faltan."),
    ],
)
def test_an_events_card_says_what_is_needed_as_it_stands(given_, says):
    assert sentences(card(**given_)).startswith(says)


@pytest.mark.parametrize(
    "count, goal, says",
    [
        (Count(60, 30, 12), 120, "18 to go. 102 coming of the 120 promised."),
        (Count(), 120, "120 to go. Be the first to come with Wichita Teachers."),
        (Count(), 0, "Be the first to come with Wichita Teachers."),
        (Count(yes=7), 0, "7 coming. Bring one more."),
        (Count(yes=120), 120, "120 coming. Goal met: all 120 promised."),
        (Count(yes=121), 120, "121 coming. Goal met, and 1 more."),
    ],
)
def test_a_leads_card_says_what_is_needed_of_their_promise(count, goal, says):
    assert sentences(lead_card(replace(LEAD, count=count, goal=goal))) == says


def test_a_leads_card_names_them_by_handle_and_the_day():
    told = lead_card()

    assert (told.title, told.under) == ("Wichita Teachers", ("@wichita_teachers",))
    assert told.above == (EVENT.title, "Sat, Dec 5, 12:00\u202fPM, Statehouse steps, Topeka")


@pytest.mark.parametrize(
    "name, title, under",
    [("Ñandú José 💪", "Ñandú José", ("@cane",)), ("李华", "@cane", ()), ("Мария", "@cane", ())],
)
def test_a_name_that_the_face_cannot_draw_gives_way_to_the_handle(name, title, under):
    told = lead_card(replace(LEAD, name=name, handle="cane@example.org", count=Count()))

    assert (told.title, told.under) == (title, under)
    assert title in told.line


@pytest.mark.parametrize("title", ["مسيرة من أجل المدارس", "为学校游行", "Марш за школы"])
def test_a_title_that_the_face_cannot_draw_gives_way_to_the_day_and_place(title):
    whole, of_lead = card(title=title), lead_card(title=title)

    day = "Sat, Dec 5, 12:00\u202fPM, Statehouse steps, Topeka"
    assert (whole.above, whole.title) == ((), day)
    assert of_lead.above == (day,)


def test_a_place_that_the_face_cannot_draw_is_left_to_the_page():
    assert card(place="ميدان التحرير").above == ("Sat, Dec 5, 12:00\u202fPM",)
    assert card(place="ميدان", title="為學校").title == "Sat, Dec 5, 12:00\u202fPM"


def test_whom_a_lead_brought_is_told_where_their_names_can_be_drawn():
    told = card_words.of_lead("en", seen(), LEAD, NOON, "a", ("Brought to lead: أمل",))

    assert told.under == ("@wichita_teachers",)


def test_whom_a_lead_brought_stands_under_their_handle():
    told = card_words.of_lead("en", seen(), LEAD, NOON, "a", ("Brought to lead: Bo Li",))

    assert told.under == ("@wichita_teachers", "Brought to lead: Bo Li")


def test_who_came_to_a_lead_is_told_beside_what_they_promised():
    told = lead_card(replace(LEAD, came=Came(80, 2)), now=AFTER)

    assert sentences(told) == "82 came. 102 promised to come."
    assert [text for _, text in told.legend][-2:] == ["82 came", "2 of them walked in"]


def test_no_card_says_of_a_lead_that_nobody_came():
    told = lead_card(replace(LEAD, came=Came()), now=AFTER)

    assert sentences(told) == "102 promised to come. It is over. Thank you."


@pytest.mark.parametrize(
    "given_, meant",
    [
        ("wichita_teachers@mastodon.social", True),
        ("@Wichita_Teachers", True),
        ("wichita_teachers", True),
        ("wichita", False),
        ("", False),
    ],
)
def test_a_lead_is_found_by_handle_with_or_without_its_host(given_, meant):
    other = replace(LEAD, handle="topeka_nurses@mastodon.social")

    assert card_words.shown_lead((other, LEAD), given_) == (LEAD if meant else None)


def test_two_leads_of_one_name_on_two_hosts_are_not_taken_for_each_other():
    other = replace(LEAD, handle="wichita_teachers@kolektiva.social")

    assert card_words.shown_lead((other, LEAD), "wichita_teachers") is None
    assert card_words.shown_lead((other, LEAD), LEAD.handle) == LEAD


def test_a_card_has_no_field_for_anybody_but_the_lead_it_is_of():
    other = replace(LEAD, name="Bo Li", handle="bo@example.org")
    told = repr(lead_card(leads=(LEAD, other))) + repr(card(leads=(LEAD, other)))

    assert "Bo Li" not in told
    assert {each.name for each in fields(card_words.Card)} == {
        *("above", "title", "under", "number", "said", "line", "asks", "heads", "legend"),
        "address",
    }


def drawn(told, size):
    return Image.open(BytesIO(cards.drawn(told, size)))


people = st.integers(0, 99_999)
lines = st.text(st.characters(categories=("L", "N", "P", "Zs")), min_size=1, max_size=300)


@settings(max_examples=15, deadline=None)  # a busy machine draws slowly
@given(
    lines, lines, st.builds(Count, people, people, people, people), people,
    st.none() | st.builds(Came, people, people), st.sampled_from((NOON, STARTS, AFTER)),
    st.sampled_from((WIDE, SQUARE)), st.sampled_from(("en", "es")),
)  # fmt: skip
def test_a_card_of_anything_stays_within_its_margins(
    title, place, count, goal, came, now, size, lang
):
    told = card(lang, now, count=count, goal=goal, came=came, title=title, place=place)

    picture = drawn(told, size)
    assert (picture.size, picture.info) == (size, {})
    edge = cards.LAYOUTS[size].margin // 2
    for strip in ((0, 0, edge, size[1]), (size[0] - edge, 0, *size), (0, 0, size[0], edge // 2)):
        assert picture.crop(strip).getcolors(1) is not None


@pytest.mark.parametrize("size", [WIDE, SQUARE])
@pytest.mark.parametrize("n", [1, 3, 999, 12_345])
def test_the_number_is_a_fifth_of_the_cards_height_so_that_a_thumbnail_tells_it(n, size):
    picture = drawn(card(count=Count(), goal=n), size)
    signal = tuple(bytes.fromhex("C2371B"))

    left = cards.LAYOUTS[size].margin
    rows = [
        y
        for y in range(size[1])
        if any(picture.getpixel((x, y)) == signal for x in range(left, left + 240, 3))
    ]
    high = max(
        len(run) for run in re.findall("1+", "".join("01"[y in rows] for y in range(size[1])))
    )
    assert high > size[1] / 5
