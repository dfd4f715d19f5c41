"""The roll in words, for its page, the sheet that is read aloud, and the desk."""

from collections.abc import Iterator

from turnout import words
from turnout.model.recognition import RollRow

MOST_NAMED = 5  # of those they brought: each has a row below, and a wall of names is not read


def numbers(lang: str, row: RollRow, counted: bool) -> str:
    """Return a lead's numbers as one line: who is coming, or, once that is being `counted`, what
    was promised and who came. Nobody is said to have brought nobody: they may be on their way."""
    return _listed(_numbers(lang, row, counted))


def brought(lang: str, row: RollRow) -> str:
    """Return whom they brought to lead, as far as those may be named, and how many more; empty for
    nobody."""
    named = ", ".join(each.name for each in row.brought[:MOST_NAMED])
    others = len(row.brought[MOST_NAMED:]) + row.brought_others
    if not named:
        return words.say(lang, "recognition.brought_only_others", n=others) if others else ""
    said = words.say(lang, "recognition.brought", names=named)
    if not others:
        return said
    return f"{said} {words.say(lang, 'recognition.brought_others', n=others)}"


def honours(lang: str, row: RollRow) -> list[str]:
    """Return what a lead is honoured for, a sentence each."""
    return [words.say(lang, f"recognition.honour_{each}") for each in row.honours]


def _numbers(lang: str, row: RollRow, counted: bool) -> Iterator[str]:
    def say(key: str, n: int) -> str:
        return words.say(lang, f"recognition.{key}", n=n)

    if counted:
        yield say("promised", row.promised)
        if row.came:
            yield say("came", row.came)
    else:
        yield say("coming", row.coming)
        if row.confirmed:
            yield say("confirmed", row.confirmed)
        if row.goal:
            yield say("goal", row.goal)
    if row.leads_below:
        yield say("branch_promised" if counted else "branch", row.branch)


def _listed(parts: Iterator[str]) -> str:
    said = ", ".join(parts)
    return said[:1].upper() + said[1:]
