from datetime import UTC, datetime

import pytest

from tests.builders import a_rally
from turnout.desk import keeping, links, looks, rallies
from turnout.errors import NotFound, Refused
from turnout.model import Role


def test_a_time_without_a_zone_is_the_events_own(desk):
    event = a_rally(desk, starts_at=datetime(2026, 12, 5, 12), zone="America/Chicago")

    assert event.starts_at == datetime(2026, 12, 5, 18, tzinfo=UTC)


def test_an_event_is_found_as_it_was_made(desk):
    made = a_rally(desk, needs=("ride", "interpreter"), hashtag="#KSRally", quiet=True)

    assert rallies.event(desk, "ks") == made
    assert (made.hashtag, made.needs, made.quiet) == ("KSRally", ("ride", "interpreter"), True)


def test_an_unknown_event_is_not_found(desk):
    with pytest.raises(NotFound) as missing:
        rallies.event(desk, "nowhere")

    assert missing.value.which == "nowhere"


@pytest.mark.parametrize(
    "fields, field, code",
    [
        ({"slug": "Has Spaces"}, "slug", "not_slug"),
        ({"slug": "-"}, "slug", "not_slug"),
        ({"title": " "}, "title", "missing"),
        ({"title": "a\u202eb"}, "title", "bad_characters"),
        ({"title": "a" * 301}, "title", "too_long"),
        ({"zone": "Kansas/Topeka"}, "zone", "unknown"),
        ({"zone": "../etc/passwd"}, "zone", "unknown"),
        ({"goal": -1}, "goal", "out_of_range"),
        ({"hashtag": "two words"}, "hashtag", "not_hashtag"),
        ({"ends_at": datetime(2026, 12, 5, 11)}, "end", "before_start"),
        ({"parent": "nowhere"}, "parent", "unknown"),
        ({"ask_contact": "fax"}, "ask_contact", "unknown"),
        ({"most_in_party": 51}, "most_in_party", "out_of_range"),
        ({"needs": ("pony",)}, "needs", "unknown"),
    ],
)
def test_an_event_that_cannot_be_is_refused(desk, fields, field, code):
    with pytest.raises(Refused) as refused:
        a_rally(desk, **fields)

    assert (refused.value.field, refused.value.code) == (field, code)
    assert rallies.events(desk) == []


def test_a_slug_is_taken_once(desk, rally):
    with pytest.raises(Refused) as refused:
        a_rally(desk)

    assert refused.value.code == "taken"


def test_events_come_the_next_to_start_first(desk):
    a_rally(desk, "later", starts_at=datetime(2027, 1, 1, 12))
    a_rally(desk, "sooner", starts_at=datetime(2026, 12, 1, 12))

    assert [event.slug for event in rallies.events(desk)] == ["sooner", "later"]


def test_a_new_goal_shows_and_moves_the_clock(desk, rally):
    before = looks.seq(desk, "ks")
    rallies.set_goal(desk, "ks", 700).result()

    assert looks.progress(desk, "ks").event.goal == 700
    assert looks.seq(desk, "ks") > before


def test_closing_twice_moves_the_clock_once(desk, rally):
    rallies.close(desk, "ks").result()
    before = looks.seq(desk, "ks")
    rallies.close(desk, "ks").result()

    assert not looks.progress(desk, "ks").event.open
    assert looks.seq(desk, "ks") == before


def test_a_closed_event_opens_again(desk, rally):
    rallies.close(desk, "ks").result()
    rallies.reopen(desk, "ks").result()

    assert rallies.shape(desk, "ks").open


def test_a_changed_rally_moves_the_clock_and_every_screen(desk, rally):
    before = looks.seq(desk, "ks")

    changed = rallies.change(desk, "ks", place=" City Hall ", starts_at=datetime(2026, 12, 6, 9))

    assert changed.result().place == "City Hall"
    assert rallies.event(desk, "ks").starts_at == datetime(2026, 12, 6, 15, tzinfo=UTC)
    assert looks.seq(desk, "ks") == before + 1


def test_a_goal_changed_with_other_things_is_a_dated_goal(desk, rally):
    rallies.change(desk, "ks", goal=700, place="City Hall").result()

    newest = looks.progress(desk, "ks").just_in[0]
    assert (newest.kind, newest.people) == ("goal", 100)
    assert keeping.check(desk) == []


def test_an_unchanged_rally_does_not_move_the_clock(desk, rally):
    before = looks.seq(desk, "ks")

    rallies.change(desk, "ks", place=rally.place, goal=rally.goal).result()

    assert looks.seq(desk, "ks") == before


def test_a_wrong_change_is_refused_with_every_reason_and_keeps_nothing(desk, rally):
    with pytest.raises(Refused) as refused:
        rallies.change(desk, "ks", title="", goal=-1, place="City Hall")

    assert {reason.field for reason in refused.value.reasons} == {"title", "goal"}
    assert rallies.event(desk, "ks") == rally


def test_who_acts_by_a_link_taken_back_changes_nothing(desk, rally):
    _, grant = links.enter(desk, links.mint(desk, Role.ORGANIZER, "ks"))
    links.revoke(desk, grant.id)

    with pytest.raises(NotFound):
        rallies.change(desk, "ks", place="City Hall", by=f"grant:{grant.id}").result()

    assert rallies.event(desk, "ks") == rally


@pytest.mark.parametrize("field", ["slug", "state", "open", "parent"])
def test_what_has_an_act_of_its_own_is_not_changed_by_the_form(field, desk, rally):
    with pytest.raises(TypeError):
        rallies.change(desk, "ks", **{field: "x"})


def test_a_form_that_was_opened_before_another_was_saved_changes_nothing(desk, rally):
    rallies.change(desk, "ks", place="City Hall", goal=700, opened=rally).result()
    before = looks.seq(desk, "ks")

    with pytest.raises(Refused) as refused:
        rallies.change(
            desk, "ks", title="Rally for all", place="The park", goal=rally.goal, opened=rally
        ).result()

    assert (refused.value.code, refused.value.values) == (
        "changed_meanwhile", {"fields": "place, goal"},
    )  # fmt: skip
    assert looks.seq(desk, "ks") == before
    assert rallies.event(desk, "ks").title == rally.title


def test_what_the_form_does_not_hold_may_change_meanwhile(desk, rally):
    rallies.close(desk, "ks").result()

    assert rallies.change(desk, "ks", place="The park", opened=rally).result().place == "The park"
