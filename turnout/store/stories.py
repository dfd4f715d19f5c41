"""The ledger of one event as it is told: newest first, each record with whom it is of."""

from typing import Any

from turnout.store.commitments import STATE
from turnout.store.contract import Reading
from turnout.store.standings import marks

# `of` is the commitment that a review is about; `lead` whom the record counts for.
_TOLD = f"""
    SELECT log.seq, log.at, log.said_at, log.kind, log.door, log.by, log.event,
           coalesce(commitment.lead, report.lead, goal.lead, of.lead, area_step.lead, arrival.lead,
                    challenge.by_lead, challenge_answer.lead, called_off.by_lead, competing.lead,
                    promotion.lead, recognition.lead, asked.lead,
                    CASE WHEN review.subject LIKE 'lead:%'
                         THEN CAST(substr(review.subject, 6) AS INTEGER) END) AS lead_id,
           coalesce(commitment.person, of.person, arrival.person, promotion.person) AS person_id,
           coalesce(commitment.party, of.party) AS party,
           coalesce(commitment.status, of.status) AS status,
           coalesce(report.people, goal.people, arrival.came, head_count.heads,
                    challenge.target) AS people,
           coalesce(note.text, '') AS note,
           coalesce(decision.subject, review.subject) AS subject,
           coalesce(decision.state, review.state) AS decided,
           CASE WHEN decision.seq IS NOT NULL
                THEN (SELECT count(*) FROM decided WHERE decided.seq = decision.seq) END AS posts,
           CASE WHEN commitment.seq IS NULL THEN '' ELSE {STATE} END AS state,
           coalesce(commitment.held, '') AS held,
           coalesce(person.name, '') AS name,
           lead.name AS lead_name, lead.user AS lead_user, lead.host AS lead_host,
           coalesce(area.title, neighbourhood.name, '') AS area_title,
           coalesce(story.title, '') AS story_title,
           coalesce(area_step.step, neighbourhood_record.act, challenge.measure, recognition.place,
                    CASE WHEN challenge_answer.seq IS NOT NULL
                         THEN coalesce(nullif(challenge_answer.answer, ''), 'none') END,
                    CASE challenge_turn.off WHEN 1 THEN 'off' WHEN 0 THEN 'on' END,
                    CASE competing.competes WHEN 1 THEN 'yes' WHEN 0 THEN 'no' END,
                    audience.audience, show.scene, '') AS step,
           coalesce(area_step.reason, '') AS reason,
           area_import.areas AS areas
    FROM log
    LEFT JOIN commitment USING (seq)
    LEFT JOIN report USING (seq)
    LEFT JOIN goal USING (seq)
    LEFT JOIN review USING (seq)
    LEFT JOIN note USING (seq)
    LEFT JOIN decision USING (seq)
    LEFT JOIN commitment AS of ON review.subject LIKE 'commitment:%'
        AND of.seq = CAST(substr(review.subject, 12) AS INTEGER)
    LEFT JOIN arrival USING (seq)
    LEFT JOIN head_count USING (seq)
    LEFT JOIN promotion USING (seq)
    LEFT JOIN recognition USING (seq)
    LEFT JOIN recognition AS asked ON review.subject LIKE 'name:%'
        AND asked.seq = CAST(substr(review.subject, 6) AS INTEGER)
    LEFT JOIN area_step USING (seq)
    LEFT JOIN area_import USING (seq)
    LEFT JOIN audience USING (seq)
    LEFT JOIN area_photo ON review.subject LIKE 'area_photo:%'
        AND area_photo.id = CAST(substr(review.subject, 12) AS INTEGER)
    LEFT JOIN neighbourhood_record USING (seq)
    LEFT JOIN challenge ON challenge.id = log.seq
    LEFT JOIN challenge_answer ON challenge_answer.seq = log.seq
    LEFT JOIN challenge_turn ON challenge_turn.seq = log.seq
    LEFT JOIN challenge AS called_off ON called_off.id = challenge_turn.challenge
    LEFT JOIN competing ON competing.seq = log.seq
    LEFT JOIN show USING (seq)
    LEFT JOIN story ON story.made = log.seq
        OR (review.subject LIKE 'story:%'
            AND story.id = CAST(substr(review.subject, 7) AS INTEGER))
    LEFT JOIN area ON area.id = coalesce(area_step.area, area_photo.area,
        CASE WHEN review.subject LIKE 'area:%'
             THEN CAST(substr(review.subject, 6) AS INTEGER) END,
        CASE WHEN story.subject LIKE 'area:%'
             THEN CAST(substr(story.subject, 6) AS INTEGER) END)
    LEFT JOIN neighbourhood ON neighbourhood.id = coalesce(neighbourhood_record.neighbourhood,
        CASE WHEN story.subject LIKE 'group:%'
             THEN CAST(substr(story.subject, 7) AS INTEGER) END)
    LEFT JOIN person ON person.id = coalesce(commitment.person, of.person, arrival.person,
        promotion.person)
    LEFT JOIN lead ON lead.id = lead_id
"""


def one(look: Reading, seq: int) -> Any:
    """Return record `seq` as it is told, or None."""
    return look.row(_TOLD + "WHERE log.seq = ?", (seq,))


def newest_first(
    look: Reading, event: int, *, kinds: list[str], doors: list[str], lead: int | None,
    person: int | None, text: str, before: int | None, most: int,
) -> list[Any]:  # fmt: skip
    """Return the newest records of `event`; an empty filter lets everything through.

    text: what a person's name, contact or handle, a lead's name, or a place's or story's has in it.
    """
    where, values = ["log.event = ?"], [event]
    wanted: list[tuple[bool, str, list[Any]]] = [
        (before is not None, "log.seq < ?", [before]),
        (bool(kinds), f"log.kind IN ({marks(kinds)})", kinds),
        (bool(doors), f"log.door IN ({marks(doors)})", doors),
        (lead is not None, "lead_id = ?", [lead]),
        (person is not None, "person_id = ?", [person]),
        (bool(text), _HAS_TEXT, [_pattern(text)] * 7),
    ]
    for is_wanted, clause, given in wanted:
        if is_wanted:
            where.append(clause)
            values.extend(given)
    return look.rows(
        f"{_TOLD} WHERE {' AND '.join(where)} ORDER BY log.seq DESC LIMIT ?", [*values, most]
    )


_HAS_TEXT = r"""(
    person.name LIKE ? ESCAPE '\' OR lead.name LIKE ? ESCAPE '\'
    OR area.title LIKE ? ESCAPE '\' OR neighbourhood.name LIKE ? ESCAPE '\'
    OR story.title LIKE ? ESCAPE '\'
    OR person_id IN (SELECT person FROM person_contact WHERE value LIKE ? ESCAPE '\')
    OR person_id IN (SELECT person FROM person_handle WHERE user LIKE ? ESCAPE '\')
)"""


def _pattern(text: str) -> str:
    for letter in ("\\", "%", "_"):
        text = text.replace(letter, "\\" + letter)
    return f"%{text}%"


def kinds_of(look: Reading, event: int) -> list[str]:
    """Return the kinds of records that `event` has."""
    rows = look.rows("SELECT DISTINCT kind FROM log WHERE event = ? ORDER BY kind", (event,))
    return [row[0] for row in rows]


def before_it(look: Reading, table: str, event: int, lead: int, seq: int) -> int:
    """Return the people of the `table` ("report", "goal") row before `seq`; 0 where none was."""
    row = look.row(
        f"""
        SELECT people FROM {table}
        WHERE event = ? AND lead = ? AND seq < ?
        ORDER BY seq DESC LIMIT 1
        """,
        (event, lead, seq),
    )
    return int(row[0]) if row else 0


def is_newest(look: Reading, table: str, event: int, lead: int, seq: int) -> bool:
    """Return whether no later row of `table` ("report", "goal") stands for that lead."""
    row = look.row(f"SELECT max(seq) FROM {table} WHERE event = ? AND lead = ?", (event, lead))
    return bool(row[0] == seq)


def moved_by(look: Reading, event: int, seq: int) -> int:
    """Return by how many people coming record `seq` moved `event`."""
    row = look.row("SELECT people FROM movement WHERE event = ? AND seq = ?", (event, seq))
    return int(row[0]) if row else 0
