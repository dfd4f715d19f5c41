"""What a forecast assumes, and what it says: ranges. Heads everywhere."""

from collections.abc import Mapping
from dataclasses import dataclass, field

# The shares of outcomes that a range's quantiles are to lie above; the middle one is the median.
LEVELS = (0.025, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.975)
# Under so many heads a range says next to nothing (one family more or less is a fifth of it), and
# a lead gets one of these words for the share of heads expected instead.
FEWEST_FOR_A_RANGE = 20
SHARE_WORDS = ("none", "few", "some", "half", "most", "nearly_all")


@dataclass(frozen=True)
class Assumptions:
    """What is taken for granted until past events say otherwise; an organizer may change each.

    Rates are shares of heads, from 0 to 1, of promises made two to four weeks ahead.
    docs/forecast.md has the same reasons in more words.
    """

    # A hard yes showed 63 and 64 % at one hackathon in two years; the rule of halves says 50.
    yes: float = 0.6
    # Where "can't make it" is easy to say, who is still on the list on the day comes more often:
    # midway, in log odds, between sign-ups of free events (72 %) and promises of the same day
    # (95 %), which nothing had time to come between. Days before, not all have said so yet.
    yes_withdrawals_known: float = 0.88
    # A confirmation is a promise made anew a few days before, and a promise of so few days ahead
    # shows 0.5 to 0.7 log odds better: 60 % becomes 71 to 75.
    confirmed: float = 0.75
    # A soft yes showed 2 to 4 % at the same hackathon: a maybe is not half a yes.
    maybe: float = 0.04
    # Heads without names are a lead's hope: nobody can remind them or hear that they cannot come.
    # They are put under the rule of halves, which was said of people who had signed up.
    declared: float = 0.45
    # Of those who came, 15 of 50 and 15 of 47 had promised nothing at two published counts. Half
    # of that, as many doors saw fewer; the range reaches from next to none to twice as many.
    walk_ins: float = 0.15
    # In log odds, of the first three rates together: two in three organizations lie within 0.6 of
    # them, which is 45 to 73 % for a yes. Larger is more doubtful, and widens every range.
    spread: float = 0.6


@dataclass(frozen=True)
class Range:
    """Whole heads at each of LEVELS, in order."""

    quantiles: tuple[int, ...]

    @property
    def median(self) -> int:
        return self.quantiles[6]

    @property
    def low80(self) -> int:
        return self.quantiles[2]

    @property
    def high80(self) -> int:
        return self.quantiles[10]

    @property
    def low95(self) -> int:
        return self.quantiles[0]

    @property
    def high95(self) -> int:
        return self.quantiles[12]


@dataclass(frozen=True)
class Part:
    """What one kind of promise adds to the number expected on the day.

    name: "confirmed", "yes", "maybe", "declared", "still_to_come" or "walk_ins". heads: how many
    stand behind it now, 0 for the last two.
    """

    name: str
    expected: float
    heads: int = 0


@dataclass(frozen=True)
class LeadForecast:
    """One lead's part. The ranges are None under FEWEST_FOR_A_RANGE heads: then `word`, one of
    SHARE_WORDS, says how many of them to expect."""

    heads: int
    committed: Range | None
    final: Range | None
    word: str


@dataclass(frozen=True)
class Scored:
    """What was, or would have been, forecast for a past event, and how it turned out."""

    event: int
    committed: Range
    committed_came: int
    final: Range
    came: int


@dataclass(frozen=True)
class Track:
    """How forecasts for past events turned out, oldest first; factors widen or narrow variances."""

    scored: tuple[Scored, ...] = ()
    committed_factor: float = 1.0
    final_factor: float = 1.0

    @property
    def events(self) -> int:
        return len(self.scored)

    @property
    def covered(self) -> int:
        """For how many of them the 80 % range held who came in the end."""
        return sum(one.final.low80 <= one.came <= one.final.high80 for one in self.scored)


@dataclass(frozen=True)
class Spread:
    """A mean and its variance in heads, parted into what is this event's alone (`own`), what is
    the day's (`day`: weather, news), and what is the organization's (`rates`: how sure its show
    rates are known). Sums over sites need them apart."""

    mean: float
    own: float
    day: float
    rates: float

    @property
    def variance(self) -> float:
        return self.own + self.day + self.rates


NOBODY = Spread(0, 0, 0, 0)


@dataclass(frozen=True)
class Forecast:
    """How many will come: of those committed so far, and in the end.

    heads: promised so far, of every status. guess: there was no past event to learn from, so
    everything rests on `assumptions`. guess_to_come: so it is for who has not promised yet, as no
    past event tells who promised when. chance_of_goal: 0 to 1, None without a goal or history.
    """

    heads: int
    committed: Range
    final: Range
    parts: tuple[Part, ...]
    guess: bool
    assumptions: Assumptions
    by_lead: Mapping[int, LeadForecast] = field(default_factory=dict)
    chance_of_goal: float | None = None
    track: Track = field(default_factory=Track)
    committed_spread: Spread = NOBODY
    final_spread: Spread = NOBODY
    guess_to_come: bool = False


@dataclass(frozen=True)
class Changes:
    """What a slider supposes, in heads: nothing is stored. Each is 0 or more.

    confirm_maybes, confirm_yeses: so many of those that stand say that they come for sure.
    new_yeses: so many more promise today. cancel_yeses: so many take their yes back.
    """

    confirm_maybes: int = 0
    confirm_yeses: int = 0
    new_yeses: int = 0
    cancel_yeses: int = 0


@dataclass(frozen=True)
class LeadGain:
    """What confirming all of one lead's maybes and yeses would add, in heads expected."""

    lead: int
    gain: float
    maybes: int
    yeses: int


@dataclass(frozen=True)
class Moves:
    """What would bring the median to `target`, each by itself; None where it cannot.

    now: the median as it stands. leads: those with most to gain, most first.
    """

    target: int
    now: int
    confirm_maybes: int | None
    confirm_yeses: int | None
    new_yeses: int | None
    leads: tuple[LeadGain, ...]
