"""What an update says: to its editor, in the feed, and on each network, with leads as they may be
named there."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from turnout import words
from turnout.desk.showing import hides_names, is_shown
from turnout.formats.when import when
from turnout.model import Event
from turnout.rules import networks
from turnout.rules.contact import Handle
from turnout.rules.networks import Network
from turnout.store import Reading, events, leads, merging, standings
from turnout.words import LANGUAGES

_LEAD = re.compile(r"\{lead:(\d*)\}")  # without a number: nobody whom this store knows
_HANDLE = re.compile(
    r"(?<![\w@])@(\w(?:[\w.-]*\w)?)(?:@([A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?))?"
)
LEAST_NAME = 3  # letters of a hidden name that is looked for in what somebody wrote


@dataclass(frozen=True)
class Named:
    """A lead as updates may name them. handles: all of theirs, the first one first."""

    name: str
    handles: tuple[Handle, ...]
    shown: bool


class Voice:
    """Says updates of one event, as one look has it."""

    def __init__(self, look: Reading, event: Event) -> None:
        self._look, self.event = look, event
        self.coming = standings.total(look, event.id)[2].coming

    def texts(self, row: Any, worded: Mapping[str, str]) -> dict[str, str]:
        """Return what an update (its row) says by language, leads by number: as it was worded, or
        as its sentence has it now."""
        if worded:
            first = next(iter(worded.values()))
            return {lang: worded.get(lang, first) for lang in LANGUAGES}
        told = json.loads(row["told"])
        return {lang: self._sentence(lang, row["sentence"], told) for lang in LANGUAGES}

    def to_edit(self, text: str) -> str:
        """Return a text with each lead as "@handle", as who edits it may write them."""
        return _LEAD.sub(lambda found: self._for_editor(int(found[1] or 0)), text)

    def as_kept(self, text: str) -> str:
        """Return what somebody wrote, with each "@handle" of a lead by their number."""
        return _HANDLE.sub(self._by_number, text)

    def said(self, text: str, lang: str, network: Network | None = None) -> str:
        """Return a text as it is read by everybody: on `network`, else where nobody is called.

        Who is hidden is "a lead", also where somebody wrote their name.
        """
        plain = text
        for pattern in self._hidden_names:
            plain = pattern.sub(words.say(lang, "updates.a_lead"), plain)
        whole = _LEAD.sub(lambda found: self._lead(int(found[1] or 0), lang, network), plain)
        return whole[:1].upper() + whole[1:] if whole != text else text

    def _sentence(self, lang: str, key: str, told: Mapping[str, Any]) -> str:
        left = max(0, self.event.goal - self.coming)
        values: dict[str, Any] = {
            "n": left, "left": left, "goal": self.event.goal, "coming": self.coming,
            "title": self.event.title, "when": when(lang, self.event),
            **{name: self._value(lang, value) for name, value in told.items() if name != "parts"},
        }  # fmt: skip
        parts = [self._part(lang, key, said) for key, said in told.get("parts", ())]
        if not left and words.has(f"updates.{key}_met"):
            key = f"{key}_met"
        return words.say(lang, f"updates.{key}", **values, parts=" ".join(parts))

    def _part(self, lang: str, key: str, told: Mapping[str, Any]) -> str:
        which = [_who(lang, each) for each in told["which"]]
        if not which:
            return words.say(lang, f"updates.{key}_n", n=told["n"])
        if told["n"] > len(which):
            which.append(words.say(lang, "updates.more", n=told["n"] - len(which)))
        return words.say(lang, f"updates.{key}", n=told["n"], which=words.listed(lang, which))

    def _value(self, lang: str, value: Any) -> Any:
        if isinstance(value, list):
            return words.listed(lang, [_who(lang, each) for each in value])
        if isinstance(value, str) and value.startswith("at:"):
            at, zone = datetime.fromisoformat(value[3:]), self.event.zone
            day, time = words.day(lang, at, zone), words.clock(lang, at, zone)
            return words.say(lang, "updates.at", day=day, time=time)
        return _plain(value) if isinstance(value, str) else value

    def _lead(self, number: int, lang: str, network: Network | None) -> str:
        named = self._named.get(merging.became(self._look, number))
        if named is None or not named.shown:
            return words.say(lang, "updates.a_lead")
        if network is None:
            return networks.plain_name(named.name)
        return networks.mention(network, named.handles, named.name)

    def _for_editor(self, number: int) -> str:
        named = self._named.get(merging.became(self._look, number))
        if named is None:
            return f"{{lead:{number}}}"
        first = named.handles[0]
        return f"@{first.user}" if len(self._known_by(first.user, "")) == 1 else f"@{first}"

    def _by_number(self, found: re.Match[str]) -> str:
        user, host = found[1].lower(), (found[2] or "").lower()
        theirs = self._known_by(user, host)
        return f"{{lead:{theirs.pop()}}}" if len(theirs) == 1 else found[0]

    def _known_by(self, user: str, host: str) -> set[int]:
        """Return the leads who may be meant by a handle; without a host, on any."""
        return {
            number for number, named in self._named.items() for each in named.handles
            if each.user == user and (host in ("", each.host) or not each.host)
        }  # fmt: skip

    @cached_property
    def _named(self) -> dict[int, Named]:
        """The leads of the event, of its dates, and of the campaign it is a date of."""
        whole = events.find(self._look, self.event.parent) if self.event.parent else None
        near = [*([whole] if whole else []), *events.children(self._look, self.event.id)]
        return {
            number: named
            for each in (*near, self.event)
            for number, named in _leads_of(self._look, each, hides_names(self.event))
        }

    @cached_property
    def _hidden_names(self) -> list[re.Pattern[str]]:
        """What finds names and handles of hidden leads; not what a shown lead has as well."""
        shown = {each for named in self._named.values() if named.shown for each in _known_as(named)}
        hidden = {
            each for named in self._named.values() if not named.shown for each in _known_as(named)
        }
        return [
            re.compile(rf"(?<![\w@])@?{re.escape(each)}(?:@[\w.-]*\w)?(?!\w)", re.IGNORECASE)
            for each in sorted(hidden - shown, key=len, reverse=True)
            if len(each) >= LEAST_NAME
        ]


def _who(lang: str, named: Any) -> str:
    """Return who or what is named in a list; lead 0 are the organizers."""
    if named == "{lead:0}":
        return words.say(lang, "updates.the_organizers")
    return str(named) if _LEAD.fullmatch(str(named)) else _plain(str(named))


def _plain(title: str) -> str:
    """Return a title that a stranger may have written, so that it calls nobody on any network."""
    return title.translate({ord(letter): None for letter in "@{}<>"})


def _known_as(named: Named) -> Iterable[str]:
    return filter(None, (named.name, *(handle.user for handle in named.handles)))


def _leads_of(look: Reading, event: Event, hidden: bool) -> Iterable[tuple[int, Named]]:
    further = leads.handles(look, event.id)
    for row in leads.of_event(look, event.id):
        handles = [(row["user"], row["host"]), *further.get(row["id"], ())]
        shown = is_shown(row, hidden or hides_names(event))
        yield row["id"], Named(row["name"], tuple(Handle(*each) for each in handles), shown)
