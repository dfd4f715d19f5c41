"""The ticker of updates: drafts what happened, and lets go by rule what may go by itself."""

import secrets
from collections.abc import Iterable
from typing import Any

from turnout.desk.desk import Desk
from turnout.desk.ledger import enter
from turnout.desk.rallies import found
from turnout.desk.updates_going import decide, go, not_after
from turnout.desk.updates_seen import seen
from turnout.model import Door, Event, ReviewState
from turnout.model.updates import Draft, Mode
from turnout.rules import updates as rule
from turnout.rules.update_limits import may_go_at
from turnout.store import Reading, Transaction, events
from turnout.store import updates as rows
from turnout.store.times import read


def live(desk: Desk) -> list[str]:
    """Return the events of which updates may be drafted: not those that are over, nor quiet."""
    now = desk.clock()
    with desk.store.reading() as look:
        known = events.every(look)
    return [each.slug for each in known if not each.quiet and not each.is_over(now)]


def tick(desk: Desk, slugs: Iterable[str]) -> int:
    """Draft what there is to tell of these events, and let go what may go by itself; return how
    many updates were drafted or let go. As often as one likes: nothing is drafted twice."""
    return sum(_draft(desk, slug) + _let_go(desk, slug) for slug in slugs)


def _draft(desk: Desk, slug: str) -> int:
    with desk.store.reading() as look:
        event = found(look, slug)
        due = rule.drafts(seen(look, event, desk.clock()), rows.rules(look, event.id), desk.clock())
    if not due:
        return 0
    return desk.store.write(lambda tx: _keep(desk, tx, event, due)).result()


def _keep(desk: Desk, tx: Transaction, event: Event, due: list[Draft]) -> int:
    """Keep what nobody has drafted meanwhile; a draft that says less by now is set aside."""
    known = rows.known(tx, event.id)
    fresh = [each for each in due if known.isdisjoint((each.about, *each.things))]
    for draft in fresh:
        entry = enter(
            tx, event.id, "update", Door.DESK, secrets.token_hex(20), rows.BY_RULE, desk.clock()
        )
        rows.insert(tx, entry.seq, event.id, draft)
        for row in rows.of_event(tx, event.id):
            if row["state"] is None and rule.overtaken(draft, row["about"]):
                decide(desk, tx, event, row["seq"], ReviewState.SET_ASIDE, rows.BY_RULE)
    return len(fresh)


def _let_go(desk: Desk, slug: str) -> int:
    """Let go, within the limits, what goes by itself and nobody has decided of."""
    with desk.store.reading() as look:
        event = found(look, slug)
        if not _waiting(desk, look, event):
            return 0
    return desk.store.write(lambda tx: _let_go_in(desk, tx, event)).result()


def _let_go_in(desk: Desk, tx: Transaction, event: Event) -> int:
    """Let go as many as may go now, the oldest first."""
    now, gone = desk.clock(), 0
    for row in reversed(_waiting(desk, tx, event)):
        began = rows.let_go_by_rule(tx, event.id)
        if may_go_at(rows.rules(tx, event.id), event.zone, began, now) > now:
            break
        go(desk, tx, event, row, rows.BY_RULE)
        gone += 1
    return gone


def _waiting(desk: Desk, look: Reading, event: Event) -> list[Any]:
    """Return the drafts that go by themselves, newest first; what is no news any more, or no
    longer so, waits for an organizer."""
    now, modes = desk.clock(), rows.rules(look, event.id).modes
    waiting = [
        row for row in rows.of_event(look, event.id)
        if row["state"] is None and modes.get(row["kind"]) is Mode.BY_ITSELF
        and now - read(row["made_at"]) < rule.FRESH
        and now < not_after(row["kind"], event, read(row["made_at"]))
    ]  # fmt: skip
    if not waiting:
        return []
    of_now = seen(look, event, now)
    return [row for row in waiting if rule.stands(of_now, row["kind"], row["about"], now)]
