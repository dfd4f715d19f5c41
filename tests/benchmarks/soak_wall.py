"""The wall of a soak: /e/EVENT/board in a real Chromium, what it showed, and what it takes."""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from tests import chromium

VIEW = {"width": 1920, "height": 1080}
PATIENCE_MS = 60_000
MEGABYTE = 1_000_000
# Notes what the page's own line hears, in the frame after the board has drawn it: [seq, when], with
# seq 0 for a sign of life without a picture. It is emptied at each look, and so does not grow.
LISTEN = """
window.soak = [];
window.EventSource = class extends EventSource {
  constructor(...given) {
    super(...given);
    const note = (seq) => window.soak.push([seq, Date.now() / 1000]);
    this.addEventListener("message", ({lastEventId: seq}) =>
      requestAnimationFrame(() => note(Number(seq))));
    for (const sign of ["open", "hello", "beat", "forecast"]) {
      this.addEventListener(sign, () => note(0));
    }
  }
};
"""
HEARD = "window.soak.splice(0)"
NUMBER = "document.querySelector('.number').textContent.replace(/\\D/g, '')"


@dataclass(frozen=True)
class Weighed:
    """What the wall takes at one moment, after everything unneeded was thrown away."""

    heap_mb: float  # of JavaScript
    nodes: int
    listeners: int
    documents: int
    browser_mb: float  # resident, of all of Chromium's processes


@dataclass
class Wall:
    """The board in a browser. `shown`: (seq, when) of each picture; `signs`: when anything was
    heard; `wrong`: what the page complained of."""

    browser: Browser
    page: Page
    shown: list[tuple[int, float]] = field(default_factory=list)
    signs: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("pageerror", lambda error: self.wrong.append(f"the wall: {error}"))
        self.page.on("crash", lambda _: self.wrong.append("the wall's page crashed"))
        self._devtools = self.page.context.new_cdp_session(self.page)
        self._machine = self.browser.new_browser_cdp_session()
        self._devtools.send("Performance.enable")

    def look(self, seconds: float) -> None:
        """Let the wall run on for so long, then take over what it noted."""
        self.page.wait_for_timeout(seconds * 1000)
        for seq, at in self.page.evaluate(HEARD):
            self.signs.append(at)
            if seq:
                self.shown.append((seq, at))

    def weighed(self) -> Weighed:
        self._devtools.send("HeapProfiler.collectGarbage")
        told = self._devtools.send("Performance.getMetrics")["metrics"]
        metrics = {each["name"]: each["value"] for each in told}
        return Weighed(
            metrics["JSHeapUsedSize"] / MEGABYTE,
            int(metrics["Nodes"]),
            int(metrics["JSEventListeners"]),
            int(metrics["Documents"]),
            sum(map(resident_mb, self._processes())),
        )

    def number(self) -> int:
        """Return the great number that stands on the poster."""
        return int(self.page.evaluate(NUMBER))

    def _processes(self) -> list[int]:
        told: dict[str, Any] = self._machine.send("SystemInfo.getProcessInfo")
        return [each["id"] for each in told["processInfo"]]


@contextlib.contextmanager
def opened(url: str) -> Iterator[Wall]:
    """Open the board at `url`, as on a projector."""
    found = chromium.executable()
    if found is None:
        raise RuntimeError("no Chromium on the PATH: run `make browser`")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        try:
            page = browser.new_page(viewport=VIEW)
            wall = Wall(browser, page)
            page.add_init_script(LISTEN)
            page.goto(url, wait_until="load", timeout=PATIENCE_MS)
            yield wall
        finally:
            browser.close()


def resident_mb(process: int) -> float:
    """Return the memory that `process` has in use; 0 where there is no /proc, or it has ended."""
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{process}/status").read_text("utf-8").splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) * 1024 / MEGABYTE
    return 0.0
