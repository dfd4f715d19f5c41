"""What the feed tells: updates that were let go beside what happened, each thing once."""

from dataclasses import dataclass
from datetime import datetime

from turnout.desk import happenings, updates
from turnout.desk.desk import Desk
from turnout.model import Event
from turnout.model.happenings import CHALLENGE, Happening
from turnout.model.updates import DIGEST, Update


@dataclass(frozen=True)
class Item:
    """One thing of the feed: a bare happening, an update, or an update on a happening."""

    at: datetime
    happening: Happening | None = None
    update: Update | None = None


def items(desk: Desk, slug: str) -> tuple[Event, datetime, list[Item]]:
    """Return (event, when it was made, what there is to tell: newest first, as many as
    `happenings.happened` tells). Raises NotFound."""
    event, made_at, happened = happenings.happened(desk, slug)
    let_go = updates.let_go(desk, slug, happenings.MOST)
    by_about = {each.about: each for each in let_go}
    gathered = {thing for each in let_go if each.kind == DIGEST for thing in each.things}
    bare = {_about(slug, each): each for each in happened}
    found = [
        _of(each, by_about.get(about)) for about, each in bare.items() if about not in gathered
    ]
    found += [
        Item(each.let_go_at or each.made_at, update=each)
        for each in let_go
        if each.about not in bare
    ]
    newest = sorted(found, key=_place, reverse=True)
    return event, made_at, newest[: happenings.MOST]


def _place(each: Item) -> tuple[datetime, bool, int]:
    """Return where a thing stands; of one moment, what was let go stands above what happened."""
    seq = each.update.id if each.update else each.happening.seq if each.happening else 0
    return each.at, each.update is not None, seq


def _of(happening: Happening, update: Update | None) -> Item:
    at = (update and update.let_go_at) or happening.at
    return Item(at, happening, update)


def _about(slug: str, each: Happening) -> str:
    """Return what an update would be about that told of this; else what tells it from all."""
    if each.kind == "cleaned":
        return f"cleaned:{each.seq}"
    own = each.event.slug == slug
    if each.kind == "goal_met" and own:
        return "milestone:100"
    if each.kind.startswith(CHALLENGE) and own:
        return f"challenge:{each.seq}:{each.kind.removeprefix(CHALLENGE)}"
    return f"{each.kind}:{each.event.slug}:{each.seq}"
