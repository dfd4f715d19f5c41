"""Areas as they stand; the steps of their lives are in `area_steps`."""

import json
from collections.abc import Sequence
from typing import Any

from turnout.model import ReviewState
from turnout.model.areas import Area, AreaState, Stand
from turnout.model.places import Shape
from turnout.store.contract import Reading, Transaction
from turnout.store.standings import marks
from turnout.store.times import read

_AREA = """
    SELECT area.*, event.slug AS event_slug, date.slug AS date_slug,
           neighbourhood.slug AS neighbourhood_slug,
           made.at AS made_at, changed.at AS changed_at
    FROM area
    JOIN event ON event.id = area.event
    JOIN log AS made ON made.seq = area.made
    JOIN log AS changed ON changed.seq = area.changed
    LEFT JOIN event AS date ON date.id = area.date
    LEFT JOIN neighbourhood ON neighbourhood.id = area.neighbourhood
        AND neighbourhood.review = 'shown'
"""


def insert(
    tx: Transaction, seq: int, event: int, *, title: str, text: str, size: str, wanted: int,
    shape: Shape, m2: float, stand: Stand, review: ReviewState, steward: int,
    reporter: int | None, neighbourhood: int | None = None,
) -> int:  # fmt: skip
    """Put an area on the map by record `seq`; return its number. neighbourhood: as somebody
    said, so that no boundary moves it."""
    row = tx.row(
        """
        INSERT INTO area (
            event, title, text, size, wanted, shape, m2, state, date, review, steward, reporter,
            neighbourhood, placed, made, changed
        )
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        RETURNING id
        """,
        (
            event, title, text, size, wanted, written_shape(shape), m2, stand.state.value,
            stand.date, review.value, steward, reporter, neighbourhood,
            "hand" if neighbourhood else "", seq, seq,
        ),
    )  # fmt: skip
    return int(row[0])


def one(look: Reading, event: int, area: int) -> Area | None:
    """Return area number `area` of the map of `event`, or None."""
    row = look.row(_AREA + "WHERE area.event = ? AND area.id = ?", (event, area))
    return _area(row) if row else None


def stand(look: Reading, area: int) -> Stand:
    """Return where an area that is known to exist is in its life."""
    row = look.row("SELECT state, date FROM area WHERE id = ?", (area,))
    return Stand(AreaState(row["state"]), row["date"])


def stand_before(step: Any) -> Stand:
    """Return where an area was before the step of this row; not for its first step."""
    return Stand(AreaState(step["state_was"]), step["date_was"])


def event_of(look: Reading, area: int) -> int:
    """Return the number of the event on whose map an area that is known to exist is."""
    return int(look.row("SELECT event FROM area WHERE id = ?", (area,))[0])


def on_map(
    look: Reading, event: int, *, reviews: Sequence[ReviewState], since: int = -1
) -> list[Area]:
    """Return the areas of `event` that were decided of as one of `reviews`, in the order they
    came; since: only those changed by later records."""
    rows = look.rows(
        f"""
        {_AREA} WHERE area.event = ? AND area.changed > ? AND area.review IN ({marks(reviews)})
        ORDER BY area.id
        """,
        [event, since, *(review.value for review in reviews)],
    )
    return [_area(row) for row in rows]


def gone_since(look: Reading, event: int, since: int, reviews: Sequence[ReviewState]) -> list[int]:
    """Return the areas changed after record `since` that are none of `reviews` by now."""
    rows = look.rows(
        f"""
        SELECT id FROM area
        WHERE event = ? AND changed > ? AND review NOT IN ({marks(reviews)})
        ORDER BY id
        """,
        [event, since, *(review.value for review in reviews)],
    )
    return [row[0] for row in rows]


def version(look: Reading, event: int) -> int:
    """Return the record that changed any area of `event` last; 0 where there is none."""
    row = look.row("SELECT coalesce(max(changed), 0) FROM area WHERE event = ?", (event,))
    return int(row[0])


def was_reported(look: Reading, area: int) -> bool:
    """Return whether an area came onto the map by a report, which waits for a look."""
    row = look.row("SELECT 1 FROM area_step WHERE area = ? AND step = 'report' LIMIT 1", (area,))
    return row is not None


def looked_after(look: Reading, event: int, lead: int) -> list[int]:
    """Return the areas of the map of `event` whose steward is `lead`."""
    rows = look.rows(
        "SELECT id FROM area WHERE event = ? AND steward = ? ORDER BY id", (event, lead)
    )
    return [row[0] for row in rows]


def on_date(look: Reading, date: int) -> list[int]:
    """Return the areas that are on the event numbered `date`."""
    rows = look.rows("SELECT id FROM area WHERE date = ? ORDER BY id", (date,))
    return [row[0] for row in rows]


def events_of(look: Reading, person: int) -> list[int]:
    """Return the events on whose maps an area is that `person` is to be told of."""
    rows = look.rows("SELECT DISTINCT event FROM area WHERE reporter = ?", (person,))
    return [row[0] for row in rows]


def change(
    tx: Transaction, seq: int, area: int, *, title: str, text: str, size: str, wanted: int,
    shape: Shape, m2: float, neighbourhood: int | None, steward: int,
) -> None:  # fmt: skip
    """Keep what an area is from now on, by record `seq`. Another `neighbourhood` than it had is
    one that somebody chose: no boundary moves it from there."""
    tx.run(
        """
        UPDATE area SET
            title = ?, text = ?, size = ?, wanted = ?, shape = ?, m2 = ?,
            placed = CASE WHEN neighbourhood IS ? THEN placed ELSE 'hand' END,
            neighbourhood = ?, steward = ?, changed = ?
        WHERE id = ?
        """,
        (
            title, text, size, wanted, written_shape(shape), m2, neighbourhood, neighbourhood,
            steward, seq, area,
        ),
    )  # fmt: skip


def touch(tx: Transaction, seq: int, area: int) -> None:
    """Keep that record `seq` changed what is seen of an area."""
    tx.run("UPDATE area SET changed = ? WHERE id = ?", (seq, area))


def set_review(tx: Transaction, seq: int, area: int, review: ReviewState) -> None:
    """Keep what was decided of an area by record `seq`."""
    tx.run("UPDATE area SET review = ?, changed = ? WHERE id = ?", (review.value, seq, area))


def set_placed(tx: Transaction, area: int, placed: str) -> None:
    """Keep how an area came into its group: "hand", "boundary", or empty: nobody has looked."""
    tx.run("UPDATE area SET placed = ? WHERE id = ?", (placed, area))


def settle(tx: Transaction, seq: int, area: int, stand: Stand, review: ReviewState) -> None:
    """Keep where an area is, and what was decided of it, by record `seq`."""
    tx.run(
        "UPDATE area SET state = ?, date = ?, review = ?, changed = ? WHERE id = ?",
        (stand.state.value, stand.date, review.value, seq, area),
    )


def carried(look: Reading, event: int) -> list[Any]:
    """Return the areas of the map of `event` as their rows are, in the order they came."""
    return look.rows(
        """
        SELECT id, neighbourhood, placed, title, text, size, wanted, shape, m2, review, steward,
               reporter, changed
        FROM area WHERE event = ? ORDER BY id
        """,
        (event,),
    )


def counted_by_state(look: Reading, event: int) -> dict[str, int]:
    """Return how many shown areas of the map of `event` are in each state."""
    rows = look.rows(
        """
        SELECT state, count(*) FROM area
        WHERE event = ? AND review = 'shown'
        GROUP BY state
        """,
        (event,),
    )
    return {row[0]: row[1] for row in rows}


def counted_by_date(look: Reading, event: int) -> dict[int, int]:
    """Return how many areas of the map of `event` are on each date, by its number."""
    rows = look.rows(
        "SELECT date, count(*) FROM area WHERE event = ? AND date IS NOT NULL GROUP BY date",
        (event,),
    )
    return {row[0]: row[1] for row in rows}


def first_step(look: Reading, area: int) -> int:
    """Return the record by which an area came onto the map."""
    return int(look.row("SELECT made FROM area WHERE id = ?", (area,))[0])


def written_shape(shape: Shape) -> str:
    """Return a shape as the tables keep it."""
    return json.dumps([shape.kind, shape.rings], separators=(",", ":"), allow_nan=False)


def read_shape(text: str) -> Shape:
    """Return the shape that `written_shape` wrote."""
    kind, rings = json.loads(text)
    return Shape(kind, tuple(tuple((lon, lat) for lon, lat in ring) for ring in rings))


def _area(row: Any) -> Area:
    return Area(
        id=row["id"],
        event=row["event_slug"],
        title=row["title"],
        text=row["text"],
        size=row["size"],
        shape=read_shape(row["shape"]),
        m2=row["m2"],
        state=AreaState(row["state"]),
        review=ReviewState(row["review"]),
        seq=row["changed"],
        made_at=read(row["made_at"]),
        changed_at=read(row["changed_at"]),
        date=row["date_slug"] or "",
        group=row["neighbourhood_slug"] or "",
        steward=row["steward"],
        wanted=row["wanted"],
    )
