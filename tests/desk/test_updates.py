"""Updates at the desk: drafted from what happened, worded, and taken back."""

import json
from datetime import datetime, timedelta

import pytest

from tests.builders import a_lead, an_area, an_organizer, commit
from tests.outward import (
    NOON,
    Moving,
    outcome,
    own,
    posted,
    set_rules,
    tick,
    told_rally,
)
from turnout.desk import (
    areas,
    challenges,
    corrections,
    looks,
    merging,
    series,
    updates,
    updates_drafting,
    updates_preview,
)
from turnout.desk import leads as lead_acts
from turnout.desk.areas import Said
from turnout.desk.pocket import Actor
from turnout.desk.rallies import change
from turnout.errors import NotFound, Refused
from turnout.model import ReviewState, Role
from turnout.model.areas import Step
from turnout.model.challenges import Wanted
from turnout.model.updates import Mode, UpdateRules


@pytest.fixture
def clock():
    return Moving()


@pytest.fixture
def desk(tmp_path, clock):
    opened = told_rally(tmp_path, clock)
    yield opened
    opened.store.close()


def test_what_happens_is_drafted_once_in_both_languages(desk):
    commit(desk, "a", party="10")

    assert [tick(desk), tick(desk)] == [1, 0]
    (draft,) = updates.of_event(desk, "ks")
    assert (draft.kind, draft.state) == ("milestone", ReviewState.HELD)
    assert "10 of the 40" in draft.texts["en"]
    assert "30 to go" in draft.texts["en"]
    assert "Faltan 30" in draft.texts["es"]


def test_a_draft_says_how_it_is_now_until_somebody_words_it(desk):
    commit(desk, "a", party="10")
    tick(desk)
    commit(desk, "b", party="3")

    (draft,) = updates.of_event(desk, "ks")
    assert "13 of the 40" in draft.texts["en"]
    updates.edit(desk, "ks", draft.id, {"en": "Thirteen!", "es": draft.texts["es"]}).result()
    commit(desk, "c", party="2")
    (draft,) = updates.of_event(desk, "ks")
    assert draft.texts["en"] == "Thirteen!"
    assert "13 de las 40" in draft.texts["es"]


def test_a_higher_quarter_sets_the_lower_draft_aside(desk):
    commit(desk, "a", party="10")
    tick(desk)
    commit(desk, "b", party="10")
    tick(desk)

    states = {each.about: each.state for each in updates.of_event(desk, "ks")}
    assert states == {
        "milestone:50": ReviewState.HELD, "milestone:25": ReviewState.SET_ASIDE
    }  # fmt: skip


def goals_told(desk, dates):
    """Return what each date has drafted of raised goals, in English."""
    return [
        [each.texts["en"] for each in updates.of_event(desk, date.slug) if each.kind != "digest"]
        for date in dates
    ]


@pytest.fixture
def dates(desk):
    """Return three dates of a series, that draft each goal raised."""
    made = series.make(
        desk, "ks", title="River", first=datetime(2026, 12, 12, 9), every="week", count=3,
        goal=20, with_leads=True,
    ).result()  # fmt: skip
    modes = {**UpdateRules().modes, "goal_raised": Mode.DRAFT}
    for date in made:
        updates.set_rules(desk, date.slug, UpdateRules(modes=modes)).result()
    return made


def test_the_same_goal_of_each_date_of_a_series_is_told_once(desk, clock, dates):
    for date in dates:
        lead_acts.set_goal(desk, date.slug, "wichita_teachers", 150).result()
        change(desk, date.slug, goal=40).result()
    clock.now += timedelta(minutes=5)

    assert [tick(desk), tick(desk)] == [2, 0]
    (by_the_lead, of_the_date), *others = goals_told(desk, dates)
    assert "150 people for River" in of_the_date + by_the_lead
    assert others == [[], []]


def test_another_figure_of_another_date_is_told_beside_it(desk, clock, dates):
    for date, goal in zip(dates, (150, 160, 150), strict=True):
        lead_acts.set_goal(desk, date.slug, "wichita_teachers", goal).result()
    clock.now += timedelta(minutes=5)
    tick(desk)

    assert [len(told) for told in goals_told(desk, dates)] == [1, 1, 0]


def test_a_draft_moves_no_ones_picture(desk):
    commit(desk, "a", party="10")
    before = looks.seq(desk, "ks")
    tick(desk)

    assert looks.seq(desk, "ks") == before


def test_of_a_quiet_event_nothing_is_drafted_written_or_let_go(desk):
    update = own(desk)
    change(desk, "ks", quiet=True).result()
    commit(desk, "a", party="40")

    assert updates_drafting.live(desk) == []
    assert updates_drafting.tick(desk, ["ks"]) == 0
    for act in (lambda: own(desk), lambda: updates.send(desk, "ks", update).result()):
        with pytest.raises(Refused):
            act()
    assert updates.let_go(desk, "ks") == ()


def test_an_event_that_became_quiet_meanwhile_is_not_posted(desk):
    set_rules(desk)
    update = own(desk)
    updates.send(desk, "ks", update).result()
    change(desk, "ks", quiet=True).result()

    assert posted(desk) == []
    assert outcome(desk, update)["json"].reason == "quiet"


def test_a_goal_that_was_lowered_and_is_back_is_no_news(desk, clock):
    lead_acts.set_goal(desk, "ks", "wichita_teachers", 10).result()
    lead_acts.set_goal(desk, "ks", "wichita_teachers", 120).result()
    set_rules(desk, modes={"goal_raised": Mode.DRAFT})
    clock.now += timedelta(minutes=5)

    assert tick(desk) == 0
    lead_acts.set_goal(desk, "ks", "wichita_teachers", 155).result()
    clock.now += timedelta(minutes=5)
    tick(desk)
    (draft,) = updates.of_event(desk, "ks")
    assert draft.texts["en"].startswith("@wichita_teachers now promises 155 people")


def test_small_news_of_a_day_is_gathered(desk, clock):
    area = an_area(desk, an_organizer(desk), title="Mill Creek").area
    areas.say(desk, an_organizer(desk), Said("key-of-cleaning-1", area, Step.CLEAN)).result()
    lead_acts.set_goal(desk, "ks", "wichita_teachers", 190).result()
    clock.now = NOON + timedelta(hours=7)
    tick(desk)

    (digest,) = updates.of_event(desk, "ks")
    assert digest.about == "digest:2026-12-02"
    assert digest.texts["en"] == (
        "Today for Rally for the services Kansas runs on: Mill Creek is clean. "
        "@wichita_teachers promises more people. 40 to go."
    )


def test_a_lead_is_called_by_their_handle_on_each_network_and_named_elsewhere(desk):
    a_lead(desk, name="Ana Ruiz", handle="ana@social.example")
    set_rules(desk)
    updates.send(desk, "ks", own(desk, "thank you, @ana@social.example!")).result()

    link = "https://rally.example.org/e/ks"
    assert dict(posted(desk)) == {
        "mastodons": f"thank you, @ana@social.example!\n{link}".replace("thank", "Thank"),
        "json": f"Thank you, Ana Ruiz!\n{link}",
    }
    assert updates.let_go(desk, "ks")[0].texts["en"] == "Thank you, Ana Ruiz!"


def test_the_editor_gives_back_what_was_written(desk):
    a_lead(desk, name="Ana Ruiz", handle="ana@social.example")
    text = "Thank you, @ana, and @aclu@other.example: ana@example.org."
    own(desk, text)

    assert updates.of_event(desk, "ks")[0].texts["en"] == text


@pytest.mark.parametrize(
    "text",
    ["Thank you, @ana@social.example!", "Thank you, Ana Ruiz!", "Thank you, ana!", "@ANA did it.",
     "Thank you, @ana@elsewhere.example."],
)  # fmt: skip
def test_a_hidden_lead_is_in_no_text_however_they_were_named(desk, text):
    a_lead(desk, name="Ana Ruiz", handle="ana@social.example")
    set_rules(desk)
    update = own(desk, text)
    updates.send(desk, "ks", update).result()
    lead_acts.show(desk, "ks", "ana@social.example", False).result()

    said = [text for _, text in posted(desk)] + [updates.let_go(desk, "ks")[0].texts["en"]]
    said += [each.text for each in updates_preview.previews(desk, "ks", update)]
    assert not [each for each in said if "ana" in each.lower().replace("organizer", "")]
    assert "a lead" in said[0].lower()


def test_where_an_event_names_nobody_its_updates_do_not(desk):
    change(desk, "ks", names_public=False).result()
    updates.send(desk, "ks", own(desk, "Thank you, @wichita_teachers!")).result()

    assert updates.let_go(desk, "ks")[0].texts["en"] == "Thank you, a lead!"


def test_a_lead_who_was_made_one_with_another_is_named_as_that_one(desk):
    a_lead(desk, name="Ana Ruiz", handle="ana@social.example")
    own(desk, "Thank you, @ana@social.example!")
    merging.merge(desk, "ks", "wichita_teachers", "ana@social.example", total=0, goal=40).result()

    assert updates.of_event(desk, "ks")[0].texts["en"] == "Thank you, @wichita_teachers!"


def test_one_language_is_enough(desk):
    own(desk, "Bring water.")

    assert updates.of_event(desk, "ks")[0].texts["es"] == "Bring water."


def test_an_update_without_words_or_with_too_many_is_refused(desk):
    hidden = (("a\u202eb", "bad_characters"), ("a\0b", "bad_characters"))
    for text, code in (("  ", "missing"), ("a" * 1_001, "too_long"), *hidden):
        with pytest.raises(Refused) as refused:
            own(desk, text)
        assert (refused.value.field, refused.value.code) == ("text", code)


def test_the_same_key_writes_one_update(desk):
    assert own(desk, key="k") == own(desk, "Other words.", key="k")
    assert len(updates.of_event(desk, "ks")) == 1


def test_undo_takes_back_words_rules_and_the_update_itself(desk):
    update = own(desk, "First.")
    updates.edit(desk, "ks", update, {"en": "Second."}).result()
    set_rules(desk, most=9)
    (ruled, worded, made) = [each.seq for each in corrections.story(desk, "ks")][:3]

    back = corrections.undo(desk, worded, by="desk", event="ks").result()
    assert updates.of_event(desk, "ks")[0].texts["en"] == "First."
    corrections.undo(desk, back.seq, by="desk", event="ks").result()
    assert updates.of_event(desk, "ks")[0].texts["en"] == "Second."
    corrections.undo(desk, ruled, by="desk", event="ks").result()
    assert updates.rules(desk, "ks") == UpdateRules()
    gone = corrections.undo(desk, made, by="desk", event="ks").result()
    assert updates.of_event(desk, "ks")[0].state is ReviewState.SET_ASIDE
    corrections.undo(desk, gone.seq, by="desk", event="ks").result()
    assert updates.of_event(desk, "ks")[0].state is ReviewState.HELD


def test_undone_words_of_a_draft_give_way_to_its_own_sentence(desk):
    commit(desk, "a", party="20")
    tick(desk)
    (draft,) = updates.of_event(desk, "ks")
    updates.edit(desk, "ks", draft.id, {"en": "Half!"}).result()
    corrections.undo(desk, corrections.story(desk, "ks")[0].seq, by="desk", event="ks").result()

    assert updates.of_event(desk, "ks")[0].texts == draft.texts


def test_letting_go_is_undone_while_nothing_is_out(desk):
    set_rules(desk)
    update = own(desk)
    updates.send(desk, "ks", update).result()
    corrections.undo(desk, corrections.story(desk, "ks")[0].seq, by="desk", event="ks").result()

    assert updates.of_event(desk, "ks")[0].state is ReviewState.HELD
    assert posted(desk) == []


def test_what_is_not_there_is_not_found(desk):
    with pytest.raises(NotFound):
        updates.send(desk, "ks", 999).result()


def test_the_rules_are_kept_whole_in_the_ledger(desk):
    set_rules(desk, most=5, modes={"milestone": Mode.NEVER})
    with desk.store.reading() as look:
        told = json.loads(look.row("SELECT told FROM update_rule")["told"])

    assert told["most"] == 5
    assert updates.rules(desk, "ks").modes["milestone"] is Mode.NEVER


def test_a_challenge_is_told_when_it_is_made_and_when_it_is_met(desk, clock):
    organizers = Actor("ks", 0, Role.ORGANIZER, "desk")
    wanted = Wanted(5, clock.now + timedelta(hours=6))
    challenges.make(desk, organizers, "k" * 20, wanted).result()
    tick(desk)
    clock.now += timedelta(hours=1)
    commit(desk, "a", party="5", said_at="2026-12-02T18:30:00Z")
    tick(desk)

    met, made = updates.of_event(desk, "ks")
    assert (made.kind, met.kind) == ("challenge_made", "challenge_met")
    assert made.texts["en"].startswith("A challenge by the organizers for Rally for the")
    assert "5 more people by Wed, Dec 2, 6:00" in made.texts["en"]
    assert met.texts["en"].startswith("5 more people were asked for, and 5 are coming.")


@pytest.mark.parametrize("mode", [Mode.DRAFT, Mode.GATHERED])
def test_a_place_that_a_stranger_named_calls_nobody(desk, clock, mode):
    a_lead(desk, name="Ana Ruiz", handle="ana@social.example")
    title = "@everyone <!here> {lead:2} @ana"
    area = an_area(desk, an_organizer(desk), title=title).area
    set_rules(desk, modes={"area_cleaned": mode})
    areas.say(desk, an_organizer(desk), Said("key-of-cleaning-1", area, Step.CLEAN)).result()
    clock.now = NOON + timedelta(hours=7)
    tick(desk)

    (draft,) = updates.of_event(desk, "ks")
    for each in updates_preview.previews(desk, "ks", draft.id):
        assert "everyone !here lead:2 ana" in each.text
        assert "Ana" not in each.text
