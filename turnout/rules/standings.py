"""How heads add up: named people first, then what a lead declares beyond them."""

from dataclasses import replace

from turnout.model import Count, Standing, Status
from turnout.model.attendance import Came


def count(standing: Standing) -> Count:
    """Return the people coming for one lead. A declared total includes the people named, so
    that who signs up by name fills it first and nobody is counted twice."""
    named = standing.confirmed + standing.yes
    beyond = standing.declared - named
    return Count(standing.confirmed, standing.yes, beyond if beyond > 0 else 0, standing.maybe)


def with_party(standing: Standing, status: Status, party: int) -> Standing:
    """Return `standing` with `party` more heads (fewer where negative) of this status."""
    heads = getattr(standing, status.value) + party
    return replace(standing, **{status.value: heads})


def moved(standing: Standing, confirmed: int, yes: int, maybe: int, declared: int) -> Standing:
    """Return `standing` with so many more of each (fewer where negative)."""
    return replace(
        standing,
        confirmed=standing.confirmed + confirmed,
        yes=standing.yes + yes,
        maybe=standing.maybe + maybe,
        declared=standing.declared + declared,
    )


def plus(one: Count, other: Count) -> Count:
    """Return both together."""
    return Count(
        one.confirmed + other.confirmed,
        one.yes + other.yes,
        one.by_count + other.by_count,
        one.maybe + other.maybe,
    )


def minus(one: Count, other: Count) -> Count:
    """Return what `one` has beyond `other`; negative where it has less."""
    return Count(
        one.confirmed - other.confirmed,
        one.yes - other.yes,
        one.by_count - other.by_count,
        one.maybe - other.maybe,
    )


def declared_after(standing: Standing, *, total: int | None, more: int | None) -> int:
    """Return the declared total after a lead says "my total is `total`" or "`more` more".

    "+1" declares one more than what stands, whoever was named; it never goes below nought.
    """
    if total is not None:
        return total
    return max(0, count(standing).coming + (more or 0))


def declared_without(standing: Standing, heads: int) -> int:
    """Return the declared total of a lead whom so many people by name, confirmed or yes, leave for
    another: whom it has beyond those named stays."""
    named = standing.confirmed + standing.yes
    beyond = max(0, standing.declared - named)
    return named - heads + beyond if beyond else min(standing.declared, named - heads)


def with_arrivals(standing: Standing, more: Came) -> Standing:
    """Return `standing` with so many more who came (fewer where negative)."""
    return replace(
        standing,
        came=standing.came + more.heads,
        walk_ins=standing.walk_ins + more.walk_ins,
    )


def more_came(one: Came, other: Came) -> Came:
    """Return who came by `one` beyond `other`; negative where it has fewer."""
    return Came(one.checked - other.checked, one.walk_ins - other.walk_ins)


def all_who_came(one: Came, other: Came) -> Came:
    """Return both together."""
    return Came(one.checked + other.checked, one.walk_ins + other.walk_ins)


def came_of(standing: Standing) -> Came:
    """Return who came of one lead."""
    return Came(standing.came - standing.walk_ins, standing.walk_ins)
