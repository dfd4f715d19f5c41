from hypothesis import given
from hypothesis import strategies as st

from turnout.desk.seats import LEAST_FEW, Seats

SERVERS = 49_152  # of a server with 65,536 files
sizes = st.integers(768, 5_000)  # a shell that allows 1,024 files, and more


def come(seats, who, most):
    """Have so many of `who` come; return how many found a seat."""
    found = 0
    while found < most and seats.is_free_for(who):
        seats.sit(who)
        found += 1
    return found


def test_a_hall_behind_one_address_finds_seats_for_all():
    assert come(Seats(SERVERS), "hall", 5_000) == 5_000


def test_a_hall_finds_seats_although_a_stranger_took_all_they_could():
    seats = Seats(SERVERS)
    come(seats, "stranger", SERVERS)

    assert come(seats, "hall", 700) == 700


@given(sizes, st.integers(1, 12))
def test_whoever_comes_without_end_leaves_seats_for_who_holds_few(most, strangers):
    seats = Seats(most)
    for number in range(strangers):
        come(seats, f"stranger {number}", most)

    assert come(seats, "somebody", LEAST_FEW) == LEAST_FEW


@given(sizes, st.lists(st.integers(0, 9), max_size=300))
def test_no_more_sit_than_there_are_seats_and_who_rises_leaves_one(most, comers):
    seats = Seats(most)
    for who in comers:
        come(seats, str(who), most // 8)
    taken = seats.taken

    assert taken <= most
    for who in {str(who) for who in comers}:
        while seats._held[who]:
            seats.rise(who)
    assert seats.taken == 0
    assert come(seats, "anybody", most) == most - most // 4


def test_who_is_at_work_sits_down_where_nothing_is_free():
    seats = Seats(8)
    for number in range(8):
        come(seats, str(number), 8)
    assert not seats.is_free_for("anybody")

    seats.sit("an organizer")
    seats.rise("an organizer")

    assert seats.taken == 8
