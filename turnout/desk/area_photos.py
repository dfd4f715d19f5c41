"""Photos of areas: kept as they were made anew, shown once somebody who may has looked."""

from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any

from turnout.desk import area_dates
from turnout.desk.area_acts import Act, Doer
from turnout.desk.desk import Desk
from turnout.desk.ledger import enter
from turnout.desk.rallies import found
from turnout.errors import NotAllowed, NotFound, Refused
from turnout.model import Event, PhotoFiles, ReviewState
from turnout.model.areas import AreaPhoto, AreaReceipt
from turnout.store import Reading, Transaction, areas, log, pictures, reviews
from turnout.store import area_photos as rows

MOST_OF_STEP = 4  # photos that come with one report, or one cleaning
MOST_OF_AREA = 40
MOST_OF_MAP = 1_000  # some 300 MB in the file that every backup copies
KINDS = ("before", "after")


def must_be_known(desk: Desk, doer: Doer, key: str) -> None:
    """Raise NotFound("area") where nothing was said under `key`: no photo of it is looked at."""
    with desk.store.reading() as look:
        if log.receipt(look, Act(desk, doer).digest(key)) is None:
            raise NotFound("area", key[:16])


def keep(
    desk: Desk, doer: Doer, key: str, place: int, kind: str, files: PhotoFiles
) -> Future[AreaReceipt]:
    """Keep photo number `place` (from 0) of what was said under `key`. Twice is once.

    Of somebody passing by it waits for a look. Raises at once, or from the future:
    Refused("photo", "map_full" | "not_kind"), NotFound("area") for a key that is not known.
    """
    if kind not in KINDS or not 0 <= place < MOST_OF_STEP:
        raise Refused("photo", "not_kind")
    return desk.store.write(_Keep(desk, doer, key, place, kind, files))


def decide(desk: Desk, doer: Doer, photo: int, state: ReviewState, key: str) -> Future[AreaReceipt]:
    """Let a photo be shown, or no longer be. Raises NotFound, NotAllowed for no organizer."""
    return desk.store.write(_Decide(desk, doer, key, photo, state))


def file(desk: Desk, slug: str, name: str, small: bool, held: bool = False) -> bytes | None:
    """Return a photo's file by its name ("12-0123456789abcdef"), or None where there is none
    that may be seen. held: also of one that waits, or whose area does."""
    number, _, digest = name.partition("-")
    if not (number.isascii() and number.isdigit() and len(number) < 16):
        return None
    with desk.store.reading() as look:
        event = found(look, slug)
        row = rows.one(look, event.id, int(number))
        if row is None or not (held or _is_public(look, event, row)):
            return None
        return pictures.file(look, f"area_photo:{number}", digest, small)


def of_area(desk: Desk, slug: str, area: int) -> list[tuple[AreaPhoto, ReviewState]]:
    """Return every photo of an area with what was decided of it, in the order they came; for who
    decides. Raises NotFound."""
    with desk.store.reading() as look:
        if areas.one(look, found(look, slug).id, area) is None:
            raise NotFound("area", str(area))
        return [(photo_of(row), ReviewState(row["state"])) for row in rows.of_area(look, area)]


def shown(look: Reading, event: int) -> dict[int, list[AreaPhoto]]:
    """Return the photos of each area that may be seen, in the order they came."""
    return _by_area(look, event, ReviewState.SHOWN)


def held(desk: Desk, slug: str) -> dict[int, list[AreaPhoto]]:
    """Return the photos of each area that wait for a look; for stewards and organizers."""
    with desk.store.reading() as look:
        return _by_area(look, found(look, slug).id, ReviewState.HELD)


def _by_area(look: Reading, event: int, state: ReviewState) -> dict[int, list[AreaPhoto]]:
    kept: dict[int, list[AreaPhoto]] = {}
    for row in rows.of_event(look, event):
        if row["state"] == state and not row["undone"]:
            kept.setdefault(row["area"], []).append(photo_of(row))
    return kept


def photo_of(row: Any) -> AreaPhoto:
    """Return a photo as it is shown."""
    name = f"{row['id']}-{row['digest']}"
    return AreaPhoto(name, row["kind"], row["step"], row["width"], row["height"])


def _is_public(look: Reading, event: Event, row: Any) -> bool:
    area = areas.one(look, event.id, row["area"])
    shown_both = row["state"] == ReviewState.SHOWN == (area and area.review)
    return bool(shown_both and not row["undone"])


@dataclass(frozen=True)
class _Keep(Act):
    key: str
    place: int
    kind: str
    files: PhotoFiles

    def __call__(self, tx: Transaction) -> AreaReceipt:
        return self.once(tx, f"{self.key}:photo:{self.place}", self._keep)

    def _keep(self, tx: Transaction, campaign: Event, kept: str) -> AreaReceipt:
        first = log.receipt(tx, self.digest(self.key))
        if first is None:
            raise NotFound("area", self.key[:16])
        step, area = first.seq, areas.one(tx, campaign.id, first.coming)
        if area is None:
            raise NotFound("area", self.key[:16])
        of_map, of_area_ = rows.how_many(tx, campaign.id, area.id)
        room = MOST_OF_MAP if self.doer.who else MOST_OF_MAP // 2  # stewards find some left
        if of_map >= room or of_area_ >= MOST_OF_AREA:
            raise Refused("photo", "map_full", most=MOST_OF_AREA)
        state = ReviewState.SHOWN if self.doer.who else ReviewState.HELD
        number = rows.insert(tx, campaign.id, area.id, step, self.place, self.kind, state)
        pictures.keep(tx, campaign.id, f"area_photo:{number}", self.files)
        entry = self.enter(tx, campaign, kept, kind="area_photo")
        areas.touch(tx, entry.seq, area.id)
        area_dates.tell(tx, entry, None)
        return AreaReceipt(entry.seq, area.id, area.state, held=state is ReviewState.HELD)


@dataclass(frozen=True)
class _Decide(Act):
    key: str
    number: int
    state: ReviewState

    def __call__(self, tx: Transaction) -> AreaReceipt:
        return self.once(tx, self.key, self._decide)

    def _decide(self, tx: Transaction, campaign: Event, kept: str) -> AreaReceipt:
        row = rows.one(tx, campaign.id, self.number)
        area = areas.one(tx, campaign.id, row["area"]) if row else None
        if area is None:
            raise NotFound("photo", str(self.number))
        if not self.doer.organizes:
            raise NotAllowed("review")
        doer, now = self.doer, self.desk.clock()
        entry = enter(tx, campaign.id, "review", doer.door, kept, doer.by, now)
        reviews.decide(tx, entry.seq, f"area_photo:{self.number}", self.state, doer.by, now)
        rows.set_state(tx, self.number, self.state)
        areas.touch(tx, entry.seq, area.id)
        area_dates.tell(tx, entry, None)
        return AreaReceipt(entry.seq, area.id, area.state)
