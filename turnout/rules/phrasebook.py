"""What is no promise of one's own, English and Spanish: withdrawals, goals, totals, challenges.

Tables as in `phrase_promises`.
"""

import re
from enum import StrEnum

from turnout.rules.phrase_terms import table


class Intent(StrEnum):
    COMMIT = "commit"
    WITHDRAW = "withdraw"
    GOAL = "goal"
    TOTAL = "total"
    CHALLENGE = "challenge"
    NONE = "none"


WITHDRAWS = table(r"""
    (?:\b(?:i|we|us)\W*{adv}|{start})(?:(?:can|will|am|are)(?: \w+)? not|(?:can |am |
            are )?no longer) (?:\w+ )?{go}
    (?:{start}|^\W*i (?:\w+ )?)not (?:coming|going to (?:be there|come|make it|be able|go\b)|
            attending|making it|going{then}|this)
    \b(?:i|we) (?:will|can) not\W*$
    (?:^|, |- )\W*(?:can|will) not (?:make it|come|attend|be (?:there|able|at it))
    (?:^|\b(?:i am|we are) |, )(?:\w+ )?not able to (?:come|make|go|attend|be|join)
    \b(?:i|we) can not(?: (?:this|{day}|anymore)\b|\W*$)
    \b(?:i am|we are) (?:sadly |now |officially )?out\b(?! (?:of|here|there|front|on|in|for|and|
            painting|at)\b)
    ^\W*(?:we are |i am )?out\W*$
    \btaking (?:me|us|my name|myself) off
    \b(?:skip|staying home|sorry to miss)\b(?=[^.|]{0,20}$)
    \b(?:i am|we are) (?:going to miss|missing) (?:it|this|out)\b
    \b(?:i|we) can not swing it
    \b(?:count|take|scratch|cross|mark|strike|leave|pull|drop) (?:me|us|my \w+|our \w+|
            mine)(?: \w+)? ?(?:out(?! of (?:this|your))|off)\b
    \b(?:remove|delete|uncount|unrsvp) (?:me|us|my|our)\b
    \bdo not count (?:me|us)
    \b(?:scratch|cancel|forget) (?:me|us|my|our|mine)\b
    \b(?:i|we|going to|will|^)\W*{adv}(?:have|need|going|had) to (?:sadly |now )?(?:bail|decline|
            cancel|drop out|back out|pull out|withdraw|bow out|skip|pass|sit (?:this|it)|
            stay home|miss (?:this|it|out|the|saturday))
    ^\W*{adv}have to (?:drop|back|pull|bow) out
    \b(?:dropping|backing|pulling|bowing) out\b
    \bi (?:cancel|bail|withdraw)\b
    \bchanged my mind\b
    \bno (?:\w+ )?(?:puedo|podre|podemos|podremos)\b(?! (?:creer|esperar|dejar|mas con))
    \bno (?:\w+ )?cuent(?:en|a|ad|e|es) con(?:migo| nosotr[oa]s)?\b
    \bno (?:\w+ )?(?:voy|vamos|ire|iremos|asistire|llego|llegamos|estare|estaremos)\b(?! a (?!ir|
            poder|estar|asistir|llegar))
    \bme (?:bajo|rajo)\b
    \b(?:borr|quit|sac|cancel|elimin)(?:a|e|en|ad)?(?:me|nos)\b
    \bcancel(?:a|e|en) (?:mi|nuestr[oa])\b
    \bme retiro\b
    \bno (?:alcanzo|llegare|llegaremos|asistiremos|me (?:va a ser|es|sera) posible)\b
    \b(?:tengo|tenemos|tuve) que cancelar\b
    \b(?:cancelo|cancelamos)\b
""")
# Some of a party stay away: how many stand for how many depends on what was said before.
FEWER = table(r"""
    (?<![\w-])[-−–](\d+)\b
    \bminus (\d+)\b
    \bmenos (\d+)\b
    \b{n} of (?:my|our|ours|us|mine)\b(?: \w+)? (?:have to|had to|can not|will not|dropped|backed|
            bailed|cancel|are (?:out|sick|not)\b)
    \b(?!(?:i|we|you|they|it|that|sorry|just|still|who|he|she|and)\b)[a-z]+ (?:can not|
            will not be able to|is not|are not|will not be|(?:is|are) no longer) (?:anymore|
            make it|come|coming|going|join)
    \b(?:both|{n}) \w+ (?:are|is) out\b
    \b(?:mi|mis|uno|un[oa]?) \w+ (?:ya |al final )?no (?:va|viene|puede|ira|vendra|van|vienen)\b
    \b(?:solo|just|only) {n} (?:now|ahora|left)\b
""")
_CHALLENGES = table(r"""
    \b(?:i|we) (?:\w+ )?(?:challenge|dare)\b
    \bchallenge accepted\b
    ^\W*challenge ?[:!]
    \btake the .{1,40} challenge\b
    \bchallenging (?:the|you|our|all|every)\b
    \bcalling out\b
    \byour move\b
    \b(?:double|triple) dare\b
    \bchallenge (?:to|for) (?:the|all|every)
    \bbet (?:you|they|yours|we|u)\b(?! money)
    \b(?:beat|top|match) (?:that|this|us|our|these)\b
    \b(?:your turn|race you to|game on)\b(?=[^.|]{0,25}$)
    \b(?:can|will) (?:\w+ )?(?:beat|top|match) (?:us|our|that|this|\d)
    \ba ver si (?:nos |me )?(?:ganan|superan|pueden (?:con|mas))
    \bcoming for (?:you|your|the) ?(?:record|crown|title|number)?\b
    \bwho (?:can |will |could |is )?bring(?:s|ing)? (?:the )?(?:more|most)\b
    \b(?:bring|get|turn out) (?:more|twice as many|way more)(?: people| folks)?,? than\b
    \b(?:te |los |les |las )?(?:reto|retamos|desafio|desafiamos)\b(?= (?:a|al)\b|\W*$)
    \breto aceptado\b
    \ba que no (?:nos|me|pueden|puedes|traen|llevan)\b
    \bquien (?:trae|lleva) mas\b
    \bmas (?:gente|personas) que\b
    \b(?:superen|ganen|igualen) (?:eso|esto|es[oa])\b
""")
_GOALS = table(r"""
    \b(?:goal|target|objective|meta|objetivo)\b(?: (?:is|now|at|to|of|es|de|son|ahora|still|set|
            for|saturday|today|from \d+ to)| ?[:=])* {n}(?! (?:goal|dollars))
    \bgoal ?[:=]? ?{n}
    \b(?:aiming|shooting|aim|shoot|pushing) for {n}
    \b(?:we|i) (?:want|need) (?:to (?:get|have|see|bring|reach|turn out|
            hit) )?{n} (?:more )?(?:{heads}(?! to (?!come|show|be|join|turn|march|attend|make))|
            there|to (?:come|show|turn|march)|at the)
    \b(?:let us|help us|we need to) (?:get|bring|make it|turn out|aim for|have|hit|
            reach) (?:to )?{n}
    \b(?:queremos|necesitamos|buscamos|vamos por|apuntamos a|
            lleguemos a)(?: llegar a| ser| juntar| reunir| llevar| los)? {n}(?= {heads}|\W*$)
""")
_TOTALS = table(r"""
    (?<!set )(?<!in )(?<!en )\b(?:total|headcount|head count|(?<!i )count|tally|cuenta|
            conteo)\b(?: (?:is|now|so|far|at|of|stands|as|es|de|va|en|up|to|hasta|ahora|today|ya|
            signups?|rsvps?)| ?[:=])* {n}(?! of us)
    \bwe are (?:now |up |already |currently |sitting |officially )*(?:at|to) {n}
    \bbrings? us (?:up )?to {n}
    \b(?:rsvps|sign-?ups|confirmed|confirmados): {n}
    \bthat makes {n}(?=\W*$)
    \b(?:suman|tenemos) {n}(?= confirm|\W*$)
    \b(?:up to|now at|just crossed|just hit|we hit|just passed) {n}
    \b{n} (?:{heads} )?(?:have |are |already |now |just )*(?:rsvp\w*|signed up|confirmed|
            committed|registered|pledged|said yes|yes(?:es)?|and counting|rsvps|sign-?ups|
            commitments|so far|confirmad[oa]s|inscrit[oa]s|apuntad[oa]s|registrad[oa]s)
    \bya (?:somos|son|vamos|van|tenemos|llevamos) {n}
    \b(?:llevamos|van) (?:ya )?{n}(?= |\W*$)(?! (?:a|amig|hij|compan|anos))
    \bwe (?:now )?have (?:got )?{n}(?: \w+)? (?:confirmed|signed|so far|rsvp|registered)
""")
# Said about the whole. Goals and totals only a lead may say; a challenge goes before the number
# it is about.
ABOUT = {Intent.CHALLENGE: _CHALLENGES, Intent.GOAL: _GOALS, Intent.TOTAL: _TOTALS}
QUOTED = re.compile(r"\"[^\"\n]*\"|“[^”\n]*”|«[^»\n]*»|^\s*>.*$", re.MULTILINE)
MENTION = re.compile(r"(?<![\w@/.])@([a-z0-9_][\w.-]*)(?:@([a-z0-9.-]+\.[a-z0-9-]+|localhost))?")
