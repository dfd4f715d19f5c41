"""The command line: what is missing before people come."""

import json
import threading
from contextlib import closing, contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from click.testing import CliRunner, Result

from tests.builders import a_rally, commit, noon_in
from tests.mailbox import a_mailbox
from turnout import house
from turnout.commands import machine, turnout
from turnout.desk import sending_take
from turnout.rules.health import State
from turnout.settings import settings


@pytest.fixture
def store():
    with closing(house.open_house(settings())) as here:
        a_rally(here.desk, starts_at=noon_in(13))
        commit(here.desk, name="Amina", contact="amina@example.org")


@pytest.fixture
def in_order(store, tmp_path, monkeypatch):
    """Put everything as it should be, on a machine with room."""
    monkeypatch.setenv("TURNOUT_PUBLIC_URL", "https://rally.example.org")
    monkeypatch.setenv("TURNOUT_BACKUPS", str(tmp_path / "kept"))
    monkeypatch.setattr(machine, "free_bytes", lambda _: 10**11)
    monkeypatch.setattr(machine, "ENVIRONMENT_FILE", tmp_path / "turnout.env")
    assert run("backup").exit_code == 0
    with closing(house.open_house(settings())) as server:
        lock = server.desk.store.only_one("collector")
        yield
        lock.release()


def test_where_all_is_well_the_status_is_0(in_order):
    told = run("doctor")

    assert told.exit_code == 0, told.output
    assert "Nothing must be mended." in told.stdout
    assert "!" not in told.stdout


def test_what_is_missing_is_said_first_and_ends_with_status_1(store):
    told = run("doctor")

    assert told.exit_code == 1
    assert told.stdout.startswith("!")
    assert "TURNOUT_PUBLIC_URL" in told.stdout
    assert "No server runs" in told.stdout
    assert "TURNOUT_BACKUPS" in told.stdout


def test_json_has_codes_and_sentences_and_nobodys_name(store):
    told = run("doctor", "--json")
    found = {each["what"]: each for each in json.loads(told.stdout)}

    assert found["address"]["state"] == "wrong"
    assert found["ledger"]["sentence"].startswith("The store is whole")
    assert "Amina" not in told.output


def test_it_speaks_spanish(store, monkeypatch):
    monkeypatch.setenv("TURNOUT_LANGUAGE", "es")

    assert "Ningún servidor usa" in run("doctor").stdout


def test_where_there_is_no_store_none_is_made():
    told = run("doctor")

    assert "There is no store" in told.stdout
    assert not settings().database.exists()


def test_a_store_of_another_user_is_not_opened(store, monkeypatch):
    monkeypatch.setattr(machine.os, "geteuid", lambda: 12345)
    for lock in (locks := list(settings().database.parent.glob("*.lock"))):
        lock.unlink()

    assert "not this user's to write" in run("doctor").stdout
    assert locks
    assert not any(lock.exists() for lock in locks)


def test_a_file_that_is_no_store_is_named():
    settings().database.write_text("no store at all, but long enough to be one " * 40)

    assert "cannot be opened" in run("doctor").stdout


def test_a_database_that_others_can_read_is_named(in_order):
    settings().database.chmod(0o644)

    told = run("doctor")

    assert told.exit_code == 1
    assert str(settings().database) in told.stdout


def test_a_settings_file_that_others_can_read_is_named(in_order, tmp_path):
    (tmp_path / "turnout.env").touch(0o644)

    assert "turnout.env: chmod 600" in run("doctor").stdout


def test_nothing_outside_is_asked_unless_it_is_wanted(in_order, monkeypatch):
    monkeypatch.setattr(machine, "answer", None)

    assert run("doctor").exit_code == 0


@pytest.mark.parametrize(
    "body, code", [('{"seq": 2}', "answers"), ('{"seq": 90}', "another"), ("hello", "another")]
)
def test_the_public_address_must_answer_from_this_store(body, code, store, monkeypatch):
    with answering(200, body) as url:
        monkeypatch.setenv("TURNOUT_PUBLIC_URL", url)
        found = json.loads(run("doctor", "--online", "--json").stdout)[-1]

    assert (found["what"], found["code"]) == ("online", code)


def test_an_address_that_answers_503_is_not_well(store, monkeypatch):
    with answering(503, "{}") as url:
        monkeypatch.setenv("TURNOUT_PUBLIC_URL", url)
        found = json.loads(run("doctor", "--online", "--json").stdout)[-1]

    assert found["code"] == "silent"
    assert found["state"] == State.WRONG
    assert "503" in found["sentence"]


def test_a_mail_server_is_asked_only_when_it_is_wanted_and_sent_nothing(store, monkeypatch):
    with a_mailbox() as box:
        monkeypatch.setenv("TURNOUT_PUBLIC_URL", "http://127.0.0.1:9")
        monkeypatch.setenv("TURNOUT_SMTP_URL", box.url)
        monkeypatch.setenv("TURNOUT_MAIL_FROM", "rally@example.org")
        before = [each["code"] for each in looked_at("mail")]
        asked = [each["code"] for each in looked_at("mail", "--online")]

    assert (before, asked, box.messages) == (["set"], ["set", "answers"], [])
    assert looked_at("mail", "--online")[-1]["code"] == "silent"


def test_what_kept_mail_from_leaving_is_said(store, monkeypatch):
    monkeypatch.setenv("TURNOUT_PUBLIC_URL", "https://rally.example.org")
    monkeypatch.setenv("TURNOUT_SMTP_URL", "smtps://u:pass-phrase@mail.example.org")
    monkeypatch.setenv("TURNOUT_MAIL_FROM", "rally@example.org")
    settings.cache_clear()
    with closing(house.open_house(settings())) as here:
        sending_take.trouble(here.desk, "login:535")

    (found,) = looked_at("mail")

    assert (found["code"], found["state"]) == ("trouble", State.WRONG)
    assert "login:535" in found["sentence"]
    assert "pass-phrase" not in run("doctor").output


def test_the_innermost_mount_names_the_file_system(tmp_path):
    mounts = f"/dev/sda / ext4 rw 0 0\nnas:/x {tmp_path} nfs4 rw 0 0\ntmpfs /elsewhere tmpfs rw 0 0"

    assert machine.filesystem(tmp_path / "deep", mounts) == "nfs4"
    assert machine.filesystem(tmp_path.parent, mounts) == "ext4"


def test_a_kernel_that_says_nothing_of_its_clock_is_no_failure(monkeypatch):
    monkeypatch.setattr(machine.ctypes, "CDLL", lambda _: object())

    assert machine.synchronised() is None


def test_every_pin_is_compared():
    pinned = machine.pinned()

    assert pinned["streamlit"] == "1.67.0"
    assert set(machine.installed([*pinned, "no-such-library"])) == set(pinned)


def looked_at(what: str, *options: str) -> list[dict[str, str]]:
    return [
        each
        for each in json.loads(run("doctor", "--json", *options).stdout)
        if each["what"] == what
    ]


@contextmanager
def answering(status: int, body: str):
    """Serve one answer on a port of this machine."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(status)
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *_):
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        serving = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        serving.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        serving.join()


def run(*words: str) -> Result:
    settings.cache_clear()
    return CliRunner().invoke(turnout, list(words), prog_name="python -m turnout")
