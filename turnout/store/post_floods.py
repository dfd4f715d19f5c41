"""How many posts are alike, of one author or large: what floods are told by, and found again."""

from collections.abc import Sequence
from datetime import datetime

from turnout.store.contract import Reading
from turnout.store.times import written


def alike(look: Reading, event: int, shape: str, since: datetime) -> int:
    """Return how many posts of that shape were said since then."""
    return _count(look, "event = ? AND shape = ? AND said_at >= ?", (event, shape, written(since)))


def by_author_since(look: Reading, author: int, since: datetime) -> int:
    """Return how many posts `author` wrote since then."""
    return _count(look, "author = ? AND said_at >= ?", (author, written(since)))


def large_since(look: Reading, event: int, people: int, since: datetime) -> int:
    """Return how many posts seen since then promise so many people or more."""
    return _count(
        look, "event = ? AND seen_at >= ? AND people >= ?", (event, written(since), people)
    )


_OF_FLOOD = {
    "one_shape": "post.shape = :key",
    "one_author": "post.author = CAST(:key AS INTEGER)",
    "new_authors": "author.first_at >= :since",
    "large_parties": "post.people >= :large",
}


def counted_of_flood(
    look: Reading, event: int, kind: str, key: str, large: int, since: datetime, until: datetime
) -> list[int]:
    """Return the posts said in that time which are of such a flood, and count; none of a lead or
    of who is trusted, and none that an organizer has decided on. key: of the shape or author."""
    rows = look.rows(
        f"""
        SELECT post.id FROM post
        LEFT JOIN author ON author.id = post.author
        WHERE post.event = :event AND post.state = 'shown' AND post.replaced_by IS NULL
          AND post.intent = 'commit' AND post.said_at BETWEEN :since AND :until
          AND {_OF_FLOOD[kind]}
          AND coalesce(author.state, '') = ''
          AND post.id NOT IN (
              SELECT decided.post FROM decided JOIN decision USING (seq)
              WHERE decision.undone IS NULL AND decision.state <> 'undo')
          AND NOT EXISTS (
              SELECT 1 FROM lead LEFT JOIN lead_handle ON lead_handle.lead = lead.id
              WHERE lead.event = post.event AND author.handle IN (lead.user, lead_handle.user)
                AND author.host IN (lead.host, lead_handle.host))
        ORDER BY post.id
        """,
        {
            "event": event,
            "key": key,
            "large": large,
            "since": written(since),
            "until": written(until),
        },
    )
    return [row[0] for row in rows]


def _count(look: Reading, where: str, values: Sequence[object]) -> int:
    found: int = look.row(f"SELECT count(*) FROM post WHERE {where}", values)[0]
    return found
