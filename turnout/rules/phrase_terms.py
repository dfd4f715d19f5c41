"""The terms that patterns are made of, and `table`, which reads patterns a line at a time."""

import re
from textwrap import dedent

# A number that stands alone: no part of a longer one, a score, a time, a share or a word.
N = (
    r"(?<![\w.,:/$€#+-])(\d+)(?![\w%$€]|\s?[.,:/⁄'=_-]\s?\d|\s\d|\s(?:and|y) [\d~]|"
    r"\s(?:millones|mil|million|percent)\b)"
)
ONE = (  # one person, by kin or company
    r"(?:wife|husband|hubby|spouse|partner|mom|mum|mother|dad|father|sister|sis|brother|bro|"
    r"son|daughter|kid|kiddo|child|baby|toddler|teen|teenager|friend|buddy|bestie|bff|"
    r"girlfriend|gf|boyfriend|bf|fiancee?|roommate|roomie|neighbou?r|cousin|aunt|uncle|niece|"
    r"nephew|grandma|grandpa|grandmother|grandfather|granddaughter|grandson|stepson|"
    r"stepdaughter|in-law|coworker|co-worker|colleague|classmate|teammate|boss|guest|pal|"
    r"plus 1|boy|girl|person|espos[oa]|marido|mujer|pareja|mama|papa|madre|padre|herman[oa]|"
    r"hij[oa]|nin[oa]|amig[oa]|novi[oa]|prim[oa]|ti[oa]|abuel[oa]|sobrin[oa]|vecin[oa]|"
    r"companer[oa]|suegr[oa]|cunad[oa]|niet[oa]|jef[ea])"
)
MANY = (  # people, after a number
    r"(?:more|others?|people|persons?|folks|peeps|kids?|kiddos|children|adults|students|teachers|"
    r"nurses|members|men|women|guys|ladies|teens|wives|babies|buddies|parents|mas|otr[oa]s|"
    rf"personas?|gente|familiares|hombres|mujeres|profes|maestr[oa]s|{ONE}s?|padres|colegas)\b"
)
DETERMINER = (
    r"(?:my|our|his|her|their|the|a|an|another|both|mi|mis|su|sus|un|una|otro|otra|"
    r"nuestr[oa]s?|el|la|los|las)"
)
ADJECTIVES = (  # "best", "16-year-old": up to two words between "my" and "friend"
    r"(?:~ |(?!(?:and|y|of|from|for|to|with|con|my|our|her|his|de)\b)[a-z-]{1,20} ){0,2}?"
)
EVENT = (  # what ours may be called
    r"(?:rally|march|protest|demo|demonstration|event|vigil|gathering|strike|picnic|parade|"
    r"action|clean-?up|courthouse|capitol|statehouse|city hall|town hall|park|meeting|meetup|"
    r"marcha|protesta|manifestacion|concentracion|evento|mitin|planton|vigilia|reunion|plaza|"
    r"capitolio)"
)
OURS = (  # where and when a promise to us may be
    rf"(?:{EVENT}|list|steps|gates?|front|back|corner|end|start|beginning|morning|afternoon|"
    r"evening|rain|cold|heat|sun|street|bus|train|first|second|way|whole|entire|few|bit|while|"
    r"lista(?! de)|calle|manana|tarde|frente|esquina|lluvia|hora|lucha|bus)\b"
)
DAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|sat|sun|tomorrow|tonight|then)"
DIA = r"(?:el )?(?:lunes|martes|miercoles|jueves|viernes|sabado|domingo)|manana"
HEADS = r"(?:people|of you|of us|folks|neighbou?rs|bodies|marchers|personas|vecin[oa]s|strong)"
BETWEEN = (
    r"(?:(?!(?:not|never|no|out|if|when)\b)[\w']+ ){0,3}?"  # a few words, none of them a "not"
)
# What may come before "in", "coming" or "can't make it" where the author is left unsaid.
START = (
    r"^\W*(?:(?:yes|so|all|both|still|definitely|ok|okay|hell|heck|also|totally|absolutely|"
    r"sorry|hey|hi|guys|unfortunately|sadly|ugh|well|damn|all|everyone|actually|just|really|"
    r"no|nope|omg|oh|update|and|but|very|sure|of course|100|please|ya|al final|perdon|gracias|"
    r"thanks|now|am|probably|got to|after)\W+){0,3}?"
)
# After "in" and "going" only what makes them a promise: "in line", "going home" are none.
THEN = (
    r"(?=\s*(?:$|[^\w\s'~]|(?:at |by |on )?~\s*(?:$|[^\w\s])|\d|x ?\d|(?:times \d|"
    r"for(?= (?:\d|~|(?:{day}|sure|this|it|the (?:~ )?{event}|both|real|all)\b))|with|and|plus|too|"
    r"also|again|as|on(?= (?:{day}|the|this|board)\b)|this|now|yes|but|from|along|over|"
    r"tomorrow|tonight|saturday|sunday|alone|solo|no matter|because|straight|either way|"
    r"together|definitely|rain|w|bc|cause|next|the whole|all|bringing|people|please|sure|y|"
    r"mas|con)\b(?! (?:strong|well|fire|vacation|hold|strike|repeat|earth|crazy|down)\b)))"
)
# "Coming after church" is one, "coming home" and "coming to the conclusion" are not.
COMING = (
    r"coming(?! (?:to (?!(?:it|this|the {event}|support|help|march|see|be|join|stand|protest|"
    r"sing)\b)|home|out|down with|up (?!from|to)|soon|back|around|apart|across|off|clean|"
    r"of age|into|after you|in (?:hot|handy|first|last|at)|and going|undone|for (?:you|your|"
    r"our|us|him|them)|at you|under|through|true|close)\b)"
)
GO = (  # what one cannot do who stays away
    r"(?:be able to |going to |be )*(?:com(?:e|ing)|go(?:ing)?\b|mak(?:e|ing)|attend|join|"
    r"(?:be )?there|march|be at|be coming|do (?:it|this|{day}))(?! (?:wrong|back|on|home|into|"
    r"through|soon|any|an?|much|up|sense|out|to terms)\b)"
)
_NAMED = {
    "coming": COMING,
    "start": START,
    "go": GO,
    "then": THEN,
    "adv": BETWEEN,
    "ours": OURS,
    "event": EVENT,
    "day": DAY,
    "dia": DIA,
    "heads": HEADS,
    "many": MANY,
    "one": ONE,
    "det": DETERMINER,
    "adj": ADJECTIVES,
    "n": N,
}


def table(lines: str) -> tuple[re.Pattern[str], ...]:
    """Return the patterns of `lines`, one each.

    A name in braces stands for a term of this module, "{n}" for a number.
    """
    return tuple(re.compile(filled(line)) for line in unfolded(lines))


def unfolded(lines: str) -> list[str]:
    """Return `lines` without their common indent; one indented further goes on with the last."""
    whole = re.sub(r"\n {8,}", "", dedent(lines))
    return [line.strip() for line in whole.splitlines() if line.strip()]


def either(lines: str) -> re.Pattern[str]:
    """Return one pattern that finds any of `lines`, as `table` reads them."""
    return re.compile("|".join(pattern.pattern for pattern in table(lines)))


def filled(pattern: str) -> str:
    """Return `pattern` with its terms written out."""
    for name, term in _NAMED.items():
        pattern = pattern.replace(f"{{{name}}}", term)
    return pattern
