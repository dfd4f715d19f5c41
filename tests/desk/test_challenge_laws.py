"""What a challenge stands at follows from the ledger alone, in whatever order things are said."""

import json
import tempfile
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, multiple, rule

from tests.builders import Clock, a_desk, a_lead, a_rally, commit
from turnout.desk import (
    carrying,
    challenge_review,
    challenges,
    corrections,
    keeping,
    leads,
    merging,
    reviews,
)
from turnout.desk.pocket import Actor
from turnout.errors import NotFound, Refused
from turnout.model import ReviewState, Role
from turnout.model.challenges import Measure, Wanted
from turnout.store import challenge_gains, standings

LEADS = ("lead1@m.social", "lead2@m.social", "lead3@m.social")
EVENTS = ("ks", "salina")  # a day of action and one of its sites
leads_ = st.sampled_from(LEADS)
events = st.sampled_from(EVENTS)


class Challenges(RuleBasedStateMachine):
    """Two events, one above the other, whose leads challenge each other while people sign up."""

    made = Bundle("made")  # (event, challenge, what stood by name then, lead by lead)
    said = Bundle("said")  # (event, seq)

    def __init__(self):
        super().__init__()
        self.folder, self.clock, self.keys = tempfile.TemporaryDirectory(), Clock(), 0
        self.merged, self.made_so_far = False, []
        self.desk = a_desk(Path(self.folder.name), self.clock)
        for slug in EVENTS:
            a_rally(self.desk, slug, parent="" if slug == "ks" else "ks")
            for handle in LEADS:
                a_lead(self.desk, handle, event=slug, name=handle)

    def key(self):
        self.keys += 1
        self.clock.now += timedelta(seconds=7)
        return str(self.keys)

    def named(self, slug):
        with self.desk.store.reading() as look:
            count = standings.total(look, self.number(look, slug))[2]
        return count.confirmed + count.yes

    def number(self, look, slug):
        return look.row("SELECT id FROM event WHERE slug = ?", (slug,))[0]

    @rule(
        target=made, event=events, whom=st.sets(leads_, max_size=2), target_=st.integers(1, 60),
        measure=st.sampled_from(["heads", "new_yes", "confirmed"]), most=st.integers(0, 20),
        minutes=st.integers(1, 40),
    )  # fmt: skip
    def make(self, event, whom, target_, measure, most, minutes):
        wanted = Wanted(
            target_, self.clock() + timedelta(minutes=minutes), measure,
            whom=tuple(whom), declared_most=most,
        )  # fmt: skip
        with suppress(Refused):
            actor = Actor(event, 0, Role.ORGANIZER, "desk")
            before = self.named(event)
            seq = challenges.make(self.desk, actor, self.key(), wanted).result().seq
            self.made_so_far.append((event, seq, before))
            return event, seq, before
        return multiple()

    @rule(target=said, made=made, says=st.sampled_from(["accepted", "declined"]), lead=leads_)
    def answer(self, made, says, lead):
        event, number, _ = made
        known = {each.handle: each.id for each in leads.leads(self.desk, event)}
        if lead not in known:
            return multiple()
        actor = Actor(event, known[lead], Role.ORGANIZER, "desk")
        with suppress(Refused):
            receipt = challenges.answer(self.desk, actor, self.key(), number, says).result()
            return event, receipt.seq
        return multiple()

    @rule(target=said, made=made)
    def call_off(self, made):
        event, number, _ = made
        with suppress(Refused):
            actor = Actor(event, 0, Role.ORGANIZER, "desk")
            return event, challenges.call_off(self.desk, actor, self.key(), number).result().seq
        return multiple()

    @rule(
        target=said, event=events, who=st.integers(1, 4), party=st.integers(1, 30),
        status=st.sampled_from(["yes", "confirmed", "cancelled", "maybe"]),
        lead=st.sampled_from(["", *LEADS]), ago=st.sampled_from([0, 0, 20]),
    )  # fmt: skip
    def commit(self, event, who, party, status, lead, ago):
        key = self.key()
        said_at = self.clock() - timedelta(minutes=ago)
        with suppress(Refused):
            receipt = commit(
                self.desk, key, event=event, party=str(party), status=status,
                lead=lead if not self.merged else "", contact=f"p{who}@example.org",
                said_at=said_at.isoformat(), consent="1",
            )  # fmt: skip
            return event, receipt.seq
        return multiple()

    @rule(target=said, event=events, lead=leads_, total=st.integers(0, 60))
    def declare(self, event, lead, total):
        with suppress(Refused):
            receipt = leads.declare(self.desk, event, lead, total=total, key=self.key()).result()
            return event, receipt.seq
        return multiple()

    @rule(said=said)
    def undo(self, said):
        with suppress(Refused):
            corrections.undo(self.desk, said[1], by="desk", event=said[0], key=self.key()).result()

    @rule(said=said, state=st.sampled_from([ReviewState.SET_ASIDE, ReviewState.SHOWN]))
    def decide(self, said, state):
        self.key()
        with suppress(Refused, NotFound):
            reviews.decide(self.desk, said[1], state, event=said[0]).result()

    @rule(event=events, state=st.sampled_from([ReviewState.SHOWN, ReviewState.SET_ASIDE]))
    def look(self, event, state):
        self.key()
        for held in challenge_review.gains(self.desk, event)[:1]:
            challenge_review.decide(self.desk, event, f"gain:{held.seq}", state).result()

    @rule(minutes=st.integers(1, 90))
    def wait(self, minutes):
        self.clock.now += timedelta(minutes=minutes)

    @rule(event=events)
    def merge(self, event):
        self.merged = True
        with suppress(Refused):
            merging.merge(self.desk, event, LEADS[0], LEADS[1], total=5, goal=5).result()

    def teardown(self):
        try:
            assert keeping.check(self.desk) == []
            for event, number, before in self.made_so_far:
                self.gains_what_stands_beyond_what_stood(event, number, before)
            if not self.merged:  # an export says that they were one from the first
                self.is_the_same_elsewhere()
        finally:
            self.desk.store.close()
            self.folder.cleanup()

    def gains_what_stands_beyond_what_stood(self, event, number, before):
        stands = challenges.one(self.desk, event, number)
        made = stands.challenge
        of_all = made.everybody and made.measure is Measure.NEW_YES
        with self.desk.store.reading() as look:
            jumped = challenge_gains.jumps(look, [number])[number]
        if of_all and not jumped and self.clock() <= made.deadline:
            assert stands.done == self.named(event) - before

    def is_the_same_elsewhere(self):
        with tempfile.TemporaryDirectory() as folder:
            other = a_desk(Path(folder), self.clock)
            for slug in EVENTS:
                values = json.loads(json.dumps(carrying.export(self.desk, slug)))
                carrying.import_(other, values).result()
            for slug in EVENTS:
                assert told(other, slug) == told(self.desk, slug)
            assert keeping.check(other) == []
            other.store.close()


def told(desk, slug):
    return [
        (
            each.challenge.made_at, each.state, each.done, each.held, each.met_at,
            [(part.handle, part.answer, part.done) for part in each.parts],
        )
        for each in challenges.of_event(desk, slug)
    ]  # fmt: skip


TestChallenges = Challenges.TestCase
TestChallenges.settings = settings(
    max_examples=25, stateful_step_count=25, deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)  # fmt: skip
