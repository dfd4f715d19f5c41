"""Which outlines a map is drawn over, to find one's way by."""

from collections.abc import Iterable

from turnout import browser
from turnout.model.places import Box, Shape, bounds

_KANSAS = Box(-102.1, 36.9, -94.5, 40.1)  # the counties there are outlines of


def outlines(shapes: Iterable[Shape]) -> str:
    """Return the file of outlines for a map of `shapes`: counties where we have them, else
    states."""
    states, counties = browser.OUTLINES
    inside = [_KANSAS.holds(bounds(shape).middle) for shape in shapes]
    return counties if inside and all(inside) else states
