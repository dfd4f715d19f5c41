"""The files browsers get: scripts, styles and fonts. Served by web, read by ui."""

import hashlib
import re
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent
SERVED = (".js", ".css", ".svg", ".woff2", ".txt")
BOUNDARIES = FOLDER.parent.parent / "data" / "boundaries"
OUTLINES = ("states.geojson", "kansas_counties.geojson")  # what maps are drawn over
# On lines of their own: what stands behind code, or in it, is left alone.
COMMENTS = {
    ".js": re.compile(rb"^[ ]*(?://.*|/\*\*(?s:.*?)\*/)\n", re.MULTILINE),
    ".css": re.compile(rb"^[ ]*/\*(?s:.*?)\*/\n", re.MULTILINE),
}
PREFIX = "/e/-/assets"


@cache
def files() -> dict[str, bytes]:
    """Return every file that is served, by name, as it was when first asked for; without the
    comments of ours."""
    found = sorted(file for file in FOLDER.rglob("*") if file.suffix in SERVED and file.is_file())
    outlines = {name: (BOUNDARIES / name).read_bytes() for name in OUTLINES}
    named = {file.relative_to(FOLDER).as_posix(): file.read_bytes() for file in found}
    return {name: _lean(name, body) for name, body in named.items()} | outlines


def _lean(name: str, body: bytes) -> bytes:
    """Return a file of ours without its comments, a fifth of what would travel to a phone; what
    others wrote, in folders of its own, stays whole with its licence."""
    comment = COMMENTS.get(Path(name).suffix)
    return comment.sub(b"", body) if comment and "/" not in name else body


def read(name: str) -> bytes:
    """Return one file, such as "board.js". Raises KeyError when there is none."""
    return files()[name]


def text(*names: str) -> str:
    """Return text files, one after the other, as one text."""
    return "\n".join(read(name).decode() for name in names)


@cache
def build() -> str:
    """Return the name of this build: the hash of all files, so that any change renames them."""
    digest = hashlib.sha256()
    for name, body in files().items():
        digest.update(f"{name}\0{len(body)}\0".encode() + body)
    return digest.hexdigest()[:12]


def address(name: str) -> str:
    """Return where the browser gets the file `name`, of this build."""
    return f"{PREFIX}/{build()}/{name}"
