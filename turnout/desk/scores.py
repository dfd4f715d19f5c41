"""How an event went: promised, confirmed and brought, for each lead and for all together.

Worked out from the ledger when it is asked for, and kept in memory for as long as nothing of it
moved: a correction at the door moves it, however late.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from turnout.desk.acting import must_hold
from turnout.desk.desk import Desk
from turnout.desk.rallies import found
from turnout.model import Event, EventState, Lead, Role, Status
from turnout.model.scores import LeadScore, Listed, Score, Went
from turnout.rules import scores as rules
from turnout.rules.contact import Handle
from turnout.rules.scores import OWN, Site, There, Word
from turnout.store import Reading, attendance, events, forecasts, head_counts, leads, standings
from turnout.store import scores as rows
from turnout.store.times import written


def went(desk: Desk, slug: str, by: str = "desk") -> Went | None:
    """Return how an event went; None while neither it nor any of its sites is over, or where it
    did not take place. Raises NotFound, also where `by` is a link that was taken back."""
    with desk.scored.lock, desk.store.reading() as look:
        must_hold(desk, look, by, slug, Role.ORGANIZER)
        event = found(look, slug)
        sites = [event, *events.children(look, event.id)]
        over = [each for each in sites if _took_place(desk, each)]
        if not over:
            return None
        key = (event, *over, standings.total(look, event.id)[0],
               rows.newest_arrival(look))  # fmt: skip
        return desk.scored.went.get(key, lambda: _went(look, event, over, len(sites)))


def missed(look: Reading, event: Event, lead: int, listed: Listed) -> list[Any]:
    """Return (person, name, lang) of who had promised to come with `lead`, has taken nothing back
    and was not there. Nobody of a quiet event, nor where the list was not full."""
    if event.quiet or listed is not Listed.FULL:
        return []
    now = {row["person"]: row for row in rows.people_now(look, event.id, lead)}
    if not now:
        return []
    said = forecasts.said(look, event.id, written(event.starts_at), list(now))
    words = [_word(row, {lead: lead}) for row in said]
    promised = {word.person for word in words if word.promises and word.lead == lead}
    there = {row["person"] for row in attendance.present(look, event.id) if row["came"]}
    return [now[person] for person in rules.missed([p for p in now if p in promised], there)]


def listed(look: Reading, event: Event) -> Listed:
    """Return how far the list of who came to one event, without its sites, can be trusted."""
    site = _site(look, event, forecasts.leads_of(look, event.id))
    return _listed(look, event, site) or Listed.NONE


def _took_place(desk: Desk, event: Event) -> bool:
    return event.state is EventState.ON and event.is_over(desk.clock())


def _went(look: Reading, event: Event, over: Sequence[Event], of: int) -> Went:
    known = {lead: one for each in over for lead, one in forecasts.leads_of(look, each.id).items()}
    sites = [_site(look, each, known) for each in over]
    firsts = _firsts(look, [each.id for each in over if not each.quiet])
    total, by_lead = rules.together(sites, firsts), rules.by_lead(sites, firsts)
    return Went(
        event=event,
        listed=rules.together_listed(
            [_listed(look, each, site) for each, site in zip(over, sites, strict=True)]
        ),
        total=replace(total, goal=event.goal),
        own=by_lead.get(OWN, Score()),
        leads=tuple(_leads(look, over, known, by_lead)),
        head_count=head_counts.newest(look, event.id),
        over=len(over),
        of=of,
    )


def _site(look: Reading, event: Event, known: Mapping[int, int]) -> Site:
    """Return an event as it stood when it began, its leads by the number they are known by."""
    start = written(event.starts_at)
    words = [_word(row, known) for row in forecasts.said(look, event.id, start)]
    declared = forecasts.declared(look, event.id, start)
    return Site(
        words,
        {known[row["lead"]]: row["people"] for row in declared if row["lead"] in known},
        [
            There(row["person"], known.get(row["lead"], OWN), row["came"])
            for row in attendance.present(look, event.id)
        ],
    )


def _listed(look: Reading, event: Event, site: Site) -> Listed | None:
    """Return how far the list of one event can be trusted; None where nobody was to come."""
    score = rules.together([site], None)
    counted = head_counts.newest(look, event.id)
    if not (score.promised or score.came or counted):
        return None
    return rules.listed(score.came, score.promised, counted.low if counted else 0)


def _word(row: Any, known: Mapping[int, int]) -> Word:
    """Return what one person said, with the lead by the number they are known by."""
    lead, withdrawn = known.get(row["lead"], OWN), row["withdrawn_at"] is not None
    return Word(row["person"], lead, row["party"], Status(row["status"]), withdrawn)


def _firsts(look: Reading, known: Sequence[int]) -> set[int] | None:
    """Return who came for the first time; None where nothing before it could tell."""
    if not known or not rows.any_came_before(look, known):
        return None
    return rows.first_timers(look, known)


def _leads(
    look: Reading, over: Sequence[Event], known: Mapping[int, int], by_lead: Mapping[int, Score],
) -> list[LeadScore]:  # fmt: skip
    """Return every lead with their score, in the order they came."""
    before = rows.last_time(look, over[0].id) if len(over) == 1 else {}
    found: dict[int, LeadScore] = {}
    for event in over:
        for row in leads.of_event(look, event.id):
            one = known[row["id"]]
            score = by_lead.get(one, Score())
            goal = row["goal"] + (found[one].score.goal if one in found else 0)
            lead = found[one].lead if one in found else _lead(event, row)
            found[one] = LeadScore(lead, replace(score, goal=goal, before=before.get(row["id"])))
    return list(found.values())


def _lead(event: Event, row: Any) -> Lead:
    handle = str(Handle(row["user"], row["host"]))
    return Lead(row["id"], event.slug, row["name"], handle, row["goal"], row["recruiter"])
