"""A small server for looking at live screens: made pictures, a live line, and an off switch.

`python -m tests.browser.gallery 9100` shows them: /board?picture=forty&lang=es&theme=dark,
/public?picture=long, /e/ks/join, /streamlit, /pulse. Names of pictures: pictures.py.
"""

import html
import io
import json
import queue
import socket
import sys
import threading
from contextlib import suppress
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit
from zoneinfo import ZoneInfo

import segno

from tests.browser import scenes
from tests.browser.pictures import PICTURES
from turnout.formats import wall
from turnout.words import for_browser

BOUNDARIES = Path(__file__).parents[2] / "data" / "boundaries"
BROWSER = Path(__file__).parents[2] / "turnout" / "browser"
TYPES = {".js": "text/javascript", ".css": "text/css", ".woff2": "font/woff2"}
HTML = "text/html; charset=utf-8"
ASSETS = "/e/-/assets/b1"
WALL = ("tokens.css", "bar.css", "board.css", "scene.css", "pace.css")
LIGHT = ("tokens.css", "bar.css", "light.css")
STOPS_IN_SECONDS = 0.02  # half of one is usual, and most tests end by it

Picture = dict[str, Any]


class Gallery:
    """The server. `say` sends to every open line; `stop` and `start` make an outage."""

    def __init__(self, port: int = 0) -> None:
        self.lines: set[queue.SimpleQueue[str | None]] = set()
        self.sockets: set[socket.socket] = set()
        self.build = "b1"
        self.beat_seconds = 15.0
        self.now: Picture | None = None  # what a new line hears first
        self.port = port
        self.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        self._server = _Server(("127.0.0.1", self.port), _Page)
        self._server.gallery = self
        self.port = self._server.server_address[1]
        serve = self._server.serve_forever
        threading.Thread(target=serve, args=(STOPS_IN_SECONDS,), daemon=True).start()

    def stop(self) -> None:
        """Go away as a killed server does: no line lives on, no new one is taken."""
        self._server.shutdown()
        self._server.server_close()
        for line in list(self.lines):
            line.put(None)
        for open_socket in list(self.sockets):
            with suppress(OSError):
                open_socket.shutdown(socket.SHUT_RDWR)

    def say(self, picture: Picture) -> None:
        self.now = picture
        for line in list(self.lines):
            line.put(frame(picture))


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    allow_reuse_address = True
    gallery: Gallery


class _Page(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def setup(self) -> None:
        super().setup()
        self.server.gallery.sockets.add(self.connection)

    def finish(self) -> None:
        with suppress(OSError):
            super().finish()
        self.server.gallery.sockets.discard(self.connection)

    def do_GET(self) -> None:
        address = urlsplit(self.path)
        asked = dict(parse_qsl(address.query))
        if address.path == "/live":
            self._live()
        elif address.path.startswith("/e/-/assets/"):
            self._asset(address.path.removeprefix(f"{ASSETS}/"))
        elif address.path == "/qr.svg":
            self._send("image/svg+xml", _qr(f"{self.server.gallery.url}/e/ks/join"))
        elif address.path in NEWS:
            self._send("application/json", json.dumps(NEWS[address.path](asked)).encode())
        elif address.path in PAGES:
            self._send(HTML, PAGES[address.path](asked).encode())
        else:
            self._send("text/plain", b"nothing here", 404)

    def do_HEAD(self) -> None:
        self.do_GET()

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["content-length"]))
        self._send(HTML, b"<!doctype html><title>Thanks</title><h1>Thank you</h1>")

    def _asset(self, name: str) -> None:
        file = (BOUNDARIES if name.endswith(".geojson") else BROWSER) / name
        if file.is_file():
            self._send(TYPES.get(file.suffix, "text/plain"), file.read_bytes())
        else:
            self._send("text/plain", b"no such file", 404)

    def _send(self, kind: str, body: bytes, status: int = 200) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Content-Security-Policy", POLICY)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def _live(self) -> None:
        gallery = self.server.gallery
        line: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        gallery.lines.add(line)  # before it looks: what is said meanwhile is heard twice, not never
        first = frame(gallery.now) if gallery.now else ""
        self.close_connection = True
        try:
            self.send_response(200)
            self.send_header("Content-Type", "text/event-stream")
            self.end_headers()
            self.wfile.write(f"event: hello\ndata: {gallery.build}\n\n{first}".encode())
            while True:
                try:
                    said = line.get(timeout=gallery.beat_seconds)
                except queue.Empty:
                    said = "event: beat\ndata: {}\n\n"
                if said is None:
                    return
                self.wfile.write(said.encode())
        except OSError:
            return
        finally:
            gallery.lines.discard(line)

    def log_message(self, *_: object) -> None:
        """Say nothing: tests read the page, not the server."""


# As strict as the product's own pages: scripts from here or with this nonce, styles from here.
POLICY = "default-src 'self'; script-src 'self' 'nonce-n' blob:; img-src 'self' data:"


def frame(picture: Picture) -> str:
    return f"id: {picture['seq']}\ndata: {json.dumps(picture)}\n\n"


def made_pace() -> dict[str, Any]:
    """Return three weeks of made-up days, up to yesterday: noons of where the rally is."""
    noon = datetime.now(ZoneInfo("America/Chicago")).replace(hour=12)
    days = [(noon - timedelta(days=21 - day), 15 * day) for day in range(21)]
    return {"seq": 40, "so_far": [(at.isoformat(), coming) for at, coming in days]}


# What scenes of the wall ask for; ?of= says how many are on the roll, ?long= with which names.
NEWS = {
    "/pace.json": lambda asked: made_pace(),
    "/roll.json": lambda asked: scenes.roll(int(asked.get("of", 7)), "long" in asked),
    "/stories.json": lambda asked: scenes.stories("long" in asked),
    "/areas": lambda asked: scenes.areas(),
}


def _qr(address: str) -> bytes:
    body = io.BytesIO()
    segno.make(address, error="m").save(body, kind="svg", border=3, light="#fff", xmldecl=False)
    return body.getvalue()


def _news_of(asked: dict[str, str]) -> str:
    long = "&long=yes" if asked.get("picture") == "long" else ""
    return f"of={asked.get('of', 7)}{long}"


def _options(asked: dict[str, str], *screens: str) -> dict[str, Any]:
    lang = asked.get("lang", "en")
    return {
        "picture": _picture(asked),
        "words": for_browser(lang, *screens, "forecast", "contest") | wall.counts_of_the_map(lang),
        "lang": lang,
        "theme": asked.get("theme", "auto"),
        "liveUrl": "" if asked.get("live") == "no" else "/live",
        "paceUrl": "/pace.json" if {"pace", "scene"} & set(asked) else "",
        "rollUrl": f"/roll.json?{_news_of(asked)}",
        "storiesUrl": f"/stories.json?{_news_of(asked)}",
        "areasUrl": "/areas",
        "joinUrl": "" if "no_qr" in asked else "https://turnout.example.org/e/ks/join",
        "qrSvgUrl": None if "no_qr" in asked else "/qr.svg",
        "qrReason": for_browser(lang, "web")["web.qr_no_public_url"] if "no_qr" in asked else "",
        "assets": ASSETS,
    }


def _picture(asked: dict[str, str]) -> Picture:
    name, scene = asked.get("picture", "seven"), asked.get("scene")
    return scenes.on_stage(name, scene) if scene else PICTURES[name]


def _page(asked: dict[str, str], sheets: tuple[str, ...], body: str, script: str) -> str:
    links = "".join(f'<link rel="stylesheet" href="{ASSETS}/{sheet}">' for sheet in sheets)
    theme = asked.get("theme", "auto")
    said = f' data-theme="{theme}"' if theme != "auto" else ""
    return f"""<!doctype html>
<html lang="{html.escape(asked.get("lang", "en"))}"{said}>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Gallery</title><link rel="icon" href="data:,">{links}
{body}
<script type="module" nonce="n">{script}</script></html>"""


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False).replace("<", "\\u003c")


def board(asked: dict[str, str]) -> str:
    options = _json(_options(asked, *wall.SCREENS))
    script = f"""import {{ mountBoard }} from "{ASSETS}/board.js";
window.board = mountBoard(document.getElementById("board"), {options});"""
    body = '<body class="wall"><main id="board"></main>'
    return _page(asked, WALL, body, script)


def public(asked: dict[str, str]) -> str:
    options = {**_options(asked, "light"), "joinUrl": "/e/ks/join"}
    script = f"""import {{ mountPublic }} from "{ASSETS}/public.js";
window.line = mountPublic(document.getElementById("live"), {_json(options)});"""
    title = html.escape(options["picture"]["title"])
    body = f"""<body><main class="page"><header class="masthead"><h1>{title}</h1>
<p>Sat, Dec 6, 12:00 PM, Statehouse steps</p></header><div id="live"></div></main>"""
    return _page(asked, LIGHT, body, script)


def join(asked: dict[str, str]) -> str:
    words = _json({"lang": asked.get("lang", "en"), "words": for_browser("en", "light")})
    script = f"""import {{ enhanceJoin }} from "{ASSETS}/join.js"; enhanceJoin({words});"""
    body = (Path(__file__).parent / "form.html").read_text("utf-8")
    return _page(asked, LIGHT, body, script)


def streamlit(asked: dict[str, str]) -> str:
    """Mount the component as Streamlit does: its text as a blob, called for a shadow root."""
    data = _json(_options(asked, *wall.SCREENS))
    text = _json((BROWSER / "streamlit-board.js").read_text("utf-8"))
    script = f"""const blob = new Blob([{text}], {{ type: "text/javascript" }});
const parentElement = document.getElementById("host").attachShadow({{ mode: "open" }});
const component = await import(URL.createObjectURL(blob));
window.rerun = (data) => component.default({{ data, parentElement }});
window.data = {data};
window.leave = await window.rerun(window.data);"""
    return _page(asked, LIGHT[:1], '<body><main id="host"></main>', script)


def pulse(asked: dict[str, str]) -> str:
    text = _json((BROWSER / "component.js").read_text("utf-8"))
    lang = asked.get("lang", "en")
    data = _json(
        {
            "module": f"{ASSETS}/pulse.js",
            "url": "/live",
            "seq": 40,
            "zone": "America/Chicago",
            "lang": lang,
            "words": for_browser(lang, "light", "forecast"),
        }
    )
    script = f"""const blob = new Blob([{text}], {{ type: "text/javascript" }});
const parentElement = document.getElementById("host").attachShadow({{ mode: "open" }});
const component = await import(URL.createObjectURL(blob));
const told = document.getElementById("told");
const setTriggerValue = (name, seq) => {{ told.textContent += `${{name}} ${{seq}}; `; }};
window.leave = await component.default({{ data: {data}, parentElement, setTriggerValue }});
told.dataset.mounted = "yes";"""
    return _page(asked, LIGHT[:1], '<body><main id="host"></main><p id="told"></p>', script)


PAGES = {
    "/board": board,
    "/public": public,
    "/e/ks/join": join,
    "/streamlit": streamlit,
    "/pulse": pulse,
}

if __name__ == "__main__":
    shown = Gallery(int(sys.argv[1]))
    print(shown.url, flush=True)
    threading.Event().wait()
