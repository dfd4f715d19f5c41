"""The funders' report: the live picture's numbers, less those that could point at a person."""

import time
from datetime import datetime, timedelta

import pytest

from tests.builders import NOON, a_lead, a_rally, come, commit
from turnout.desk import accounts, door, door_taps, leads, links, looks
from turnout.desk.door_taps import Tap
from turnout.errors import NotAllowed
from turnout.formats.report import HEADS, Told
from turnout.model import Door, Grant, Role

FUNDER = Grant(1, Role.FUNDER, "ks")
EVERYWHERE = Grant(2, Role.FUNDER, None)


def the_report(desk, slug="ks", *grants):
    return accounts.report(desk, slug, grants or (EVERYWHERE,))


def crowd(desk, of, event="ks", status="yes", **fields):
    """Sign up `of` people in parties of five and one of the rest."""
    for at, party in enumerate([*[5] * (of // 5), *([of % 5] if of % 5 else [])]):
        key = f"{event}-{status}-{fields.get('lead', '')}-{of}-{at}"
        commit(desk, key, party=str(party), event=event, status=status, name=key, **fields)


def test_the_numbers_are_those_of_the_live_picture_of_the_same_seq(desk, rally):
    crowd(desk, 60)
    crowd(desk, 20, status="confirmed", lead="wichita_teachers")
    crowd(desk, 10, status="maybe")
    leads.declare(desk, "ks", "wichita_teachers", total=50).result()

    told, live = the_report(desk).line, looks.progress(desk, "ks")
    assert told.told == Told(110, 20, 60, 30, 10)
    assert (told.seq, told.at) == (live.seq, live.at)
    assert {name: getattr(told.told, name) for name in HEADS} == {
        name: getattr(live.count, name) for name in HEADS
    }


def test_leads_and_those_on_their_own_add_up_and_so_do_doors(desk, rally):
    crowd(desk, 60)
    crowd(desk, 20, lead="wichita_teachers", door=Door.FORM, scope="")
    leads.declare(desk, "ks", "wichita_teachers", total=50).result()

    report = the_report(desk)
    assert [(lead.name, lead.people) for lead in report.leads] == [("Wichita Teachers", 50)]
    assert report.own == 60
    assert [(door.door, door.people) for door in report.doors] == [
        ("api", 60), ("form", 20), ("count", 30),
    ]  # fmt: skip


def test_a_lead_with_a_few_people_is_named_without_a_number(desk, rally):
    crowd(desk, 60)
    commit(desk, "few", party="2", lead="wichita_teachers", name="Few")

    report = the_report(desk)
    assert report.leads[0].people is None
    assert report.own is None  # else the total would give it away
    assert report.line.told.coming == 62


def test_a_door_that_few_people_came_by_is_hidden_with_another(desk, rally):
    crowd(desk, 60)
    commit(desk, "paper", party="2", door=Door.PAPER, name="Two")
    crowd(desk, 70, door=Door.FORM, scope="")

    told = {door.door: (door.commitments, door.people) for door in the_report(desk).doors}
    assert told == {"form": (14, 70), "api": (None, None), "paper": (None, None)}


def test_a_few_sign_ups_for_many_people_are_told_in_heads_only(desk, rally):
    commit(desk, party="9")

    assert [(door.commitments, door.people) for door in the_report(desk).doors] == [(None, 9)]


def test_a_hidden_lead_stays_hidden_and_is_counted_among_the_others(desk, rally):
    leads.show(desk, "ks", "wichita_teachers@mastodon.social", False).result()
    crowd(desk, 40, lead="wichita_teachers")

    report = the_report(desk)
    assert "Wichita" not in str(report)
    assert (report.unnamed_leads, report.unnamed) == (1, 40)


def test_nobodys_name_or_contact_is_in_a_report(desk, rally):
    commit(desk, "1", party="9", name="Amina Diallo", contact="amina@example.org", note="Ride?")

    told = str(the_report(desk))
    assert not any(word in told for word in ("Amina", "amina", "Ride"))


def test_sites_stand_beside_their_campaign_on_either_ones_report(desk, rally):
    for slug in ("salina", "topeka"):
        a_rally(desk, slug, parent="ks", title=slug, goal=50)
        crowd(desk, 30, event=slug)

    assert [line.event.slug for line in the_report(desk).sites] == ["salina", "topeka"]
    assert [line.told.coming for line in the_report(desk).sites] == [30, 30]
    around = the_report(desk, "salina").campaign
    assert [(line.event.slug, line.told.coming) for line in around] == [("ks", 60), ("topeka", 30)]


def test_a_campaign_its_reader_may_not_see_is_left_out(desk, rally):
    a_rally(desk, "salina", parent="ks")

    assert the_report(desk, "salina", Grant(1, Role.FUNDER, "salina")).campaign == ()


def test_what_one_page_hides_the_pages_of_its_campaign_do_not_give_away(desk, rally):
    for slug, yes, confirmed in (("salina", 40, 2), ("topeka", 45, 20), ("wichita", 50, 30)):
        a_rally(desk, slug, parent="ks", title=slug)
        crowd(desk, yes, event=slug)
        crowd(desk, confirmed, event=slug, status="confirmed")

    pages = {slug: the_report(desk, slug) for slug in ("ks", "salina", "topeka", "wichita")}
    told = {slug: page.line.told for slug, page in pages.items()}
    assert told["salina"].confirmed is None
    assert [told[slug].confirmed for slug in ("ks", "topeka", "wichita")].count(None) == 1
    assert [line.told for line in pages["ks"].sites] == [
        told[slug] for slug in ("salina", "topeka", "wichita")
    ]


def test_events_that_are_over_stand_below_the_latest_first(desk, rally):
    for days in (30, 10):
        slug = f"ago-{days}"
        a_rally(desk, slug, starts_at=NOON - timedelta(days=days))
        crowd(desk, 70, event=slug, said_at=(NOON - timedelta(days=days + 1)).isoformat())

    past = the_report(desk).past
    assert [(line.event.slug, line.told.coming) for line in past] == [
        ("ago-10", 70),
        ("ago-30", 70),
    ]
    assert the_report(desk, "ks", FUNDER).past == ()


def test_a_quiet_event_is_never_set_beside_another_for_a_stranger(desk, rally):
    long_ago = datetime(2026, 10, 1, 12)
    a_rally(desk, "hush", quiet=True, progress_public=True, starts_at=long_ago)
    a_rally(desk, "loud", progress_public=True, starts_at=long_ago)

    assert [line.event.slug for line in the_report(desk, "ks", FUNDER).past] == ["loud"]
    assert [event.slug for event in accounts.readable(desk, ())] == ["loud"]
    assert [event.slug for event in accounts.readable(desk, (), "hush")] == ["hush", "loud"]


def test_days_are_told_in_steps_that_point_at_nobody(desk, rally):
    for at, (party, said) in enumerate([("9", 18), ("2", 19), ("8", 20), ("7", 21)]):
        commit(desk, str(at), party=party, name=str(at), said_at=f"2026-11-{said}T18:00:00Z")

    told = [(point.day.day, point.told.coming) for point in the_report(desk).over_time]
    assert told == [(18, 9), (20, 19), (21, 26)]


def test_an_event_without_a_commitment_has_a_report(desk):
    a_rally(desk, "bare", goal=0)

    report = the_report(desk, "bare")
    assert report.line.told == Told(0, 0, 0, 0, 0)
    assert (report.doors, report.over_time, report.leads) == ((), (), ())


def test_so_few_that_the_total_could_point_at_them_are_no_number(desk, rally):
    commit(desk, party="3")

    report = the_report(desk)
    assert report.line.told.coming is None
    assert "3" not in {str(report.own), *(str(door.people) for door in report.doors)}
    assert report.over_time == ()


@pytest.mark.parametrize(
    "grants", [(), (Grant(1, Role.FUNDER, "park"),), (Grant(1, Role.LEAD, "ks"),)]
)
def test_a_closed_report_is_for_its_funders_and_organizers(grants, desk, rally):
    with pytest.raises(NotAllowed):
        accounts.report(desk, "ks", grants)


def test_an_open_one_is_for_everybody(desk):
    a_rally(desk, "ks", progress_public=True)

    assert accounts.report(desk, "ks", ()).line.event.slug == "ks"


def test_only_a_funders_token_opens_it_to_a_program(desk, rally):
    funder = links.mint(desk, Role.FUNDER, "ks")

    assert accounts.bearer(desk, funder)[0].role is Role.FUNDER
    assert accounts.bearer(desk, links.mint(desk, Role.ORGANIZER)) == []
    assert accounts.bearer(desk, "forged") == []
    links.revoke(desk, accounts.bearer(desk, funder)[0].id)
    assert accounts.bearer(desk, funder) == []


def test_a_campaign_of_thirty_sites_and_three_hundred_leads_is_told_in_a_second(desk, rally):
    for site in range(30):
        a_rally(desk, f"site-{site}", parent="ks", title=f"Site {site}")
        crowd(desk, 3 + site, event=f"site-{site}")
        crowd(desk, site, event=f"site-{site}", status="confirmed")
    for lead in range(300):
        a_lead(desk, f"lead_{lead}", name=f"Lead {lead}")
        commit(desk, f"l{lead}", lead=f"lead_{lead}", party=str(1 + lead % 9), name=f"L{lead}")
    begun = time.thread_time()

    report = the_report(desk)

    assert (len(report.sites), len(report.leads)) == (30, 301)
    assert time.thread_time() - begun < 2  # of this thread alone: others share its cores


def test_who_came_is_told_apart_from_promises_and_never_when_so_few(desk, rally):
    volunteer = links.enter(desk, links.mint(desk, Role.DOOR, "ks"))[1]
    who = door.Volunteer("ks", Role.DOOR, f"grant:{volunteer.id}")

    def walk_in(n):
        key = f"key-of-a-walk-in-{n:03}"
        door_taps.tap(desk, who, Tap(key, subject=f"walkin:{key}", n=n)).result()
        return accounts.report(desk, "ks", [FUNDER]).line.attended

    few = walk_in(3)
    assert (few.came, few.walk_ins) == (None, None)
    assert walk_in(40).came == 43


def some_who_came_before(desk, before, new):
    """Let so many come who had come to an earlier rally, and so many who had not."""
    a_rally(desk, "spring", starts_at=datetime(2026, 11, 28, 12), hashtag="Spring")
    for n in range(before + new):
        contact = f"p{n}@example.org"
        for event in ("spring", "ks"):
            person = commit(desk, f"{event}{n}", event=event, contact=contact).person
            if event == "ks" or n < before:
                come(desk, event, person=person)


def test_first_timers_are_told_where_an_earlier_rally_can_tell(desk, rally):
    some_who_came_before(desk, 7, 6)

    assert the_report(desk).line.attended.first_timers == 6
    assert the_report(desk, "spring").line.attended.first_timers is None


@pytest.mark.parametrize("before, new", [(9, 3), (3, 9)], ids=["few first-timers", "few others"])
def test_first_timers_are_not_told_where_they_or_the_others_are_few(before, new, desk, rally):
    some_who_came_before(desk, before, new)

    assert the_report(desk).line.attended.first_timers is None


def test_first_timers_of_sites_add_up_to_those_of_the_whole(desk):
    a_rally(desk, "spring", starts_at=datetime(2026, 11, 28, 12), hashtag="Spring")
    come(desk, "spring", person=commit(desk, "s", event="spring").person)
    a_rally(desk, "day", hashtag="Day")
    for site, many in (("east", 6), ("west", 7)):
        a_rally(desk, site, parent="day", hashtag=site)
        for n in range(many):
            key = f"{site}{n}"
            person = commit(desk, key, event=site, contact=f"{key}@example.org").person
            come(desk, site, person=person)

    told = the_report(desk, "day")
    firsts = [line.attended.first_timers for line in told.sites]
    assert (told.line.attended.first_timers, sorted(firsts)) == (13, [6, 7])
