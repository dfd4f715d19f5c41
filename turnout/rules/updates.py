"""What there is to tell the public, from what happened: values in, drafts out.

One thing is told once: each draft is `about` something for good, and what is known already is
drafted no more, whatever the order and number of looks.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from turnout.model.updates import DIGEST, SMALL, Draft, Mode, UpdateRules

MILESTONES = (100, 75, 50, 25)  # per cent of the goal, the highest first
FRESH = timedelta(hours=24)  # what is older is no news
GATHERED_SINCE = timedelta(hours=36)  # also what came in late for yesterday's digest
DIGEST_LATE = timedelta(hours=6)  # a digest that could not be made by then is not made
GRACE = timedelta(minutes=2)  # to take back a slip before it is told
LAST = timedelta(hours=24)
MOST_NAMED = 3  # leads or areas in one sentence; a post is short


@dataclass(frozen=True)
class Raised:
    """A goal that was raised to `now` by record `seq`; lead 0: the event's own."""

    seq: int
    at: datetime
    lead: int
    now: int


@dataclass(frozen=True)
class Cleaned:
    """An area that record `seq` says is clean; lead: who said so, 0 where nobody is named."""

    seq: int
    at: datetime
    area: int
    title: str
    lead: int = 0


@dataclass(frozen=True)
class Challenge:
    """A challenge as it stands. by: the lead who made it, 0: the organizers. whom: who takes part
    and may be named; empty: everybody together. at: when it came to stand so."""

    id: int
    state: str
    measure: str
    target: int
    done: int
    deadline: datetime
    made_at: datetime
    at: datetime
    by: int = 0
    whom: tuple[int, ...] = ()
    each: bool = False  # the target is of each who takes part, and not of all together


@dataclass(frozen=True)
class Seen:
    """All that updates of one event are made from. tells: it takes place, is not over and may be
    spoken of in public. known: what was told or drafted before, as `Draft.about` has it."""

    tells: bool
    zone: str
    starts_at: datetime
    goal: int = 0
    coming: int = 0
    raised: Sequence[Raised] = ()
    cleaned: Sequence[Cleaned] = ()
    challenges: Sequence[Challenge] = ()
    known: Collection[str] = frozenset()


def drafts(seen: Seen, rules: UpdateRules, now: datetime) -> list[Draft]:
    """Return what is to be drafted now; nothing that is known, and of a quiet event nothing."""
    if not seen.tells:
        return []
    news = [each for each in _news(seen, now) if each.about not in seen.known]
    single = (Mode.DRAFT, Mode.BY_ITSELF)
    alone = [each for each in news if rules.modes[each.kind] in single and _is_fresh(each, now)]
    return [_told(each) for each in alone] + list(_digest(seen, rules, news, now))


def overtaken(drafted: Draft, about: str) -> bool:
    """Return whether a draft on `about` says nothing any more once `drafted` is there."""
    kind, _, step = about.partition(":")
    is_lower = drafted.kind == kind == "milestone"
    return is_lower and int(step) < int(drafted.about.partition(":")[2])


def stands(seen: Seen, kind: str, about: str, now: datetime) -> bool:
    """Return whether what was drafted is still so: nothing goes by itself that was taken back."""
    if kind == "milestone":
        return seen.coming * 100 >= int(about.partition(":")[2]) * seen.goal
    if kind in (DIGEST, "last_hours"):
        return True
    return about in {each.about for each in _news(seen, now)}


@dataclass(frozen=True)
class _News:
    """Something that happened at `at`, and how it is told; None: it is told while it is so."""

    draft: Draft
    at: datetime | None

    @property
    def about(self) -> str:
        return self.draft.about

    @property
    def kind(self) -> str:
        return self.draft.kind


def _is_fresh(each: _News, now: datetime) -> bool:
    return each.at is None or now - FRESH <= each.at


def _told(each: _News) -> Draft:
    return each.draft


def _news(seen: Seen, now: datetime) -> Iterator[_News]:
    """Yield all there is to tell, whether or not it was."""
    yield from _milestone(seen)
    yield from (_raised(each) for each in seen.raised if now - each.at >= GRACE)
    yield from (_cleaned(each) for each in seen.cleaned if now - each.at >= GRACE)
    for challenge in seen.challenges:
        yield from _challenge(challenge)
    if timedelta() < seen.starts_at - now <= LAST:
        day = seen.starts_at.astimezone(ZoneInfo(seen.zone)).date()
        yield _News(Draft("last_hours", f"last_hours:{day}", "last_hours"), None)


def _milestone(seen: Seen) -> Iterator[_News]:
    """Yield the highest that is reached; once a higher one was told, none below it is."""
    known = [int(about.partition(":")[2]) for about in seen.known if about.startswith("milestone:")]
    for each in MILESTONES:
        if seen.goal and seen.coming * 100 >= each * seen.goal:
            if each > max(known, default=0):
                draft = Draft("milestone", f"milestone:{each}", f"milestone_{each}")
                yield _News(draft, None)
            return


def _raised(each: Raised) -> _News:
    sentence = "goal_raised" if each.lead else "goal_raised_event"
    values = {"n": each.now, "who": _leads([each.lead])} if each.lead else {"n": each.now}
    return _News(Draft("goal_raised", f"goal:{each.seq}", sentence, values), each.at)


def _cleaned(each: Cleaned) -> _News:
    values: dict[str, object] = {"area": each.title}
    if each.lead:
        values["who"] = _leads([each.lead])
    sentence = "area_cleaned_by" if each.lead else "area_cleaned"
    draft = Draft("area_cleaned", f"cleaned:{each.seq}", sentence, values, area=each.area)
    return _News(draft, each.at)


def _challenge(each: Challenge) -> Iterator[_News]:
    """Yield that it was made, while it runs, and how it ended; not of one that was called off."""
    values: dict[str, object] = {"n": each.target, "by": _leads([each.by])}
    if each.state in ("offered", "live"):
        made = {**values, "deadline": f"at:{each.deadline.isoformat()}"}
        yield _of_challenge(each, "made", made, each.made_at)
    elif each.state in ("met", "missed"):
        who = _leads(each.whom[:MOST_NAMED])
        ended = {**values, "done": each.done, **({"who": who} if who else {})}
        yield _of_challenge(each, each.state, ended, each.at)


def _of_challenge(
    each: Challenge, step: str, values: dict[str, object], at: datetime
) -> _News:  # fmt: skip
    sentence = f"challenge_{step}_{each.measure}"
    if each.each and step != "missed":
        sentence = f"challenge_{step}_each"
    elif step == "met" and "who" in values:
        sentence += "_by"
    return _News(Draft(f"challenge_{step}", f"challenge:{each.id}:{step}", sentence, values), at)


def _digest(
    seen: Seen, rules: UpdateRules, news: Sequence[_News], now: datetime
) -> Iterator[Draft]:
    """Yield the digest whose hour has struck, if there is anything in it."""
    here = ZoneInfo(seen.zone)
    local = now.astimezone(here)
    day = local.date() if local.hour >= rules.digest_at else local.date() - timedelta(days=1)
    until = datetime.combine(day, time(rules.digest_at), here)
    about = f"{DIGEST}:{day}"
    late = now - until > DIGEST_LATE
    if late or about in seen.known or rules.modes[DIGEST] in (Mode.NEVER, Mode.GATHERED):
        return
    told = [
        each for each in news
        if rules.modes[each.kind] is Mode.GATHERED
        and each.at is not None and until - GATHERED_SINCE < each.at <= until
    ]  # fmt: skip
    if told:
        yield _gathered(day, [each.draft for each in told])


def _gathered(day: date, told: Sequence[Draft]) -> Draft:
    """Return one draft of small news: how many of each kind, and the first of them by name."""
    parts = [
        [f"digest_{kind}", {"n": len(some), "which": _which(kind, some)}]
        for kind in SMALL
        if (some := [each for each in told if each.kind == kind])
    ]
    things = tuple(sorted(each.about for each in told))
    return Draft(DIGEST, f"{DIGEST}:{day}", DIGEST, {"parts": parts}, things)


def _which(kind: str, some: Sequence[Draft]) -> list[object]:
    name = {"area_cleaned": "area", "goal_raised": "who", "challenge_made": "by"}[kind]
    found: list[object] = []
    for each in some:
        value = each.values.get(name, [])
        found += value if isinstance(value, list) else [value]
    return list(dict.fromkeys(found))[:MOST_NAMED]


def _leads(leads: Sequence[int]) -> list[str]:
    """Return leads as texts have them, by number."""
    return [f"{{lead:{each}}}" for each in leads]
