from datetime import UTC, datetime

from tests.builders import a_lead, a_rally, commit
from turnout.desk import keeping, leads, looks, rallies
from turnout.model import Count, Door


def test_an_event_without_commitments_has_a_picture(desk, rally):
    progress = looks.progress(desk, "ks")

    assert progress.count == Count()
    assert [lead.name for lead in progress.leads] == ["Wichita Teachers"]


def test_people_without_a_lead_have_their_own_row(desk, rally):
    commit(desk, "1", party="2")
    commit(desk, "2", party="3", lead="wichita_teachers")

    progress = looks.progress(desk, "ks")
    assert (progress.own.coming, progress.leads[0].count.coming, progress.count.coming) == (2, 3, 5)


def test_a_sites_people_are_in_its_parents_total(desk, rally):
    a_rally(desk, "salina", parent="ks", title="Salina")
    commit(desk, "1", event="salina", party="4")
    commit(desk, "2", party="2")

    parent = looks.progress(desk, "ks")
    assert parent.sites[0].starts_at == rallies.event(desk, "salina").starts_at
    assert (parent.count.coming, parent.own.coming, parent.sites[0].count.coming) == (6, 2, 4)
    assert looks.progress(desk, "salina").count.coming == 4
    assert keeping.check(desk) == []


def test_a_site_moves_its_parents_clock_and_not_its_sisters(desk, rally):
    a_rally(desk, "salina", parent="ks")
    a_rally(desk, "topeka", parent="ks")
    sister = looks.seq(desk, "topeka")
    receipt = commit(desk, event="salina")

    assert looks.seq(desk, "ks") == looks.seq(desk, "salina") == receipt.seq
    assert looks.seq(desk, "topeka") == sister


def test_just_in_is_newest_first_without_a_name(desk, rally):
    commit(desk, "1", name="Ana Lopez", party="4", lead="wichita_teachers")
    commit(desk, "2", name="Ben", party="1")

    newest, before = looks.progress(desk, "ks").just_in[:2]
    assert (newest.people, newest.lead, newest.door) == (1, "", "api")
    assert (before.people, before.lead) == (4, "Wichita Teachers")
    assert "Ana" not in str(looks.progress(desk, "ks"))


def test_just_in_tells_how_many_fewer(desk, rally):
    commit(desk, "1", party="4", contact="ana@example.org")
    commit(desk, "2", party="1", contact="ana@example.org")

    assert looks.progress(desk, "ks").just_in[0].people == -3


def test_a_quiet_event_shows_no_names(desk):
    a_rally(desk, "quiet", quiet=True)
    a_lead(desk, event="quiet")
    commit(desk, event="quiet", party="4", lead="wichita_teachers")

    progress = looks.progress(desk, "quiet")
    assert "Wichita" not in str(progress)
    assert (progress.unnamed.coming, progress.unnamed_leads) == (4, 1)


def test_a_quiet_site_shows_no_names_on_its_parents_screens(desk, rally):
    a_rally(desk, "quiet", quiet=True, parent="ks")
    a_lead(desk, "hush@m.social", event="quiet", name="Hush")
    commit(desk, event="quiet", party="4", lead="hush")

    assert "Hush" not in str(looks.progress(desk, "ks"))


def test_quiet_sites_share_one_row_without_a_title(desk, rally):
    a_rally(desk, "hush", quiet=True, parent="ks", title="Clinic", place="12 Elm St", goal=20)
    a_rally(desk, "hush-2", quiet=True, parent="ks", title="Shelter", place="9 Oak St", goal=5)
    commit(desk, "1", event="hush", party="4")
    commit(desk, "2", event="hush-2", party="1")

    shown = looks.progress(desk, "ks")

    (row,) = shown.sites
    assert (row.event, row.title, row.place, row.goal, row.count.coming) == ("", "", "", 25, 5)
    assert row.starts_at is None
    assert not {"Clinic", "Shelter", "12 Elm St", "hush"} & set(str(shown.sites).split("'"))


def test_pace_is_booked_in_the_hour_it_was_said(desk, rally):
    commit(desk, "1", party="4", said_at="2026-11-20T10:20:00Z")
    commit(desk, "2", party="2", said_at="2026-11-20T10:50:00Z")

    (point,) = looks.pace(desk, "ks")
    assert (point.at, point.change) == (datetime(2026, 11, 20, 10, tzinfo=UTC), Count(yes=6))


def test_pace_adds_up_to_what_stands(desk, rally):
    commit(desk, "1", party="4", contact="a@example.org", said_at="2026-11-19T10:00:00Z")
    commit(desk, "2", party="1", contact="a@example.org", said_at="2026-11-20T10:00:00Z")
    leads.declare(desk, "ks", "wichita_teachers", total=30).result()

    changes = [point.change.coming for point in looks.pace(desk, "ks")]
    assert changes == [4, -3, 30]
    assert sum(changes) == looks.progress(desk, "ks").count.coming


def test_who_was_named_later_filled_what_was_declared_before(desk, rally):
    noon = datetime(2026, 11, 20, 12, tzinfo=UTC)
    leads.declare(desk, "ks", "wichita_teachers", total=30, said_at=noon).result()
    commit(desk, "1", party="4", lead="wichita_teachers", said_at="2026-11-21T10:00:00Z")

    assert [point.change for point in looks.pace(desk, "ks")] == [
        Count(by_count=30),
        Count(yes=4, by_count=-4),
    ]


def test_who_was_named_before_a_lead_declared_came_first(desk, rally):
    noon = datetime(2026, 11, 20, 12, tzinfo=UTC)
    leads.declare(desk, "ks", "wichita_teachers", total=30, said_at=noon).result()
    commit(desk, "1", party="4", lead="wichita_teachers", said_at="2026-11-19T10:00:00Z")

    assert [point.change for point in looks.pace(desk, "ks")] == [
        Count(yes=4),
        Count(by_count=26),
    ]


def test_doors_tell_what_stands_through_each(desk, rally):
    commit(desk, "1", party="4", contact="ana@example.org")
    commit(desk, "2", party="2", door=Door.FORM, scope="")
    commit(desk, "3", party="5", contact="ana@example.org", door=Door.FEED, scope="feed:1")
    leads.declare(desk, "ks", "wichita_teachers", total=10).result()

    assert [(door.door, door.commitments, door.people) for door in looks.doors(desk, "ks")] == [
        ("feed", 1, 5),
        ("form", 1, 2),
        ("count", 0, 10),
    ]


def test_seqs_tell_of_every_event(desk, rally):
    a_rally(desk, "mo")

    assert looks.seqs(desk) == {"ks": 2, "mo": 3}


def test_an_event_that_keeps_its_leads_names_to_itself_shows_none(desk):
    a_rally(desk, names_public=False)
    a_lead(desk)
    commit(desk, "1", lead="wichita_teachers", party="3")

    shown = looks.progress(desk, "ks")

    assert (shown.leads, shown.unnamed_leads, shown.unnamed.coming) == ((), 1, 3)
    assert {item.lead for item in shown.just_in} == {""}
