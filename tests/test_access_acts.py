"""What is written by a link asks for that link again inside the write: role x act, as one table.

A screen may stand open while its link is taken back; a new act without a row here fails.
"""

import importlib
import inspect
import pkgutil
from concurrent.futures import Future
from datetime import date, datetime, timedelta

import pytest

import turnout.desk
from tests.access_table import ORGANIZERS
from tests.builders import commit
from tests.test_access_table import BADLY, Holder, clock, desk  # noqa: F401 - fixtures
from turnout.desk import (
    challenge_review,
    challenges,
    cleanups,
    contest,
    corrections,
    feeds,
    following,
    forgetting,
    handing,
    leads,
    letting_in,
    merging,
    moderation,
    pasts,
    photos,
    posts,
    promotions,
    rallies,
    ready_replies,
    recognition,
    reviews,
    schedule,
    seeing,
    sending,
    sending_hand,
    series,
    show,
    sites,
    taps,
    thanks,
    updates,
    whose,
)
from turnout.desk.pocket import Actor
from turnout.desk.taps import Tap
from turnout.errors import NotAllowed, NotFound
from turnout.model import ReviewState, Role, Status
from turnout.model.challenges import Wanted
from turnout.model.seeing import Audience, Tone
from turnout.model.sending import Budget
from turnout.model.updates import Draft, PostState, UpdateRules
from turnout.rules.show import Wanted as OnTheWall
from turnout.sources import Post
from turnout.sources.post import Image
from turnout.store import commitments, postings
from turnout.store import updates as updates_store

LEAD = "wichita_teachers"
FEED = "https://mastodon.example/tags/ksrally.rss"
NEXT = datetime(2026, 12, 12, 12)

# An act, and who may do it by their link.
ACTS = {
    "reviews.decide": (
        lambda at, by, seq: reviews.decide(at, seq, ReviewState.SET_ASIDE, by, "ks"),
        ORGANIZERS,
    ),
    "corrections.undo": (
        lambda at, by, seq: corrections.undo(at, seq, by=by, event="ks"), ORGANIZERS
    ),
    "pasts.add_past": (
        lambda at, by, seq: pasts.add_past(
            at, "ks", "Spring", date(2026, 4, 11), [{"committed": 4, "came": 2}], by=by
        ),
        ORGANIZERS,
    ),
    "pasts.set_assumption": (
        lambda at, by, seq: pasts.set_assumption(at, "ks", "yes", 0.5, by=by), ORGANIZERS
    ),
    "show.change": (
        lambda at, by, seq: show.change(at, "ks", OnTheWall(theme="dark"), by=by), ORGANIZERS
    ),
    "challenge_review.decide": (
        lambda at, by, seq: challenge_review.decide(
            at, "ks", f"challenge:{_challenge(at)}", ReviewState.SET_ASIDE, by
        ),
        ORGANIZERS,
    ),
    "contest.go_on": (
        lambda at, by, seq: contest.go_on(at, "ks", _challenge(at, 1), by),
        ORGANIZERS,
    ),
    "seeing.let_see": (
        lambda at, by, seq: seeing.let_see(at, "ks", Audience.WALL, (), Tone.GROWN, by=by),
        ORGANIZERS,
    ),
    "corrections.fix": (
        lambda at, by, seq: corrections.fix(
            at, seq, by=by, event="ks", key="f", party=2, status=Status.YES
        ),
        ORGANIZERS,
    ),
    "rallies.add": (
        lambda at, by, seq: rallies.add(
            at, slug="new", title="New", starts_at=NEXT, zone="America/Chicago", by=by
        ),
        frozenset({"organizer of all"}),
    ),
    "following.follow": (
        lambda at, by, seq: following.follow(
            at, "ks", slug="next", title="Next", starts_at=NEXT, with_leads=True, by=by
        ),
        frozenset({"organizer of all"}),
    ),
    "rallies.change": (
        lambda at, by, seq: rallies.change(at, "ks", by=by, title="Other"), ORGANIZERS
    ),
    "leads.add": (
        lambda at, by, seq: leads.add(at, "ks", "New", "new_lead", by=by), ORGANIZERS
    ),
    "leads.change": (
        lambda at, by, seq: leads.change(at, "ks", LEAD, by=by, name="Other"), ORGANIZERS
    ),
    "leads.set_goal": (
        lambda at, by, seq: leads.set_goal(at, "ks", LEAD, 7, by=by), ORGANIZERS
    ),
    "leads.show": (
        lambda at, by, seq: leads.show(at, "ks", LEAD, False, by=by), ORGANIZERS
    ),
    "letting_in.make": (
        lambda at, by, seq: letting_in.make(at, "ks", Role.FUNDER, by=by),
        ORGANIZERS,
    ),
    "letting_in.take_back": (
        lambda at, by, seq: letting_in.take_back(at, "ks", _a_funders_link(at), by=by),
        ORGANIZERS,
    ),
    "handing.hand_out": (
        lambda at, by, seq: handing.hand_out(at, "ks", [LEAD], by=by), ORGANIZERS
    ),
    "handing.take_back": (
        lambda at, by, seq: handing.take_back(at, "ks", LEAD, by=by), ORGANIZERS
    ),
    "forgetting.erase": (
        lambda at, by, seq: forgetting.erase(at, "ks", _person(at, seq), by=by), ORGANIZERS
    ),
    "forgetting.purge": (lambda at, by, seq: forgetting.purge(at, "ks", by=by), ORGANIZERS),
    "rallies.close": (lambda at, by, seq: rallies.close(at, "ks", by=by), ORGANIZERS),
    "rallies.reopen": (lambda at, by, seq: rallies.reopen(at, "ks", by=by), ORGANIZERS),
    "feeds.add": (lambda at, by, seq: feeds.add(at, "ks", FEED, by=by), ORGANIZERS),
    "feeds.change": (
        lambda at, by, seq: feeds.change(
            at, "ks", feeds.add(at, "ks", FEED).result().id, "pause", by=by
        ),
        ORGANIZERS,
    ),
    "sending.set_messaging": (
        lambda at, by, seq: sending.set_messaging(at, "ks", by_rule=True, by=by), ORGANIZERS
    ),
    "sending.send_now": (
        lambda at, by, seq: _done(sending.send_now(at, "ks", "confirm:2:4:2026-12-05", by)),
        ORGANIZERS,
    ),
    "sending.set_budget": (
        lambda at, by, seq: sending.set_budget(at, Budget(most=2), by),
        frozenset({"organizer of all"}),
    ),
    "updates.write": (
        lambda at, by, seq: updates.write(at, "ks", {"en": "Bring water."}, by), ORGANIZERS
    ),
    "updates.edit": (
        lambda at, by, seq: updates.edit(at, "ks", _an_update(at, seq), {"en": "Bring tea."}, by),
        ORGANIZERS,
    ),
    "updates.send": (
        lambda at, by, seq: updates.send(at, "ks", _an_update(at, seq), by), ORGANIZERS
    ),
    "updates.hold": (
        lambda at, by, seq: updates.hold(at, "ks", _an_update(at, seq), by), ORGANIZERS
    ),
    "updates.set_aside": (
        lambda at, by, seq: updates.set_aside(at, "ks", _an_update(at, seq), by), ORGANIZERS
    ),
    "updates.say_of": (
        lambda at, by, seq: updates.say_of(at, "ks", _a_doubtful(at, seq), "json:1", True, by),
        ORGANIZERS,
    ),
    "updates.set_rules": (
        lambda at, by, seq: updates.set_rules(at, "ks", UpdateRules(most=9), by), ORGANIZERS
    ),
    "sending_hand.sent_by_hand": (
        lambda at, by, seq: sending_hand.sent_by_hand(at, "ks", [], by), ORGANIZERS
    ),
    "schedule.postpone": (lambda at, by, seq: schedule.postpone(at, "ks", by=by), ORGANIZERS),
    "schedule.move": (
        lambda at, by, seq: schedule.move(
            at, "ks", NEXT, None, "Elsewhere", ask_again=False, by=by
        ),
        ORGANIZERS,
    ),
    "schedule.resume": (lambda at, by, seq: schedule.resume(at, "ks", by=by), ORGANIZERS),
    "series.make": (
        lambda at, by, seq: series.make(at, "ks", title="River", first=NEXT, by=by), ORGANIZERS
    ),
    "cleanups.arrange": (
        lambda at, by, seq: cleanups.arrange(at, "ks", "ks", put=[1], by=by), ORGANIZERS
    ),
    "thanks.tell": (lambda at, by, seq: thanks.tell(at, "ks", [], by), ORGANIZERS),
    "moderation.decide": (
        lambda at, by, seq: moderation.decide(at, "ks", [1], ReviewState.BLOCKED, by), ORGANIZERS
    ),
    "moderation.undo": (
        lambda at, by, seq: moderation.undo(at, "ks", moderation.last(at, "ks")["seq"], by),
        ORGANIZERS,
    ),
    "moderation.judge": (
        lambda at, by, seq: moderation.judge(at, "ks", "word", "spam", ReviewState.BLOCKED, by),
        ORGANIZERS,
    ),
    "whose.is_leads": (lambda at, by, seq: whose.is_leads(at, "ks", 1, LEAD, by), ORGANIZERS),
    "recognition.decide": (
        lambda at, by, seq: recognition.decide(at, "ks", _a_name(at), ReviewState.SHOWN, by),
        ORGANIZERS,
    ),
    "photos.decide": (
        lambda at, by, seq: photos.decide(at, "ks", 1, ReviewState.SHOWN, by),
        ORGANIZERS,
    ),
    "ready_replies.save": (
        lambda at, by, seq: ready_replies.save(at, "ks", "At noon.", by), ORGANIZERS
    ),
    "ready_replies.remove": (
        lambda at, by, seq: ready_replies.remove(at, "ks", 1, by), ORGANIZERS
    ),
    "merging.merge": (
        lambda at, by, seq: merging.merge(
            at, "ks", LEAD, "topeka_nurses", total=0, goal=120, by=by
        ),
        ORGANIZERS,
    ),
    "promotions.make_lead": (
        lambda at, by, seq: promotions.make_lead(at, "ks", _person(at, seq), by=by), ORGANIZERS
    ),
    "sites.add": (lambda at, by, seq: sites.add(at, "ks", title="Pier", by=by), ORGANIZERS),
    "schedule.cancel": (lambda at, by, seq: schedule.cancel(at, "ks", by=by), ORGANIZERS),
}  # fmt: skip
# Not acts of a screen by themselves, and what asks in their place.
ELSEWHERE = {
    "importing.preview": "stores nothing",
    "carrying.export": "itself, as it reads: tests/desk/test_carrying.py",
    "scores.went": "itself, as it reads: tests/desk/test_scores.py",
    "updates.of_event": "itself, as it reads: tests/desk/test_updates.py",
    "updates_preview.previews": "itself, as it reads: tests/desk/test_updates.py",
    "sending.due": "itself, as it reads: tests/desk/test_sending.py",
    "sending_hand.by_hand": "itself, as it reads: tests/desk/test_sending.py",
    "thanks.drafts": "itself, as it reads: tests/desk/test_thanks.py",
    "series.call_off": "schedule.cancel",
    "import_jobs.start": "signups.commit",
    "leadlists.take": "leads.add",
    "sites.take": "sites.add",
    "leads.declare": "the door it comes by: taps, texts",
    "texts.take": "the key or signature of the gateway, on every post",
}
NOBODYS = ("other organizer", "lead", "other lead", "lead elsewhere", "funder", "door")


def _a_name(at):
    """Return the record by which a lead asked for a name."""
    return next(each.choice.record for each in recognition.of_event(at, "ks") if each.said)


def _person(at, seq):
    with at.store.reading() as look:
        return commitments.one(look, seq)["person"]


def _challenge(at, place=0):
    return challenges.of_event(at, "ks")[place].challenge.id


@pytest.fixture
def signed_up(desk):  # noqa: F811 - the fixture
    wanted = Wanted(9, desk.clock() + timedelta(hours=1))
    organizer = Actor("ks", 0, Role.ORGANIZER, "desk")
    off = challenges.make(desk, organizer, "another", wanted).result()
    challenges.call_off(desk, organizer, "off", off.seq).result()
    challenges.make(desk, organizer, "challenge", wanted).result()
    feed = feeds.add(desk, "ks", "https://mastodon.example/tags/other.rss").result()
    link = "https://mastodon.example/@bo/1"
    images = (Image("https://mastodon.example/1.jpg"),)
    post = Post(link, link, "bo", "mastodon.example", None, "#KSRally what a day", images=images)
    posts.take(desk, feed, post).result()
    moderation.decide(desk, "ks", [1], ReviewState.SHOWN).result()
    lead = next(each.id for each in leads.leads(desk, "ks") if LEAD in each.handle)
    named = Tap("key-of-a-choice-1", "roll", place="roll", name="Teachers")
    taps.tap(desk, Actor("ks", lead, Role.LEAD, "desk"), named)
    return commit(desk, party="4", name="Amina", lead=LEAD)


@pytest.fixture
def acting(desk, signed_up):  # noqa: F811 - the fixture
    """Return a function that does an act by the link of a role."""
    people = {"Amina": signed_up.person}

    def do(act, role, spoilt="", clock=None):  # noqa: F811
        somebody = Holder(desk, role, people)
        by = f"grant:{somebody.number()}"
        if spoilt == "forged":
            by = "grant:999999"
        elif spoilt:
            somebody.spoil(spoilt, clock)
        return ACTS[act][0](desk, by, signed_up.seq).result()

    return do


def _done(made):
    future = Future()
    future.set_result(made)
    return future


def _seq(desk):  # noqa: F811
    with desk.store.reading() as look:
        return look.row("SELECT seq FROM clock")[0]


def _an_update(at, seq):
    """Return an update that was there before, without a record of its own."""

    def work(tx):
        if event := _event_of(tx, seq):
            updates_store.insert(tx, seq, event, Draft("own", f"own:{seq}", ""))
            updates_store.word(tx, seq, seq, {"en": "Bring water."})

    at.store.write(work).result()
    return seq


def _event_of(tx, seq):
    row = tx.row(
        """
        SELECT event FROM log WHERE seq = ?
          AND NOT EXISTS (SELECT 1 FROM public_update WHERE public_update.seq = log.seq)
        """,
        (seq,),
    )
    return row and row["event"]


def _a_doubtful(at, seq):
    """Return an update of which nobody knows whether it is on a channel."""
    number, now = _an_update(at, seq), at.clock()

    def work(tx):
        postings.insert(tx, number, "json:1", "en", now, now, False)
        postings.settle(tx, number, "json:1", PostState.DOUBTFUL, "ended", now)

    at.store.write(work).result()
    return number


def _a_funders_link(at):
    letting_in.make(at, "ks", Role.FUNDER).result()
    return letting_in.links(at, "ks")[0].grant


def test_every_act_by_a_link_has_its_row():
    assert {name for name in acts() if name not in ELSEWHERE} == set(ACTS)


@pytest.mark.parametrize("act", ACTS)
def test_an_act_is_done_by_the_roles_of_its_row(act, acting):
    for role in sorted(ACTS[act][1])[:1]:
        acting(act, role)


@pytest.mark.parametrize("role", NOBODYS)
@pytest.mark.parametrize("act", ACTS)
def test_an_act_is_refused_to_everybody_else(act, role, acting, desk):  # noqa: F811
    before = _seq(desk)

    with pytest.raises((NotFound, NotAllowed)):
        acting(act, role)

    assert _seq(desk) == before


@pytest.mark.parametrize("how", BADLY)
@pytest.mark.parametrize("act", ACTS)
def test_a_link_that_is_no_longer_good_does_nothing(act, how, acting, desk, clock):  # noqa: F811
    before = _seq(desk)

    with pytest.raises((NotFound, NotAllowed)):
        acting(act, sorted(ACTS[act][1])[0], how, clock)

    assert _seq(desk) == before


def acts():
    """Yield what the desk does in somebody's name: its public functions that take `by`."""
    for module in pkgutil.iter_modules(turnout.desk.__path__):
        found = importlib.import_module(f"turnout.desk.{module.name}")
        for name, function in inspect.getmembers(found, inspect.isfunction):
            given = list(inspect.signature(function).parameters)
            own = function.__module__ == found.__name__ and not name.startswith("_")
            acts_itself = given[:1] == ["desk"] and not {"tx", "look"} & set(given)
            if own and "by" in given and acts_itself:
                yield f"{module.name}.{name}"
