"""(i) A map of many areas: what is sent, what it costs, and how soon a change is on open maps."""

import asyncio
import gzip
import json
import math
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import median

import pydeck

from tests.benchmarks import client, rally, servers
from tests.benchmarks.report import Aim, Report, percentiles
from turnout.desk import areas, atlas, links
from turnout.desk.areas import Doer, Said
from turnout.desk.areas import Report as Told
from turnout.desk.desk import Desk
from turnout.desk.pocket import Actor
from turnout.formats.atlas import encode
from turnout.model import Role
from turnout.model.areas import Atlas, Step
from turnout.model.places import Shape
from turnout.ui import map_deck

SIZES = (100, 1_000)
CORNERS = 13
ROUNDS = 20
CHANGES = 20
AREAS = f"/api/v1/events/{rally.EVENT}/areas"
COLUMNS = ("areas", "what", "bytes", "gzipped", "CPU ms", "slowest CPU ms")
SOON_MS = 1_000
OURS, PLAIN = "our page", "plain st.pydeck_chart"

Drawing = Callable[[], str | bytes]


def measure(sizes: Sequence[int] = SIZES, rounds: int = ROUNDS, changes: int = CHANGES) -> Report:
    """Return what a map weighs at each of `sizes`, beside a plain chart of the same shapes."""
    rows: list[list[object]] = []
    aims, notes, broken = [], [], []
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            made = rally.made(Path(folder), parent="")
            with rally.opened(made.database) as desk, servers.ours(made.database) as served:
                organizer = _filled(desk, size)
                told = atlas.atlas(desk, rally.EVENT)
                weighed = {what: _weighed(draw, rounds) for what, draw in _drawings(told).items()}
                reading = _cpu_ms(lambda: atlas.atlas(desk, rally.EVENT), rounds)
                late = client.run(_changed(desk, organizer, served, changes))
        rows += [[size, what, *found] for what, found in weighed.items()]
        ours, plain = weighed[OURS], weighed[PLAIN]
        aims.append(Aim(f"bytes of {size:,} areas, our page to plain", ours[0] / plain[0], 0.5))
        aims.append(Aim(f"CPU for {size:,} areas, our page to plain", ours[2] / plain[2], 1.0))
        p50, p95 = percentiles(late, 50, 95)
        notes.append(f"{size:,} areas read once for all who look: {median(reading):.0f} CPU ms")
        notes.append(f"{size:,} areas, a change on an open map: p50 {p50:.0f} ms, p95 {p95:.0f} ms")
        broken += [f"a change came after {each:.0f} ms" for each in late if each > SOON_MS]
    notes.append(f"{CORNERS} corners each; {rounds} drawings, {changes} changes by another process")
    notes.append(
        "a change: from its receipt over the stream's frame to the whole answer of ?since="
    )
    return Report("A map of many areas", COLUMNS, rows, aims, notes, broken)


def _drawings(told: Atlas) -> dict[str, Drawing]:
    """Return what draws the map, as it was read, for each screen."""
    look = map_deck.Look("light", map_deck.fitted(told.areas))
    return {
        OURS: lambda: map_deck.deck(told.areas, told.neighbourhoods, None, look).to_json(),
        PLAIN: lambda: _plain(told),
        "the light page's GeoJSON": lambda: encode(told),
    }


def _plain(told: Atlas) -> str:
    """Return what st.pydeck_chart sends of the same shapes as a tutorial draws them."""
    rows = [
        {"id": each.area.id, "title": each.area.title, "state": each.area.state.value,
         "polygon": [list(corner) for corner in each.area.shape.corners]}
        for each in told.areas
    ]  # fmt: skip
    layer = pydeck.Layer(
        "PolygonLayer", rows, id="areas", get_polygon="polygon", pickable=True,
        get_fill_color=[194, 55, 27, 140], get_line_color=[29, 27, 22],
    )  # fmt: skip
    view = pydeck.ViewState(latitude=39.05, longitude=-95.69, zoom=10)
    text: str = pydeck.Deck([layer], initial_view_state=view, map_provider=None).to_json()
    return text


def _weighed(draw: Drawing, rounds: int) -> list[float]:
    """Return bytes, bytes gzipped, and the median and slowest CPU milliseconds of a drawing."""
    drawn = draw()
    body = drawn.encode() if isinstance(drawn, str) else drawn
    times = _cpu_ms(draw, rounds)
    return [len(body), len(gzip.compress(body, 6)), median(times), max(times)]


def _cpu_ms(work: Callable[[], object], rounds: int) -> list[float]:
    """Return how many milliseconds of the processor each of `rounds` took."""
    times = []
    for _ in range(rounds):
        began = time.process_time()
        work()
        times.append((time.process_time() - began) * 1000)
    return times


async def _changed(
    desk: Desk, organizer: Doer, served: servers.Served, changes: int
) -> list[float]:
    """Return how many milliseconds each change of one area took until an open map had it."""
    number = atlas.atlas(desk, rally.EVENT).areas[0].area.id
    late = []
    async with (
        client.streams(served.port, rally.LIVE, 1) as heard,
        client.connections(served.port, 1) as lines,
    ):
        for turn in range(changes):
            step = Step.REOPEN if turn % 2 else Step.CLEAN
            since = atlas.atlas(desk, rally.EVENT).seq
            said = areas.say(desk, organizer, Said(f"key-of-change-{turn:06}", number, step))
            seq = (await asyncio.wrap_future(said)).seq
            began = time.perf_counter()
            await client.all_heard(heard, seq)
            answer = await lines[0].ask(rally.request("GET", f"{AREAS}?since={since}"))
            (feature,) = json.loads(answer.body)["features"]
            assert feature["properties"]["seq"] == seq
            late.append((answer.at - began) * 1000)
    return late


def _filled(desk: Desk, size: int) -> Doer:
    """Draw `size` areas, as the organizer whom this returns."""
    _, grant = links.enter(desk, links.mint(desk, Role.ORGANIZER, rally.EVENT))
    who = Doer(rally.EVENT, Actor(rally.EVENT, 0, Role.ORGANIZER, f"grant:{grant.id}"))
    put = [
        areas.put(desk, who, Told(f"key-of-area-{n:08}", f"Corner {n}", shape, 12_000.0))
        for n, shape in enumerate(_shapes(size))
    ]
    for each in put:
        each.result()
    return who


def _shapes(size: int) -> Iterator[Shape]:
    """Yield so many outlines of 13 corners, side by side."""
    for n in range(size):
        lon, lat = -95.9 + n % 40 * 0.01, 38.9 + n // 40 * 0.01
        turns = [2 * math.pi * corner / (CORNERS - 1) for corner in range(CORNERS - 1)]
        ring = [
            (round(lon + 0.003 * math.cos(a), 7), round(lat + 0.002 * math.sin(a), 7))
            for a in turns
        ]
        yield Shape("polygon", ((*ring, ring[0]),))
