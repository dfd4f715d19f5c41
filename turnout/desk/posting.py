"""One posting at a time: taken in a write that decides it, settled in another, and never doubled.

What is taken is on disk before a word of it leaves. Whoever dies in between leaves a row that is
in doubt: it is posted anew only when an organizer says so, who can look whether it is there.
"""

from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from turnout.desk.channels import Channel, channel
from turnout.desk.desk import Desk
from turnout.desk.updates_texts import Voice
from turnout.model import Event, ReviewState
from turnout.model.updates import PostState
from turnout.rules import update_limits as rule
from turnout.rules.networks import fitted
from turnout.store import Reading, Transaction, events, postings
from turnout.store import updates as rows
from turnout.store.times import read

AGAIN = timedelta(seconds=5)  # after the first refusal; then twice as long each time
LONGEST_AGAIN = timedelta(hours=1)
MOST_DUE = 50  # looked up at once
A_DAY = timedelta(days=2)  # what is older is of another day in every zone


@dataclass(frozen=True)
class Post:
    """What was taken and is to leave now. address: with its token, kept nowhere."""

    update: int
    channel: str
    text: str
    lang: str
    address: str = field(repr=False)


def ready(desk: Desk) -> list[tuple[int, str]]:
    """Return (update, channel) of what is due, what waits longest first."""
    with desk.store.reading() as look:
        due = postings.due(look, desk.clock(), MOST_DUE)
        return [(row["of"], row["channel"]) for row in due]


def take(desk: Desk, update: int, name: str) -> Future[Post | None]:
    """Take a posting in hand, if it may leave now; None where it may not, or not yet."""
    return desk.store.write(lambda tx: _Take(desk, tx, update, name, desk.clock()).post())


def sent(desk: Desk, post: Post) -> Future[None]:
    """Keep that a posting is there."""
    return _settled(desk, post, PostState.SENT, "")


def failed(
    desk: Desk, post: Post, reason: str, for_good: bool = False, in_doubt: bool = False
) -> Future[None]:
    """Keep that a posting was refused: to be tried later each time, for good, or in doubt."""
    if in_doubt or for_good:
        state = PostState.DOUBTFUL if in_doubt else PostState.FAILED
        return _settled(desk, post, state, reason)

    def work(tx: Transaction) -> None:
        tries = postings.row(tx, post.update, post.channel)["tries"]
        wait = min(AGAIN * 2 ** min(tries - 1, 12), LONGEST_AGAIN)
        postings.wait(tx, post.update, post.channel, reason, desk.clock() + wait)

    return desk.store.write(work)


def doubt_taken(desk: Desk) -> Future[int]:
    """Put in doubt what was in hand when the last poster ended; return how many that were."""
    return desk.store.write(lambda tx: postings.doubt_taken(tx, desk.clock()))


def page_of(desk: Desk, slug: str) -> str:
    """Return the address of an event's page, as people elsewhere reach it."""
    return f"{desk.settings.public_url}/e/{slug}"


def link_of(page: str, about: str, area: int) -> str:
    """Return where an update leads to: to an event's page, or below it to a challenge or area."""
    kind, _, number = about.partition(":")
    if area:
        return f"{page}/areas/{area}"
    return f"{page}/challenges/{number.partition(':')[0]}" if kind == "challenge" else page


def text_on(voice: Voice, at: Channel, lang: str, text: str, link: str) -> str:
    """Return an update as it stands on a channel: leads by their handle there, cut to fit."""
    return fitted(at.network, voice.said(text, lang, at.network), link)


def waits_until(look: Reading, event: Event, update: int, now: datetime) -> datetime:
    """Return when an update may leave: now, or once the night is over and the day has room."""
    here, rules = ZoneInfo(event.zone), rows.rules(look, event.id)
    days = {
        (each, at.astimezone(here).date()): at
        for each, at in postings.tried(look, event.id, now - A_DAY)
    }
    others = [at for (each, _), at in days.items() if each != update]
    counted = (update, now.astimezone(here).date()) in days  # today has it already
    return rule.may_go_at(rules, event.zone, [] if counted else others, now)


def _settled(desk: Desk, post: Post, state: PostState, reason: str) -> Future[None]:
    return desk.store.write(
        lambda tx: postings.settle(tx, post.update, post.channel, state, reason, desk.clock())
    )  # fmt: skip


@dataclass(frozen=True)
class _Take:
    desk: Desk
    tx: Transaction
    update: int
    name: str
    now: datetime

    def post(self) -> Post | None:
        posting = postings.row(self.tx, self.update, self.name)
        if posting is None or posting["state"] != PostState.DUE:
            return None
        event, at = self._event(), channel(self.desk, self.name)
        if reason := self._why_not(event, at, read(posting["not_after"])):
            self._fail(posting["reason"] if reason == "too_late" else reason, reason)
            return None
        if not posting["pressed"] and (until := self._until(event)) > self.now:
            rules = rows.rules(self.tx, event.id)
            why = "night" if rule.is_quiet(rules, event.zone, self.now) else "enough"
            postings.wait(self.tx, self.update, self.name, why, until)
            return None
        return self._taken(event, at, posting["lang"]) if at else None

    def _event(self) -> Event:
        return events.by_id(self.tx, rows.event_of(self.tx, self.update))

    def _why_not(self, event: Event, at: Channel | None, not_after: datetime) -> str:
        row = rows.one(self.tx, event.id, self.update)
        facts = (
            (row["state"] != ReviewState.SHOWN, "set_aside"),
            (event.quiet, "quiet"),
            (at is None, "gone"),
            (self.now > not_after, "too_late"),
        )
        return next((reason for is_so, reason in facts if is_so), "")

    def _fail(self, last: str, reason: str) -> None:
        """Keep why it was not posted: what the channel said last, where it was tried in vain."""
        said = last if last.startswith(("refused", "unreached")) else reason
        postings.settle(self.tx, self.update, self.name, PostState.FAILED, said, self.now)

    def _until(self, event: Event) -> datetime:
        return waits_until(self.tx, event, self.update, self.now)

    def _taken(self, event: Event, at: Channel, lang: str) -> Post:
        voice, row = Voice(self.tx, event), rows.one(self.tx, event.id, self.update)
        text = voice.texts(row, rows.wording(self.tx, self.update))[lang]
        link = link_of(page_of(self.desk, event.slug), row["about"], row["area"])
        postings.take(self.tx, self.update, self.name, self.now)
        said = text_on(voice, at, lang, text, link)
        return Post(self.update, self.name, said, lang, at.address)
