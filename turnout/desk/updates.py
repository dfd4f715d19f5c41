"""Updates at the organizer's desk: drafts, one's own, let go, held, set aside; and their rules.

Nothing here waits for a network: what was let go is in the feed at once, and due on each channel.
"""

import secrets
from collections.abc import Mapping
from concurrent.futures import Future
from dataclasses import replace
from typing import Any

from turnout.desk.acting import must_hold
from turnout.desk.desk import Desk
from turnout.desk.ledger import ON_THEIR_OWN, book, enter
from turnout.desk.rallies import found
from turnout.desk.updates_going import decide, go, new_entry, not_after
from turnout.desk.updates_texts import Voice
from turnout.errors import NotFound, Refused
from turnout.model import Count, Door, Event, ReviewState, Role
from turnout.model.updates import OWN, Draft, Mode, PostState, Update, UpdateRules
from turnout.rules import update_limits as rule
from turnout.store import Reading, Transaction, log, postings
from turnout.store import updates as rows
from turnout.words import LANGUAGES


def of_event(desk: Desk, slug: str, by: str = "desk", most: int = 60) -> tuple[Update, ...]:
    """Return the newest updates of an event, newest first, as an organizer reads and edits them:
    leads by "@handle". Raises NotFound, also where `by` is a link taken back."""
    with desk.store.reading() as look:
        must_hold(desk, look, by, slug, Role.ORGANIZER)
        event = found(look, slug)
        voice = Voice(look, event)
        some = rows.of_event(look, event.id, most)
        posted = postings.of_updates(look, [row["seq"] for row in some])
        return tuple(
            replace(
                _update(look, voice, row, voice.to_edit), postings=tuple(posted.get(row["seq"], ()))
            )
            for row in some
        )


def let_go(desk: Desk, slug: str, most: int = 50) -> tuple[Update, ...]:
    """Return what was let go of an event and stands, newest first, as everybody may read it; of a
    quiet event nothing. Raises NotFound."""
    with desk.store.reading() as look:
        event = found(look, slug)
        if event.quiet:
            return ()
        voice, shown = Voice(look, event), ReviewState.SHOWN
        some = [row for row in rows.of_event(look, event.id) if row["state"] == shown][:most]
        return tuple(
            replace(one, texts={lang: voice.said(said, lang) for lang, said in one.texts.items()})
            for one in (_update(look, voice, row, str) for row in some)
        )


def waiting(desk: Desk, slug: str) -> tuple[int, int]:
    """Return how many drafts wait for an organizer, and how many postings are in doubt; of a
    quiet event none. Raises NotFound."""
    with desk.store.reading() as look:
        event = found(look, slug)
        if event.quiet:
            return 0, 0
        modes = rows.rules(look, event.id).modes
        drafts = [
            row
            for row in rows.of_event(look, event.id)
            if row["state"] == ReviewState.HELD
            or (row["state"] is None and modes.get(row["kind"]) is not Mode.BY_ITSELF)
        ]
        return len(drafts), postings.doubtful(look, event.id)


def write(
    desk: Desk, slug: str, texts: Mapping[str, str], by: str = "desk", key: str = ""
) -> Future[int]:
    """Keep an update of one's own as a draft; return its number. A repeated key changes nothing.

    texts: by language, one at least; leads as "@handle". Raises Refused("text"), NotFound, also
    where `by` is a link taken back.
    """
    kept = _checked(texts)

    def work(tx: Transaction) -> int:
        event = _organizers(desk, tx, by, slug)
        if event.quiet:
            raise Refused("text", "quiet")
        known = log.digest(desk.pepper, f"update:{slug}", key or secrets.token_hex(20))
        if first := log.receipt(tx, known):
            return first.seq
        entry = enter(tx, event.id, "update", Door.DESK, known, by, desk.clock())
        rows.insert(tx, entry.seq, event.id, Draft(OWN, f"{OWN}:{entry.seq}", ""))
        voice = Voice(tx, event)
        rows.word(tx, entry.seq, entry.seq, {at: voice.as_kept(kept[at]) for at in kept})
        log.keep_receipt(tx, known, "", entry.seq, 0, False, None)
        return entry.seq

    return desk.store.write(work)


def edit(
    desk: Desk, slug: str, update: int, texts: Mapping[str, str], by: str = "desk"
) -> Future[None]:
    """Word an update otherwise, as long as nothing of it is out.

    Raises Refused("text"), Refused("update", "went"), NotFound, also for a link taken back.
    """
    kept = _checked(texts)

    def work(tx: Transaction) -> None:
        event, row = _one(desk, tx, by, slug, update)
        _must_be_here(tx, update)
        voice = Voice(tx, event)
        before = voice.texts(row, rows.wording(tx, update))
        now = {**before, **{lang: voice.as_kept(text) for lang, text in kept.items()}}
        if now == before:
            return
        entry = new_entry(desk, tx, event, "update_text", by)
        rows.word(tx, entry.seq, update, now)
        if row["state"] == ReviewState.SHOWN:
            book(tx, entry, ON_THEIR_OWN, Count())

    return desk.store.write(work)


def send(desk: Desk, slug: str, update: int, by: str = "desk", now: bool = False) -> Future[None]:
    """Let an update go: it is in the feed from now on, and due on every channel that is ticked.

    now: at once, whatever the quiet hours and the day's limit. Raises Refused("update", "quiet" |
    "empty"), NotFound, also where `by` is a link taken back.
    """

    def work(tx: Transaction) -> None:
        event, row = _one(desk, tx, by, slug, update)
        if event.quiet:
            raise Refused("update", "quiet")
        if row["state"] != ReviewState.SHOWN:
            go(desk, tx, event, row, by, pressed=now)

    return desk.store.write(work)


def hold(desk: Desk, slug: str, update: int, by: str = "desk") -> Future[None]:
    """Let an update wait for an organizer, whatever the rule is: also one that was let go, as
    long as nothing of it is out. Raises Refused("update", "went"), NotFound."""

    def work(tx: Transaction) -> None:
        event, _ = _one(desk, tx, by, slug, update)
        _must_be_here(tx, update)
        decide(desk, tx, event, update, ReviewState.HELD, by)

    return desk.store.write(work)


def set_aside(desk: Desk, slug: str, update: int, by: str = "desk") -> Future[None]:
    """Let an update not go, or be in the feed no longer. What is out on a channel is out: its
    posting goes on saying so. Raises NotFound, also where `by` is a link taken back."""

    def work(tx: Transaction) -> None:
        event, _ = _one(desk, tx, by, slug, update)
        decide(desk, tx, event, update, ReviewState.SET_ASIDE, by)

    return desk.store.write(work)


def say_of(
    desk: Desk, slug: str, update: int, channel: str, is_there: bool, by: str = "desk"
) -> Future[None]:
    """Say of a posting in doubt that it is there; or send it again, also one that failed.

    Raises Refused("posting", "settled"), NotFound, also where `by` is a link taken back.
    """

    def work(tx: Transaction) -> None:
        event, row = _one(desk, tx, by, slug, update)
        posting = postings.row(tx, update, channel)
        wanted = (PostState.DOUBTFUL,) if is_there else (PostState.DOUBTFUL, PostState.FAILED)
        if posting is None or posting["state"] not in wanted:
            raise Refused("posting", "settled")
        entry = new_entry(desk, tx, event, "posting", by)
        postings.say(tx, entry.seq, update, channel, "there" if is_there else "again")
        if is_there:
            postings.settle(tx, update, channel, PostState.SENT, "", entry.at)
        else:
            postings.again(tx, update, channel, entry.at, not_after(row["kind"], event, entry.at))

    return desk.store.write(work)


def rules(desk: Desk, slug: str) -> UpdateRules:
    """Return how updates of an event go out. Raises NotFound."""
    with desk.store.reading() as look:
        return rows.rules(look, found(look, slug).id)


def set_rules(desk: Desk, slug: str, now: UpdateRules, by: str = "desk") -> Future[None]:
    """Set how updates of an event go out. Raises Refused with every reason found, NotFound, also
    where `by` is a link taken back."""
    rule.check_rules(now)
    if not set(now.channels.values()) <= set(LANGUAGES):
        raise Refused("lang", "not_one")

    def work(tx: Transaction) -> None:
        event = _organizers(desk, tx, by, slug)
        if rows.rules(tx, event.id) != now:
            entry = new_entry(desk, tx, event, "update_rule", by)
            rows.keep_rules(tx, entry.seq, event.id, now)

    return desk.store.write(work)


def _update(look: Reading, voice: Voice, row: Any, read: Any) -> Update:
    texts = voice.texts(row, rows.wording(look, row["seq"]))
    return rows.update_of(row, {lang: read(text) for lang, text in texts.items()})


def _checked(texts: Mapping[str, str]) -> dict[str, str]:
    """Return the texts that are not empty, as they are kept. Raises Refused("text")."""
    given = {lang: text for lang, text in texts.items() if lang in LANGUAGES and text.strip()}
    if not given:
        raise Refused("text", "missing")
    return {lang: rule.check_text(text) for lang, text in given.items()}


def _must_be_here(look: Reading, update: int) -> None:
    if postings.has_left(look, update):
        raise Refused("update", "went")


def _organizers(desk: Desk, look: Reading, by: str, slug: str) -> Event:
    must_hold(desk, look, by, slug, Role.ORGANIZER)
    return found(look, slug)


def _one(desk: Desk, look: Reading, by: str, slug: str, update: int) -> tuple[Event, Any]:
    event = _organizers(desk, look, by, slug)
    row = rows.one(look, event.id, update)
    if row is None:
        raise NotFound("update", str(update))
    return event, row
