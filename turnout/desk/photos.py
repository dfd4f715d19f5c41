"""Photos of posts: decided one by one, fetched once they are shown, and gone when they are not."""

import json
import secrets
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from datetime import datetime
from typing import Any

from turnout.desk.acting import must_hold
from turnout.desk.decisions import Deciding
from turnout.desk.desk import Desk
from turnout.desk.ledger import ON_THEIR_OWN, book, enter
from turnout.desk.rallies import found
from turnout.errors import NotFound, Refused
from turnout.model import (
    Candidate,
    Count,
    Decided,
    Door,
    Event,
    Photo,
    PhotoFiles,
    ReviewState,
    Role,
    ShownPhoto,
)
from turnout.rules import quoting
from turnout.rules.contact import Handle
from turnout.store import Reading, Transaction, pictures
from turnout.store import photos as rows
from turnout.store.times import read_or_none

MOST_SHOWN = 200  # of an event: some 60 MB in the file that every backup copies
MOST_ON_SCREENS = 6  # two rows; the live picture goes out whenever anything moves
MOST_ALT = 200  # letters of it on public screens


def queue(
    desk: Desk, event: str, state: ReviewState, most: int = 50, before: int | None = None
) -> list[Candidate]:
    """Return the photos of one state, newest first; before: a photo's number, for the next page.

    Raises NotFound.
    """
    with desk.store.reading() as look:
        known = found(look, event)
        return [
            _candidate(known, row) for row in rows.of_state(look, known.id, state, most, before)
        ]


def counts(desk: Desk, event: str) -> dict[ReviewState, int]:
    """Return how many photos there are of each state. Raises NotFound."""
    with desk.store.reading() as look:
        return rows.counts(look, found(look, event).id)


def decide(
    desk: Desk, event: str, photo: int, state: ReviewState, by: str = "desk"
) -> Future[Decided]:
    """Let a photo be fetched and shown, or not; what was fetched goes when it is not.

    It is undone as any decision of posts is. Raises NotFound, Refused("photo", "quiet" |
    "too_many").
    """

    def work(tx: Transaction) -> Decided:
        must_hold(desk, tx, by, event, Role.ORGANIZER)
        known = found(tx, event)
        row = rows.one(tx, known.id, photo)
        if row is None:
            raise NotFound("photo", str(photo))
        if state is ReviewState.SHOWN:
            _may_be_shown(tx, known)
        deciding = Deciding(desk, tx, known, by, state.value, f"photo:{photo}", row["state"])
        rows.set_state(tx, photo, state, desk.clock())
        return deciding.done()

    return desk.store.write(work)


def due(desk: Desk, most: int) -> list[tuple[int, str, int]]:
    """Return (number, link, tries so far) of the photos to be fetched by now, oldest first."""
    with desk.store.reading() as look:
        return [
            (row["id"], row["link"], row["tries"]) for row in rows.due(look, desk.clock(), most)
        ]


def keep(desk: Desk, photo: int, files: PhotoFiles) -> Future[None]:
    """Keep the files of a photo, unless it was set aside meanwhile; screens learn of it."""

    def work(tx: Transaction) -> None:
        row = rows.shown(tx, photo)
        if row is None:
            return
        pictures.keep(tx, row["event"], f"photo:{photo}", files)
        rows.fetched(tx, photo)
        _tell(desk, tx, row["event"], photo)

    return desk.store.write(work)


def fail(
    desk: Desk, photo: int, failure: str, told: dict[str, object], next_at: datetime | None
) -> Future[None]:
    """Note why a photo could not be had, a key of words; next_at None: it is not tried again."""

    def work(tx: Transaction) -> None:
        row = rows.shown(tx, photo)
        if row is not None:
            rows.failed(tx, photo, failure, told, next_at)
            _tell(desk, tx, row["event"], photo)

    return desk.store.write(work)


def file(desk: Desk, event: str, name: str, small: bool = False) -> bytes | None:
    """Return a file of a photo that may stand on public screens, by the name it has there; None
    where there is none. Raises NotFound for the event."""
    number, _, digest = name.partition("-")
    if not (number.isascii() and number.isdecimal() and len(number) < 18):
        return None
    with desk.store.reading() as look:
        known = found(look, event)
        row = rows.one(look, known.id, int(number))
        if known.quiet or row is None or not row["public"]:
            return None
        return pictures.file(look, f"photo:{row['id']}", digest, small)


def shown(
    look: Reading, event: Event, leads: Sequence[str], unnamed: Callable[[], Sequence[str]]
) -> tuple[ShownPhoto, ...]:  # fmt: skip
    """Return the photos that stand on public screens, newest first; a quiet event shows none.

    leads: the handles of the leads who are shown; of nobody else is it told who took a photo.
    unnamed: what its text is shown without.
    """
    if event.quiet:
        return ()
    return tuple(
        ShownPhoto(
            name=_name(row),
            alt=quoting.cut(quoting.without(quoting.plain(row["alt"]), unnamed()), MOST_ALT),
            licence=quoting.licence(row["licence"]),
            by=account if (account := str(Handle(row["handle"], row["host"]))) in leads else "",
            width=row["width"],
            height=row["height"],
        )
        for row in rows.public(look, event.id, MOST_ON_SCREENS)
    )


def photo(event: Event, row: Any) -> Photo:
    """Return a photo as organizers see it."""
    public = row["public"] and row["digest"] and not event.quiet
    return Photo(
        id=row["id"],
        link=row["link"],
        alt=row["alt"],
        licence=row["licence"],
        state=ReviewState(row["state"]),
        name=_name(row) if public else "",
        width=row["width"] or 0,
        height=row["height"] or 0,
        failure=row["failure"],
        told=json.loads(row["told"]),
        next_at=read_or_none(row["next_at"]),
    )


def _candidate(event: Event, row: Any) -> Candidate:
    return Candidate(photo(event, row), row["handle"], row["host"], row["text"], row["post_link"])


def _name(row: Any) -> str:
    return f"{row['id']}-{row['digest']}"


def _may_be_shown(tx: Transaction, event: Event) -> None:
    if event.quiet:
        raise Refused("photo", "quiet")
    if rows.counts(tx, event.id)[ReviewState.SHOWN] >= MOST_SHOWN:
        raise Refused("photo", "too_many", most=MOST_SHOWN)


def _tell(desk: Desk, tx: Transaction, event: int, photo: int) -> None:
    """Let the clock move, so that every open screen learns of it."""
    key = secrets.token_hex(20)
    entry = enter(tx, event, "photo", Door.FEED, key, f"photo:{photo}", desk.clock())
    book(tx, entry, ON_THEIR_OWN, Count())
