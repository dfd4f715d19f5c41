"""A campaign as a whole, and which of its numbers are told: what one page hides, no other page
of the same campaign gives away."""

from collections.abc import Iterator
from dataclasses import dataclass

from turnout.desk import looks
from turnout.desk.rallies import found
from turnout.formats.report import HEADS, PARTS, Attended, Line, Told
from turnout.model import Came, Count, Event, Progress
from turnout.rules import disclosure
from turnout.rules.disclosure import Cell, Sum
from turnout.store import Reading, changes, events, scores


@dataclass(frozen=True)
class Branch:
    """One event of a family, its own live picture, and the doors it and its sites came by.

    doors: commitments and heads; totals: heads by count, by the door of the leads' totals.
    first_timers: persons, each at the site that they first came to; None where nothing can tell.
    """

    progress: Progress
    doors: dict[str, tuple[int, int]]
    totals: dict[str, int]
    first_timers: int | None
    children: tuple["Branch", ...]

    @property
    def slug(self) -> str:
        return self.progress.event.slug


class Family:
    """An event that is no site, with all below it, and which of their numbers are told."""

    def __init__(self, look: Reading, root: Event) -> None:
        self.branches: dict[str, Branch] = {}
        self.values: dict[Cell, int] = {}
        sums: list[Sum] = []
        _grow(look, root, self.branches)
        for branch in self.branches.values():
            self.values.update(_values(branch))
            sums.extend(_sums(branch))
        self._hidden = disclosure.hidden(self.values, sums)

    def tell(self, slug: str, what: str) -> int | None:
        """Return a number of an event, None where it is not told."""
        return None if (slug, what) in self._hidden else self.values[slug, what]

    def told(self, branch: Branch) -> Told:
        return Told(**{name: self.tell(branch.slug, name) for name in HEADS})

    def line(self, branch: Branch) -> Line:
        progress = branch.progress
        return Line(
            progress.event, self.told(branch), progress.seq, progress.at, self._attended(branch)
        )

    def _attended(self, branch: Branch) -> Attended | None:
        came, counted = branch.progress.came, branch.progress.head_count
        if came is None and counted is None:
            return None
        heads, walk_ins = (self.tell(branch.slug, what) for what in ("came", "walk_ins"))
        firsts = None if branch.first_timers is None else self.tell(branch.slug, "first_timers")
        return Attended(heads, walk_ins, counted, firsts)


def _grow(look: Reading, event: Event, into: dict[str, Branch]) -> Branch:
    """Put `event` and all below it into `into`, and return its branch."""
    progress = looks.progress_in(look, event)
    children = tuple(_grow(look, found(look, site.event), into) for site in progress.sites)
    family = events.family(look, event.id)
    doors = {row[0]: (row[1], row[2]) for row in changes.doors(look, family)}
    totals = looks.by_count(look, family)
    firsts = _first_timers(look, event, children) if progress.came else None
    into[event.slug] = branch = Branch(progress, doors, totals, firsts, children)
    return branch


def _first_timers(look: Reading, event: Event, children: tuple[Branch, ...]) -> int | None:
    """Return how many came for the first time, at an event itself and at its sites."""
    if event.quiet or not scores.any_came_before(look, events.family(look, event.id)):
        return None
    own = len(scores.first_timers(look, [event.id]))
    return own + sum(site.first_timers or 0 for site in children)


def heads(count: Count) -> dict[str, int]:
    """Return the five numbers by name."""
    return {name: getattr(count, name) for name in HEADS}


def _numbers(branch: Branch) -> dict[str, int]:
    """Return the numbers that a parent's are the sum of, by what they count."""
    doors = {f"door:{door}": people for door, (_, people) in branch.doors.items()}
    totals = {f"door:{door}": people for door, people in branch.totals.items()}
    came = branch.progress.came or Came()
    attended = {"came": came.heads, "checked": came.checked, "walk_ins": came.walk_ins}
    # Others: what a reader gets by taking those who came for the first time from those checked in.
    firsts = branch.first_timers or 0
    again = {"first_timers": firsts, "others": came.checked - firsts}
    return {**heads(branch.progress.count), **doors, **totals, **attended, **again}


def _values(branch: Branch) -> Iterator[tuple[Cell, int]]:
    """Yield every number of an event: its total, what of it was promised to no site, its rows."""
    total, progress = _numbers(branch), branch.progress
    yield from (((branch.slug, what), people) for what, people in total.items())
    for what, people in total.items():
        of_sites = sum(_numbers(site).get(what, 0) for site in branch.children)
        yield (_direct(branch), what), people - of_sites
    yield (branch.slug, "own"), progress.own.coming
    yield (branch.slug, "unnamed"), progress.unnamed.coming
    for at, lead in enumerate(progress.leads):
        yield (branch.slug, f"lead:{at}"), lead.count.coming


def _sums(branch: Branch) -> Iterator[Sum]:
    """Yield what of an event's numbers adds up to what."""
    columns = _numbers(branch)
    doors = [f"door:{door}" for door in branch.doors]
    totals = tuple(f"door:{door}" for door in branch.totals)
    rows = [f"lead:{at}" for at in range(len(branch.progress.leads))]
    for owner in {branch.slug, _direct(branch)}:
        yield _sum(owner, "coming", PARTS, neighbours=True)
        yield _sum(owner, "coming", (*doors, "by_count"))
        yield _sum(owner, "by_count", totals)
        yield _sum(owner, "came", ("checked", "walk_ins"))
        yield _sum(owner, "checked", ("first_timers", "others"))
    yield Sum((_direct(branch), "coming"), _cells(branch.slug, ("own", "unnamed", *rows)))
    for what in columns if branch.children else ():
        of_sites = [(each.slug, what) for each in branch.children if what in _numbers(each)]
        yield Sum((branch.slug, what), ((_direct(branch), what), *of_sites))


def _sum(owner: str, total: str, parts: tuple[str, ...], neighbours: bool = False) -> Sum:
    return Sum((owner, total), _cells(owner, parts), neighbours)


def _cells(owner: str, parts: tuple[str, ...]) -> tuple[Cell, ...]:
    return tuple((owner, part) for part in parts)


def _direct(branch: Branch) -> str:
    """Return the owner of what an event has beyond its sites: itself, where it has none."""
    return f"{branch.slug}/" if branch.children else branch.slug
