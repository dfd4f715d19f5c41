"""What is left until a rally can go public, and what needs its organizers now."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from turnout.model import end_of

SILENT_DAYS = 5  # a lead who says nothing for a working week is worth a call
BACKUP_DAYS = 2  # what is lost with the disk is at most what was said since
PURGE_WARNING = timedelta(days=3)


@dataclass(frozen=True)
class Step:
    """One thing to do before the rally goes public; the name stands in words/desk.toml."""

    name: str
    done: bool


@dataclass(frozen=True)
class Preparation:
    """The facts behind the checklist."""

    public_url: str
    leads: int
    leads_with_link: int
    feeds: int
    hashtag: str
    tried: bool  # somebody signed up through the real form, were it only to try it
    backup_at: datetime | None


def steps(of: Preparation, now: datetime) -> list[Step]:
    """Return every step in the order it is best done, the done ones with the others."""
    fresh = of.backup_at is not None and now - of.backup_at <= timedelta(days=BACKUP_DAYS)
    found = [
        Step("address", bool(of.public_url)),
        Step("https", of.public_url.startswith("https://")),
        Step("lead", of.leads > 0),
        Step("link", of.leads > 0 and of.leads_with_link == of.leads),
        Step("feed", of.feeds > 0 or not of.hashtag),
        Step("trial", of.tried),
        Step("backup", fresh),
    ]
    return [step for step in found if step.name != "https" or of.public_url]


def ready(found: list[Step]) -> bool:
    """Return whether nothing is left to do."""
    return all(step.done for step in found)


@dataclass(frozen=True)
class LeadFacts:
    """What of one lead may need an organizer."""

    handle: str
    added_at: datetime
    link_made_at: datetime | None
    link_opened_at: datetime | None
    said_at: datetime | None


@dataclass(frozen=True)
class Situation:
    """The facts behind "what needs me now"."""

    starts_at: datetime
    ends_at: datetime | None
    open: bool
    held: int
    posts: int
    failing_feeds: int
    refused: int
    keep_contacts_until: date | None
    today: date  # in the event's zone
    leads: tuple[LeadFacts, ...] = ()
    reports: int = 0  # and photos, of places that need cleaning
    stories: int = 0
    challenges: int = 0  # jumps, and lines of leads


@dataclass(frozen=True)
class Need:
    """One thing that waits: what it is, how many, whom it is about."""

    name: str
    n: int = 0
    handles: tuple[str, ...] = ()


def needs(of: Situation, now: datetime) -> list[Need]:
    """Return what needs an organizer now, the most urgent first."""
    return list(_needs(of, now))


def _needs(of: Situation, now: datetime) -> Iterator[Need]:
    over = end_of(of.starts_at, of.ends_at) <= now
    if over and of.open:
        yield Need("over")
    elif not over and of.starts_at - now <= timedelta(days=1):
        yield Need("tomorrow")
    for name, n in (
        *(("held", of.held), ("reports", of.reports), ("posts", of.posts)),
        *(("challenges", of.challenges), ("stories", of.stories), ("feeds", of.failing_feeds)),
    ):
        if n:
            yield Need(name, n)
    if of.keep_contacts_until and _soon(of.keep_contacts_until, of.today):
        yield Need("purge", max(1, (of.keep_contacts_until - of.today).days))
    if not over:
        yield from _of_leads(of.leads, now)
    if of.refused:
        yield Need("refused", of.refused)


def _of_leads(leads: tuple[LeadFacts, ...], now: datetime) -> Iterator[Need]:
    without = [lead.handle for lead in leads if not lead.link_made_at]
    unopened = [lead.handle for lead in leads if lead.link_made_at and not lead.link_opened_at]
    silent = [lead.handle for lead in leads if lead.link_opened_at and _silent(lead, now)]
    for name, handles in (("no_link", without), ("unopened", unopened), ("silent", silent)):
        if handles:
            yield Need(name, len(handles), tuple(handles))


def _silent(lead: LeadFacts, now: datetime) -> bool:
    heard = max(filter(None, (lead.added_at, lead.link_opened_at, lead.said_at)))
    return now - heard > timedelta(days=SILENT_DAYS)


def _soon(until: date, today: date) -> bool:
    return until - today <= PURGE_WARNING
