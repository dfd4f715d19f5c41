"""What was kept of an event's posts, whole, for exports; and the way back in."""

from typing import Any

from turnout.store.contract import Reading, Transaction

_LOOKS = {
    "authors": "SELECT id, handle, host, state, first_at FROM author WHERE event = ? ORDER BY id",
    "posts": """
        SELECT id, author, ref, version, shape, link, name, text, said_at, seen_at, intent, people,
               lead, state, reason, "values", record, replaced_by
        FROM post WHERE event = ? ORDER BY id
    """,
    "photos": """
        SELECT id, post, link, alt, licence, state FROM photo WHERE event = ? ORDER BY id
    """,
    "bans": "SELECT kind, value FROM ban WHERE event = ? ORDER BY kind, value",
    "decisions": """
        SELECT seq, subject, was, state, undone FROM decision WHERE event = ? ORDER BY seq
    """,
    "decided": """
        SELECT decided.seq, post, decided.was, people, record FROM decided
        JOIN decision USING (seq)
        WHERE decision.event = ? ORDER BY decided.seq, post
    """,
    "replies": "SELECT text FROM reply WHERE event = ? ORDER BY id",
}
_TABLES = {
    "authors": "author", "posts": "post", "photos": "photo", "bans": "ban",
    "decisions": "decision", "decided": "decided", "replies": "reply",
}  # fmt: skip
_COLUMNS = {
    "authors": ("event", "handle", "host", "state", "first_at"),
    "posts": (
        "event", "feed", "author", "ref", "version", "shape", "link", "name", "text", "said_at",
        "seen_at", "intent", "people", "lead", "state", "reason", "values", "record",
    ),
    "photos": ("event", "post", "link", "alt", "licence"),
    "bans": ("event", "kind", "value"),
    "decisions": ("event", "seq", "subject", "was", "state", "undone"),
    "decided": ("seq", "post", "was", "people", "record"),
    "replies": ("event", "text"),
}  # fmt: skip


def every(look: Reading, event: int) -> dict[str, list[dict[str, Any]]]:
    """Return all rows of authors, posts and their photos, bans, decisions and ready answers."""
    return {name: [dict(row) for row in look.rows(sql, (event,))] for name, sql in _LOOKS.items()}


def bring(tx: Transaction, name: str, given: dict[str, Any]) -> int:
    """Store one row of what `every` calls `name`; return its first column, where it has one its
    number."""
    columns = _COLUMNS[name]
    named = ", ".join(f'"{column}"' for column in columns)
    marks = ", ".join("?" * len(columns))
    row = tx.row(
        f"INSERT INTO {_TABLES[name]} ({named}) VALUES ({marks}) RETURNING *",
        [given[column] for column in columns],
    )
    return int(row[0]) if isinstance(row[0], int) else 0
