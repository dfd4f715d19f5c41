"""Neighbourhood groups: made, changed and set aside by organizers, and shown with their areas."""

from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from turnout.desk import area_dates, places, placing
from turnout.desk.area_acts import Act, Doer
from turnout.desk.atlas import atlas_in
from turnout.desk.desk import Desk
from turnout.desk.ledger import Entry
from turnout.desk.naming import named_lead
from turnout.desk.rallies import found
from turnout.errors import NotAllowed, NotFound, Refused
from turnout.model import Event, ReviewState
from turnout.model.areas import AreaStep, Atlas, MapArea, MapDate
from turnout.model.neighbourhoods import Group, GroupPage, Lately
from turnout.model.places import POLYGON, Drawn, Shape
from turnout.rules import areas as life
from turnout.rules import neighbourhoods as rules
from turnout.rules import shapes
from turnout.rules.contact import Handle
from turnout.rules.rallies import slug_of
from turnout.store import Reading, Transaction, area_steps, areas, events, log, place_stories
from turnout.store import neighbourhoods as rows

MOST_LATELY = 8  # what is read before one looks at the map


@dataclass(frozen=True)
class Plan:
    """What a group is to be. boundary: a polygon nobody believes yet; steward: a lead's handle."""

    name: str
    text: str = ""
    boundary: Shape | None = None
    steward: str = ""


def groups(desk: Desk, slug: str) -> list[Group]:
    """Return all groups of an event by name, also those set aside; for organizers.

    Raises NotFound.
    """
    with desk.store.reading() as look:
        return [_group(row) for row in rows.every(look, found(look, slug).id)]


def add(desk: Desk, doer: Doer, key: str, plan: Plan) -> Future[Group]:
    """Make a group; its short name is made of its name. A known key is answered again.

    Raises at once, or from the future: Refused (group_name, group_text, shape, lead),
    NotFound, NotAllowed for no organizer.
    """
    return desk.store.write(_Add(desk, doer, key, _checked(plan)))


def change(desk: Desk, doer: Doer, key: str, slug: str, plan: Plan) -> Future[Group]:
    """Let a group be as planned from now on; its short name stays. Raises as `add`."""
    return desk.store.write(_Change(desk, doer, key, _checked(plan), slug))


def decide(desk: Desk, doer: Doer, key: str, slug: str, state: ReviewState) -> Future[Group]:
    """Set a group aside, or show it again: what lies in its boundary goes with it.

    Raises NotFound, NotAllowed for no organizer.
    """
    return desk.store.write(_Decide(desk, doer, key, slug, state))


def outline(body: bytes, name: str = "") -> Shape:
    """Return the one outline that a map file draws, as a boundary nobody believes yet; name: the
    file's. Raises Refused("map" | "shape")."""
    drawing = places.read(body, name)
    drawn = [each.shape for each in drawing.places if each.shape and each.shape.kind == POLYGON]
    if len(drawn) > 1:
        raise Refused("shape", "many_boundaries", n=len(drawn))
    if not drawn:
        raise Refused("shape", "no_boundary")
    return drawn[0]


def page(desk: Desk, slug: str, group: str) -> GroupPage:
    """Return all that is shown of a group. Raises NotFound."""
    with desk.store.reading() as look:
        event = found(look, slug)
        whole = atlas_in(look, event)
        known = next((each for each in whole.neighbourhoods if each.slug == group), None)
        if known is None:
            raise NotFound("group", group[:60])
        number = rows.named(look, event.id, group)["id"]
        within = tuple(each for each in whole.areas if each.area.group == group)
        subjects = [f"group:{number}", *(f"area:{each.area.id}" for each in within)]
        return GroupPage(
            seq=whole.seq,
            event=event,
            group=known,
            areas=within,
            dates=tuple(_next_dates(desk, whole, within)),
            lately=_lately(within, area_steps.newest_of(look, event.id, number, MOST_LATELY)),
            stories=tuple(place_stories.of_subjects(look, subjects, ReviewState.SHOWN)),
        )


def _next_dates(desk: Desk, whole: Atlas, within: tuple[MapArea, ...]) -> list[MapDate]:
    """Return the dates to come that any of these areas is on."""
    on, now = {each.area.date for each in within if each.area.date}, desk.clock()
    return [
        date for date in whole.dates if date.event.slug in on and life.is_active(date.event, now)
    ]


def _lately(within: tuple[MapArea, ...], steps: list[AreaStep]) -> tuple[Lately, ...]:
    titles = {each.area.id: each.area.title for each in within}
    return tuple(
        Lately(
            step.area, titles[step.area], step.step, step.state, step.said_at, step.bags,
            step.volunteers,
        )
        for step in steps
        if step.area in titles
    )  # fmt: skip


def _checked(plan: Plan) -> Plan:
    """Return a plan that can stand, its boundary as it may be kept."""
    rules.check_group(plan.name, plan.text)
    name, text = " ".join(plan.name.split()), plan.text.strip()
    if plan.boundary is None:
        return Plan(name, text, None, plan.steward)
    if plan.boundary.kind != POLYGON:
        raise Refused("shape", "no_boundary")
    judged = shapes.judge(Drawn(1, name, shape=plan.boundary), limits=rules.BOUNDARIES)
    if judged.decision == shapes.REFUSED:
        raise Refused("shape", judged.code, **judged.values)
    if judged.shape is None:
        raise Refused("shape", "crosses_too_much")
    return Plan(name, text, judged.shape, plan.steward)


def _group(row: Any) -> Group:
    return Group(
        id=row["id"],
        slug=row["slug"],
        name=row["name"],
        text=row["text"],
        shape=areas.read_shape(row["shape"]) if row["shape"] else None,
        review=ReviewState(row["review"]),
        steward=row["steward"],
        handle=str(Handle(row["user"], row["host"])) if row["user"] else "",
        areas=row["areas"],
    )


@dataclass(frozen=True)
class _OfGroup(Act):
    """An act of the organizer's on a group: a key is answered once, with the group as it is."""

    key: str

    def run(self, tx: Transaction, campaign: Event, entry: Entry) -> tuple[str, str]:
        """Do it; return the group's short name, and what the ledger calls the act."""
        raise NotImplementedError

    def __call__(self, tx: Transaction) -> Group:
        self.must_be_good(tx)
        if not self.doer.organizes:
            raise NotAllowed("group")
        campaign, kept = found(tx, self.doer.map), self.digest(f"group:{self.key}")
        if first := log.receipt(tx, kept):
            return self._as_it_is(tx, campaign, first.coming)
        entry = self.enter(tx, campaign, kept, kind="group")
        slug, act = self.run(tx, campaign, entry)
        placing.place_all(tx, entry.seq, campaign.id)
        area_dates.tell(tx, entry, None)
        number = rows.named(tx, campaign.id, slug)["id"]
        rows.record(tx, entry.seq, number, act)
        log.keep_receipt(tx, kept, "", entry.seq, number, False, None)
        return self._as_it_is(tx, campaign, number)

    def _as_it_is(self, tx: Transaction, campaign: Event, number: int) -> Group:
        return next(_group(row) for row in rows.every(tx, campaign.id) if row["id"] == number)

    def known(self, tx: Transaction, campaign: Event, slug: str) -> Any:
        """Return the row of a group. Raises NotFound."""
        row = rows.named(tx, campaign.id, slug)
        if row is None:
            raise NotFound("group", slug[:60])
        return row


@dataclass(frozen=True)
class _Add(_OfGroup):
    plan: Plan

    def run(self, tx: Transaction, campaign: Event, entry: Entry) -> tuple[str, str]:
        plan = self.plan
        taken = {row["slug"] for row in rows.every(tx, campaign.id)}
        if len(taken) >= rules.MOST_GROUPS:
            raise Refused("group_name", "too_many", most=rules.MOST_GROUPS)
        slug = _free(slug_of(plan.name) or "group", taken)
        steward = steward_of(tx, campaign, plan.steward)
        rows.insert(tx, campaign.id, slug, plan.name, plan.text, plan.boundary, steward)
        return slug, "made"


@dataclass(frozen=True)
class _Change(_OfGroup):
    plan: Plan
    slug: str

    def run(self, tx: Transaction, campaign: Event, entry: Entry) -> tuple[str, str]:
        plan, row = self.plan, self.known(tx, campaign, self.slug)
        steward = steward_of(tx, campaign, plan.steward)
        rows.change(tx, row["id"], plan.name, plan.text, plan.boundary, steward)
        return self.slug, "changed"


@dataclass(frozen=True)
class _Decide(_OfGroup):
    slug: str
    state: ReviewState

    def run(self, tx: Transaction, campaign: Event, entry: Entry) -> tuple[str, str]:
        shown = self.state is ReviewState.SHOWN
        becomes = ReviewState.SHOWN if shown else ReviewState.SET_ASIDE
        rows.set_review(tx, self.known(tx, campaign, self.slug)["id"], becomes)
        return self.slug, becomes.value


def steward_of(look: Reading, campaign: Event, handle: str) -> int:
    """Return the lead of a campaign, or of one of its dates, whom a handle names; 0 for none
    given. Raises Refused("lead", "unknown")."""
    if not handle.strip():
        return 0
    for event in (campaign, *events.children(look, campaign.id)):
        with suppress(Refused):
            return named_lead(look, event.id, handle.strip())
    raise Refused("lead", "unknown", given=handle[:60])


def _free(slug: str, taken: set[str]) -> str:
    """Return `slug`, with a number after it where that is taken."""
    tried = (slug if at == 1 else f"{slug}-{at}" for at in range(1, len(taken) + 2))
    return next(each for each in tried if each not in taken)
