"""What would move the forecast, and what if: asked and answered, and nothing of it is stored."""

from collections.abc import Sequence

import streamlit as st

from turnout.desk import forecasting
from turnout.house import house
from turnout.model.forecasting import Changes, Forecast, LeadGain
from turnout.rules.rallies import MOST_GOAL
from turnout.ui import paper
from turnout.ui.forecast import Seen, range_said
from turnout.ui.language import here, lang
from turnout.words import number

WAYS = ("confirm_maybes", "confirm_yeses", "new_yeses")
LEAST_NEW, MOST_NEW = 100, 5_000  # as far as the slider for new people reaches


def target(seen: Seen) -> None:
    """Draw the question how to get to a number, and each way there."""
    st.header(here("foretold.move"), anchor=False)
    asked = st.number_input(
        here("foretold.target"), 1, MOST_GOAL, _first_target(seen), key=f"target-{seen.event.slug}"
    )
    moves = forecasting.explain(house().desk, seen.event.slug, int(asked))
    if moves.now >= moves.target:
        paper.strong(here("foretold.there", n=moves.target))
        return
    can = {way: heads for way in WAYS if (heads := getattr(moves, way))}
    paper.strong(here("foretold.to_expect" if can else "foretold.out_of_reach", n=moves.target))
    ways = [here(f"foretold.{way}", n=heads) for way, heads in can.items()]
    never = [here(f"foretold.{way}_never") for way in WAYS if getattr(moves, way) is None]
    if ways or never:
        paper.notes(*ways, *never)
    if moves.leads:
        _gains(seen, moves.leads)


def what_if(seen: Seen, told: Forecast) -> None:
    """Draw sliders for what might happen, and what would be expected then."""
    st.header(here("foretold.what_if"), anchor=False)
    paper.hint(here("foretold.what_if_note"))
    heads = {part.name: part.heads for part in told.parts}
    reach = {
        "confirm_maybes": heads.get("maybe", 0),
        "confirm_yeses": heads.get("yes", 0),
        "new_yeses": min(MOST_NEW, max(LEAST_NEW, seen.event.goal)),
        "cancel_yeses": heads.get("yes", 0),
    }
    supposed = {way: _slider(seen, way, most) for way, most in reach.items() if most}
    if not any(supposed.values()):
        paper.notes(here("foretold.what_if_none"))
        return
    then = forecasting.what_if(house().desk, seen.event.slug, Changes(**supposed))
    now, later = range_said(told.final), range_said(then.final)
    paper.strong(here("foretold.then", range=later, now=now))
    keys = [_key(seen, way) for way in supposed]
    st.button(here("foretold.reset"), key="whatif-reset", on_click=_reset, args=(keys,))


def _first_target(seen: Seen) -> int:
    """Return what is asked for first: the goal; where there is none, a little more than is
    expected."""
    high = seen.told.final.high80 if seen.told else 1
    return min(MOST_GOAL, seen.event.goal or max(1, high))


def _gains(seen: Seen, gains: Sequence[LeadGain]) -> None:
    """Draw the leads whose people, confirmed, would add most."""
    known = forecasting.leads_of(house().desk, seen.event.slug)
    rows = [_gain(known[of.lead].name or f"@{known[of.lead].handle}", of)
            for of in gains if of.lead in known]  # fmt: skip
    if not rows:
        return
    st.subheader(here("foretold.gains"), anchor=False)
    paper.hint(here("foretold.gains_note"))
    head = [here(f"foretold.{of}") for of in ("lead", "maybes", "yeses", "gain")]
    paper.table(here("foretold.gains"), head, rows)


def _gain(name: str, of: LeadGain) -> tuple[str, ...]:
    gained = here("foretold.about", n=max(1, round(of.gain)))
    return name, number(lang(), of.maybes), number(lang(), of.yeses), gained


def _slider(seen: Seen, way: str, most: int) -> int:
    key = _key(seen, way)
    # What was supposed may be more than there is by now.
    st.session_state[key] = min(st.session_state.get(key, 0), most)
    return int(st.slider(here(f"foretold.slide_{way}"), 0, most, key=key))


def _key(seen: Seen, way: str) -> str:
    return f"whatif-{seen.event.slug}-{way}"


def _reset(keys: Sequence[str]) -> None:
    for key in keys:
        st.session_state[key] = 0
