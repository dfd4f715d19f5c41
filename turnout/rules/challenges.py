"""What counts for a challenge: what may be asked of whom, how far it is, what waits for a look."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from functools import reduce
from typing import TypeVar

from turnout.errors import Refused
from turnout.model.challenges import (
    Answer,
    Challenge,
    ChallengeState,
    Gained,
    Measure,
    Way,
)

MOST_TEXT = 140  # letters: a line, read from the back of a hall
MOST_ASKED = 50  # leads by name; more is everybody
MOST_RUNNING = 12  # of an event, as many as screens show
MOST_OF_ONE = 3  # that one lead has running: the fourth is noise
MOST_A_DAY = 9  # that one lead makes, also of those they called off: each is told on every screen
A_DAY = timedelta(hours=24)
LEAST_AHEAD = timedelta(minutes=1)
# A phone without signal tells late of what was said in time.
LATE = timedelta(hours=1)
AT_ONCE = timedelta(minutes=10)  # within these, a total that goes up step by step went up at once
LEAST_JUMP = 10  # heads at once that nobody looks twice at, however small the target

Moment = TypeVar("Moment")
Who = tuple[int, int]  # an event and a lead, 0 for people on their own


def is_jump(challenge: Challenge, more: Gained) -> bool:
    """Return whether one record gains so much that somebody looks before it counts."""
    return weight(challenge, more) > max(LEAST_JUMP, challenge.target / 2)


def weight(challenge: Challenge, more: Gained) -> int:
    """Return what a change would count for a challenge, in heads or areas."""
    certain = _certain(challenge.measure, more)
    declared = more.declared if challenge.measure is Measure.HEADS else 0
    return certain + min(challenge.declared_most, max(0, declared))


def plus(one: Gained, more: Gained) -> Gained:
    """Return both together; what stood before is of whichever says so."""
    return Gained(
        one.named + more.named,
        one.confirmed + more.confirmed,
        one.declared + more.declared,
        one.areas + more.areas,
        more.stood_named or one.stood_named,
        more.stood_declared or one.stood_declared,
    )


def minus(one: Gained, less: Gained) -> Gained:
    """Return `one` without what `less` changed."""
    return replace(
        one,
        named=one.named - less.named,
        confirmed=one.confirmed - less.confirmed,
        declared=one.declared - less.declared,
        areas=one.areas - less.areas,
    )


class Score:
    """How far a challenge is, as one change after the other is added."""

    def __init__(self, challenge: Challenge, takes_part: Collection[int]) -> None:
        """takes_part: leads; of a challenge to everybody nobody is asked for."""
        self._challenge = challenge
        self._takes_part = takes_part
        self._gained: dict[Who, Gained] = {}
        self._certain = 0
        self._declared = 0

    def add(self, who: Who, more: Gained) -> None:
        """Count a change of who takes part; of others it counts for nothing."""
        if not self._challenge.everybody and who[1] not in self._takes_part:
            return
        measure, before = self._challenge.measure, self._gained.get(who)
        self._gained[who] = now = plus(before, more) if before else more
        self._certain += _certain(measure, more)
        if measure is Measure.HEADS:
            was = _by_count(measure, before) if before else 0
            self._declared += _by_count(measure, now) - was

    @property
    def done(self) -> int:
        """Heads or areas; of EACH, of whoever has furthest to go."""
        if self._challenge.way is Way.EACH:
            return min((self.of(lead) for lead in self._takes_part), default=0)
        return self._certain + min(self._challenge.declared_most, self._declared)

    def of(self, lead: int) -> int:
        """Return what one lead has done alone."""
        measure, most = self._challenge.measure, self._challenge.declared_most
        return sum(
            _certain(measure, each) + min(most, _by_count(measure, each))
            for who, each in self._gained.items()
            if who[1] == lead
        )

    @property
    def met(self) -> bool:
        return self.done >= self._challenge.target


def score(
    challenge: Challenge, takes_part: Collection[int], tallies: Mapping[Who, Gained],
    jumps: Iterable[Mapping[Who, Gained]],
) -> Score:  # fmt: skip
    """Return how far a challenge is. tallies: all that each gained; jumps: what of it waits for a
    look or was set aside, each with what later moved the same heads."""
    counted = dict(tallies)
    for jump in jumps:
        for who, gained in jump.items():
            counted[who] = minus(counted.get(who, Gained()), gained)
        for who, gained in _left_of(challenge, jump):
            counted[who] = plus(counted.get(who, Gained()), gained)
    made = Score(challenge, takes_part)
    for who, gained in counted.items():
        made.add(who, gained)
    return made


def held(
    challenge: Challenge, takes_part: Collection[int], jumps: Iterable[Mapping[Who, Gained]]
) -> int:
    """Return how much waits for a look in `jumps`, of those who take part."""
    waits = 0
    for jump in jumps:
        theirs = [
            gained for who, gained in jump.items() if challenge.everybody or who[1] in takes_part
        ]
        waits += max(0, weight(challenge, reduce(plus, theirs, Gained())))
    return waits


def _left_of(challenge: Challenge, jump: Mapping[Who, Gained]) -> Iterator[tuple[Who, Gained]]:
    """Yield what still counts of a jump that does not: what was taken back beyond it. Who went
    from one lead to another stays among all."""
    if challenge.everybody:
        yield next(iter(jump)), _taken_away(reduce(plus, jump.values()))
    else:
        yield from ((who, _taken_away(gained)) for who, gained in jump.items())


def first_met(
    challenge: Challenge, takes_part: Collection[int],
    gains: Iterable[tuple[Moment, Who, Gained]],
) -> Moment | None:  # fmt: skip
    """Return when `gains`, in the order they were said, first came to the target; None: never."""
    score = Score(challenge, takes_part)
    for at, who, more in gains:
        score.add(who, more)
        if score.met:
            return at
    return None


def taking_part(challenge: Challenge, answers: Mapping[int, str]) -> frozenset[int]:
    """Return the leads whose gains count: who challenges, and who accepted."""
    accepted = {lead for lead in challenge.whom if answers.get(lead) == Answer.ACCEPTED}
    return frozenset(accepted | ({challenge.by} if challenge.by else set()))


def is_taken_up(challenge: Challenge, answers: Mapping[int, str]) -> bool:
    """Return whether it is anybody's: all have one together, or somebody accepted it."""
    return challenge.everybody or Answer.ACCEPTED in answers.values()


def state(
    challenge: Challenge, answers: Mapping[int, str], off: bool, met: bool, now: datetime
) -> ChallengeState:
    """Return where a challenge is at `now`; met: by what counted at `now`, or at its deadline."""
    if off:
        return ChallengeState.CALLED_OFF
    if not is_taken_up(challenge, answers):
        declined = [answers.get(lead) for lead in challenge.whom].count(Answer.DECLINED)
        over = now > challenge.deadline or declined == len(challenge.whom)
        return ChallengeState.DECLINED if over else ChallengeState.OFFERED
    if met:
        return ChallengeState.MET
    return ChallengeState.MISSED if now > challenge.deadline else ChallengeState.LIVE


def check_answer(challenge: Challenge, lead: int, off: bool, said_at: datetime) -> None:
    """Raise Refused("challenge", "not_asked" | "called_off" | "over")."""
    if lead not in challenge.whom:
        raise Refused("challenge", "not_asked")
    if off:
        raise Refused("challenge", "called_off")
    check_time(challenge, said_at)


def check_time(challenge: Challenge, said_at: datetime) -> None:
    """Raise Refused("challenge", "over") where its time was over by then: how it ended stands."""
    if said_at > challenge.deadline:
        raise Refused("challenge", "over")


def in_time(challenge: Challenge, said_at: datetime) -> bool:
    """Return whether what was said then counts."""
    return said_at <= challenge.deadline


def _taken_away(of_a_jump: Gained) -> Gained:
    return Gained(
        min(0, of_a_jump.named),
        min(0, of_a_jump.confirmed),
        min(0, of_a_jump.declared),
        min(0, of_a_jump.areas),
    )


def _certain(measure: Measure, gained: Gained) -> int:
    if measure is Measure.AREAS:
        return gained.areas
    return gained.confirmed if measure is Measure.CONFIRMED else gained.named


def _by_count(measure: Measure, gained: Gained) -> int:
    """Return how many heads more only a lead's total tells of; who of them gives a name later is
    counted as named, and takes nothing away."""
    if measure is not Measure.HEADS:
        return 0
    stood = max(0, gained.stood_declared - gained.stood_named)
    named = gained.stood_named + gained.named
    return max(0, max(0, gained.stood_declared + gained.declared - named) - stood)
