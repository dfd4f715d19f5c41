"""How long a forecast takes, how often its ranges hold on drawn rallies, what the judge says."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter

import numpy as np

from tests.benchmarks.report import Aim, Report
from tests.rules.forecast.simulated import World, rallies
from turnout.rules.forecast.fit import fit
from turnout.rules.forecast.predict import predict
from turnout.rules.forecast.rows import Past, Rows, columns, rows
from turnout.rules.forecast.totals import total

HERE = Path(__file__).parent
JUDGE = HERE.parents[2] / "shared" / "forecast" / "gate.py"
COLUMNS = ("rallies drawn", "question", "n", "80 % held", "95 % held", "median off", "width 80 %")
WORLDS = {
    "no history": (World(), 0, False),
    "5 events": (World(), 5, False),
    "maybes, no history": (World(shares=(0.4, 0.4, 0.2)), 0, False),
    "maybes, 3 events": (World(shares=(0.4, 0.4, 0.2)), 3, False),
    "declared, no history": (World(declared=15.0), 0, False),
    "declared, 3 events": (World(declared=15.0), 3, False),
    "withdrawals known, no history": (World(withdraws=0.8), 0, True),
    "withdrawals known, 3 events": (World(withdraws=0.8), 3, True),
}
DAYS = 7.0


def measure(
    count: int = 200, leads: int = 10_000, promises: int = 50_000, judged: bool = True
) -> Report:
    """Return coverage over `count` drawn rallies of each kind, and times at the given size."""
    table = [row for name in WORLDS for row in _held(name, count)]
    total_ms, all_ms, fit_s = _times(leads, promises)
    gate = _gate() if judged and JUDGE.exists() else []
    size = f"{leads:,} leads, {promises:,} commitments"
    return Report(
        "Forecast",
        COLUMNS,
        table,
        [
            Aim(f"live total with the fit cached, {size}: ms to 5", total_ms / 5, 1.0),
            Aim(
                f"fit on 10 events of {promises // 10:,} with its track record: s to 1", fit_s, 1.0
            ),
        ],
        [
            f"live total {total_ms:.2f} ms; with every lead's {all_ms:.0f} ms; fit {fit_s:.2f} s",
            *gate,
        ],
        [line for line in gate if line.startswith("FAIL")],
    )


def _held(name: str, count: int) -> list[tuple[object, ...]]:
    world, past, known = WORLDS[name]
    seen = []
    for rally in rallies(world, count, past, DAYS):
        told = total(fit(rally.history, DAYS, known), rows(rally.pledges))
        seen.append(((told.committed, rally.committed_came), (told.final, rally.came)))
    return [
        (name, what, count, *_score(both))
        for what, both in zip(("committed", "final"), zip(*seen, strict=True), strict=True)
    ]


def _score(both) -> tuple[str, ...]:
    in80 = np.mean([each.low80 <= came <= each.high80 for each, came in both])
    in95 = np.mean([each.low95 <= came <= each.high95 for each, came in both])
    came = sum(came for _, came in both)
    missed = sum(abs(each.median - came) for each, came in both) / came
    width = sum(each.high80 - each.low80 for each, _ in both) / came
    return tuple(f"{share:.0%}" for share in (in80, in95, missed, width))


def _times(leads: int, promises: int) -> tuple[float, float, float]:
    """Return ms of a live total, ms of a forecast with every lead's, and s of a fit."""
    chance = np.random.default_rng(1)
    now = _rows(chance, leads, promises, least_days=DAYS)
    each = promises // 10
    before = Past(
        rows=_rows(chance, leads, 10 * each, least_days=0),
        event=np.repeat(np.arange(10), each),
        ids=tuple(range(10)),
        walk_ins=np.full(10, 30.0),
        coarse=np.zeros(10, bool),
    )
    seconds = _seconds(lambda: fit(before, DAYS), 3)
    taught = fit(before, DAYS)
    live = _seconds(lambda: total(taught, now), 30)
    return 1e3 * live, 1e3 * _seconds(lambda: predict(taught, now), 3), seconds


def _rows(chance: np.random.Generator, leads: int, count: int, least_days: float) -> Rows:
    party = chance.choice([1.0, 1, 1, 2, 3], count)
    channels, statuses = ("form", "sms", "lead"), ("yes", "yes", "confirmed", "maybe")
    manners = [(channel, status) for channel in channels for status in statuses]
    return columns(
        lead=chance.integers(0, leads, count).tolist(),
        manner=[manners[at] for at in chance.integers(0, len(manners), count)],
        days=least_days + np.floor(chance.exponential(15, count)),
        party=party,
        single=np.zeros(count, bool),
        withdrawn=np.full(count, np.nan),
        showed=party * (chance.random(count) < 0.6),
    )


def _seconds(work: Callable[[], object], times: int) -> float:
    taken = []
    for _ in range(times):
        start = perf_counter()
        work()
        taken.append(perf_counter() - start)
    return median(taken)


def _gate() -> list[str]:
    """Return what the judge beside the project prints, a line for each of its targets."""
    command = [sys.executable, str(JUDGE), "forecast_gate:forecast", "open"]
    ended = subprocess.run(command, cwd=HERE, capture_output=True, text=True, check=False)
    return ended.stdout.splitlines() or [f"FAIL: {ended.stderr[-300:]}"]
