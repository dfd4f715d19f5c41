"""Notices that the clock moved, builds one picture an event, and hands all the same bytes."""

import asyncio
import logging
import math
import zlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from threading import Lock

from turnout.desk import looks
from turnout.desk.desk import Desk
from turnout.desk.foreseeing import Foreseeing
from turnout.desk.seats import Seats
from turnout.errors import StoreFailed
from turnout.formats.picture import as_bytes, encode_expected, picture, with_forecast
from turnout.formats.seeing import PUBLIC, seen_by
from turnout.model import Progress

LOOK_SECONDS = 0.1  # how late a change by another process may show: within a blink
HEARTBEAT_SECONDS = 15.0  # under the minute after which proxies and phones drop a silent line
BEAT_SECONDS = 0.25  # at most four pictures a second: nobody reads faster
# What a hall's network carries comfortably; many listeners or many leads make the beat slower.
VENUE_BYTES_A_SECOND = 20_000_000
SLOWEST_BEAT_SECONDS = 2.0
MOST_LISTENERS = 49_152  # until the house says how many sockets this process may have
AGAIN_SECONDS = 1.0  # after a picture failed, a full disk or a locked file mostly

NO_FORECAST = encode_expected(None)

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Picture:
    """The live picture of one event at one seq, encoded once.

    forecast: what of it is made a little later than the rest, as `data` ends with it. It moves no
    seq: a screen that has the counts of this seq needs only this. forecast_public: whether it may
    be shown here at all.
    inside: for those who run it, with what neither the wall nor the public page is shown.
    """

    seq: int
    data: bytes
    forecast: bytes = NO_FORECAST
    forecast_public: bool = False
    inside: bytes = b""
    progress: Progress | None = field(default=None, repr=False)  # what it was encoded from

    @property
    def tag(self) -> str:
        """Its name, the same in every process: its seq, and where it has a forecast, of which."""
        if self.forecast == NO_FORECAST:
            return str(self.seq)
        return f"{self.seq}-{zlib.crc32(self.forecast):x}"


class Listener:
    """One screen. It has one slot, and the latest picture wins it."""

    def __init__(self, leave: Callable[["Listener"], None], is_wall: bool = False) -> None:
        self._leave = leave
        self.is_wall = is_wall
        self._picture: Picture | None = None
        self._woken = asyncio.Event()

    def give(self, picture: Picture | None) -> None:
        """Put `picture` into the slot; None only wakes the listener."""
        self._picture = picture or self._picture
        self._woken.set()

    async def next(self) -> Picture | None:
        """Return the newest picture not taken yet; None is a heartbeat, or that all is closing.

        There is no timer here: one for each of a thousand screens was a quarter of the work.
        """
        await self._woken.wait()
        self._woken.clear()
        picture, self._picture = self._picture, None
        return picture

    def close(self) -> None:
        """Leave; called by whoever listens, in any case."""
        self._leave(self)


@dataclass
class _Crowd:
    """Those who listen to one event, and what they were last given."""

    listeners: set[Listener] = field(default_factory=set)
    given: int = -1
    forecast: bytes = NO_FORECAST
    next_beat: float = 0.0


class Live:
    """The pictures of all events, cached per seq, and everybody who watches them."""

    def __init__(self, desk: Desk, heartbeat_seconds: float = HEARTBEAT_SECONDS) -> None:
        self._desk = desk
        self._heartbeat_seconds = heartbeat_seconds
        self._next_heartbeat = 0.0
        self._pictures: dict[str, Picture] = {}
        self._lock = Lock()
        self._crowds: dict[str, _Crowd] = {}
        self._woken = asyncio.Event()
        self._came = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self.closing = False
        self.seats = Seats(MOST_LISTENERS)
        self.foreseeing = Foreseeing(desk)

    @property
    def listeners(self) -> int:
        """How many screens listen now."""
        return sum(len(crowd.listeners) for crowd in self._crowds.values())

    def walls(self, slug: str) -> int:
        """How many walls of an event listen now, to this process."""
        crowd = self._crowds.get(slug)
        return sum(each.is_wall for each in list(crowd.listeners)) if crowd else 0

    def picture(self, slug: str) -> Picture:
        """Return the live picture of an event, built anew only when it moved; thread-safe.

        It never waits for a forecast, which is asked for here and shown once it is ready.
        Raises NotFound, StoreFailed.
        """
        seq = looks.seq(self._desk, slug)
        with self._lock:
            known = self._pictures.get(slug)
            if known is None or known.seq != seq:
                known = _encoded(looks.progress(self._desk, slug))
            known = self._pictures[slug] = self._with_forecast(slug, known)
        return known

    async def listen(self, slug: str, is_wall: bool = False) -> Listener:
        """Return a listener that has the current picture to begin with. Raises NotFound."""
        picture = self.picture(slug)  # a read of 0.2 ms: a thread would cost more
        crowd = self._crowds.setdefault(slug, _Crowd(given=picture.seq, forecast=picture.forecast))
        listener = Listener(lambda gone: self._forget(slug, gone), is_wall)
        crowd.listeners.add(listener)
        self._came.set()
        listener.give(picture)
        return listener

    def start(self) -> None:
        """Begin to watch the clock; called in the event loop."""
        loop = asyncio.get_running_loop()
        self._desk.store.on_commit(lambda: _tell(loop, self._woken))
        self.foreseeing.ready = lambda _: _tell(loop, self._woken)
        self._task = loop.create_task(self._watch())

    def close_listeners(self) -> None:
        """Wake every listener to see that we are closing: an open stream would hold the exit."""
        self.closing = True
        self._wake_all()

    async def stop(self) -> None:
        """End all streams and stop watching."""
        self.close_listeners()
        self._desk.store.on_commit(lambda: None)
        if self._task:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
        await asyncio.to_thread(self.foreseeing.close)  # it may have one in hand

    def _with_forecast(self, slug: str, picture: Picture) -> Picture:
        """Return `picture` with the newest forecast there is, where it may be shown."""
        if not picture.forecast_public:
            return picture
        self.foreseeing.ask(slug, picture.seq)
        now = encode_expected(self.foreseeing.expected(slug, picture.seq))
        if now == picture.forecast:
            return picture
        data, inside = (
            with_forecast(each, picture.forecast, now) for each in (picture.data, picture.inside)
        )
        return replace(picture, data=data, forecast=now, inside=inside)

    def _pause(self, picture: Picture, crowd: _Crowd) -> float:
        return beat_seconds(len(picture.data), len(crowd.listeners))

    def _forget(self, slug: str, listener: Listener) -> None:
        crowd = self._crowds.get(slug)
        if crowd:
            crowd.listeners.discard(listener)
            if not crowd.listeners:
                del self._crowds[slug]

    def _wake_all(self) -> None:
        for crowd in self._crowds.values():
            for listener in crowd.listeners:
                listener.give(None)

    async def _watch(self) -> None:
        """Hand out pictures whenever the clock moved, for as long as the process lives."""
        while True:
            await self._rest()
            own = await self._moved()
            try:
                self._beat(own)
            except Exception as error:  # the outermost loop: screens keep their last good picture
                known = isinstance(error, StoreFailed)
                _log.warning("live picture: %s", error, exc_info=None if known else error)
                await asyncio.sleep(AGAIN_SECONDS)
                self._woken.set()  # that it moved was noticed already, and is not again

    async def _moved(self) -> bool:
        """Wait until this process wrote (True), or for a look at what others did (False)."""
        try:
            async with asyncio.timeout(min(LOOK_SECONDS, self._heartbeat_seconds)):
                await self._woken.wait()
        except TimeoutError:
            return False
        self._woken.clear()
        return True

    def _beat(self, own: bool) -> None:
        now = asyncio.get_running_loop().time()
        moved, heartbeat = own or self._desk.store.moved(), now >= self._next_heartbeat
        if moved or heartbeat or self._owing():  # with each heartbeat: an hour may be over
            for slug, crowd in list(self._crowds.items()):
                self._serve(slug, crowd, now)
        if heartbeat:
            self._next_heartbeat = now + self._heartbeat_seconds
            self._wake_all()

    async def _rest(self) -> None:
        """Rest while nobody is to be given anything, whatever moves, and nobody comes: to look all
        the same, at each of some hundred commits a second, held up those who post."""
        now = asyncio.get_running_loop().time()
        due = min((crowd.next_beat for crowd in self._crowds.values()), default=math.inf)
        seconds = min(due - now, LOOK_SECONDS, self._heartbeat_seconds)
        self._came.clear()
        if seconds > 0:
            with suppress(TimeoutError):
                async with asyncio.timeout(seconds):
                    await self._came.wait()

    def _owing(self) -> bool:
        """Return whether a crowd still waits for a picture that its beat put off."""
        return any(crowd.next_beat > 0 for crowd in self._crowds.values())

    def _serve(self, slug: str, crowd: _Crowd, now: float) -> None:
        if now < crowd.next_beat:
            return
        picture = self.picture(slug)
        moved = picture.seq != crowd.given
        # A forecast of what they have is a few bytes, and puts off no count that comes after it.
        crowd.next_beat = now + self._pause(picture, crowd) if moved else 0.0
        if not moved and picture.forecast == crowd.forecast:
            return
        crowd.given, crowd.forecast = picture.seq, picture.forecast
        for listener in crowd.listeners:
            listener.give(picture)


def beat_seconds(picture_bytes: int, listeners: int) -> float:
    """Return how long after a picture the next may go out, so that the venue's network bears it."""
    bearable = picture_bytes * listeners / VENUE_BYTES_A_SECOND
    return min(SLOWEST_BEAT_SECONDS, max(BEAT_SECONDS, bearable))


def _encoded(progress: Progress) -> Picture:
    told = picture(progress)
    shown = seen_by(told, *PUBLIC)
    data = as_bytes(shown)
    inside = data if shown == told else as_bytes(told)
    public = progress.event.forecast_public
    return Picture(progress.seq, data, NO_FORECAST, public, inside, progress)


def _tell(loop: asyncio.AbstractEventLoop, woken: asyncio.Event) -> None:
    """Wake who waits for `woken`, from any thread. Where it is set already they look after this,
    and the loop is left alone."""
    if not (woken.is_set() or loop.is_closed()):
        loop.call_soon_threadsafe(woken.set)
