"""How many will come: the forecast of an event, or of a campaign from its sites.

All of it is made from one look at the store, and kept in memory by what it was made from. Nothing
here is called where a count waits to be shown (`foreseeing` does that beside it).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from turnout.desk import pasts
from turnout.desk.desk import Desk
from turnout.desk.forecast_history import History, seen
from turnout.desk.forecast_history import history as known_past
from turnout.desk.rallies import found
from turnout.model import Event, Lead
from turnout.model.attendance import Came
from turnout.model.forecasting import Assumptions, Changes, Forecast, LeadForecast, Moves
from turnout.rules.contact import Handle
from turnout.rules.forecast import explain as explaining
from turnout.rules.forecast.counted import with_came
from turnout.rules.forecast.fit import Fit, fit
from turnout.rules.forecast.predict import predict
from turnout.rules.forecast.promises import DAY_SECONDS, declared, named
from turnout.rules.forecast.rows import Rows, joined
from turnout.rules.forecast.sites import together
from turnout.store import Reading, events, forecasts, leads, standings
from turnout.store.times import written

WHOLE_DAYS_FROM = 2.0  # before, a day more or less changes little; then each eighth of one counts
EIGHTHS = 8


@dataclass(frozen=True)
class Part:
    """One event's promises by themselves, and what is taken from the past for its day."""

    event: Event
    rows: Rows
    fit: Fit
    seq: int


@dataclass(frozen=True)
class Stand:
    """All that a forecast of `event` is made from: its own part, then those of its sites.

    key: what it was all made from; the same key is the same forecast. seq: of the event's total.
    came: who is in already; nobody in a look back.
    """

    event: Event
    parts: tuple[Part, ...]
    history: History
    key: tuple[object, ...]
    seq: int
    came: Came


@dataclass(frozen=True)
class Learned:
    """A past event that forecasts learn from. typed_in: by a table, of record -`number`."""

    number: int
    title: str
    day: date
    typed_in: bool


def forecast(
    desk: Desk, slug: str, as_of: datetime | None = None, *, by_lead: bool = True
) -> Forecast:
    """Return how many will come to an event, or to a campaign's sites together.

    as_of: as it stood then, by what had been recorded; nothing later is seen. by_lead: also for
    each lead, by the number under which `leads_of` has them. Raises NotFound.
    """
    return told(desk, slug, as_of, by_lead=by_lead)[1]


def told(
    desk: Desk, slug: str, as_of: datetime | None = None, *, by_lead: bool = True
) -> tuple[Stand, Forecast]:
    """Return `forecast` with what it was made from."""
    with desk.foreseen.lock:
        stand = standing(desk, slug, as_of)
        made = desk.foreseen.told.get((stand.key, by_lead), lambda: _made(stand, by_lead))
        return stand, made


def what_if(desk: Desk, slug: str, changes: Changes) -> Forecast:
    """Return the forecast as if `changes` had happened; nothing is stored. Raises NotFound."""
    with desk.foreseen.lock:
        stand = standing(desk, slug)
        shared = _shared([part.rows.heads for part in stand.parts], changes)
        each = [
            explaining.what_if(part.fit, part.rows, change, part.event.goal or None)
            for part, change in zip(stand.parts, shared, strict=True)
        ]
        goal = stand.event.goal or None
        return with_came(each[0] if len(each) == 1 else together(each, goal), stand.came, goal)


def explain(desk: Desk, slug: str, target: int) -> Moves:
    """Return what would bring the median to `target` people, one thing at a time, and the leads
    with most to gain. Raises NotFound."""
    with desk.foreseen.lock:
        stand = standing(desk, slug)
        moves = explaining.what_moves(stand.parts[0].fit, _all_rows(stand), target)
        return replace(moves, now=forecast(desk, slug, by_lead=False).final.median)


def of_leads(desk: Desk, slug: str) -> dict[str, LeadForecast]:
    """Return what to expect of each lead who has promised anything, by handle. Raises NotFound."""
    each, known = forecast(desk, slug).by_lead, leads_of(desk, slug)
    return {known[number].handle: each[number] for number in each if number in known}


def leads_of(desk: Desk, slug: str) -> Mapping[int, Lead]:
    """Return the leads of an event and its sites by the number that forecasts have for them.
    Raises NotFound."""
    with desk.store.reading() as look:
        event = found(look, slug)
        return {
            known: _lead(look, event.slug, lead)
            for each in reversed(events.family(look, event.id))
            for lead, known in forecasts.leads_of(look, each).items()
        }


def history(desk: Desk, slug: str) -> list[Learned]:
    """Return the past events that forecasts of `slug` learn from, newest first. Raises NotFound."""
    with desk.store.reading() as look:
        known = known_past(look, found(look, slug), desk.clock()).known
    return [
        Learned(each.number, each.title, each.day, each.table is not None)
        for each in reversed(known)
    ]


def standing(desk: Desk, slug: str, as_of: datetime | None = None) -> Stand:
    """Return what a forecast of `slug` is made from, as one look has it. Raises NotFound.

    To be called, and what it returns to be used, with `desk.foreseen.lock` held.
    """
    now = as_of or desk.clock()
    until = written(as_of) if as_of else forecasts.NEVER
    with desk.store.reading() as look:
        event = found(look, slug)
        past = known_past(look, event, now, until, desk.foreseen.taught)
        parts = tuple(
            _part(desk, look, each, past, now, until) for each in _with_sites(look, event)
        )
        seq = standings.total(look, event.id)[0]
        came = Came() if as_of else standings.came(look, event.id)
    made_from = tuple((part.event, part.seq, part.fit.days) for part in parts)
    assumed = tuple(part.fit.assumptions for part in parts)
    return Stand(event, parts, past, (slug, as_of, made_from, past.version, assumed), seq, came)


def learning(desk: Desk, look: Reading, slug: str) -> tuple[History, Assumptions]:
    """Return what forecasts of `slug` learn from, and what they take for granted.

    Raises NotFound.
    """
    event = found(look, slug)
    assumed = pasts.as_assumptions(pasts.assumed(look, event))
    return known_past(look, event, desk.clock(), kept=desk.foreseen.taught), assumed


def fitted(desk: Desk, look: Reading, past: History, days: float, taken: Assumptions) -> Fit:
    """Return what `past` taught, as seen so many days before; to be called with the lock held."""
    return desk.foreseen.fits.get(
        (past.version, days, taken), lambda: _fit(look, past, days, taken)
    )


def moment_of(days: float) -> float:
    """Return for which moment so many days before an event is taken, that a fit serves a while."""
    if days >= WHOLE_DAYS_FROM:
        return float(round(days))
    return max(0, int(days * EIGHTHS)) / EIGHTHS


def _made(stand: Stand, by_lead: bool) -> Forecast:
    return with_came(_of_promises(stand, by_lead), stand.came, stand.event.goal or None)


def _of_promises(stand: Stand, by_lead: bool) -> Forecast:
    goal = stand.event.goal or None
    alone = len(stand.parts) == 1
    each = [
        predict(part.fit, part.rows, part.event.goal or None, by_lead=by_lead and alone)
        for part in stand.parts
    ]
    if alone:
        return each[0]
    whole = together(each, goal)
    if not by_lead:
        return whole
    of_all = predict(stand.parts[0].fit, _all_rows(stand), goal)
    return replace(whole, by_lead=of_all.by_lead, track=of_all.track)


def _part(
    desk: Desk, look: Reading, event: Event, past: History, now: datetime, until: str
) -> Part:  # fmt: skip
    days = moment_of((event.starts_at - now).total_seconds() / DAY_SECONDS)
    taken = pasts.as_assumptions(pasts.assumed(look, event, until))
    taught = fitted(desk, look, past, days, taken)
    seq = standings.total(look, event.id)[0]
    if until == forecasts.NEVER:
        return Part(event, desk.foreseen.book(event.id).at(look, event), taught, seq)
    return Part(event, _as_of(look, event, until), taught, seq)


def _fit(look: Reading, past: History, days: float, taken: Assumptions) -> Fit:
    # "Can't make it" is a tap here, and was when past events of this store were ahead.
    return fit(seen(look, past, days), days, withdrawals_known=True, assumptions=taken)


def _as_of(look: Reading, event: Event, until: str) -> Rows:
    known = forecasts.leads_of(look, event.id)
    names = named(forecasts.said(look, event.id, until), event.starts_at, known)
    counts = forecasts.declared(look, event.id, until)
    return joined([names, declared(counts, event.starts_at, known, names)])


def _with_sites(look: Reading, event: Event) -> list[Event]:
    """Return `event`, and the sites below it that have promises or are still ahead of any."""
    below = [events.by_id(look, each) for each in events.family(look, event.id)[1:]]
    return [event, *below]


def _all_rows(stand: Stand) -> Rows:
    if len(stand.parts) == 1:
        return stand.parts[0].rows
    return joined([part.rows for part in stand.parts])


def _shared(heads: Sequence[float], changes: Changes) -> list[Changes]:
    """Return `changes` shared out among sites by their heads; what is left over goes to the
    first."""
    whole = sum(heads)
    shares = [each / whole if whole else float(place == 0) for place, each in enumerate(heads)]
    asked = changes.__dict__
    parts = [{name: int(n * share) for name, n in asked.items()} for share in shares]
    for name, n in asked.items():
        parts[0][name] += n - sum(part[name] for part in parts)
    return [Changes(**part) for part in parts]


def _lead(look: Reading, slug: str, number: int) -> Lead:
    row = leads.one(look, number)
    return Lead(number, slug, row["name"], str(Handle(row["user"], row["host"])), 0)
