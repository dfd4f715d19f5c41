"""What each audience sees: kept, taken back, told, carried along, and never sent where it is not
to be seen."""

import json

import pytest

from tests.builders import a_desk, a_rally, commit
from turnout.desk import carrying, corrections, keeping, looks, seeing
from turnout.errors import Refused
from turnout.live import Live
from turnout.model.seeing import Audience, Part, Sight, Tone

WALL, PAGE, LEADS = Audience
HANDLE = "wichita_teachers@mastodon.social"
LESS = (Part.CHALLENGES, Part.ROLL)


def let(desk, audience=WALL, parts=LESS, tone=Tone.GROWN):
    return seeing.let_see(desk, "ks", audience, parts, tone).result()


def test_everybody_sees_everything_until_somebody_says_otherwise(desk, rally):
    seen = seeing.seen(desk, "ks")

    assert {seen.of(each) for each in Audience} == {Sight(tuple(Part), Tone.NEEDED)}


def test_one_audience_is_changed_and_the_others_stay(desk, rally):
    let(desk)

    seen = seeing.seen(desk, "ks")
    assert seen.of(WALL) == Sight(LESS, Tone.GROWN)
    assert seen.of(PAGE) == Sight()


def test_what_is_so_already_is_no_record(desk, rally):
    let(desk)
    seq = looks.seq(desk, "ks")

    assert let(desk).again
    assert looks.seq(desk, "ks") == seq


def test_screens_hear_of_it(desk, rally):
    before = looks.seq(desk, "ks")

    assert let(desk).seq == looks.seq(desk, "ks") > before


def test_what_neither_wall_nor_page_is_shown_is_not_sent(desk, rally):
    commit(desk, "one", lead=HANDLE, party="3")
    let(desk, WALL)
    let(desk, PAGE)

    sent = Live(desk).picture("ks")
    shown = json.loads(sent.data)
    assert (shown["leads"], shown["just_in"]) == ([], [])
    assert HANDLE not in sent.data.decode()
    assert shown["unnamed"]["coming"] == 3
    assert json.loads(sent.inside)["leads"][0]["handle"] == HANDLE


def test_what_the_wall_alone_is_not_shown_is_sent_for_the_page(desk, rally):
    let(desk, WALL)

    assert json.loads(Live(desk).picture("ks").data)["leads"]


def test_taken_back_it_is_as_before_and_again(desk, rally):
    first = let(desk)
    second = let(desk, parts=tuple(Part))
    back = corrections.undo(desk, second.seq, by="desk", event="ks").result()
    assert seeing.seen(desk, "ks").of(WALL) == Sight(LESS, Tone.GROWN)

    corrections.undo(desk, back.seq, by="desk", event="ks").result()
    assert seeing.seen(desk, "ks").of(WALL).parts == tuple(Part)
    with pytest.raises(Refused, match="overtaken"):
        corrections.undo(desk, first.seq, by="desk", event="ks").result()


def test_the_first_word_taken_back_shows_everything(desk, rally):
    corrections.undo(desk, let(desk).seq, by="desk", event="ks").result()

    assert seeing.seen(desk, "ks").of(WALL) == Sight()


def test_the_ledger_tells_it(desk, rally):
    let(desk)

    (newest, *_) = corrections.story(desk, "ks")
    assert (newest.kind, newest.undoable) == ("seen", True)


def test_it_goes_along_to_another_installation(desk, rally, tmp_path):
    let(desk)
    let(desk, PAGE, (), Tone.NEEDED)
    told = json.loads(json.dumps(carrying.export(desk, "ks")))

    (tmp_path / "other").mkdir()
    other = a_desk(tmp_path / "other")
    carrying.import_(other, told).result()

    assert seeing.seen(other, "ks") == seeing.seen(desk, "ks")
    assert keeping.check(other) == []
    other.store.close()


def test_one_event_says_nothing_of_another(desk, rally):
    a_rally(desk, slug="salina")
    let(desk)

    assert seeing.seen(desk, "salina").of(WALL) == Sight()
