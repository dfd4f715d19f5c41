"""Ready texts that somebody sends by hand: whose they are, and that they were sent."""

from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass

from turnout.desk import sending_due as dues
from turnout.desk import sending_take, sending_words
from turnout.desk.acting import must_hold
from turnout.desk.desk import Desk
from turnout.desk.naming import named_lead
from turnout.desk.rallies import found
from turnout.desk.sending_words import Ready
from turnout.errors import NotFound
from turnout.model import Event, Role
from turnout.model.sending import Kind
from turnout.store import Reading, Transaction, budget, grants, leads, outbox


@dataclass(frozen=True)
class Text:
    """A ready text that somebody is to send by hand. Only who may see the person sees it."""

    id: str
    kind: Kind
    occasion: str
    person: int
    lead: str
    name: str
    contact: str
    lang: str
    subject: str
    text: str


def by_hand(
    desk: Desk, slug: str, base: str = "", by: str = "desk", lead: str | None = None
) -> list[Text]:
    """Return the ready texts that wait to be sent by hand; lead: those of one lead's people.

    base: where links lead if no public address is set. Raises NotFound, Refused("lead").
    """
    with desk.store.reading() as look:
        event, number = _allowed(desk, look, slug, by, lead)
        outs = outbox.in_hand(look, event.id)
        mine = [out for out in outs if number is None or out.lead == number]
        made = sending_words.words_of(desk, look, mine, base)
        return [_text(look, event, one) for one in made.values() if one.is_needed]


def sent_by_hand(
    desk: Desk, slug: str, ids: Sequence[str], by: str = "desk", lead: str | None = None
) -> Future[int]:
    """Keep that ready texts (by their ids) were sent; `corrections.undo` of the record brings
    them back. Return its seq, 0 where nothing of it was waiting. Raises NotFound."""

    def work(tx: Transaction) -> int:
        event, number = _allowed(desk, tx, slug, by, lead)
        waiting = outbox.in_hand(tx, event.id)
        whom = [
            (out.occasion, out.person) for out in waiting
            if out.id in set(ids) and (number is None or out.lead == number)
        ]  # fmt: skip
        return sending_take.tell(tx, event.id, whom, by, desk.clock()) if whom else 0

    return desk.store.write(work)


def _allowed(
    desk: Desk, look: Reading, slug: str, by: str, lead: str | None
) -> tuple[Event, int | None]:
    """Return the event, and the lead whose texts these are (None: all), if `by` may have them."""
    event = found(look, slug)
    number = named_lead(look, event.id, lead) if lead else None
    roles = (Role.ORGANIZER, Role.LEAD) if number else (Role.ORGANIZER,)
    must_hold(desk, look, by, slug, *roles)
    known = grants.by_id(look, int(by.removeprefix("grant:")), desk.clock()) if ":" in by else None
    if known and known.role is Role.LEAD and named_lead(look, event.id, known.lead or "") != number:
        raise NotFound("key", by)
    return event, number


def _text(look: Reading, event: Event, one: Ready) -> Text:
    row = budget.one_of(look, one.out.person, event.id, dues.scope(event))
    lead = leads.one(look, one.out.lead) if one.out.lead else None
    return Text(
        id=one.out.id,
        kind=one.out.kind,
        occasion=one.out.occasion,
        person=one.out.person,
        lead=lead["name"] if lead else "",
        name="" if event.quiet else row["name"],
        contact=row["phone"] or row["email"] or "",
        lang=one.lang,
        subject=one.written.subject,
        text=one.written.text,
    )
