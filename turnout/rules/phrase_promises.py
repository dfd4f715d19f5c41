"""How people promise to come, English and Spanish, as tables that `phrases` reads by.

To teach another phrase, add a line to its table here, and the phrase to the tests. Patterns see one
sentence that `phrase_numbers` has levelled; `phrase_terms` says what the names in braces mean.
"""

import re

from turnout.rules.phrase_terms import table

# "I'm in", "count me in", "put me down for 2": a promise whatever else is said.
_IN_ENGLISH = table(r"""
    \b(?:i|we|me|us|both)\b[^.|]{0,60}?\b(?:am|are|will be|be|is) {adv}in{then}
    {start}in{then}(?! ?~)
    \b(?:i|we|me|us) (?:am|are|will be|is) {adv}{coming}
    \b(?:i|we|me|us) (?:am|are|will be|is) {adv}(?:attending|joining|marching|
            going)(?:{then}| for my| (?:you|u|in|early|by)\b(?! (?:to|
            crazy))| (?:on )?{day}| to (?:this|it|be there|come|attend|join|march|go|make it|
            the {event})\b)
    \b(?:i|we) (?:am|are) {adv}(?:on (?:my|our) way|on for|there\b|down (?:for|to (?:come|march|
            go))|driving (?:over|up|down|in)|riding (?:over|in)|heading (?:there|over|to (?:it|
            the {event})))
    \b(?:me|i|{n} of us|both of us)\b[^.|]{0,60}? (?:are|will be|will|is) {adv}(?:coming|
            attending|joining|marching|going{then}|there\b|driving|riding)
    \b(?:i|we|\d|us|me) (?:will|can|going to) {adv}(?:be (?:there|at (?:it|the {event})|coming|
            attending|going|joining|marching|in{then})|attend|come|join|go{then}|march|make it|
            show up|see you)\b
    \b(?:i|we) can (?:still |definitely |totally |actually )?(?:come|make it|be there|attend|
            go{then})
    {start}{coming}(?! (?:the|this) \w+ (?:is|are))
    {start}(?:going|attending|joining|marching|heading (?:there|over))(?: (?:to (?:it|this|
            the {event}))| (?:you|{day})\b|{then})(?! (?:the|this) \w+ (?:is|are))
    {start}(?:will|can) {adv}(?:be there|attend|come|make it)\b
    ^\W*be there\b
    ^\W*(?:i am |we are )?on (?:my|our) way\b
    \bi will be there\b
    \bsee (?:you|ya|u|y'?all|everyone|everybody) (?:all |guys )?(?:there|then\b|(?:on |
            this )?{day}|on the(?=\s*(?:$|[^\w\s])))
    \bsave (?:me|us) an? (?:spot|seat|place)\b
    \b(?:count|deal|put|mark|sign|add|pencil|write|include|list) (?:me|us|(?:the |all |all the |
            both )?\d+ of us|my \w+ and me|
            me and my \w+)(?: all| both)?(?:,? all \d+(?: of us)?,?)? (?:in|up|down|to the list|
            on the list|as (?:a )?(?:yes|coming|going))\b
    \bmake (?:that|it) \+?\d+(?=\W*$|\s*[,.!(]| please| of us| now)
    \b(?:coming|joining|come|going|marching) (?:along )?with (?:me|us)\b
    \b(?:can|will|is|are) join(?:ing)? (?:me|us)\b
    \b(?:i|we) (?:will|can|am going to|are going to) (?:also )?bring (?:along )?(?:my|a|an|
            another|\d+ {many})
    \b(?:i am|we are|count me as) (?:so |totally )?(?:game|down)(?=\W*$)
    \b(?:i|we) (?:just |already )?(?:have )?(?:signed up|registered|rsvp'?e?d)\b(?! (?:\d+ |
            my friends|people))
    ^\W*(?:just |already )?(?:signed up|registered|rsvp'?e?d)\b
    \b(?:you|u|yall) can count on (?:me|us)\b
    \bcount on (?:me|us|\d+ of us)\b
    \brsvp(?:ing)?\b(?= (?:yes|for|\d)|\W)
    \byes for {n}
    \brsvp(?:ing)? yes\b
    {start}(?:please )?add me(?! (?:on|to (?!the list)))\b
    \byes for (?:{day}|sure)
    \bcount (?:me|us)\b[^.|]{1,50} in{then}
    \b(?:reserve|book|save) {n} (?:spots|seats|places)\b
    ^\W*(?:yes\W+)?{n} (?:coming|for us|for me|here|please)\b
    \b(?:put|mark|pencil) [\w ]{1,30} down (?:for|as) {n}
""")
_IN_SPANISH = table(r"""
    \b(?:somos|seremos|vamos) {n}(?=\W*$|[,.!]| (?:de|desde)\b)
    \bvienen {n} [^.|]*conmigo
    \b(?:cuent(?:en|a|e|ad|es)|contad) con(?:migo| nosotr[oa]s)\b
    \bme (?:apunto|sumo|uno|anoto)\b(?! (?:el|la|los|un|que))
    \bnos (?:apuntamos|sumamos|unimos|anotamos)\b
    \b(?:apunt|anot|sum|inclu|agreg|pon|registr|inscrib)(?:a|e|en|ad|ye|yan|ga|gan)?(?:me|nos)\b
    \b(?:yo )?voy(?= ?(?:$|[^\w\s]|\d|(?:con|y|yo|desde|el|este|seguro|segura|tambien|sol[oa]|
            para (?:alla|ese|alli)|alla|ahi|alli|a (?:ir|estar|asistir|llegar)|a la {event}|
            al {event}|sin falta|mas|de todos|aunque|manana)\b))
    \b(?:ire|iremos|asistire|asistiremos|vendre|vendremos|llegare|llegaremos)\b
    \b(?:ah?i|hay|ay|alli|alla|en la {event}) (?:me )?(?:estar(?:e|emos)|vere)\b
    \bestar(?:e|emos) (?:ah?i|alli|alla|present|en la {event}|en el {event}|con ustedes|apoyando)
    \b(?:ahi|alla|alli) nos vemos\b
    \bnos vemos (?:ahi|alla|alli|{dia})\b
    \bestaremos\b
    \bser[e] yo\b
    \bno me l[oa] (?:pierdo|perderia)\b
    \bno falto\b
    \bclaro que (?:si|voy|vamos)\b
    \bconfirmo\b(?! que)
    \b(?:viene|vienen|va|van) conmigo\b
""")
PROMISES = _IN_ENGLISH + _IN_SPANISH
# A party is named: a promise, and clear only where the sentence says next to nothing else.
_PARTIES_IN_ENGLISH = table(r"""
    \b(?:make|changed?|updated?|switch|bump) (?:that|it|this|me|us|mine|ours|my \w+|
            our \w+)(?: to| a)? ?\+?\d
    ^\W*(?:correction|update|edit|fix)\b[^.|]*\b(?:\d+ of us|(?:we are|us|we will be)\b[^.|]*\d)
    \b{n} of us(?! (?:were|went|came|had|got|marched|showed|did|out|dropped|backed|bailed|can not|
            will not|are (?:out|not|sick)|have been)\b)
    \bwe (?:are|will be) (?:now |going to be |all )?{n}(?= (?:from|strong|coming|going|people|now|
            this|in|for|and|at the|of us|total)\b|\W*$|\W+[a-z|])
    \b(?:party|family|group|crew|carload|familia|grupo) (?:of|de) {n}(?! (?:that|who|was|were))
    \b(?:our|my|the) (?:whole |entire )?(?:bus|class|team|troop|
            table) of {n}(?: people| kids| students)?,? (?:is|are|will)\b
    \b{n} strong\b
    \b(?:dozens?|bunch|couple|some|few|all|several|lots|many) of us\b(?! (?:were|went|came|had|
            did|can not|will not))
    \bboth in\b
    \bboth of us\b
    \bwe both (?:are|will|come)\b
    (?:^|\b(?:i|we) am |\bwe are |\band |[,|!] ?)\W*(?:also |still )?bringing (?:along )?(?:my|
            our|a|an|another|the|some|(?:my |our )?\d+ (?:of )?(?:\w+ )?{many})
    ^\W*(?:i am |we are )?taking (?:my|our) [^.|]*\b(?:to (?:it|the {event})|be there)\b
    \b(?:coming|joining|come|going|marching) (?:along )?with (?:me|us)\b
    \bjoin(?:ing)? (?:me|
            us)\b(?<!please join me)(?<!please join us)(?<!all join me)(?<!you join me)
    \b(?:am|are) coming too\b
    \b(?:i|me) (?:and|plus|\+) (?:my )?{n}
    \b(?:my|our) [^.|]{1,40} and (?:i|me)\b(?= (?:are|will|be|can)|\W*$)
    ^\W*(?:me|i) (?:and|\+|plus|,) [^.|]* (?:are|will|be) (?:\w+ )?(?:be |so |all |
            both )?(?:there|in\b|coming|come|going{then}|march|joining|join|attend)
    ^\W*(?:add|put|mark) {n} (?:for|from)\b
    \bwe have (?:got )?{n} (?:people )?(?:coming|on (?:the|their|our) way)
    ^\W*\+ ?\d+,? (?:but|pero|for (?:me|us|my|our)|from (?:me|us|my|our))\b
    \b(?:our|my|whole|entire) (?:whole |entire )?(?:family|crew|team|class|gang|squad|household|
            block|club|church|union|parish|dorm|school|choir|troop|familia|
            office) [^.|]{0,30}?(?:is|are|will)(?: all)?(?: be)? (?:coming|come|there|join|
            in{then}|going{then})
""")
_PARTIES_IN_SPANISH = table(r"""
    \b(?:yo y|y yo)\b[^.|]{0,40}\b(?:vamos|iremos|estaremos|asistiremos)\b
    \bvamos (?:a (?:ir|estar|ser) )?(?:los |las |como )?{n}
    \bvamos (?:mi|mis|yo|tod|con|l[oa]s (?:de|del|dos)|vari|a (?:ir|estar|asistir|la {event})|
            al {event}|juntos|desde|en (?:bola|grupo|familia))
    \b(?:nosotr[oa]s|alla|si) vamos\b
    \b(?:seremos|somos|vendremos|llegamos|llegaremos) (?:los )?{n}(?! (?:anos|los mismos))
    \bvienen {n} [^.|]*conmigo
    \b(?:llevo|llevare|traigo|traere|llevamos) (?:a )?(?:mi|mis|un|una|{n} (?:{many}))
    \b(?:mejor|corrijo|correccion)\b[^.|]*\b(?:con|para|somos|de) {n}
    ^\W*{n} (?:from|de) [^.|]* (?:will be there|are coming|are in|vamos|iremos)
""")
PARTIES = _PARTIES_IN_ENGLISH + _PARTIES_IN_SPANISH
COMMITS = PROMISES + PARTIES
YES = re.compile(
    r"^\W*(?:(?:si|yes|claro|absolutely|of course|please|por favor)\W*)*"
    r"(?:yes|si|here|presente)\W*$"
)
# What may stand around a party ("+2", "yo y mi esposa") without making it another sentence.
_PLAIN = (
    r"for|from|with|w|de|con|here|me|i|yo|us|we|our|yes|si|please|and|y|all|the|it|to|my|mine|"
    r"ours|sign|count|list|as|well|would|carpooling|biking|flying|coming over|at|en|down|office|"
    r"also|too|again|por favor|this|that|saturday|sunday|friday|sabado|domingo|el|la|los|las|"
    r"thanks|gracias|in|both|rsvp|coming|are|is|am|will|be|going|there|now|its|so|make|change|"
    r"update|correction|actually|ok|okay|up|driving|over|riding|walking|marching|joining|"
    r"attending|come|join|go|for sure|definitely|ready|happy|proud|excited|strong|total|along|"
    r"bringing|taking|bring|have|got|people|somos|seremos|vamos|iremos|estaremos|ire|ir|ahi|alli|"
    r"alla|llevo|traigo|viene|vienen|va|van|conmigo|mejor|correccion|ya|ahora|personas|marcha|"
    r"rally|march|see you|nos vemos|can|can make it|be there|yay|woo+|hey|hi|hola|add|mark|put|"
    r"not|a|a la|todos|juntos|just|left|time|house|spots|seats|places|reserve|save|book|family|"
    r"whole|class|bus|entire|crew|team|each|one|bright|early|the rest"
)
_PLACE = (
    r"\b(?:from|desde|representing|at|in) (?:the |la |el )?[\w.']+"
    r"(?: (?!and|will|are|is|who)[\w']+){0,3}\W*$|"
    r"\b(?:de|from|for) (?:the |la |el |los |las )?\w+ ?(?:family|crew)?\W*$"
)
FILLER = re.compile(rf"(?:{_PLACE}|\b(?:{_PLAIN})\b|\W|_)*")
