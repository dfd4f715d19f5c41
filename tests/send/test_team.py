"""The organizers' own channel: told once, of numbers, and its tokens stand in no log."""

import json
import logging
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest

from turnout.errors import MailFailed
from turnout.send import team


@pytest.fixture
def channel():
    """Return (address, what came in, status): a service that takes JSON."""
    came, status = [], [200]

    class Service(BaseHTTPRequestHandler):
        def do_POST(self):
            came.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(status[0])
            self.end_headers()

        def log_message(self, *said):
            pass

    server = HTTPServer(("127.0.0.1", 0), Service)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"json://127.0.0.1:{server.server_port}/hush-hush", came, status
    server.shutdown()
    server.server_close()


def test_a_channel_gets_the_text(channel):
    address, came, _ = channel

    team.post([address], "Two are asked today.")

    assert [each["message"] for each in came] == ["Two are asked today."]


def test_a_channel_that_refuses_is_tried_again_and_its_token_is_in_no_log(channel, caplog):
    caplog.set_level(logging.DEBUG)
    address, _, status = channel
    status[0] = 500

    with pytest.raises(MailFailed) as failed:
        team.post([address], "Two are asked today.")

    assert failed.value.for_good is False
    assert not [each for each in caplog.records if each.name.startswith("apprise")]


def test_an_address_that_is_no_channel_is_not_tried_again():
    with pytest.raises(MailFailed) as failed:
        team.post(["nonsense://x"], "Two are asked today.")

    assert failed.value.for_good
