"""The map of an event brought back from plain values, record by record, inside the write."""

import secrets
from base64 import b64decode
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from turnout.desk import area_dates
from turnout.desk.ledger import ON_THEIR_OWN, Entry, book, enter
from turnout.errors import Refused
from turnout.model import Count, Door, Event, PhotoFiles, ReviewState
from turnout.model.areas import AreaState, Stand, Step
from turnout.rules import areas as rules
from turnout.rules import neighbourhoods as stories
from turnout.store import (
    Transaction,
    area_changes,
    area_imports,
    area_photos,
    area_steps,
    areas,
    events,
    neighbourhoods,
    pictures,
    place_stories,
)

Values = dict[str, Any]
_JPEG = b"\xff\xd8\xff"


@dataclass
class CarriedMap:
    """The map that an export holds, on its way in. leads, people, seqs: the numbers that things
    of the export have here.

    The dates of a campaign are events of their own, and come after it: until then no area is on
    one, and its history says so without naming it.
    """

    tx: Transaction
    event: Event
    given: Values
    leads: Mapping[int, int]
    people: Mapping[int, int]
    seqs: Mapping[int, int]
    groups: dict[int, int] = field(default_factory=dict)
    areas: dict[int, int] = field(default_factory=dict)
    photos: dict[int, int] = field(default_factory=dict)
    stories: dict[int, int] = field(default_factory=dict)
    stands: dict[int, Stand] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.known = {given["id"]: given for given in self.given.get("areas", ())}
        for row in self.given.get("groups", ()):
            shape = areas.read_shape(row["shape"]) if row["shape"] else None
            self.groups[row["id"]] = neighbourhoods.insert(
                self.tx, self.event.id, row["slug"], row["name"], row["text"], shape,
                self.leads.get(row["steward"], 0),
            )  # fmt: skip
            neighbourhoods.set_review(self.tx, self.groups[row["id"]], ReviewState(row["review"]))

    def replay(self, entry: Entry, record: Values) -> None:
        """Replay a record of the map: of an area, a group, a story or a map file."""
        if "step" in record:
            self.step(entry, record)
            return
        if "group" in record:
            group = record["group"]
            neighbourhoods.record(self.tx, entry.seq, self.groups[group["id"]], group["act"])
        elif record["kind"] == "story":
            for given in self.given.get("stories", ()):
                if given["made"] == record["seq"]:
                    self.stories[given["id"]] = self._story(entry, given)
        elif record["kind"] == "area_import":
            area_imports.insert(self.tx, entry.seq, self.event.id, record.get("areas", 0))
        book(self.tx, entry, ON_THEIR_OWN, Count())

    def step(self, entry: Entry, record: Values) -> None:
        """Replay a step of an area; its first one puts it on the map."""
        given = record["step"]
        step, after = Step(given["step"]), self._stand(given, "state", "date")
        before = self._stand(given, "state_was", "date_was") if given.get("state_was") else None
        area = self.areas.get(given["area"]) or self._area(entry, given["area"], after)
        area_steps.keep(
            self.tx, entry.seq, area, step, before, after,
            lead=self.leads.get(given.get("lead", 0), 0), note=given.get("note", ""),
            bags=given.get("bags", 0), volunteers=given.get("volunteers", 0),
            reason=given.get("reason", ""), of=self.seqs.get(given.get("of", 0)),
        )  # fmt: skip
        if "was" in record:
            area_changes.keep(self.tx, entry.seq, area, **record["was"])
        self.stands[area] = after
        for photo in self.given.get("photos", ()):
            if photo["step"] == record["seq"]:
                self._photo(entry, area, photo)
        book(self.tx, entry, ON_THEIR_OWN, Count())

    def settle(self, at: datetime) -> None:
        """Let every area and story stand as it did; an area that was on a date which is not here
        waits for it."""
        for given in self.given.get("stories", ()):
            seq, review = self.seqs[given["changed"]], ReviewState(given["review"])
            place_stories.set_review(self.tx, seq, self.stories[given["id"]], review)
        for number, area in self.areas.items():
            given, stand = self.known[number], self.stands[area]
            seq = self.seqs[given["changed"]]
            if stand.state is AreaState.SCHEDULED and stand.date is None:
                seq, stand = self._released(area, stand, at)
            areas.settle(self.tx, seq, area, stand, ReviewState(given["review"]))
            areas.set_placed(self.tx, area, given["placed"])

    def put_on(self, at: datetime) -> None:
        """Put the areas of the campaign that were on this event onto it again."""
        campaign = events.find(self.tx, self.event.parent) if self.event.parent else None
        listed = (
            areas.on_map(self.tx, campaign.id, reviews=list(ReviewState)) if campaign else []
        )  # fmt: skip
        for place, title in self.given.get("on_it", ()):
            if place < len(listed) and listed[place].title == title:
                area_dates.put_on(self.tx, self.event, listed[place].id, "import", at)

    def _stand(self, given: Values, state: str, date: str) -> Stand:
        own = given.get(date) == self.event.slug
        return Stand(AreaState(given[state]), self.event.id if own else None)

    def _area(self, entry: Entry, number: int, stand: Stand) -> int:
        given = self.known[number]
        rules.check_words(given["title"], given["text"], given["size"], given["wanted"])
        area = self.areas[number] = areas.insert(
            self.tx, entry.seq, self.event.id, title=given["title"], text=given["text"],
            size=given["size"], wanted=given["wanted"], shape=areas.read_shape(given["shape"]),
            m2=given["m2"], stand=stand, review=ReviewState(given["review"]),
            steward=self.leads.get(given["steward"], 0),
            reporter=self.people.get(given["reporter"] or 0),
            neighbourhood=self.groups.get(given["neighbourhood"] or 0),
        )  # fmt: skip
        return area

    def _story(self, entry: Entry, given: Values) -> int:
        stories.check_story(given["kind"], given["title"], given["text"])
        of, _, number = given["subject"].partition(":")
        here = {"area": self.areas, "group": self.groups}[of][int(number)]
        at = None if given["lon"] is None else (given["lon"], given["lat"])
        return place_stories.insert(
            self.tx, entry.seq, self.event.id, f"{of}:{here}", given["kind"], given["title"],
            given["text"], at, ReviewState.HELD,
        )  # fmt: skip

    def _photo(self, entry: Entry, area: int, given: Values) -> None:
        full, small = (b64decode(given[name], validate=True) for name in ("large", "small"))
        if not full.startswith(_JPEG) or not small.startswith(_JPEG):
            raise Refused("file", "broken", given="photo")
        number = self.photos[given["id"]] = area_photos.insert(
            self.tx, self.event.id, area, entry.seq, given["place"], given["kind"],
            ReviewState(given["state"]),
        )  # fmt: skip
        files = PhotoFiles(full, small, given["width"], given["height"])
        pictures.keep(self.tx, self.event.id, f"area_photo:{number}", files)

    def _released(self, area: int, stand: Stand, at: datetime) -> tuple[int, Stand]:
        key, event = secrets.token_hex(20), self.event.id
        entry = enter(self.tx, event, "area", Door.DESK, key, "import", at)
        after = rules.after(stand, Step.RELEASE)
        area_steps.keep(self.tx, entry.seq, area, Step.RELEASE, stand, after, reason="by_hand")
        book(self.tx, entry, ON_THEIR_OWN, Count())
        return entry.seq, after
