"""The benchmarks run, and would tell if something were lost; no time is asserted here."""

import json
import subprocess
import sys

import pytest
from click.testing import CliRunner

from tests import bad_maps
from tests.benchmarks import __main__ as command
from tests.benchmarks import (
    api,
    feeds,
    forecast,
    forecast_live,
    imports,
    kill,
    live,
    mail,
    mapfiles,
    maps,
    phrases,
    rally,
    snapshot,
    writers,
)
from tests.benchmarks.report import Aim, Report, encoded, percentiles
from turnout.desk import signups
from turnout.errors import TurnoutError
from turnout.settings import ROOT


def test_a_server_killed_while_it_is_posted_to_loses_and_doubles_nothing():
    report = kill.measure(rounds=2)

    assert report.broken == []
    assert report.rows[0][1] == 2 * kill.POSTS


def test_the_command_puts_its_stores_where_the_machine_says_and_not_where_tests_do():
    said = "import sys, tests.benchmarks.__main__; print('tests.conftest' in sys.modules)"

    told = subprocess.run(
        [sys.executable, "-c", said], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert told.stdout == "False\n"  # it moves temporary folders into memory


def test_mail_of_a_sender_that_is_killed_arrives_and_has_one_id():
    report = mail.measure(kills=2, people=60)

    assert report.broken == []
    assert report.rows[0][4:] == [0, 0, 0]


def test_threads_of_two_processes_write_without_a_loss_or_a_gap():
    report = writers.measure(each=25)

    assert report.broken == []
    assert [row[1] for row in report.rows] == [writers.THREADS * 25] * writers.PROCESSES


def test_a_list_brought_in_with_a_stop_stands_once():
    report = imports.measure(rows=1_000)

    assert report.broken == []
    assert [row[5] for row in report.rows[-2:]] == [996, 996]


def test_every_feed_is_answered_in_time_and_no_post_of_a_sound_one_is_lost():
    report = feeds.measure(rounds=1)

    assert report.broken == []
    assert len(report.notes) == 2


def test_every_listener_hears_of_every_commit_from_both_servers():
    report = live.measure(listeners=(1, 20), commits=3)

    assert report.broken == []
    assert [(row[0], row[1]) for row in report.rows] == [
        (1, "turnout"), (1, "bare"), (20, "turnout"), (20, "bare"),
    ]  # fmt: skip
    assert all(row[2] > 0 for row in report.rows)


def test_what_the_api_acknowledged_under_load_is_stored():
    report = api.measure(rounds=1, seconds=0.5)

    assert report.broken == []
    assert all(row[1] > 0 for row in report.rows)


def test_what_a_wrong_map_file_takes_is_told_of_the_command_and_its_reader():
    report = mapfiles.measure({"a bomb": ("a.kml", bad_maps.BOMB)})

    ((what, cpu, seconds, megabytes),) = report.rows
    assert what == "a bomb"
    assert cpu > 0
    assert seconds > 0
    assert megabytes > 30  # of either alone


def test_a_changed_area_reaches_an_open_map_within_a_second():
    report = maps.measure(sizes=(30,), rounds=2, changes=4)

    assert report.broken == []
    assert [row[:2] for row in report.rows] == [
        [30, "our page"], [30, "plain st.pydeck_chart"], [30, "the light page's GeoJSON"],
    ]  # fmt: skip


def test_drawn_rallies_are_scored_on_both_questions():
    report = forecast.measure(count=3, leads=100, promises=500, judged=False)

    assert report.broken == []
    assert [row[1] for row in report.rows] == ["committed", "final"] * len(forecast.WORLDS)


def test_a_forecast_is_timed_at_the_desk(tmp_path):
    rows, aims = forecast_live.at_the_desk(tmp_path / "desk", 20, 200, 3)

    assert all(row[1] > 0 for row in rows)
    assert len(aims) == 2


def test_a_store_filled_in_bulk_equals_its_ledger():
    report = snapshot.measure(sizes=(50, 1_200), takes=3)

    assert report.broken == []
    assert [row[0] for row in report.rows] == [50, 1_200, 50, 1_200]


def test_a_lost_commitment_is_told(tmp_path):
    made, tally = rally.made(tmp_path), kill.Tally()
    with rally.opened(made.database) as desk:
        signups.commit(desk, rally.submission(0)).result()

    kill.compare(made, people=2, tally=tally)

    assert tally.lost == 1


def test_a_doubled_commitment_is_told(tmp_path):
    made, tally = rally.made(tmp_path), kill.Tally()
    with rally.opened(made.database) as desk:
        for number in range(2):
            signups.commit(desk, rally.submission(number)).result()

    kill.compare(made, people=1, tally=tally)

    assert tally.doubled == 1


def test_a_gap_between_receipts_is_told(tmp_path):
    made = rally.made(tmp_path)
    with rally.opened(made.database) as desk:
        seqs = [signups.commit(desk, rally.submission(n)).result().seq for n in range(2)]

    one_short = [writers.Written(seqs[:1], [1.0], 1.0)]

    assert writers.broken(made.database, seqs[0] - 1, one_short) != []


def test_totals_that_differ_from_the_ledger_are_told(tmp_path):
    made, tally = rally.made(tmp_path), kill.Tally()
    with rally.opened(made.database) as desk:
        signups.commit(desk, rally.submission(0)).result()
        desk.store.write(lambda tx: tx.run("UPDATE standing SET yes = yes + 1")).result()

    kill.compare(made, people=1, tally=tally)

    assert tally.differences != []


def test_bulk_filling_hides_no_refusal(tmp_path):
    made = rally.made(tmp_path)
    with rally.opened(made.database) as desk:
        desk.store.write(lambda tx: tx.run("UPDATE event SET open = 0")).result()

        with pytest.raises(TurnoutError):
            snapshot.fill(desk, 0, 1)


@pytest.mark.parametrize(
    "ratio, at_least, met",
    [(1.5, False, True), (1.6, False, False), (1.5, True, True), (1.4, True, False)],
)
def test_an_aim_is_met_up_to_its_limit(ratio, at_least, met):
    assert Aim("p95", ratio, 1.5, at_least).met is met


def test_a_percentile_is_a_figure_that_was_measured():
    assert percentiles([3.0, 1.0, 2.0], 0, 50, 99) == [1.0, 2.0, 3.0]


def test_a_report_is_a_table_with_its_aims_and_what_broke():
    report = Report("Live", ("who", "ms"), [("us", 1234.5)], [Aim("p95", 1.6, 1.5)], [], ["lost 1"])

    assert str(report).splitlines() == [
        "## Live", "",
        "| who |    ms |",
        "|-----|-------|",
        "| us  | 1,234 |", "",
        "- p95: 1.60 (aim: at most 1.5) MISSED",
        "- BROKEN: lost 1",
    ]  # fmt: skip


def test_a_report_as_json_says_whether_its_aims_were_met():
    report = Report("Live", ("who",), [("us",)], [Aim("p95", 1.6, 1.5)])

    assert json.loads(encoded([report]))[0]["aims"][0]["met"] is False


def test_the_command_fails_when_something_broke_and_writes_the_figures(tmp_path, monkeypatch):
    lost = Report("Kill", ("lost",), [(1,)], broken=["1 was lost"])
    monkeypatch.setitem(command.FULL, "kill", lambda: lost)

    ended = CliRunner().invoke(command.main, ["kill", "--json", str(tmp_path / "figures.json")])

    assert ended.exit_code == 1
    assert "BROKEN: 1 was lost" in ended.output
    assert json.loads((tmp_path / "figures.json").read_text())[0]["broken"] == ["1 was lost"]


def test_every_set_of_lines_is_read_rightly_and_none_is_counted_wrongly():
    report = phrases.measure()

    for name, lines, right, commits, counted, wrong in report.rows:
        assert wrong == 0, name
        assert right >= 0.9 * lines, name
        assert counted >= 0.74 * commits, name  # 32 of 43, and so of any other number
    assert report.broken == []
