"""Updates of an event as plain values, and back: what was posted is not posted anew elsewhere."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from turnout.desk.ledger import ON_THEIR_OWN, Entry, book
from turnout.model import Count
from turnout.model.updates import OWN, Draft
from turnout.store import Reading, Transaction, updates, updates_carried

Values = dict[str, Any]
KINDS = ("update", "update_text", "update_rule", "posting")
_OF_RECORDS = ("goal", "cleaned", "challenge", OWN)  # what an update is about, by a record's number
_LEAD = re.compile(r"\{lead:([1-9]\d*)\}")
_NOBODY = "{lead:}"  # a lead whom this store does not know: named nowhere


@dataclass(frozen=True)
class Bringing:
    """Updates on their way in. leads, seqs, areas: the numbers that things of the export have
    here."""

    leads: Mapping[int, int]
    seqs: Mapping[int, int]
    areas: Mapping[int, int]

    def replay(self, tx: Transaction, entry: Entry, given: Values) -> None:
        """Replay a record of updates; what was said of a posting elsewhere is said there."""
        if "update" in given:
            updates.insert(tx, entry.seq, entry.event, self._draft(entry, given["update"]))
        if "update_rule" in given:  # its channels are that installation's
            told = updates.rules_of({**given["update_rule"], "channels": {}})
            updates.keep_rules(tx, entry.seq, entry.event, told)
        book(tx, entry, ON_THEIR_OWN, Count())

    def word(self, tx: Transaction, entry: Entry, given: Values) -> None:
        """Let an update say what record `given` made it say."""
        said = {lang: self._named(text) for lang, text in given["texts"].items()}
        updates.word(tx, entry.seq, self.seqs[given["of"]], said)

    def posted(self, tx: Transaction, rows: list[Values]) -> None:
        """Keep what was posted; what had not left there does not leave from here."""
        for row in rows:
            updates_carried.bring(tx, self.seqs[row["of"]], row)

    def _draft(self, entry: Entry, given: Values) -> Draft:
        return Draft(
            kind=given["kind"],
            about=self._about(given["about"], f"{given['kind']}:{entry.seq}"),
            sentence=given["sentence"],
            values=json.loads(self._named(given["told"])),
            things=tuple(self._about(each, each) for each in given["things"].split()),
            area=self.areas.get(given["area"], 0),
        )

    def _about(self, about: str, otherwise: str) -> str:
        """Return what an update is about as it is called here."""
        kind, number, *rest = about.split(":")
        if kind not in _OF_RECORDS:
            return about
        here = self.seqs.get(int(number))
        return ":".join([kind, str(here), *rest]) if here else otherwise

    def _named(self, text: str) -> str:
        return _LEAD.sub(self._lead, text)

    def _lead(self, found: re.Match[str]) -> str:
        here = self.leads.get(int(found[1]))
        return f"{{lead:{here}}}" if here else _NOBODY


def updates_of(look: Reading, event: int) -> dict[int, Values]:
    """Return what each record of an event says of an update, by its seq."""
    said: dict[int, Values] = {
        row["seq"]: {"update": dict(row)} for row in updates_carried.made(look, event)
    }
    for row in updates_carried.worded(look, event):
        wording = said.setdefault(row["seq"], {}).setdefault(
            "wording", {"of": row["of"], "texts": {}}
        )
        wording["texts"][row["lang"]] = row["text"]
    for row in updates_carried.ruled(look, event):
        said[row["seq"]] = {"update_rule": json.loads(row["told"])}
    return said
