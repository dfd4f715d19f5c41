"""Promises kept: what each lead promised when an event began, and who came with them.

Everything is measured against what stood at the start. A goal that was honestly lowered before is
in no ratio and no order: who says in time that it will be fewer loses nothing by it.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from turnout.model import Status
from turnout.model.scores import Listed, Order, Score

Who = TypeVar("Who", bound=Hashable)

OWN = 0  # the lead of people on their own
# A door that looked at fewer was tried out, and not staffed: it says nothing of who stayed away.
LEAST_CHECKED, LEAST_SHARE = 3, 0.05
FEW = 20  # heads; a percentage of fewer says more than anybody knows
# The least share of a promise, and its word; as far apart as people hear them apart.
SHARES = ((1.0, "all"), (0.85, "nearly_all"), (0.6, "most"), (0.4, "half"))
WORDS = ("none", "some", "half", "most", "nearly_all", "all")
COMING = (Status.YES, Status.CONFIRMED)


@dataclass(frozen=True)
class Word:
    """What stood of one person when the event began."""

    person: int
    lead: int
    party: int
    status: Status
    withdrawn: bool = False

    @property
    def promises(self) -> bool:
        return self.status in COMING and not self.withdrawn


@dataclass(frozen=True)
class There:
    """A party that came; person None: walk-ins, whom nobody had named."""

    person: int | None
    lead: int
    came: int


@dataclass(frozen=True)
class Site:
    """One event: words and totals (declared, by lead) as it began, and who was there."""

    words: Sequence[Word] = ()
    declared: Mapping[int, int] = field(default_factory=dict)
    there: Sequence[There] = ()


def listed(came: int, promised: int, counted: int = 0) -> Listed:
    """Return how far a list of `came` heads can be trusted; counted: how many there were at the
    least, where the crowd was counted as a whole."""
    if not came:
        return Listed.NONE
    if counted > came:  # surely not everybody was written down
        return Listed.PARTLY
    least = max(min(LEAST_CHECKED, promised), LEAST_SHARE * promised)
    return Listed.FULL if came >= least else Listed.PARTLY


def together_listed(sites: Iterable[Listed | None]) -> Listed:
    """Return how far the lists of all sites can be trusted; None of one has nothing to say."""
    told = {each for each in sites if each}
    return told.pop() if len(told) == 1 else Listed.PARTLY if told else Listed.NONE


def missed(promised: Iterable[int], there: Set[int]) -> list[int]:
    """Return who of `promised` was not `there`, in their order; nobody where no list was kept:
    then who came cannot be told from who stayed away."""
    return [person for person in promised if person not in there] if there else []


def together(sites: Sequence[Site], firsts: Set[int] | None) -> Score:
    """Return the score of all sites: a person once, at whichever of them.

    firsts: who came for the first time ever; None where nothing can tell.
    """
    return _summed(sites, firsts, lambda _: OWN).get(OWN, _nobody(firsts))


def by_lead(sites: Sequence[Site], firsts: Set[int] | None) -> dict[int, Score]:
    """Return the score of each lead who promised or brought anybody: a person once with each."""
    return _summed(sites, firsts, lambda lead: lead)


def added(scores: Iterable[Score]) -> Score:
    """Return what several leads promised and brought, as it adds up."""
    each = list(scores)
    return Score(
        *(sum(getattr(one, name) for one in each)
          for name in ("promised", "confirmed", "checked", "walk_ins"))
    )  # fmt: skip


def kept_word(score: Score) -> str:
    """Return how a promise was kept as one of WORDS; "unpromised" where none was made and people
    came, "" where nobody promised nor came."""
    if score.kept is None:
        return "unpromised" if score.came else ""
    for least, word in SHARES:
        if score.kept >= least:
            return word
    return "some" if score.came else "none"


def is_few(score: Score) -> bool:
    """Return whether a promise is so small that its share is told in words only."""
    return score.promised < FEW


def ranked(scores: Mapping[Who, Score], order: Order, names: Mapping[Who, str]) -> list[Who]:
    """Return the leads in `order`, those who stand alike by name.

    By kept promises small and large stand alike, by the word and not by the percent.
    """
    return sorted(scores, key=lambda who: (-place(scores[who], order), names[who].casefold()))


def place(score: Score, order: Order) -> float:
    """Return what an order looks at; more comes first."""
    if order is Order.KEPT:
        word = kept_word(score)
        # Who took all of it back in time stands no lower than who kept nothing of it.
        return len(WORDS) if word == "unpromised" else WORDS.index(word or "none")
    if order is Order.GROWN:
        return float("-inf") if score.grown is None else score.grown
    if order is Order.FIRST_TIMERS:
        return score.first_timers or 0
    return 0


def _nobody(firsts: Set[int] | None) -> Score:
    return Score(first_timers=None if firsts is None else 0)


def _summed(
    sites: Sequence[Site], firsts: Set[int] | None, of: Callable[[int], int]
) -> dict[int, Score]:
    found: dict[int, Counter[str]] = {}

    def add(lead: int, **more: int) -> None:
        found.setdefault(lead, Counter()).update(more)

    for (lead, _), words in _grouped(_promises(sites), of):
        heads = max(word.party for word in words)
        sure = max((w.party for w in words if w.status is Status.CONFIRMED), default=0)
        add(lead, promised=heads, confirmed=sure)
    for site in sites:
        for lead, people in _beyond(site):
            add(of(lead), promised=people)
    for (lead, person), parties in _grouped((p for s in sites for p in s.there if p.came), of):
        if person is None:
            add(lead, walk_ins=sum(party.came for party in parties))
            continue
        first = {"first_timers": 1} if firsts and person in firsts else {}
        add(lead, checked=max(party.came for party in parties), **first)
    return {lead: replace(_nobody(firsts), **heads) for lead, heads in found.items()}


def _promises(sites: Sequence[Site]) -> Iterator[Word]:
    return (word for site in sites for word in site.words if word.promises)


def _grouped(
    rows: Iterable[Any], of: Callable[[int], int]
) -> Iterable[tuple[tuple[int, int | None], list[Any]]]:
    groups: dict[tuple[int, int | None], list[Any]] = {}
    for row in rows:
        groups.setdefault((of(row.lead), row.person), []).append(row)
    return groups.items()


def _beyond(site: Site) -> Iterator[tuple[int, int]]:
    """Yield the heads that each lead declared beyond the people named."""
    named: dict[int, int] = {}
    for word in _promises([site]):
        named[word.lead] = named.get(word.lead, 0) + word.party
    for lead, people in site.declared.items():
        if people > named.get(lead, 0):
            yield lead, people - named.get(lead, 0)
