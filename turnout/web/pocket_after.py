"""The day after in a lead's pocket: sentences and texts, ready to be shown without signal."""

from typing import Any
from urllib.parse import quote

from turnout.desk import day_after
from turnout.desk.desk import Desk
from turnout.desk.pocket import Actor
from turnout.formats import day_after as said
from turnout.rules import scores
from turnout.rules.sharing import PERSONAL
from turnout.rules.sharing import links as links_of


def after(desk: Desk, lang: str, who: Actor, handle: str, base: str) -> dict[str, Any] | None:
    """Return what became of a lead's promise; None while the event is not over.

    base: where links lead, such as "https://rally.example.org". Raises NotFound.
    """
    own = day_after.day_after(desk, who)
    if own is None:
        return None
    event, score, following = own.event, own.score, own.following
    link = join_link(base, following.slug, handle) if following else ""
    head = said.headline(lang, own.listed, score)
    thanks = said.thanks(lang, event, score.came, following, link)
    return {
        "n": head[0],
        "head": head[1],
        "said": said.said(
            lang, own.listed, score, scores.kept_word(score), scores.is_few(score), own.branch,
            own.head_count,
        ),
        "thanks": thanks,
        "links": links_of(thanks, PERSONAL),
        "missed": [
            {
                "name": each.name,
                "text": said.missed(each.lang or lang, event, each.name, following, link),
            }
            for each in own.missed
        ],
        "next": {
            "said": said.follows(lang, following),
            "at": f"/e/{following.slug}" if following else "",
        },
    }  # fmt: skip


def join_link(base: str, slug: str, handle: str) -> str:
    """Return where a lead's people sign up for an event, so that they count with that lead."""
    return f"{base}/e/{slug}/join?lead={quote(handle, safe='@')}"
