"""What happened, as an Atom feed (RFC 4287). Every word is somebody's plain text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape
from xml.etree import ElementTree as ET

from turnout.formats.picture import stamp

ATOM = "http://www.w3.org/2005/Atom"
# What XML 1.0 has no letter for: one of them and no reader can read the whole feed.
_NO_LETTERS = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Entry:
    """One entry. tag: its address of that kind, which stays; link: its page. by: who did it, or
    empty. photo: the address of a small JPEG, or empty, and alt: what it shows."""

    tag: str
    title: str
    text: str
    at: datetime
    link: str
    by: str = ""
    photo: str = ""
    alt: str = ""


def feed(
    *, tag: str, title: str, page: str, own: str, updated: datetime, lang: str,
    entries: Sequence[Entry],
) -> bytes:  # fmt: skip
    """Return the feed as UTF-8; page, own: the whole addresses of what it is of, and of itself."""
    root = ET.Element(_name("feed"), {"{http://www.w3.org/XML/1998/namespace}lang": lang})
    _text(root, "id", tag)
    _text(root, "title", title)
    _text(root, "updated", stamp(updated))
    _link(root, "self", own, "application/atom+xml")
    _link(root, "alternate", page, "text/html")
    _text(ET.SubElement(root, _name("author")), "name", title)  # where an entry names nobody
    _text(root, "generator", "turnout")
    for entry in entries:
        _entry(root, entry)
    ET.register_namespace("", ATOM)
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True))


def tag_of(host: str, since: datetime, *parts: object) -> str:
    """Return a tag: address (RFC 4151) of what `host` names so since a day: it never changes."""
    host = host.replace(":", ".")  # an address of IPv6 would end the name too early
    return f"tag:{host},{since:%Y-%m-%d}:{'/'.join(str(part) for part in parts)}"


def _entry(root: ET.Element, entry: Entry) -> None:
    made = ET.SubElement(root, _name("entry"))
    _text(made, "id", entry.tag)
    _text(made, "title", entry.title)
    _text(made, "updated", stamp(entry.at))
    _text(made, "published", stamp(entry.at))
    _link(made, "alternate", entry.link, "text/html")
    if entry.by:
        _text(ET.SubElement(made, _name("author")), "name", entry.by)
    if entry.photo:
        _link(made, "enclosure", entry.photo, "image/jpeg")
    _text(made, "content", _html(entry), type="html")


def _html(entry: Entry) -> str:
    photo = f'<p><img src="{escape(entry.photo)}" alt="{escape(entry.alt)}" /></p>'
    return f"<p>{escape(entry.text)}</p>{photo if entry.photo else ''}"


def _text(within: ET.Element, name: str, text: str, **attributes: str) -> None:
    ET.SubElement(within, _name(name), attributes).text = _NO_LETTERS.sub("\ufffd", text)


def _link(within: ET.Element, rel: str, href: str, media: str) -> None:
    ET.SubElement(within, _name("link"), {"rel": rel, "type": media, "href": href})


def _name(name: str) -> str:
    return f"{{{ATOM}}}{name}"
