"""A soak would tell of a wall that grows, falls behind or falls silent."""

import random
from dataclasses import replace
from itertools import islice

import pytest
from click.testing import CliRunner

from tests.benchmarks import __main__ as command
from tests.benchmarks import rally, soak, soak_night
from tests.benchmarks.client import Answer
from tests.benchmarks.report import Report
from tests.benchmarks.soak import Note, Soak
from tests.benchmarks.soak_wall import Weighed

NIGHT = soak_night.Night(rally.Rally(None, "key"), "organizer", ((1, "lead"),), (5, 6))


def an_hour(**given):
    """Return an hour in which nothing grew and one change came through."""
    wall = Weighed(4.0, 300, 17, 2, 400.0)
    notes = [Note(minute, wall, 200.0, 9, 9) for minute in range(1, 61)]
    plain = Soak(60, notes, [(9, 50.0)], [(9, 50.2)], [50.2])
    return replace(plain, **given)


def growing(heap):
    """Return an hour's notes with the heap that `heap` says for each minute."""
    notes = an_hour().notes
    return [replace(note, wall=replace(note.wall, heap_mb=heap(note.minute))) for note in notes]


def test_the_wall_reaches_what_is_acknowledged_at_every_door():
    found = soak.measure(minutes=0.05)

    assert [
        each for each in found.broken if not each.startswith("memory")
    ] == []  # it is warming up
    assert found.notes[0].startswith("beats missed: 0 of ")
    assert "of 0 changes" not in found.notes[0]


def test_an_hour_without_growth_breaks_nothing():
    found = soak.report(an_hour())

    assert found.broken == []
    assert len(found.rows) == 12
    assert [aim.ratio for aim in found.aims] == [1, 1, 1]


def test_growth_after_ten_minutes_is_told():
    found = soak.report(an_hour(notes=growing(lambda minute: 4 + minute * 0.03)))

    assert found.broken == [
        "memory of JavaScript's heap, at the end to 10 minutes: 1.34 (aim: at most 1.2) MISSED"
    ]


def test_what_is_kept_in_the_first_ten_minutes_is_no_growth():
    found = soak.report(an_hour(notes=growing(lambda minute: 2 if minute < 8 else 4)))

    assert found.broken == []


def test_one_look_at_a_bad_moment_is_no_growth():
    found = soak.report(an_hour(notes=growing(lambda minute: 9 if minute == 60 else 4)))

    assert found.broken == []


@pytest.mark.parametrize(
    "shown, late",
    [
        ([(1, 10.1), (2, 11.1), (3, 12.1)], []),
        ([(3, 12.1)], []),  # it may leave out pictures that were overtaken
        ([(1, 9.9), (3, 16.1)], [2]),
        ([(1, 10.1), (2, 11.1)], [3]),
        ([], [1, 2, 3]),
    ],
)
def test_a_beat_is_missed_when_the_wall_is_not_there_in_five_seconds(shown, late):
    acknowledged = [(1, 10.0), (2, 11.0), (3, 12.0)]

    assert soak.missed(acknowledged, shown) == late


def test_missed_beats_and_silences_fail_the_soak():
    found = soak.report(an_hour(shown=[(9, 56.0)], signs=[10.0, 25.0, 56.0]))

    assert found.broken == [
        "seq 9 was not on the wall within 5 s",
        "the wall heard nothing for 31 s",
    ]


def test_a_wall_that_showed_nothing_fails_the_soak():
    assert "the wall showed nothing" in soak.report(an_hour(shown=[])).broken


def test_the_hall_falls_silent_for_longer_than_a_heartbeat():
    silent = [second for second in range(600) if soak_night.is_silent(second)]

    assert silent[0] > 200  # not at once
    assert len(silent) > 2 * soak.SILENT_SECONDS


def test_every_kind_of_change_is_sent_and_no_area_is_cleaned_twice():
    changes = [*islice(soak_night.Changes(NIGHT, random.Random(1)), 400)]
    of_area_5 = [each for each in changes if b'"area": 5' in each]

    assert {each.split()[1].decode() for each in changes} == {
        rally.POST, soak_night.POCKET, soak_night.MAP,
    }  # fmt: skip
    assert any(b'"cancelled"' in each for each in changes)
    assert any(b'"kind": "goal"' in each for each in changes)
    assert [b'"reopen"' in each for each in of_area_5[:4]] == [False, True, False, True]


def test_a_change_that_was_refused_ends_the_soak():
    refused = Answer(200, b'{"answers": [{"key": "soak", "refused": "No."}]}', 0.0)

    with pytest.raises(RuntimeError, match="refused"):
        soak_night.acknowledged(refused)


def test_an_hour_is_run_only_when_it_is_asked_for(monkeypatch):
    ran = []

    def measuring(name):
        return lambda *minutes: ran.append((name, *minutes)) or Report(name, ("a",), [(1,)])

    monkeypatch.setattr(command, "FULL", {name: measuring(name) for name in command.FULL})
    monkeypatch.setattr(soak, "measure", measuring("soak"))

    CliRunner().invoke(command.main, [], catch_exceptions=False)
    CliRunner().invoke(command.main, ["soak", "--minutes", "3"], catch_exceptions=False)

    assert (command.SOAK,) not in ran
    assert len(ran) == len(command.FULL)
    assert ran[-1] == (command.SOAK, 3)
