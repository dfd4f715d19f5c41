"""One post, inside the write: where it is put, what it replaces, and what it is booked as."""

from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from typing import TYPE_CHECKING

from turnout.desk import leadwords
from turnout.desk.decisions import submission
from turnout.desk.desk import Desk
from turnout.desk.ledger import ON_THEIR_OWN, Entry, book, enter
from turnout.desk.reviews import settle
from turnout.desk.signups import working
from turnout.errors import NotFound
from turnout.model import Count, Door, Event, Feed, Receipt, ReviewState, Status
from turnout.rules import floods, moderation
from turnout.rules.intake import through_open_doors
from turnout.rules.moderation import Author, Place
from turnout.rules.phrases import Intent
from turnout.sources import Post
from turnout.store import (
    Transaction,
    authors,
    commitments,
    events,
    people,
    photos,
    post_floods,
    posts,
    reviews,
)
from turnout.store import leads as lead_rows
from turnout.store.posts import New
from turnout.store.times import written

if TYPE_CHECKING:
    from turnout.desk.posts import Verdict

MOST_PHOTOS = 8  # of one post


@dataclass(frozen=True)
class Booking:
    """The work of taking one post in."""

    desk: Desk
    feed: Feed
    post: Post
    verdict: "Verdict"
    version: str

    def __call__(self, tx: Transaction) -> Receipt:
        event = events.find(tx, self.feed.event)
        if event is None:
            raise NotFound("event", self.feed.event)
        if known := posts.by_version(tx, event.id, self.version):
            return Receipt(known["record"] or 0, self.version, 0, again=True)
        return _Take(self, tx, event, self.desk.clock()).receipt()


@dataclass
class _Take:
    given: Booking
    tx: Transaction
    event: Event
    now: datetime

    def __post_init__(self) -> None:
        self.post, self.read = self.given.post, self.given.verdict.read
        self.people, self.reason = self.read.people, self.given.verdict.reason
        self.said_at = min(self.post.published or self.now, self.now)
        self.ref = _digest(self.post.author, self.post.id or self.post.link or self.given.version)
        self.old = posts.newest(self.tx, self.event.id, self.ref)
        self.author, self.state, self.is_new = self._author()

    def receipt(self) -> Receipt:
        place = self._place()
        if place.state is ReviewState.SHOWN:
            place = self._open(place)
        row = self._row(place)
        receipt = self._booked(row, place)
        number = posts.insert(self.tx, replace(row, record=receipt.seq or None))
        taken_off = self._photos(number)
        self._replace(number, receipt, place)
        posts.prune(self.tx, self.event.id)
        if place.state is ReviewState.HELD:
            return replace(receipt, seq=self._tell("post"), held=True)
        if taken_off and not receipt.seq:
            self._tell("post")
        return receipt

    def _author(self) -> tuple[int | None, str, bool]:
        if not self.post.author:
            return None, "", True
        event, handle, host = self.event.id, self.post.handle, self.post.host
        if known := authors.known(self.tx, event, handle, host):
            return known["id"], known["state"], False
        return authors.insert(self.tx, event, handle, host, self.said_at), "", True

    def _place(self) -> Place:
        verdict = self.given.verdict
        decision, reason = verdict.decision, verdict.reason
        if self.read.reason == "fewer":
            decision, reason = self._fewer(decision, reason)
        return moderation.placed(
            decision,
            reason,
            self._standing(),
            rule=self.event.posts_rule,
            ban=self._ban(),
            flood=self._flood(),
            lookalike="lookalike" in self.post.flags,
            large=self.people >= self.given.desk.settings.hold_party
            and self.read.intent is Intent.COMMIT,
        )

    def _fewer(self, decision: moderation.Decision, reason: str) -> tuple[moderation.Decision, str]:
        """Read "two of us dropped out" by what stands of who says it: so many are left."""
        person = self._person()
        own = commitments.current(self.tx, self.event.id, person) if person else None
        if own is None or own.status is Status.CANCELLED or not 0 < self.people < own.party:
            return moderation.Decision.HELD, reason or "fewer"
        self.people = own.party - self.people
        return decision, reason

    def _standing(self) -> Author:
        is_lead = self._lead() is not None
        person = self._person()
        known = is_lead or (person is not None and bool(commitments.events_of(self.tx, person)))
        return Author(self.state, is_lead, known)

    def _lead(self) -> int | None:
        if "lookalike" in self.post.flags:
            return None
        return lead_rows.of_account(self.tx, self.event.id, self.post.handle, self.post.host)

    def _person(self) -> int | None:
        if not self.post.author:
            return None
        scope = self.event.id if self.event.quiet else 0
        return people.by_handle(self.tx, scope, self.post.host, self.post.handle)

    def _ban(self) -> str:
        bans = authors.bans(self.tx, self.event.id)
        hosts = [each["value"] for each in bans if each["kind"] == "host"]
        if moderation.is_of_host(self.post.host, hosts):
            return "host"
        words = [each["value"] for each in bans if each["kind"] == "word"]
        return "word" if moderation.has_word(self.post.text, words) else ""

    def _flood(self) -> str:
        since, shape = self.said_at - floods.WINDOW, self._shape()
        event, tx = self.event.id, self.tx
        rush = floods.Rush(
            new_authors=authors.new_since(tx, event, since) if self.is_new else 0,
            of_author=post_floods.by_author_since(tx, self.author, since) if self.author else 0,
            of_shape=post_floods.alike(tx, event, shape, since) if shape else 0,
            large=post_floods.large_since(tx, event, floods.LARGE, since),
        )
        return floods.why_held(rush, is_new=self.is_new, people=self.people, has_shape=bool(shape))

    def _shape(self) -> str:
        shape = floods.shape(self.post.text)
        return _digest(shape) if shape else ""

    def _open(self, place: Place) -> Place:
        """Raise Refused for a promise to an event that takes none; it is asked again later."""
        if self.read.intent is Intent.COMMIT:
            through_open_doors(self.event, Status.YES, Door.FEED, self.said_at)
        return place

    def _row(self, place: Place) -> New:
        return New(
            event=self.event.id,
            feed=self.given.feed.id,
            author=self.author,
            ref=self.ref,
            version=self.given.version,
            shape=self._shape(),
            link=self.post.link,
            name=self.post.name[:100],
            text=self.post.text,
            said_at=self.said_at,
            seen_at=self.now,
            intent=self._intent().value,
            people=self.people,
            lead=self.given.verdict.lead,
            state=place.state,
            reason=place.reason,
            values={**self.read.values, "how": self.given.verdict.how, "of": self.people},
            record=None,
        )

    def _intent(self) -> Intent:
        """Return what is booked: fewer of a party is a promise of those who are left."""
        left = self.read.reason == "fewer" and self.people != self.read.people
        return Intent.COMMIT if left else self.read.intent

    def _booked(self, row: New, place: Place) -> Receipt:
        """Book what counts; its receipt, or one of seq 0."""
        nothing = Receipt(0, self.given.version, 0)
        if place.state is not ReviewState.SHOWN:
            return nothing
        intent = self._intent()
        if intent in (Intent.GOAL, Intent.TOTAL):
            return self._said_by_lead(intent)
        if intent not in (Intent.COMMIT, Intent.WITHDRAW):
            return nothing
        told = {**vars(row), "handle": self.post.handle, "host": self.post.host,
                "said_at": written(self.said_at)}  # fmt: skip
        by = f"feed:{self.given.feed.id}"
        said = submission(self.event, told, self.given.version, self.people, by)
        return working(self.given.desk, said, looked=True)(self.tx)

    def _said_by_lead(self, intent: Intent) -> Receipt:
        """Keep the goal or the total that a lead's own account told."""
        lead = self._lead()
        if lead is None:
            return Receipt(0, self.given.version, 0)
        leadwords.against(self.tx, self.event, lead, intent, self.people, self.said_at)
        by = f"feed:{self.given.feed.id}"
        receipt = leadwords.say(
            self.tx, self.event, lead, intent, self.people, by, self.now, self.said_at
        )
        return replace(receipt, key=self.given.version)

    def _photos(self, number: int) -> bool:
        """Keep the post's photos; return whether one that was shown is no longer of it."""
        for image in self.post.images[:MOST_PHOTOS]:
            photos.insert(self.tx, self.event.id, number, image.link, image.alt, image.licence)
        is_edit = self.old is not None and self.old["replaced_by"] is None
        return is_edit and photos.follow(self.tx, self.old["id"], number)

    def _replace(self, number: int, receipt: Receipt, place: Place) -> None:
        """Let the version before give way; what it promised ends where this one says otherwise.

        While this one waits for a look, the older word stands.
        """
        if self.old is None or self.old["replaced_by"] is not None:
            return
        posts.replace(self.tx, self.old["id"], number)
        if not self.old["record"] or place.state is ReviewState.HELD:
            return
        old, by = self.old["record"], f"feed:{self.given.feed.id}"
        if leadwords.settle(self.tx, self.event.id, old, number, by, self.now):
            return
        if receipt.seq and self._intent() in (Intent.COMMIT, Intent.WITHDRAW):
            return  # a person's next word takes the place of the one before
        booked = commitments.one(self.tx, old)
        entry = self._enter("review")
        subject = f"commitment:{old}"
        reviews.decide(self.tx, entry.seq, subject, ReviewState.SET_ASIDE, by, entry.at)
        settle(self.tx, entry, booked["person"])

    def _tell(self, kind: str) -> int:
        """Let the clock move, so that every open screen learns that somebody has to look."""
        entry = self._enter(kind)
        book(self.tx, entry, ON_THEIR_OWN, Count())
        return entry.seq

    def _enter(self, kind: str) -> Entry:
        key = _digest(kind, self.given.version)[:40]
        by = f"feed:{self.given.feed.id}"
        return enter(self.tx, self.event.id, kind, Door.FEED, key, by, self.now, self.said_at)


def _digest(*parts: str) -> str:
    return sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()[:32]
