"""Who looks after an area, and to which neighbourhood group it belongs."""

from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass

from turnout.desk import area_dates
from turnout.desk.area_acts import Act, Doer
from turnout.desk.desk import Desk
from turnout.desk.naming import named_lead
from turnout.desk.rallies import found
from turnout.errors import NotAllowed, Refused
from turnout.model import Event
from turnout.model.areas import Area, AreaReceipt, Step
from turnout.rules import areas as rules
from turnout.rules.contact import Handle
from turnout.store import Reading, Transaction, area_steps, areas, events, leads, neighbourhoods


@dataclass(frozen=True)
class Steward:
    """A lead of a campaign or of one of its dates, who may be asked to look after areas."""

    id: int
    name: str
    handle: str


def stewards(desk: Desk, slug: str) -> list[Steward]:
    """Return who may look after the areas of an event: its own leads, then those of its dates.

    For organizers. Raises NotFound.
    """
    with desk.store.reading() as look:
        known: dict[str, Steward] = {}
        for event in _with_dates(look, found(look, slug)):
            for row in leads.of_event(look, event.id):
                handle = str(Handle(row["user"], row["host"]))
                known.setdefault(handle, Steward(row["id"], row["name"], handle))
    return list(known.values())


def assign(
    desk: Desk, doer: Doer, area: int, steward: str, group: str, key: str
) -> Future[AreaReceipt]:
    """Let the lead known by the handle `steward` look after an area, and put it into the
    neighbourhood group `group`, a slug; empty: nobody, none. A known key is answered again, and
    what stands already is no record.

    Raises Refused("lead" | "group", "unknown"), NotFound, NotAllowed for no organizer.
    """
    return desk.store.write(_Assign(desk, doer, key, area, steward, group))


@dataclass(frozen=True)
class _Assign(Act):
    key: str
    number: int
    steward: str
    group: str

    def __call__(self, tx: Transaction) -> AreaReceipt:
        return self.once(tx, self.key, self._assign)

    def _assign(self, tx: Transaction, campaign: Event, kept: str) -> AreaReceipt:
        if not self.doer.organizes:
            raise NotAllowed("area")
        area = self.area(tx, campaign, self.number)
        steward, group = self._steward(tx, campaign), self._group(tx, campaign)
        if (area.steward, area.group) == (steward, self.group):
            return AreaReceipt(area.seq, area.id, area.state, again=True)
        entry, stand = self.enter(tx, campaign, kept), areas.stand(tx, area.id)
        area_steps.insert(
            tx, entry.seq, area.id, Step.CHANGE, stand, rules.after(stand, Step.CHANGE),
            lead=steward, reason=" ".join(self._moved(area, steward)),
        )  # fmt: skip
        areas.change(
            tx, entry.seq, area.id, title=area.title, text=area.text, size=area.size,
            wanted=area.wanted, shape=area.shape, m2=area.m2, neighbourhood=group,
            steward=steward,
        )  # fmt: skip
        area_dates.tell(tx, entry, stand.date)
        return AreaReceipt(entry.seq, area.id, area.state)

    def _moved(self, area: Area, steward: int) -> Iterator[str]:
        """Yield what of an area's care is another from now on, as its history tells it."""
        if area.steward != steward:
            yield "steward" if steward else "no_steward"
        if area.group != self.group:
            yield "group" if self.group else "no_group"

    def _steward(self, tx: Transaction, campaign: Event) -> int:
        if not self.steward:
            return 0
        for event in _with_dates(tx, campaign):  # the campaign's own lead before a date's
            with suppress(Refused):
                return named_lead(tx, event.id, self.steward)
        raise Refused("lead", "unknown", given=self.steward[:60])

    def _group(self, tx: Transaction, campaign: Event) -> int | None:
        if not self.group:
            return None
        known = neighbourhoods.named(tx, campaign.id, self.group)
        if known is None:
            raise Refused("group", "unknown", given=self.group[:100])
        return int(known["id"])


def _with_dates(look: Reading, campaign: Event) -> list[Event]:
    return [campaign, *events.children(look, campaign.id)]
