"""What happened of challenges, for everybody: taken up, met, missed, called off."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from turnout.desk import challenge_looks, challenge_shown, seeing
from turnout.desk.showing import hides_names
from turnout.formats.seeing import PUBLIC
from turnout.model import Event
from turnout.model.challenges import ChallengeProgress, ChallengeStanding, ChallengeState
from turnout.model.happenings import CHALLENGE, Happening
from turnout.model.seeing import Part
from turnout.store import Reading


def of_event(look: Reading, event: Event, page: Event, now: datetime) -> Iterator[Happening]:
    """Yield what happened of an event's challenges up to `now`, of each the newest first; page: the
    event, or the campaign above it, that tells of it, and may name nobody.

    Of one that nobody has taken up it is nothing: that is between those it names. Where neither
    the wall nor the public page is shown challenges, nothing of them happened for everybody.
    """
    if not seeing.seen_in(look, event).may(Part.CHALLENGES, *PUBLIC):
        return
    hidden = challenge_shown.whom_to_hide(look, page)
    for standing in challenge_looks.standings(look, event, now):
        shown = challenge_shown.as_shown(standing, hidden)
        yield from _of(event, standing, _nameless(shown) if hides_names(page) else shown)


def _nameless(shown: ChallengeProgress) -> ChallengeProgress:
    """Return a challenge that names nobody."""
    done = shown.others_done + sum(part.done for part in shown.parts)
    others = shown.others + len(shown.parts)
    return replace(shown, by=None, text="", parts=(), others=others, others_done=done)


def _of(event: Event, standing: ChallengeStanding, shown: ChallengeProgress) -> Iterator[Happening]:
    made, state = standing.challenge, standing.state
    ended = {
        ChallengeState.MET: standing.met_at,
        ChallengeState.MISSED: made.deadline,
        ChallengeState.CALLED_OFF: standing.off_at,
    }
    for kind, at in ((state.value, ended.get(state)), ("made", standing.live_at)):
        if at is not None and standing.live_at is not None:
            yield Happening(f"{CHALLENGE}{kind}", made.id, at, event, challenge=shown)
