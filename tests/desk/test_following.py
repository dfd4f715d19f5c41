"""The next event made from one there was: what it was and who led, never who came."""

from datetime import UTC, date, datetime

import pytest

from tests.builders import NOON, a_desk, a_lead, a_rally, commit
from turnout.desk import cards, following, keeping, leads, links, looks, rallies, schedule
from turnout.errors import NotFound, Refused
from turnout.model import EventState, Role

NEXT = datetime(2027, 1, 9, 12)
WICHITA = "wichita_teachers@mastodon.social"


@pytest.fixture
def rally(desk):
    a_rally(
        desk, ask="Stand with us", needs=("ride",), ask_contact="either", most_in_party=6,
        names_public=False, progress_public=True, keep_contacts_until=date(2026, 12, 19),
        ends_at=datetime(2026, 12, 5, 14),
    )  # fmt: skip
    a_lead(desk)
    leads.add(desk, "ks", "Ben", "ben@m.social", 40, WICHITA, handles=["ben_sms"]).result()
    leads.declare(desk, "ks", WICHITA, total=30).result()
    commit(desk, "1", party="3", lead=WICHITA, contact="ana@example.org")
    yield desk
    assert keeping.check(desk) == []


def follow(desk, **given):
    fields = {"slug": "ks-2", "title": "Again", "starts_at": NEXT, **given}
    return following.follow(desk, "ks", **fields).result()


def test_it_is_what_it_was_on_another_day(rally):
    was, made = rallies.event(rally, "ks"), follow(rally)

    same = ("ask", "zone", "place", "hashtag", "needs", "ask_contact", "contact_required",
            "most_in_party", "quiet", "names_public", "progress_public")  # fmt: skip
    assert [getattr(made, name) for name in same] == [getattr(was, name) for name in same]
    assert made.starts_at == datetime(2027, 1, 9, 18, tzinfo=UTC)
    assert (made.slug, made.title, made.goal) == ("ks-2", "Again", 0)


def test_contacts_are_kept_as_many_days_as_they_were(rally):
    assert follow(rally).keep_contacts_until == date(2027, 1, 23)


def test_nobody_has_promised_to_come_to_it(rally):
    follow(rally, with_leads=True)

    assert looks.progress(rally, "ks-2").count.coming == 0
    assert looks.progress(rally, "ks").count.coming == 30


def test_a_cancelled_and_closed_event_is_followed_by_one_that_takes_place(rally):
    schedule.cancel(rally, "ks").result()
    rallies.close(rally, "ks").result()
    made = follow(rally)

    assert (made.state, made.open) == (EventState.ON, True)


def test_without_the_leads_it_has_none(rally):
    follow(rally)

    assert leads.leads(rally, "ks-2") == []


def test_leads_come_with_their_goals_recruiters_and_every_handle(rally):
    follow(rally, with_leads=True)

    wichita, ben = cards.cards(rally, "ks-2")
    assert (wichita.lead.handle, wichita.lead.goal, wichita.lead.recruited_by) == (
        WICHITA, 120, None)  # fmt: skip
    assert (ben.handles, ben.lead.goal) == (("ben@m.social", "ben_sms"), 40)
    assert ben.lead.recruited_by == "wichita_teachers"
    assert ben.link is None


def test_a_recruiter_added_after_their_recruit_still_is_theirs(rally):
    a_lead(rally, "cy@m.social", name="Cy", goal=0)
    leads.change(rally, "ks", WICHITA, recruited_by="cy@m.social").result()
    follow(rally, with_leads=True)

    assert leads.leads(rally, "ks-2")[0].recruited_by == "cy"


def test_who_was_not_shown_is_not_shown_next_time(rally):
    leads.show(rally, "ks", WICHITA, False).result()
    follow(rally, with_leads=True)

    assert [lead.shown for lead in leads.leads(rally, "ks-2")] == [False, True]


def test_an_erased_lead_does_not_come_back(rally):
    keeping.erase(rally, WICHITA).result()
    follow(rally, with_leads=True)

    (ben,) = leads.leads(rally, "ks-2")
    assert (ben.name, ben.recruited_by) == ("Ben", None)


def test_leads_of_a_quiet_event_are_nobody_known_elsewhere(rally):
    a_rally(rally, "quiet", quiet=True)
    a_lead(rally, "zo@m.social", event="quiet", name="Zo")
    following.follow(
        rally, "quiet", slug="quiet-2", title="Q", starts_at=NEXT, with_leads=True
    ).result()

    with rally.store.reading() as look:
        persons = [row[0] for row in look.rows("SELECT person FROM lead WHERE user = 'zo'")]
    assert len(set(persons)) == 2


@pytest.mark.parametrize(
    "given, field, code",
    [
        ({"slug": "ks"}, "slug", "taken"),
        ({"slug": "No Slug"}, "slug", "not_slug"),
        ({"title": " "}, "title", "missing"),
        ({"goal": -1}, "goal", "out_of_range"),
        ({"ends_at": datetime(2027, 1, 9, 11)}, "end", "before_start"),
    ],
)
def test_a_refusal_names_the_field_and_makes_nothing(rally, given, field, code):
    with pytest.raises(Refused) as refused:
        follow(rally, with_leads=True, **given)

    assert (refused.value.field, refused.value.code) == (field, code)
    assert [event.slug for event in rallies.events(rally)] == ["ks"]


def test_a_link_for_this_event_alone_makes_no_other(rally):
    links.mint(rally, Role.ORGANIZER, "ks")

    with pytest.raises(NotFound):
        follow(rally, by="grant:1")


def test_four_weeks_later_at_the_same_hour_with_the_next_number_is_proposed(rally):
    proposed = following.proposal(rally, "ks")

    assert (proposed.slug, proposed.starts_at) == ("ks-2", datetime(2027, 1, 2, 18, tzinfo=UTC))
    assert proposed.ends_at == datetime(2027, 1, 2, 20, tzinfo=UTC)


def test_a_number_that_is_taken_is_not_proposed(rally):
    follow(rally)

    assert following.proposal(rally, "ks").slug == "ks-3"
    assert following.proposal(rally, "ks-2").slug == "ks-3"


def test_no_day_that_has_passed_is_proposed_and_summer_time_moves_no_clock(tmp_path):
    desk = a_desk(tmp_path)
    a_rally(desk, starts_at=datetime(2026, 7, 4, 12))
    proposed = following.proposal(desk, "ks").starts_at
    desk.store.close()

    assert proposed > NOON
    assert proposed == datetime(2026, 12, 19, 18, tzinfo=UTC)
