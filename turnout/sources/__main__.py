"""The child that parses strangers' bytes, so that what hangs or swells can be killed.

Reads frames from standard input, a kind, an address and a body in turn, and answers them with one
frame of JSON: {"posts": [...]}, of a page {"feeds": [...]}, of a map file {"map": {...}}, of a
photo its files in base 64, or {"failed": reason} and {"refused": [field, code, values]}. An empty
frame at first says that it is ready.
Ends when its input does.
"""

import json
import os
import resource
import struct
import sys
from base64 import b64encode
from dataclasses import asdict
from math import ceil
from typing import Any, BinaryIO

from turnout.errors import Refused, SourceFailed
from turnout.settings import MOST_FILES
from turnout.sources import FEED_KIND, KINDS, MAP_KIND, discovery, photo, places, whole
from turnout.sources.places import passage
from turnout.sources.post import plain

MEMORY_BYTES = 512 * 2**20  # a 2 MiB feed of 200 posts needs 100 MiB
# Per body. A feed's and a photo's are a little over the parent's patience, should the parent be
# gone. A map's is what ends a map that is too much to read: the largest takes one, and time that
# a busy machine gave to others is not the map's fault.
CPU_SECONDS = {"photo": 16, MAP_KIND: 3}
CPU_SECONDS_OF_OTHERS = 6
LENGTH = struct.Struct(">I")


def main() -> None:
    # uvloop hands down the server's own socket: it is none of ours, and would hold the port.
    os.closerange(3, MOST_FILES)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    frames, answers = sys.stdin.buffer, sys.stdout.buffer
    _send(answers, b"")
    while (asked := [_frame(frames) for _ in range(3)])[-1] is not None:
        kind, url, body = (part or b"" for part in asked)
        _allow(CPU_SECONDS.get(kind.decode(), CPU_SECONDS_OF_OTHERS))
        _send(answers, json.dumps(_answer(kind.decode(), url.decode(), body)).encode())


def _answer(kind: str, url: str, body: bytes) -> dict[str, Any]:
    try:
        return _read(kind, url, body)
    except SourceFailed as failed:
        return {"failed": failed.reason}
    except Refused as refused:
        return {"refused": [refused.field, refused.code, dict(refused.values)]}
    except MemoryError:
        return {"failed": "too_big"}
    except Exception as error:  # the outermost loop: one bad body must not end the child
        sys.stderr.write(f"{kind}: {type(error).__name__}\n")
        return {"failed": "unreadable"}


def _read(kind: str, url: str, body: bytes) -> dict[str, Any]:
    if kind == "photo":
        made = asdict(photo.made(body))
        return made | {name: b64encode(made[name]).decode() for name in ("full", "small")}
    if kind == "page":
        return {"feeds": [asdict(feed) for feed in discovery.read(body, url)]}
    if kind == MAP_KIND:
        return {"map": passage.plain(places.read(body, url))}
    if kind == FEED_KIND:
        channel, posts = whole(body, url)
        return {"title": channel.title, "posts": [plain(post) for post in posts]}
    return {"posts": [plain(post) for post in KINDS[kind](body, url)]}


def _frame(frames: BinaryIO) -> bytes | None:
    head = frames.read(LENGTH.size)
    return frames.read(LENGTH.unpack(head)[0]) if len(head) == LENGTH.size else None


def _send(answers: BinaryIO, answer: bytes) -> None:
    answers.write(LENGTH.pack(len(answer)) + answer)
    answers.flush()


def _allow(seconds: int) -> None:
    """End this process when it has worked for `seconds` more, or for up to one longer: the
    kernel counts whole ones."""
    spent = resource.getrusage(resource.RUSAGE_SELF)
    soft = ceil(spent.ru_utime + spent.ru_stime) + seconds
    resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.RLIM_INFINITY))


if __name__ == "__main__":
    main()
