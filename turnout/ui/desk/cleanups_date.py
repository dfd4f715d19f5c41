"""One clean-up date: the areas that are on it, put on and taken off; and what went back."""

import streamlit as st

from turnout.desk import cleanups, schedule
from turnout.desk.cleanups import CleanUp
from turnout.errors import NotFound, Refused
from turnout.formats.when import when
from turnout.house import house
from turnout.model import Event, EventState
from turnout.model.areas import Area
from turnout.rules.areas import is_active
from turnout.ui import paper
from turnout.ui.desk import answers
from turnout.ui.language import here, lang


def card(campaign: Event, chosen: CleanUp, by: str) -> None:
    """Draw the card of a date."""
    date = chosen.event
    with st.container(key=f"cleanup-{date.slug}"):
        paper.strong(f"{date.title}. {when(lang(), date)}")
        paper.link_line(_links(date))
        if date.state is not EventState.ON:
            _off(chosen)
        elif is_active(date, house().desk.clock()):
            _areas(campaign, chosen, by)
        elif chosen.on:
            paper.notes(here("cleanups.on", areas=_named(chosen.on)))


def _links(date: Event) -> list[tuple[str, str]]:
    at, told = f"/e/{date.slug}", f"?lang={lang()}"
    return [
        (f"{at}{told}", here("cleanups.open_page")),
        (f"{at}/board{told}", here("rally.open_wall")),
        (f"/desk{told}&event={date.slug}&section=schedule", here("cleanups.open_schedule")),
    ]


def _off(chosen: CleanUp) -> None:
    """Say which areas went back, and how many are to be told."""
    date = chosen.event
    known = schedule.effect(house().desk, date.slug)
    paper.strong(here(f"cleanups.is_{date.state}"))
    if chosen.back:
        paper.notes(here("cleanups.went_back", n=len(chosen.back), areas=_named(chosen.back)))
    if known.by_name:
        paper.notes(here("cleanups.to_be_told", n=known.by_name))


def _areas(campaign: Event, chosen: CleanUp, by: str) -> None:
    free = cleanups.free(house().desk, campaign.slug)
    names = {area.id: area.title for area in (*chosen.on, *free)}
    if not names:
        paper.notes(here("cleanups.no_free"))
        return
    on = [area.id for area in chosen.on]
    # Named by what is on it: a browser goes on showing what was chosen in a field of that name.
    key = f"cleanup-areas-{chosen.event.slug}-{'-'.join(map(str, on))}"
    picked = st.multiselect(
        here("cleanups.areas"), list(names), default=on, key=key, format_func=names.__getitem__,
        placeholder=here("cleanups.areas_none"), width=680,
    )  # fmt: skip
    put = [number for number in picked if number not in on]
    take = [number for number in on if number not in picked]
    if st.button(here("cleanups.areas_save"), key="cleanup-areas-save", disabled=not (put or take)):
        _arrange(campaign, chosen, put, take, by)


def _arrange(campaign: Event, chosen: CleanUp, put: list[int], take: list[int], by: str) -> None:
    try:
        done = cleanups.arrange(
            house().desk, campaign.slug, chosen.event.slug, put=put, take=take, by=by
        ).result()
    except Refused as refused:
        paper.wrong(answers.sentence(refused.reasons[0]))
    except NotFound:
        answers.closed()
    else:
        if done.left:
            st.toast(here("cleanups.areas_left", n=len(done.left)))
        st.rerun()


def _named(areas: tuple[Area, ...]) -> str:
    return ", ".join(area.title for area in areas)
