"""Values: dataclasses that nobody changes once they are made, and that are made by the thousand."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

__all__ = ["value"]

if TYPE_CHECKING:
    from dataclasses import dataclass as value
else:

    def value(*, frozen: bool):
        """Return what makes a class a dataclass that mypy holds frozen, and Python does not.

        Python sets each field of a frozen one by a call, and it was a tenth of a commitment's time.
        """
        assert frozen
        return dataclass(unsafe_hash=True)
