"""Who somebody is on a platform: a handle and its real host, told apart from its imitations."""

import re
import unicodedata
from dataclasses import dataclass

MOST = 100  # characters of a handle; a longer one is none
_NAME = re.compile(r"\w(?:[\w.-]*\w)?")
_HOST = re.compile(r"[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?")
_UNSEEN = ("Cc", "Cf", "Cs", "Co", "Cn")
# Scripts whose letters pass for each other's; Japanese and Latin beside each other deceive nobody.
_ALIKE = {"LATIN", "CYRILLIC", "GREEK", "COPTIC", "ARMENIAN", "CHEROKEE", "GEORGIAN", "LISU"}
# Whole words of these pass for Latin ones.
_CONFUSABLE = set("аеорсухіјѕԁһӏԛԝьв" + "αβγεικνορτυχω" + "ոսօցհ")
# One site under several names; a handle stays one person's through all of them.
_SITES = {
    "twitter.com": "x.com",
    "mobile.twitter.com": "x.com",
    "mobile.x.com": "x.com",
    "old.reddit.com": "reddit.com",
    "m.youtube.com": "youtube.com",
    "bsky.social": "bsky.app",
    "threads.com": "threads.net",
}


@dataclass(frozen=True)
class Author:
    """handle, host: lower case, both empty when unknown. name: as shown there, no identity.

    lookalike: the handle was written to be taken for another one.
    """

    handle: str = ""
    host: str = ""
    name: str = ""
    lookalike: bool = False


def author(handle: str, host: str, name: str = "") -> Author:
    """Return who `handle` is at `host`, as far as that can be told for certain.

    A handle with letters nobody sees, or that means another one once they are folded (full width,
    Kelvin sign), is nobody's: it would pass for the one it imitates.
    """
    folded = seen(handle)
    site = real_host(host)
    if folded != handle:
        return Author(name=name or folded[:MOST], lookalike=bool(folded))
    if not _NAME.fullmatch(folded) or len(folded) > MOST or not _HOST.fullmatch(site):
        return Author(name=name)
    return Author(folded.lower(), site, name, is_lookalike(folded))


def seen(text: str) -> str:
    """Return `text` in NFKC, without the characters that show nothing."""
    folded = unicodedata.normalize("NFKC", text)
    return "".join(letter for letter in folded if unicodedata.category(letter) not in _UNSEEN)


def is_lookalike(handle: str) -> bool:
    """Return whether `handle` may be read as another one: mixed scripts, accents, twin letters."""
    odd = [letter for letter in handle.lower() if letter.isalpha() and not letter.isascii()]
    if any(_script(letter) == "LATIN" for letter in odd):
        return True  # an accent or a missing dot is overlooked on a wall
    scripts = {_script(letter) for letter in handle if letter.isalpha()}
    return (len(scripts) > 1 and len(scripts & _ALIKE) > 1) or (
        bool(odd) and set(odd) <= _CONFUSABLE
    )


def real_host(host: str) -> str:
    """Return the one name of the site at `host`, lower case, without "www."."""
    plain = host.lower().rstrip(".").removeprefix("www.")
    return _SITES.get(plain, plain)


def _script(letter: str) -> str:
    return unicodedata.name(letter, "UNKNOWN").split()[0]
