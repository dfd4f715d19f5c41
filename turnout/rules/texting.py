"""What a text message means: a keyword and a number, or else what a post would mean.

English and Spanish. A text is a dialogue: what is in doubt is asked back, never counted.
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from turnout.rules.phrase_numbers import in_digits
from turnout.rules.phrases import Intent, reading


class Act(StrEnum):
    COMING = "coming"
    MAYBE = "maybe"
    OUT = "out"
    TOTAL = "total"  # a lead's total
    MORE = "more"  # so many more than stand, fewer where negative
    HELP = "help"
    STOP = "stop"  # the gateway's own word: it ends texts, and answers by itself
    START = "start"  # the gateway's as well; it takes no stop back
    UNCLEAR = "unclear"


@dataclass(frozen=True)
class Text:
    """What was understood. people: 0 where no number was given; lang: "" where it cannot be told.

    lead: the first handle mentioned, without its "@".
    """

    act: Act
    people: int = 0
    lang: str = ""
    lead: str = ""


_MOST_DIGITS = 6  # more is no count of people, and is answered as such
_NUMBER = rf"(?: ?(\d{{1,{_MOST_DIGITS}}})(?: (?:people|ppl|of us|personas))?)?"
# Word for word what gateways take for themselves (Twilio, Opt-Out Keywords), and Spanish.
_STOP = {"stop", "stopall", "unsubscribe", "cancel", "end", "quit", "revoke", "optout", "alto",
         "parar"}  # fmt: skip
_START = {"start", "unstop"}
_HELP = {"help": "en", "info": "", "ayuda": "es", "?": ""}
_KEYWORDS = (
    (Act.OUT, "", r"no"),
    (Act.OUT, "en", r"out|nope|not coming|no thanks|no thank you"),
    (Act.OUT, "es", r"(?:n[o0] ?[bv]oy|no vamos|no puedo|no podemos|fuera|no gracias)"),
    (Act.COMING, "en", rf"(?:in+|yes+|yep|yeah|coming|comin|i'?m in|we'?re in){_NUMBER}"),
    (Act.COMING, "es", rf"(?:[bv]oy|vamos|si|sí|somos){_NUMBER}"),
    (Act.MAYBE, "en", rf"maybe{_NUMBER}"),
    (Act.MAYBE, "es", rf"(?:quiz[aá]s?|tal vez|a lo mejor){_NUMBER}"),
    (Act.TOTAL, "", rf"tota?l+(?: is| es)?{_NUMBER}"),
    (Act.MORE, "", rf"(\+ ?\d{{1,{_MOST_DIGITS}}}|[-−–] ?\d{{1,{_MOST_DIGITS}}})"),
    (Act.MORE, "en", rf"plus (\d{{1,{_MOST_DIGITS}}})"),
    (Act.MORE, "es", rf"m[aá]s (\d{{1,{_MOST_DIGITS}}})"),
)
_PATTERNS = tuple((act, lang, re.compile(words)) for act, lang, words in _KEYWORDS)
_SPANISH = re.compile(
    r"\b(?:voy|vamos|somos|seremos|puedo|podemos|ir[eé]|iremos|asistir[eé]|cuent[ae]n|conmigo|"
    r"apunto|apuntamos|estar[eé]|estaremos|yo y)\b"
)


def text(body: str) -> Text:
    """Return what the message `body` says."""
    said = _folded(body)
    found = _keyword(in_digits(_bare(re.sub(r"@\S+|#\w+", " ", said))))
    read = reading(body, "")
    lead = next(iter(read.mentions), "")
    if found is not None:
        return Text(found.act, found.people, found.lang, lead)
    lang = "es" if _SPANISH.search(said) else ""
    if read.doubt or (read.reason and read.intent is not Intent.TOTAL):
        return Text(Act.UNCLEAR, lang=lang)
    meant = {Intent.COMMIT: Act.COMING, Intent.WITHDRAW: Act.OUT, Intent.TOTAL: Act.TOTAL}
    return Text(meant.get(read.intent, Act.UNCLEAR), read.people, lang or "en", lead)


def _keyword(said: str) -> Text | None:
    if said in _STOP:
        return Text(Act.STOP)
    if said in _START:
        return Text(Act.START)
    if said in _HELP:
        return Text(Act.HELP, lang=_HELP[said])
    for act, lang, pattern in _PATTERNS:
        if found := pattern.fullmatch(said):
            return _counted(act, lang, found[1] if found.groups() else None)
    return None


def _counted(act: Act, lang: str, number: str | None) -> Text:
    """Return the act with its number; a total without one, or nobody at all, is no promise."""
    people = int(re.sub(r"[−–]", "-", number or "0").replace(" ", ""))
    if number is not None and people == 0 and act in (Act.COMING, Act.MAYBE):
        return Text(Act.OUT, lang=lang)
    if number is None and act is Act.TOTAL:
        return Text(Act.UNCLEAR, lang=lang)
    return Text(act, people, lang)


def _folded(body: str) -> str:
    plain = unicodedata.normalize("NFKC", body[:1_000]).lower()
    return " ".join(re.sub("[’‘`´]", "'", plain).split())


def _bare(said: str) -> str:
    """Return `said` without the marks and the courtesy people put around a word."""
    words = re.sub(r"[.!,;:¡\"]", " ", re.sub(r"(?<=\d),(?=\d{3}\b)", "", said))
    return re.sub(
        r" (?:please|pls|plz|por favor|sorry|thanks|thx|gracias|perd[oó]n)$",
        "",
        " ".join(words.split()),
    )
