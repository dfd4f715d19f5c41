"""Every sentence people read, English and Spanish side by side: one TOML file per screen.

A sentence is `key = {en = "...", es = "..."}`; where a number changes it, a language has a table
of plural forms instead (`one`, `other`), chosen by the value `n`. Values stand in braces.
The browser gets the same catalogue (`for_browser`) and reads it the same way.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from datetime import date as datetime_date
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_skeleton, format_time
from babel.lists import format_list
from babel.numbers import format_decimal

LANGUAGES = ("en", "es")
# Readers are in the United States: 1,234 in both languages, and days before months in Spanish.
_LOCALES = {"en": Locale("en", "US"), "es": Locale("es", "US")}

# "{time}." where the time is "12:00 p.m.": one stop is enough.
_ONE_STOP = re.compile(r"(\{(\w+)\})\.(?!\.)")

Sentence = str | Mapping[str, str]


def say(lang: str, key: str, **values: object) -> str:
    """Return the sentence `key` ("join.title") in `lang`, with `values` set in.

    Whole numbers are written as the language writes them; `n` chooses the plural form.
    Raises KeyError when there is no such sentence: a test keeps that from shipping.
    """
    sentence = _sentence(language(lang), key)
    if not isinstance(sentence, str):
        sentence = sentence[_form(language(lang), values["n"], sentence)]
    written = {name: _written(lang, value) for name, value in values.items()}
    return _ONE_STOP.sub(lambda ends: _ended(ends, written), sentence).format_map(written)


def has(key: str) -> bool:
    """Return whether the catalogue has `key`."""
    screen, _, name = key.partition(".")
    return name in _catalogue().get(screen, {})


def language(wanted: str) -> str:
    """Return the language of ours nearest to `wanted`, a tag such as "es-MX"; English if none."""
    tag = wanted.strip().lower().replace("_", "-").split("-")[0]
    return tag if tag in LANGUAGES else "en"


def preferred(accept_language: str) -> str:
    """Return the first language of an Accept-Language header that we speak; English if none."""
    ranked = sorted(_ranges(accept_language), key=lambda pair: -pair[1])
    return next((tag for tag, _ in ranked if tag in LANGUAGES), "en")


def for_browser(lang: str, *screens: str) -> dict[str, Sentence]:
    """Return the sentences of `screens` in `lang`, by key, for `browser/words.js`."""
    return {
        f"{screen}.{name}": sentence[language(lang)]
        for screen in screens
        for name, sentence in _catalogue()[screen].items()
    }


def number(lang: str, value: float) -> str:
    """Return `value` as `lang` writes it: 1,234."""
    return format_decimal(value, locale=_LOCALES[language(lang)])


def listed(lang: str, names: Sequence[str]) -> str:
    """Return `names` as `lang` lists them: "Ana, Bo, and Cy"."""
    return str(format_list(list(names), locale=_LOCALES[language(lang)]))


def day(lang: str, at: datetime, zone: str) -> str:
    """Return the day of `at` in `zone`, with its weekday: "Sat, Dec 5"."""
    local = at.astimezone(ZoneInfo(zone))
    return str(format_skeleton("MMMEd", local, locale=_LOCALES[language(lang)]))


def long_day(lang: str, at: datetime, zone: str) -> str:
    """Return the day of `at` in `zone`, written out with its year."""
    return str(format_date(at.astimezone(ZoneInfo(zone)), "full", locale=_LOCALES[language(lang)]))


def date(lang: str, on: datetime_date) -> str:
    """Return a day with its year: "Dec 5, 2026"."""
    return str(format_date(on, "medium", locale=_LOCALES[language(lang)]))


def clock(lang: str, at: datetime, zone: str) -> str:
    """Return the time of day of `at` in `zone`: "12:00 PM"."""
    local = at.astimezone(ZoneInfo(zone))
    return str(format_time(local, "short", locale=_LOCALES[language(lang)]))


def _sentence(lang: str, key: str) -> Sentence:
    screen, _, name = key.partition(".")
    sentence: Sentence = _catalogue()[screen][name][lang]
    return sentence


def _form(lang: str, n: Any, forms: Mapping[str, str]) -> str:
    form = _LOCALES[lang].plural_form(n)
    return form if form in forms else "other"


def _written(lang: str, value: object) -> object:
    return number(lang, value) if type(value) is int else value


def _ended(ends: re.Match[str], values: Mapping[str, object]) -> str:
    """Return "{time}." or, where the value brings its own stop, "{time}"."""
    return ends[1] if str(values.get(ends[2], "")).endswith(".") else ends[0]


def _ranges(header: str) -> list[tuple[str, float]]:
    found = []
    for part in header.split(",")[:20]:  # a longer list is no person's
        tag, _, weight = part.partition(";q=")
        try:
            found.append((tag.strip().lower().split("-")[0], float(weight or 1)))
        except ValueError:
            continue
    return found


@cache
def _catalogue() -> dict[str, dict[str, dict[str, Sentence]]]:
    files = sorted(Path(__file__).parent.glob("*.toml"))
    return {file.stem: tomllib.loads(file.read_text("utf-8")) for file in files}
