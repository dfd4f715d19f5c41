"""A whole event as plain values, and back: for another installation, or for good keeping."""

import secrets
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import partial

from turnout.desk import (
    carried_messages,
    carried_updates,
    carrying_challenges,
    carrying_door,
    carrying_pasts,
    carrying_people,
    carrying_recognition,
    carrying_show,
    invitations,
    promotions,
    seeing,
)
from turnout.desk.acting import must_hold
from turnout.desk.carried import Values, event_of, leads_of, person_of, records_of
from turnout.desk.carried_areas import map_of
from turnout.desk.carried_posts import Bringing
from turnout.desk.carrying_areas import CarriedMap
from turnout.desk.desk import Desk
from turnout.desk.ledger import (
    ON_THEIR_OWN,
    Entry,
    book,
    book_goal,
    change_party,
    change_standing,
    enter,
)
from turnout.desk.rallies import check_shape, found
from turnout.errors import Refused
from turnout.model import Count, Event, EventState, ReviewState, Role, Status
from turnout.store import (
    Transaction,
    carried,
    claims,
    commitments,
    events,
    goals,
    records,
    reviews,
    standings,
    updates_carried,
)
from turnout.store.claims import Claim
from turnout.store.goals import SETTLED
from turnout.store.times import read

Replay = Callable[[Transaction, Entry, Values], None]

FORM = "turnout-event/1"  # what an importer checks before it stores anything
ON_MAP = ("area", "area_import", "group", "story")  # kinds of records that the map is made of


def export(desk: Desk, slug: str, by: str = "desk") -> Values:
    """Return all of one event: itself, leads, people with contacts, every record in order, and
    what was posted about it, with who wrote it and what was decided.

    It holds personal data. Sites are events of their own. Raises NotFound, also where `by` is a
    link taken back.
    """
    with desk.store.reading() as look:
        must_hold(desk, look, by, slug, Role.ORGANIZER)
        event = found(look, slug)
        return {
            "form": FORM,
            "event": event_of(event),
            "leads": leads_of(look, event.id),
            "people": [person_of(look, event.id, row) for row in records.people_of(look, event.id)],
            "map": map_of(look, event),
            "records": records_of(look, event.id),
            "posted": carried.every(look, event.id),
            "messages": carried_messages.messages_of(look, event),
            "postings": [dict(row) for row in updates_carried.posted(look, event.id)],
        }


def import_(desk: Desk, values: Values) -> Future[Event]:
    """Store an exported event, record by record, all or nothing.

    People known here by the same contact or handle are the same people. Raises
    Refused("file"), Refused("slug", "taken"), Refused("parent", "unknown"), and what is wrong
    with the event as `rallies.add` does.
    """
    if values.get("form") != FORM:
        raise Refused("file", "not_export", form=FORM)
    now = desk.clock()
    return desk.store.write(lambda tx: _Import(desk, values, now).into(tx))


@dataclass
class _Import:
    """One run of an import; it fills up as it goes, so that the next run needs a new one."""

    desk: Desk
    values: Values
    now: datetime
    event: int = 0
    leads: dict[int, int] = field(default_factory=dict)
    people: dict[int, int] = field(default_factory=dict)
    seqs: dict[int, int] = field(default_factory=dict)

    def into(self, tx: Transaction) -> Event:
        try:
            event = self._event(tx)
            self.people = carrying_people.bring_people(self.desk, tx, event, self.values["people"])
            self.leads = carrying_people.bring_leads(tx, event, self.values["leads"], self.people)
            given = self.values.get("map", {})  # an earlier release's export has none
            self.map = CarriedMap(tx, event, given, self.leads, self.people, self.seqs)
            self.challenges = carrying_challenges.Bringing(self.leads, self.seqs)
            self.updates = carried_updates.Bringing(self.leads, self.seqs, self.map.areas)
            for record in self.values["records"]:
                self._replay(tx, record)
            self.challenges.areas(tx, event.id, self.values["records"])
            self.updates.posted(tx, self.values.get("postings", []))
            self.map.settle(self.now)
            self.map.put_on(self.now)
            if "posted" in self.values:  # an earlier release's export has none
                posts = Bringing(tx, self.event, self.now, self.leads, self.seqs)
                posts.all_of(self.values["posted"])
            if "messages" in self.values:
                carried_messages.bring(
                    tx, event, self.values["messages"], self.people, self.leads, self.seqs
                )
        except (KeyError, TypeError, ValueError) as error:
            raise Refused("file", "broken", given=str(error)[:80]) from error
        return events.by_id(tx, event.id)

    def _event(self, tx: Transaction) -> Event:
        given = dict(self.values["event"])
        if events.find(tx, given["slug"]):
            raise Refused("slug", "taken", given=given["slug"])
        parent = events.find(tx, given["parent"]) if given["parent"] else None
        if given["parent"] and parent is None:
            raise Refused("parent", "unknown", given=given["parent"])
        event = Event(
            id=0,
            **{
                **given,
                "starts_at": read(given["starts_at"]),
                "ends_at": read(given["ends_at"]) if given["ends_at"] else None,
                "needs": tuple(given["needs"]),
                "state": EventState(given.get("state", EventState.ON)),
                "keep_contacts_until": _day(given.get("keep_contacts_until")),
            },
        )
        check_shape(event)
        self.event = events.insert(tx, event, parent.id if parent else None)
        return replace(event, id=self.event)

    def _replay(self, tx: Transaction, given: Values) -> None:
        key = (SETTLED if given.get("settled") else "") + secrets.token_hex(20)
        at, said_at = read(given["at"]), read(given["said_at"])
        entry = enter(tx, self.event, given["kind"], given["door"], key, "import", at, said_at)
        entry = entry._replace(replayed=True)
        self.seqs[given["seq"]] = entry.seq
        replays: dict[str, Replay] = {
            "commitment": self._commitment,
            "report": self._report,
            "goal": self._goal,
            "review": self._review,
            **dict.fromkeys(ON_MAP, self._on_map),
            **dict.fromkeys(carrying_challenges.KINDS, self.challenges.replay),
            **dict.fromkeys(carried_updates.KINDS, self.updates.replay),
            "arrival": partial(carrying_door.arrival, people=self.people, leads=self.leads),
            "head_count": carrying_door.head_count,
            "past_event": partial(carrying_pasts.past_event, seqs=self.seqs),
            "assumption": carrying_pasts.assumption,
            "promotion": partial(promotions.bring, people=self.people, leads=self.leads),
            "recognition": partial(carrying_recognition.choice, leads=self.leads),
            "seen": seeing.bring,
            "show": carrying_show.shown,
        }
        replays.get(given["kind"], self._mark)(tx, entry, given)
        if "wording" in given:
            self.updates.word(tx, entry, given["wording"])

    def _mark(self, tx: Transaction, entry: Entry, given: Values) -> None:
        """Let the clock tell that the event itself changed: made, closed, opened again."""
        book(tx, entry, ON_THEIR_OWN, Count())

    def _on_map(self, tx: Transaction, entry: Entry, given: Values) -> None:
        self.map.replay(entry, given)

    def _commitment(self, tx: Transaction, entry: Entry, given: Values) -> None:
        person = self.people[given["person"]]
        commitments.insert(
            tx,
            entry.seq,
            self.event,
            person,
            self.leads.get(given["lead"], ON_THEIR_OWN),
            given["party"],
            Status(given["status"]),
            given["held"],
            given["note"],
        )
        if given.get("other") in self.people:
            reviews.suspect(tx, entry.seq, person, self.people[given["other"]])
        if given.get("inviter") in self.people:
            invitations.bring(tx, entry, person, self.people[given["inviter"]])
        if given.get("claim"):
            claims.insert(tx, _claim(entry.seq, given["claim"]))
        self._settle(tx, entry, person)

    def _report(self, tx: Transaction, entry: Entry, given: Values) -> None:
        lead = self.leads[given["lead"]]
        told = self.seqs.get(given.get("told", 0))
        goals.insert_report(tx, entry.seq, self.event, lead, given["people"], told)
        before = standings.one(tx, self.event, lead)
        change_standing(tx, entry, lead, replace(before, declared=given["people"]))

    def _goal(self, tx: Transaction, entry: Entry, given: Values) -> None:
        lead = self.leads.get(given["lead"], ON_THEIR_OWN)
        goals.insert_goal(tx, entry.seq, self.event, lead, given["people"])
        if lead == ON_THEIR_OWN:
            book(tx, entry, lead, Count())
            return
        before = standings.one(tx, self.event, lead)
        change_standing(tx, entry, lead, replace(before, goal=given["people"]))
        book_goal(tx, entry, lead, given["people"] - before.goal)

    def _review(self, tx: Transaction, entry: Entry, given: Values) -> None:
        kind, _, old = given["subject"].partition(":")
        here = {
            "commitment": self.seqs,
            "claim": self.seqs,
            "gain": self.seqs,
            "challenge": self.seqs,
            "name": self.seqs,
            "update": self.seqs,
            "lead": self.leads,
            "area": self.map.areas,
            "area_photo": self.map.photos,
            "story": self.map.stories,
        }
        # Of a post's photo, which is not among the records; or of a lead who is none any more.
        if kind not in here or (kind == "lead" and int(old) not in self.leads):
            self._mark(tx, entry, given)
            return
        new = here[kind][int(old)]
        state = ReviewState(given["state"])
        reviews.decide(tx, entry.seq, f"{kind}:{new}", state, "import", entry.at)
        if kind == "commitment":
            self._settle(tx, entry, commitments.one(tx, new)["person"])
        else:
            book(tx, entry, ON_THEIR_OWN, Count())

    def _settle(self, tx: Transaction, entry: Entry, person: int) -> None:
        before = commitments.current(tx, self.event, person)
        change_party(tx, entry, person, before, commitments.newest_counted(tx, self.event, person))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _claim(seq: int, given: Values) -> Claim:
    return Claim(
        seq,
        name=given["name"],
        contact=tuple(given["contact"]) or None,
        handle=tuple(given["handle"]) or None,
        needs=tuple(given["needs"]),
        consent=given["consent"],
    )
