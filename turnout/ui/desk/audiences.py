"""What each audience sees, and what it hears first: a column an audience, kept at once."""

from functools import partial

import streamlit as st

from turnout.desk import corrections, seeing
from turnout.errors import NotFound
from turnout.house import house
from turnout.model import Event, Role
from turnout.model.seeing import Audience, Part, Sight, Tone
from turnout.ui import paper, stands
from turnout.ui.desk import answers
from turnout.ui.language import here
from turnout.ui.pulse import Picture, snapshot
from turnout.ui.visitor import Visitor


def section(visitor: Visitor, event: Event) -> None:
    """Draw the section."""
    by = visitor.by(event.slug, Role.ORGANIZER)
    st.header(here("seeing.title"), anchor=False)
    paper.notes(here("seeing.note"))
    seen = seeing.seen(house().desk, event.slug)
    changed = seeing.changed(house().desk, event.slug)
    picture = snapshot(event.slug)
    for column, audience in zip(st.columns(len(Audience), gap="large"), Audience, strict=True):
        with column, st.container(key=f"audience-{audience}", gap="small"):
            _audience(event, audience, seen.of(audience), picture, by)
            if (seq := changed.get(audience)) is not None:
                st.button(
                    here("seeing.undo"), key=f"seen-undo-{audience}",
                    on_click=_take_back, args=(event.slug, seq, by),
                )  # fmt: skip


def _audience(event: Event, audience: Audience, sight: Sight, picture: Picture, by: str) -> None:
    paper.strong(here(f"seeing.{audience}"))
    paper.hint(here(f"seeing.{audience}_who"))
    for part in Part:
        name = f"seen-{audience}-{part}"
        key = stands.showing(name, part in sight.parts)
        keep = partial(_keep_part, event.slug, audience, by, part)
        st.checkbox(
            here(f"seeing.part_{part}"), key=key, on_change=stands.pressed, args=(name, key, keep)
        )
    name = f"seen-{audience}-tone"
    key = stands.showing(name, sight.tone)
    keep = partial(_keep_tone, event.slug, audience, by)
    st.radio(
        here("seeing.tone"), list(Tone), key=key,
        on_change=stands.pressed, args=(name, key, keep),
        format_func=lambda tone: here(f"seeing.tone_{tone}"),
    )  # fmt: skip
    if said := _said(picture, sight.tone):
        paper.hint(said)


def _said(picture: Picture, tone: Tone) -> str:
    """Return what a tone says right now; nothing where both say the same."""
    coming, goal = picture["coming"], picture["goal"]
    if not 0 < coming < goal:
        return ""
    if tone is Tone.NEEDED:
        return here("light.needed", n=goal - coming)
    return here("light.grown", n=coming, goal=goal)


def _keep_part(slug: str, audience: Audience, by: str, part: Part, is_shown: bool) -> None:
    sight = seeing.seen(house().desk, slug).of(audience)
    others = tuple(each for each in sight.parts if each is not part)
    _keep(slug, audience, by, Sight((*others, part) if is_shown else others, sight.tone))


def _keep_tone(slug: str, audience: Audience, by: str, tone: str) -> None:
    sight = seeing.seen(house().desk, slug).of(audience)
    _keep(slug, audience, by, Sight(sight.parts, Tone(tone)))


def _keep(slug: str, audience: Audience, by: str, sight: Sight) -> None:
    try:
        seeing.let_see(house().desk, slug, audience, sight.parts, sight.tone, by=by).result()
    except NotFound:
        answers.closed()


def _take_back(slug: str, seq: int, by: str) -> None:
    with answers.in_passing():
        corrections.undo(house().desk, seq, by=by, event=slug).result()
