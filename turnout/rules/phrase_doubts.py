"""When not to take a post at its word: questions, ifs, maybes, irony, other times and places.

Patterns see text that `phrase_numbers` has levelled; tables as in `phrase_terms`.
"""

from turnout.rules.phrase_terms import either

# A sentence of this kind never counts, whatever else it says.
TALK = {
    "question": either(r"""
        \?[^\w?]*$
        ^\W*¿
    """),
    "ironic": either(r"""
        ^\W*not\W*$
        🙄
        🤡
        \blol (?:sure|no)\b
        \byeah right\b
        \s/s\b
        \b(?:jk|just kidding|as if)\b
        \bsure buddy\b
        \bof my closest\b
        \bfor never\b
        \bget a job\b
        \bwhen (?:pigs|hell)\b
        \bi would rather\b
        \bsi,? como no\b
        \ba trabajar\b
        \bpinches?\b
        \b(?:losers|clowns)\b
    """),
    "conditional": either(r"""
        \b(?:if(?! (?:you|u|anyone) (?:need|want|have|like))|unless|in case|assuming|as long as|
                provided|depend(?:s|ing) on|whether|a menos que|siempre que|con tal de|depende)\b
        \bsi (?!(?:voy|vamos|ire|cuent|claro|senor|me (?:apunt|anot)|alli|ahi)|$)\w
        \bsi (?:voy|vamos),? \w+ (?:llevo|llevamos)\b
    """),
    "tentative": either(r"""
        \b(?:maybe|might|perhaps|possibly|prob|probs|probably|hopefully|plan to|hop(?:e|
                ing) (?:to|i|we|\d)|try(?:ing)? to|i would(?! be \d)|i think|would (?:like|love)|
                wish|thinking|considering|not sure|unsure|i want to|interested|debating|likely|
                tempted|could|should|we will see(?! you)|a lo mejor|quizas?|tal vez|ojala|
                puede que|quisiera|querria|me gustaria|intentare|no se|probablemente|posiblemente|
                creo que|capaz)\b
    """),
    "others": either(r"""
        \b(?:nobody|no one|nadie|everyone bring|every one bring|who is (?:coming|in|going)|
                you (?:all )?should|ignore (?:all |the |your )?previous)\b
    """),
    "elsewhere": either(r"""
        \bin spirit\b
        \b(?:live ?stream|zoom|virtually|online|remotely)\b
        \b(?:wish|cheer)ing\b
        \ben espiritu\b
        \bdesde (?:mi )?casa\b
    """),
}
WHOLE = ("ironic",)  # irony anywhere, in a sentence of its own or as an emoji, turns the whole post
LOOSE = ("conditional", "tentative", "elsewhere")  # next to a promise, they make it wait
PAST = either(r"""
    \b(?:were|was|went|had|came|brought|last (?:year|time|week|month|spring|summer|fall|winter)|
            yesterday|ago|remember when|used to|eramos|fuimos|ayer|el ano pasado|fui|llevamos a)\b
""")
# A promise in the same sentence as one of these waits for a look.
HEDGES = either(r"""
    \b(?:lol|lmao|haha\w*|jaja\w*|never(?! (?:been|marched|done|protested|miss))|nunca|
            not(?! alone)|n't|without|sin(?! falta| duda)|instead|but (?:my|our|only|not)|
            pero (?:mi|no|solo)|stays? home|(?:rally|march|protest) in \w+|someone|somebody|
            alguien|they|she|he|ellos|ellas|supposedly|allegedly|except|menos|wants? to|quieren?|
            like an?|(?:there|aqui) for (?:you|u|him|her|them)|
            make it (?:rain|work|happen|stop|better|count|big)|
            next (?:week|month|year|time|one|rally)|otra (?:vez|ocasion)|la proxima|el proximo)\b
    \b(?:said|says|told|dice|dicen|dijo) (?:that|que|i|he|she|they|it|you|his|her|me|us|no)\b
    ^\W*me too\W*$
    \b(?:at|to|for|on|in) (?:the|a|an|my) (?!{ours})\w+
    \b(?:al|a la|en el|en la|a un|a una) (?!{ours})\w+
    \b(?:percent|por ciento|mil|millones|thousands?)\b
    [😂🤣😆😅]
    \?
""")


def talk(sentence: str) -> str:
    """Return which kind of talk `sentence` is, empty where it is plain."""
    return next((kind for kind, words in TALK.items() if words.search(sentence)), "")


def hedged(sentence: str) -> bool:
    """Return whether a promise in `sentence` may not be one, or not of these people."""
    return bool(PAST.search(sentence) or HEDGES.search(sentence))
