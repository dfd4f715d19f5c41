"""What operators are told to run, as far as it can be run without being root."""

import configparser
import re
import shutil
import subprocess
from datetime import timedelta
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from turnout import house
from turnout.commands import turnout
from turnout.settings import from_environment
from turnout.web.bodies import SLOWEST_SECONDS

ROOT = Path(__file__).parent.parent
DEPLOY = ROOT / "docs" / "deploy"
MANUAL = (ROOT / "docs" / "operator.md").read_text("utf-8")
SCRIPTS = [*sorted(DEPLOY.glob("*.sh")), DEPLOY / "turnout"]
UNITS = sorted([*DEPLOY.glob("*.service"), *DEPLOY.glob("*.timer")])
PYTHON = "/opt/turnout/current/.venv/bin/python -m turnout "


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda file: file.name)
def test_a_script_reads_as_shell_and_stops_at_the_first_failure(script):
    subprocess.run(["sh", "-n", str(script)], check=True)

    assert "set -e" in script.read_text("utf-8") or script.name == "healthy.sh"


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda file: file.name)
def test_the_files_a_script_names_are_there(script):
    named = re.findall(r"\$(?:here|new|now|release)/([a-zA-Z][a-zA-Z./-]*)", text(script))

    assert [
        name for name in named if not ((DEPLOY / name).exists() or (ROOT / name).exists())
    ] == []


def test_the_commands_of_the_manual_name_files_that_are_there():
    named = re.findall(r"^sh (docs/deploy/\S+)", MANUAL, re.MULTILINE)

    assert named
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_every_place_the_manual_names_is_where_the_files_put_it():
    places = re.findall(r"^\| `(/[^`]+)` \|", MANUAL, re.MULTILINE)
    written = "".join(text(file) for file in DEPLOY.iterdir())

    assert len(places) > 4
    assert [place for place in places if place not in written and "secrets" not in place] == []


def test_the_settings_file_is_read_by_our_own_settings():
    given = dict(re.findall(r"^(\w+)=(.*)$", text(DEPLOY / "turnout.env"), re.MULTILINE))

    read = from_environment(given)

    assert read.public_url == "https://rally.example.org"
    assert read.backups == Path("/var/backups/turnout")


@pytest.mark.parametrize("unit", UNITS, ids=lambda file: file.name)
def test_systemd_accepts_a_unit(unit, tmp_path):
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd-analyze is not on the PATH")
    for other in UNITS:  # with a python that is there: the release is not
        (tmp_path / other.name).write_text(
            re.sub(r"(ExecStart=)/opt\S+", r"\1/bin/true", text(other))
        )
    checked = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", str(tmp_path / unit.name)],
        capture_output=True,
        text=True,
    )

    assert [line for line in checked.stderr.splitlines() if "turnout" in line] == []


def test_the_server_runs_as_its_user_confined_and_on_this_machine_only():
    service = unit("turnout.service")["Service"]

    assert service["User"] == "turnout"
    assert service["ProtectSystem"] == "strict"
    assert service["NoNewPrivileges"] == "yes"
    assert service["CapabilityBoundingSet"] == ""
    assert service["ExecStart"].endswith("--address 127.0.0.1")
    assert "127.0.0.1:8501" in text(DEPLOY / "Caddyfile")


def test_a_stop_waits_longer_than_the_slowest_form():
    assert int(unit("turnout.service")["Service"]["TimeoutStopSec"]) > SLOWEST_SECONDS


def test_the_units_run_commands_that_exist():
    for service in ("turnout.service", "turnout-backup.service"):
        words = unit(service)["Service"]["ExecStart"].removeprefix(PYTHON).split()

        command = turnout.get_command(click.Context(turnout), words[0])
        assert command is not None
        command.make_context(words[0], words[1:])


def test_a_backup_may_be_written_where_the_settings_say():
    service = unit("turnout-backup.service")["Service"]

    assert "TURNOUT_BACKUPS=" + service["ReadWritePaths"].split()[-1] in text(
        DEPLOY / "turnout.env"
    )


def test_the_nightly_backup_is_young_enough_for_the_doctor():
    from turnout.rules.health import BACKUP_GOOD_FOR

    assert unit("turnout-backup.timer")["Timer"]["OnCalendar"].startswith("*-*-* ")
    assert timedelta(days=1) < BACKUP_GOOD_FOR < timedelta(days=2)


@pytest.mark.parametrize("internal", [False, True])
def test_caddy_accepts_the_proxys_file(internal, tmp_path):
    if shutil.which("caddy") is None:
        pytest.skip("caddy is not on the PATH")
    tls = "\n\ttls internal" if internal else ""
    made = text(DEPLOY / "Caddyfile").replace("rally.example.org {", f"rally.test {{{tls}")
    (tmp_path / "Caddyfile").write_text(made)

    checked = subprocess.run(
        ["caddy", "validate", "--adapter", "caddyfile", "--config", str(tmp_path / "Caddyfile")],
        capture_output=True,
        env={"HOME": str(tmp_path), "PATH": "/usr/bin:/bin"},
        text=True,
    )

    assert "Valid configuration" in checked.stdout + checked.stderr


def test_the_commands_let_a_caller_name_another_store(tmp_path):
    """The rehearsal of a restore must never reach the store that is in use."""
    (tmp_path / "env").write_text("TURNOUT_DATABASE=/in/use.db\nTURNOUT_BURST=7\n")
    script = text(DEPLOY / "turnout").replace("/etc/turnout.env", str(tmp_path / "env"))
    script = re.sub(r"exec runuser.*", 'echo "$TURNOUT_DATABASE $TURNOUT_BURST"', script)
    (tmp_path / "turnout").write_text(script)

    said = subprocess.run(
        ["sh", str(tmp_path / "turnout")],
        capture_output=True,
        env={"TURNOUT_DATABASE": "/a rehearsal.db", "PATH": "/usr/bin:/bin"},
        text=True,
        check=True,
    )

    assert said.stdout.strip() == "/a rehearsal.db 7"


def test_the_rehearsal_of_the_manual_restores_checks_and_lists(tmp_path, monkeypatch):
    """Its commands, in their order, with the folders of a machine set in."""
    monkeypatch.setenv("TURNOUT_BACKUPS", str(tmp_path / "kept"))
    run("event", "add", "ks", "--title", "R", "--start", "2026-12-05T12:00", "--zone", "UTC")
    run("backup")
    (newest,) = (tmp_path / "kept").iterdir()
    block = (
        MANUAL.partition("### Rehearse the restore")[2].partition("```sh")[2].partition("```")[0]
    )
    typed = re.findall(r"^TURNOUT_DATABASE=\S+ turnout (.+)$", block, re.MULTILINE)
    monkeypatch.setenv("TURNOUT_DATABASE", str(tmp_path / "rehearsal.db"))

    said = [run(*line.replace('"$newest"', str(newest)).split()) for line in typed]

    assert [line.split()[0] for line in typed] == ["restore", "check", "event"]
    assert "ks" in said[-1]


def run(*words: str) -> str:
    house.settings_module.settings.cache_clear()
    ran = CliRunner().invoke(turnout, list(words))
    assert ran.exit_code == 0, ran.output
    return ran.stdout


def text(file: Path) -> str:
    return file.read_text("utf-8")


def unit(name: str) -> configparser.ConfigParser:
    read = configparser.ConfigParser(strict=False)
    read.optionxform = str
    read.read_string(text(DEPLOY / name))
    return read
