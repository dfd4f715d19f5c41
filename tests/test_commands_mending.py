"""undo and purge on the command line."""

from click.testing import CliRunner

from tests.builders import a_desk, a_rally, commit, noon_in
from turnout.commands import turnout
from turnout.desk import forgetting, looks


def run(monkeypatch, tmp_path, *words):
    monkeypatch.setenv("TURNOUT_DATABASE", str(tmp_path / "turnout.db"))
    return CliRunner().invoke(turnout, words)


def test_a_record_is_undone_and_contacts_are_purged(tmp_path, monkeypatch):
    desk = a_desk(tmp_path)
    a_rally(desk, starts_at=noon_in(13))
    said = commit(desk, contact="ana@example.org", name="Ana")
    assert run(monkeypatch, tmp_path, "undo", "ks", str(said.seq)).exit_code == 0
    refused = run(monkeypatch, tmp_path, "purge", "ks")
    purged = run(monkeypatch, tmp_path, "purge", "ks", "--yes")

    assert looks.progress(desk, "ks").count.coming == 0
    assert (refused.exit_code, purged.exit_code) == (2, 0)
    assert forgetting.find(desk, "ks", "Ana")[0].contacts == ()
    desk.store.close()
