"""A stranger's XML as a small tree: no entities, no definitions, no more of it than a map needs."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser, ParseError

from turnout.errors import Refused

MOST_ELEMENTS = 300_000  # 2,000 places of My Maps have 40,000
DEEPEST = 60  # folders in folders; a person's map has three or four


@dataclass(slots=True)
class Element:
    """One element: its name without namespace, its own text, and what stands inside."""

    name: str
    attributes: dict[str, str]
    children: list["Element"] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(self.said)

    def all(self, name: str) -> Iterator["Element"]:
        """Yield the children called `name`."""
        return (child for child in self.children if child.name == name)

    def first(self, *names: str) -> "Element | None":
        """Return what stands at the end of the path `names`, each the first of its name."""
        found: Element | None = self
        for name in names:
            found = next(found.all(name), None) if found else None
        return found

    def says(self, *names: str) -> str:
        """Return the text at the end of the path `names`, or an empty string."""
        found = self.first(*names)
        return found.text.strip() if found else ""


def tree(body: bytes) -> Element:
    """Return the root of `body`. Raises Refused("map", "unsafe" | "broken")."""
    growing = _Growing()
    parser = DefusedXMLParser(target=growing, forbid_dtd=True)
    try:
        parser.feed(body)
        parser.close()
    except DefusedXmlException:
        raise Refused("map", "unsafe") from None
    except (ParseError, ValueError, LookupError):  # the last: an encoding there is not
        raise Refused("map", "broken") from None
    return growing.top.children[0]


class _Growing:
    """What the parser tells, as a tree below `top`."""

    def __init__(self) -> None:
        self.top = Element("", {})
        self._open = [self.top]
        self._count = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._count += 1
        if self._count > MOST_ELEMENTS or len(self._open) > DEEPEST:
            raise ValueError("no map a person drew")
        grown = Element(_bare(name), attributes)
        self._open[-1].children.append(grown)
        self._open.append(grown)

    def data(self, text: str) -> None:
        self._open[-1].said.append(text)

    def end(self, name: str) -> None:
        self._open.pop()

    def close(self) -> None:
        """There is nothing to finish; the parser asks all the same."""


def _bare(name: str) -> str:
    """Return a name without its namespace, which files get wrong: {http://...}Placemark."""
    return name.rpartition("}")[2].rpartition(":")[2]
