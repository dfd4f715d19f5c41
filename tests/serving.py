"""What tests need that start a server of their own."""

import socket
import time
import urllib.request
from contextlib import suppress

import pytest

START_SECONDS = 60  # a busy machine starts slowly


def free_port() -> int:
    """Return a port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(url: str) -> None:
    """Return once `url` answers; the test fails when it does not."""
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        with suppress(OSError):
            urllib.request.urlopen(url, timeout=2)
            return
        time.sleep(0.2)
    pytest.fail(f"{url} did not answer in {START_SECONDS} seconds")
