"""Below the posts: the rule, what is blocked or trusted, ready answers, why one did not count."""

from functools import partial
from typing import Any

import streamlit as st

from turnout.desk import moderation, rallies, ready_replies
from turnout.errors import NotFound, Refused
from turnout.house import house
from turnout.model import POSTS_RULES, ReviewState
from turnout.rules.sharing import links
from turnout.ui import paper, stands
from turnout.ui.desk import answers
from turnout.ui.language import here
from turnout.ui.review import Acts, why_of

# Where a ready answer opens, in the organizer's own account. Nothing is asked of them by us.
NETWORKS = {"mastodon": "Mastodon", "bluesky": "Bluesky", "x": "X", "whatsapp": "WhatsApp"}


def rules(acts: Acts) -> None:
    """Draw whose posts count at once, and what is blocked or trusted."""
    with st.expander(here("review.rules"), key="review_rules"):
        _rule(acts)
        _words(acts)
        _add(acts)
        known = moderation.judged(house().desk, acts.event.slug)
        if not known:
            paper.notes(here("review.judged_none"))
        for each in known:
            kind, _, value = each.subject.partition(":")
            shown = paper.verbatim(each.value)
            with st.container(horizontal=True, vertical_alignment="center"):
                paper.notes(here(f"review.judged_{each.state.value}", value=each.value))
                st.button(
                    here("review.lift", value=shown), key=f"lift-{each.subject}",
                    on_click=acts.judge, args=(kind, value, None),
                )  # fmt: skip


def _rule(acts: Acts) -> None:
    rule = rallies.event(house().desk, acts.event.slug).posts_rule
    key = stands.showing("review_rule", rule)
    st.selectbox(
        here("review.rule"),
        POSTS_RULES,
        format_func=lambda name: here(f"review.rule_{name}"),
        key=key,
        on_change=stands.pressed,
        args=("review_rule", key, partial(_change, acts, "posts_rule")),
    )


def _words(acts: Acts) -> None:
    event = rallies.event(house().desk, acts.event.slug)
    if event.quiet:
        paper.notes(here("review.words_quiet"))
        return
    key = stands.showing("review_words", event.words_shown)
    st.checkbox(
        here("review.words"), key=key, on_change=stands.pressed,
        args=("review_words", key, partial(_change, acts, "words_shown")),
    )  # fmt: skip
    paper.hint(here("review.words_note"))


def _change(acts: Acts, field: str, value: object) -> None:
    changed: dict[str, Any] = {field: value}
    try:
        rallies.change(house().desk, acts.event.slug, by=acts.by, **changed).result()
    except NotFound:
        answers.closed()


def _add(acts: Acts) -> None:
    with st.form("review-block", border=False):
        st.selectbox(
            here("review.block_kind"), ["word", "host"], key="review_kind",
            format_func=lambda name: here(f"review.kind_{name}"),
        )  # fmt: skip
        st.text_input(here("review.block_value"), max_chars=60, key="review_value")
        st.form_submit_button(here("review.block_add"), on_click=_block, args=(acts,))


def _block(acts: Acts) -> None:
    kind, value = st.session_state["review_kind"], st.session_state["review_value"]
    acts.judge(kind, value, ReviewState.BLOCKED)
    st.session_state["review_value"] = ""


def replies(acts: Acts) -> None:
    """Draw the answers kept ready, each as links that open it where it is sent from."""
    with st.expander(here("review.replies"), key="review_replies"):
        paper.notes(here("review.replies_note"))
        kept = ready_replies.saved(house().desk, acts.event.slug)
        if not kept:
            paper.notes(here("review.replies_none"))
        for at, (number, text) in enumerate(kept, start=1):
            paper.strong(text)
            paper.link_line(
                (link, here("review.reply_on", network=NETWORKS[network]))
                for network, link in links(text, NETWORKS).items()
            )
            label = here("review.reply_remove", n=at)
            st.button(label, key=f"reply-{number}", on_click=_remove, args=(acts, number))
        _write(acts)


def _write(acts: Acts) -> None:
    with st.form("review-reply", border=False):
        most = ready_replies.MOST_LETTERS
        st.text_area(here("review.reply_text"), max_chars=most, key="review_reply")
        st.form_submit_button(here("review.reply_save"), on_click=_save, args=(acts,))


def _save(acts: Acts) -> None:
    text = st.session_state["review_reply"]
    try:
        ready_replies.save(house().desk, acts.event.slug, text, acts.by).result()
    except Refused as refused:
        st.toast(paper.verbatim(answers.sentence(refused.reasons[0])))
    except NotFound:
        answers.closed()
    else:
        st.session_state["review_reply"] = ""


def _remove(acts: Acts, number: int) -> None:
    try:
        ready_replies.remove(house().desk, acts.event.slug, number, acts.by).result()
    except NotFound:
        answers.closed()


def why(acts: Acts) -> None:
    """Draw the answer to a lead who asks why a post did not count."""
    with st.expander(here("review.why"), key="review_why"):
        asked = st.text_input(here("review.why_field"), key="review_why_field")
        if not asked.strip():
            return
        found = moderation.find(house().desk, acts.event.slug, asked)
        if found is None:
            paper.notes(here("review.why_none"))
            return
        paper.strong(here(f"review.{found.state.value}"))
        paper.notes(*filter(None, (found.text, why_of(found))))
