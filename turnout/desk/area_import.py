"""A map file brought onto a map: what would become of each place in it, and all of it stored in
one write, a record for each area.

Who brings a file twice adds nothing: a place is known by what stands in the file, else by its name
and shape, also when it was drawn by hand.
"""

import secrets
from collections.abc import Iterable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field

from turnout.desk import area_dates, placing
from turnout.desk.area_rows import BOUNDARY, KNOWN, TO_CHOOSE, Row, Standing, rows_of
from turnout.desk.areas import Act, Doer
from turnout.desk.desk import Desk
from turnout.desk.ledger import Entry, enter
from turnout.desk.places import Checked
from turnout.desk.rallies import found
from turnout.errors import NotAllowed
from turnout.model import Door, Event, ReviewState
from turnout.model.areas import Step
from turnout.model.places import Box, Shape, bounds
from turnout.rules import areas as rules
from turnout.rules.rallies import slug_of
from turnout.store import Transaction, area_imports, area_steps, areas, log, neighbourhoods

ROOM_DEGREES = 0.5  # around the areas that stand: some 50 km, the next town but not the next state


@dataclass(frozen=True)
class Brought:
    """What a file brought. seq: its record, 0 where nothing was stored.

    stored, again: numbers of areas that are new, or shown again; known: places that were there.
    groups: names of those that were made; boundaries: of those that were drawn.
    """

    seq: int
    stored: tuple[int, ...] = ()
    again: tuple[int, ...] = ()
    known: int = 0
    groups: tuple[str, ...] = ()
    boundaries: tuple[str, ...] = ()


def look(desk: Desk, slug: str, checked: Checked, lang: str = "en") -> list[Row]:
    """Return what would become of each place of a file, in its order; nothing is stored.

    Raises NotFound.
    """
    with desk.store.reading() as reading:
        standing = Standing(desk, reading, found(reading, slug))
        return [standing.known(row) for row in rows_of(lang, checked)]


def box_of(desk: Desk, slug: str) -> Box | None:
    """Return where the campaign is: around the areas that stand, and some way on; None where
    there are none yet. Raises NotFound."""
    with desk.store.reading() as reading:
        event = found(reading, slug)
        shown = areas.on_map(reading, event.id, reviews=[ReviewState.SHOWN])
    if not shown:
        return None
    around = [bounds(area.shape) for area in shown]
    return Box(
        max(min(box.west for box in around) - ROOM_DEGREES, -180),
        max(min(box.south for box in around) - ROOM_DEGREES, -90),
        min(max(box.east for box in around) + ROOM_DEGREES, 180),
        min(max(box.north for box in around) + ROOM_DEGREES, 90),
    )


def bring(desk: Desk, doer: Doer, rows: Iterable[Row]) -> Future[Brought]:
    """Store the chosen rows of a file (`look`), all of them or none. What is on the map by then
    is left as it is.

    Raises NotAllowed for who is no organizer of the campaign, NotFound, StoreFailed.
    """
    chosen = tuple(row for row in rows if row.kind in TO_CHOOSE)
    return desk.store.write(_Bring(desk, doer, chosen))


@dataclass(frozen=True)
class _Bring(Act):
    rows: Sequence[Row]

    def __call__(self, tx: Transaction) -> Brought:
        self.must_be_good(tx)
        campaign = found(tx, self.doer.map)
        if not self.doer.organizes:
            raise NotAllowed("areas")
        standing = Standing(self.desk, tx, campaign)
        rows = [standing.known(row) for row in self.rows]
        told = [row for row in rows if row.kind != KNOWN]
        if not told:
            return Brought(0, known=len(rows))
        entry = self.record(tx, campaign, "area_import", secrets.token_hex(20))
        bringing = _Bringing(self, tx, campaign, standing, entry)
        for row in told:
            bringing.one(row)
        return bringing.done(len(rows) - len(told))

    def record(self, tx: Transaction, campaign: Event, kind: str, key: str) -> Entry:
        """Write the log row of something that the file brings."""
        now = self.desk.clock()
        return enter(tx, campaign.id, kind, Door.IMPORT, key, self.doer.by, now)


@dataclass
class _Bringing:
    """One file on its way in, place by place, inside the write."""

    bring: _Bring
    tx: Transaction
    campaign: Event
    standing: Standing
    entry: Entry
    stored: list[int] = field(default_factory=list)
    again: list[int] = field(default_factory=list)
    groups: list[str] = field(default_factory=list)
    boundaries: list[str] = field(default_factory=list)

    def one(self, row: Row) -> None:
        if row.shape is None:
            return
        if row.kind == BOUNDARY:
            self._boundary(row, row.shape)
        elif row.area:
            self._show_again(row)
        else:
            self._area(row, row.shape)

    def done(self, known: int) -> Brought:
        """Keep what belongs together, and let every screen of the map know."""
        newest = self.entry._replace(seq=log.seq(self.tx))
        brought = newest.seq - self.entry.seq
        area_imports.insert(self.tx, self.entry.seq, self.campaign.id, brought)
        area_dates.tell(self.tx, newest, None)
        return Brought(
            self.entry.seq,
            tuple(self.stored),
            tuple(self.again),
            known,
            tuple(self.groups),
            tuple(self.boundaries),
        )

    def _area(self, row: Row, shape: Shape) -> None:
        tx, kept = self.tx, self.standing.digest(row)
        entry = self.bring.record(tx, self.campaign, "area", kept)
        stand = rules.after(None, Step.DRAW)
        area = areas.insert(
            tx, entry.seq, self.campaign.id, title=row.title, text=row.text, size="", wanted=0,
            shape=shape, m2=row.m2, stand=stand, review=ReviewState.SHOWN, steward=0,
            reporter=None, neighbourhood=self._group(row.group) if row.group else None,
        )  # fmt: skip
        area_steps.insert(tx, entry.seq, area, Step.DRAW, None, stand)
        if not row.group:
            placing.place(tx, entry.seq, self.campaign.id, area, shape)
        log.keep_receipt(tx, kept, "", entry.seq, area, False, None)
        self.stored.append(area)

    def _show_again(self, row: Row) -> None:
        key = secrets.token_hex(20)
        entry = self.bring.record(self.tx, self.campaign, "review", key)
        by = self.bring.doer.by
        area_dates.reviewed(self.tx, entry, row.area, ReviewState.SHOWN, by)
        self.again.append(row.area)

    def _boundary(self, row: Row, shape: Shape) -> None:
        number = self._group(row.title)
        group = self.standing.group(row.title)
        text = group["text"] or row.text
        neighbourhoods.change(self.tx, number, group["name"], text, shape, group["steward"])
        self.boundaries.append(group["name"])

    def _group(self, name: str) -> int:
        """Return the number of the group called so, made where there is none."""
        if self.standing.group(name) is None:
            slug = self._free(slug_of(name) or "group")
            neighbourhoods.insert(self.tx, self.campaign.id, slug, name, "", None, 0)
            self.standing.add_group(name, neighbourhoods.named(self.tx, self.campaign.id, slug))
            self.groups.append(name)
        return int(self.standing.group(name)["id"])

    def _free(self, slug: str) -> str:
        number, free = 1, slug
        while neighbourhoods.named(self.tx, self.campaign.id, free):
            number += 1
            free = f"{slug}-{number}"
        return free
