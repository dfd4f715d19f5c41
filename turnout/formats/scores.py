"""How an event went as sentences, as a table's cells, and as CSV for organizers."""

from collections.abc import Iterator

from turnout.formats.table import csv_table
from turnout.model.scores import Listed, Score, Went
from turnout.words import number, say

COLUMNS = (
    "lead", "handle", "goal", "promised", "confirmed", "came", "checked_in", "walk_ins",
    "first_timers", "kept", "last_time",
)  # fmt: skip


def totals(lang: str, went: Went) -> list[str]:
    """Return what is told of all together, the number first."""
    return [_came(lang, went), *_around(lang, went)]


def share(lang: str, word: str, few: bool, score: Score) -> str:
    """Return how a promise was kept, for a cell: in words, of a large one in percent too."""
    if not word:
        return ""
    said = say(lang, f"scores.share_{word}")
    if few or score.kept is None:
        return said
    return say(lang, "scores.share_percent", word=said, percent=round(score.kept * 100))


def cells(lang: str, score: Score, counted: bool) -> list[str]:
    """Return the numbers of a row: promised, confirmed, came, walk-ins, first-timers, last time.
    Where nobody was counted, who came is not nought but unknown."""
    door = (score.came, score.walk_ins, score.first_timers) if counted else (None,) * 3
    heads = (score.promised, score.confirmed, *door, score.before)
    return ["" if n is None else number(lang, n) for n in heads]


def as_csv(went: Went) -> str:
    """Return a row for each lead, one for people on their own and one for all together; `kept` is
    came by promised, empty where the list does not tell. No cell is run as a formula."""
    rows = [
        *(_row(each.lead.name, each.lead.handle, each.score, went) for each in went.leads),
        _row("(on their own)", "", went.own, went),
        _row("(all)", "", went.total, went),
    ]
    return csv_table(COLUMNS, rows)


def _row(name: str, handle: str, score: Score, went: Went) -> dict[str, object]:
    counted = went.listed is not Listed.NONE
    told = went.listed is Listed.FULL and score.kept is not None
    return {
        "lead": name,
        "handle": handle,
        "goal": score.goal or None,
        "promised": score.promised,
        "confirmed": score.confirmed,
        "came": score.came if counted else None,
        "checked_in": score.checked if counted else None,
        "walk_ins": score.walk_ins if counted else None,
        "first_timers": score.first_timers if counted else None,
        "kept": round(score.kept, 3) if told and score.kept is not None else None,
        "last_time": score.before,
    }


def _came(lang: str, went: Went) -> str:
    total = went.total
    if went.listed is Listed.NONE:
        return say(lang, "scores.all_none", n=total.promised)
    key = "scores.all_came" if total.promised else "scores.all_came_unpromised"
    return say(lang, key, n=total.came, promised=total.promised)


def _around(lang: str, went: Went) -> Iterator[str]:
    total = went.total
    if went.listed is Listed.PARTLY:
        yield say(lang, "scores.all_partly")
    if total.confirmed:
        yield say(lang, "scores.all_confirmed", n=total.confirmed)
    if went.listed is not Listed.NONE:
        yield from _of_the_door(lang, total)
    if count := went.head_count:
        ends = {"low": count.low, "high": count.high}
        method = say(lang, f"light.method_{count.method.value}")
        yield say(lang, "light.counted", n=count.heads, method=method, **ends)
    if went.of > 1:
        key = "together" if went.over == went.of else "so_far"
        yield say(lang, f"scores.{key}", over=went.over, of=went.of)


def _of_the_door(lang: str, total: Score) -> Iterator[str]:
    if total.walk_ins:
        yield say(lang, "scores.walk_ins", n=total.walk_ins)
    if total.first_timers is None:
        yield say(lang, "scores.all_first_unknown")
    elif total.first_timers:
        yield say(lang, "scores.first_timers", n=total.first_timers)
