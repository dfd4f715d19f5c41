"""What people and services write into the cells of a list, in the words of this house.

What is not understood is passed on as it stands: intake refuses it, beside its field.
"""

import re
import unicodedata
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, timezone
from functools import lru_cache
from zoneinfo import ZoneInfo

from turnout.model import NEEDS

_STATUS = {
    "confirmed": "confirmed attended completed confirmado confirmada",
    "yes": "yes y true 1 x registered accepted going attending coming rsvp signed si claro voy",
    "maybe": "maybe tentative interested unsure perhaps talvez quizas quiza puede",
    "cancelled": "cancelled canceled declined no n false 0 cancelado cancelada nada",
}
_SAID = {word: status for status, words in _STATUS.items() for word in words.split()}
_PHRASES = {
    "needs action": "maybe",
    "not sure": "maybe",
    "tal vez": "maybe",
    "no se": "maybe",
    "no estoy": "maybe",
    "not going": "cancelled",
    "not attending": "cancelled",
    "no show": "yes",  # what happened on the day is another record; they had said yes
}
_NEED = {
    "interpreter": "interpreter interpretation translation interprete traduccion",
    "ride": "ride transport transportation carpool transporte viaje",
    "childcare": "childcare child kids ninos guarderia cuidado",
    "wheelchair": "wheelchair silla accessible accesible",
}
_NEEDED = {word: need for need, words in _NEED.items() for word in words.split()}
_WHOLE = re.compile(r"(\d{1,6})(?:[.,]0+)?(?:\s+[^\W\d]+)*")
MOST_MOMENT = 100  # letters: no export writes a date so long
_UTC = re.compile(r"\s*UTC$")
_DATE = re.compile(r"(\d{1,4})[/.\-](\d{1,2})[/.\-](\d{2,4})")
_TIME = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*([ap])?\.?\s?(?:m\b)?", re.I)
_OFFSET = re.compile(r"(?:GMT|UTC)?\s*([+-])(\d{1,2}):?(\d{2})?\s*$", re.I)


def plain(text: str) -> str:
    """Return `text` for comparing: lower case, no accents, one space between words."""
    bare = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(letter for letter in bare if not unicodedata.combining(letter))
    return " ".join(re.sub(r"[\W_]+", " ", kept).split())


@lru_cache(1024)  # a list says the same few words in every row
def status_of(text: str) -> str:
    """Return the status that `text` means, "yes" where it is empty; else `text` itself."""
    said = plain(text)
    if not said:
        return "yes"
    phrase = next((status for words, status in _PHRASES.items() if said.startswith(words)), None)
    return phrase or _SAID.get(said.split()[0]) or text


@lru_cache(1024)
def party_of(text: str, guests: str = "") -> str:
    """Return how many, from a number of heads or, where it is empty, from a number of guests."""
    heads, brought = _whole(text), _whole(guests)
    if text.strip():
        return heads or text
    if guests.strip():
        return str(int(brought) + 1) if brought else guests
    return "1"


def needs_of(text: str) -> tuple[str, ...]:
    """Return the needs named in `text`; a word of it we do not know stays, to be refused."""
    parts = [part.strip() for part in re.split(r"[,;|\n]", text) if part.strip()]
    found = [_need(part) for part in parts]
    known = [need for need in NEEDS if need in found]
    return (*known, *(part for part in found if part not in NEEDS))


def moment_of(text: str, zone: str, day_first: bool = False) -> str:
    """Return the time in `text` as ISO 8601 with its offset; `text` itself where it is none.

    zone: the wall clock it was read from, where the cell names no offset.
    """
    text = text.strip()
    if not text or len(text) > MOST_MOMENT:  # a cell of blanks took a second and more
        return text
    found = (_iso(text) if "/" not in text else None) or _spelt(text, day_first)
    if found is None:
        return text
    return (found if found.tzinfo else found.replace(tzinfo=ZoneInfo(zone))).isoformat()


def is_day_first(texts: Iterable[str]) -> bool:
    """Return whether the dates of a column begin with the day: one of them tells."""
    for text in texts:
        found = _DATE.match(text.strip())
        if found and len(found[1]) < 4 and int(found[1]) > 12 >= int(found[2]):
            return True
    return False


def _whole(text: str) -> str:
    found = _WHOLE.fullmatch(text.strip())
    return str(int(found[1])) if found else ""


def _need(text: str) -> str:
    return next((_NEEDED[word] for word in plain(text).split() if word in _NEEDED), text)


def _iso(text: str) -> datetime | None:
    # "2026-11-20 14:03:11 UTC", as databases write it.
    try:
        return datetime.fromisoformat(_UTC.sub("+00:00", text))
    except ValueError:
        return None


def _spelt(text: str, day_first: bool) -> datetime | None:
    """Return "11/20/2026 2:03:11 PM GMT-6" and its kin, as forms and spreadsheets write it."""
    date, time = _DATE.match(text), _TIME.search(text)
    if date is None:
        return None
    try:
        day = datetime(*_day(date, day_first))  # noqa: DTZ001 - its zone is the caller's
        at = day + (_since_midnight(time) if time else timedelta())
    except ValueError:
        return None
    rest = text[time.end() :] if time else ""
    return at.replace(tzinfo=_offset(rest))


def _day(date: re.Match[str], day_first: bool) -> tuple[int, int, int]:
    first, second, third = (int(part) for part in date.groups())
    if len(date[1]) == 4:
        return first, second, third
    year = third + 2000 if third < 100 else third
    month, day = (second, first) if day_first or first > 12 else (first, second)
    return year, month, day


def _since_midnight(time: re.Match[str]) -> timedelta:
    hour, half = int(time[1]), (time[4] or "").lower()
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 23:
        raise ValueError(time[0])
    return timedelta(hours=hour, minutes=int(time[2]), seconds=int(time[3] or 0))


@lru_cache(64)  # a list has one or two
def _offset(text: str) -> timezone | None:
    if re.fullmatch(r"\s*(?:UTC|GMT|Z)\s*", text):
        return UTC
    found = _OFFSET.fullmatch(text.strip())
    if found is None:
        return None
    minutes = int(found[2]) * 60 + int(found[3] or 0)
    return timezone(timedelta(minutes=-minutes if found[1] == "-" else minutes))
