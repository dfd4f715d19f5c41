"""Plain words and plain digits: how a post is levelled before the grammar reads it.

Afterwards there is one spelling of each thing: "I’ll", "ill be" and "I WILL" are "i will", "three"
and "３" are "3", "ahí" is "ahi"; and numbers that count nobody are gone.
"""

import re
import unicodedata
from functools import reduce

from turnout.rules.phrase_terms import either, unfolded

_ENGLISH = """one two three four five six seven eight nine ten eleven twelve thirteen fourteen
fifteen sixteen seventeen eighteen nineteen"""
_SPANISH = """uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince
dieciseis diecisiete dieciocho diecinueve"""
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_DECENAS = "treinta cuarenta cincuenta sesenta setenta ochenta noventa"


def _words() -> dict[str, int]:
    english, spanish = _ENGLISH.split(), _SPANISH.split()
    told = {"zero": 0, "cero": 0, "veinte": 20}
    told |= {word: n for words in (english, spanish) for n, word in enumerate(words, 1)}
    told |= {f"veinti{word}": 20 + n for n, word in enumerate(spanish[:9], 1)}
    for ten, tens in enumerate(_TENS.split(), 2):
        told[tens] = 10 * ten
        for n, word in enumerate(english[:9], 1):
            told |= {f"{tens} {word}": 10 * ten + n, f"{tens}-{word}": 10 * ten + n}
    for ten, tens in enumerate(_DECENAS.split(), 3):
        told |= {f"{tens} y {word}": 10 * ten + n for n, word in enumerate(spanish[:9], 1)}
        told[tens] = 10 * ten
    return told


NUMBERS = _words()
_ANY = "|".join(sorted(set(NUMBERS) - {"one", "once"}, key=len, reverse=True))
_WORD = re.compile(
    # "One" is a number next to people only, and "once" eleven only where Spanish counts them.
    rf"\b({_ANY})\b(?!')|(?<=\bplus )one\b|(?<=\band )one\b(?! of)|(?<=\+)one\b|(?<=\+ )one\b|"
    r"\bone(?= (?:more|other|friend|person|kid|adult|extra|guest|child|of (?:us|our|my))\b)|"
    r"(?<=\bfor )one\b(?=\W*$)|(?<=\bsomos )once\b|(?<=\bseremos )once\b|(?<=\bvamos )once\b|"
    r"(?<=\bcon )once\b"
)

# What is written => what is meant ("_" is a space at an end), in this order.
# Two negatives come last: whoever "would not miss it" will be there.
_SPELLINGS = r"""
    \bw/ ?(?!o) => with_
    \bw/o\b => without
    & => _and_
    \bn\b(?!') => and
    \b(i|we|you|they|it|he|she|who|there|that)'?ll\b(?<!\bwell)(?<!\bill) => \1 will
    \bill (?=be\b|come\b|join\b|go\b|attend\b|see\b|make\b|bring\b|march\b) => i will_
    \bwell (?=be (?:there|at|coming)\b) => we will_
    \bi'?m\b => i am
    \b(we|you|they)'re\b => \1 are
    \br\b => are
    \b(i|we|they)'?ve\b => \1 have
    \bi'd\b => i would
    \blet'?s\b => let us
    \b(there|who|it|that|he|she)'s\b|\b(theres?|whos)\b(?= \d) => \1\2 is
    \b(?:can'?t|cannot)\b => can not
    \bwon'?t\b => will not
    \b(do|does|did|is|are|was|were|would|could|should|have|has)n'?t\b => \1 not
    \bmyself\b => me
    \bshall\b => will
    \bunable\b => not able
    \b(?:my|our) (?:parents|twins)\b|\bmis (?:padres|papas)\b => my 2 parents
    \bboth (?:of )?(?:my |our |the )?(?=(?:kids|boys|girls|sons)\b(?! (?:are|have) )) => my 2_
    \bgonna\b => going to
    \bgotta\b|\bgot to\b => have to
    \b(?:comin|commin|cominng)\b'? => coming
    \bgoin\b'? => going
    \b(?:def|deffo|definately|definitly|definetly)\b => definitely
    \b(?:pls|plz)\b => please
    \bppl\b => people
    \b(?:yep|yup|yeah|yea|yes+)\b(?! right) => yes
    \b(?:tmrw|tmr|tomorow)\b => tomorrow
    \bany ?more\b => anymore
    \ba dozen\b|\buna docena\b => 12
    \ba hundred\b|\bcien\b => 100
    \b(?:could|can) not keep (?:me|us) away\b => i will be there
    \bcan not wait to (?:be there|come|march|join|attend|go|see you)\b => i will be there
    \bnot going to lie\b|\b(?:i |we )?can not wait\b =>
    \bno (?:voy a |vamos a )?falt(?:o|are|ar|amos|aremos)\b => ahi estare
    (?<=\bmy )\d+[ -]?(?:years?|yrs?|yo)[ -]?olds?\b(?= (?:and|will|is|too)\b|\W*$) => kid
    \b(?:i |we )?(?:(?:would|will|am|are) not|not going to) miss(?:ing)?[ ]
            (?:it|this)\b(?: for [\w ]+)? => i will be there_
"""


def _spelling(line: str) -> tuple[re.Pattern[str], str]:
    written, meant = line.strip().split(" =>")
    return re.compile(written), meant.strip().replace("_", " ")


SPELLINGS = [_spelling(line) for line in unfolded(_SPELLINGS)]

_MONTHS = "jan|ene|feb|mar|apr|abr|may|jun|jul|aug|ago|sep|oct|nov|dec|dic"
_WEEK = (
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tues?|wed|thurs?|fri|sat|sun|"
    r"lunes|martes|miercoles|jueves|viernes|sabado|domingo"
)
_UNITS = (
    r"hours?|hrs?|minutes?|mins?|miles?|km|blocks?|days?|weeks?|months?|times?|degrees|years?|"
    r"horas?|minutos?|dias?|semanas?|meses|millas|cuadras|veces|grados|anos?|yrs?"
)
_THINGS = (  # what numbers name, not count
    r"local|room|floor|gate|lot|district|unit|apt|suite|route|rte|highway|hwy|exit|bus|line|page|"
    r"section|ward|precinct|grade|number|no\.|part|chapter|channel|post|troop|level|class of 20|"
    r"calle|salon|piso|puerta|ruta|linea|distrito|numero"
)
# Numbers that count nobody: links, addresses, phones, zones, dates, times, ages, money, streets.
_NOISE = r"""
    https?://\S+
    (?<![@\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+
    \+?\d{1,3}(?:[ .-]\(?\d{2,4}\)?){2,5}
    \b\d{3}-\d{4}\b
    \b(?:utc|gmt) ?[+-] ?\d+
    \+1 (?:to|on|for (?:the|this|that|these|\w+ing))\b
    \b24/7\b
    \b\d+(?:st|nd|rd|th)\b
    \b1?\d/[123]?\d(?:/\d{2,4})?\b
    \b(?:19|20)\d\d\b
    \b(?:{months})[a-z]*\.? \d{1,2}\b
    \b\d{1,2} de (?:{months})[a-z]*
    \b(?:{week}),? (?:the )?(?:[12]?\d|3[01])\b(?! (?:of|people|friends))
    (?<![+-])\b\d{1,2}(?::\d\d)? ?[ap]\.?m\b
    \b\d{1,2}:\d\d\b
    \ba las? \d{1,2}(?::\d\d)?\b(?: y media)?
    (?<!are )(?<!now )(?<!goal )(?<!is )(?<!set )(?<!be )\b(?:at|by|around|until|
            till) \d{1,2}(?::\d\d)?(?: ?[ap]\.?m\b|\b)(?! ?(?:of|people|or|-|friends))
    \bages? [\d, and]+
    \bage \d+
    \b\d+ ?-?(?:years?|yrs?|yo|y/o)[ -]?(?:old)?s?\b
    \b(?:de )?\d+ (?:anos|anitos)\b
    \bi am \d+(?: years(?: old)?)?(?= (?:and|but|now)|,|\.|!|$)
    \b\d+[ -](?:{units})\b
    \b\d+ ?%
    [$€]\s?\d[\d,.]*k?
    \b\d+ (?:dollars?|bucks|euros?|pesos|dolares)\b
    \b\d+ (?:[nsew]{1,2}\.? )?(?!of|from|at|in|on)\w+ (?:street|st|ave|avenue|road|rd|blvd|drive|dr|
            lane)\b
    \b(?:{things}) ?#?\d+\b
    (?:,? ?\bnot|\binstead of|\bup from|\bdown from|, no|\ben vez de) \d+\b
"""
_NAMED = {"months": _MONTHS, "week": _WEEK, "units": _UNITS, "things": _THINGS}
NOISE = either(
    reduce(lambda lines, name: lines.replace(f"{{{name}}}", _NAMED[name]), _NAMED, _NOISE)
)


def folded(text: str) -> str:
    """Return `text` in lower case, NFKC, with one kind of apostrophe and plus."""
    plain = unicodedata.normalize("NFKC", text).lower().replace("➕", "+")
    return re.sub("[\ufe0f\u20e3]", "", re.sub("[’‘`´]", "'", plain))


def levelled(said: str) -> str:
    """Return folded `said` in one spelling: no accents, contractions written out, digits."""
    said = _without_accents(said)
    for written, meant in SPELLINGS:
        said = written.sub(meant, said)
    said = re.sub(r"(?<![\d,])(\d{1,3})((?:,\d{3})+)(?![\d,])", _joined, said)
    said = re.sub(r"(?<=\d) hundred\b", "00", in_digits(said))
    return " ".join(said.split())


def in_digits(said: str) -> str:
    """Return `said` with number words as digits, where they count people."""
    return _WORD.sub(lambda match: str(NUMBERS[match[0]]), said)


def _without_accents(said: str) -> str:
    apart = unicodedata.normalize("NFD", said)
    return "".join(each for each in apart if not unicodedata.combining(each))


def _joined(match: re.Match[str]) -> str:
    return match[0].replace(",", "")
