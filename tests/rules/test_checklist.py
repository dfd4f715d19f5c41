from datetime import UTC, date, datetime, timedelta

import pytest

from turnout.rules.checklist import (
    LeadFacts,
    Preparation,
    Situation,
    needs,
    ready,
    steps,
)

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
READY = {"public_url": "https://r.example.org", "leads": 2, "leads_with_link": 2, "feeds": 1,
         "hashtag": "KS", "tried": True, "backup_at": NOW}  # fmt: skip


def open_steps(**facts):
    return [step.name for step in steps(Preparation(**{**READY, **facts}), NOW) if not step.done]


def a_situation(**facts):
    given = {"starts_at": NOW + timedelta(days=14), "ends_at": None, "open": True, "held": 0,
             "posts": 0, "failing_feeds": 0, "refused": 0, "keep_contacts_until": None,
             "today": date(2026, 11, 22)}  # fmt: skip
    return Situation(**{**given, **facts})


def a_lead(**facts):
    given = {"handle": "ana", "added_at": NOW, "link_made_at": NOW, "link_opened_at": NOW,
             "said_at": NOW}  # fmt: skip
    return LeadFacts(**{**given, **facts})


def names(situation):
    return [need.name for need in needs(situation, NOW)]


def test_nothing_is_left_when_all_is_done():
    assert ready(steps(Preparation(**READY), NOW))


def test_what_strangers_told_of_the_map_waits_beside_the_posts():
    found = names(a_situation(held=1, reports=2, posts=3, stories=1, failing_feeds=1))

    assert found == ["held", "reports", "posts", "stories", "feeds"]


@pytest.mark.parametrize(
    "facts, left",
    [
        ({"public_url": ""}, ["address"]),
        ({"public_url": "http://10.0.0.2:8501"}, ["https"]),
        ({"leads": 0, "leads_with_link": 0}, ["lead", "link"]),
        ({"leads_with_link": 1}, ["link"]),
        ({"feeds": 0}, ["feed"]),
        ({"feeds": 0, "hashtag": ""}, []),
        ({"tried": False}, ["trial"]),
        ({"backup_at": None}, ["backup"]),
        ({"backup_at": NOW - timedelta(days=3)}, ["backup"]),
    ],
)
def test_each_fact_leaves_its_step(facts, left):
    assert open_steps(**facts) == left


def test_the_most_urgent_comes_first():
    leads = (a_lead(link_made_at=None, link_opened_at=None),)
    found = names(
        a_situation(
            starts_at=NOW + timedelta(hours=20), held=2, failing_feeds=1, refused=3, leads=leads
        )
    )

    assert found == ["tomorrow", "held", "feeds", "no_link", "refused"]


def test_a_quiet_day_needs_nobody():
    assert names(a_situation(leads=(a_lead(),))) == []


def test_after_it_open_doors_matter_and_silent_leads_do_not():
    leads = (a_lead(link_made_at=None),)

    assert names(a_situation(starts_at=NOW - timedelta(days=1), leads=leads)) == ["over"]


@pytest.mark.parametrize("days, silent", [(4, []), (6, ["silent"])])
def test_a_lead_is_silent_after_five_days(days, silent):
    long_ago = NOW - timedelta(days=days)
    lead = a_lead(added_at=long_ago, link_opened_at=long_ago, said_at=None)

    assert names(a_situation(leads=(lead,))) == silent


@pytest.mark.parametrize("until, told", [(date(2026, 11, 26), []), (date(2026, 11, 25), ["purge"])])
def test_contacts_about_to_be_forgotten_are_told_of(until, told):
    assert names(a_situation(keep_contacts_until=until)) == told


@pytest.mark.parametrize("days", [-1, 0, 1])
def test_contacts_on_their_last_day_are_forgotten_within_a_day_never_in_none(days):
    last = NOW.date() + timedelta(days=days)
    (need,) = needs(a_situation(keep_contacts_until=last), NOW)

    assert (need.name, need.n) == ("purge", 1)
