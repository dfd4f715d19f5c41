from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import NOON, a_submission
from turnout.errors import Refused
from turnout.model import LASTS, Door, Event, EventState, Status
from turnout.rules.contact import Contact, Handle
from turnout.rules.intake import draft, through_open_doors

EVENT = Event(1, "ks", "Rally", NOON + timedelta(days=13), None, "America/Chicago", "Topeka")
ASKING = Event(
    **{**EVENT.__dict__, "ask_contact": "either", "contact_required": True, "needs": ("ride",)}
)


def read(event=EVENT, **fields):
    return draft(a_submission(**fields), event, NOON)


def codes(event=EVENT, **fields):
    with pytest.raises(Refused) as refused:
        read(event, **fields)
    return [(reason.field, reason.code) for reason in refused.value.reasons]


@pytest.mark.parametrize(
    "party", ["", " ", "twelve", "1e3", "²", "2.0", "+2", "٣", "0x2", "1_0", "true", "9" * 40]
)
def test_party_must_be_a_whole_number(party):
    assert codes(party=party) == [("party", "not_whole")]


@pytest.mark.parametrize("party", ["0", "-1", "51", "9" * 26])
def test_party_must_be_in_range(party):
    assert codes(party=party) == [("party", "out_of_range")]


def test_a_public_form_takes_as_many_as_the_event_says():
    assert codes(door=Door.FORM, party="11") == [("party", "out_of_range")]
    assert (
        read(Event(**{**EVENT.__dict__, "most_in_party": 20}), door=Door.FORM, party="11").party
        == 11
    )


@pytest.mark.parametrize("name", ["A\0mina", "A\x07", "‮anima", "⁦Amina", "\ud83d"])
def test_a_name_with_hidden_characters_is_refused(name):
    assert codes(name=name) == [("name", "bad_characters")]


def test_a_name_of_ten_thousand_letters_is_refused():
    assert codes(name="a" * 10_000) == [("name", "too_long")]


def test_a_form_needs_a_name_and_an_api_does_not():
    assert codes(door=Door.FORM, name=" ") == [("name", "missing")]
    assert read(name="").name == ""


@pytest.mark.parametrize("name", ["José Ñuñez", "O'Brien-Smith", "李小龍", "Zoë 🌻", "محمد"])
def test_real_names_pass_as_they_are(name):
    assert read(name=name).name == name


def test_every_field_that_is_wrong_is_told_at_once():
    assert codes(name="\0", party="0", status="sure", handle="a b") == [
        ("name", "bad_characters"),
        ("party", "out_of_range"),
        ("status", "not_status"),
        ("handle", "not_handle"),
    ]


@pytest.mark.parametrize("name", ["\u200b", "\ufeff \u2060", "\u00ad", "\u0301"])
@pytest.mark.parametrize("door", [Door.FORM, Door.API])
def test_a_name_of_which_nothing_can_be_seen_is_refused(door, name):
    assert codes(door=door, name=name) == [("name", "bad_characters")]


@pytest.mark.parametrize("name", ["Ana", "李", "O'Neil", "👩\u200d👧", "नी", "7"])
def test_a_name_in_any_script_is_taken(name):
    assert read(name=name).name == name


@pytest.mark.parametrize(
    "lang, kept",
    [("es", "es"), (" es-MX ", "es-MX"), ("x" * 5_000, ""), ("e\0", ""), ("Español", "")],
)
def test_what_is_no_language_tag_is_not_kept(lang, kept):
    assert read(lang=lang).lang == kept


@pytest.mark.parametrize("status", ["confirmed", "cancelled"])
def test_a_stranger_can_only_promise(status):
    assert codes(door=Door.FORM, status=status) == [("status", "unknown")]


def test_a_personal_link_may_cancel():
    made = read(door=Door.FORM, status="cancelled", name="", person=7)

    assert made.status is Status.CANCELLED


def test_a_contact_that_was_not_asked_for_is_not_kept():
    assert read(door=Door.FORM, contact="ana@example.org", consent="c/1").contact is None


def test_a_contact_that_is_asked_for_is_read():
    made = read(ASKING, door=Door.FORM, contact="Ana@Example.org", consent="c/1")

    assert made.contact == Contact("email", "ana@example.org")


def test_a_required_contact_is_missed():
    assert codes(ASKING, door=Door.FORM, contact="") == [("contact", "missing")]


def test_a_contact_without_consent_is_refused():
    assert codes(ASKING, door=Door.FORM, contact="ana@example.org") == [("consent", "missing")]


def test_a_handle_is_read_with_its_host():
    assert read(handle="@Ana@Mastodon.Social").handle == Handle("ana", "mastodon.social")


def test_only_needs_that_the_event_offers_are_taken_by_the_form():
    assert read(ASKING, door=Door.FORM, contact="a@b.org", consent="c", needs=("ride",)).needs == (
        "ride",
    )
    assert codes(door=Door.FORM, needs=("ride",)) == [("needs", "unknown")]


@pytest.mark.parametrize(
    "said_at", ["yesterday", "2026-11-22T11:00", "2031-01-01T00:00:00Z", "0001-01-01T00:00:00Z"]
)
def test_a_time_that_cannot_be_is_refused(said_at):
    assert codes(said_at=said_at) == [("said_at", "not_time")]


def test_a_time_with_an_offset_is_kept_and_none_means_now():
    assert read(said_at="2026-11-21T06:00:00-06:00").said_at == datetime(
        2026, 11, 21, 12, tzinfo=UTC
    )
    assert read().said_at == NOON


def shut(event, status=Status.YES, door=Door.FORM, said_at=NOON):
    try:
        through_open_doors(event, status, door, said_at)
    except Refused as refused:
        return refused.code
    return ""


OVER = replace(EVENT, starts_at=NOON - timedelta(hours=2), ends_at=NOON)


def test_a_closed_event_takes_no_promise_but_hears_one_taken_back():
    assert shut(replace(EVENT, open=False)) == "closed"
    assert shut(replace(EVENT, open=False), Status.CANCELLED) == ""


def test_an_event_takes_promises_up_to_its_end_and_hears_them_taken_back_after_it():
    assert shut(OVER, said_at=NOON - timedelta(seconds=1)) == ""
    assert shut(OVER) == "over"
    assert shut(OVER, Status.MAYBE) == "over"
    assert shut(OVER, Status.CANCELLED) == ""


def test_an_event_without_an_end_is_over_four_hours_after_its_start():
    endless = replace(OVER, ends_at=None)

    assert timedelta(hours=4) == LASTS
    assert shut(endless, said_at=endless.starts_at + LASTS - timedelta(seconds=1)) == ""
    assert shut(endless, said_at=endless.starts_at + LASTS) == "over"


@pytest.mark.parametrize("door", list(Door))
def test_after_the_end_only_who_brings_what_was_said_before_is_let_in(door):
    late = shut(OVER, door=door, said_at=NOON + timedelta(days=1))

    brings = door in (Door.DESK, Door.IMPORT, Door.PAPER, Door.VOICE)
    assert late == ("" if brings else "over")


@pytest.mark.parametrize("door", [Door.API, Door.FEED, Door.LEAD])
def test_what_was_said_before_the_end_goes_in_when_it_comes_late(door):
    assert shut(OVER, door=door, said_at=NOON - timedelta(hours=1)) == ""


def test_that_it_does_not_take_place_is_told_before_that_it_is_over():
    assert shut(replace(OVER, state=EventState.CANCELLED)) == "cancelled"


@given(
    name=st.text(max_size=300),
    party=st.text(max_size=12),
    status=st.text(max_size=12),
    contact=st.text(max_size=60),
    handle=st.text(max_size=60),
    note=st.text(max_size=50),
    said_at=st.text(max_size=30),
)
def test_any_text_is_a_draft_within_bounds_or_refused(**fields):
    try:
        made = read(ASKING, door=Door.FORM, consent="c/1", **fields)
    except Refused:
        return

    assert 1 <= made.party <= 10
    assert 1 <= len(made.name) <= 200
    assert made.said_at <= NOON
