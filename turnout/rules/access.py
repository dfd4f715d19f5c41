"""Who may do what: grants in, yes or no out."""

from collections.abc import Iterable
from datetime import timedelta

from turnout.model import Grant, Role

# How long a link is good. None: until it is revoked, as printed keys must be.
GOOD_FOR: dict[Role, timedelta | None] = {
    Role.ORGANIZER: timedelta(days=90),
    Role.LEAD: timedelta(days=90),
    Role.FUNDER: timedelta(days=365),
    Role.DOOR: None,  # desk.door ends it with the event, whenever that is moved to
    Role.SUPPORTER: timedelta(days=180),
    Role.API: None,
}
SESSION_GOOD_FOR = timedelta(days=90)
# Of who signed in with an account: a day at the desk. The workbench hands it over anew.
ACCOUNT_GOOD_FOR = timedelta(hours=12)
HANDOVER_GOOD_FOR = timedelta(minutes=1)  # a slow phone's first page; a stolen one is used by then

# Who may look at the workbench's pages: those who run, lead or fund the rally.
WORKBENCH = (Role.ORGANIZER, Role.LEAD, Role.FUNDER)


def may(grants: Iterable[Grant], event: str | None, *roles: Role) -> bool:
    """Return whether one of `grants` gives one of `roles` at `event`.

    event None asks for a grant over every event.
    """
    return any(
        grant.role in roles and (grant.event is None or grant.event == event) for grant in grants
    )


def organizes(grants: Iterable[Grant], event: str | None) -> bool:
    """Return whether the bearer runs `event`."""
    return may(grants, event, Role.ORGANIZER)
