"""A lead's day after: what became of their promise, whom to thank, who was missed, what is next."""

from dataclasses import dataclass

from turnout.desk import rallies, scores
from turnout.desk.desk import Desk
from turnout.desk.pocket import Actor
from turnout.desk.stopping import Stops
from turnout.model import Event, HeadCount
from turnout.model.scores import Listed, Score, Went
from turnout.rules import scores as rules
from turnout.store import Reading, pocket, records

MOST_MISSED = 500  # as many as a pocket has people


@dataclass(frozen=True)
class Missed:
    """Somebody who had promised to come and was not there; lang: theirs, or empty."""

    person: int
    name: str
    lang: str


@dataclass(frozen=True)
class DayAfter:
    """What one lead is told when it is over. branch: of those they recruited, None where they
    recruited nobody; following: the next date of the campaign, or None."""

    event: Event
    listed: Listed
    score: Score
    branch: Score | None
    missed: tuple[Missed, ...]  # but who said stop
    head_count: HeadCount | None
    following: Event | None


def day_after(desk: Desk, who: Actor) -> DayAfter | None:
    """Return a lead's day after; None while the event is not over, or where it did not take
    place. Only who acts as that lead, or organizes, is to be shown it. Raises NotFound."""
    event = rallies.event(desk, who.event)
    went = scores.went(desk, who.event) if event.is_over(desk.clock()) else None
    if went is None:
        return None
    with desk.store.reading() as look:
        missed = scores.missed(look, event, who.lead, went.listed)[:MOST_MISSED]
        stops = Stops(desk, look)
        return DayAfter(
            event=event,
            listed=went.listed,
            score=went.lead(who.lead),
            branch=_branch(look, event, who.lead, went),
            missed=tuple(
                Missed(row["person"], row["name"], row["lang"])
                for row in missed
                if not stops.hold(row["person"], *_contacts(look, row["person"]))
            ),
            head_count=went.head_count,
            following=rallies.next_of(desk, event),
        )


def _contacts(look: Reading, person: int) -> list[str]:
    """Return where a person is reached."""
    return [row["value"] for row in records.contacts_of(look, person)]


def _branch(look: Reading, event: Event, lead: int, went: Went) -> Score | None:
    below = {row["id"] for row in pocket.branch(look, event.id, lead)}
    each = [one.score for one in went.leads if one.lead.id in below]
    return rules.added(each) if below else None
