"""Which numbers may be told: small ones could point at a person, and so could a difference.

A number from 1 to 4 is small. It is hidden, and with it as many others as it takes that nobody
can work it out from a sum: the ways statistical offices protect tables of counts.
Source: Hundepool et al., Handbook on Statistical Disclosure Control (2010), chapter 4.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain

LEAST = 5  # people; the threshold most offices use for counts
Cell = Hashable


@dataclass(frozen=True)
class Sum:
    """A total that is told, and the cells that add up to it.

    neighbours: the cells stand in an order in which two that lie together may be told as one;
        otherwise the smallest is hidden next, as it takes the least away.
    """

    total: Cell
    parts: tuple[Cell, ...]
    neighbours: bool = False


def is_small(people: int) -> bool:
    """Return whether so many could point at a person; nobody is not small."""
    return 0 < people < LEAST


def hidden(values: Mapping[Cell, int], sums: Sequence[Sum]) -> frozenset[Cell]:
    """Return the cells that must not be told when all others are, with every one of `sums`.

    values: heads in each cell, none of them negative.

    Nothing hidden can be worked out by adding and subtracting, and in each sum whose total is told
    the hidden cells have at least LEAST heads to share beyond one each.
    """
    gone = {cell for cell, people in values.items() if is_small(people)}
    holding: dict[Cell, list[Sum]] = {}
    for each in sums:
        for cell in (each.total, *each.parts):
            holding.setdefault(cell, []).append(each)
    todo = list(sums)
    while todo:
        _cover(todo, holding, values, gone)
        for cell in sorted(worked_out(sums, gone), key=repr):
            _hide(_more(holding[cell], sums, values, gone), holding, gone, todo)
    return frozenset(gone)


def worked_out(sums: Iterable[Sum], gone: Iterable[Cell]) -> set[Cell]:
    """Return the cells of `gone` that adding and subtracting the others would give exactly."""
    unknown = set(gone)
    rows: dict[Cell, dict[Cell, Fraction]] = {}
    for each in sums:
        row = {cell: Fraction(1) for cell in each.parts if cell in unknown}
        if each.total in unknown:
            row[each.total] = Fraction(-1)
        _reduce(row, rows)
    return {cell for cell, row in rows.items() if len(row) == 1}


def steps_to_show(steps: Sequence[Sequence[int]]) -> list[int]:
    """Return which of `steps`, each what stood at a time, may be told, in order.

    From one told step to the next each number stays or moves by LEAST or more; what moved less is
    told with the next one. The last is what stands now, and is told if any is.
    """
    kept: list[int] = []
    for place, step in enumerate(steps):
        if _apart(steps[kept[-1]] if kept else [0] * len(step), step):
            kept.append(place)
    if not steps or not _apart([0] * len(steps[-1]), steps[-1]):
        return []
    last = len(steps) - 1
    while kept and kept[-1] != last and not _apart(steps[kept[-1]], steps[last]):
        kept.pop()
    return kept if kept and kept[-1] == last else [*kept, last]


def _apart(before: Sequence[int], after: Sequence[int]) -> bool:
    return not any(is_small(abs(b - a)) for a, b in zip(before, after, strict=True))


def _cover(
    todo: list[Sum], holding: Mapping[Cell, list[Sum]], values: Mapping[Cell, int], gone: set[Cell]
) -> None:
    """Hide more until no sum of `todo`, and none touched by that, gives a hidden cell away."""
    while todo:
        each = todo.pop()
        while not _covered(each, values, gone):
            more = _next(each, values, gone)
            if not more:
                break
            _hide(more, holding, gone, todo)


def _covered(each: Sum, values: Mapping[Cell, int], gone: set[Cell]) -> bool:
    away = [cell for cell in each.parts if cell in gone]
    if each.total in gone:
        return bool(away)
    people = sum(values[cell] for cell in away)
    # Small ones that are each as large as a small one can be would be told by their sum.
    full = people == len(away) * (LEAST - 1) and all(is_small(values[cell]) for cell in away)
    return not away or (len(away) > 1 and people - len(away) >= LEAST and not full)


def _hide(
    more: Iterable[Cell], holding: Mapping[Cell, list[Sum]], gone: set[Cell], todo: list[Sum]
) -> None:
    for cell in more:
        gone.add(cell)
        todo.extend(holding[cell])


def _next(each: Sum, values: Mapping[Cell, int], gone: set[Cell]) -> list[Cell]:
    """Return the cells of this sum to hide next, its total when nothing else is left.

    Equals go together: which of two was taken would tell who knows the rule which is the other.
    """
    left = [cell for cell in each.parts if cell not in gone and values[cell]]
    if not left:
        return [] if each.total in gone else [each.total]
    if each.neighbours:
        start = next((at for at, cell in enumerate(each.parts) if cell in gone), 0)
        return [min(left, key=lambda cell: abs(each.parts.index(cell) - start))]
    least = min(values[cell] for cell in left)
    return [cell for cell in left if values[cell] == least]


def _more(
    near: Sequence[Sum], sums: Sequence[Sum], values: Mapping[Cell, int], gone: set[Cell]
) -> list[Cell]:
    """Return the cells to hide for one that can be worked out, from the sums it is in (`near`).

    Where nothing is left in those, it follows from sums further off, and then from cells with
    nobody in them.
    """
    told = (_next(each, values, gone) for each in (*near, *sums))
    nobody = ([cell for cell in each.parts if cell not in gone] for each in (*near, *sums))
    return next(filter(None, chain(told, nobody)), [])


def _reduce(row: dict[Cell, Fraction], rows: dict[Cell, dict[Cell, Fraction]]) -> None:
    """Put `row` among `rows`, each solved for one cell that no other row holds."""
    for cell in [cell for cell in row if cell in rows]:
        _take(row, rows[cell], row[cell])
    if not row:
        return
    pivot = next(iter(row))
    by = row[pivot]
    solved = {cell: of / by for cell, of in row.items()}
    for other in rows.values():
        if pivot in other:
            _take(other, solved, other[pivot])
    rows[pivot] = solved


def _take(row: dict[Cell, Fraction], other: Mapping[Cell, Fraction], times: Fraction) -> None:
    for cell, of in other.items():
        left = row.get(cell, Fraction(0)) - times * of
        if left:
            row[cell] = left
        else:
            row.pop(cell, None)
