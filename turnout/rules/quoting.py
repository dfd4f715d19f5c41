"""What of a stranger's words may stand on a public screen: plain, short, and leading nowhere. Pure.

The screens write every letter as text; what is taken out here is what would name or reach somebody,
lead somewhere, or turn the line around.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import lru_cache

MOST_READ = 1_000  # letters of a post that are looked at
MOST_GREETED = 60  # letters of a name; what is longer says something
MOST_QUOTED = 140  # letters: two lines of the wall, and what a hall reads in passing
LEAST_HIDDEN = 3  # letters of a name that is taken out: "Al" stands in half of all words
GONE = "\u2026"
_LOOSE = " -\u2013\u2014|,;"  # at an end, it joined what was taken out

_UNSEEN = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")  # as Unicode sorts letters
_ADDRESS = re.compile(
    r"""(?xi)
    \b[a-z][a-z0-9+.-]*://\S+                     # any scheme with its slashes
    | \b(?:javascript|data|vbscript|mailto|tel|sms|xmpp|whatsapp|callto):\S*
    | \bwww\.\S+
    | @?[\w.+-]+@[\w-]+(?:\.[\w-]+)+              # e-mail, and a handle with its server
    """
)
_HOST = re.compile(r"(?<![\w@.])(?:[\w-]+\.)+[a-z]{2,}(?:[/:?#]\S*)?(?!\w)")  # evil.example/now
_MENTION = re.compile(r"(?<![\w@])@([\w.-]*\w)")
_NUMBER = re.compile(r"(?<!\w)\+?\(?\d(?:[\s().\-/]*\d){6,}(?!\w)")  # seven digits reach somebody
_TAGS_AT_AN_END = re.compile(r"^(?:\s*#\w+)+|(?:#\w+[\s.!]*)+$")
_PILED = re.compile(
    r"([\u0300-\u036f\u1ab0-\u1aff\u20d0-\u20ff]{2})[\u0300-\u036f\u1ab0-\u1aff\u20d0-\u20ff]+"
)
_LICENCE = re.compile(
    r"https?://creativecommons\.org/(licenses|publicdomain)/([a-z+-]+)/(\d\.\d)(?:/|$)", re.I
)


def quoted(text: str, leads: Iterable[str] = (), hidden: Iterable[str] = ()) -> str:
    """Return the words of a post as a screen quotes them, or "" where too little is left.

    leads: handles ("user@host") that may be mentioned. hidden: what its author is called.
    """
    said = _TAGS_AT_AN_END.sub(" ", plain(text[:MOST_READ]))
    said = _MENTION.sub(_mention(leads), _ADDRESS.sub(" ", said))
    said = _NUMBER.sub(" ", _HOST.sub(" ", said))
    said = without(said, hidden)
    said = (
        re.sub(r"\s+([,.!?;:])", r"\1", " ".join(said.split())).rstrip(_LOOSE + ":").lstrip(_LOOSE)
    )
    return cut(said, MOST_QUOTED) if any(each.isalpha() for each in said) else ""


def without(text: str, names: Iterable[str]) -> str:
    """Return `text` with each of `names` taken out, mentioned or called, in any case of letters."""
    called = _calling(tuple(names))
    return called.sub(GONE, text) if called else text


def greeted(name: str) -> str:
    """Return what a message calls its reader by: `name`, or "" where it is no name to call by.

    Whoever signs somebody else's address up would have us write them what the name says.
    """
    called = plain(name)
    leads = _ADDRESS.search(called) or _HOST.search(called.lower()) or _NUMBER.search(called)
    return "" if leads or len(called) > MOST_GREETED else called


def plain(text: str) -> str:
    """Return `text` as one line, without the characters that nobody sees, that turn it round, or
    that pile up on one another."""
    composed = _PILED.sub(r"\1", unicodedata.normalize("NFC", text))
    seen = (each if _is_seen(each) else " " if each.isspace() else "" for each in composed)
    return " ".join("".join(seen).split())


def cut(text: str, most: int) -> str:
    """Return at most `most` letters of `text`, cut at a word where one ends in its second half."""
    if len(text) <= most:
        return text
    short = text[: most - 1]
    word = short.rpartition(" ")[0] if not text[most - 1].isspace() else short
    return (word if len(word) * 2 >= most else short).rstrip(" ,;:-") + GONE


def licence(link: str) -> str:
    """Return what a licence is called, "CC BY 2.0", where its address is a known one; else ""."""
    found = _LICENCE.match(link.strip())
    if found is None:
        return ""
    kind, name, version = found[1].lower(), found[2].upper(), found[3]
    if kind == "publicdomain":
        return f"CC0 {version}" if name == "ZERO" else "Public Domain"
    return f"CC {name} {version}"


def _longest(name: str) -> tuple[int, str]:
    return -len(name), name


@lru_cache(64)  # the same leads are hidden on every picture of an event
def _calling(names: tuple[str, ...]) -> "re.Pattern[str] | None":
    known = {plain(name) for name in names}
    called = sorted((name for name in known if len(name) >= LEAST_HIDDEN), key=_longest)
    either = "|".join(map(re.escape, called))
    return re.compile(rf"@?(?<!\w)(?:{either})(?!\w)", re.I) if called else None


def _is_seen(letter: str) -> bool:
    return letter == " " or unicodedata.category(letter) not in _UNSEEN


def _mention(leads: Iterable[str]) -> Callable[["re.Match[str]"], str]:
    known = {lead.partition("@")[0].lower() for lead in leads}
    return lambda found: found[0] if found[1].lower() in known else " "
