"""Stories and landmarks: told by anybody, shown once somebody who may has looked."""

import secrets
from concurrent.futures import Future
from dataclasses import dataclass

from turnout.desk import area_dates
from turnout.desk.area_acts import Act, Doer, check_key, slow_down
from turnout.desk.desk import Desk
from turnout.desk.ledger import enter
from turnout.desk.rallies import found
from turnout.errors import NotAllowed, NotFound, Refused
from turnout.model import Event, ReviewState
from turnout.model.neighbourhoods import Story, StoryReceipt
from turnout.rules import neighbourhoods as rules
from turnout.store import Transaction, areas, log, neighbourhoods, reviews
from turnout.store import place_stories as rows

MOST_DECIDED = 30  # what a list of decisions to take back shows


@dataclass(frozen=True)
class Told:
    """One story or landmark. of: a group's short name, or area: an area's number.

    place: where it is, as map apps copy a spot ("39.0483, -95.6780"); often empty.
    """

    key: str
    kind: str
    title: str
    text: str = ""
    place: str = ""
    area: int = 0
    of: str = ""


def tell(desk: Desk, doer: Doer, told: Told) -> Future[StoryReceipt]:
    """Take a story in: of a steward or organizer it stands there, of others it waits for a look.
    A known key is answered again.

    Raises at once, or from the future: Refused (story_kind, story_title, story_text,
    story_place, area), NotFound.
    """
    check_key(told.key)
    slow_down(desk, doer)
    rules.check_story(told.kind, told.title, told.text)
    rules.place_of(told.place)
    return desk.store.write(_Tell(desk, doer, told))


def decide(desk: Desk, doer: Doer, story: int, state: ReviewState) -> Future[StoryReceipt]:
    """Show a story, set it aside, or let it wait again. Raises NotFound, NotAllowed for no
    organizer."""
    return desk.store.write(_Decide(desk, doer, story, state))


def waiting(desk: Desk, slug: str) -> list[Story]:
    """Return the stories that wait for a look, oldest first; for organizers. Raises NotFound."""
    return _decided(desk, slug, ReviewState.HELD, rules.MOST_STORIES)


def shown(desk: Desk, slug: str) -> list[Story]:
    """Return the newest stories that are shown, newest first; for organizers."""
    return _decided(desk, slug, ReviewState.SHOWN, MOST_DECIDED)[::-1]


def set_aside(desk: Desk, slug: str) -> list[Story]:
    """Return the newest stories that were set aside, newest first; for organizers."""
    return _decided(desk, slug, ReviewState.SET_ASIDE, MOST_DECIDED)[::-1]


def of_area(desk: Desk, slug: str, area: int) -> list[Story]:
    """Return what is shown of an area, oldest first. Raises NotFound."""
    with desk.store.reading() as look:
        found(look, slug)
        return rows.of_subjects(look, [f"area:{area}"], ReviewState.SHOWN)


def _decided(desk: Desk, slug: str, state: ReviewState, most: int) -> list[Story]:
    with desk.store.reading() as look:
        return rows.of_event(look, found(look, slug).id, state, most)


@dataclass(frozen=True)
class _Tell(Act):
    told: Told

    def __call__(self, tx: Transaction) -> StoryReceipt:
        self.must_be_good(tx)
        campaign, kept = found(tx, self.doer.map), self.digest(f"story:{self.told.key}")
        if first := log.receipt(tx, kept):
            return StoryReceipt(first.seq, first.coming, bool(first.held), again=True)
        receipt = self._tell(tx, campaign, kept)
        log.keep_receipt(tx, kept, "", receipt.seq, receipt.story, receipt.held, None)
        return receipt

    def _tell(self, tx: Transaction, campaign: Event, kept: str) -> StoryReceipt:
        told, (subject, date) = self.told, self._subject(tx, campaign)
        if rows.how_many(tx, subject) >= rules.MOST_STORIES:
            raise Refused("story_title", "too_many", most=rules.MOST_STORIES)
        who = self.doer.who
        direct = who is not None and who.event in (campaign.slug, date)
        state = ReviewState.SHOWN if direct else ReviewState.HELD
        entry = self.enter(tx, campaign, kept, kind="story")
        title, at = " ".join(told.title.split()), rules.place_of(told.place)
        number = rows.insert(
            tx, entry.seq, campaign.id, subject, told.kind, title, told.text.strip(), at, state
        )
        area_dates.tell(tx, entry, None)
        return StoryReceipt(entry.seq, number, held=state is ReviewState.HELD)

    def _subject(self, tx: Transaction, campaign: Event) -> tuple[str, str]:
        """Return what is told of, and the date it is on, whose leads may say so directly."""
        told = self.told
        if not told.of:
            area = areas.one(tx, campaign.id, told.area)
            if area is None or area.review is not ReviewState.SHOWN:
                raise NotFound("area", str(told.area))
            return f"area:{area.id}", area.date
        row = neighbourhoods.named(tx, campaign.id, told.of)
        if row is None or row["review"] != ReviewState.SHOWN:
            raise NotFound("group", told.of[:60])
        return f"group:{row['id']}", ""


@dataclass(frozen=True)
class _Decide(Act):
    story: int
    state: ReviewState

    def __call__(self, tx: Transaction) -> StoryReceipt:
        self.must_be_good(tx)
        if not self.doer.organizes:
            raise NotAllowed("review")
        campaign, doer, now = found(tx, self.doer.map), self.doer, self.desk.clock()
        if rows.one(tx, campaign.id, self.story) is None:
            raise NotFound("story", str(self.story))
        key = secrets.token_hex(20)  # a decision said twice stands as it stood
        entry = enter(tx, campaign.id, "review", doer.door, key, doer.by, now)
        reviews.decide(tx, entry.seq, f"story:{self.story}", self.state, doer.by, now)
        rows.set_review(tx, entry.seq, self.story, self.state)
        area_dates.tell(tx, entry, None)
        return StoryReceipt(entry.seq, self.story, held=self.state is ReviewState.HELD)
