"""Updates as rows: what each is of, what it says, how it stands, and how they go out."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from turnout.model import ReviewState
from turnout.model.updates import Draft, Mode, Update, UpdateRules
from turnout.store.contract import Reading, Transaction
from turnout.store.times import read, written

BY_RULE = "rule"  # who let an update go that went by itself

_SELECT = """
    SELECT public_update.*, event.slug, log.at AS made_at,
           decided.state, decided.by AS decided_by, decided.at AS decided_at
    FROM public_update
    JOIN event ON event.id = public_update.event
    JOIN log ON log.seq = public_update.seq
    LEFT JOIN review AS decided ON decided.seq = (
        SELECT max(review.seq) FROM review
        WHERE review.subject = 'update:' || public_update.seq
    )
"""


def insert(tx: Transaction, seq: int, event: int, draft: Draft) -> None:
    """Keep a new update by the record that made it; nothing else may be about the same."""
    tx.run(
        """
        INSERT INTO public_update (seq, event, kind, about, sentence, told, things, area)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """,
        (
            seq, event, draft.kind, draft.about, draft.sentence, json.dumps(dict(draft.values)),
            " ".join(draft.things), draft.area,
        ),
    )  # fmt: skip


def one(look: Reading, event: int, update: int) -> Any:
    """Return the row of an update of `event`, or None."""
    return look.row(
        _SELECT + "WHERE public_update.event = ? AND public_update.seq = ?", (event, update)
    )


def event_of(look: Reading, update: int) -> int:
    """Return the event of an update, which is known to exist."""
    row = look.row("SELECT event FROM public_update WHERE seq = ?", (update,))
    return int(row["event"])


def of_event(look: Reading, event: int, most: int = 200) -> list[Any]:
    """Return the newest updates of `event`, newest first; state None: nothing was decided."""
    return look.rows(
        _SELECT + "WHERE public_update.event = ? ORDER BY public_update.seq DESC LIMIT ?",
        (event, most),
    )


def known(look: Reading, event: int) -> set[str]:
    """Return what was told, drafted or gathered of `event`, whatever became of it."""
    rows = look.rows("SELECT about, things FROM public_update WHERE event = ?", (event,))
    return {about for row in rows for about in (row["about"], *row["things"].split())}


def raised(look: Reading, event: int, since: datetime) -> list[Any]:
    """Return (seq, at, lead, people, user, host) of each goal that stands, was made since then,
    and is higher than any before it: not of a first one, nor of one that was lowered and is back.
    """
    return look.rows(
        """
        SELECT goal.seq, goal.lead, goal.people, log.at, lead.user, lead.host FROM goal
        JOIN log USING (seq)
        LEFT JOIN lead ON lead.id = goal.lead
        WHERE goal.event = ? AND log.at >= ?
          AND goal.people > (SELECT max(before.people) FROM goal AS before
                             WHERE before.event = goal.event AND before.lead = goal.lead
                               AND before.seq < goal.seq AND before.people > 0)
          AND NOT EXISTS (SELECT 1 FROM goal AS after
                          WHERE after.event = goal.event AND after.lead = goal.lead
                            AND after.seq > goal.seq)
        ORDER BY goal.seq
        """,
        (event, written(since)),
    )


def raised_by_dates(look: Reading, event: int, since: datetime) -> set[tuple[Any, ...]]:
    """Return (people, user, host) of each goal made since then that an update of another date of
    the same series tells of: of the same campaign, by the same title. user, host: of the lead,
    None for a date's own goal."""
    rows = look.rows(
        """
        SELECT goal.people, lead.user, lead.host FROM event
        JOIN event AS date ON date.parent = event.parent AND date.title = event.title
            AND date.id <> event.id
        JOIN public_update ON public_update.event = date.id
        JOIN goal ON goal.event = date.id
            AND (' ' || public_update.about || ' ' || public_update.things || ' ')
                LIKE ('% goal:' || goal.seq || ' %')
        JOIN log ON log.seq = goal.seq AND log.at >= ?2
        LEFT JOIN lead ON lead.id = goal.lead
        WHERE event.id = ?1
        """,
        (event, written(since)),
    )
    return {tuple(row) for row in rows}


def let_go_by_rule(look: Reading, event: int) -> list[Any]:
    """Return when each update of `event` was let go by rule, the last ones first."""
    rows = look.rows(
        """
        SELECT review.at FROM review
        JOIN public_update ON review.subject = 'update:' || public_update.seq
        WHERE public_update.event = ? AND review.state = 'shown' AND review.by = ?
        ORDER BY review.seq DESC LIMIT 100
        """,
        (event, BY_RULE),
    )
    return [read(row["at"]) for row in rows]


def word(tx: Transaction, seq: int, update: int, texts: Mapping[str, str]) -> None:
    """Let `texts`, by language, be what an update says from record `seq` on."""
    for lang, text in texts.items():
        tx.run(
            "INSERT INTO update_wording (seq, of, lang, text) VALUES (?, ?, ?, ?)",
            (seq, update, lang, text),
        )


def wording(look: Reading, update: int, before: int | None = None) -> dict[str, str]:
    """Return what somebody worded an update as, by language, or as it was before a record; empty
    where nobody did."""
    rows = look.rows(
        """
        SELECT lang, text FROM update_wording
        WHERE of = ?1 AND (?2 IS NULL OR seq < ?2) ORDER BY seq
        """,
        (update, before),
    )
    said = {row["lang"]: row["text"] for row in rows}
    return {lang: text for lang, text in said.items() if text}


def thaw(tx: Transaction, update: int) -> None:
    """Forget the words that an update was let go with: its numbers are those of now again."""
    tx.run(
        """
        DELETE FROM update_wording
        WHERE of = ?1 AND seq IN (SELECT seq FROM review WHERE subject = 'update:' || ?1)
        """,
        (update,),
    )


def worded_by(look: Reading, seq: int) -> int | None:
    """Return the update that record `seq` worded, or None."""
    row = look.row("SELECT of FROM update_wording WHERE seq = ? LIMIT 1", (seq,))
    return row[0] if row else None


def newest_wording(look: Reading, update: int) -> int:
    """Return the record that last worded an update; 0 where none did."""
    row = look.row("SELECT coalesce(max(seq), 0) FROM update_wording WHERE of = ?", (update,))
    return int(row[0])


def keep_rules(tx: Transaction, seq: int, event: int, rules: UpdateRules) -> None:
    """Keep how updates of `event` go out from record `seq` on."""
    told = {**rules.__dict__, "modes": dict(rules.modes), "channels": dict(rules.channels)}
    tx.run(
        "INSERT INTO update_rule (seq, event, told) VALUES (?, ?, ?)",
        (seq, event, json.dumps(told)),
    )


def rules(look: Reading, event: int, before: int | None = None) -> UpdateRules:
    """Return how updates of `event` go out, or went out before a record."""
    row = look.row(
        """
        SELECT told FROM update_rule
        WHERE event = ?1 AND (?2 IS NULL OR seq < ?2)
        ORDER BY seq DESC LIMIT 1
        """,
        (event, before),
    )
    return rules_of(json.loads(row["told"])) if row else UpdateRules()


def rules_of(told: Mapping[str, Any]) -> UpdateRules:
    """Return rules from plain values; a kind that they do not know is as it is by default."""
    modes = {**UpdateRules().modes, **{kind: Mode(mode) for kind, mode in told["modes"].items()}}
    return UpdateRules(**{**told, "modes": modes, "channels": dict(told["channels"])})


def newest_rules(look: Reading, event: int) -> int:
    """Return the record that last set the rules of `event`; 0 where none did."""
    row = look.row("SELECT coalesce(max(seq), 0) FROM update_rule WHERE event = ?", (event,))
    return int(row[0])


def update_of(row: Any, texts: Mapping[str, str]) -> Update:
    """Return an update from its row and what it says."""
    state = ReviewState(row["state"] or ReviewState.HELD)
    shown = state is ReviewState.SHOWN
    return Update(
        id=row["seq"],
        event=row["slug"],
        kind=row["kind"],
        about=row["about"],
        made_at=read(row["made_at"]),
        texts=texts,
        state=state,
        things=tuple(row["things"].split()),
        area=row["area"],
        let_go_at=read(row["decided_at"]) if shown else None,
        by_rule=shown and row["decided_by"] == BY_RULE,
        waits=row["state"] == ReviewState.HELD,
    )
