"""What happened of challenges, for everybody: taken up, met, missed, called off."""

from collections.abc import Iterator
from datetime import datetime

from turnout.desk import challenge_looks, challenge_shown
from turnout.model import Event
from turnout.model.challenges import ChallengeStanding, ChallengeState
from turnout.model.happenings import CHALLENGE, Happening
from turnout.store import Reading


def of_event(look: Reading, event: Event, now: datetime) -> Iterator[Happening]:
    """Yield what happened of an event's challenges up to `now`, of each the newest first.

    Of one that nobody has taken up it is nothing: that is between those it names.
    """
    for standing in challenge_looks.standings(look, event, now):
        yield from _of(event, standing)


def _of(event: Event, standing: ChallengeStanding) -> Iterator[Happening]:
    made, state = standing.challenge, standing.state
    shown = challenge_shown.as_shown(standing)
    ended = {
        ChallengeState.MET: standing.met_at,
        ChallengeState.MISSED: made.deadline,
        ChallengeState.CALLED_OFF: standing.off_at,
    }
    for kind, at in ((state.value, ended.get(state)), ("made", standing.live_at)):
        if at is not None and standing.live_at is not None:
            yield Happening(f"{CHALLENGE}{kind}", made.id, at, event, challenge=shown)
