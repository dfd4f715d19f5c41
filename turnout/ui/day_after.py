"""A lead's day after on the workbench: what the pocket tells, with room for the texts."""

from urllib.parse import quote

import streamlit as st

from turnout.desk.day_after import DayAfter, Missed
from turnout.formats import day_after as said
from turnout.house import house
from turnout.rules import scores
from turnout.ui import paper
from turnout.ui.language import here, lang

MOST_SHOWN = 20  # texts; more are counted


def day_after(own: DayAfter, handle: str) -> None:
    """Draw what became of a lead's promise, whom to thank, who was missed and what is next."""
    score, link = own.score, _link(own, handle)
    number, words = said.headline(lang(), own.listed, score)
    paper.strong(f"{number} {words}".strip())
    paper.notes(
        *said.said(
            lang(), own.listed, score, scores.kept_word(score), scores.is_few(score), own.branch,
            own.head_count,
        )
    )  # fmt: skip
    st.header(here("scores.thank"), anchor=False)
    paper.hint(here("scores.thank_hint"))
    _text(said.thanks(lang(), own.event, score.came, own.following, link))
    if own.missed:
        _missed(own, link)
    follows = said.follows(lang(), own.following)
    if own.following:
        paper.link_line([(f"/e/{own.following.slug}?lang={lang()}", follows)])
    else:
        paper.notes(follows)


def _missed(own: DayAfter, link: str) -> None:
    st.header(here("scores.missed", n=len(own.missed)), anchor=False)
    paper.hint(here("scores.missed_hint"))
    for each in own.missed[:MOST_SHOWN]:
        _one(own, each, link)
    if (more := len(own.missed) - MOST_SHOWN) > 0:
        paper.notes(here("scores.missed_more", n=more))


def _one(own: DayAfter, each: Missed, link: str) -> None:
    with st.expander(paper.verbatim(each.name)):
        _text(said.missed(each.lang or lang(), own.event, each.name, own.following, link))


def _text(text: str) -> None:
    st.code(text, language=None, wrap_lines=True)  # has a button that copies it


def _link(own: DayAfter, handle: str) -> str:
    if own.following is None:
        return ""
    host = st.context.headers.get("Host", "localhost:8501")
    base = house().settings.public_url or f"http://{host}"
    return f"{base}/e/{own.following.slug}/join?lead={quote(handle, safe='@')}"
