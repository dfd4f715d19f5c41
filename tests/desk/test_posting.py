"""Updates let go and posted: within the limits, retried, and never twice."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.builders import commit
from tests.outward import (
    SOCIAL,
    Moving,
    drafted,
    outcome,
    own,
    posted,
    refuse,
    set_rules,
    tick,
    told_rally,
)
from turnout.desk import channels, corrections, leads, looks, posting, updates
from turnout.errors import Refused
from turnout.model.updates import Mode, PostState, UpdateRules


@pytest.fixture
def clock():
    return Moving()


@pytest.fixture
def desk(tmp_path, clock):
    opened = told_rally(tmp_path, clock)
    yield opened
    opened.store.close()


def test_nothing_is_let_go_or_posted_before_an_organizer_says_so(desk):
    set_rules(desk)
    commit(desk, "a", party="40")
    tick(desk)

    assert updates.let_go(desk, "ks") == ()
    assert posted(desk) == []


def test_what_is_let_go_is_in_the_feed_and_on_every_ticked_channel_in_its_language(desk):
    set_rules(desk, channel_lang="es")
    before = looks.seq(desk, "ks")
    commit(desk, "a", party="20")
    tick(desk)
    (draft,) = updates.of_event(desk, "ks")
    updates.send(desk, "ks", draft.id).result()

    assert looks.seq(desk, "ks") > before
    assert [each.about for each in updates.let_go(desk, "ks")] == ["milestone:50"]
    assert all("Faltan 20" in text for _, text in posted(desk))


def test_numbers_stand_as_they_were_when_it_was_let_go(desk):
    commit(desk, "a", party="20")
    tick(desk)
    (draft,) = updates.of_event(desk, "ks")
    updates.send(desk, "ks", draft.id).result()
    commit(desk, "b", party="5")

    assert "20 to go" in updates.let_go(desk, "ks")[0].texts["en"]


def test_called_back_it_is_a_draft_with_the_numbers_of_now(desk):
    set_rules(desk)
    commit(desk, "a", party="20")
    tick(desk)
    (draft,) = updates.of_event(desk, "ks")
    updates.send(desk, "ks", draft.id).result()
    commit(desk, "b", party="5")
    updates.hold(desk, "ks", draft.id).result()

    assert posted(desk) == []
    assert updates.let_go(desk, "ks") == ()
    assert "15 to go" in updates.of_event(desk, "ks")[0].texts["en"]


def test_what_goes_by_itself_waits_where_an_organizer_holds_it(desk):
    commit(desk, "a", party="20")
    tick(desk)
    (draft,) = updates.of_event(desk, "ks")
    updates.hold(desk, "ks", draft.id).result()
    set_rules(desk, modes={"milestone": Mode.BY_ITSELF})
    tick(desk)

    assert updates.let_go(desk, "ks") == ()


def test_what_goes_by_itself_goes_in_the_morning(desk, clock):
    set_rules(desk, modes={"milestone": Mode.BY_ITSELF})
    clock.now = datetime(2026, 12, 3, 4, 0, tzinfo=UTC)  # ten at night
    commit(desk, "a", party="20")
    tick(desk)
    assert updates.let_go(desk, "ks") == ()

    clock.now = datetime(2026, 12, 3, 14, 0, tzinfo=UTC)  # eight in the morning
    tick(desk)
    (gone,) = updates.let_go(desk, "ks")
    assert gone.by_rule


def test_what_an_organizer_lets_go_at_night_is_posted_in_the_morning_or_at_once(desk, clock):
    set_rules(desk)
    clock.now = datetime(2026, 12, 3, 4, 0, tzinfo=UTC)
    first, second = own(desk, "One."), own(desk, "Two.")
    updates.send(desk, "ks", first).result()
    updates.send(desk, "ks", second, now=True).result()

    assert {text[:4] for _, text in posted(desk)} == {"Two."}
    assert outcome(desk, first)["json"].not_before == datetime(2026, 12, 3, 14, 0, tzinfo=UTC)
    clock.now = datetime(2026, 12, 3, 14, 0, tzinfo=UTC)
    assert {text[:4] for _, text in posted(desk)} == {"One."}


def test_the_last_hours_are_not_posted_once_it_has_begun(desk, clock):
    set_rules(desk)
    clock.now = datetime(2026, 12, 5, 16, 0, tzinfo=UTC)
    tick(desk)
    (draft,) = updates.of_event(desk, "ks")
    updates.send(desk, "ks", draft.id).result()
    clock.now = datetime(2026, 12, 5, 18, 1, tzinfo=UTC)

    assert posted(desk) == []
    assert outcome(desk, draft.id)["json"].reason == "too_late"


def test_a_refusal_is_tried_again_later_each_time_until_it_is_there(desk, clock):
    set_rules(desk)
    updates.send(desk, "ks", own(desk)).result()
    waited = []
    for _ in range(3):
        begun = clock.now
        assert posted(desk, refuse)
        assert posted(desk) == []
        while not posting.ready(desk):
            clock.now += timedelta(seconds=1)
        waited.append((clock.now - begun).total_seconds())

    assert waited == [5, 10, 20]
    assert len(posted(desk)) == 2
    clock.now += timedelta(days=1)
    assert posted(desk) == []


def test_what_was_in_hand_when_the_poster_ended_is_in_doubt_and_not_posted_again(desk, clock):
    set_rules(desk)
    update = own(desk)
    updates.send(desk, "ks", update).result()
    (first, *_) = posting.ready(desk)
    posting.take(desk, *first).result()

    assert posting.doubt_taken(desk).result() == 1
    assert len(posted(desk)) == 1
    clock.now += timedelta(days=1)
    assert posted(desk) == []
    states = {each.state for each in outcome(desk, update).values()}
    assert states == {PostState.DOUBTFUL, PostState.SENT}


def test_an_organizer_says_that_it_is_there_or_sends_it_again(desk):
    set_rules(desk)
    update = own(desk)
    updates.send(desk, "ks", update).result()
    posted(desk, lambda at, post: posting.failed(at, post, "no_answer", in_doubt=True))
    social, hook = (each.name for each in channels.channels(desk))

    updates.say_of(desk, "ks", update, social, True).result()
    updates.say_of(desk, "ks", update, hook, False).result()
    assert [channel for channel, _ in posted(desk)] == ["json"]
    assert {each.state for each in outcome(desk, update).values()} == {PostState.SENT}
    with pytest.raises(Refused) as refused:
        updates.say_of(desk, "ks", update, hook, False).result()
    assert refused.value.code == "settled"


def test_what_is_out_cannot_be_called_back_edited_or_undone_and_leaves_the_feed_only(desk):
    set_rules(desk)
    update = own(desk)
    updates.send(desk, "ks", update).result()
    posted(desk)
    (gone, made) = [each.seq for each in corrections.story(desk, "ks")][:2]
    for act in (
        lambda: updates.hold(desk, "ks", update).result(),
        lambda: updates.edit(desk, "ks", update, {"en": "Other."}).result(),
        lambda: corrections.undo(desk, gone, by="desk", event="ks").result(),
        lambda: corrections.undo(desk, made, by="desk", event="ks").result(),
    ):
        with pytest.raises(Refused) as refused:
            act()
        assert refused.value.code == "went"

    updates.set_aside(desk, "ks", update).result()
    assert updates.let_go(desk, "ks") == ()
    assert {each.state for each in outcome(desk, update).values()} == {PostState.SENT}


def test_what_was_tried_in_vain_and_is_set_aside_is_not_tried_again(desk, clock):
    set_rules(desk)
    update = own(desk)
    updates.send(desk, "ks", update).result()
    posted(desk, refuse)
    updates.set_aside(desk, "ks", update).result()
    clock.now += timedelta(hours=1)

    assert posted(desk) == []
    assert outcome(desk, update)["json"].reason == "set_aside"


def test_a_channel_that_is_set_no_longer_is_not_posted_to(desk):
    set_rules(desk)
    update = own(desk)
    updates.send(desk, "ks", update).result()
    fewer = replace(desk, settings=replace(desk.settings, channels=(SOCIAL,)))

    assert [channel for channel, _ in posted(fewer)] == ["mastodons"]
    assert outcome(fewer, update)["json"].reason == "gone"


def test_no_name_of_a_channel_holds_its_token(desk):
    known = channels.channels(desk)

    assert [each.host for each in known] == ["social.example", "hooks.example"]
    assert "hush" not in repr(known) + repr(desk.settings) + "".join(each.name for each in known)
    set_rules(desk)
    updates.send(desk, "ks", own(desk)).result()
    (first, *_) = posting.ready(desk)
    assert "hush" not in repr(posting.take(desk, *first).result())


steps = st.lists(
    st.tuples(
        st.sampled_from(["tick", "commit", "own", "post", "refuse", "raise", "die"]),
        st.integers(0, 11),
    ),
    min_size=1, max_size=25,
)  # fmt: skip


def happens(desk, what, number):
    """Let one thing happen, the one called `number`."""
    if what == "commit":
        commit(desk, str(number), party="9")
    elif what == "own":
        updates.send(desk, "ks", own(desk, f"Number {number}.")).result()
    elif what == "raise":
        leads.set_goal(desk, "ks", "wichita_teachers", 121 + number).result()
    elif what == "die":
        posting.doubt_taken(desk).result()


def taken(desk):
    """Yield what may leave now, taken in hand."""
    for update, channel in posting.ready(desk):
        if post := posting.take(desk, update, channel).result():
            yield post


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=steps, most=st.integers(1, 2))
def test_at_most_so_many_a_day_nothing_at_night_and_nothing_twice(tmp_path_factory, steps, most):
    clock = Moving()
    desk = told_rally(tmp_path_factory.mktemp("law"), clock)
    set_rules(desk, most=most, modes=dict.fromkeys(UpdateRules().modes, Mode.BY_ITSELF))
    began, there = {}, []
    for number, (what, quarters) in enumerate(steps):
        clock.now += timedelta(minutes=15 * quarters)
        happens(desk, what, number)
        tick(desk)
        local = clock.now.astimezone(ZoneInfo("America/Chicago"))
        for post in taken(desk):
            assert 8 <= local.hour < 21
            began.setdefault(local.date(), set()).add(post.update)
            if what == "refuse":
                refuse(desk, post).result()
            elif what != "tick":  # else it stays in hand, as if we had died
                posting.sent(desk, post).result()
                there.append((post.update, post.channel))
    about = drafted(desk)
    desk.store.close()

    assert len(about) == len(set(about))
    assert len(there) == len(set(there))
    assert all(len(each) <= most for each in began.values())


def test_what_was_taken_back_meanwhile_does_not_go_by_itself(desk, clock):
    clock.now = datetime(2026, 12, 3, 4, 0, tzinfo=UTC)  # ten at night
    set_rules(desk, modes={"milestone": Mode.BY_ITSELF})
    said = commit(desk, "a", party="20")
    tick(desk)
    corrections.undo(desk, said.seq, by="desk", event="ks").result()
    clock.now = datetime(2026, 12, 3, 15, 0, tzinfo=UTC)
    tick(desk)

    assert updates.let_go(desk, "ks") == ()


def test_drafts_and_what_is_in_doubt_wait_for_an_organizer(desk):
    assert updates.waiting(desk, "ks") == (0, 0)
    set_rules(desk)
    commit(desk, "a", party="20")
    tick(desk)
    updates.send(desk, "ks", own(desk)).result()
    posted(desk, lambda at, post: posting.failed(at, post, "no_answer", in_doubt=True))

    assert updates.waiting(desk, "ks") == (1, 2)
    set_rules(desk, modes={"milestone": Mode.BY_ITSELF})
    assert updates.waiting(desk, "ks") == (0, 2)
