"""Who stands before a map: its organizer, a lead of the campaign or of a date, or anybody."""

from collections.abc import Sequence

from turnout.desk.area_acts import Doer
from turnout.desk.desk import Desk
from turnout.desk.pocket import Actor
from turnout.desk.rallies import found
from turnout.model import Grant, Role
from turnout.rules import access
from turnout.store import events
from turnout.store import pocket as rows


def doer(desk: Desk, held: Sequence[Grant], slug: str) -> Doer:
    """Return as whom the bearer of `held` acts on the map of an event: as its organizer, else by
    their newest link as a lead of it, else as a lead of one of its dates, else as anybody.

    Raises NotFound.
    """
    with desk.store.reading() as look:
        campaign = found(look, slug)
        for grant in held:
            if access.organizes([grant], slug):
                return Doer(slug, Actor(slug, 0, Role.ORGANIZER, f"grant:{grant.id}"))
        dates = [date.slug for date in events.children(look, campaign.id)]
        for event in (slug, *dates):
            for grant in reversed(held):
                lead = rows.lead_of_grant(look, grant.id)
                if lead and access.may([grant], event, Role.LEAD):
                    return Doer(slug, Actor(event, lead, Role.LEAD, f"grant:{grant.id}"))
    return Doer(slug)
