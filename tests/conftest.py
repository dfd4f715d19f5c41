"""What every test may rely on: settings and data of its own, and the browser of this machine."""

import asyncio
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache, wraps
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from streamlit.components.v2 import manifest_scanner

from tests import chromium
from tests.serving import Shared
from turnout.settings import settings

# A check of a change must say the same twice; new examples are looked for at the desk.
hypothesis.settings.register_profile("ci", derandomize=True)
if os.environ.get("CI"):
    hypothesis.settings.load_profile("ci")

# Stores of tests are kept in memory where there is room: they waited for the disk most of the time.
MEMORY, ROOM = Path("/dev/shm"), 2**30
if (
    not os.environ.get("TMPDIR")
    and os.access(MEMORY, os.W_OK)
    and shutil.disk_usage(MEMORY).free > ROOM
):
    os.environ["TMPDIR"] = str(MEMORY)
    tempfile.tempdir = None  # asked for anew

# Containers often forbid to keep what is compiled: each server of a test compiled turnout anew.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

PATIENCE_MS = 30_000  # three browsers, their servers and other tests may share two cores
# Up to this long Playwright looks every tenth of a second; where it may wait longer, every half.
OFTEN_MS = 2_400
# Beside those with a browser: whole stores by the hundred, or processes that are waited for.
LONG = (
    *("test_access_acts.py", "test_access_table.py", "test_benchmarks.py", "test_demo.py"),
    *("test_collect_hostile.py", "test_desk_map.py", "test_feeds_read.py", "test_guards.py"),
    *("test_ledger.py", "test_likeness.py"),
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the files that take long, so that at the end no process waits for another."""
    items.sort(key=_dear, reverse=True)


def _dear(item: pytest.Item) -> int:
    if item.path.name == "test_one_commitment_travels.py":
        return 2
    return int(item.get_closest_marker("browser") is not None or item.path.name in LONG)


@pytest.fixture(autouse=True)
def own_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """Keep a test from the developer's own settings and data, and from other tests' settings."""
    for name in [name for name in os.environ if name.startswith("TURNOUT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("TURNOUT_DATABASE", str(tmp_path / "turnout.db"))
    monkeypatch.setenv("TURNOUT_FORM_SECONDS", "0")  # a test's hand is faster than any person's
    settings.cache_clear()
    yield
    settings.cache_clear()


@pytest.fixture(scope="session", autouse=True)
def packages_looked_through_once() -> Iterator[None]:
    """Let Streamlit look through what is installed for components once: it does so at each run of
    an AppTest, and that was more than half of what a page's tests took."""
    looked_through = cache(manifest_scanner.scan_component_manifests)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(manifest_scanner, "scan_component_manifests", looked_through)
        yield


@pytest.fixture(autouse=True)
def no_loop_of_the_browsers(request: pytest.FixtureRequest) -> Iterator[None]:
    """Let a test that shows nothing run a loop of its own.

    Playwright keeps its loop, suspended but "running", from the first browser test to the last,
    and asyncio.run() refuses beside it.
    """
    if "playwright" in request.fixturenames:
        yield
        return
    browsers = asyncio._get_running_loop()
    asyncio._set_running_loop(None)
    yield
    asyncio._set_running_loop(browsers)


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shared]:
    """Return the server of this process's browser tests: `with shared.on(desk) as server`."""
    server = Shared(tmp_path_factory.mktemp("home") / "turnout.db")
    yield server
    server.close()


@pytest.fixture(scope="session")
def looked_at_often() -> Iterator[None]:
    """Let what is expected be looked for often at first, and then for as long as it may take: most
    of it comes within a second, and stood there unseen for a quarter of one."""
    from playwright.sync_api import LocatorAssertions, PageAssertions  # only where they are used

    with pytest.MonkeyPatch.context() as patch:
        for each in (LocatorAssertions, PageAssertions):
            for name in (name for name in dir(each) if name.startswith(("to_", "not_to_"))):
                patch.setattr(each, name, _often_at_first(getattr(each, name)))
        yield


def _often_at_first(expected: Callable[..., None]) -> Callable[..., None]:
    @wraps(expected)
    def look(*given: Any, timeout: float | None = None, **named: Any) -> None:
        __tracebackhide__ = True
        left = PATIENCE_MS if timeout is None else timeout
        if left > OFTEN_MS:
            with suppress(AssertionError):
                return expected(*given, timeout=OFTEN_MS, **named)
            left -= OFTEN_MS
        return expected(*given, timeout=left, **named)

    return look


@pytest.fixture(scope="session")
def browser_type_launch_args(
    browser_type_launch_args: dict[str, Any], looked_at_often: None
) -> dict[str, Any]:
    """Use the Chromium on the PATH; none is ever downloaded."""
    from playwright.sync_api import expect  # only where something is shown

    expect.set_options(timeout=PATIENCE_MS)
    found = chromium.executable()
    if found is None:
        pytest.fail("no Chromium on the PATH: run `make browser`")
    return {**browser_type_launch_args, "executable_path": found, "args": ["--no-sandbox"]}
