"""What there is to tell, from what happened: each thing once."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from turnout.model.updates import KINDS, NEWS, Mode, UpdateRules
from turnout.rules import updates
from turnout.rules.updates import Challenge, Cleaned, Raised, Seen, drafts

ZONE = "America/Chicago"
NOON = datetime(2026, 12, 2, 18, tzinfo=UTC)  # three days before the rally, on its clock
RALLY = Seen(tells=True, zone=ZONE, starts_at=datetime(2026, 12, 5, 18, tzinfo=UTC), goal=100)
LONG = 2 * updates.FRESH
CHALLENGE = Challenge(
    12, "live", "heads", 10, 4, NOON + timedelta(hours=6), NOON, NOON, by=3, whom=(3, 5)
)  # fmt: skip


def rules(**modes):
    return UpdateRules(modes={**UpdateRules().modes, **modes})


def abouts(seen, now=NOON, **modes):
    return [each.about for each in drafts(seen, rules(**modes), now)]


@pytest.mark.parametrize(
    "coming, told",
    [(24, []), (25, ["milestone:25"]), (49, ["milestone:25"]), (74, ["milestone:50"]),
     (99, ["milestone:75"]), (100, ["milestone:100"]), (180, ["milestone:100"])],
)  # fmt: skip
def test_a_quarter_of_the_goal_is_told_when_it_is_reached(coming, told):
    assert abouts(replace(RALLY, coming=coming)) == told


def test_without_a_goal_there_is_no_quarter_of_it():
    assert abouts(replace(RALLY, goal=0, coming=50)) == []


def test_once_half_is_told_a_quarter_is_not_though_some_have_withdrawn():
    assert abouts(replace(RALLY, coming=30, known={"milestone:50"})) == []


def test_of_a_quiet_event_nothing_is_told():
    seen = replace(RALLY, tells=False, coming=100, challenges=[CHALLENGE])

    assert abouts(seen) == []


def test_a_draft_on_a_lower_quarter_says_nothing_once_a_higher_one_is_there():
    (half,) = drafts(replace(RALLY, coming=50), rules(), NOON)

    assert updates.overtaken(half, "milestone:25")
    assert not updates.overtaken(half, "milestone:75")
    assert not updates.overtaken(half, "last_hours:2026-12-05")


@pytest.mark.parametrize("state", ["offered", "live"])
def test_a_challenge_is_told_while_it_runs(state):
    (made,) = drafts(replace(RALLY, challenges=[replace(CHALLENGE, state=state)]), rules(), NOON)

    assert made.about == "challenge:12:made"
    assert made.sentence == "challenge_made_heads"
    assert made.values["by"] == ["{lead:3}"]


def test_a_challenge_that_is_met_thanks_who_took_part():
    met = replace(CHALLENGE, state="met", done=11)
    (told,) = drafts(replace(RALLY, challenges=[met]), rules(), NOON)

    assert (told.kind, told.sentence) == ("challenge_met", "challenge_met_heads_by")
    assert told.values["who"] == ["{lead:3}", "{lead:5}"]


def test_a_missed_challenge_is_told_only_where_an_organizer_wants_it():
    missed = replace(RALLY, challenges=[replace(CHALLENGE, state="missed")])

    assert abouts(missed) == []
    assert abouts(missed, challenge_missed=Mode.DRAFT) == ["challenge:12:missed"]


@pytest.mark.parametrize("state", ["called_off", "declined"])
def test_a_challenge_that_nobody_took_up_or_that_is_off_is_not_told(state):
    assert abouts(replace(RALLY, challenges=[replace(CHALLENGE, state=state)])) == []


def test_the_last_hours_are_told_on_the_day_before_and_not_once_it_has_begun():
    day = timedelta(days=1)

    assert abouts(RALLY, RALLY.starts_at - day - timedelta(minutes=1)) == []
    assert abouts(RALLY, RALLY.starts_at - day) == ["last_hours:2026-12-05"]
    assert abouts(RALLY, RALLY.starts_at) == []


def test_small_news_of_a_day_is_one_digest():
    six = datetime(2026, 12, 3, 0, 0, tzinfo=UTC)  # in the evening of the second, there
    seen = replace(
        RALLY, raised=[Raised(7, NOON, 3, 40), Raised(9, NOON, 0, 200)],
        cleaned=[Cleaned(8, NOON, 2, "Mill Creek", 5), Cleaned(5, NOON - LONG, 1, "Old")],
    )  # fmt: skip

    assert abouts(seen, six - timedelta(minutes=1)) == []
    (digest,) = drafts(seen, rules(), six)
    assert digest.about == "digest:2026-12-02"
    assert digest.things == ("cleaned:8", "goal:7", "goal:9")
    assert abouts(replace(seen, known={digest.about, *digest.things}), six) == []


def test_a_digest_that_could_not_be_made_in_time_is_not_made():
    seen = replace(RALLY, raised=[Raised(7, NOON, 3, 40)])

    assert abouts(seen, datetime(2026, 12, 3, 7, 0, tzinfo=UTC)) == []


def test_small_news_is_told_alone_where_an_organizer_wants_it_and_after_a_moments_grace():
    seen = replace(RALLY, cleaned=[Cleaned(8, NOON, 2, "Mill Creek", 0)])

    assert abouts(seen, NOON + timedelta(seconds=30), area_cleaned=Mode.DRAFT) == []
    (told,) = drafts(seen, rules(area_cleaned=Mode.DRAFT), NOON + updates.GRACE)
    assert (told.about, told.area) == ("cleaned:8", 2)


def test_what_is_old_is_no_news():
    seen = replace(RALLY, cleaned=[Cleaned(8, NOON, 2, "Mill Creek")])

    late = NOON + updates.FRESH + timedelta(minutes=1)
    assert abouts(seen, late, area_cleaned=Mode.DRAFT) == []


def test_what_is_never_told_is_not_drafted():
    assert abouts(replace(RALLY, coming=50), milestone=Mode.NEVER) == []


@st.composite
def days(draw):
    """Return moments of looks at one rally, in any order and number, with what stood at each."""
    looks = draw(st.lists(st.integers(0, 72 * 4), min_size=1, max_size=30))
    coming = draw(st.lists(st.integers(0, 150), min_size=len(looks), max_size=len(looks)))
    return [(NOON + timedelta(minutes=15 * at), n) for at, n in zip(looks, coming, strict=True)]


@given(days(), st.dictionaries(st.sampled_from(NEWS), st.sampled_from([Mode.DRAFT, Mode.NEVER])))
def test_nothing_is_drafted_twice_whatever_the_order_and_number_of_looks(looked, modes):
    known, made = set(), []
    for now, coming in looked:
        seen = replace(
            RALLY, coming=coming, known=known, challenges=[CHALLENGE],
            raised=[Raised(7, NOON, 3, 40)], cleaned=[Cleaned(8, NOON, 2, "Mill Creek")],
        )  # fmt: skip
        for each in drafts(seen, rules(**modes), now):
            made += [each.about, *each.things]
            known |= {each.about, *each.things}

    assert len(made) == len(set(made))


def test_every_kind_of_news_has_a_rule():
    assert set(UpdateRules().modes) == set(KINDS) - {"own"}
