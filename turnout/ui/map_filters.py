"""The legend that counts, which is also the filter; and the filters by date, steward, mine."""

from collections.abc import Iterable

import streamlit as st

from turnout.desk import atlas
from turnout.desk.areas import Doer
from turnout.house import house
from turnout.model.areas import AreaState
from turnout.rules import map_filters
from turnout.rules.map_filters import ORDER, Wanted
from turnout.ui.language import here, lang
from turnout.ui.map_seen import Seen
from turnout.words import day

ALL, NONE = "", "-"  # the second is no slug, and no handle


def wanted(seen: Seen, doer: Doer) -> Wanted:
    """Return which areas the visitor wants to see; draw what they choose it by."""
    with st.container(key="map-filters", horizontal=True, vertical_alignment="center"):
        states = _states(seen)
        with st.popover(here("mapwork.filtered" if _is_filtered() else "mapwork.filter")):
            date = _one_of("date", seen.dates, _dated(seen))
            handles = sorted({each.handle for each in seen.areas.values() if each.handle})
            steward = _one_of("steward", handles, {handle: f"@{handle}" for handle in handles})
            mine = _mine(doer)
    return Wanted(states or frozenset(ORDER), date, steward, mine)


def _is_filtered() -> bool:
    """Return whether what is in the popover hides anything: closed, it must say so."""
    return any(st.session_state.get(f"map-{name}") for name in ("by-date", "by-steward", "mine"))


def _states(seen: Seen) -> frozenset[AreaState]:
    counts = map_filters.counts(seen.areas.values())
    chosen = st.pills(
        here("map.filter"),
        [state.value for state in ORDER],
        selection_mode="multi",
        key="map-states",
        label_visibility="collapsed",
        format_func=lambda name: here(f"map.count_{name}", n=counts[AreaState(name)]),
    )
    return frozenset(map(AreaState, chosen or ()))


def _one_of(name: str, values: Iterable[str], labels: dict[str, str]) -> str | None:
    """Return the chosen one of `values`, "" for all, None for those without."""
    known = list(values)
    if not known:
        return ALL
    chosen = st.selectbox(
        here(f"mapwork.by_{name}"),
        [ALL, *known, NONE],
        key=f"map-by-{name}",
        format_func=lambda value: labels[value] if value in labels
        else here(f"mapwork.{name}_{'none' if value == NONE else 'all'}"),
    )  # fmt: skip
    return None if chosen == NONE else chosen


def _dated(seen: Seen) -> dict[str, str]:
    return {
        slug: day(lang(), date.event.starts_at, date.event.zone)
        for slug, date in seen.dates.items()
    }


def _mine(doer: Doer) -> frozenset[int] | None:
    if not doer.lead or not st.checkbox(here("map.only_mine"), key="map-mine"):
        return None
    return frozenset(atlas.looked_after(house().desk, doer.map, doer.lead))
