"""A handle for who has none."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import count

from turnout.rules.contact import Handle

MOST = 30  # letters; it is read out and typed
_PLAIN = "lead"


def handles_of(name: str) -> Iterator[Handle]:
    """Yield handles for somebody called `name`, without end: amina, amina2, amina3 ...

    Of the first name alone, since links carry it: they show nobody's full name.
    """
    first = next(filter(None, map(_letters, name.split())), _PLAIN)[:MOST]
    yield Handle(first)
    yield from (Handle(f"{first}{number}") for number in count(2))


def _letters(word: str) -> str:
    """Return the letters and digits of a word, without accents where they are of our alphabet."""
    apart = unicodedata.normalize("NFKD", word)
    plain = re.sub(r"[^a-z0-9]", "", apart.lower())
    own = unicodedata.normalize("NFKC", word).lower()
    return plain or "".join(letter for letter in own if letter.isalnum())
