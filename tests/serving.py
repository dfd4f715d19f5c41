"""What tests need that look at a server: one that all tests of a process share, or their own."""

import json
import os
import secrets
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from starlette.types import ASGIApp

from tests.stage import ADDRESS
from turnout.desk import links
from turnout.desk.desk import Desk
from turnout.model import Role
from turnout.settings import ROOT

START_SECONDS = 180  # a busy machine starts slowly
STOP_SECONDS = 60
# Below those that clients' own sockets come from: none is taken while its server is away.
PORTS = range(12_000, 18_000)


@dataclass
class Server:
    """Our server on a desk's store, and a session that is let in there.

    Those of `Shared` run already; one that is made by its class runs from `start` to `stop`, with
    `settings` more in its environment.
    """

    port: int
    desk: Desk
    session: str
    running: "subprocess.Popen[bytes] | None" = None
    settings: dict[str, str] = field(default_factory=dict)

    @property
    def url(self) -> str:
        return f"http://localhost:{self.port}"

    def start(self) -> None:
        settings = {**_settings(self.desk.settings.database), **self.settings}
        self.running = _started(self.port, settings)

    def stop(self) -> None:
        assert self.running
        _stopped(self.running)

    def enter(self, context, session: str = "") -> None:
        """Let a browser in: with our session, or another's."""
        cookie = {"name": links.COOKIE, "value": session or self.session, "url": self.url}
        context.add_cookies([cookie])


class Shared:
    """One process of our server, shown on one store after the other; see `tests.stage`."""

    def __init__(self, home: Path) -> None:
        self._home, self._port = home, free_port()
        self._running: subprocess.Popen[bytes] | None = None

    @contextmanager
    def on(self, desk: Desk, session: str | None = None, **settings: str) -> Iterator[Server]:
        """Serve the store of `desk` to the organizer, or to who has `session`; closes the desk."""
        if session is None:
            session, _ = links.enter(desk, links.mint(desk, Role.ORGANIZER))
        if not self._running or self._running.poll() is not None:
            self._running = _started(self._port, _settings(self._home))
        self._show({**_settings(desk.settings.database), **settings})
        server = Server(self._port, desk, session, self._running, settings)
        try:
            yield server
        finally:
            if server.running is self._running:
                self._show({})
            else:  # the test ended it and started another, whose home is this store
                server.stop()
                self._running = None
            desk.store.close()

    def close(self) -> None:
        if self._running:
            _stopped(self._running)

    def _show(self, settings: dict[str, str]) -> None:
        given = urllib.request.Request(
            f"http://localhost:{self._port}{ADDRESS}", json.dumps(settings).encode(), method="PUT"
        )
        urllib.request.urlopen(given, timeout=START_SECONDS).close()


@contextmanager
def serving(app: ASGIApp, end=lambda: None) -> Iterator[str]:
    """Serve `app` from a thread of this process; `end` is called before it is waited for."""
    port = free_port()
    server = uvicorn.Server(
        uvicorn.Config(app, port=port, log_level="critical", timeout_graceful_shutdown=1)
    )
    thread = threading.Thread(target=server.run)
    thread.start()
    until = time.monotonic() + START_SECONDS
    while not server.started and thread.is_alive() and time.monotonic() < until:
        time.sleep(0.01)
    try:
        assert server.started
        yield f"http://localhost:{port}"
    finally:
        server.should_exit = True
        end()
        thread.join()


def free_port() -> int:
    """Return a port of this machine that nobody listens on."""
    while True:
        port = PORTS[secrets.randbelow(len(PORTS))]
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port


def wait_for(url: str, running: "subprocess.Popen[Any] | None" = None) -> None:
    """Return once `url` answers; the test fails when it does not, or its server ended."""
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        if running and running.poll() is not None:
            pytest.fail(f"the server at {url} ended: {running.returncode}")
        with suppress(OSError):
            urllib.request.urlopen(url, timeout=10).close()
            return
        time.sleep(0.1)
    pytest.fail(f"{url} did not answer in {START_SECONDS} seconds")


def _settings(database: Path) -> dict[str, str]:
    # A test's hand is faster than any person's.
    return {"TURNOUT_DATABASE": str(database), "TURNOUT_FORM_SECONDS": "0"}


def _started(port: int, settings: dict[str, str]) -> "subprocess.Popen[bytes]":
    others = {name: value for name, value in os.environ.items() if not name.startswith("TURNOUT_")}
    running = subprocess.Popen(
        [sys.executable, "-m", "tests.stage", str(port)],
        cwd=ROOT,
        env={**others, **settings},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_for(f"http://localhost:{port}/_stcore/health", running)
    except BaseException:  # what does not answer, or is not waited for, is not left behind
        running.kill()
        raise
    return running


def _stopped(running: "subprocess.Popen[bytes]") -> None:
    running.terminate()
    try:
        running.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        running.kill()
        raise
