"""What is read rather than moved: notes, links and tables as plain HTML, every value escaped.

Names and reasons come from strangers, and Streamlit's own text reads them as Markdown.
"""

import re
from base64 import b64encode
from collections.abc import Iterable, Sequence
from html import escape

import streamlit as st

_HANDLE = re.compile(r"(?<!\S)(@[^\s@]+)(@[^\s@]+)?")
_JOINTS = re.compile(r"(?<=[_.-])")  # where a long handle may be broken
_MARKS = re.compile(r"([!-/:-@\[-`{-~])")  # what Markdown, and Streamlit's own of it, is made of


def verbatim(text: str) -> str:
    """Return what somebody wrote for a label, title or toast of Streamlit's: every letter of it
    is shown, and none is Markdown."""
    return _MARKS.sub(r"\\\1", text)


def notes(*sentences: str) -> None:
    """Draw each sentence as a paragraph."""
    st.html("".join(f'<p class="note">{escape(sentence)}</p>' for sentence in sentences))


def strong(sentence: str) -> None:
    """Draw one sentence that is to be seen first."""
    st.html(f'<p class="strong">{escape(sentence)}</p>')


def hint(sentence: str) -> None:
    """Draw the reason of a field, under it."""
    st.html(f'<p class="hint">{escape(sentence)}</p>')


def wrong(sentence: str) -> None:
    """Draw what is wrong with the field above."""
    st.html(f'<p class="wrong" role="alert">{escape(sentence)}</p>')


def status(sentence: str) -> None:
    """Draw a sentence that is read aloud when the style sheet shows it."""
    st.html(f'<p class="status" role="status">{escape(sentence)}</p>')


def step(sentence: str, spoken: str, done: bool) -> None:
    """Draw one step of a list, ticked when it is done; `spoken` says so to who cannot see it."""
    kind, tick = ("step done", "\u2713") if done else ("step", "\u25cb")
    st.html(
        f'<p class="{kind}"><span class="tick" aria-hidden="true">{tick}</span> {escape(sentence)}'
        f' <span class="spoken">{escape(spoken)}</span></p>'
    )


def picture(svg: bytes, alt: str, wide: int) -> None:
    """Draw an SVG of our own, `wide` pixels wide; `alt` says what it is to who cannot see it."""
    data = b64encode(svg).decode()
    st.html(f'<img src="data:image/svg+xml;base64,{data}" alt="{escape(alt)}" width="{wide}">')


def photo(address: str, alt: str) -> None:
    """Draw a photo of our own; `alt` is a stranger's, and says what it shows."""
    st.html(f'<img class="photo" src="{escape(address)}" alt="{escape(alt)}" loading="lazy">')


def title(text: str, *under: str) -> None:
    """Draw a page's title, and under it what belongs to it, in one line that wraps."""
    beside = "".join(f"<span>{escape(part)}</span>" for part in under)
    st.html(f'<h1 class="title">{escape(text)}</h1><p class="under">{beside}</p>')


def here(label: str) -> None:
    """Draw the name of the page one is on, where the others are links."""
    st.html(f'<span class="here" aria-current="page">{escape(label)}</span>', width="content")


def links(pairs: Iterable[tuple[str, str]]) -> None:
    """Draw links, (address, label), one a line; each opens beside the workbench, in a new tab."""
    st.html(f'<ul class="links">{"".join(_link(href, label) for href, label in pairs)}</ul>')


def link_line(pairs: Iterable[tuple[str, str]], note: str = "") -> None:
    """Draw links, (address, label), in one line that wraps, and a note after them."""
    items = "".join(_link(href, label) for href, label in pairs)
    after = f'<li class="soft">{escape(note)}</li>' if note else ""
    st.html(f'<ul class="links line">{items}{after}</ul>')


def words(text: str) -> None:
    """Draw what a stranger wrote: every letter as it is, and nothing of it as markup."""
    lines = "<br>".join(escape(line) for line in text.splitlines())
    st.html(f'<blockquote class="theirs" dir="auto">{lines}</blockquote>')


def facts(sentences: Iterable[str]) -> None:
    """Draw what is known of a thing as a list, what matters most first."""
    items = "".join(f"<li>{escape(sentence)}</li>" for sentence in sentences)
    st.html(f'<ul class="facts">{items}</ul>')


def event(when: str, what: str, note: str = "", undone: bool = False) -> None:
    """Draw one line of a history, and what somebody wrote of it; `undone`: it was taken back."""
    tag = "s" if undone else "span"
    said = f'<br><span class="soft">{escape(note)}</span>' if note else ""
    st.html(f'<p class="event"><time>{escape(when)}</time> <{tag}>{escape(what)}</{tag}>{said}</p>')


def table(caption: str, head: Sequence[str], rows: Iterable[Sequence[str]], words: int = 1) -> None:
    """Draw a table; the first `words` columns hold words, the others numbers.

    The caption is read to those who do not see the heading above it.
    """
    cells = "".join(_row(row, "td", words) for row in rows)
    st.html(
        f'<table class="paper"><caption class="spoken">{escape(caption)}</caption>'
        f"<thead>{_row(head, 'th', words)}</thead><tbody>{cells}</tbody></table>"
    )


def commands(*parts: str) -> None:
    """Draw one command line to copy, its parts one below the other."""
    st.code(" \\\n  ".join(parts), language=None, wrap_lines=True)


def _link(href: str, label: str) -> str:
    return f'<li><a href="{escape(href)}" target="_blank" rel="noopener">{escape(label)}</a></li>'


def _row(cells: Sequence[str], tag: str, words: int) -> str:
    return f"<tr>{''.join(_cell(cell, tag, i >= words) for i, cell in enumerate(cells))}</tr>"


def _cell(cell: str, tag: str, is_number: bool) -> str:
    scope = ' scope="col"' if tag == "th" else ""
    number = ' class="number"' if is_number else ""
    return f"<{tag}{scope}{number}>{_HANDLE.sub(_handle, escape(cell))}</{tag}>"


def _handle(found: re.Match[str]) -> str:
    """Return a handle that a narrow column breaks before its host, then at its joints, and that
    is read and copied as it is."""
    user, host = (_JOINTS.sub("<wbr>", part or "") for part in found.groups())
    return f'<span class="handle"><span>{user}</span><span>{host}</span></span>'
