"""All that updates of an event are made from, as one look has it; challenges beside it."""

from collections.abc import Iterator
from datetime import datetime

from turnout.desk import challenge_looks
from turnout.desk.showing import hides_names, is_shown
from turnout.model import Event, EventState
from turnout.model.areas import Step
from turnout.model.challenges import ChallengeState, Way
from turnout.rules.updates import FRESH, GATHERED_SINCE, Challenge, Cleaned, Raised, Seen
from turnout.store import Reading, happenings, leads, standings
from turnout.store import updates as rows
from turnout.store.times import read

MOST = 200  # newest steps of areas looked at: what is older is no news


def seen(look: Reading, event: Event, now: datetime) -> Seen:
    """Return what may be told of an event now; of a quiet one, and one that is off or over, that
    it tells nothing."""
    if event.quiet or event.state is not EventState.ON or event.is_over(now):
        return Seen(tells=False, zone=event.zone, starts_at=event.starts_at)
    shown, known = _shown(look, event), rows.known(look, event.id)
    return Seen(
        tells=True,
        zone=event.zone,
        starts_at=event.starts_at,
        goal=event.goal,
        coming=standings.total(look, event.id)[2].coming,
        raised=tuple(_raised(look, event, shown, known, now)),
        cleaned=tuple(_cleaned(look, event, shown)),
        challenges=tuple(_challenges(look, event, now)),
        known=frozenset(known),
    )


def _challenges(look: Reading, event: Event, now: datetime) -> Iterator[Challenge]:
    """Yield the challenges that run, or ended lately; who may not be named is in none."""
    for each in challenge_looks.standings(look, event, now, now - FRESH):
        made = each.challenge
        ended_at = {ChallengeState.MET: each.met_at, ChallengeState.MISSED: made.deadline}
        yield Challenge(
            id=made.id,
            state=each.state.value,
            measure=made.measure.value,
            target=made.target,
            done=max(0, each.done),
            deadline=made.deadline,
            made_at=made.made_at,
            at=ended_at.get(each.state) or made.made_at,
            by=made.by,
            whom=tuple(part.lead for part in each.takes_part if part.shown),
            each=made.way is Way.EACH,
        )


def _raised(
    look: Reading, event: Event, shown: set[int], known: set[str], now: datetime
) -> Iterator[Raised]:
    """Yield the goals that stand and were raised lately: the event's, and shown leads'; without
    what another date of the series has told of already, at the same figure."""
    since = now - max(FRESH, GATHERED_SINCE)
    found = rows.raised(look, event.id, since)
    told = rows.raised_by_dates(look, event.id, since) if found and event.parent else set()
    for row in found:
        is_told = (row["people"], row["user"], row["host"]) in told
        if is_told and f"goal:{row['seq']}" not in known:
            continue
        if row["lead"] == 0 or row["lead"] in shown:
            yield Raised(row["seq"], read(row["at"]), row["lead"], row["people"])


def _cleaned(look: Reading, event: Event, shown: set[int]) -> Iterator[Cleaned]:
    for row in happenings.of_areas(look, event.id, MOST):
        if row["step"] == Step.CLEAN:
            lead = row["lead"] if row["lead"] in shown else 0
            yield Cleaned(row["seq"], read(row["at"]), row["area"], row["title"], lead)


def _shown(look: Reading, event: Event) -> set[int]:
    hidden = hides_names(event)
    return {row["id"] for row in leads.of_event(look, event.id) if is_shown(row, hidden)}
