"""(k) The forecast beside the counts: what it costs at the desk, and that it delays none."""

import contextlib
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import cast

from tests.benchmarks import client, live, rally, servers, snapshot
from tests.benchmarks.live import Heard, Side
from tests.benchmarks.report import Aim, Report
from turnout.desk import forecasting, leads, rallies, signups
from turnout.desk.desk import Desk
from turnout.desk.rallies import found
from turnout.model import Door
from turnout.rules.forecast.totals import total
from turnout.store import Store, Transaction, attendance, forecasts, log
from turnout.store.attendance import Arrival

LEADS, COMMITMENTS = 10_000, 50_000
PAST_EVENTS = 5  # each of a tenth of the people
TAKES = 40
LISTENERS, COMMITS = 100, 60
TOTAL_MS, FIT_MS = 5.0, 1_000.0
DELAY = 1.2  # of p95, with a forecast to without: as near to none as two turns of one run can tell
COLUMNS = ("what", "median CPU ms", "slowest of 20 CPU ms")


def measure(
    leads_: int = LEADS, commitments: int = COMMITMENTS, listeners: int = LISTENERS,
    commits: int = COMMITS, takes: int = TAKES,
) -> Report:  # fmt: skip
    """Return what a forecast of so many costs, and how long counts take with it and without."""
    servers.allow_many_sockets()
    with tempfile.TemporaryDirectory() as folder:
        rows, aims = at_the_desk(Path(folder) / "desk", leads_, commitments, takes)
        heard, late = _live(Path(folder) / "live", commitments, listeners, commits)
    without, with_one = heard
    ratio = with_one.p95_from_sent / without.p95_from_sent
    aims.append(Aim(f"POST to {listeners} listeners, p95, with one to without", ratio, DELAY))
    notes = [
        f"{leads_:,} leads and {commitments:,} commitments at the desk",
        f"a fit reads {PAST_EVENTS} past events of {commitments // 10:,} as they stood, and learns",
        f"counts of {commitments:,} commitments: two servers in turns, {commits} commits each",
        *(_note(name, of) for name, of in (("without", without), ("with", with_one))),
    ]
    broken = [f"{late} counts did not reach every listener"] if late else []
    return Report("A forecast beside the counts", COLUMNS, rows, aims, notes, broken)


def _note(name: str, heard: Heard) -> str:
    return (
        f"{name} a forecast: p95 {heard.p95_from_sent:.1f} ms from the POST, {heard.p95:.1f} from "
        f"its acknowledgement; {heard.cpu_ms:.1f} ms of the processor a commit"
    )


def at_the_desk(
    folder: Path, how_many: int, commitments: int, takes: int
) -> tuple[list[Sequence[object]], list[Aim]]:
    """Return what a forecast costs the processor over a store in `folder`, with its aims."""
    folder.mkdir()
    made = rally.made(folder)
    with rally.opened(made.database) as desk:
        _fill(desk, how_many, commitments)
        for year in range(PAST_EVENTS):
            _past(desk, year, commitments // 10)
        first = _timed(lambda: forecasting.forecast(desk, rally.EVENT, by_lead=False), 1)
        stand = forecasting.standing(desk, rally.EVENT)
        (part,) = stand.parts
        live_total = _timed(lambda: total(part.fit, part.rows), takes)
        one_more = [_after_one_more(desk, number) for number in range(takes)]
        fits = _timed(lambda: _fit_anew(desk), 5)
        every_lead = _timed(lambda: forecasting.predict(part.fit, part.rows), 5)
    rows = [
        _row("the first, all read and fitted", first),
        _row("a fit", fits),
        _row("a live total, with the fit at hand", live_total),
        _row("the same, after one more sign-up was read", one_more),
        _row("every lead's too", every_lead),
    ]
    aims = [
        Aim("a live total, to 5 ms", statistics.median(live_total) / TOTAL_MS, 1.0),
        Aim("a fit, to a second", statistics.median(fits) / FIT_MS, 1.0),
    ]
    return rows, aims


def _fill(desk: Desk, how_many: int, commitments: int) -> None:
    gathering = snapshot._Gathering(desk.store)
    batched = replace(desk, store=cast(Store, gathering))
    for number in range(how_many):
        leads.add(batched, rally.EVENT, f"Lead {number}", f"lead{number}@crowd.example", 10)
    gathering.flush()
    for number in range(commitments):
        said = replace(rally.submission(number), lead=f"lead{number % how_many}@crowd.example")
        signups.commit(batched, said)
    gathering.flush()


def _past(desk: Desk, year: int, commitments: int) -> None:
    """Make a rally that is over, to which every third of those on its list did not come."""
    slug, starts_at = f"past-{year}", datetime(2015 + year, 10, 4, 17, tzinfo=UTC)
    gathering = snapshot._Gathering(desk.store)
    ahead = starts_at - timedelta(days=20)
    then = replace(desk, store=cast(Store, gathering), clock=lambda: ahead)
    plain = replace(desk, clock=lambda: ahead)
    rallies.add(
        plain, slug=slug, title=f"Rally {year}", starts_at=starts_at, zone="America/Chicago"
    ).result()
    for number in range(commitments):
        said = replace(rally.submission(number), event=slug, key=f"{slug}-{number}", lead="")
        signups.commit(then, said)
    gathering.flush()
    desk.store.write(lambda tx: _let_come(tx, slug, starts_at)).result()


def _let_come(tx: Transaction, slug: str, at: datetime) -> None:
    event = found(tx, slug).id
    for row in forecasts.said(tx, event):
        if row["person"] % 3 == 0:
            continue
        said = Arrival(f"person:{row['person']}", row["person"], 0, row["party"], row["party"], "")
        key = f"{slug}:{row['person']}"
        seq = log.tick(tx, event=event, kind="arrival", door=Door.DOOR, key=key, by="desk", at=at)
        attendance.insert(tx, seq, event, said)


def _after_one_more(desk: Desk, number: int) -> float:
    said = replace(rally.submission(10**8 + number), lead="lead1@crowd.example")
    signups.commit(desk, said).result()
    return _timed(lambda: forecasting.forecast(desk, rally.EVENT, by_lead=False), 1)[0]


def _fit_anew(desk: Desk) -> None:
    """Fit as at the next day, or after another event has taught: nothing of it is at hand."""
    desk.foreseen.fits.forget()
    forecasting.standing(desk, rally.EVENT)


def _timed(work: Callable[[], object], takes: int) -> list[float]:
    times = []
    for _ in range(takes):
        began = time.process_time()
        work()
        times.append((time.process_time() - began) * 1000)
    return times


def _row(what: str, times: Sequence[float]) -> Sequence[object]:
    slow = statistics.quantiles(times, n=20)[-1] if len(times) > 1 else times[0]
    return what, statistics.median(times), slow


def _live(folder: Path, commitments: int, listeners: int, commits: int) -> tuple[list[Heard], int]:
    """Return what listeners heard of one server without and one with a forecast, in turns."""
    folder.mkdir()
    made = rally.made(folder, parent="")
    with rally.opened(made.database) as desk:
        snapshot.fill(desk, 10**7, 10**7 + commitments)
    other = rally.Rally(folder / "foretold.db", made.key)
    shutil.copy(made.database, other.database)
    with rally.opened(other.database) as desk:
        rallies.change(desk, rally.EVENT, forecast_public=True).result()
    with servers.ours(made.database) as without, servers.ours(other.database) as with_one:
        return client.run(_heard(made, without, with_one, listeners, commits))


async def _heard(
    made: rally.Rally, without: servers.Served, with_one: servers.Served, listeners: int,
    commits: int,
) -> tuple[list[Heard], int]:  # fmt: skip
    posts: Iterator[bytes] = map(made.post, range(10**6))
    async with (
        client.connections(without.port, 1) as (to_one,),
        client.connections(with_one.port, 1) as (to_other,),
    ):
        sides = (
            Side("without a forecast", without, to_one, rally.POST, rally.LIVE),
            Side("with a forecast", with_one, to_other, rally.POST, rally.LIVE),
        )
        with contextlib.suppress(TimeoutError):  # the first forecast of all is made meanwhile
            await live._level(sides, 1, posts, live.WARM_UP)
        heard = await live._level(sides, listeners, posts, commits)
    return heard, sum(each.late for each in heard)
