"""What runs beside the server: begun together, ended in order, one collector for all processes."""

import asyncio
import os
import resource
import signal
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.builders import NOON, a_desk, a_rally, commit
from tests.mailbox import a_mailbox
from turnout import house
from turnout.desk import links, sending
from turnout.errors import StoreFailed
from turnout.live import Live
from turnout.model import Role
from turnout.settings import MOST_FILES, Settings, Smtp

LONG = 60  # seconds; a wait that ends so is a failure


@pytest.fixture
def here(tmp_path):
    """Return this process's house, with a rally in it."""
    desk = a_desk(tmp_path)
    a_rally(desk)
    opened = house.House(desk.settings, desk, Live(desk))
    house.use(opened)
    yield opened  # the lifespan closes it
    house.use(None)


def lived(scene):
    """Run `scene()` within the server's lifespan."""

    async def run():
        async with asyncio.timeout(LONG * 3), house.lifespan_at(lambda: "http://here")(None):
            return await scene()

    return asyncio.run(run())


def is_free(desk):
    """Return whether nobody collects."""
    lock = desk.store.only_one("collector")
    if lock is not None:
        lock.release()
    return lock is not None


async def until(true):
    async with asyncio.timeout(LONG):
        while not true():
            await asyncio.sleep(0.01)


def test_a_process_has_one_house(tmp_path, monkeypatch):
    first = house.house()

    assert house.house() is first
    house.use(None)
    first.close()


def test_the_store_is_where_the_settings_say(tmp_path):
    opened = house.open_house(Settings(database=tmp_path / "there" / "rally.db"))
    opened.close()

    assert (tmp_path / "there" / "rally.db").exists()


def test_the_organizers_link_is_printed_where_it_is_asked_for(here, capsys, monkeypatch):
    settings = Settings(database=here.settings.database, print_link=True)
    house.use(house.House(settings, here.desk, here.live))

    lived(lambda: asyncio.sleep(0))

    assert "http://here/enter#" in capsys.readouterr().out


def test_no_link_is_printed_where_nobody_watches(here, capsys):
    lived(lambda: asyncio.sleep(0))

    printed = capsys.readouterr().out
    assert "enter#" not in printed
    assert "key add --role organizer" in printed
    assert "http://here" in printed


def test_sessions_that_are_over_are_forgotten_at_the_start(here):
    token = links.mint(here.desk, Role.ORGANIZER, None, days=1)
    links.enter(here.desk, token)
    later = replace(here.desk, clock=lambda: NOON + timedelta(days=90))
    house.use(replace(here, desk=later))

    async def scene():
        await until(lambda: sessions(here.desk) == 0)

    assert sessions(here.desk) == 1
    lived(scene)


def sessions(desk):
    with desk.store.reading() as look:
        return look.row("SELECT count(*) FROM session")[0]


@pytest.mark.parametrize("work", ["Collector", "Sender"])
def test_one_process_works_and_another_takes_over(work, here, monkeypatch):
    monkeypatch.setattr(house, "TAKE_OVER_SECONDS", 0.01)
    begun = []

    class Works:
        def __init__(self, *_):
            begun.append(True)

        async def run(self):
            await asyncio.Event().wait()

    monkeypatch.setattr(house, work, Works)
    held = here.desk.store.only_one(work.lower())

    async def scene():
        await asyncio.sleep(0.1)
        waited = not begun
        held.release()
        await until(lambda: begun)
        return waited

    assert lived(scene)


def test_a_collector_that_fails_is_begun_again(here, monkeypatch, caplog):
    monkeypatch.setattr(house, "TAKE_OVER_SECONDS", 0.01)
    begun = []

    class Collector:
        def __init__(self, *_):
            begun.append(True)

        async def run(self):
            raise OSError("too many open files")

    monkeypatch.setattr(house, "Collector", Collector)

    lived(lambda: until(lambda: len(begun) > 1))

    assert "too many open files" in caplog.text


def test_what_is_due_leaves_while_the_server_runs_and_a_stop_waits_for_it(here, tmp_path):
    with a_mailbox() as box:
        smtp = Smtp("127.0.0.1", box.port, "smtp")
        settings = replace(
            here.settings, smtp=smtp, mail_from="rally@example.org",
            public_url="https://rally.example.org",
        )  # fmt: skip
        commit(here.desk, name="Amina", contact="amina@example.org")
        noon = NOON.replace(month=12, day=1, hour=18)
        desk = replace(here.desk, settings=settings, clock=lambda: noon)
        sending.set_messaging(desk, "ks", by_rule=True).result()
        house.use(replace(here, desk=desk, settings=settings))

        lived(lambda: until(lambda: box.messages))

    assert box.readers == ["amina@example.org"]


def test_a_server_may_have_as_many_screens_listen_as_the_machine_allows(here):
    before, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    few = min(before, 512)

    async def allowed():
        return resource.getrlimit(resource.RLIMIT_NOFILE)[0], here.live.seats.most

    resource.setrlimit(resource.RLIMIT_NOFILE, (few, hard))
    try:
        most, seats = lived(allowed)
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (before, hard))

    assert few < most == min(hard, MOST_FILES)
    assert seats == most * 3 // 4


def test_a_start_that_fails_half_way_leaves_nothing_running(here, tmp_path):
    def no_address():
        raise RuntimeError("no address")

    async def start():
        async with house.lifespan_at(no_address)(None):
            pass

    with pytest.raises(RuntimeError, match="no address"):
        asyncio.run(start())

    with pytest.raises(StoreFailed):
        here.desk.store.write(lambda tx: None)
    other = a_desk(tmp_path)
    assert is_free(other)
    other.store.close()


def test_a_server_that_ends_leaves_another_houses_store_alone(here, tmp_path):
    other = a_desk(tmp_path / "other")
    theirs = house.House(other.settings, other, Live(other))

    async def scene():
        house.use(theirs)

    lived(scene)

    assert house.house() is theirs
    theirs.close()


def test_the_collector_gives_its_turn_back_at_the_end(here, tmp_path):
    async def scene():
        await until(lambda: not is_free(here.desk))

    lived(scene)

    other = a_desk(tmp_path)
    assert is_free(other)
    other.store.close()


def test_a_signal_ends_open_streams_before_the_server_waits_for_them(here):
    told = []
    before = signal.signal(signal.SIGTERM, lambda *_: told.append("server"))
    try:

        async def scene():
            listener = await here.live.listen("ks")
            await listener.next()
            os.kill(os.getpid(), signal.SIGTERM)
            async with asyncio.timeout(LONG):
                while not here.live.closing:
                    await listener.next()

        lived(scene)
    finally:
        signal.signal(signal.SIGTERM, before)

    assert told == ["server"]


def test_the_signals_own_handlers_stand_again_afterwards(here):
    before = signal.getsignal(signal.SIGTERM)
    lived(lambda: asyncio.sleep(0))

    assert signal.getsignal(signal.SIGTERM) is before
