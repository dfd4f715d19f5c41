"""How an event went, over a real store: as it stood at the start, moved by corrections since."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.builders import NOON, Clock, a_desk, a_lead, a_rally, come, commit
from turnout.desk import forecasting, leads, links, merging, rallies, scores
from turnout.errors import NotFound
from turnout.model import Door, EventState, HeadCount, Method, Role
from turnout.model.scores import Listed
from turnout.store import head_counts, log

START = datetime(2026, 12, 5, 18, tzinfo=UTC)  # noon in Topeka
AFTER = START + timedelta(hours=6)


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def desk(tmp_path, clock):
    opened = a_desk(tmp_path, clock)
    a_rally(opened)
    yield opened
    opened.store.close()


def some(desk, many, lead="", event="ks", first=0, **fields):
    """Let so many promise to come with a lead; return who they are."""
    return [
        commit(
            desk, f"{event}{lead}{n}{fields}", event=event, name=f"P {n}",
            contact=f"p{n}@example.org", lead=lead, **fields,
        ).person
        for n in range(first, first + many)
    ]  # fmt: skip


def all_come(desk, clock, persons, lead, event="ks", start=START):
    clock.now = start + timedelta(minutes=5)
    for person in persons:
        come(desk, event, person=person, lead=lead.id)


def test_there_is_no_score_before_the_end_nor_of_what_did_not_take_place(desk, clock):
    assert scores.went(desk, "ks") is None

    clock.now = AFTER
    assert scores.went(desk, "ks") is not None
    desk.store.write(lambda tx: tx.run("UPDATE event SET state = 'cancelled'")).result()
    assert rallies.event(desk, "ks").state is EventState.CANCELLED
    assert scores.went(desk, "ks") is None


def test_an_unknown_event_is_not_found(desk):
    with pytest.raises(NotFound):
        scores.went(desk, "nowhere")


@pytest.mark.parametrize("role", [Role.LEAD, Role.FUNDER, Role.DOOR])
def test_by_a_link_it_is_read_by_organizers_alone(role, desk, clock):
    clock.now = AFTER
    lead = a_lead(desk).handle if role is Role.LEAD else ""
    other = links.enter(desk, links.mint(desk, role, "ks", lead=lead))[1]
    own = links.enter(desk, links.mint(desk, Role.ORGANIZER, "ks"))[1]

    assert scores.went(desk, "ks", f"grant:{own.id}") is not None
    links.revoke(desk, own.id)
    for grant in (own, other):
        with pytest.raises(NotFound):
            scores.went(desk, "ks", f"grant:{grant.id}")


def test_a_lead_is_measured_by_what_stood_when_it_began(desk, clock):
    lead = a_lead(desk)
    people = some(desk, 12, lead.handle)
    some(desk, 2, lead.handle, status="confirmed")
    clock.now = START + timedelta(minutes=1)
    some(desk, 1, lead.handle, status="cancelled")  # on the way, and turned back
    all_come(desk, clock, people[:11], lead)
    come(desk, heads=3, lead=lead.id)
    clock.now = AFTER

    score = scores.went(desk, "ks").lead(lead.id)
    assert (score.promised, score.confirmed) == (12, 2)
    assert (score.checked, score.walk_ins, score.came) == (11, 3, 14)


def test_what_was_withdrawn_before_the_start_was_no_promise_any_more(desk, clock):
    lead = a_lead(desk)
    some(desk, 12, lead.handle)
    clock.now = START - timedelta(hours=1)
    some(desk, 4, lead.handle, status="cancelled", door=Door.DESK, scope="desk")
    clock.now = AFTER

    assert scores.went(desk, "ks").lead(lead.id).promised == 8


def test_a_goal_that_was_lowered_in_time_changes_no_ratio(desk, clock):
    lead = a_lead(desk, goal=120)
    people = some(desk, 10, lead.handle)
    leads.set_goal(desk, "ks", lead.handle, 12).result()
    all_come(desk, clock, people[:9], lead)
    clock.now = AFTER

    score = scores.went(desk, "ks").lead(lead.id)
    assert (score.goal, score.kept) == (12, 0.9)


def test_a_correction_at_the_door_moves_the_score_later(desk, clock):
    lead = a_lead(desk)
    people = some(desk, 5, lead.handle)
    all_come(desk, clock, people, lead)
    clock.now = AFTER
    assert scores.went(desk, "ks").lead(lead.id).came == 5

    clock.now += timedelta(hours=1)
    come(desk, person=people[0], heads=0, lead=lead.id)
    come(desk, heads=2, lead=lead.id)
    assert scores.went(desk, "ks").lead(lead.id).came == 6


def test_people_on_their_own_are_in_the_total_and_with_no_lead(desk, clock):
    a_lead(desk)
    clock.now = START
    come(desk, heads=4)
    clock.now = AFTER

    went = scores.went(desk, "ks")
    assert (went.total.came, went.own.came) == (4, 4)
    assert [each.score.came for each in went.leads] == [0]


def a_spring_rally(desk, clock, quiet=False):
    """Make an earlier rally of the same lead at which two of twelve were; return its lead."""
    clock.now = datetime(2026, 3, 20, 12, tzinfo=UTC)
    a_rally(desk, "spring", starts_at=datetime(2026, 4, 11, 12), hashtag="Spring", quiet=quiet)
    lead = a_lead(desk, event="spring")
    people = some(desk, 4, lead.handle, "spring")
    all_come(desk, clock, people[:3], lead, "spring", datetime(2026, 4, 11, 17, tzinfo=UTC))
    clock.now = NOON


def test_first_timers_were_at_no_earlier_event(desk, clock):
    a_spring_rally(desk, clock)
    lead = a_lead(desk)
    people = some(desk, 6, lead.handle)  # four of whom promised in the spring, and three came
    all_come(desk, clock, people, lead)
    clock.now = AFTER

    went = scores.went(desk, "ks")
    assert (went.total.first_timers, went.lead(lead.id).first_timers) == (3, 3)
    assert scores.went(desk, "spring").total.first_timers is None  # nothing was before it


def test_a_quiet_event_makes_nobody_known(desk, clock):
    a_spring_rally(desk, clock, quiet=True)
    lead = a_lead(desk)
    all_come(desk, clock, some(desk, 6, lead.handle), lead)
    clock.now = AFTER

    assert scores.went(desk, "ks").total.first_timers is None
    assert scores.went(desk, "ks").lead(lead.id).before is None


def test_a_lead_is_set_beside_their_last_time_by_their_handle(desk, clock):
    a_spring_rally(desk, clock)
    lead = a_lead(desk)
    all_come(desk, clock, some(desk, 5, lead.handle), lead)
    clock.now = AFTER

    score = scores.went(desk, "ks").lead(lead.id)
    assert (score.before, score.grown) == (3, 2)


def test_a_campaign_is_its_sites_together_and_a_person_once(desk, clock):
    a_rally(desk, "day", hashtag="Day")
    both = [a_rally(desk, slug, parent="day", hashtag=slug) for slug in ("east", "west")]
    east, west = (a_lead(desk, event=site.slug) for site in both)
    people = some(desk, 6, east.handle, "east")
    some(desk, 2, west.handle, "west")  # the first two of them promised to both
    all_come(desk, clock, people, east, "east")
    all_come(desk, clock, people[:1], west, "west")
    clock.now = AFTER

    went = scores.went(desk, "day")
    assert (went.total.promised, went.total.came) == (6, 6)
    assert [(each.lead.handle, each.score.came) for each in went.leads] == [(east.handle, 6)]
    assert (went.over, went.of) == (3, 3)


def test_of_a_campaign_only_what_is_over_is_told(desk, clock):
    a_rally(desk, "day", hashtag="Day", starts_at=datetime(2026, 12, 20, 12))
    a_rally(desk, "east", parent="day", hashtag="east")
    a_rally(desk, "west", parent="day", hashtag="west", starts_at=datetime(2026, 12, 19, 12))
    some(desk, 3, event="east")
    some(desk, 9, event="west", first=20)
    clock.now = AFTER

    went = scores.went(desk, "day")
    assert (went.over, went.of, went.total.promised) == (1, 3, 3)


def test_a_crowd_larger_than_the_list_leaves_nobody_unkept_or_missed(desk, clock):
    lead = a_lead(desk)
    people = some(desk, 9, lead.handle)
    all_come(desk, clock, people[:4], lead)

    def count(tx):
        seq = log.tick(tx, event=1, kind="head_count", door=Door.DOOR, key="h", by="desk",
                       at=clock.now)  # fmt: skip
        told = HeadCount(seq, clock.now, Method.GRID, 30, 36, 44)
        head_counts.insert(tx, seq, 1, told)

    desk.store.write(count).result()
    clock.now = AFTER

    assert scores.went(desk, "ks").listed is Listed.PARTLY
    assert missed(desk, lead) == []


def missed(desk, lead):
    went = scores.went(desk, lead.event)
    with desk.store.reading() as look:
        event = rallies.rows.find(look, lead.event)
        return [row["name"] for row in scores.missed(look, event, lead.id, went.listed)]


def test_missed_is_who_promised_took_nothing_back_and_was_not_there(desk, clock):
    lead, other = a_lead(desk), a_lead(desk, "other", name="Other")
    people = some(desk, 6, lead.handle)
    some(desk, 1, other.handle, first=40)
    some(desk, 1, lead.handle, first=50, status="maybe")
    clock.now = START + timedelta(minutes=2)
    some(desk, 1, lead.handle, first=5, status="cancelled", door=Door.DESK, scope="desk")
    all_come(desk, clock, people[:4], lead)
    clock.now = AFTER

    assert missed(desk, lead) == ["P 4"]


def test_nobody_of_a_quiet_event_is_missed(desk, clock):
    a_rally(desk, "hush", quiet=True, hashtag="Hush")
    lead = a_lead(desk, event="hush")
    people = some(desk, 6, lead.handle, "hush")
    all_come(desk, clock, people[:4], lead, "hush")
    clock.now = AFTER

    assert missed(desk, lead) == []


def test_two_leads_made_one_have_one_score(desk, clock):
    lead, other = a_lead(desk), a_lead(desk, "other", name="Other")
    people, others = some(desk, 3, lead.handle), some(desk, 2, other.handle, first=10)
    all_come(desk, clock, people, lead)
    all_come(desk, clock, others, other)
    merging.merge(desk, "ks", lead.handle, other.handle, total=0, goal=120).result()
    clock.now = AFTER

    assert [(each.score.promised, each.score.came) for each in scores.went(desk, "ks").leads] == [
        (5, 5)
    ]


def test_what_came_with_a_lead_moves_what_is_expected_of_them_next_time(desk, clock):
    for month in (3, 4):
        let_bring(desk, clock, month, faithful=28, hopeful=5)
    clock.now = NOON
    for first, handle in ((300, "faithful"), (400, "hopeful")):
        some(desk, 30, a_lead(desk, handle).handle, first=first)

    told = forecasting.of_leads(desk, "ks")
    assert told["hopeful"].final.median < told["faithful"].final.median


def let_bring(desk, clock, month, **leads):
    """Let each of `leads` promise 30 at an event of that month, of whom so many came."""
    clock.now, slug = datetime(2026, month, 1, 12, tzinfo=UTC), f"m{month}"
    a_rally(desk, slug, starts_at=datetime(2026, month, 20, 12), hashtag=slug)
    said = [
        (a_lead(desk, handle, event=slug), some(desk, 30, handle, slug, first=100 * n), came)
        for n, (handle, came) in enumerate(leads.items(), 1)
    ]
    for lead, people, came in said:
        all_come(desk, clock, people[:came], lead, slug, datetime(2026, month, 20, 18, tzinfo=UTC))
