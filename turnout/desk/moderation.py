"""Posts that wait, stand, are blocked or set aside; and who is trusted or blocked for good."""

import json
from collections.abc import Sequence
from concurrent.futures import Future
from typing import Any

from turnout.desk import photos
from turnout.desk.decisions import Deciding, chosen, organizers, take_back
from turnout.desk.desk import Desk
from turnout.desk.rallies import found
from turnout.errors import Refused
from turnout.model import (
    Bundle,
    Decided,
    Event,
    Judged,
    Kept,
    Queue,
    ReviewState,
)
from turnout.rules import floods
from turnout.rules.moderation import MOST_WORD, folded, has_word, is_of_host
from turnout.rules.phrases import MOST
from turnout.store import (
    Reading,
    Transaction,
    authors,
    decisions,
    post_floods,
    posts,
)
from turnout.store import photos as photo_rows
from turnout.store.times import read

MOST_BUNDLED = 5_000  # held posts looked through for floods
SAMPLES = 3  # texts of a bundle that are shown
LIFTED = ""  # how an author, host or word stands that nobody judged


def queue(
    desk: Desk, event: str, state: ReviewState, most: int = 50, before: int | None = None
) -> Queue:
    """Return the posts of one state, newest first; held ones with their floods. before: a post's
    number, for the next page. Raises NotFound."""
    with desk.store.reading() as look:
        known = found(look, event)
        bundles = _bundles(look, known.id) if state is ReviewState.HELD else ()
        bundled = {post for bundle in bundles for post in bundle.posts}
        rows = posts.of_state(look, known.id, state, most + len(bundled), before)
        rows = [row for row in rows if row["id"] not in bundled][:most]
        return Queue(state, posts.counts(look, known.id), bundles, _kept(look, known, rows))


def waiting(desk: Desk, event: str) -> int:
    """Return how many posts wait for a look. Raises NotFound."""
    with desk.store.reading() as look:
        return posts.counts(look, found(look, event).id)[ReviewState.HELD]


def these(desk: Desk, event: str, ids: Sequence[int]) -> tuple[Kept, ...]:
    """Return posts by number, in the order they came. Raises NotFound."""
    with desk.store.reading() as look:
        known = found(look, event)
        return _kept(look, known, posts.these(look, known.id, list(ids)))


def find(desk: Desk, event: str, text: str) -> Kept | None:
    """Return the newest post at a link, or of a handle ("ana@social.example"): why did mine not
    count? Raises NotFound."""
    with desk.store.reading() as look:
        known = found(look, event)
        row = posts.find(look, known.id, text.strip().removeprefix("@"))
        return _kept(look, known, [row])[0] if row else None


def decide(
    desk: Desk, event: str, ids: Sequence[int], state: ReviewState, by: str = "desk",
    people: int | None = None,
) -> Future[Decided]:  # fmt: skip
    """Put posts into one queue, as one decision that is undone as one.

    Shown ones count from now on, others do not. people: how many each counts as, 1 to MOST, where
    the organizer knows better. Raises NotFound, Refused("people"), Refused("post", "unknown").
    """
    if people is not None and not 1 <= people <= MOST:
        raise Refused("people", "out_of_range", least=1, most=MOST)

    def work(tx: Transaction) -> Decided:
        known = organizers(desk, tx, by, event)
        rows = chosen(tx, known.id, ids)
        deciding = Deciding(desk, tx, known, by, state.value)
        deciding.move(rows, state, people)
        return deciding.done()

    return desk.store.write(work)


def undo(desk: Desk, event: str, seq: int, by: str = "desk") -> Future[Decided]:
    """Take a decision back; that, undone, decides again.

    Raises NotFound, Refused("seq", "not_undoable" | "undone" | "overtaken").
    """
    return desk.store.write(
        lambda tx: take_back(desk, tx, organizers(desk, tx, by, event), seq, by)
    )


def last(desk: Desk, event: str) -> Any:
    """Return the newest decision that stands (seq, subject, state, posts), or None."""
    with desk.store.reading() as look:
        return decisions.newest(look, found(look, event).id)


def judge(
    desk: Desk, event: str, kind: str, value: str, state: ReviewState | None, by: str = "desk"
) -> Future[Decided]:
    """Block or trust (SHOWN) an "author" (its number), block a "host" or a "word"; None lifts it.

    Posts follow at once: those of who is blocked no longer count, those of who is trusted do.
    Raises NotFound, Refused("word" | "host" | "author" | "state").
    """
    value = _checked(kind, value, state)

    def work(tx: Transaction) -> Decided:
        known = organizers(desk, tx, by, event)
        was = _stands(tx, known.id, kind, value)
        to = state.value if state else LIFTED
        deciding = Deciding(desk, tx, known, by, to, f"{kind}:{value}", was)
        _keep(tx, known.id, kind, value, to)
        if state is not None:
            deciding.move(_followers(tx, known.id, kind, value, state), state)
        return deciding.done()

    return desk.store.write(work)


def judged(desk: Desk, event: str) -> list[Judged]:
    """Return who and what is trusted or blocked. Raises NotFound."""
    with desk.store.reading() as look:
        number = found(look, event).id
        return [
            Judged(
                f"author:{row['id']}", f"{row['handle']}@{row['host']}", ReviewState(row["state"])
            )
            for row in authors.judged(look, number)
        ] + [
            Judged(f"{row['kind']}:{row['value']}", row["value"], ReviewState.BLOCKED)
            for row in authors.bans(look, number)
        ]


def _checked(kind: str, value: str, state: ReviewState | None) -> str:
    allowed = (None, ReviewState.BLOCKED) if kind in ("host", "word") else (
        None, ReviewState.BLOCKED, ReviewState.SHOWN)  # fmt: skip
    if state not in allowed:
        raise Refused("state", "not_for_this", given=kind)
    if kind == "author":
        if not value.isdecimal():
            raise Refused("author", "unknown", given=value[:20])
        return value
    plain = folded(value) if kind == "word" else value.strip().lower().strip(".")
    if not plain or len(plain) > MOST_WORD or (kind == "host" and "." not in plain):
        raise Refused("host" if kind == "host" else "word", "not_one", given=value[:MOST_WORD])
    return plain


def _stands(tx: Transaction, event: int, kind: str, value: str) -> str:
    if kind == "author":
        known = authors.one(tx, event, int(value))
        if known is None:
            raise Refused("author", "unknown", given=value)
        return str(known["state"])
    bans = {(row["kind"], row["value"]) for row in authors.bans(tx, event)}
    return ReviewState.BLOCKED.value if (kind, value) in bans else LIFTED


def _keep(tx: Transaction, event: int, kind: str, value: str, state: str) -> None:
    if kind == "author":
        authors.set_state(tx, int(value), state)
    elif state:
        authors.ban(tx, event, kind, value)
    else:
        authors.lift(tx, event, kind, value)


def _followers(tx: Transaction, event: int, kind: str, value: str, state: ReviewState) -> list[Any]:
    """Return the posts that go where their author, host or word goes: trust lets in what waited
    for its author's sake, not what its words leave in doubt."""
    if kind == "author":
        rows = posts.these(tx, event, posts.of_author(tx, int(value)))
        rows = [row for row in rows if row["replaced_by"] is None]
        if state is ReviewState.SHOWN:
            return [row for row in rows if row["state"] == "held" and _waits_for_trust(row)]
        seen = photo_rows.carrying_shown(tx, event)  # of a post that was set aside by itself
        return [row for row in rows if row["state"] in ("held", "shown") or row["id"] in seen]
    rows = posts.standing(tx, event)
    if kind == "host":
        return [row for row in rows if is_of_host(row["host"], [value])]
    return [row for row in rows if has_word(row["text"], [value])]


def _waits_for_trust(row: Any) -> bool:
    reason = row["reason"]
    return reason.startswith((floods.PREFIX, "rule_")) or reason in ("lookalike", "large_party")


def _bundles(look: Reading, event: int) -> tuple[Bundle, ...]:
    held = posts.of_state(look, event, ReviewState.HELD, MOST_BUNDLED)
    rows = {row["id"]: row for row in held}
    seen = [
        floods.Seen(row["id"], row["author"] or 0, row["shape"], row["people"], row["reason"])
        for row in reversed(held)
    ]
    return tuple(
        _bundle(look, event, group, [rows[post] for post in group.posts])
        for group in floods.groups(seen)
    )


def _bundle(look: Reading, event: int, group: floods.Group, rows: list[Any]) -> Bundle:
    said = [read(row["said_at"]) for row in rows]
    counted = post_floods.counted_of_flood(
        look, event, group.kind, group.key, floods.LARGE, min(said) - floods.WINDOW, max(said)
    )
    texts = list(dict.fromkeys(row["text"] for row in rows))
    return Bundle(
        kind=group.kind,
        key=group.key,
        posts=group.posts,
        people=sum(row["people"] for row in rows),
        samples=tuple(texts[:SAMPLES]),
        authors=len({row["author"] for row in rows if row["author"]}),
        author=int(group.key) if group.kind == floods.ONE_AUTHOR else None,
        counted=tuple(counted),
    )


def _kept(look: Reading, event: Event, rows: Sequence[Any]) -> tuple[Kept, ...]:
    carried = photo_rows.of_posts(look, [row["id"] for row in rows])
    return tuple(_one(event, row, carried.get(row["id"], ())) for row in rows)


def _one(event: Event, row: Any, carried: Sequence[Any]) -> Kept:
    return Kept(
        id=row["id"],
        event=event.slug,
        feed=row["feed"],
        author=row["author"],
        handle=row["handle"],
        host=row["host"],
        name=row["name"],
        link=row["link"],
        text=row["text"],
        said_at=read(row["said_at"]),
        seen_at=read(row["seen_at"]),
        intent=row["intent"],
        people=row["people"],
        lead=row["lead"],
        state=ReviewState(row["state"]),
        reason=row["reason"],
        values=json.loads(row["values"]),
        record=row["record"],
        trusted=row["author_state"] == ReviewState.SHOWN,
        photos=tuple(photos.photo(event, row) for row in carried),
    )
