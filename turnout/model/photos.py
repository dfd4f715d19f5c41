"""Photos as we keep them, and as public screens show them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class PhotoFiles:
    """A stranger's photo made anew: two JPEGs, upright, in sRGB, with nothing in them but pixels.

    width, height: pixels of `full`; `small` is the same for a list of many.
    """

    full: bytes
    small: bytes
    width: int
    height: int


@dataclass(frozen=True)
class ShownPhoto:
    """A photo that stands on public screens. `name` is its file's, and changes with its bytes.

    alt, licence: plain text, as its author gave them. by: the handle of a lead who is shown;
    of anybody else nothing.
    """

    name: str
    alt: str
    licence: str
    by: str
    width: int
    height: int
