"""The wall as a show: changed from a phone while it runs, and what it has to show."""

import secrets
from concurrent.futures import Future
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from zoneinfo import ZoneInfo

from turnout.desk import on_the_roll
from turnout.desk.acting import must_hold
from turnout.desk.desk import Desk
from turnout.desk.ledger import ON_THEIR_OWN, Entry, book, enter
from turnout.desk.rallies import found
from turnout.model import Count, Door, Event, Progress, Receipt, Role
from turnout.model.seeing import Audience, Part
from turnout.model.show import Scene, Show
from turnout.rules import show as rules
from turnout.rules.show import Wanted
from turnout.store import Reading, Transaction, changes, events, shows, standings
from turnout.store.times import read


@dataclass(frozen=True)
class Staged:
    """What an organizer's phone is told: what walls are to show, and which scene stands at `at`.

    seq: of the record that said so, 0 where nobody has; `show` is then what stands at first.
    """

    seq: int
    show: Show
    scene: Scene
    at: datetime


def staged(desk: Desk, slug: str, progress: Progress) -> Staged:
    """Return what walls are to show of the event `slug`, whose picture is `progress`."""
    now = desk.clock()
    with desk.store.reading() as look:
        event = found(look, slug)
        said = shows.newest(look, event.id)
        show = replace(said or rules.at_first(now), has=having(look, progress))
        seq = shows.newest_seq(look, event.id) if said else 0
    return Staged(seq, show, rules.standing(show, now), now)


def change(desk: Desk, slug: str, wanted: Wanted, *, by: str = "desk") -> Future[Receipt]:
    """Let walls show what is wanted from now on, over whatever stands by then: several phones may
    turn at one show, each at its own part of it.

    What changes nothing is no record. Raises Refused, NotFound, also where `by` is a link taken
    back.
    """

    def work(tx: Transaction) -> Receipt:
        must_hold(desk, tx, by, slug, Role.ORGANIZER)
        event, now = found(tx, slug), desk.clock()
        said = shows.newest(tx, event.id)
        # Which scenes have something is the walls' to know: a round begins where it stood.
        before = replace(said or rules.at_first(now), has=tuple(Scene))
        after = rules.changed(before, wanted, now)
        if said and replace(after, since=before.since) == before:
            coming = standings.total(tx, event.id)[2].coming
            return Receipt(shows.newest_seq(tx, event.id), "", coming, again=True)
        key = secrets.token_hex(20)
        entry = enter(tx, event.id, "show", Door.DESK, key, by, now)
        return Receipt(entry.seq, "", keep(tx, entry, after))

    return desk.store.write(work)


def keep(tx: Transaction, entry: Entry, show: Show | None) -> int:
    """Let `show` stand by `entry`, and screens learn of it; return people coming to the event."""
    shows.insert(tx, entry.seq, entry.event, show)
    return book(tx, entry, ON_THEIR_OWN, Count())


def on_walls(look: Reading, event: Event, progress: Progress) -> Show | None:
    """Return what walls are to show, with which scenes have something; None where nobody said."""
    said = shows.newest(look, event.id)
    return replace(said, has=having(look, progress)) if said else None


def having(look: Reading, progress: Progress) -> tuple[Scene, ...]:
    """Return the scenes that have something to show, in their order."""
    event = progress.event
    said = shows.newest(look, event.id)
    sees = partial(_sees, progress)
    has = {
        Scene.TOTAL: True,
        Scene.LEADERS: bool(progress.sites) or (bool(progress.leads) and sees(Part.LEADS)),
        Scene.CHALLENGES: bool(progress.challenges) and sees(Part.CHALLENGES),
        Scene.MAP: progress.areas is not None,
        Scene.PACE: _has_pace(look, event),
        Scene.JUST_IN: any(item.people for item in progress.just_in) and sees(Part.JUST_IN),
        Scene.ROLL: sees(Part.ROLL) and on_the_roll.anybody(look, event),
        Scene.STORIES: bool(progress.photos)
        or (not event.quiet and shows.has_stories(look, event.id)),
        Scene.MESSAGE: bool(said and said.message),
        Scene.VIDEO: progress.stream is not None,
    }
    return tuple(scene for scene in Scene if has.get(scene))


def _sees(progress: Progress, part: Part) -> bool:
    return progress.seen.may(part, Audience.WALL)


def _has_pace(look: Reading, event: Event) -> bool:
    """Return whether there is a line to draw: of one day there is none."""
    hours = changes.pace_reaches(look, events.family(look, event.id))
    days = {read(hour).astimezone(ZoneInfo(event.zone)).date() for hour in hours or ()}
    return len(days) > 1
