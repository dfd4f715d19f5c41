"""What funders are told of a clean-up, in sentences, on the page and on paper alike."""

from turnout.formats.area_account import AreaAccount, Sums, Week
from turnout.model.areas import AreaState
from turnout.words import date, say


def headline(lang: str, told: AreaAccount) -> str:
    """Return "17 of 42 areas cleaned"."""
    return say(lang, "map.cleaned_of", n=told.areas, clean=told.sums.cleaned)


def sums(lang: str, of: Sums) -> list[str]:
    """Return what was cleaned, a sentence each, but for what is nothing."""
    named = ("square_metres", "bags", "volunteers")
    return [
        say(lang, f"cleaned.{name}_told", n=getattr(of, name))
        for name in named
        if getattr(of, name)
    ]


def how(lang: str) -> str:
    """Return how these numbers are counted."""
    return say(lang, "cleaned.how")


def picture(lang: str, told: AreaAccount) -> str:
    """Return what a picture of the map shows, for who cannot see it: each state with its number."""
    each = [say(lang, f"map.count_{AreaState(state)}", n=of) for state, of in told.states.items()]
    return say(lang, "cleaned.picture", states=", ".join(each))


def week(lang: str, of: Week) -> str:
    """Return the week's first day: "Dec 7, 2026"."""
    return date(lang, of.day)
