"""The ledger's laws, whatever is said in whatever order."""

import json
import tempfile
from contextlib import suppress
from datetime import timedelta
from functools import reduce
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, multiple, rule

from tests.builders import NOON, a_desk, a_lead, a_rally, commit
from turnout.desk import (
    carrying,
    corrections,
    forgetting,
    keeping,
    leads,
    looks,
    rallies,
    reviews,
    schedule,
)
from turnout.errors import NotFound, Refused
from turnout.model import Count, Door, ReviewState
from turnout.rules import standings as sums

# Each stands after its parent.
EVENTS = {"ks": {}, "salina": {"parent": "ks"}, "block": {"parent": "salina"},
          "quiet": {"parent": "ks", "quiet": True}, "mo": {}}  # fmt: skip
CONTACTS = ("a@example.org", "b@example.org", "+13165550123")
HANDLES = ("amy@m.social", "bob@m.social", "amy", "lead1@m.social")

events = st.sampled_from(list(EVENTS))
named = st.sampled_from(["lead1", "lead2@m.social"])
said_ago = st.integers(0, 5_000).map(lambda minutes: NOON - timedelta(minutes=minutes))
words = {
    "party": st.integers(1, 12).map(str),
    "status": st.sampled_from(["yes", "maybe", "confirmed", "cancelled"]),
    "contact": st.sampled_from(["", *CONTACTS]),
}


def together(counts):
    return reduce(sums.plus, counts, Count())


class Ledger(RuleBasedStateMachine):
    """A day of action, a quiet site and another rally; everybody may be anybody else."""

    said = Bundle("said")  # (seq, event, person)

    def __init__(self):
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.desk = a_desk(Path(self.folder.name))
        self.keys = 0
        for slug, fields in EVENTS.items():
            a_rally(self.desk, slug, ask_contact="either", **fields)
            for number in (1, 2):
                a_lead(self.desk, f"lead{number}@m.social", event=slug, name=f"Lead {number}")

    def teardown(self):
        self.desk.store.close()
        self.folder.cleanup()

    def said_so(self, **fields):
        self.keys += 1
        try:
            receipt = commit(self.desk, str(self.keys), consent="1", **fields)
        except Refused:
            return multiple()
        return receipt.seq, fields["event"], receipt.person

    @rule(
        target=said, event=events, door=st.sampled_from([Door.API, Door.FORM, Door.FEED]),
        lead=st.sampled_from(["", "lead1", "lead2@m.social"]), said_at=said_ago,
        handle=st.sampled_from(["", *HANDLES]), name=st.sampled_from(["", "Ana"]), **words,
    )  # fmt: skip
    def say(self, said_at, **fields):
        return self.said_so(said_at=said_at.isoformat(), **fields)

    @rule(target=said, before=said, **words)
    def change_by_link(self, before, **fields):
        _, event, person = before
        with self.desk.store.reading() as look:  # a merged person's links are the other's
            if look.row("SELECT 1 FROM person WHERE id = ?", (person,)) is None:
                return multiple()
        return self.said_so(event=event, person=person, door=Door.FORM, **fields)

    @rule(of=said, state=st.sampled_from(ReviewState))
    def decide(self, of, state):
        reviews.decide(self.desk, of[0], state).result()

    @rule(event=events, which=st.integers(0, 30))
    def undo_any_record(self, event, which):
        story = corrections.story(self.desk, event)
        with suppress(Refused):
            seq = story[which % len(story)].seq
            corrections.undo(self.desk, seq, by="desk", event=event).result()

    @rule(event=events, days=st.integers(0, 2), again=st.booleans())
    def move(self, event, days, again):
        at = NOON + timedelta(days=20 + days)
        schedule.move(self.desk, event, at, None, "Elsewhere", again).result()

    @rule(event=events, act=st.sampled_from(["postpone", "cancel", "resume"]))
    def call_off(self, event, act):
        getattr(schedule, act)(self.desk, event).result()

    @rule(event=events)
    def purge(self, event):
        before = [looks.progress(self.desk, slug).count for slug in EVENTS]
        forgetting.purge(self.desk, event).result()

        assert [looks.progress(self.desk, slug).count for slug in EVENTS] == before

    @rule(event=events, lead=named, more=st.integers(-15, 15), said_at=said_ago)
    def declare_more(self, event, lead, more, said_at):
        with suppress(Refused):  # the lead was erased
            leads.declare(self.desk, event, lead, more=more, said_at=said_at).result()

    @rule(event=events, lead=named, people=st.integers(0, 30), shown=st.booleans())
    def declare_and_promise(self, event, lead, people, shown):
        with suppress(Refused):
            leads.declare(self.desk, event, lead, total=people).result()
            leads.set_goal(self.desk, event, lead, people).result()
            leads.show(self.desk, event, lead, shown).result()

    @rule(event=events, goal=st.integers(0, 9))
    def close_and_promise(self, event, goal):
        rallies.close(self.desk, event).result()
        rallies.set_goal(self.desk, event, goal).result()

    @rule(event=events)
    def reopen(self, event):
        rallies.reopen(self.desk, event).result()

    @rule(known_as=st.sampled_from([*CONTACTS, *HANDLES]))
    def erase(self, known_as):
        before = [looks.progress(self.desk, slug).count for slug in EVENTS]
        with suppress(NotFound):
            keeping.erase(self.desk, known_as).result()

        assert [looks.progress(self.desk, slug).count for slug in EVENTS] == before

    @rule()
    def carry_over(self):
        with tempfile.TemporaryDirectory() as folder:
            other = a_desk(Path(folder))
            for slug in EVENTS:
                exported = json.loads(json.dumps(carrying.export(self.desk, slug)))
                carrying.import_(other, exported).result()
            there, here = stands(other), stands(self.desk)
            other.store.close()

        assert there == here

    @invariant()
    def what_is_kept_is_what_the_ledger_says(self):
        assert keeping.check(self.desk) == []

    @invariant()
    def rows_doors_and_hours_add_up_to_the_total(self):
        for slug in EVENTS:
            now = looks.progress(self.desk, slug)
            rows = (each.count for each in (*now.leads, *now.sites))
            heads = sum(door.people for door in looks.doors(self.desk, slug))
            hours = (point.change for point in looks.pace(self.desk, slug))

            assert together([*rows, now.own, now.unnamed]) == now.count
            assert (heads, together(hours)) == (now.count.coming, now.count)


def stands(desk):
    """Return all that two installations must agree on."""
    pictures = [looks.progress(desk, slug) for slug in EVENTS]
    return (
        [(now.count, now.leads, now.own, now.unnamed, now.sites) for now in pictures],
        [looks.doors(desk, slug) for slug in EVENTS],
        [len(reviews.held(desk, slug)) for slug in EVENTS],
        keeping.check(desk),
    )


test_the_ledgers_laws_hold = Ledger.TestCase
test_the_ledgers_laws_hold.settings = settings(
    max_examples=25,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
