"""Markup to plain text: what a reader would have seen the author say, and nothing hidden."""

import re
import unicodedata
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import urlsplit

MOST = 5_000  # characters kept of one post: several times the longest that servers allow
MOST_MARKUP = 40 * MOST  # characters read of one post's markup
MOST_IMAGES = 20
DEEPEST = 200  # open elements remembered; deeper ones are no post a person wrote

_BLOCKS = {"p", "div", "br", "hr", "li", "ul", "ol", "table", "tr", "section", "article", "pre"} | {
    f"h{level}" for level in range(1, 7)
}
_UNSEEN = {
    "script",
    "style",
    "head",
    "title",
    "template",
    "iframe",
    "object",
    "svg",
    "math",
    "form",
}
_QUOTES = {"blockquote", "q", "aside"}
_ORNAMENTS = {"emoji", "avatar", "site-icon"}  # pictures that are no photo
_VOID = {
    "area",
    "base",
    "br",
    "col",
    "embed",
    "hr",
    "img",
    "input",
    "link",
    "meta",
    "source",
    "wbr",
}
_CHOICES = {"radio", "checkbox"}  # how Mastodon writes the options of a poll; void there
_DECLARATION = re.compile(r"<[!?][^>]*>")
_PROFILE = re.compile(r"/@([A-Za-z0-9_][A-Za-z0-9_.-]*)/?")


@dataclass(frozen=True)
class Said:
    """What markup says. images: (address, alt text) as written; quoted: somebody else is quoted."""

    text: str
    images: tuple[tuple[str, str], ...] = ()
    quoted: bool = False


def plain_text(markup: str) -> str:
    """Return what `markup` (HTML, or text without any) says: NFKC, one line per block.

    Left out: scripts, quotes of others, spans marked invisible, poll options. A mention that links
    to a profile becomes "@user@host", because the page shows the user's name alone.
    """
    return said(markup).text


def said(markup: str) -> Said:
    """Return what `markup` says, as `plain_text` does, and what it shows."""
    reader = _Reader()
    reader.feed(_without_ends_open(markup[:MOST_MARKUP]))
    reader.close()
    images = tuple(dict.fromkeys(reader.images))[:MOST_IMAGES]
    return Said(clean("".join(reader.said)), images, reader.quoted)


def clean(text: str) -> str:
    """Return `text` in NFKC without control and format characters; line breaks stay."""
    kept = "".join(
        character
        for character in unicodedata.normalize("NFKC", text[: 2 * MOST])
        if character == "\n" or unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Co")
    )
    lines = (" ".join(line.split()) for line in kept.split("\n"))
    return "\n".join(line for line in lines if line)[:MOST]


def _without_ends_open(markup: str) -> str:
    """Return `markup` without comments and declarations, and with a mark that opens no tag as text.

    From each one that does not end, html.parser would look for its end through all that follows.
    """
    shown, *commented = markup.split("<!--")
    shown += "".join(part.partition("-->")[2] for part in commented)
    end = shown.rfind(">") + 1
    return _DECLARATION.sub("", shown[:end]) + shown[end:].replace("<", "&lt;")


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.said: list[str] = []
        self.images: list[tuple[str, str]] = []
        self.quoted = False
        self._hidden: list[str] = []  # open elements, from the outermost hidden one inwards
        self._mention = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag in _BLOCKS:
            self.said.append("\n")
        if tag in _VOID:
            self._show(tag, given)
        elif self._hidden:
            self._hidden = [*self._hidden, tag][:DEEPEST]
        elif _is_hidden(tag, given):
            self._hidden = [tag]
            self.quoted = self.quoted or tag in _QUOTES
        elif mention := _mentioned(tag, given):
            self._mention = mention

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BLOCKS:
            self.said.append("\n")
        self._show(tag, {name: value or "" for name, value in attrs})

    def handle_endtag(self, tag: str) -> None:
        if tag in self._hidden:
            while self._hidden and self._hidden.pop() != tag:
                pass
        elif tag == "a" and self._mention:
            self.said.append(f" {self._mention} ")
            self._mention = ""
        if tag in _BLOCKS:
            self.said.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._hidden and not self._mention:
            self.said.append(data.replace("\r\n", "\n").replace("\xa0", " "))

    def _show(self, tag: str, given: dict[str, str]) -> None:
        if (
            tag == "img"
            and not self._hidden
            and not _ORNAMENTS & set(given.get("class", "").split())
        ):
            self.images.append((given.get("src", ""), clean(given.get("alt", ""))))


def _is_hidden(tag: str, given: dict[str, str]) -> bool:
    classes = given.get("class", "").split()
    return (
        tag in _UNSEEN
        or tag in _QUOTES
        or tag in _CHOICES
        or "hidden" in given
        or "invisible" in classes
        or "quote-inline" in classes
        or "display:none" in given.get("style", "").replace(" ", "").lower()
    )


def _mentioned(tag: str, given: dict[str, str]) -> str:
    """Return "@user@host" for a link to a profile that is marked as a mention, else ""."""
    classes = given.get("class", "").split()
    if tag != "a" or "mention" not in classes or "hashtag" in classes:
        return ""
    try:
        parts = urlsplit(given.get("href", ""))
        user = _PROFILE.fullmatch(parts.path)
        return f"@{user[1]}@{parts.hostname}" if user and parts.hostname else ""
    except ValueError:
        return ""
