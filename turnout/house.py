"""The composition: builds desk and live once per process, and runs what runs beside the server."""

import asyncio
import contextlib
import gc
import logging
import resource
import signal
import sys
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import (
    AbstractAsyncContextManager,
    AsyncExitStack,
    asynccontextmanager,
    contextmanager,
)
from dataclasses import dataclass
from types import FrameType
from typing import Any

from turnout import settings as settings_module
from turnout.collect import Collector, PhotoCollector
from turnout.desk import forgetting, links
from turnout.desk.desk import Desk, open_desk
from turnout.errors import StoreFailed
from turnout.live import Live
from turnout.model import Role
from turnout.send import Poster, Sender
from turnout.settings import MOST_FILES, Settings
from turnout.store import open_store
from turnout.words import say

TAKE_OVER_SECONDS = 2  # how soon another process goes on with what only one may do
TIDY_SECONDS = 24 * 3600  # sessions live for weeks: a day more or less is nothing
FORGET_SECONDS = 3600  # a day ends at another hour in each zone
# New objects, some MB, and rounds: looking after each 700 took a twelfth of what a commitment does.
COLLECT_AFTER = (50_000, 5, 2)
LINK_DAYS = 1  # the terminal's link: long enough for tonight

_log = logging.getLogger(__name__)
_lock = threading.Lock()
_house: "House | None" = None


@dataclass(frozen=True)
class House:
    """All that a process needs, built together."""

    settings: Settings
    desk: Desk
    live: Live

    def close(self) -> None:
        """Finish what was accepted and let go of the store."""
        self.live.foreseeing.close()
        self.desk.store.close()


Work = Callable[[House], Awaitable[None]]  # what one process alone does, until it is cancelled


def open_house(settings: Settings) -> House:
    """Return a house over the store that `settings` names."""
    desk = open_desk(open_store(settings.database), settings)
    return House(settings, desk, Live(desk))


def house() -> House:
    """Return this process's house; the first to ask builds it."""
    global _house
    if _house is not None:  # each request asks: only the first ones wait for each other
        return _house
    with _lock:
        if _house is None:
            _house = open_house(settings_module.settings())
        return _house


def use(other: House | None) -> None:
    """Make `other` this process's house: for tests, and for commands with their own database."""
    global _house
    with _lock:
        _house = other


Lifespan = Callable[[Any], AbstractAsyncContextManager[dict[str, Any]]]


def lifespan_at(address: Callable[[], str]) -> Lifespan:
    """Return the server's lifespan; `address` says where this machine's own browser finds it."""

    @asynccontextmanager
    async def lifespan(app: Any) -> AsyncIterator[dict[str, Any]]:
        async with _running(house(), address):
            yield {}

    return lifespan


@asynccontextmanager
async def _running(here: House, address: Callable[[], str]) -> AsyncIterator[None]:
    """Run what runs beside the server: live, the collector, and a clean end, also of a start
    that failed half way."""
    async with AsyncExitStack() as at_the_end:
        at_the_end.callback(_leave, here)
        here.live.seats.most = _allow_many_sockets() * 3 // 4  # the rest is for pages and posts
        here.live.start()
        at_the_end.push_async_callback(here.live.stop)
        for work in (
            _in_turn(here, "collector", _collect, "feeds are not read"),
            _in_turn(here, "sender", _send, "messages are not sent"),
            _in_turn(here, "updates", _tell, "updates do not go out"),
            _tidy(here),
            _forget(here),
        ):
            at_the_end.push_async_callback(_ended, asyncio.create_task(work))
        at_the_end.enter_context(_closing_streams(here.live))
        _welcome(here, address())
        _settle_memory()
        yield


async def _ended(task: asyncio.Task[None]) -> None:
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


def _leave(here: House) -> None:
    """Finish what was accepted; who asks from here on gets a house of their own."""
    if _house is here:
        use(None)
    here.close()


def _allow_many_sockets() -> int:
    """Raise our own limit of open files as far as we may, and return it: where it was reached by
    screens that listen, nobody else was answered at all."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = MOST_FILES if hard == resource.RLIM_INFINITY else min(hard, MOST_FILES)
    if soft < most:
        with contextlib.suppress(OSError, ValueError):  # some systems allow fewer than they say
            resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
    return min(resource.getrlimit(resource.RLIMIT_NOFILE)[0], MOST_FILES)


def _settle_memory() -> None:
    """Leave what stands after the start out of every later garbage collection, and collect less
    often what came since.

    It is all of Streamlit and its libraries: a full collection took 70 ms of everybody's time.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(*COLLECT_AFTER)


async def _collect(here: House) -> None:
    """Poll feeds and fetch photos."""
    async with asyncio.TaskGroup() as collecting:
        for each in (Collector, PhotoCollector):
            collecting.create_task(each(here.desk, here.settings).run())


async def _send(here: House) -> None:
    """Send messages."""
    await Sender(here.desk, here.settings).run()


async def _tell(here: House) -> None:
    """Draft and post updates."""
    await Poster(here.desk).run()


async def _in_turn(here: House, lock: str, work: Work, trouble: str) -> None:
    """Do `work` in one process only, for as long as the server lives.

    trouble: what does not happen while it fails; whatever is due waits until it is mended.
    """
    while True:
        try:
            await _once_alone(here, lock, work)
        except Exception:  # the outermost loop
            _log.exception(trouble)
            await asyncio.sleep(TAKE_OVER_SECONDS)


async def _once_alone(here: House, lock: str, work: Work) -> None:
    """Wait for the turn while another process does it, then do."""
    while (turn := here.desk.store.only_one(lock)) is None:
        await asyncio.sleep(TAKE_OVER_SECONDS)
    try:
        await work(here)
    finally:
        turn.release()


async def _tidy(here: House) -> None:
    """Forget sessions that are over: at the start, and daily. Any process may; it is harmless."""
    while True:
        try:
            await asyncio.to_thread(links.forget_sessions, here.desk)
        except StoreFailed:  # the collector says so too, and tomorrow will do
            _log.exception("ended sessions were not forgotten")
        await asyncio.sleep(TIDY_SECONDS)


async def _forget(here: House) -> None:
    """Delete contacts whose day has passed, in one process only: at the start, and hourly."""
    while True:
        try:
            if lock := here.desk.store.only_one("keeper"):
                try:
                    await asyncio.to_thread(forgetting.purge_due, here.desk)
                finally:
                    lock.release()
        except Exception:  # the outermost loop: it is tried again, and contacts go an hour later
            _log.exception("contacts whose day has passed were not deleted")
        await asyncio.sleep(FORGET_SECONDS)


@contextmanager
def _closing_streams(live: Live) -> Iterator[None]:
    """End the streams as soon as we are told to stop: the server waits for them before it
    ends the lifespan, and one open stream held the exit for 8 s."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    loop = asyncio.get_running_loop()
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}

    def told(number: int, frame: FrameType | None) -> None:
        loop.call_soon_threadsafe(live.close_listeners)
        handler = before[signal.Signals(number)]
        if callable(handler):
            handler(number, frame)

    for number in before:
        signal.signal(number, told)
    try:
        yield
    finally:
        with contextlib.suppress(ValueError):  # the loop may already be torn down
            for number, handler in before.items():
                signal.signal(number, handler)


def _welcome(here: House, address: str) -> None:
    """Say where we are; the organizer's link where somebody watches, never into a log file."""
    lang, address = here.settings.language, here.settings.public_url or address
    if not (here.settings.print_link or sys.stdout.isatty()):
        _tell_terminal(say(lang, "terminal.no_link", address=address))
        return
    token = links.mint(here.desk, Role.ORGANIZER, None, days=LINK_DAYS)
    link = f"{address}/enter#{token}"
    _tell_terminal(say(lang, "terminal.link", address=address, link=link))


def _tell_terminal(sentence: str) -> None:
    sys.stdout.write(sentence + "\n")
    sys.stdout.flush()
