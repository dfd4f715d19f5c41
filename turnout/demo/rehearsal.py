"""The demo's month, told at once into a store that is open, through the desk's own doors."""

from concurrent.futures import Future
from datetime import timedelta
from typing import Any

from turnout.demo.script import COMMITMENTS, Deed, Way, cast, script
from turnout.demo.show import MONTH, event_fields
from turnout.desk import leads, rallies, signups
from turnout.desk.desk import Desk
from turnout.model import Door, Event, Submission
from turnout.words import say

SLUG = "made-up"
_DOORS = {Way.API: Door.API, Way.CHANGE: Door.API, Way.FEED: Door.FEED, Way.FORM: Door.FORM}


def load(desk: Desk, lang: str, by: str = "desk") -> Event:
    """Make the made-up rally, named as such, with its leads and a month of promises.

    Raises Refused("slug", "taken") where it stands already, and NotFound where `by` is a link
    taken back.
    """
    of, now = cast(), desk.clock()
    fields = event_fields(of["event"], now)
    title = say(lang, "demo.made_up", title=fields["title"])
    given = {**fields, "slug": SLUG, "title": title, "hashtag": ""}  # no feed is read for it
    event = rallies.add(desk, **given, by=by).result()
    for lead in of["lead"]:
        recruiter = lead.get("recruited_by", "")
        leads.add(desk, SLUG, lead["name"], lead["handle"], lead["goal"], recruiter).result()
    told = [_tell(desk, deed) for deed in script(of) if deed.person <= COMMITMENTS]
    for future in told:
        future.result()
    return event


def _tell(desk: Desk, deed: Deed) -> Future[Any]:
    said_at = desk.clock() - MONTH * (1 - deed.when) - timedelta(seconds=1)
    if deed.way is Way.TOTAL:
        return leads.declare(desk, SLUG, deed.lead, total=deed.party, said_at=said_at)
    door = _DOORS[deed.way]
    return signups.commit(
        desk,
        Submission(
            door=door,
            event=SLUG,
            key=f"{deed.way}-{deed.person}",
            scope=f"demo:{door}",
            by="demo",
            name=deed.name,
            party=str(deed.party),
            status=deed.status,
            lead=deed.lead,
            contact=deed.contact if door is Door.API else "",
            said_at=said_at.isoformat(),
        ),
    )
