"""The phrasebook: what people write, English and Spanish, as tables that `phrases` reads by.

To teach another phrase, add a line to its table here, and the phrase to the test. Patterns see one
sentence in lower case, without tags, mentions, links and quotes. "{n}" stands for a number of
people, "{people}" for a word that says they are people.
"""

import re
from enum import StrEnum


class Intent(StrEnum):
    COMMIT = "commit"
    WITHDRAW = "withdraw"
    GOAL = "goal"
    TOTAL = "total"
    CHALLENGE = "challenge"
    NONE = "none"


_WORDS = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen
fifteen sixteen seventeen eighteen nineteen twenty|cero un dos tres cuatro cinco seis siete ocho
nueve diez once doce trece catorce quince dieciséis diecisiete dieciocho diecinueve veinte"""
_MORE_WORDS = """a=1 another=1 una=1 uno=1 both=2 dozen=12 docena=12 thirty=30 treinta=30 forty=40
cuarenta=40 fifty=50 cincuenta=50"""
NUMBERS = {word: n for words in _WORDS.split("|") for n, word in enumerate(words.split())}
NUMBERS |= {word: int(n) for word, n in (pair.split("=") for pair in _MORE_WORDS.split())}

# A number that stands alone: no part of a longer one, a time, a date, a share or a word.
_N = (
    r"(?<![\w.,:/$€#-])(\d+|" + "|".join(sorted(NUMBERS, key=len, reverse=True)) + ")"
    r"(?![\w%$€]|\s?[.,:/⁄'=_-]?\s?\d|\s?(?:[ap]\.?m\b|years?\b|años?\b|o'?clock|%))"
)
PEOPLE = (
    r"(?:more|others?|friends?|people|persons?|kids?|folks|guests?|neighbou?rs?|co-?workers?|"
    r"colleagues|students|teachers|nurses|members|adults|children|sisters|brothers|cousins|sons|"
    r"daughters|m[aá]s|amig[oa]s?|personas?|gente|hij[oa]s?|niñ[oa]s|compañer[oa]s|vecin[oa]s|"
    r"herman[oa]s|prim[oa]s|familiares)\b"
)
_MONTHS = "jan|ene|feb|mar|apr|abr|may|jun|jul|aug|ago|sep|oct|nov|dec|dic"
_DAYS = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|tomorrow|tonight"


def _table(*lines: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(line.replace("{n}", _N).replace("{people}", PEOPLE)) for line in lines)


COMMITS = _table(
    # "I'm in line" is a place: after "in" only what cannot be one may follow.
    r"\b(?:i'?m|i am|we'?re|we are)(?: \w+){0,2}? in(?=\s*(?:$|[^\w\s']|\d|(?:for|with|and|plus|"
    r"too|also|again|as|on|this|now|yes|but)\b))",
    r"^\W*in(?=\s*(?:$|[!.,+]))",
    r"\bcount (?:me|us) in\b|\bsign (?:me|us) up\b|\b(?:me|us) too\b",
    r"\b(?:i'?ll|i will|we'?ll|we will)(?: \w+){0,2}? (?:be (?:there|at|coming|attending|going)|"
    r"attend|come|join|go)\b|^\W*(?:will (?:be there|attend)|be there)\b",
    r"\b(?:i'?m|i am|we'?re|we are|are|be)(?: \w+){0,2}? (?:coming|attending|on my way|on for|"
    r"going(?: to (?:this|the|it|be there)\b|(?! to\b)))\b",
    r"^\W*(?:coming|going|attending)\b(?! to (?!it\b|the\b|this\b))|^\W*{n} of us\b",
    r"\bwouldn'?t miss it\b|\b(?:i|we) can (?:still )?(?:come|make it)\b|\bboth in\b",
    r"\b(?:me|i) (?:and|plus|\+) ?(?:my )?{n}|\bwill see you\b|\bcan join me\b",
    rf"\bsee you (?:there|(?:on )?(?:{_DAYS})|on the \d+(?:st|nd|rd|th))",
    r"\bwe(?:'?re| are) {n}(?! (?:minutes|miles|blocks|hours|days|weeks))",
    r"\bthere will be {n} of us\b|\ball {n} of us\b|\b(?:party|family|group) of {n}",
    r"\bmake (?:that|it) \+?{n}|\bour bus of {n} is full\b|\bi'?m bringing {n} {people}",
    r"\bcuent(?:en|a|ad) con(?:migo| nosotr[oa]s)\b|\b(?:me|nos) (?:apunt|sum)(?:o|amos)\b",
    r"\bvoy\b(?! a \w+r\b)|\bvoy a (?:ir|estar|asistir)\b|\bvamos(?! a \w+r\b)\b|\bir(?:é|emos)\b",
    r"\basistir(?:é|emos)\b|\b(?:ah[ií]|all[ií]|all[aá]) estar(?:é|e|emos)\b|\bestaremos\b",
    r"\b(?:seremos|somos) {n}|\byo y {n}|\bvienen {n} {people} conmigo|\bser[ée] yo\b",
    r"\bno me l[oa] pierdo\b",
)
# Numbers that include the author, and those that come on top.
TOTALS = _table(
    r"\bwe(?:'?re| are| will be) {n}|(?<!some of )\b{n} of us\b",
    r"\b(?:party|family|group|bus) of {n}|\bmake (?:that|it) {n}|\b{n} (?:in|en) total\b",
    r"\b(?:somos|seremos|vamos|iremos|vendremos) {n}|\bwe'?re {n} in\b|\bin for {n}",
)
EXTRAS = _table(
    r"(?<![\w+])\+ ?{n}",
    r"\b(?:plus|and|with|bringing|bring)(?: my| our)? {n} {people}",
    r"\b(?:me|i) (?:and|plus) (?:my )?{n}",
    r"\b(?:y|con|más)(?: mis| otr[oa]s)? {n}(?: {people}|\W*$)|\bvienen {n} {people} conmigo",
)
COMPANION = re.compile(  # one more person, said without a number
    r"\bmy [\w ]+ and i\b|\b(?:my|bringing) \w+.*\bjoin me\b|\bbringing my (?!whole|family)\w+|"
    r"\bmi \w+ y yo\b|\bcon mi \w+|\bmy \w+ (?:is|are) coming (?:too|with me)"
)
PLURAL = re.compile(r"\b(?:we|we'?re|we'll|us|vamos|iremos|nosotr[oa]s|estaremos|asistiremos)\b")

_GO = r"(?:be |able to |be able to )*(?:com|go|mak|attend|join|there)"
WITHDRAWS = _table(
    rf"\b(?:i|we|i'?m|we'?re|i am|we are|^)\W?(?:\w+ ){{0,2}}?(?:can'?t|cannot|can not|won'?t|"
    rf"will not|not|can no longer|no longer)(?: \w+)? {_GO}",
    r"^\W*(?:sorry\W+)?(?:can'?t|cannot|won'?t)(?: be able to)? (?:make|come|go|be there|attend)",
    r"\bi can'?t (?:this|any ?more|come|do it)\b|\b(?:i'?m|we'?re) out\b(?! (?:of|here|there))",
    r"\bcount (?:me|us) out\b|\bdo(?: no|n')t count me in\b|\b(?:i|gonna|i'll) have to (?:bail|"
    r"decline|cancel|drop out)\b",
    r"\bno (?:\w+ )?(?:puedo|podr[eé]|podemos|podremos)\b|\bno cuent(?:en|a|ad) con(?:migo)?\b",
    r"\bno (?:voy|vamos|ir[eé]|iremos|asistir[eé])\b|\bme bajo\b",
)
# Some of a party stay away: how many stand for how many depends on what was said before.
FEWER = _table(
    r"(?<![\w-])[-−–](\d+)\b",
    r"\b{n} of (?:my|our) \w+ (?:dropped|backed|bailed)",
    r"\b(?!(?:i|we|you|they|it|that|sorry|just|still)\b)[a-z]+ can'?t (?:any ?more|make it|come)\b",
    r"\b(?:both|{n}) \w+ (?:are|is) out\b",
)
TALK = {  # a sentence of this kind never counts, whatever else it says
    "question": r"\?\W*$|^\W*¿",
    "ironic": r"🙄|\blol sure\b|\byeah right\b|\s/s\b",
    "conditional": r"\b(?:if|unless|in case|a menos que)\b|\bsi (?:no|puedo|me|hay|llueve|mi)\b",
    "tentative": r"\b(?:maybe|might|perhaps|possibly|probably|hop(?:e|ing) (?:to|i)|try(?:ing)? to|"
    r"i'd (?:like|love)|wish|thinking (?:of|about)|considering|a lo mejor|quiz[aá]s?|tal vez|"
    r"ojal[aá]|puede que|quisiera|me gustar[ií]a|intentar[eé])\b",
    "others": r"\b(?:nobody|no one|nadie|everyone bring|every one bring|who(?:'?s| is) coming)\b",
}
ABOUT = {  # said about the whole, which only a lead may say
    Intent.GOAL: _table(
        r"(?<!\$)\b(?:goal|meta)(?: is| es| de|:)? {n}(?: (hundred))?(?! goal)",
        r"\bwe want {n} of you\b|\bgoal(?: is)?:? (\d,\d{3})\b",
    ),
    Intent.TOTAL: _table(
        r"(?<!set )\b(?:total|headcount)(?: is| now| so| far)*:? {n}",
        r"\bya somos {n}",
        r"\b{n} people have rsvp",
    ),
    Intent.CHALLENGE: _table(
        r"\bi challenge\b|\bchallenge accepted\b|\btake the .{1,40} challenge\b|\breto a\b|"
        r"\bcalling out\b|\byour move\b|\bbet you can'?t\b"
    ),
}
NOISE = re.compile(  # numbers and pluses that count nobody
    r"https?://\S+|(?<![@\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+|"  # links, addresses
    r"\+?\d{1,3}(?:[ .-]\(?\d{2,4}\)?){2,5}|\b(?:utc|gmt) ?[+-] ?\d+|\+1 to\b|"  # phones, zones
    r"\b\d+(?:st|nd|rd|th)\b|\b(?:1?\d)/(?:[123]?\d)(?:/\d{2,4})?\b|\b(?:19|20)\d\d\b|"  # dates
    rf"\b(?:{_MONTHS})[a-z]*\.? \d{{1,2}}\b|\b\d{{1,2}} de (?:{_MONTHS})[a-z]*|"
    r"(?<![+-])\b\d{1,2}(?::\d\d)? ?[ap]\.?m\b|\b\d{1,2}:\d\d\b|"  # times
    r"\bages? [\d, and]+|\b\d+[ -]years?[ -]old|\b\d+ años\b|"  # ages
    r"[$€]\s?\d[\d,.]*|\b100 ?%|\bnot \d+\b|\bnot gonna lie\b"
)
QUOTED = re.compile(r"\"[^\"\n]*\"|“[^”\n]*”|«[^»\n]*»|^\s*>.*$", re.MULTILINE)
MENTION = re.compile(r"(?<![\w@/.])@([a-z0-9_][\w.-]*)(?:@([a-z0-9.-]+\.[a-z0-9-]+|localhost))?")
BARE = re.compile(r"[\W\d_]*(?:(?:for|from|with|de|con|here|me|us|yes|s[ií]|please) ?)*[\W\d_]*")
