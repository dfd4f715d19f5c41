"""The feed door: what a post means for an event, and the commitment it makes. Grammar in rules."""

from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from typing import Any

from turnout.desk import feeds, leads, rallies, signups
from turnout.desk.desk import Desk
from turnout.model import Door, Event, Feed, Receipt, Refusal, Submission
from turnout.rules.phrases import MOST, Intent, Reading, reading
from turnout.settings import Settings
from turnout.sources import Post

OLDEST = timedelta(days=366)  # a yearly rally keeps its hashtag: last year's posts are not for it


class Decision(StrEnum):
    COUNTED = "counted"
    HELD = "held"  # an organizer looks at it before it counts
    REFUSED = "refused"  # changes no number; the refusal log says why
    IGNORED = "ignored"  # not about this event


@dataclass(frozen=True)
class Verdict:
    """What becomes of a post. reason: a key of `words/feeds.toml`, empty when it counts."""

    decision: Decision
    reason: str
    read: Reading
    lead: str = ""


def take(desk: Desk, feed: Feed, post: Post) -> Future[Receipt] | Future[None] | None:
    """Book what `post` says: its receipt, None from the future when refused; None if ignored.

    The future raises Refused where the desk does not take the commitment.
    """
    event = rallies.event(desk, feed.event)
    verdict = judged(post, event.hashtag, _handles(desk, feed.event), desk.clock())
    if verdict.decision is Decision.IGNORED:
        return None
    if verdict.decision is Decision.REFUSED:
        return refuse(desk, feed, post, "post", verdict.reason, **verdict.read.values)
    return signups.commit(desk, _submission(feed, event, post, verdict, desk.clock()))


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
    leads: Sequence[str] = (),
    now: datetime | None = None,
    hold_party: int = Settings.hold_party,
) -> dict[str, Any]:
    """Return what `take` would make of `post`, as JSON can carry it; nothing is stored.

    leads: the event's leads' handles; without any, the first one mentioned is taken for a lead.
    """
    verdict = judged(post, hashtag, leads, now)
    if verdict.decision is Decision.COUNTED and verdict.read.people >= hold_party:
        verdict = replace(verdict, decision=Decision.HELD, reason="large_party")
    return {
        "author": post.handle,
        "host": post.host,
        "id": post.id,
        "link": post.link,
        "time": post.published.isoformat() if post.published else None,
        "text": post.text,
        "images": list(post.images),
        "intent": verdict.read.intent.value,
        "people": verdict.read.people,
        "lead": verdict.lead,
        "decision": verdict.decision.value,
        "reason": verdict.reason,
    }


def key(post: Post) -> str:
    """Return what names this version of a post: the same text read again is no news, an edit is.

    It holds no feed: one post read from two servers, one of them late with an edit, is still one.
    """
    parts = (post.author, post.id or post.link, post.text)
    return sha256("\0".join(parts).encode()).hexdigest()


def judged(post: Post, hashtag: str, handles: Sequence[str], now: datetime | None) -> Verdict:
    """Return what becomes of `post`. now: aware; None: its age does not matter."""
    read = reading(post.text, hashtag)
    lead, doubt = _lead(post, read, handles)
    if not post.text or read.reason == "no_hashtag":
        return Verdict(Decision.IGNORED, read.reason or "empty", read)
    if reason := _against(post, read, now):
        return Verdict(Decision.REFUSED, reason, read, lead)
    doubt = read.doubt or doubt or ("" if post.author else "unknown_author")
    return Verdict(Decision.HELD if doubt else Decision.COUNTED, doubt, read, lead)


def _against(post: Post, read: Reading, now: datetime | None) -> str:
    """Return why `post` is no commitment and no withdrawal, "" if it is one."""
    if read.reason:
        return read.reason
    if now and post.published and now - post.published > OLDEST:
        return "old"
    if read.intent is Intent.WITHDRAW and (read.doubt or not post.author):
        return read.doubt or "unknown_author"  # who withdraws in doubt goes on counting
    return ""


def _lead(post: Post, read: Reading, handles: Sequence[str]) -> tuple[str, str]:
    """Return (the lead this post is with, a doubt): the one mentioned, else the author's own."""
    if not handles:
        return (read.mentions[0] if read.mentions else ""), ""
    mentioned = {handle for handle in handles for name in read.mentions if _same(name, handle)}
    if len(mentioned) > 1:
        return "", "two_leads"
    own = [handle for handle in handles if post.author and _same(post.author, handle)]
    return next(iter([*mentioned, *own]), ""), ""


def _same(name: str, handle: str) -> bool:
    """Return whether both are one account, as far as they say: a missing server fits any."""
    user, _, host = name.partition("@")
    of_user, _, of_host = handle.lower().partition("@")
    return user == of_user and (not host or not of_host or host == of_host)


def _handles(desk: Desk, event: str) -> list[str]:
    return [lead.handle for lead in leads.leads(desk, event)]


def _submission(
    feed: Feed, event: Event, post: Post, verdict: Verdict, now: datetime
) -> Submission:
    withdraws = verdict.read.intent is Intent.WITHDRAW
    return Submission(
        door=Door.FEED,
        event=event.slug,
        key=key(post),
        scope=f"feed:{event.slug}",
        by=f"feed:{feed.id}",
        party=str(min(max(verdict.read.people, 1), MOST)),  # beyond it, `doubt` says so
        status="cancelled" if withdraws else "yes",
        lead=verdict.lead,
        handle=post.author,
        said_at=post.published.isoformat() if post.published and post.published < now else "",
        doubt=verdict.reason,
    )
