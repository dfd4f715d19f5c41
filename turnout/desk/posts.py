"""The feed door: what a post means for an event, where it is put, and what it is booked as."""

from collections.abc import Mapping
from concurrent.futures import Future
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256
from types import MappingProxyType
from typing import Any

from turnout.desk import feeds, leads, rallies
from turnout.desk.booking import Booking
from turnout.desk.desk import Desk
from turnout.model import Door, Feed, Receipt, Refusal
from turnout.rules.contact import Handle
from turnout.rules.moderation import Decision as Decision
from turnout.rules.phrases import Intent, Reading, reading
from turnout.settings import Settings
from turnout.sources import Post
from turnout.store import leads as lead_rows

OLDEST = timedelta(days=366)  # a yearly rally keeps its hashtag: last year's posts are not for it
FOR_LEADS = (Intent.GOAL, Intent.TOTAL)


@dataclass(frozen=True)
class Verdict:
    """What is made of a post. reason: a key of `words/feeds.toml`, empty when it counts."""

    decision: Decision
    reason: str
    read: Reading
    lead: str = ""

    @property
    def how(self) -> str:
        """How it was read: with its people a sentence of `words/feeds.toml` ("read_...")."""
        return self.read.why or self.read.intent.value


def take(desk: Desk, feed: Feed, post: Post) -> Future[Receipt] | None:
    """Keep what `post` says, and book it where it counts; None if it is not about the event.

    The receipt's seq is 0 where nothing was booked and nobody has to look. The future raises
    Refused where the desk does not take it.
    """
    event = rallies.event(desk, feed.event)
    verdict = judged(post, event.hashtag, handles(desk, feed.event), desk.clock())
    if verdict.decision is Decision.IGNORED:
        return None
    return desk.store.write(Booking(desk, feed, post, verdict, key(post)))


def refuse(
    desk: Desk, feed: Feed, post: Post, field: str, code: str, **values: object
) -> Future[None]:
    """Note in the refusal log why `post` counts for nothing; the same again is noted once."""
    ref = post.link or post.id or key(post)
    return feeds.refuse(
        desk,
        Refusal(desk.clock(), feed.event, Door.FEED, f"feed:{feed.id}", ref, field, code, values),
    )


def preview(
    post: Post,
    hashtag: str,
    leads: Mapping[str, str] = MappingProxyType({}),
    now: datetime | None = None,
    hold_party: int = Settings.hold_party,
) -> dict[str, Any]:
    """Return what `take` would make of `post`, as JSON can carry it; nothing is stored.

    leads: as `handles` returns them; without any, the first one mentioned is taken for a lead.
    """
    verdict = judged(post, hashtag, leads, now)
    waits = "large_party" if verdict.read.people >= hold_party else ""
    waits = "lookalike" if "lookalike" in post.flags else waits
    if verdict.decision is Decision.COUNTED and waits:
        verdict = replace(verdict, decision=Decision.HELD, reason=waits)
    return {
        "author": post.handle,
        "host": post.host,
        "id": post.id,
        "link": post.link,
        "time": post.published.isoformat() if post.published else None,
        "text": post.text,
        "images": [image.link for image in post.images],
        "intent": verdict.read.intent.value,
        "people": verdict.read.people,
        "lead": verdict.lead,
        "decision": verdict.decision.value,
        "reason": verdict.reason,
        "how": verdict.how if verdict.decision is Decision.COUNTED else "",
    }


def key(post: Post) -> str:
    """Return what names this version of a post: the same text read again is no news, an edit is.

    It holds no feed: one post read from two servers, one of them late with an edit, is still one.
    """
    parts = (post.author, post.id or post.link, post.text)
    return sha256("\0".join(parts).encode()).hexdigest()


def handles(desk: Desk, event: str) -> dict[str, str]:
    """Return all accounts of an event's leads, each with the handle that its lead is known by."""
    first = {lead.id: lead.handle for lead in leads.leads(desk, event)}
    with desk.store.reading() as look:
        further = lead_rows.handles(look, rallies.found(look, event).id)
    known = {str(Handle(*each)): lead for lead, those in further.items() for each in those}
    return {handle: handle for handle in first.values()} | {
        handle: first[lead] for handle, lead in known.items()
    }


def judged(post: Post, hashtag: str, handles: Mapping[str, str], now: datetime | None) -> Verdict:
    """Return what is made of `post` before any rule of moderation. now: aware; None: its age does
    not matter."""
    read = reading(post.text, hashtag)
    lead, doubt = _lead(post, read, handles)
    if not post.text or read.reason == "no_hashtag":
        return Verdict(Decision.IGNORED, read.reason or "empty", read)
    if now and post.published and now - post.published > OLDEST:
        return Verdict(Decision.IGNORED, "old", read)
    if "repost" in post.flags:
        return Verdict(Decision.REFUSED, "repost", read, lead)
    if read.intent in FOR_LEADS:
        own = _is_leads(post, handles)
        why = read.doubt if own else "only_lead"
        return Verdict(Decision.HELD if why else Decision.COUNTED, why, read, own or lead)
    if read.reason and read.reason != "fewer":
        return Verdict(Decision.REFUSED, read.reason, read, lead)
    doubt = read.doubt or doubt or ("" if post.author else "unknown_author")
    return Verdict(Decision.HELD if doubt else Decision.COUNTED, doubt, read, lead)


def _is_leads(post: Post, handles: Mapping[str, str]) -> str:
    """Return the lead whose account wrote `post`: on that very host, and no look-alike."""
    if not post.author or "lookalike" in post.flags:
        return ""
    return next((lead for handle, lead in handles.items() if handle.lower() == post.author), "")


def _lead(post: Post, read: Reading, handles: Mapping[str, str]) -> tuple[str, str]:
    """Return (the lead this post is with, a doubt): the one mentioned, else the author's own."""
    if not handles:
        return (read.mentions[0] if read.mentions else ""), ""
    known = handles.items()
    mentioned = {lead for handle, lead in known for name in read.mentions if _same(name, handle)}
    if len(mentioned) > 1:
        return "", "two_leads"
    own = [lead for handle, lead in known if post.author and _same(post.author, handle)]
    return next(iter([*mentioned, *own]), ""), ""


def _same(name: str, handle: str) -> bool:
    """Return whether both are one account, as far as they say: a missing server fits any."""
    user, _, host = name.partition("@")
    of_user, _, of_host = handle.lower().partition("@")
    return user == of_user and (not host or not of_host or host == of_host)
