"""Rows first: what is due gets its place in the outbox, one for each occasion and person for good.

Done twice, or by two processes at once, it adds nothing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from turnout.desk import sending_due as dues
from turnout.desk import thanks
from turnout.desk.desk import Desk
from turnout.desk.rallies import found
from turnout.desk.sending_due import Occasion
from turnout.desk.sending_texts import Ask
from turnout.model import Event
from turnout.model.sending import NOBODY, Kind, Messaging, Out, OutState, Way
from turnout.model.thanks import Draft
from turnout.store import Reading, Transaction, budget, events, log, outbox, tellings

_ID = 24  # of a message, in hexadecimal: no two alike, and its links stay short
AT_ONCE = 200  # rows of one write: a sign-up never waits for more


@dataclass(frozen=True)
class Planned:
    """An occasion with the rows that it has none of yet in the outbox."""

    occasion: Occasion
    outs: Sequence[Out]


def plan(desk: Desk) -> int:
    """Give what is due of every event that sends by rule its rows; return how many are new."""
    now, made = desk.clock(), 0
    with desk.store.reading() as look:
        events_ = [events.by_id(look, number) for number in budget.by_rule(look)]
    for event in events_:
        with desk.store.reading() as look:
            due = planned(desk, look, event, due_by=now)
        fresh = [out for one in due for out in one.outs]
        made += _keep(desk, event, fresh, pressed=False)
    return made


def send_now(desk: Desk, slug: str, name: str) -> int:
    """Give the occasion called `name` its rows, due at once although it is early or the event is
    held; return how many go out. Who is spared and whose night it is stays so. Raises NotFound."""
    now = desk.clock()
    with desk.store.reading() as look:
        event = found(look, slug)
        one = next((p for p in planned(desk, look, event) if p.occasion.name == name), None)
    fresh = one.outs if one else []
    _keep(desk, event, [replace(out, not_before=now) for out in fresh], pressed=True)
    desk.store.write(lambda tx: outbox.press(tx, name, event.id, now)).result()
    return sum(out.person != NOBODY for out in fresh)


def planned(
    desk: Desk, look: Reading, event: Event, due_by: datetime | None = None
) -> list[Planned]:
    """Return every occasion of `event` that is due or will be, with a row for each person who has
    none of it yet and was not told by hand; due_by: only what is due by then."""
    now, set_ = desk.clock(), budget.messaging(look, event.id)
    found_ = [
        one for one in dues.occasions(look, event, now) if due_by is None or one.due_at <= due_by
    ]
    rows = budget.audience(look, event.id, dues.scope(event)) if found_ else []
    ask = thanks.next_ask(desk, look, event, "")
    made = []
    for one in found_:
        has = _has(look, one.name)
        fresh = [row for row in dues.audience(look, one, rows) if row["person"] not in has]
        made.append(Planned(one, [_out(desk, look, one, row, set_, ask) for row in fresh]))
    cleaned = _cleaned(desk, look, event, now)
    made += [one for one in cleaned if due_by is None or one.occasion.due_at <= due_by]
    return [Planned(p.occasion, [*p.outs, *_team(desk, look, p)]) for p in made if p.outs]


def _has(look: Reading, name: str) -> set[int]:
    """Return who has a row of an occasion, or was told of it by hand."""
    return outbox.known_of(look, name) | {person for _, person in tellings.told(look, [name])}


def _keep(desk: Desk, event: Event, outs: Sequence[Out], pressed: bool) -> int:
    made = 0
    for at in range(0, len(outs), AT_ONCE):
        some = outs[at : at + AT_ONCE]

        def work(tx: Transaction, some: Sequence[Out] = some) -> int:
            now = desk.clock()
            return sum(outbox.insert(tx, out, event.id, pressed, now) for out in some)

        made += desk.store.write(work).result()
    return made


def _out(desk: Desk, look: Reading, one: Occasion, row: Any, set_: Messaging, ask: Ask) -> Out:
    """Return the row that an occasion has for the person in `row`."""
    by_mail = row["email"] and desk.settings.smtp
    if one.kind is Kind.MISSED and not set_.missed:
        by_mail = False  # listed for their lead, who knows whether to write
    next_ = ask(row) if one.kind is Kind.CAME else None
    return Out(
        id=message_id(desk, look, one.name, row["person"]),
        event=one.event.slug,
        occasion=one.name,
        kind=one.kind,
        person=row["person"],
        lead=row["lead_id"] or 0,
        way=Way.EMAIL if by_mail else Way.HAND,
        state=OutState.DUE,
        reason="",
        asks=one.asks or (next_ is not None and not next_.going),
        not_before=one.due_at,
        not_after=one.not_after,
    )


def message_id(desk: Desk, look: Reading, occasion: str, person: int) -> str:
    """Return the id of a message, the same whenever it is asked for.

    A number of a person who was made one with another may be given again: not so their message's.
    """
    number = log.digest(desk.pepper, "message", occasion, str(person))[:_ID]
    known = outbox.one(look, number)
    while known and known.person != person:
        number = log.digest(desk.pepper, "message", number)[:_ID]
        known = outbox.one(look, number)
    return number


def _cleaned(desk: Desk, look: Reading, event: Event, now: datetime) -> Iterator[Planned]:
    """Yield what people are thanked for of a campaign's clean-ups, by occasion.

    A date's own map is its campaign's: it is planned there, and once.
    """
    if event.parent:
        return
    by_name: dict[str, list[Draft]] = {}
    for draft in thanks.every(desk, look, event, ""):
        if draft.kind == "thanks":
            by_name.setdefault(draft.occasion, []).append(draft)
    for name, drafts in by_name.items():
        at = _cleaned_at(look, name)
        if now <= at + dues.THANKED_WITHIN:
            one = Occasion(name, Kind.CLEANED, event, at, at + dues.THANKED_WITHIN)
            has = _has(look, name)
            fresh = [draft for draft in drafts if draft.person not in has]
            yield Planned(one, [_of_draft(desk, look, one, draft) for draft in fresh])


def _cleaned_at(look: Reading, name: str) -> datetime:
    """Return when an occasion of a clean-up may be told of: a day after the date, or the word."""
    kind, _, number = name.partition(":")
    if kind == "area":
        return log.at(look, int(number))
    date = events.by_id(look, int(number))
    return (date.ends_at or date.starts_at) + timedelta(days=1)


def _of_draft(desk: Desk, look: Reading, one: Occasion, draft: Draft) -> Out:
    # Its words name a place: of a quiet event they go by hand, and to nobody's mailbox.
    mail = desk.settings.smtp and "@" in draft.contact and not one.event.quiet
    return Out(
        id=message_id(desk, look, one.name, draft.person),
        event=one.event.slug,
        occasion=one.name,
        kind=one.kind,
        person=draft.person,
        lead=0,
        way=Way.EMAIL if mail else Way.HAND,
        state=OutState.DUE,
        reason="",
        asks=draft.asks,
        not_before=one.due_at,
        not_after=one.not_after,
    )


def _team(desk: Desk, look: Reading, one: Planned) -> list[Out]:
    """Return the one message to the team's channel, where there is one and it may know."""
    occasion = one.occasion
    if not desk.settings.apprise or occasion.event.quiet:
        return []
    number = log.digest(desk.pepper, "message", occasion.name, "team")[:_ID]
    if outbox.one(look, number):
        return []
    return [
        Out(
            number, occasion.event.slug, occasion.name, occasion.kind, NOBODY, 0, Way.TEAM,
            OutState.DUE, "", False, occasion.due_at, occasion.not_after,
        )
    ]  # fmt: skip
