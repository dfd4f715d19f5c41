"""A message with its words and links, worked out anew each time: the same one whenever it is."""

import base64
import hmac
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from turnout.desk import sending_due as dues
from turnout.desk import sending_texts as texts
from turnout.desk import stopping, thanks
from turnout.desk.desk import Desk
from turnout.desk.rallies import found
from turnout.desk.sending_due import Occasion
from turnout.desk.sending_texts import Links, Written
from turnout.model import Door, Event, Status
from turnout.model.sending import Budget, Kind, Out, Way
from turnout.rules import contacting
from turnout.rules.contacting import Act, Case
from turnout.store import Reading, budget
from turnout.store.times import read
from turnout.words import language

PERSONAL = frozenset({Kind.CONFIRM, Kind.REMIND, Kind.MOVED})


@dataclass(frozen=True)
class Ready:
    """A row with its words; whose address it goes to is looked up when it is taken.

    is_needed: whether it would still go to its person, were it not for the budget and the night.
    """

    out: Out
    event: Event
    occasion: Occasion
    written: Written
    lang: str
    is_needed: bool = True


def token_of(desk: Desk, message: str) -> str:
    """Return the personal token that stands in a message: the same whenever it is written, and
    derived from the store's own secret, so that it is stored nowhere but as a hash."""
    made = hmac.digest(desk.pepper, f"answer\0{message}".encode(), "sha256")[:16]
    return base64.urlsafe_b64encode(made).rstrip(b"=").decode()


def links_of(desk: Desk, out: Out, base: str) -> Links:
    """Return where a message leads; base: where links lead if no public address is set."""
    at = desk.settings.public_url or base
    token = token_of(desk, out.id) if out.kind in PERSONAL else ""
    return Links(at, token, stopping.link(at, desk, out.event, out.id))


def words_of(
    desk: Desk, look: Reading, outs: Iterable[Out], base: str, lang: str = "",
    preview: bool = False,
) -> dict[str, Ready]:  # fmt: skip
    """Return rows with their words, by their id.

    base: where links lead if no public address is set. lang: in another language than the
    reader's own. preview: with links that open nothing.
    """
    made = _Writing(desk, look, base, lang, preview)
    return {out.id: made.ready(out) for out in outs}


def case_of(
    desk: Desk, look: Reading, occasion: Occasion, row: Any, asked: list[datetime], asks: bool,
    **facts: bool,
) -> Case:  # fmt: skip
    """Return all that decides of a message of `occasion` to the person in `row`."""
    spoke = read(row["said_at"]) if row["said_at"] and row["door"] != Door.DESK else None
    return Case(
        kind=occasion.kind,
        asks=asks,
        status=Status(row["status"]) if row["status"] else None,
        asked=asked,
        zones=contacting.zones_of(row["phone"] or "", occasion.event.zone),
        not_after=occasion.not_after,
        needed_by=occasion.needed_by,
        said_at=spoke,
        erased=row["erased_at"] is not None,
        reachable=bool(row["email"] or row["phone"] or row["lead_id"]),
        reminded=bool(row["wants"]) and occasion.days == dues.REMINDED_DAYS,
        **facts,
    )


def for_team(desk: Desk, look: Reading, out: Out) -> Ready:
    event = found(look, out.event)
    occasion = Occasion(out.occasion, out.kind, event, out.not_before, out.not_after)
    return Ready(out, event, occasion, Written("", "", ""), desk.settings.language)


class _Writing:
    """Words for many rows in one look: what an occasion is worked out once."""

    def __init__(self, desk: Desk, look: Reading, base: str, lang: str, preview: bool) -> None:
        self.desk, self.look, self.base = desk, look, base
        self.lang, self.preview = lang, preview
        self._events: dict[str, Event] = {}
        self._occasions: dict[str, dict[str, Occasion]] = {}
        self._drafts: dict[str, dict[str, Any]] = {}
        self._asks: dict[str, texts.Ask] = {}
        self._stops = stopping.Stops(desk, look)

    def ready(self, out: Out) -> Ready:
        event = self._event(out.event)
        occasion = self._occasion(event, out)
        row = budget.one_of(self.look, out.person, event.id, dues.scope(event))
        spoken = (row["lang"] if row else "") or self.desk.settings.language
        lang, links = language(self.lang or spoken), self._links(out)
        if out.kind is Kind.CLEANED:
            written = self._cleaned(event, out, lang, links)
        elif row is None:
            written = Written("", "", "")  # taking it finds nobody
        else:
            written = texts.write(occasion, row, links, lang, self._ask(event))
        needed = bool(written.text) and row is not None and self._is_needed(out, occasion, row)
        return Ready(out, event, occasion, written, lang, needed)

    def _is_needed(self, out: Out, occasion: Occasion, row: Any) -> bool:
        contacts = (row["email"] or "", row["phone"] or "")
        case = case_of(
            self.desk, self.look, occasion, row, [], False,
            stopped=self._stops.hold(out.person, *contacts),
            stands=out.kind is Kind.CLEANED or occasion.name in self._occasions[out.event],
        )  # fmt: skip
        return contacting.verdict(case, self.desk.clock(), Budget()).act is not Act.SPARE

    def _links(self, out: Out) -> Links:
        links = links_of(self.desk, out, self.base)
        links = replace(links, short=out.way is Way.HAND)
        if not self.preview:
            return links
        hidden = "…" if links.token else ""
        return replace(links, token=hidden, stop=f"{links.base}/e/{out.event}/stop/…")

    def _event(self, slug: str) -> Event:
        return self._events.setdefault(slug, found(self.look, slug))

    def _occasion(self, event: Event, out: Out) -> Occasion:
        """Return the occasion as it is now, or as the row has it where it is one no longer."""
        if event.slug not in self._occasions:
            known = dues.occasions(self.look, event, self.desk.clock())
            self._occasions[event.slug] = {each.name: each for each in known}
        past = Occasion(out.occasion, out.kind, event, out.not_before, out.not_after)
        return self._occasions[event.slug].get(out.occasion, past)

    def _cleaned(self, event: Event, out: Out, lang: str, links: Links) -> Written:
        if event.slug not in self._drafts:
            made = thanks.every(self.desk, self.look, event, self.base)
            self._drafts[event.slug] = {each.id: each for each in made}
        draft = self._drafts[event.slug].get(f"{out.occasion}:{out.person}")
        if draft is None:
            return Written("", "", "")
        text, plain = (texts.ended(lang, each, links.stop) for each in (draft.text, draft.plain))
        return Written(draft.subject, text, plain)

    def _ask(self, event: Event) -> texts.Ask:
        if event.slug not in self._asks:
            self._asks[event.slug] = thanks.next_ask(self.desk, self.look, event, self.base)
        return self._asks[event.slug]
