"""`python -m tests.benchmarks`: measures what docs/performance.md claims, on this machine."""

import platform
import sys
from collections.abc import Callable
from importlib.metadata import version
from os import cpu_count, getloadavg
from pathlib import Path

import click

from tests.benchmarks import (
    api,
    feeds,
    forecast,
    forecast_live,
    imports,
    kill,
    live,
    mail,
    mapfiles,
    maps,
    paint,
    phrases,
    snapshot,
    soak,
    writers,
)
from tests.benchmarks.report import Report, encoded

SOAK = "soak"  # an hour: it is run when it is asked for by name
FULL: dict[str, Callable[[], Report]] = {
    "live": live.measure,
    "api": api.measure,
    "snapshot": snapshot.measure,
    "paint": paint.measure,
    "kill": kill.measure,
    "writers": writers.measure,
    "imports": imports.measure,
    "feeds": feeds.measure,
    "phrases": phrases.measure,
    "map": maps.measure,
    "mail": mail.measure,
    "mapfiles": mapfiles.measure,
    "forecast_live": forecast_live.measure,
    "forecast": forecast.measure,
    SOAK: soak.measure,
}
QUICK: dict[str, Callable[[], Report]] = {
    "live": lambda: live.measure(listeners=(1, 100), commits=8),
    "api": lambda: api.measure(rounds=3, seconds=1.0),
    "snapshot": lambda: snapshot.measure(sizes=(1_000, 10_000)),
    "paint": lambda: paint.measure(rounds=2),
    "kill": lambda: kill.measure(rounds=3),
    "writers": lambda: writers.measure(each=50),
    "imports": lambda: imports.measure(rows=2_000),
    "feeds": lambda: feeds.measure(rounds=2),
    "phrases": phrases.measure,
    "mail": lambda: mail.measure(kills=3, people=100),
    "map": lambda: maps.measure(sizes=(100,), rounds=3, changes=4),
    "mapfiles": lambda: mapfiles.measure(dict(list(mapfiles.worst().items())[-9:])),
    "forecast_live": lambda: forecast_live.measure(100, 1_000, 20, 4, 5),
    "forecast": lambda: forecast.measure(count=40, judged=False),
    SOAK: lambda: soak.measure(minutes=2),
}


@click.command()
@click.argument("which", type=click.Choice([*FULL, "all"]), default="all")
@click.option("--quick", is_flag=True, help="Smaller and rougher, in about a minute.")
@click.option("--json", "file", type=click.Path(path_type=Path), help="Write the figures here too.")
@click.option("--profile", type=click.Path(path_type=Path), help="With api: py-spy's raw lines.")
@click.option("--minutes", type=float, help="With soak: how long; an hour if nothing is said.")
def main(
    which: str, quick: bool, file: Path | None, profile: Path | None, minutes: float | None
) -> None:
    """Measure WHICH and print a table. Exits with 1 when something was lost, doubled or unequal."""
    chosen = dict(QUICK if quick else FULL)
    if profile:
        chosen["api"] = lambda: api.measure(profile=profile)
    if minutes:
        chosen[SOAK] = lambda: soak.measure(minutes)
    click.echo(_machine() + "\n")
    reports = []
    for name in [each for each in FULL if each != SOAK] if which == "all" else [which]:
        reports.append(chosen[name]())
        click.echo(reports[-1])
    if file:
        file.write_text(encoded(reports), "utf-8")
    sys.exit(any(report.broken for report in reports))


def _machine() -> str:
    packages = ("streamlit", "starlette", "uvicorn")
    return ", ".join(
        [
            f"{platform.system()}, {cpu_count()} cores, load {getloadavg()[0]:.1f}",
            f"Python {platform.python_version()}",
            *(f"{name} {version(name)}" for name in packages),
        ]
    )


if __name__ == "__main__":
    main()
