"""The door of text messages: whose phone it is, what stands of them, and what they are answered.

The phone is who they are, and the message's id its key: a gateway that posts twice counts once.
"""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from turnout.desk import feeds, leads, rallies, signups, stopping
from turnout.desk.desk import Desk
from turnout.errors import Conflict, Reason, Refused
from turnout.model import Door, Event, Refusal, Submission
from turnout.rules.contact import Contact, Handle, contact_of
from turnout.rules.texting import Act, Text, text
from turnout.sources.sms import Sms
from turnout.store import Reading, commitments, people, standings
from turnout.store import leads as lead_rows

_STATUS = {Act.COMING: "yes", Act.MAYBE: "maybe", Act.OUT: "cancelled"}
_OF_LEADS = (Act.TOTAL, Act.MORE)


@dataclass(frozen=True)
class Answer:
    """What is texted back: the sentence `sms.NAME`, or why it was refused. Nobody else's data."""

    name: str
    lang: str  # empty: this house's own
    event: Event
    values: Mapping[str, object] = field(default_factory=dict)
    reason: Reason | None = None


@dataclass(frozen=True)
class _Sender:
    """What we know of a phone at one event; party 0: nothing stands, nothing was ever said."""

    lang: str = ""
    party: int = 0
    leads: tuple[tuple[int, str], ...] = ()  # number and handle


def take(desk: Desk, slug: str, sms: Sms, by: str) -> Answer | None:
    """Book what a text says and return what to answer; None where the gateway answers by itself,
    as it does to "stop": which is kept here as well, over all events and channels.

    by: who vouches for the gateway, "grant:12" or "sms".
    Raises NotFound (no such event), NotAllowed, StoreFailed.
    """
    event, said = rallies.event(desk, slug), text(sms.body)
    if said.act is Act.STOP:
        _stop(desk, slug, sms)
    if said.act in (Act.STOP, Act.START):
        return None
    try:
        phone = contact_of(sms.sender, "phone")
        sender = _sender(desk, event, phone)
        return _Dialogue(desk, event, sms, said, sender, by).answer()
    except Conflict:
        return None  # the first answer to this message is on its way already
    except Refused as refused:
        return _refused(desk, event, sms, said.lang, refused.reasons[0])


@dataclass(frozen=True)
class _Dialogue:
    desk: Desk
    event: Event
    sms: Sms
    said: Text
    sender: _Sender
    by: str

    def answer(self) -> Answer:
        said = self.said
        if said.act is Act.HELP:
            return self._say("help_lead" if self.sender.leads else "help")
        if said.act is Act.UNCLEAR:
            raise Refused("text", "unclear")
        if said.act in _OF_LEADS:
            return self._total()
        if said.act is Act.OUT and not self.sender.party:
            return self._say("out_nobody")
        return self._commitment()

    def _commitment(self) -> Answer:
        said, status = self.said, _STATUS[self.said.act]
        party = said.people or self.sender.party or 1
        own = self.sender.leads[0][1] if len(self.sender.leads) == 1 else ""
        submission = Submission(
            door=Door.SMS,
            event=self.event.slug,
            key=self.sms.id,
            scope=f"sms:{self.event.slug}",
            by=self.by,
            party=str(party),
            status=status,
            lead=said.lead or own,
            contact=self.sms.sender,
            lang=said.lang,
        )
        receipt = signups.commit(self.desk, submission).result()
        if status == "cancelled":
            return self._say("out")
        return self._say("held" if receipt.held else status, n=party)

    def _total(self) -> Answer:
        """Take a lead's total: from the phone of a lead of this event, and from no other."""
        if len(self.sender.leads) != 1:
            raise Refused("text", "two_leads" if self.sender.leads else "not_lead")
        (number, handle), people_ = self.sender.leads[0], self.said.people
        is_total = self.said.act is Act.TOTAL
        leads.declare(
            self.desk, self.event.slug, handle, key=f"sms:{self.sms.id}", by=self.by, door=Door.SMS,
            total=people_ if is_total else None, more=None if is_total else people_,
        ).result()  # fmt: skip
        with self.desk.store.reading() as look:
            now = standings.one(look, self.event.id, number)
        return self._say("total_goal" if now.goal else "total", n=now.declared, goal=now.goal)

    def _say(self, name: str, **values: object) -> Answer:
        return Answer(name, self.said.lang or self.sender.lang, self.event, values)


def _sender(desk: Desk, event: Event, phone: Contact) -> _Sender:
    scope = event.id if event.quiet else 0
    with desk.store.reading() as look:
        led = lead_rows.by_contact(look, event.id, phone.kind, phone.value)
        handles = tuple((number, _handle(look, number)) for number in led)
        person = people.by_contact(look, scope, phone.kind, phone.value)
        if person is None:
            return _Sender(leads=handles)
        row, card = commitments.newest(look, event.id, person), people.card(look, person)
    return _Sender(card["lang"] if card else "", row["party"] if row else 0, handles)


def _handle(look: Reading, lead: int) -> str:
    row: Any = lead_rows.one(look, lead)
    return str(Handle(row["user"], row["host"]))


def _stop(desk: Desk, slug: str, sms: Sms) -> None:
    """Let nothing more go out to this phone; a sender that is no number has nothing to stop."""
    with suppress(Refused):
        phone = contact_of(sms.sender, "phone")
        stopping.stop_contact(desk, slug, phone, Door.SMS).result()


def _refused(desk: Desk, event: Event, sms: Sms, lang: str, why: Reason) -> Answer:
    """Note why in the refusal log, without the number or the words, and answer with it."""
    refusal = Refusal(
        desk.clock(), event.slug, Door.SMS, f"sms:{event.slug}", sms.id, why.field, why.code,
        {name: value for name, value in why.values.items() if name != "given"},
    )  # fmt: skip
    feeds.refuse(desk, refusal).result()
    return Answer("refused", lang, event, reason=why)
