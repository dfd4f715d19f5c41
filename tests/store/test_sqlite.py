"""What any engine must keep to; run on each of them."""

import os
import queue
import signal
import sqlite3
import subprocess
import sys
import textwrap
import threading
from concurrent.futures import wait
from functools import partial
from pathlib import Path

import pytest

from tests.builders import NOON, in_one_group
from turnout.errors import NotFound, Refused, StoreFailed
from turnout.store import ENGINES, Store, Transaction, log, sqlite_writer
from turnout.store.lockfile import AGAIN_SECONDS, LockFile
from turnout.store.log import tick

ROOT = Path(__file__).parents[2]


@pytest.fixture(params=ENGINES)
def store(request, tmp_path):
    opened = ENGINES[request.param](tmp_path / "turnout.db")
    yield opened
    opened.close()


def a_record(tx: Transaction) -> int:
    return tick(tx, event=1, kind="goal", door="desk", key="k", by="desk", at=NOON)


def seq_of(store: Store) -> int:
    with store.reading() as look:
        return log.seq(look)


def test_a_new_store_stands_at_nought(store):
    assert seq_of(store) == 0


def test_a_write_is_seen_once_its_future_is_done(store):
    store.write(a_record).result()

    assert seq_of(store) == 1


def test_what_a_write_returns_is_what_its_future_has(store):
    assert store.write(lambda tx: "done").result() == "done"


def test_a_refused_write_leaves_nothing_behind_and_its_neighbours_stand(store):
    def refused(tx):
        a_record(tx)
        raise Refused("party", "not_whole")

    futures = [store.write(work) for work in (a_record, refused, a_record)]
    wait(futures)

    assert isinstance(futures[1].exception(), Refused)
    assert [futures[0].result(), futures[2].result()] == [1, 2]
    assert seq_of(store) == 2


def test_an_error_of_the_disk_fails_the_whole_group_and_says_so(store):
    started, go = threading.Event(), threading.Event()

    def slow(tx):
        started.set()
        go.wait(60)

    def ends_the_transaction(tx):
        a_record(tx)
        tx.run("ROLLBACK")
        raise sqlite3.OperationalError("disk is full")

    first = store.write(slow)
    started.wait(60)
    group = [store.write(a_record), store.write(ends_the_transaction), store.write(a_record)]
    go.set()
    wait([first, *group])

    assert all(isinstance(each.exception(), StoreFailed) for each in group)
    assert seq_of(store) == 0


def a_group(store: Store, *works):
    return in_one_group(store, *(partial(store.write, work) for work in works))


def refused(tx: Transaction) -> None:
    a_record(tx)
    raise Refused("party", "not_whole")


def test_who_is_refused_leaves_the_others_of_the_group_standing(store):
    first, wrong, last = a_group(store, a_record, refused, a_record)

    assert isinstance(wrong.exception(), Refused)
    assert [first.result(), last.result()] == [1, 2]
    with store.reading() as look:
        assert log.extent(look) == (2, 2)


def test_an_error_of_the_database_leaves_the_others_of_the_group_standing(store):
    first, wrong, last = a_group(
        store, a_record, lambda tx: tx.run("DELETE FROM nowhere"), a_record
    )

    assert isinstance(wrong.exception(), StoreFailed)
    assert [first.result(), last.result()] == [1, 2]


@pytest.mark.parametrize("neighbours", [[], [a_record], [a_record, refused]])
def test_who_is_refused_leaves_nothing_of_what_was_on_its_way_to_the_disk(store, neighbours):
    def refused_late(tx):
        a_record(tx)
        assert tx.row("SELECT count(*) FROM log WHERE key = 'k'")[0]  # written, to be looked at
        tx.run("INSERT INTO secret (name, value) VALUES ('mine', '')")
        raise Refused("party", "not_whole")

    a_group(store, refused_late, *neighbours, refused_late)

    kept = len([each for each in neighbours if each is a_record])
    assert store.write(a_record).result() == kept + 1
    with store.reading() as look:
        assert log.extent(look) == (kept + 1, kept + 1)
        assert look.row("SELECT count(*) FROM secret")[0] == 0


def test_a_work_that_ran_twice_is_stored_once(store):
    runs = []

    def counted(tx):
        runs.append(1)
        return a_record(tx)

    first, _ = a_group(store, counted, refused)

    assert (len(runs), first.result(), seq_of(store)) == (2, 1, 1)


def test_groups_after_one_with_a_refusal_are_as_any_other(store):
    a_group(store, a_record, refused)

    for _ in range(3):
        assert all(each.exception() is None for each in a_group(store, a_record, a_record))
    assert seq_of(store) == 7


@pytest.mark.parametrize("neighbour", [a_record, refused])
def test_what_others_wrote_since_is_not_covered_by_what_a_group_remembered(store, neighbour):
    a_group(store, a_record, neighbour)
    other = sqlite3.connect(store.path, isolation_level=None, timeout=60)
    other.execute("UPDATE clock SET seq = 41")
    other.close()

    assert store.write(a_record).result() == 42


def test_the_writer_goes_on_after_a_failed_group(store):
    def breaks(tx):
        tx.run("ROLLBACK")
        raise sqlite3.OperationalError("disk is full")

    wait([store.write(breaks)])

    assert store.write(a_record).result() == 1


def test_an_error_of_the_database_alone_fails_its_caller_as_ours(store):
    with pytest.raises(StoreFailed, match="nothing was stored: no such table"):
        store.write(lambda tx: tx.run("DELETE FROM nowhere")).result()

    assert store.write(a_record).result() == 1


def test_a_lock_that_cannot_be_had_is_told_and_the_writer_goes_on(store, monkeypatch):
    def none_left(*_):
        monkeypatch.undo()
        raise OSError("no locks available")

    monkeypatch.setattr(LockFile, "take", none_left)

    with pytest.raises(StoreFailed, match="no locks available"):
        store.write(a_record).result(60)
    assert store.write(a_record).result(60) == 1


def test_who_waits_for_a_process_that_is_stopped_is_told_that_nothing_was_stored(
    store, monkeypatch
):
    monkeypatch.setattr(sqlite_writer, "TURN_SECONDS", 0.05)
    stopped = LockFile(store.path.with_name(f"{store.path.name}-writer.lock"))
    stopped.take()

    with pytest.raises(StoreFailed, match="another process"):
        store.write(a_record).result(60)
    stopped.close()

    assert store.write(a_record).result(60) == 1


def test_a_post_that_writes_twice_is_answered_within_fifteen_seconds_of_its_arrival():
    assert sqlite_writer.TURN_SECONDS + 2 * AGAIN_SECONDS < 15


def test_who_is_to_be_told_is_told_what_was_made_once_it_is_on_disk(store):
    told = queue.SimpleQueue()
    store.tell([(a_record, lambda *what: told.put((what, seq_of(store))))])

    assert told.get(timeout=60) == ((1, None), 1)


def test_who_is_to_be_told_is_told_of_a_refusal(store):
    told = queue.SimpleQueue()
    store.tell([(refused, lambda *what: told.put(what))])
    made, error = told.get(timeout=60)

    assert made is None
    assert isinstance(error, Refused)


def test_of_those_who_ask_together_each_is_told_of_their_own_in_their_order(store):
    told = queue.SimpleQueue()
    store.tell(
        [
            (a_record, lambda made, error: told.put(("first", made, error))),
            (refused, lambda made, error: told.put(("refused", made, type(error)))),
            (a_record, lambda made, error: told.put(("last", made, error))),
        ]
    )

    assert [told.get(timeout=60) for _ in range(3)] == [
        ("first", 1, None),
        ("refused", None, Refused),
        ("last", 2, None),
    ]


def test_a_closed_store_takes_nothing_from_who_asks(store):
    told = []
    store.close()

    with pytest.raises(StoreFailed, match="closed"):
        store.tell([(a_record, lambda *what: told.append(what))])
    assert told == []


def test_who_cannot_be_told_keeps_nobody_else_from_being_told(store):
    def fails(*_):
        raise RuntimeError("the loop is closed")

    store.tell([(a_record, fails)])

    assert store.write(a_record).result(60) == 2


def test_who_is_told_of_commits_cannot_end_the_writer(store):
    def fails():
        raise RuntimeError("the loop is closed")

    store.on_commit(fails)

    assert [store.write(a_record).result(60) for _ in range(2)] == [1, 2]


def test_a_write_whose_caller_has_left_is_stored_and_its_neighbour_answered(store):
    started, go = threading.Event(), threading.Event()

    def slow(tx):
        started.set()
        go.wait(60)

    store.write(slow)
    started.wait(60)
    left, stays = store.write(a_record), store.write(a_record)
    left.cancel()
    go.set()

    assert stays.result(60) == 2


def test_eight_threads_give_seqs_without_a_gap(store):
    seqs: list[int] = []

    def writes():
        seqs.extend(store.write(a_record).result() for _ in range(50))

    threads = [threading.Thread(target=writes) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(seqs) == list(range(1, 401))


def test_a_look_stays_as_it_was_while_others_write(store):
    with store.reading() as look:
        before = log.seq(look)
        store.write(a_record).result()

        assert log.seq(look) == before


def test_a_look_cannot_write(store):
    with pytest.raises(StoreFailed), store.reading() as look:
        look.rows("UPDATE clock SET seq = 99 RETURNING seq")

    assert seq_of(store) == 0


def open_files():
    return len(list(Path("/proc/self/fd").iterdir()))


def test_looks_that_end_in_an_error_of_the_callers_keep_their_connection(store):
    def nothing_there():
        with pytest.raises(NotFound), store.reading():
            raise NotFound("event", "nowhere")

    nothing_there()
    before = open_files()
    with store.reading():  # the one connection there is: a second would be new
        assert open_files() == before


def test_a_file_that_is_gone_fails_the_look_as_ours(store, monkeypatch):
    monkeypatch.setattr(store, "path", Path("/nowhere/turnout.db"))

    with pytest.raises(StoreFailed, match="cannot be read"), store.reading():
        pass


def test_opening_and_closing_leaves_no_file_open(tmp_path):
    def lives():
        store = ENGINES["file"](tmp_path / "other.db")
        store.only_one("collector").release()
        with store.reading() as look:
            log.seq(look)
            store.close()
        store.close()

    lives()
    before = open_files()
    lives()

    assert open_files() == before


def test_what_cannot_be_opened_leaves_no_file_open(tmp_path):
    (tmp_path / "broken.db").write_bytes(b"not a database at all, whatever its name says" * 50)
    before = open_files()

    with pytest.raises(StoreFailed):
        ENGINES["file"](tmp_path / "broken.db")
    assert open_files() == before


def test_moved_tells_once_of_each_change(store):
    store.moved()
    store.write(a_record).result()

    assert [store.moved(), store.moved()] == [True, False]


def test_who_asked_is_told_of_a_commit(store):
    told = threading.Event()
    store.on_commit(told.set)

    store.write(a_record).result()

    assert told.wait(60)


def test_only_one_gives_way_when_released(store):
    first = store.only_one("collector")

    assert store.only_one("collector") is None
    first.release()
    assert store.only_one("collector") is not None


def test_a_closed_store_refuses_and_says_that_nothing_was_stored(tmp_path):
    store = ENGINES["file"](tmp_path / "other.db")
    store.close()

    with pytest.raises(StoreFailed, match="nothing was stored"):
        store.write(a_record)


def test_what_was_accepted_before_closing_is_stored(tmp_path):
    store = ENGINES["file"](tmp_path / "other.db")
    futures = [store.write(a_record) for _ in range(20)]
    store.close()

    assert [future.result() for future in futures] == list(range(1, 21))


def test_a_backup_is_a_store_with_all_that_stood(store, tmp_path):
    store.write(a_record).result()
    store.backup(tmp_path / "copy.db")

    copy = ENGINES["file"](tmp_path / "copy.db")
    assert seq_of(copy) == 1
    copy.close()


def test_a_new_store_is_for_its_owner(store):
    assert store.path.stat().st_mode & 0o777 == 0o600


def test_a_backup_is_for_its_owner_and_makes_its_folder(store, tmp_path):
    store.backup(tmp_path / "backups" / "copy.db")

    assert (tmp_path / "backups" / "copy.db").stat().st_mode & 0o777 == 0o600


def test_a_backup_ends_though_others_never_stop_writing(store, tmp_path):
    rows = [("x" * 3_000,)] * 12_000  # 12,000 pages: many steps' worth, were it in steps
    store.write(lambda tx: tx.run("CREATE TABLE big (text TEXT)")).result()
    insert = "INSERT INTO big (text) VALUES (?)"
    store.write(lambda tx: [tx.run(insert, row) for row in rows]).result()
    over = threading.Event()

    def writes():
        other = sqlite3.connect(store.path, isolation_level=None, timeout=60)
        other.execute("PRAGMA synchronous = OFF")  # faster than any real writer
        while not over.is_set():
            other.execute("UPDATE clock SET seq = seq + 1")
        other.close()

    busy = threading.Thread(target=writes)
    copying = threading.Thread(target=store.backup, args=[tmp_path / "copy.db"], daemon=True)
    busy.start()
    copying.start()
    copying.join(60)
    done = not copying.is_alive()
    over.set()
    busy.join()
    copying.join()

    assert done


def test_a_backup_never_overwrites(store, tmp_path):
    (tmp_path / "copy.db").write_text("precious")

    with pytest.raises(StoreFailed, match="already there"):
        store.backup(tmp_path / "copy.db")
    assert (tmp_path / "copy.db").read_text() == "precious"


def test_a_file_that_is_no_database_says_which(tmp_path):
    (tmp_path / "turnout.db").write_text("not a database, but long enough to look like one" * 50)

    with pytest.raises(StoreFailed, match=r"turnout\.db cannot be opened"):
        ENGINES["file"](tmp_path / "turnout.db")


_OTHER_PROCESS = """
    import sys
    from datetime import UTC, datetime
    from pathlib import Path
    from turnout.store import open_store
    from turnout.store.log import tick
    store = open_store(Path(sys.argv[1]))
    lock = store.only_one("collector")
    print("ready", flush=True)
    sys.stdin.readline()
    for _ in range(200):
        store.write(lambda tx: tick(
            tx, event=1, kind="goal", door="desk", key="k", by="desk", at=datetime.now(UTC)
        )).result()
    print("done", flush=True)
    sys.stdin.readline()
"""


@pytest.fixture
def other(store, tmp_path):
    process = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(_OTHER_PROCESS), str(tmp_path / "turnout.db")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    assert process.stdout.readline() == "ready\n"
    yield process
    process.kill()
    process.communicate()


def test_two_processes_share_one_clock_without_a_gap(store, other):
    other.stdin.write("go\n")
    other.stdin.flush()
    ours = [store.write(a_record).result() for _ in range(200)]
    assert other.stdout.readline() == "done\n"

    assert len(set(ours)) == 200
    with store.reading() as look:
        assert log.extent(look) == (400, 400)


def test_what_another_process_writes_is_noticed(store, other):
    store.moved()
    other.stdin.write("go\n")
    other.stdin.flush()
    assert other.stdout.readline() == "done\n"

    assert store.moved()


def test_only_one_passes_on_when_its_holder_is_killed(store, other):
    assert store.only_one("collector") is None

    os.kill(other.pid, signal.SIGKILL)
    other.wait()

    assert store.only_one("collector") is not None
