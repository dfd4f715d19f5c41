"""A server of turnout's own, started as anybody starts it."""

import contextlib
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator

from turnout.errors import SettingsError
from turnout.settings import ROOT, child_environment

START_SECONDS = 90  # a cold start on a small computer, with every import from the disk
STOP_SECONDS = 10  # open streams are closed first
LOOK_SECONDS = 0.25


def command(port: int, address: str = "") -> list[str]:
    """Return what starts the server on `port`; `address` empty: on every interface."""
    where = ["--server.address", address] if address else []
    return [
        *(sys.executable, "-m", "streamlit", "run", str(ROOT / "dashboard.py")),
        *("--server.port", str(port)),
        *where,
    ]


def serve(port: int, address: str = "") -> None:
    """Become the server: signals and the exit status are its own from here on."""
    os.chdir(ROOT)  # .streamlit/config.toml is looked for here
    sys.stdout.flush()
    os.execv(sys.executable, command(port, address))  # noqa: S606 - no shell is wanted


@contextlib.contextmanager
def running(
    port: int, healthy: Callable[[], bool], **environment: str
) -> Iterator["subprocess.Popen[bytes]"]:
    """Start the server, wait until `healthy()`, and stop it at the end.

    It is a session of its own, so that Ctrl-C reaches us first and the server by our word.
    """
    _must_be_free(port)
    process = subprocess.Popen(  # noqa: S603 - our own words, no shell
        command(port, "127.0.0.1"),
        cwd=ROOT,
        env=child_environment(**environment),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        _wait(process, healthy)
        yield process
    finally:
        _stop(process)


def _must_be_free(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise SettingsError(
                f"--port {port} is taken: {error.strerror}; name another"
            ) from error


def _wait(process: "subprocess.Popen[bytes]", healthy: Callable[[], bool]) -> None:
    until = time.monotonic() + START_SECONDS
    while not healthy():
        if process.poll() is not None or time.monotonic() > until:
            raise SettingsError("the server did not start; its own words are above")
        time.sleep(LOOK_SECONDS)


def _stop(process: "subprocess.Popen[bytes]") -> None:
    process.terminate()
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
