"""A server that does all that a stranger's can: it drips, swells, lies, resets and leads astray.

Raw sockets, because honest servers refuse to lie. One thread a connection; `Hostile` is a context.
"""

import contextlib
import gzip
import socket
import struct
import time
from collections.abc import Callable
from threading import Event, Thread

CHUNK = bytes(2**16)
LOOPBACK = (  # this machine, as addresses that resolvers take for it
    "http://127.0.0.1:{port}/secret",
    "http://localhost:{port}/secret",
    "http://localhost.:{port}/secret",
    "http://LOCALHOST:{port}/secret",
    "http://127.1:{port}/secret",
    "http://127.255.255.254:{port}/secret",
    "http://2130706433:{port}/secret",
    "http://0x7f000001:{port}/secret",
    "http://0x7f.1:{port}/secret",
    "http://0177.0.0.1:{port}/secret",
    "http://017700000001:{port}/secret",
    "http://0:{port}/secret",
    "http://0.0.0.0:{port}/secret",
    "http://[::1]:{port}/secret",
    "http://[::]:{port}/secret",
    "http://[0:0:0:0:0:0:0:1]:{port}/secret",
    "http://[::ffff:127.0.0.1]:{port}/secret",
    "http://[::ffff:7f00:1]:{port}/secret",
    "http://[::127.0.0.1]:{port}/secret",
    "http://[64:ff9b::7f00:1]:{port}/secret",
    "http://[2002:7f00:1::]:{port}/secret",
    "http://127\u30020.0.1:{port}/secret",
    "http://\u2460\u2461\u2466.0.0.1:{port}/secret",
    "http://127.0.0.1%2f@example.org:{port}/secret",
    "//127.0.0.1:{port}/secret",
)


class Hostile:
    """Serves `answers[path]`: a function of the connection, which it then closes.

    asked: the paths that were asked for; heads: the whole of what asked.
    closing: set when the server ends.
    """

    def __init__(self, answers: dict[str, Callable[[socket.socket], None]]) -> None:
        self.answers, self.asked, self.heads, self.closing = answers, [], [], Event()
        self._listening = socket.create_server(("127.0.0.1", 0), backlog=200)
        self.port: int = self._listening.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"

    def __enter__(self) -> "Hostile":
        Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.closing.set()
        with contextlib.suppress(OSError):  # wakes who waits in accept(): a close alone does not
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()

    def _accept(self) -> None:
        while not self.closing.is_set():
            try:
                connection, _ = self._listening.accept()
            except OSError:
                return
            Thread(target=self._answer, args=(connection,), daemon=True).start()

    def _answer(self, connection: socket.socket) -> None:
        with connection:
            try:
                head = connection.recv(2**16).decode("latin-1")
                path = head.split(" ")[1] if " " in head else ""
                self.asked.append(path)
                self.heads.append(head)
                self.answers.get(path, status(404))(connection)
            except OSError:
                return  # the other side has had enough, as it should


def says(*lines: str, body: bytes = b"") -> Callable[[socket.socket], None]:
    """Answer with these lines as the head, and `body`."""
    head = "\r\n".join(lines).encode("utf-8") + b"\r\n\r\n"
    return lambda connection: connection.sendall(head + body)


def status(code: int, *headers: str, body: bytes = b"") -> Callable[[socket.socket], None]:
    """Answer with a status, and the length of `body` as it is."""
    return says(f"HTTP/1.1 {code} X", f"Content-Length: {len(body)}", *headers, body=body)


def knot(attributes: int = 60_000) -> bytes:
    """Return a feed that feedparser takes minutes for: it looks each attribute up among all."""
    given = " ".join(f'a{number}=""' for number in range(attributes))
    return feed().replace(b"<item>", f"<item {given}>".encode(), 1)


def feed(*, items: int = 1) -> bytes:
    """Return a sound feed of so many posts."""
    each = "".join(
        f"<item><guid>https://social.example/@ana{n}/1</guid>"
        f"<link>https://social.example/@ana{n}/1</link>"
        "<description>#KSRally I'm in</description></item>"
        for n in range(items)
    )
    return f"<rss version='2.0'><channel><title>t</title>{each}</channel></rss>".encode()


def silence(server_closing: Event) -> Callable[[socket.socket], None]:
    """Take the connection and say nothing."""
    return lambda _: server_closing.wait(120) and None


def drip(what: bytes, every_seconds: float = 0.05) -> Callable[[socket.socket], None]:
    """Send `what` again and again, a little at a time, for two minutes."""

    def answer(connection: socket.socket) -> None:
        until = time.monotonic() + 120
        while time.monotonic() < until:
            connection.sendall(what)
            time.sleep(every_seconds)

    return answer


def after(head: bytes, then: Callable[[socket.socket], None]) -> Callable[[socket.socket], None]:
    """Send a head, then go on with something else."""

    def answer(connection: socket.socket) -> None:
        connection.sendall(head)
        then(connection)

    return answer


def flood(mebibytes: int) -> Callable[[socket.socket], None]:
    """Send so much of nothing."""

    def answer(connection: socket.socket) -> None:
        for _ in range(mebibytes * 16):
            connection.sendall(CHUNK)

    return answer


def bomb(mebibytes: int) -> bytes:
    """Return so much of nothing, packed into a thousandth."""
    return gzip.compress(bytes(mebibytes * 2**20), 9)


def reset(connection: socket.socket) -> None:
    """Break the connection off, as a crash does."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


OK = b"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\n"
