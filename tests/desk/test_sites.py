from datetime import UTC, datetime, timedelta

import pytest

from tests.builders import a_lead, a_rally, commit
from turnout.desk import leads, looks, rallies, schedule, sites
from turnout.desk.leadlists import Fate
from turnout.errors import NotFound, Refused

LIST = "Wichita, City Hall, 1 pm, 150, Ana Ruiz @ana\nPier, Pier 4, soon\n\nTopeka, Statehouse"


@pytest.fixture
def day(desk):
    return a_rally(desk, "day", ends_at=datetime(2026, 12, 5, 14), ask="Come.", quiet=False,
                   ask_contact="either", needs=("ride",))  # fmt: skip


def test_a_site_is_as_the_whole_is_but_for_what_is_given(desk, day):
    made = sites.add(desk, "day", title="Wichita", place="City Hall", goal=150).result()

    assert (made.slug, made.parent, made.goal) == ("day-wichita", "day", 150)
    assert (made.starts_at, made.ends_at, made.zone) == (day.starts_at, day.ends_at, day.zone)
    assert (made.ask, made.ask_contact, made.needs) == ("Come.", "either", ("ride",))
    assert (made.open, made.place) == (True, "City Hall")


def test_a_site_at_another_time_lasts_as_long_as_the_whole(desk, day):
    made = sites.add(desk, "day", title="Wichita", starts_at=datetime(2026, 12, 6, 9)).result()

    assert made.starts_at == datetime(2026, 12, 6, 15, tzinfo=UTC)
    assert made.ends_at - made.starts_at == timedelta(hours=2)


def test_a_site_in_another_zone_begins_by_its_own_clock(desk, day):
    noon = datetime(2026, 12, 5, 12)
    made = sites.add(desk, "day", title="West", starts_at=noon, zone="America/Denver").result()

    assert made.starts_at == datetime(2026, 12, 5, 19, tzinfo=UTC)


def test_two_sites_of_one_short_name_are_refused(desk, day):
    sites.add(desk, "day", title="Wichita").result()

    with pytest.raises(Refused, match="slug"):
        sites.add(desk, "day", title="Wichita").result()


def test_sites_are_told_with_their_numbers_and_what_is_tied_to_none(desk, day):
    sites.add(desk, "day", title="Wichita").result()
    commit(desk, "1", event="day-wichita", party="4")
    commit(desk, "2", event="day", party="3")

    (site,) = sites.sites(desk, "day")

    assert (site.event.title, site.count.coming) == ("Wichita", 4)
    assert sites.elsewhere(desk, "day").coming == 3


def test_a_list_says_line_by_line_what_becomes_of_it_and_stores_nothing(desk, day):
    found = sites.preview(desk, "day", LIST)

    assert [(each.line.number, each.fate) for each in found] == [
        (1, Fate.NEW), (2, Fate.REFUSED), (4, Fate.NEW)
    ]  # fmt: skip
    assert found[1].reasons[0].code == "not_time"
    assert [event.slug for event in rallies.events(desk)] == ["day"]


def test_a_list_is_taken_with_its_hosts_and_twice_it_changes_nothing(desk, day):
    sites.take(desk, "day", LIST)

    again = sites.take(desk, "day", LIST)

    assert [each.fate for each in again] == [Fate.KNOWN, Fate.REFUSED, Fate.KNOWN]
    assert [site.event.title for site in sites.sites(desk, "day")] == ["Topeka", "Wichita"]
    (host,) = leads.leads(desk, "day-wichita")
    assert (host.name, host.handle) == ("Ana Ruiz", "ana")


def test_a_host_whom_the_whole_knows_by_handle_has_the_same_name(desk, day):
    a_lead(desk, "ana@k.social", event="day", name="Ana Ruiz")

    sites.take(desk, "day", "Wichita, City Hall, @ana@k.social")

    assert [lead.name for lead in leads.leads(desk, "day-wichita")] == ["Ana Ruiz"]


def test_short_names_that_are_taken_get_a_number(desk, day):
    a_rally(desk, "day-wichita", title="Another")

    (line,) = sites.take(desk, "day", "Wichita")

    assert line.planned.event.slug == "day-wichita-2"


def test_a_cancelled_site_nobody_promised_to_is_no_longer_shown(desk, day):
    for title in ("Wichita", "Topeka"):
        sites.add(desk, "day", title=title).result()
    commit(desk, event="day-topeka", party="4")

    for slug in ("day-wichita", "day-topeka"):
        schedule.cancel(desk, slug).result()

    assert [site.title for site in looks.progress(desk, "day").sites] == ["Topeka"]
    assert len(sites.sites(desk, "day")) == 2


def test_a_list_of_an_event_nobody_knows_is_not_found(desk):
    with pytest.raises(NotFound):
        sites.preview(desk, "nowhere", LIST)
