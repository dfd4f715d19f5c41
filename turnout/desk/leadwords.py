"""What a lead's own posts say of the whole: their goal, their total. The newest word that stands
counts, so that setting a post aside brings back what was said before it."""

import secrets
from dataclasses import replace
from datetime import datetime

from turnout.desk.ledger import Entry, book_goal, change_standing, enter
from turnout.model import Door, Event, Receipt, Status
from turnout.rules import standings as sums
from turnout.rules.intake import through_open_doors
from turnout.rules.phrases import Intent
from turnout.rules.rallies import MOST_GOAL
from turnout.store import Transaction, goals, standings
from turnout.store.goals import SETTLED

KINDS = {Intent.GOAL: "goal", Intent.TOTAL: "report"}


def against(
    tx: Transaction, event: Event, lead: int, intent: Intent, people: int, said_at: datetime
) -> None:
    """Raise Refused where what a lead said of the whole cannot be booked now."""
    before = standings.one(tx, event.id, lead)
    if intent is Intent.TOTAL and people > sums.count(before).coming:
        through_open_doors(event, Status.YES, Door.FEED, said_at)


def say(
    tx: Transaction, event: Event, lead: int, intent: Intent, people: int, by: str, now: datetime,
    said_at: datetime,
) -> Receipt:  # fmt: skip
    """Book a goal or a total that a lead's own account told, through the feed's door."""
    entry = enter(tx, event.id, KINDS[intent], Door.FEED, secrets.token_hex(20), by, now, said_at)
    return Receipt(entry.seq, "", _keep(tx, entry, lead, min(people, MOST_GOAL)))


def settle(
    tx: Transaction, event: int, record: int, decision: int, by: str, now: datetime
) -> bool:  # fmt: skip
    """Let the newest goal or total that stands count for the lead of `record`, a post's.

    decision: what moved the post. Return whether `record` is a goal or a total at all.
    """
    said = goals.said(tx, record)
    if said is None:
        return False
    kind, lead = said["kind"], said["lead"]
    newest = goals.newest_standing(tx, kind, event, lead)
    people, source = tuple(newest) if newest else (0, None)
    if (people, source) != _stands(tx, kind, event, lead):
        entry = enter(tx, event, kind, Door.DESK, f"{SETTLED}{decision}:{record}", by, now)
        _keep(tx, entry, lead, people, source)
    return True


def _keep(tx: Transaction, entry: Entry, lead: int, people: int, source: int | None = None) -> int:
    """Keep the goal or the total of `entry`; source: the report it brings back. Return people
    coming."""
    before = standings.one(tx, entry.event, lead)
    if entry.kind == "report":
        goals.insert_report(tx, entry.seq, entry.event, lead, people, source)
        return change_standing(tx, entry, lead, replace(before, declared=people))
    goals.insert_goal(tx, entry.seq, entry.event, lead, people)
    coming = change_standing(tx, entry, lead, replace(before, goal=people))
    book_goal(tx, entry, lead, people - before.goal)
    return coming


def _stands(tx: Transaction, kind: str, event: int, lead: int) -> tuple[int, int | None]:
    """Return the goal or total of `lead` now, and the report that is the total's source."""
    now = standings.one(tx, event, lead)
    return (now.goal, None) if kind == "goal" else (now.declared, goals.told_by(tx, event, lead))
