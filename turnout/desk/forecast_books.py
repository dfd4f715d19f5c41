"""An event's promises as columns, kept in memory and led on record by record.

A total over 50,000 promises then looks at no object and no table.
"""

from datetime import datetime

from turnout.model import Event
from turnout.rules.forecast.promises import (
    all_leads,
    altered,
    beside,
    declared,
    named,
    placed,
)
from turnout.rules.forecast.rows import Manner, Rows
from turnout.store import Reading, forecasts, standings
from turnout.store.contract import Row

# Records that say nothing of who promised what. Any that is neither among these nor followed below
# is looked up in the ledger anew, whole: rather too often than one time too few.
_OF_NO_PROMISE = {
    *("goal", "close", "reopen", "told", "area", "area_import", "photo", "area_photo", "story"),
    *("arrival", "head_count", "past_event", "assumption", "purge", "lead"),
    "show",
}


class Book:
    """What stands of one event by itself, without its sites. Not thread-safe."""

    def __init__(self, event: int) -> None:
        self._event = event
        self._seq = -1
        self._start: datetime | None = None

    @property
    def seq(self) -> int:
        """Return which record it stands at: that by which the event's total last moved."""
        return self._seq

    def at(self, look: Reading, event: Event) -> Rows:
        """Return the promises as this one look has them, led on from the last."""
        seq = standings.total(look, self._event)[0]
        if self._start != event.starts_at or not self._follows(look, seq):
            self._read(look, event)
        self._seq, self._start = seq, event.starts_at
        return self.rows

    def _follows(self, look: Reading, seq: int) -> bool:
        """Take up what was logged since; return False where the ledger must be read anew."""
        if seq == self._seq:
            return True
        since = forecasts.since(look, self._event, self._seq)
        if any(row["kind"] not in {*_OF_NO_PROMISE, "commitment", "report"} for row in since):
            return False
        persons = sorted({row["person"] for row in since if row["person"] is not None})
        if persons and not self._take(forecasts.said(look, self._event, persons=persons)):
            return False
        if any(row["kind"] == "report" for row in since):
            self._told = forecasts.declared(look, self._event)
        if any(row["kind"] in ("commitment", "report") for row in since):
            self._join()
        return True

    def _read(self, look: Reading, event: Event) -> None:
        said = forecasts.said(look, self._event)
        self._start = event.starts_at
        self._leads = forecasts.leads_of(look, self._event)
        self._every = all_leads(self._leads)
        self._manners: dict[Manner, int] = {}
        self._told = forecasts.declared(look, self._event)
        self._named = self._placed(named(said, event.starts_at, self._leads))
        self._places = {row["person"]: place for place, row in enumerate(said)}
        self._join()

    def _take(self, said: list[Row]) -> bool:
        """Let what these people now say stand; return False where a lead is new."""
        if any(row["lead"] and row["lead"] not in self._leads for row in said):
            return False
        assert self._start is not None
        for is_known in (True, False):
            rows = [row for row in said if (row["person"] in self._places) is is_known]
            if not rows:
                continue
            fresh = self._placed(named(rows, self._start, self._leads))
            if is_known:
                at = [self._places[row["person"]] for row in rows]
                self._named = altered(self._named, at, fresh)
            else:
                first = len(self._named)
                self._named = beside([self._named, fresh], self._manners)
                self._places |= {row["person"]: first + n for n, row in enumerate(rows)}
        return True

    def _join(self) -> None:
        assert self._start is not None
        beyond = self._placed(declared(self._told, self._start, self._leads, self._named))
        self.rows = beside([self._named, beyond], self._manners)

    def _placed(self, rows: Rows) -> Rows:
        return placed(rows, self._every, self._manners)
