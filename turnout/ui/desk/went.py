"""How it went, for organizers: all together, lead by lead, and how the forecast turned out."""

from functools import partial

import streamlit as st

from turnout.desk import forecasting_track as tracking
from turnout.desk import scores
from turnout.desk.forecasting_track import Outcome
from turnout.formats import scores as said
from turnout.house import house
from turnout.model import Event, EventState, Role
from turnout.model.scores import LeadScore, Listed, Order, Score, Went
from turnout.rules import scores as rules
from turnout.ui import paper
from turnout.ui.language import here, lang
from turnout.ui.visitor import Visitor

_HEADS = ("promised", "confirmed", "came", "walk_ins", "first_timers", "before")


def section(visitor: Visitor, event: Event) -> None:
    """Draw the section."""
    by = visitor.by(event.slug, Role.ORGANIZER)
    went = scores.went(house().desk, event.slug, by)
    st.header(here("scores.title"), anchor=False)
    if went is None:
        off = event.state is not EventState.ON
        paper.notes(here("scores.off" if off else "scores.not_yet"))
        return
    first, *others = said.totals(lang(), went)
    paper.strong(first)
    if others:
        paper.notes(*others)
    if went.listed is Listed.NONE:
        paper.notes(here("scores.all_none_do"))
        paper.link_line([(f"/e/{event.slug}/door?lang={lang()}", here("scores.all_none_go"))])
    _leads(went, by)
    _forecast(event)


def _leads(went: Went, by: str) -> None:
    st.header(here("scores.leads"), anchor=False)
    if not went.leads:
        paper.notes(here("scores.leads_none"))
        return
    counted = went.listed is not Listed.NONE
    order = _order() if counted else Order.NAME
    rows = [_row(each, went) for each in _ordered(went, order)]
    if went.own != Score():
        rows.append((here("scores.own"), "", *said.cells(lang(), went.own, counted)))
    head = [here(f"scores.head_{name}") for name in ("lead", "kept", *_HEADS)]
    with st.container(key="went-table"):
        paper.table(here("scores.leads"), head, rows, words=2)
    st.download_button(
        here("scores.csv"), partial(_csv, went.event.slug, by), f"{went.event.slug}-scores.csv",
        "text/csv", key="went-csv", on_click="ignore",
    )  # fmt: skip


def _order() -> Order:
    """Draw what leads are put in order by; return what was chosen."""
    chosen = st.segmented_control(
        here("scores.order"),
        [each.value for each in Order],
        default=Order.NAME.value,
        key="went-order",
        format_func=lambda one: here(f"scores.order_{one}"),
        required=True,
    )
    paper.notes(here("scores.order_note"))
    return Order(chosen)


def _ordered(went: Went, order: Order) -> list[LeadScore]:
    known = {each.lead.id: each for each in went.leads}
    names = {number: _name(each) for number, each in known.items()}
    placed = rules.ranked({number: each.score for number, each in known.items()}, order, names)
    return [known[number] for number in placed]


def _row(each: LeadScore, went: Went) -> tuple[str, ...]:
    score = each.score
    word = rules.kept_word(score) if went.listed is Listed.FULL else ""
    kept = said.share(lang(), word, rules.is_few(score), score)
    counted = went.listed is not Listed.NONE
    return _name(each), kept, *said.cells(lang(), score, counted)


def _name(each: LeadScore) -> str:
    return each.lead.name or f"@{each.lead.handle}"


# No page is drawn for a download, so its guard is not asked: the scores ask for themselves.
def _csv(slug: str, by: str) -> str:
    went = scores.went(house().desk, slug, by)
    return said.as_csv(went) if went else ""


def _forecast(event: Event) -> None:
    st.header(here("scores.forecast"), anchor=False)
    own = tracking.turned_out(house().desk, event.slug)
    if own:
        paper.notes(*map(_outcome, own))
    else:
        paper.notes(here("scores.forecast_none"))
    held, of = tracking.covered(tracking.track(house().desk, event.slug))
    if of:
        paper.notes(here("scores.covered", n=of, held=held))
    if own and not event.quiet:
        paper.notes(here("scores.learned"))


def _outcome(one: Outcome) -> str:
    how = "held" if one.held else "fewer" if one.came < one.low else "more"
    return here(
        f"scores.forecast_{how}", n=one.days_before, low=one.low, high=one.high, came=one.came
    )
