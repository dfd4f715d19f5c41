"""A network of the tests' own: it refuses, takes, or hangs up, as a test tells it to."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any


@dataclass
class Network:
    """answers: the status of each post to come, 200 once they are used up; "hang": it says
    nothing until `release` is set. heard: every post; took: those that it answered with 200."""

    port: int = 0
    answers: list[int | str] = field(default_factory=list)
    heard: list[dict[str, Any]] = field(default_factory=list)
    took: list[dict[str, Any]] = field(default_factory=list)
    release: Event = field(default_factory=Event)

    @property
    def address(self) -> str:
        return f"json://127.0.0.1:{self.port}/hush-hush"

    @property
    def mastodon(self) -> str:
        return f"mastodon://hush-hush@127.0.0.1:{self.port}"

    def answer(self, post: dict[str, Any]) -> int:
        self.heard.append(post)
        said = self.answers.pop(0) if self.answers else 200
        if said == "hang":
            self.release.wait(30)
            return 500
        if said == 200:
            self.took.append(post)
        return int(said)


@contextmanager
def a_network(*answers: int | str) -> Iterator[Network]:
    network = Network(answers=list(answers))

    class Service(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            status = network.answer({"path": self.path, **json.loads(body)})
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(b'{"id": "1"}')

        def log_message(self, *said: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Service)
    network.port = server.server_port
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield network
    finally:
        network.release.set()
        server.shutdown()
        server.server_close()
