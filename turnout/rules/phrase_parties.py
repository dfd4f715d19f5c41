"""How many people a promise speaks of, author included: totals, companions, and what is vague.

Each reading takes its words out of the text. What nobody took - a digit, "my sister" in no
company, "the kids" - is a doubt, so that a number is never read past.
Patterns see text that `phrase_numbers` has levelled; tables as in `phrase_terms`.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from turnout.rules.phrase_terms import either, filled, table

TOTALS = table(  # numbers that include the author
    r"""
    \b(?:all |the |both )?{n} of us\b
    \bus (?:all )?{n}\b
    \ball {n}\b(?= (?:of|in)\b|\W*$)
    \b(?:party|table|carpool|van|car|family|group|bus|class|crew|team|carload|table|household|
            troop|familia|grupo) (?:of|de|for) {n}
    \b(?:make|changed?|update|switch|bump|set|put|mark|count|sign|pencil|book|save|
            reserve) (?:that|it|this|me|us|mine|ours|my \w+|our \w+)(?: (?:down|in|up|as|to|for|a|
            at)){0,3} {n}
    \b{n} (?:in|en) total\b
    \b(?:a )?total of {n} of us\b
    \b(?:so|total) {n}\W*$
    \bwe (?:are|will be)(?: (?:now|going to be|all|at|about|up to))? {n}
    \b(?:it is|there (?:is|are|will be)) (?:now )?{n} of us\b
    \b(?:in|yes|rsvp) for {n}
    \brsvp(?:ing)?(?: yes)?(?: for)? {n}
    \bin {n}\W*$
    \b(?:spots?|seats?|place) for {n}
    \b{n} strong\b
    \b(?:somos|seremos|vamos|iremos|vendremos|llegamos|llegaremos|estaremos|
            nosotr[oa]s)(?: a (?:ir|ser|estar))? (?:los |las )?{n}(?: personas)?
    \b(?:apuntame|anotame|ponme|apuntanos|anotanos|apuntenos|anotenos|apuntenme|anotenme|pongame|
            cambialo|cambiame|dejalo|dejame) (?:(?:a|para|por|en) )?(?:los |las )?{n}(?! mas)
    ^\W*(?:yes\W+)?{n} (?:from|de|coming|for (?:us|me)|here|please)\b
    \bdown (?:for|as) {n}
    \bwould be {n}
    \b(?:reserve|book|save) {n} (?:spots|seats|places)
    \bregistered (?:for )?{n}\b
    ^\W*(?:add|put|mark) {n} (?:for|from)\b
    \bwe have (?:got )?{n} (?:people )?(?:coming|on (?:the|their|our) way)
"""
)
# Numbers that come on top of the author: "+3", and "me and 3".
_PLUS = either(r"""
    (?<![\w+])(?:\+ ?|plus |mas )(\d+)(?![\w%]|[.,:/-]\d| \d)(?: (?:of )?{adj}{many})?
""")
_WITH = either(r"""
    \b(?:me|i|yo) (?:and|plus|y|mas|\+) (?:my |mis )?{n}(?: {adj}{many})?
    \b(?:y|con|mas|with|llevo|bringing) {n}(?=\W*$|\W+\|| (?:mas|more|others|otr[oa]s))
""")
_BOTH = either(r"""
    \b(?:we are |are |we |us )?both(?: of us)?(?: in| are| will| coming|\W*$)
    \bambos\b
""")
_ALONE = either(r"""
    \b(?:(?:just|only) me(?! and| \+| plus)|alone|solo|sola|by myself|yo sol[oa]|solo yo)\b
""")
# Companions: "my son", "2 friends", in the author's company by what stands before or after.
_PERSON = filled(
    r"(?:(?:{det} {adj})?(?P<one>{one})\b|"
    r"(?:{det} )?(?P<n>(?<![\w.+-])\d+) (?:of (?:my|our) )?{adj}{many})"
)
_LEAD = filled(
    r"(?:\b(?:with|w|so (?:are|is)|bringing|bring|brings|taking|take|plus|and|y|e|con|mas|"
    r"llevo|llevamos|traigo|llevare|traere|llevando|vamos|iremos|vienen?)(?: a| along| both|"
    r" also)?|\||(?:[+,:(]|^)(?= ?(?:{det}|\d)\b)) ?"
)
_IS = (
    r"(?:'s|is|are|has|have|had|can|will|was|were|does?|did|says?|said|wants?|works?|needs?|"
    r"es|esta|tiene|dice|quiere|no|not|stays?|loves?|hates?|just|thinks?)"
)
_COMES = (
    r"(?:(?:also|both|all|so|going to|be|can|will|definitely|probably|too) ){0,3}?(?:coming|"
    r"com(?:e|es)|join(?:ing)?|going|march(?:ing)?|attend(?:ing)?|there|in\b|here)"
)
_WITH_ME = (
    r"(?:(?:, | and | \+ | y )[^,.|+]{1,30}){0,4},? (?:and|y|\+|plus) (?:i|me|yo)\b|"
    r",? (?:is|are) (?:also )?(?:coming|joining) (?:too|with)"
)
COMPANION = re.compile(
    rf"(?P<lead>{_LEAD})?{_PERSON}(?! {_IS} (?!{_COMES}))(?!'s (?!in|coming|joining))"
    rf"(?(lead)|(?={_WITH_ME}))"
)
# "Ben and I are", "me and Maria": a name is one more, where nothing else can be meant.
_NAMED = either(r"""
    ^\W*(?!(?:me|yes|sure|yo)\b)[a-z]+ (?:and|y) (?:i (?:are|both)|yo (?:vamos|iremos|estaremos))
    ^\W*(?:me|yo) (?:and|y|\+) (?!(?:my|mi|mis|the|los|las|all|some|a|you|tu|everyone|every|many|
            they|other|more|so|still|then|am|will|can|have|friends|family|others|
            co)\b)[a-z]+(?= are| is| will| vamos| iremos|\W*$)
""")
_LISTED = either(r"""
    ^\W*(?:me|yo)((?:, [a-z]+){1,6},? (?:and|y) [a-z]+)(?= (?:are|will|vamos)|\W*$)
""")
# People in nobody's company, and what one brings and does not count.
_THING = (
    r"(?:\w+ )?(?:signs?|drums?|flags?|banner|dogs?|pup|camera|bike|megaphone|guitar|whistle|"
    r"boots|umbrella|poncho|mask|chair|lunch|best|own|bells|voice|bandera|cartel|pancarta|"
    r"tambor|perr[oa]|silla|bici|lonche)\b"
)
_STRAY_PERSON = either(
    r"""
    \b(?:bringing|taking|llevo|traigo|with|con) (?:a )?(?:my|our|a|an|mi|mis|un|una)\b(?! {thing})
    ^(?:(?!\b(?:i|we|is|am|are|me|yo)\b)[^,|~]){1,30} (?:and|y) (?:i|me|yo)\b
    \b(?:my|our|mi|mis) [\w ]{1,30}(?:and|y) (?:i|me|yo)\b
    \b(?:me|i|yo) (?:and|y|plus|with) (?:my|mi|mis|our)\b
    \b{one}\b
    \b(?:my|our|the|some|mis|nuestr[oa]s|los|las|un[oa]s|with|con) (?:\w+ )?(?:{many})
""".replace("{thing}", _THING)
)
# Several people, and no number.
VAGUE = either(r"""
    \b(?:we|us|our|ours|both|family|familia|(?<!see )everyone|everybody|gang|crew|team|squad|some|
            few|several|many|bunch|couple|dozens?|hundreds|lots|group|folks|friends|nosotr[oa]s|
            vari[oa]s|algun[oa]s|tod[oa]s|un[oa]s|vamos|iremos|estaremos|asistiremos|seremos|
            docenas?|par|nos(?! vemos)|amig[oa]s|hij[oa]s|vecin[oa]s|herman[oa]s|kids|children|
            others|apuntanos|anotanos|sumamos|apuntamos)\b
""")
# A number that is not sure of itself.
_ROUGH = either(r"""
    \b(?:about|around|roughly|approx\w*|almost|nearly|like|at least|up to|over|more than|or so|
            como|unos|unas|casi|alrededor|minimo|por lo menos|al menos|mas de) \d
    \d ?(?:-|–|to|or|o|a|ish) ?(?:\d|$|\W|people)
    \d+ or so\b
    \d+(?:ish|\+)
    \b(?:apuntame|anotame|ponme) con \d+\W*$
    \b(?:couple|few|half|medi[ao]|\d) (?:a )?(?:dozen|docena)
    (?<!\w)(?:a dozen|12) or\b
""")
_WE = re.compile(r"\b(?:we|us|our|vamos|iremos|estaremos|nos)\b")
_SELF = re.compile(r"\b(?:i|me|yo|mine|conmigo)\b")


@dataclass
class Party:
    """totals: numbers said for all; plus: numbers said on top; singles: people named one by one."""

    totals: set[int] = field(default_factory=set)
    plus: list[int] = field(default_factory=list)
    counted: list[int] = field(default_factory=list)
    singles: int = 0
    vague: bool = False
    rough: bool = False
    stray: bool = False
    by_self: bool = False  # "me and ...": the author is named beside them
    rest: str = ""  # what no number and no person was read from

    @property
    def with_author(self) -> int:
        return 1 + sum(self.plus) + sum(self.counted) + self.singles

    @property
    def people(self) -> int:
        return max(self.totals, default=self.with_author)

    @property
    def doubt(self) -> str:
        """Return why the number is not sure, empty where it is."""
        if self.rough or self.stray or self.people < 1:
            return "unclear_number"
        if len(self.totals) > 1 or len(self.plus) > 1 or (self.plus and self.counted):
            return "two_numbers"
        if self.totals:
            told = self.plus or self.counted
            # "4 of us, 2 adults and 2 kids": the author is one of those.
            exact = {self.with_author, self.with_author - (not self.by_self)}
            fits = self.people in exact if told else self.people >= self.with_author
            return "" if fits else "two_numbers"
        if self.plus and self.singles:
            return "two_numbers"
        return "how_many" if self.vague else ""


def party(sentences: Sequence[str]) -> Party:
    """Return whom the levelled `sentences` of a promise speak of."""
    found = Party(rough=any(_ROUGH.search(sentence) for sentence in sentences))
    found.rest = " | ".join([_taken(found, sentence) for sentence in sentences])
    found.stray = re.search(r"\d|\+(?! ?[a-z])", found.rest) is not None
    found.vague = bool(_STRAY_PERSON.search(found.rest) or VAGUE.search(found.rest))
    return found


def speaks_of_people(sentence: str) -> bool:
    """Return whether `sentence`, no promise itself, may still hold some of the promised party."""
    return re.search(r"\d", sentence) is not None or COMPANION.search(sentence) is not None


def _taken(found: Party, sentence: str) -> str:
    """Add to `found` what `sentence` says of people; what is left of it."""
    by_self = _SELF.search(sentence) is not None
    found.by_self = found.by_self or by_self
    for pattern in TOTALS:
        sentence = _all(pattern, sentence, found.totals.add)
    if _BOTH.search(sentence):
        found.totals.add(2)
        sentence = re.sub(r"\bwe\b|\bus\b", " ", _BOTH.sub(" ", sentence))
    if _ALONE.search(sentence):
        found.totals.add(1)
        sentence = _ALONE.sub(" ", sentence)
    sentence = _companions(found, sentence)
    sentence = _all(_WITH, sentence, found.counted.append)
    sentence = _all(_PLUS, sentence, found.plus.append)
    if listed := _LISTED.search(sentence):
        found.singles += len(re.findall(r",? (?:and|y) |, ", listed[1]))
        sentence = _LISTED.sub(" ", sentence)
    if _NAMED.search(sentence):
        found.singles += 1
        sentence = _NAMED.sub(" ", sentence)
    # "My sister and I, we are in": "we" is who was named; "we bring 2 friends" says nothing of us.
    if found.totals or (by_self and found.with_author > 1):
        sentence = _WE.sub(" ", sentence)
    return sentence


def _companions(found: Party, sentence: str) -> str:
    def taken(match: re.Match[str]) -> str:
        if match["n"]:
            found.counted.append(int(match["n"][:9]))
        else:
            found.singles += 1
        return " , "

    return COMPANION.sub(taken, sentence)


def _all(pattern: re.Pattern[str], sentence: str, add: Callable[[int], None]) -> str:
    def taken(match: re.Match[str]) -> str:
        add(int(next(group for group in match.groups() if group)[:9]))
        return " , "

    return pattern.sub(taken, sentence)
