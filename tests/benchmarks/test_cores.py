import os
import subprocess
import sys

import pytest

from tests.benchmarks import cores


@pytest.fixture
def server():
    process = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    yield process.pid
    process.communicate(b"\n")


@pytest.mark.skipif(len(cores._allowed()) < 2, reason="there is one core, or none can be chosen")
def test_client_and_server_have_cores_of_their_own_and_then_all_of_them_again(server):
    before = os.sched_getaffinity(0)

    with cores.apart(server):
        mine, theirs = os.sched_getaffinity(0), os.sched_getaffinity(server)

    assert len(mine) == 1
    assert mine | theirs == before
    assert not mine & theirs
    assert os.sched_getaffinity(0) == os.sched_getaffinity(server) == before


def test_one_core_is_everybodys(server, monkeypatch):
    monkeypatch.setattr(cores, "_allowed", lambda: {0})
    before = os.sched_getaffinity(server)

    with cores.apart(server):
        assert os.sched_getaffinity(server) == before
