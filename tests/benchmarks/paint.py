"""(d) First paint and weight of the light pages, beside a Streamlit page of one word."""

import contextlib
import statistics
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from tests import chromium
from tests.benchmarks import rally, servers
from tests.benchmarks.report import Aim, Report

ROUNDS = 5
SETTLED_MS = 1_500  # after the load event: Streamlit goes on fetching
PATIENCE_MS = 60_000
LOOK_MS = 50
AIM = 1 / 3
EMPTY = "import streamlit as st\n\nst.text('Empty')\n"
COLUMNS = ("page", "first paint ms", "slowest ms", "kB", "requests")
FIRST_PAINT = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime"


@dataclass
class Opened:
    """One page, and what each opening with an empty cache took."""

    name: str
    url: str
    paints: list[float] = field(default_factory=list)
    kilobytes: list[float] = field(default_factory=list)
    requests: list[int] = field(default_factory=list)

    def row(self) -> list[object]:
        median = statistics.median
        return [
            self.name, median(self.paints), max(self.paints), median(self.kilobytes),
            int(median(self.requests)),
        ]  # fmt: skip


def measure(rounds: int = ROUNDS) -> Report:
    """Return how soon the light pages show something and what they weigh, ours beside empty."""
    with tempfile.TemporaryDirectory() as name, contextlib.ExitStack() as running:
        folder = Path(name)
        page = folder / "page" / "empty.py"
        page.parent.mkdir()
        page.write_text(EMPTY, "utf-8")
        ours = running.enter_context(servers.ours(rally.made(folder).database))
        theirs = running.enter_context(servers.streamlit(page))
        browser = running.enter_context(_chromium())
        pages = [
            Opened("/e/EVENT/join", f"{ours.url}/e/{rally.EVENT}/join"),
            Opened("/e/EVENT", f"{ours.url}/e/{rally.EVENT}"),
            Opened("an empty Streamlit page", f"{theirs.url}/"),
        ]
        for each in pages:
            _open(browser, Opened("", each.url))  # the servers import on first use
        for _ in range(rounds):
            for each in pages:
                _open(browser, each)
    return _report(pages, rounds)


def _report(pages: list[Opened], rounds: int) -> Report:
    *light, empty = pages
    aims = []
    for each in light:
        paint = statistics.median(each.paints) / statistics.median(empty.paints)
        weight = statistics.median(each.kilobytes) / statistics.median(empty.kilobytes)
        aims.append(Aim(f"first paint of {each.name} to empty Streamlit", paint, AIM))
        aims.append(Aim(f"bytes of {each.name} to empty Streamlit", weight, AIM))
    notes = [
        f"Chromium, a new profile each time, loopback, 1280x800; median of {rounds}",
        "first-contentful-paint; bytes as they went over the wire, headers and sockets included",
    ]
    table = [each.row() for each in pages]
    return Report("First paint and weight", COLUMNS, table, aims, notes)


def _open(browser: Browser, opened: Opened) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    try:
        page = context.new_page()
        weighed = _Weighed(page)
        page.goto(opened.url, wait_until="load", timeout=PATIENCE_MS)
        opened.paints.append(_first_paint(page))
        page.wait_for_timeout(SETTLED_MS)
        opened.kilobytes.append(sum(weighed.bytes.values()) / 1000)
        opened.requests.append(len(weighed.bytes))
    finally:
        context.close()


def _first_paint(page: Page) -> float:
    """Return when something was first to be seen, in milliseconds. Asked again and again from
    outside: Playwright's own waiting evaluates in the page, which our pages' policy forbids."""
    for _ in range(PATIENCE_MS // LOOK_MS):
        painted: float | None = page.evaluate(FIRST_PAINT)
        if painted is not None:
            return painted
        page.wait_for_timeout(LOOK_MS)
    raise RuntimeError(f"{page.url} painted nothing in {PATIENCE_MS} ms")


class _Weighed:
    """Counts what a page takes from the network, by request."""

    def __init__(self, page: Page) -> None:
        self.bytes: defaultdict[str, float] = defaultdict(float)
        devtools = page.context.new_cdp_session(page)
        devtools.on("Network.dataReceived", self._received)
        devtools.on("Network.loadingFinished", self._finished)
        devtools.on("Network.webSocketFrameReceived", self._framed)
        devtools.send("Network.enable")

    def _received(self, event: dict[str, Any]) -> None:
        self.bytes[event["requestId"]] += event["encodedDataLength"]

    def _finished(self, event: dict[str, Any]) -> None:
        self.bytes[event["requestId"]] = event["encodedDataLength"]

    def _framed(self, event: dict[str, Any]) -> None:
        payload = event["response"]["payloadData"]
        binary = event["response"]["opcode"] == 2  # and then in base64
        self.bytes[event["requestId"]] += len(payload) * 3 / 4 if binary else len(payload)


@contextlib.contextmanager
def _chromium() -> Iterator[Browser]:
    found = chromium.executable()
    if found is None:
        raise RuntimeError("no Chromium on the PATH: run `make browser`")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        try:
            yield browser
        finally:
            browser.close()
