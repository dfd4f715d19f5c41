from datetime import date, datetime, time

import pytest

from turnout.errors import Refused
from turnout.rules.sitelist import Line, host_of, lines, start_of

DAY, NOON = date(2027, 12, 4), time(12)


def test_without_headings_title_place_and_start_stand_in_their_order():
    assert lines("Wichita, City Hall, 1 pm, 150, Ana Ruiz @ana") == [
        Line(1, "Wichita", "City Hall", "1 pm", "150", "Ana Ruiz @ana")
    ]


def test_a_goal_and_a_host_are_known_wherever_they_stand():
    assert lines("Wichita\t150\t@ana\tCity Hall") == [
        Line(1, "Wichita", "City Hall", goal="150", host="@ana")
    ]


def test_what_is_left_out_stays_empty():
    assert lines("Wichita;;;150") == [Line(1, "Wichita", goal="150")]


@pytest.mark.parametrize("head", ["Goal\tCity\tHost lead", "META:\tTítulo*\tResponsable"])
def test_headings_may_stand_in_any_order_and_in_spanish(head):
    assert lines(f"{head}\n150\tWichita\tAna @ana") == [
        Line(2, "Wichita", goal="150", host="Ana @ana")
    ]


@pytest.mark.parametrize(
    "text, means",
    [
        ("", datetime(2027, 12, 4, 12)),
        ("1 pm", datetime(2027, 12, 4, 13)),
        ("12 am", datetime(2027, 12, 4)),
        ("9:05 a.m.", datetime(2027, 12, 4, 9, 5)),
        ("13:30", datetime(2027, 12, 4, 13, 30)),
        ("2027-12-05", datetime(2027, 12, 5, 12)),
        ("2027-12-05T10:00", datetime(2027, 12, 5, 10)),
        ("12/5/2027 1:30 PM", datetime(2027, 12, 5, 13, 30)),
    ],
)
def test_what_a_start_leaves_out_is_the_wholes(text, means):
    assert start_of(text, DAY, NOON) == means


@pytest.mark.parametrize("text", ["soon", "13", "25:00", "1:75 pm", "2027-13-01", "12/5"])
def test_what_is_no_start_is_refused(text):
    with pytest.raises(Refused) as refused:
        start_of(text, DAY, NOON)

    assert (refused.value.field, refused.value.code) == ("start", "not_time")


@pytest.mark.parametrize(
    "text, means",
    [("Ana Ruiz @ana", ("Ana Ruiz", "@ana")), ("Ana (@ana@k.social)", ("Ana", "@ana@k.social")),
     ("@ana", ("", "@ana")), ("ana", ("", "ana"))],
)  # fmt: skip
def test_a_host_is_a_name_and_a_handle(text, means):
    assert host_of(text) == means


def test_a_host_without_a_handle_is_refused():
    with pytest.raises(Refused) as refused:
        host_of("Ana Ruiz")

    assert (refused.value.field, refused.value.code) == ("host", "no_handle")
