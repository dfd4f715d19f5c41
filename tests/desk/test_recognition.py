"""Where leads want to be named: their own choice, held where it says something new, at once where
it takes something back."""

import itertools
import json
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import a_desk, a_lead, a_rally, commit
from turnout.desk import (
    carrying,
    corrections,
    forgetting,
    keeping,
    leads,
    links,
    looks,
    merging,
    pocket,
    recognition,
    taps,
)
from turnout.desk.roll import roll
from turnout.desk.taps import Tap
from turnout.errors import NotFound, Refused
from turnout.model import ReviewState, Role
from turnout.model.recognition import Choice, Place

KEYS = (f"key-of-a-choice-{number:04}" for number in itertools.count())


@pytest.fixture
def lead(desk, rally):
    return leads.leads(desk, "ks")[0]


@pytest.fixture
def choose(desk, lead):
    """Return a function by which the lead says where they want to be named."""

    def say(place="roll", of=lead, role=Role.LEAD, **said):
        who = pocket.Actor("ks", of.id, role, "desk")
        return taps.tap(desk, who, Tap(next(KEYS), "roll", place=place, **said))

    return say


@pytest.fixture
def stands(desk):
    """Return a function that tells what stands of the first lead."""
    return lambda: recognition.of_event(desk, "ks")[0]


def shown_names(desk):
    return [lead.name for lead in looks.progress(desk, "ks").leads]


def on_roll(desk):
    return [row.name for row in roll(desk, "ks").rows]


def test_nobody_is_on_the_roll_until_they_say_so(desk, stands, choose):
    assert (stands().choice, stands().said) == (Choice(), False)

    choose("roll", said_as="WITCH-ih-taw")

    assert stands().choice == Choice(Place.ROLL, "WITCH-ih-taw")
    assert on_roll(desk) == ["Wichita Teachers"]


def test_a_tap_sent_again_is_one_choice(desk, lead, stands):
    who, told = pocket.Actor("ks", lead.id, Role.LEAD, "desk"), Tap("k" * 20, "roll", place="roll")

    first, again = taps.tap(desk, who, told), taps.tap(desk, who, told)

    assert (again.seq, again.again) == (first.seq, True)


def test_a_name_they_chose_waits_and_what_was_shown_stands_meanwhile(desk, choose, stands):
    record = choose(name="Teachers of Wichita").seq

    assert (stands().choice.asked, stands().choice.record) == ("Teachers of Wichita", record)
    assert on_roll(desk) == shown_names(desk) == ["Wichita Teachers"]

    recognition.decide(desk, "ks", record, ReviewState.SHOWN).result()

    assert on_roll(desk) == shown_names(desk) == ["Teachers of Wichita"]
    assert stands().choice.asked == ""


@pytest.mark.parametrize("state", [ReviewState.BLOCKED, ReviewState.SET_ASIDE])
def test_a_name_that_is_not_shown_leaves_what_stood(desk, choose, stands, state):
    record = choose(name="Vote for me").seq
    recognition.decide(desk, "ks", record, ReviewState.SHOWN).result()

    recognition.decide(desk, "ks", record, state).result()

    assert (on_roll(desk), stands().choice.asked) == (["Wichita Teachers"], "")


def test_what_an_organizer_enters_as_told_is_shown_at_once(desk, choose, stands):
    choose(name="Teachers of Wichita", role=Role.ORGANIZER)

    assert on_roll(desk) == ["Teachers of Wichita"]
    assert stands().choice.asked == ""


def test_to_choose_a_place_again_asks_for_no_name_again(choose, stands):
    record = choose(name="Teachers of Wichita").seq
    choose("rows", name="Teachers of Wichita")
    choose("roll")

    assert (stands().choice.asked, stands().choice.record) == ("Teachers of Wichita", record)


def test_to_ask_for_the_name_that_stands_is_to_ask_for_no_other(choose, stands):
    choose(name="Teachers of Wichita")
    choose(name="Wichita Teachers")

    assert stands().choice.asked == ""


def test_only_the_name_they_asked_for_last_is_decided(desk, choose):
    first = choose(name="One").seq
    choose(name="Two")

    with pytest.raises(Refused, match="overtaken"):
        recognition.decide(desk, "ks", first, ReviewState.SHOWN).result()


def test_a_record_that_asks_for_no_name_is_none_to_decide_on(desk, choose):
    with pytest.raises(NotFound):
        recognition.decide(desk, "ks", choose().seq, ReviewState.SHOWN).result()


@pytest.mark.parametrize(
    "said, field",
    [
        ({"place": "everywhere"}, "place"),
        ({"name": "n" * 201}, "name"),
        ({"name": "a\u202eb"}, "name"),
        ({"name": "\u200b\u200b"}, "name"),
        ({"said_as": "s" * 201}, "said_as"),
    ],
)
def test_what_cannot_be_kept_is_refused(choose, said, field):
    with pytest.raises(Refused) as refused:
        choose(**said)

    assert refused.value.field == field


def test_who_wants_to_be_named_nowhere_is_hidden_everywhere_at_once(desk, choose):
    choose("nowhere")

    picture = looks.progress(desk, "ks")
    assert (picture.leads, picture.unnamed_leads, on_roll(desk)) == ((), 1, [])


def test_no_organizer_shows_who_wants_to_be_named_nowhere(desk, choose):
    choose("nowhere")

    with pytest.raises(Refused, match="wants_nowhere"):
        leads.show(desk, "ks", "wichita_teachers", True).result()


def test_who_wants_to_be_named_again_is(desk, choose):
    choose("nowhere")
    choose("nowhere")
    choose("rows")

    assert shown_names(desk) == ["Wichita Teachers"]


@pytest.mark.parametrize("when", ["before", "after"])
def test_whom_an_organizer_hid_no_choice_of_their_own_shows(desk, choose, when):
    def hide():
        leads.show(desk, "ks", "wichita_teachers", False).result()

    if when == "before":
        hide()
    choose("nowhere")
    if when == "after":
        hide()
    choose("roll")

    assert shown_names(desk) == on_roll(desk) == []


def test_to_undo_an_organizers_hiding_shows_nobody_who_wants_nowhere(desk, choose):
    hid = leads.show(desk, "ks", "wichita_teachers", False).result()
    choose("nowhere")

    with pytest.raises(Refused, match="overtaken"):
        undo(desk, hid.seq)


def undo(desk, seq, **given):
    return corrections.undo(desk, seq, by="desk", event="ks", **given).result()


def test_a_choice_taken_back_lets_the_one_before_stand(desk, choose, stands):
    choose("rows", said_as="one", name="First")
    second = choose("roll", said_as="two", name="Second", role=Role.ORGANIZER)
    undone = undo(desk, second.seq)

    assert (stands().choice.place, stands().choice.said_as) == (Place.ROWS, "one")
    assert (stands().choice.asked, shown_names(desk)) == ("First", ["Wichita Teachers"])

    undo(desk, undone.seq)

    assert (stands().choice.place, stands().choice.said_as) == (Place.ROLL, "two")


def test_a_decision_on_a_name_taken_back_lets_it_wait_again(desk, choose, stands):
    record = choose(name="Teachers of Wichita").seq
    shown = recognition.decide(desk, "ks", record, ReviewState.SHOWN).result()
    undo(desk, shown.seq)

    assert shown_names(desk) == ["Wichita Teachers"]
    assert stands().choice.asked == "Teachers of Wichita"


def test_an_organizer_undoes_no_wish_to_be_named_in_fewer_places(desk, choose):
    choose("roll")
    seq = choose("nowhere").seq

    with pytest.raises(Refused, match="theirs"):
        undo(desk, seq)


def test_a_lead_takes_their_own_choice_back(desk, lead, choose, stands):
    choose("nowhere")
    who = pocket.Actor("ks", lead.id, Role.LEAD, "desk")
    taps.tap(desk, who, Tap("k" * 20, "roll", place="roll"))
    taps.tap(desk, who, Tap("u" * 20, "undo", of="k" * 20))

    assert stands().choice.place is Place.NOWHERE


def test_only_the_newest_choice_is_taken_back(desk, choose):
    first = choose("roll").seq
    choose("rows")

    with pytest.raises(Refused, match="overtaken"):
        undo(desk, first)


def test_a_name_from_the_card_outlives_a_choice_that_is_taken_back(desk, choose):
    choose(name="Asked", role=Role.ORGANIZER)
    leads.change(desk, "ks", "wichita_teachers", shown_name="From the card").result()
    undo(desk, corrections.story(desk, "ks", kinds=["recognition"])[0].seq)

    assert shown_names(desk) == ["From the card"]


def test_a_choice_and_its_names_are_carried_over(desk, tmp_path, choose, stands):
    other_lead = a_lead(desk, "nurses", name="Nurses")
    record = choose(name="Teachers of Wichita", said_as="TEE-chers").seq
    recognition.decide(desk, "ks", record, ReviewState.SHOWN).result()
    choose("nowhere", of=other_lead, name="Other nurses")
    other = a_desk(tmp_path / "other")

    carrying.import_(other, json.loads(json.dumps(carrying.export(desk, "ks")))).result()

    assert [(each.name, each.choice.place, each.choice.asked, each.on_roll, each.choice.said_as)
            for each in recognition.of_event(other, "ks")] == [
        ("Teachers of Wichita", Place.ROLL, "", True, "TEE-chers"),
        ("Nurses", Place.NOWHERE, "Other nurses", False, ""),
    ]  # fmt: skip
    assert shown_names(other) == ["Teachers of Wichita"]
    assert keeping.check(other) == []
    other.store.close()


def test_of_two_who_are_made_one_the_last_word_stands_and_hidden_stays_hidden(desk, choose, stands):
    choose("roll", of=a_lead(desk, "nurses", name="Nurses"), name="Nurses of Topeka")
    choose("nowhere")

    merging.merge(desk, "ks", "nurses", "wichita_teachers", total=0, goal=10).result()

    assert (stands().choice.place, shown_names(desk)) == (Place.NOWHERE, [])
    assert stands().choice.asked == "Nurses of Topeka"


def test_of_who_is_erased_no_name_is_left(desk, lead, choose):
    record = choose(name="Teachers of Wichita", said_as="TEE-chers").seq
    recognition.decide(desk, "ks", record, ReviewState.SHOWN).result()
    with desk.store.reading() as look:
        person = look.row("SELECT person FROM lead WHERE id = ?", (lead.id,))[0]
    commit(desk, person=person)

    forgetting.erase(desk, "ks", person).result()

    with desk.store.reading() as look:
        kept = str([tuple(row) for row in look.rows("SELECT * FROM recognition")])
    assert "ichita" not in kept
    assert "TEE" not in kept


def test_a_link_taken_back_decides_nothing(desk, choose):
    record = choose(name="Teachers of Wichita").seq

    with pytest.raises(NotFound):
        recognition.decide(desk, "ks", record, ReviewState.SHOWN, "grant:99").result()


def test_a_lead_chooses_by_their_own_link(desk, rally, stands):
    session, _ = links.enter(desk, links.mint(desk, Role.LEAD, "ks", lead="wichita_teachers"))
    who = pocket.actor(desk, links.visitor(desk, session), "ks")

    taps.tap(desk, who, Tap("k" * 20, "roll", place="roll", name="Teachers of Wichita"))

    assert stands().choice.asked == "Teachers of Wichita"


said = st.lists(st.sampled_from([*Place, "hide", "show"]), max_size=8)


@settings(max_examples=30, deadline=None)
@given(said=said)
def test_a_lead_is_named_where_both_they_and_the_organizers_last_had_it_so(said):
    with TemporaryDirectory() as folder:
        desk = a_desk(Path(folder))
        a_rally(desk)
        who = pocket.Actor("ks", a_lead(desk).id, Role.LEAD, "desk")
        place, shown = Place.ROWS, True
        for word in said:
            if word in set(Place):
                place = Place(word)
                taps.tap(desk, who, Tap(next(KEYS), "roll", place=word))
            elif word == "hide" or place is not Place.NOWHERE:
                shown = word == "show"
                leads.show(desk, "ks", "wichita_teachers", shown).result()

        named = shown and place is not Place.NOWHERE
        assert bool(shown_names(desk)) is named
        assert bool(on_roll(desk)) is (named and place is Place.ROLL)
        desk.store.close()
