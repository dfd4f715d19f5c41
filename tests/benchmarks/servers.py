"""The servers that are measured, each a process of its own on a free port of this machine."""

import contextlib
import os
import random
import resource
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx

from tests.benchmarks.client import HOST
from turnout.demo import server
from turnout.settings import ROOT, child_environment

# Below the range that clients' own sockets come from: none of them takes a port in between.
PORTS = range(9200, 9230)
START_SECONDS = 60


@dataclass(frozen=True)
class Served:
    """A server that answers."""

    port: int
    process: "subprocess.Popen[bytes]"

    @property
    def url(self) -> str:
        return f"http://{HOST}:{self.port}"

    def cpu_seconds(self) -> float:
        """Return the processor time it has used; 0 where there is no /proc."""
        with contextlib.suppress(OSError):
            stat = Path(f"/proc/{self.process.pid}/stat").read_text("utf-8")
            user, system = stat.rpartition(")")[2].split()[11:13]
            return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")
        return 0.0


@contextlib.contextmanager
def ours(database: Path) -> Iterator[Served]:
    """Run turnout as `python -m turnout serve` does, on the store at `database`."""
    port = free_port()
    health = f"http://{HOST}:{port}/api/v1/health"
    with server.running(port, lambda: _answers(health), TURNOUT_DATABASE=str(database)) as process:
        yield Served(port, process)


@contextlib.contextmanager
def bare() -> Iterator[Served]:
    """Run the bare server (bare.py) with the uvicorn settings that Streamlit uses."""
    words = ["uvicorn", "tests.benchmarks.bare:app", "--no-access-log", "--log-level", "warning"]
    with _started(words, ROOT, "--host", "--port") as served:
        yield served


@contextlib.contextmanager
def streamlit(page: Path) -> Iterator[Served]:
    """Run `page` as a Streamlit app of its own, with Streamlit's defaults."""
    words = ["streamlit", "run", str(page), "--server.headless=true"]
    words += ["--browser.gatherUsageStats=false", "--logger.hideWelcomeMessage=true"]
    with _started(words, page.parent, "--server.address", "--server.port") as served:
        yield served


@contextlib.contextmanager
def _started(words: list[str], folder: Path, host: str, port: str) -> Iterator[Served]:
    number = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", *words, host, HOST, port, str(number)],
        cwd=folder,
        env=child_environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
    )
    try:
        _wait(process, f"http://{HOST}:{number}/")
        yield Served(number, process)
    finally:
        process.kill()
        process.wait()


def free_port() -> int:
    """Return a port that nobody listens on: any of ours, as another run may look for one too."""
    for port in random.sample(PORTS, len(PORTS)):
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((HOST, port))
            return port
    raise RuntimeError(f"no free port in {PORTS}")


def allow_many_sockets() -> None:
    """Raise this process's limit of open files, which servers started from here inherit."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


def _wait(process: "subprocess.Popen[bytes]", url: str) -> None:
    until = time.monotonic() + START_SECONDS
    while not _answers(url):
        if process.poll() is not None or time.monotonic() > until:
            raise RuntimeError(f"{url} did not start; its own words are above")
        time.sleep(0.1)


def _answers(url: str) -> bool:
    try:
        return httpx.get(url, timeout=2).status_code < 500
    except httpx.TransportError:
        return False
