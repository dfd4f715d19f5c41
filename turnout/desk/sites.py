"""The sites of a day of action: made one by one or as a list, and seen with their numbers."""

from concurrent.futures import Future
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from turnout.desk import rallies, roster
from turnout.desk.acting import must_hold
from turnout.desk.desk import Desk
from turnout.desk.leadlists import Fate
from turnout.desk.rallies import check_shape, found, in_zone
from turnout.errors import Reason, Refused
from turnout.model import Count, Event, EventState, Role
from turnout.rules.rallies import MOST_GOAL, slug_of
from turnout.rules.sitelist import Line, host_of, lines, start_of
from turnout.store import Reading, Transaction, events, leads, standings

_LONGEST = 60  # letters of a short name


@dataclass(frozen=True)
class Site:
    """One place of a day of action, and who promised to come there."""

    event: Event
    count: Count


@dataclass(frozen=True)
class Planned:
    """A site that is to be made, with the lead who hosts it, where one was named."""

    event: Event
    host: roster.Told | None = None


@dataclass(frozen=True)
class Verdict:
    """One line of a list: what was understood, and what becomes of it."""

    line: Line
    fate: Fate
    planned: Planned | None = None
    reasons: tuple[Reason, ...] = ()


def sites(desk: Desk, slug: str) -> list[Site]:
    """Return the sites of an event, by title. Raises NotFound."""
    with desk.store.reading() as look:
        below = events.children(look, found(look, slug).id)
        counts = standings.totals(look, [site.id for site in below]) if below else {}
    return [Site(site, counts[site.id]) for site in below]


def elsewhere(desk: Desk, slug: str) -> Count:
    """Return who promised to come to the whole and to none of its sites. Raises NotFound."""
    with desk.store.reading() as look:
        event = found(look, slug)
        return standings.direct(look, event.id)


def proposed_slug(of: Event, title: str) -> str:
    """Return the short name proposed for a site: the whole's, and the site's title."""
    return f"{of.slug}-{slug_of(title)}"[:_LONGEST].rstrip("-")


def add(
    desk: Desk, of: str, *, title: str, slug: str = "", place: str = "",
    starts_at: datetime | None = None, ends_at: datetime | None = None, zone: str = "",
    goal: int = 0, by: str = "desk",
) -> Future[Event]:  # fmt: skip
    """Make a site of the event `of`; what is not given is as it is there.

    A naive time is in the site's zone. The ask, hashtag, what the form asks and who may see what
    are the whole's. Raises Refused with every reason found, NotFound, also where `by` is a link
    taken back.
    """
    whole = rallies.event(desk, of)
    given = replace(whole, zone=zone or whole.zone)
    starts = in_zone(starts_at, given.zone) if starts_at else whole.starts_at
    ends = in_zone(ends_at, given.zone) if ends_at else _ended(whole, starts)
    site = _site(given, whole, title, slug, place, starts, ends, goal)
    check_shape(site)
    return desk.store.write(_Make(desk, Planned(site), by))


def preview(desk: Desk, of: str, text: str) -> list[Verdict]:
    """Return what `take` would do with each line. Raises Refused("list"), NotFound."""
    with desk.store.reading() as look:
        whole = found(look, of)
        known = {site.title.casefold() for site in events.children(look, whole.id)}
        taken: set[str] = set()
        return [_verdict(look, whole, line, known, taken) for line in lines(text)]


def take(desk: Desk, of: str, text: str, *, by: str = "desk") -> list[Verdict]:
    """Make the sites of a list that are new, with their hosts; done twice it changes nothing.

    What was refused since the preview is among the verdicts, with the reason.
    Raises Refused("list"), NotFound, also where `by` is a link taken back.
    """
    return [_taken(desk, each, by) for each in preview(desk, of, text)]


@dataclass(frozen=True)
class _Make:
    """Make a site, and its host a lead there, in one write."""

    desk: Desk
    planned: Planned
    by: str

    def __call__(self, tx: Transaction) -> Event:
        site = self.planned.event
        must_hold(self.desk, tx, self.by, site.parent, Role.ORGANIZER)
        made = rallies.Add(self.desk, site, self.by, self.desk.clock())(tx)
        if self.planned.host:
            roster.Add(self.desk, made.slug, self.planned.host, self.by)(tx)
        return made


def _taken(desk: Desk, verdict: Verdict, by: str) -> Verdict:
    if verdict.planned is None or verdict.fate is not Fate.NEW:
        return verdict
    try:
        desk.store.write(_Make(desk, verdict.planned, by)).result()
    except Refused as refused:
        return Verdict(verdict.line, Fate.REFUSED, None, refused.reasons)
    return verdict


def _verdict(
    look: Reading, whole: Event, line: Line, known: set[str], taken: set[str]
) -> Verdict:  # fmt: skip
    """Return what becomes of a line. known: titles there are; taken: short names of this list."""
    if line.title.casefold() in known:
        return Verdict(line, Fate.KNOWN)
    try:
        planned = _planned(look, whole, line, taken)
    except Refused as refused:
        return Verdict(line, Fate.REFUSED, None, refused.reasons)
    known.add(line.title.casefold())
    taken.add(planned.event.slug)
    return Verdict(line, Fate.NEW, planned)


def _planned(look: Reading, whole: Event, line: Line, taken: set[str]) -> Planned:
    local = whole.starts_at.astimezone(ZoneInfo(whole.zone))
    starts = in_zone(start_of(line.start, local.date(), local.time()), whole.zone)
    slug = _free(look, proposed_slug(whole, line.title), taken)
    goal = _goal(line.goal)
    site = _site(whole, whole, line.title, slug, line.place, starts, _ended(whole, starts), goal)
    check_shape(site)
    return Planned(site, _host(look, whole, line.host) if line.host else None)


def _host(look: Reading, whole: Event, text: str) -> roster.Told:
    """Return who hosts a site: where the whole has a lead of that handle, by the same name."""
    name, handle = host_of(text)
    told = roster.told(name or handle.lstrip("@"), (handle,))
    first = told.handles[0]
    here = leads.named(look, whole.id, first.user, first.host)
    if name or len(here) != 1:
        return told
    known = leads.one(look, here[0])["name"]
    return replace(told, name=known, shown=known)


def _site(
    given: Event, whole: Event, title: str, slug: str, place: str, starts: datetime,
    ends: datetime | None, goal: int,
) -> Event:  # fmt: skip
    return replace(
        given,
        id=0,
        slug=slug.strip() or proposed_slug(whole, title),
        title=title.strip(),
        place=place.strip(),
        starts_at=starts,
        ends_at=ends,
        goal=goal,
        parent=whole.slug,
        open=True,
        state=EventState.ON,
        stream="",  # of another place
    )


def _ended(whole: Event, starts: datetime) -> datetime | None:
    lasts = whole.ends_at - whole.starts_at if whole.ends_at else timedelta()
    return starts + lasts if lasts else None


def _free(look: Reading, slug: str, taken: set[str]) -> str:
    """Return `slug`, with a number where another event or line has it."""
    number, free = 1, slug
    while free in taken or events.find(look, free):
        number += 1
        ending = f"-{number}"
        free = slug[: _LONGEST - len(ending)] + ending
    return free


def _goal(text: str) -> int:
    if text and not (text.isascii() and text.isdecimal()):
        raise Refused("goal", "not_whole", given=text[:60])
    if int(text or 0) > MOST_GOAL:
        raise Refused("goal", "out_of_range", least=0, most=MOST_GOAL)
    return int(text or 0)
