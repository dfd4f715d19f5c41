"""The pace for the wall: sums at each day's end, of nobody in particular."""

from datetime import datetime

from tests.builders import commit
from turnout.desk.forecasting_pace import MOST_DAYS, by_day
from turnout.model import Count, PacePoint

URL = "/e/ks/pace.json"


def test_it_tells_the_sum_at_each_days_end_and_names_nobody(client, desk):
    commit(desk, "1", party="4", name="Amina Secret", contact="amina@example.org")
    commit(desk, "2", party="3", name="Ben")

    answer = client.get(URL)

    assert answer.json() == {"seq": answer.json()["seq"], "so_far": [["2026-11-22T12:00:00Z", 7]]}
    assert "amina" not in answer.text.lower()


def test_who_has_it_is_not_sent_it_again_until_the_event_moved(client, desk):
    etag = client.get(URL).headers["etag"]
    assert client.get(URL, headers={"If-None-Match": etag}).status_code == 304

    commit(desk)

    assert client.get(URL, headers={"If-None-Match": etag}).status_code == 200


def test_an_unknown_event_is_not_found(client):
    assert client.get("/e/zz/pace.json").status_code == 404


def test_a_day_ends_at_midnight_where_the_event_is():
    points = [changed("2026-11-22T05:00"), changed("2026-11-22T07:00"), changed("2026-11-23T05:59")]

    told = by_day(points, "America/Chicago")

    assert [coming for _, coming in told] == [1, 3]


def test_as_many_days_are_told_as_a_phone_can_show():
    points = [changed(f"{2000 + year}-01-01T12:00") for year in range(MOST_DAYS + 9)]

    told = by_day(points, "UTC")

    assert (len(told), told[-1][1]) == (MOST_DAYS, MOST_DAYS + 9)


def changed(at):
    return PacePoint(datetime.fromisoformat(f"{at}:00+00:00"), Count(yes=1))
