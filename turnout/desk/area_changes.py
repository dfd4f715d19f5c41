"""What is told of an area, corrected by who looks after it; what it was is kept."""

from concurrent.futures import Future
from dataclasses import dataclass, replace
from typing import Any

from turnout.desk import area_dates
from turnout.desk.area_acts import Act, Doer, check_key
from turnout.desk.desk import Desk
from turnout.errors import NotAllowed
from turnout.model import Event
from turnout.model.areas import Area, AreaReceipt, Step
from turnout.model.places import Shape
from turnout.rules import areas as rules
from turnout.store import Transaction, area_changes, area_steps, areas, neighbourhoods

FIELDS = ("title", "text", "size", "wanted", "shape")


@dataclass(frozen=True)
class Changed:
    """What an area is from now on; None: as it is. The shape was judged (`rules.shapes`), m2 is
    its size."""

    key: str
    area: int
    title: str | None = None
    text: str | None = None
    size: str | None = None
    wanted: int | None = None
    shape: Shape | None = None
    m2: float = 0.0


def change(desk: Desk, doer: Doer, told: Changed) -> Future[AreaReceipt]:
    """Correct what is told of an area. A known key is answered again, and what changes nothing
    leaves no record.

    Raises at once, or from the future: Refused, NotFound, NotAllowed for somebody passing by.
    """
    check_key(told.key)
    return desk.store.write(_Change(desk, doer, told))


@dataclass(frozen=True)
class _Change(Act):
    told: Changed

    def __call__(self, tx: Transaction) -> AreaReceipt:
        return self.once(tx, self.told.key, self._change)

    def _change(self, tx: Transaction, campaign: Event, kept: str) -> AreaReceipt:
        was = self.area(tx, campaign, self.told.area)
        if self.doer.who is None:
            raise NotAllowed("step")
        becomes = _changed(was, self.told)
        rules.check_words(becomes.title, becomes.text, becomes.size, becomes.wanted)
        moved = [name for name in FIELDS if getattr(was, name) != getattr(becomes, name)]
        if not moved:
            return AreaReceipt(was.seq, was.id, was.state, again=True)
        entry = self.enter(tx, campaign, kept)
        stand = areas.stand(tx, was.id)
        area_steps.insert(
            tx, entry.seq, was.id, Step.CHANGE, stand, rules.after(stand, Step.CHANGE),
            lead=self.doer.lead, reason=" ".join(moved),
        )  # fmt: skip
        area_changes.insert(tx, entry.seq, was)
        _keep(tx, entry.seq, campaign, becomes)
        area_dates.tell(tx, entry, stand.date)
        return AreaReceipt(entry.seq, was.id, was.state)


def _changed(was: Area, told: Changed) -> Area:
    given: dict[str, Any] = {name: getattr(told, name) for name in FIELDS}
    if told.title is not None:
        given["title"] = " ".join(told.title.split())
    if told.text is not None:
        given["text"] = told.text.strip()
    named = {name: value for name, value in given.items() if value is not None}
    return replace(was, **named, m2=told.m2 if told.shape else was.m2)


def _keep(tx: Transaction, seq: int, campaign: Event, area: Area) -> None:
    group = neighbourhoods.named(tx, campaign.id, area.group) if area.group else None
    areas.change(
        tx, seq, area.id, title=area.title, text=area.text, size=area.size, wanted=area.wanted,
        shape=area.shape, m2=area.m2, neighbourhood=group["id"] if group else None,
        steward=area.steward,
    )  # fmt: skip
