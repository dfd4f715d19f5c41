"""When an update may go out, and what an organizer may set and write."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from turnout.errors import Reason, Refused
from turnout.model.sending import Budget
from turnout.model.updates import DIGEST, NEWS, SMALL, Mode, UpdateRules
from turnout.rules.contacting import awake_at
from turnout.rules.intake import has_hidden_characters

MOST_TEXT = 1_000  # letters of one language; no network shows more without a tap
MOST_A_DAY = 24


def may_go_at(
    rules: UpdateRules, zone: str, began: Sequence[datetime], now: datetime
) -> datetime:  # fmt: skip
    """Return the first moment from `now` on at which one more update may begin to go out.

    began: when the others did. It is in no quiet hour, and on a day that has room.
    """
    night, here = Budget(quiet_from=rules.quiet_from, quiet_until=rules.quiet_until), ZoneInfo(zone)
    days = [at.astimezone(here).date() for at in began]
    at = awake_at(now, (zone,), night)
    while days.count(day := at.astimezone(here).date()) >= rules.most:
        at = awake_at(_midnight(day + timedelta(days=1), here), (zone,), night)
    return at


def is_quiet(rules: UpdateRules, zone: str, now: datetime) -> bool:
    """Return whether `now` is in the quiet hours."""
    night = Budget(quiet_from=rules.quiet_from, quiet_until=rules.quiet_until)
    return awake_at(now, (zone,), night) > now


def check_rules(rules: UpdateRules) -> None:
    """Raise Refused for rules that are none, with every reason."""
    hours = ("quiet_from", "quiet_until", "digest_at")
    limits = [("most", 1, MOST_A_DAY), *((name, 0, 23) for name in hours)]
    wrong = [
        Reason(name, "out_of_range", {"least": least, "most": most})
        for name, least, most in limits
        if not least <= getattr(rules, name) <= most
    ]
    gathers = [kind for kind, mode in rules.modes.items() if mode is Mode.GATHERED]
    if set(rules.modes) != {*NEWS, DIGEST} or not set(gathers) <= set(SMALL):
        wrong.append(Reason("modes", "not_one", {}))
    if wrong:
        raise Refused.of(wrong)


def check_text(text: str) -> str:
    """Return a text as it is kept.

    Raises Refused("text", "missing" | "too_long" | "bad_characters").
    """
    plain = "\n".join(" ".join(line.split()) for line in text.strip().splitlines())
    if not plain:
        raise Refused("text", "missing")
    if len(plain) > MOST_TEXT:
        raise Refused("text", "too_long", most=MOST_TEXT, given=len(plain))
    if has_hidden_characters(plain.replace("\n", " ")):
        raise Refused("text", "bad_characters")
    return plain


def _midnight(day: date, here: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), here)
