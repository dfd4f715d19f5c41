"""The forecast page's first parts: the answer, and what each kind of promise adds to it."""

from dataclasses import dataclass
from datetime import timedelta
from html import escape

import streamlit as st

from turnout.desk import forecasting
from turnout.house import house
from turnout.model import Event, EventState, Role
from turnout.model.forecasting import FEWEST_FOR_A_RANGE, Forecast, Part, Range
from turnout.rules.expecting import told as rounded
from turnout.ui import paper
from turnout.ui.language import here, lang
from turnout.ui.pulse import Picture
from turnout.ui.visitor import Visitor
from turnout.words import number

THE_DAY_BEFORE = timedelta(days=1)
SURE, HARDLY = 0.95, 0.05  # beyond these, so many of ten cases would say all or none
# The ink of each part, the surest first; who has not promised is no part of the promise bar.
INKS = {
    "confirmed": "sure",
    "yes": "signal",
    "declared": "count",
    "maybe": "maybe",
    "still_to_come": "soft",
    "walk_ins": "deep",
}


@dataclass(frozen=True)
class Seen:
    """What the page is drawn from. told: None where nothing can be foretold, as `event` is over
    or off, or fewer have promised than a range is made of."""

    visitor: Visitor
    event: Event
    picture: Picture
    over: bool
    told: Forecast | None

    @property
    def by(self) -> str:
        """How the ledger names who looks, acting as organizer."""
        return self.visitor.by(self.event.slug, Role.ORGANIZER)


def of(visitor: Visitor, event: Event, picture: Picture) -> Seen:
    """Return what the page is drawn from, as it stands."""
    desk = house().desk
    over = event.is_over(desk.clock())
    if over or event.state is not EventState.ON:
        return Seen(visitor, event, picture, over, None)
    told = forecasting.forecast(desk, event.slug)
    return Seen(visitor, event, picture, over, told if told.heads >= FEWEST_FOR_A_RANGE else None)


def answer(seen: Seen) -> None:
    """Draw how many will come, and how sure that is; where it cannot be said, what to do next."""
    if seen.over:
        _turned_out(seen)
    elif seen.event.state is not EventState.ON:
        paper.strong(here("foretold.off"))
    elif seen.told is None:
        _too_few(seen)
    else:
        _expected(seen.event, seen.told)


def why(seen: Seen) -> None:
    """Draw what each kind of promise adds to the number expected."""
    if seen.told is None:
        return
    st.header(here("foretold.why"), anchor=False)
    parts = sorted(seen.told.parts, key=lambda part: list(INKS).index(part.name))
    parts = [part for part in parts if part.heads or round(part.expected)]
    most = max(part.expected for part in parts)
    st.html(f'<ul class="adds">{"".join(_part(part, most) for part in parts)}</ul>')
    paper.hint(here("foretold.why_note"))


def over_time(seen: Seen) -> None:
    """Draw the heading of commitments over time."""
    st.header(here("foretold.pace_past" if seen.over else "foretold.pace"), anchor=False)


def range_said(of: Range) -> str:
    """Return a range in words, its ends rounded outwards: "300 to 370"."""
    low, _, high = rounded(of.low80, of.median, of.high80)
    return here("foretold.range", low=low, high=high)


def _expected(event: Event, told: Forecast) -> None:
    figure = range_said(told.final)
    _large(figure, here("foretold.expect", range=figure))
    committed = range_said(told.committed)
    paper.strong(here("foretold.of_committed", n=told.heads, range=committed))
    paper.notes(*_how_sure(event, told))


def _large(figure: str, sentence: str) -> None:
    """Draw a sentence with its figure as the first thing seen."""
    before, _, after = sentence.partition(figure)
    st.html(
        f'<p class="promised expected">{escape(before)}<b>{escape(figure)}</b>{escape(after)}</p>'
    )


def _how_sure(event: Event, told: Forecast) -> list[str]:
    if told.guess:
        return [here("foretold.guess"), here("foretold.guess_next")]
    said = [here("foretold.four_in_five")]
    if told.guess_to_come:
        said.append(here("foretold.guess_to_come"))
    if told.chance_of_goal is not None:
        said.append(_chance(told.chance_of_goal, event.goal))
    return said


def _chance(chance: float, goal: int) -> str:
    if not HARDLY <= chance <= SURE:
        return here("foretold.goal_sure" if chance > SURE else "foretold.goal_hardly", goal=goal)
    return here("foretold.goal_chance", goal=goal, n=min(9, max(1, round(chance * 10))))


def _too_few(seen: Seen) -> None:
    heads = seen.picture["coming"] + seen.picture["maybe"]
    paper.strong(here("foretold.few" if heads else "foretold.none", n=heads))
    paper.notes(here("foretold.few_next", most=FEWEST_FOR_A_RANGE))
    where = {"event": seen.event.slug, "section": "leads", "lang": lang()}
    st.page_link("pages/desk.py", label=here("foretold.to_leads"), query_params=where)


def _turned_out(seen: Seen) -> None:
    """Draw how many came, beside what was expected the day before."""
    came, counted = seen.picture["came"], seen.picture["head_count"]
    st.header(here("foretold.over"), anchor=False)
    if came:
        _large(number(lang(), came["heads"]), here("foretold.came", n=came["heads"]))
        if came["walk_ins"]:
            paper.notes(here("foretold.came_walk_ins", n=came["walk_ins"]))
    if counted:
        paper.strong(here("foretold.counted", low=counted["low"], high=counted["high"]))
    if not (came or counted):
        paper.strong(here("foretold.nobody_counted"))
        paper.notes(here("foretold.nobody_counted_next"))
    _said_before(seen, counted["heads"] if counted else came["heads"] if came else None)
    where = {"event": seen.event.slug, "lang": lang()}
    st.page_link("pages/progress.py", label=here("foretold.to_progress"), query_params=where)


def _said_before(seen: Seen, came: int | None) -> None:
    then = seen.event.starts_at - THE_DAY_BEFORE
    told = forecasting.forecast(house().desk, seen.event.slug, then, by_lead=False)
    if told.heads < FEWEST_FOR_A_RANGE:
        return
    paper.notes(here("foretold.said_before", n=told.heads, range=range_said(told.final)))
    if came is not None:
        low, _, high = rounded(told.final.low80, told.final.median, told.final.high80)
        held = "more" if came > high else "held" if came >= low else "fewer"
        paper.notes(here(f"foretold.turned_{held}"))


def _part(part: Part, most: float) -> str:
    """Return one part as a line of words, and its bar below."""
    expected = round(part.expected)
    said = here(f"foretold.part_{part.name}", n=part.heads)
    wide = 100 * part.expected / most if most else 0
    return (
        f"<li><span>{escape(said)}</span> <b>{escape(here('foretold.about', n=expected))}</b>"
        f'<i class="{INKS[part.name]}" style="width: {wide:.1f}%" aria-hidden="true"></i></li>'
    )
