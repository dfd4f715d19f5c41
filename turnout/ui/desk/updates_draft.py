"""One draft: its words in both languages, how it reads on each network, and what becomes of it."""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from datetime import datetime

import streamlit as st

from turnout import words
from turnout.desk import updates, updates_preview
from turnout.desk.channels import Channel
from turnout.desk.updates_preview import Preview
from turnout.errors import NotFound, Refused
from turnout.house import house
from turnout.model import Event
from turnout.model.updates import Mode, Update
from turnout.rules.update_limits import MOST_TEXT
from turnout.ui import paper
from turnout.ui.desk import answers
from turnout.ui.language import here, lang
from turnout.words import LANGUAGES

_NAMES = {"en": "english", "es": "spanish"}


def label(event: Event, one: Update) -> str:
    """Return what a draft is of, and since when it is there."""
    kind = here(f"updates.kind_{one.kind}")
    return here("updates.draft_of", kind=kind, when=moment(event, one.made_at))


def draft(event: Event, one: Update, by: str) -> None:
    """Draw a draft with all that can be done with it."""
    form = f"update-{one.id}"
    texts = fields(form, one.texts, str(hash(tuple(one.texts.values()))))
    for said in answers.wrong(form).values():
        paper.wrong(said)
    _when(event, one)
    _buttons(event, one, by, texts)
    _previews(updates_preview.previews(house().desk, event.slug, one.id, by))


def fields(form: str, stands: Mapping[str, str], version: str) -> dict[str, str]:
    """Draw a field for each language; return what is in them. version: of what stands, so that a
    newer one is shown and not what was typed before."""
    given = {}
    for column, language in zip(st.columns(len(LANGUAGES)), LANGUAGES, strict=True):
        with column:
            given[language] = st.text_area(
                here(f"updates.{_NAMES[language]}"), stands.get(language, ""), height=120,
                max_chars=MOST_TEXT, key=f"{form}-{language}-{version}",
            )  # fmt: skip
    paper.hint(here("updates.mention_hint"))
    return given


def act(
    what: Callable[..., Future[None]], event: Event, one: Update, by: str, **said: bool
) -> None:
    """Do `what` with an update, and draw the page again; or say why not."""
    form = f"update-{one.id}"
    try:
        what(house().desk, event.slug, one.id, by=by, **said).result()
    except Refused as refused:
        answers.refuse(form, refused)
    except NotFound:
        answers.closed()
        return
    answers.forget(form)
    st.rerun()


def channel_name(at: Channel) -> str:
    """Return how a channel is called to people: its network, its server, and its mark."""
    network, mark = here(f"updates.network_{at.network.name}"), at.name.rpartition(":")[2]
    key = "updates.channel_at" if at.host else "updates.channel"
    return here(key, network=network, host=at.host, mark=mark)


def moment(event: Event, at: datetime) -> str:
    """Return a moment on the event's clock."""
    day, time = (of(lang(), at, event.zone) for of in (words.day, words.clock))
    return here("updates.at", day=day, time=time)


def _when(event: Event, one: Update) -> None:
    """Say what happens without the organizer, and when channels would post it."""
    desk = house().desk
    rules = updates.rules(desk, event.slug)
    if rules.modes.get(one.kind) is Mode.BY_ITSELF and not one.waits:
        paper.notes(here("updates.by_itself_soon"))
    at = updates_preview.goes_at(desk, event.slug, one.id)
    if rules.channels and at > desk.clock():
        paper.notes(here("updates.limits_now", when=moment(event, at)))


def _buttons(event: Event, one: Update, by: str, texts: dict[str, str]) -> None:
    desk, changed = house().desk, texts != dict(one.texts)
    rules = updates.rules(desk, event.slug)
    waits = rules.channels and updates_preview.goes_at(desk, event.slug, one.id) > desk.clock()
    with st.container(horizontal=True, key=f"update-{one.id}-buttons"):
        if st.button(here("updates.send"), key=f"send-{one.id}", type="primary"):
            _send(event, one, by, texts, now=False)
        if waits and st.button(here("updates.send_now"), key=f"now-{one.id}"):
            _send(event, one, by, texts, now=True)
        if st.button(here("updates.save"), key=f"save-{one.id}", disabled=not changed):
            _save(event, one, by, texts)
            st.toast(here("updates.saved"))
            st.rerun()
        by_itself = rules.modes.get(one.kind) is Mode.BY_ITSELF and not one.waits
        if by_itself and st.button(here("updates.hold"), key=f"hold-{one.id}"):
            act(updates.hold, event, one, by)
        if st.button(here("updates.set_aside"), key=f"aside-{one.id}"):
            act(updates.set_aside, event, one, by)


def _save(event: Event, one: Update, by: str, texts: dict[str, str]) -> None:
    form = f"update-{one.id}"
    try:
        updates.edit(house().desk, event.slug, one.id, texts, by).result()
    except Refused as refused:
        answers.refuse(form, refused)
    except NotFound:
        answers.closed()
        st.stop()
    answers.forget(form)


def _send(event: Event, one: Update, by: str, texts: dict[str, str], now: bool) -> None:
    """Let it go as it reads in the fields: nobody posts other words than those they see."""
    if texts != dict(one.texts):
        _save(event, one, by, texts)
    act(updates.send, event, one, by, now=now)


def _previews(found: Sequence[Preview]) -> None:
    """Draw how it reads on each channel; in the feed, where none is ticked."""
    paper.strong(here("updates.preview"))
    on_channels = [each for each in found if each.channel]
    for each in on_channels or found:
        paper.hint(_where(each))
        paper.words(each.text)


def _where(each: Preview) -> str:
    language = here("updates.in_english" if each.lang == "en" else "updates.in_spanish")
    if each.channel is None:
        return here("updates.preview_feed", language=language)
    said = here(
        "updates.preview_count", channel=channel_name(each.channel), count=each.count,
        most=each.most, language=language,
    )  # fmt: skip
    return f"{said}. {here('updates.preview_cut')}" if each.cut else said
