"""Challenges brought back from plain values, record by record, inside the write."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from turnout.desk import challenge_acts
from turnout.desk.carried import Values
from turnout.desk.ledger import ON_THEIR_OWN, Entry, book
from turnout.model import Count
from turnout.model.challenges import Challenge, Measure, Way
from turnout.store import Transaction, challenge_sums, challenges, competing
from turnout.store.times import read

KINDS = ("challenge", "challenge_answer", "challenge_turn", "compete")


@dataclass(frozen=True)
class Bringing:
    """Challenges on their way in. leads, seqs: the numbers that things of the export have here."""

    leads: Mapping[int, int]
    seqs: Mapping[int, int]

    def replay(self, tx: Transaction, entry: Entry, given: Values) -> None:
        """Replay a record of a challenge."""
        if given["kind"] == "challenge":
            made = self._made(tx, entry, given["challenge"])
            challenges.insert(
                tx, entry.event, made, given["challenge"]["held"], challenge_acts.until(made)
            )
        else:
            self._said(tx, entry, given["kind"], *given["says"])
        book(tx, entry, ON_THEIR_OWN, Count())

    def areas(self, tx: Transaction, event: int, records: list[Values]) -> None:
        """Bring what was gained in areas, once all records are in."""
        made = [record for record in records if record["kind"] == "challenge"]
        for record in made:
            deadline = read(record["challenge"]["deadline"])
            for seq, lead, areas, said, jump in record["challenge"]["areas"]:
                at = read(said) if said else None
                challenge_sums.bring_areas(
                    tx, self.seqs[record["seq"]], self.seqs.get(seq, 0),
                    (event, self.leads.get(lead, 0)), areas, at, self.seqs.get(jump, 0),
                    in_time=at is not None and at <= deadline,
                )  # fmt: skip

    def _made(self, tx: Transaction, entry: Entry, given: Values) -> Challenge:
        return Challenge(
            id=entry.seq,
            event="",
            by=self.leads.get(given["by"], ON_THEIR_OWN),
            measure=Measure(given["measure"]),
            target=given["target"],
            deadline=read(given["deadline"]),
            way=Way(given["way"]),
            whom=tuple(self.leads[lead] for lead in given["whom"]),
            declared_most=given["declared_most"],
            text=given["text"],
            made_at=entry.at,
        )

    def _said(
        self, tx: Transaction, entry: Entry, kind: str, challenge: int, lead: int, said: Any
    ) -> None:
        if kind == "compete":
            competing.compete(tx, entry.seq, entry.event, self.leads[lead], said == "1")
        elif kind == "challenge_turn":
            challenges.turn(tx, entry.seq, self.seqs[challenge], said == "1")
        else:
            challenges.answer(tx, entry.seq, self.seqs[challenge], self.leads[lead], str(said))
