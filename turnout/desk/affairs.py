"""How it stands with a rally, for those who run it: what is left to prepare, what needs them."""

from zoneinfo import ZoneInfo

from turnout.desk import (
    area_photos,
    atlas,
    backups,
    challenge_review,
    feeds,
    moderation,
    place_stories,
    reviews,
)
from turnout.desk.cards import Card
from turnout.desk.desk import Desk
from turnout.desk.rallies import found
from turnout.model import Door, Event
from turnout.rules import checklist
from turnout.rules.checklist import LeadFacts, Need, Preparation, Situation, Step
from turnout.store import log


def left(desk: Desk, event: Event, of_leads: list[Card]) -> list[Step]:
    """Return what belongs to a rally's preparation, done or not. Raises NotFound."""
    with desk.store.reading() as look:
        tried = log.came_through(look, found(look, event.slug).id, Door.FORM)
    folder = desk.settings.backups
    kept = backups.kept(folder) if folder else []
    facts = Preparation(
        public_url=desk.settings.public_url,
        leads=len(of_leads),
        leads_with_link=sum(1 for card in of_leads if card.link),
        feeds=sum(1 for feed in feeds.feeds(desk, event.slug) if feed.on),
        hashtag=event.hashtag,
        tried=tried,
        backup_at=kept[0].at if kept else None,
    )
    return checklist.steps(facts, desk.clock())


def needs(desk: Desk, event: Event, of_leads: list[Card], campaign: str = "") -> list[Need]:
    """Return what needs an organizer of the rally now, the most urgent first.

    campaign: whose map they look after, where that is not their own event's.
    Raises NotFound.
    """
    now, mapped = desk.clock(), campaign or event.slug
    photos = area_photos.held(desk, mapped).values()
    facts = Situation(
        starts_at=event.starts_at,
        ends_at=event.ends_at,
        open=event.open,
        held=len(reviews.held(desk, event.slug)),
        posts=moderation.waiting(desk, event.slug),
        failing_feeds=sum(1 for feed in feeds.feeds(desk, event.slug) if feed.failure),
        refused=len(feeds.refusals(desk, event.slug)),
        keep_contacts_until=event.keep_contacts_until,
        today=now.astimezone(ZoneInfo(event.zone)).date(),
        leads=tuple(map(_facts, of_leads)),
        reports=len(atlas.waiting(desk, mapped)) + sum(map(len, photos)),
        stories=len(place_stories.waiting(desk, mapped)),
        challenges=challenge_review.waiting(desk, event.slug),
    )
    return checklist.needs(facts, now)


def _facts(card: Card) -> LeadFacts:
    return LeadFacts(
        handle=card.lead.handle,
        added_at=card.added_at,
        link_made_at=card.link.made_at if card.link else None,
        link_opened_at=card.link.opened_at if card.link else None,
        said_at=card.said_at,
    )
