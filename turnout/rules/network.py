"""Who stands below whom, everybody once, and what each brings together with all below.

A lead stands below who recruited them. A person stands below who invited them, where the two are
with the same lead; else below their lead, or, on their own, at the root. Who is a lead is that
lead, and no second time a person.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from turnout.model import Count, Status
from turnout.model.network import ROOT, Branch, Key, LeadPlace, PersonPlace
from turnout.rules import standings as sums

Parents = dict[Key, Key]


def parents(leads: Sequence[LeadPlace], people: Sequence[PersonPlace]) -> Parents:
    """Return whom each lead and person of an event stands below."""
    known = {each.lead for each in leads}
    leading = {each.person for each in leads}
    shown = {each.person: each for each in people if each.person not in leading}
    home = {Key("person", each.person): _lead(each.lead, known) for each in shown.values()}
    found = {Key("lead", each.lead): _lead(each.recruiter, known) for each in leads} | home
    for each in shown.values():
        inviter = shown.get(each.inviter) if each.inviter is not None else None
        if inviter and inviter.lead == each.lead:
            found[Key("person", each.person)] = Key("person", inviter.person)
    return _without_circles(found, home)


def below(above: Mapping[Key, Key]) -> dict[Key, list[Key]]:
    """Return who stands directly below each, in the order of `above`."""
    found: dict[Key, list[Key]] = defaultdict(list)
    for key, parent in above.items():
        found[parent].append(key)
    return dict(found)


def branches(
    above: Mapping[Key, Key],
    leads: Iterable[LeadPlace],
    people: Iterable[PersonPlace],
    on_their_own: Count,
) -> dict[Key, Branch]:
    """Return what each brings, and the root's: all of the event. `above` as `parents` returns it.

    on_their_own: who came without a lead. A lead's own count holds their people, so that of
    those below only leads add to it.
    """
    parties = {Key("person", each.person): each for each in people}
    own = {Key("lead", each.lead): each.own for each in leads} | {ROOT: on_their_own}
    own |= {key: _party(each) for key, each in parties.items() if key in above}
    people_below, leads_below = dict.fromkeys(own, 0), dict.fromkeys(own, 0)
    downstream = dict(own)
    for key in _from_the_leaves(above):
        parent = above[key]
        is_lead = key.kind == "lead"
        people_below[parent] += people_below[key] + (0 if is_lead else _is_coming(parties[key]))
        leads_below[parent] += leads_below[key] + is_lead
        if parent.kind == key.kind:
            downstream[parent] = sums.plus(downstream[parent], downstream[key])
    return {
        key: Branch(own[key], people_below[key], leads_below[key], downstream[key]) for key in own
    }


def subtree(above: Mapping[Key, Key], top: Key) -> list[Key]:
    """Return all who stand below `top`, however far, those nearer first."""
    children, found = below(above), [top]
    for key in found:
        found.extend(children.get(key, ()))
    return found[1:]


def _lead(lead: int | None, known: set[int]) -> Key:
    return Key("lead", lead) if lead in known and lead is not None else ROOT


def _without_circles(above: Parents, home: Mapping[Key, Key]) -> Parents:
    """Return `above` with nobody below themselves: one of a circle stands below their own lead
    (`home`), or, as a lead, at the root. No door makes a circle; a file from outside may."""
    found = dict(above)
    safe = {ROOT}
    for key in above:
        line: dict[Key, None] = {}
        while key not in safe:
            if key in line:
                found[key] = home.get(key, ROOT)
            line[key] = None
            key = found[key]
        safe.update(line)
    return found


def _from_the_leaves(above: Mapping[Key, Key]) -> list[Key]:
    """Return everybody below the root, nobody before who stands below them."""
    return subtree(above, ROOT)[::-1]


def _party(place: PersonPlace) -> Count:
    return Count(
        confirmed=place.party if place.status is Status.CONFIRMED else 0,
        yes=place.party if place.status is Status.YES else 0,
        maybe=place.party if place.status is Status.MAYBE else 0,
    )


def _is_coming(place: PersonPlace) -> int:
    return int(place.status is not Status.CANCELLED)
