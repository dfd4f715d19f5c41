"""Who runs an event, by the link their browser holds."""

from starlette.requests import Request

from turnout.desk import links, rallies
from turnout.errors import NotAllowed
from turnout.house import house
from turnout.model import Event, Role
from turnout.rules import access

# What only organizers are told is kept by no cache, and found by no search.
PRIVATE = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex"}


def organized(request: Request) -> tuple[Event, str]:
    """Return the event, and how the ledger names this organizer of it. Raises NotAllowed."""
    desk, slug = house().desk, request.path_params["event"]
    event = rallies.event(desk, slug)
    held = links.visitor(desk, request.cookies.get(links.COOKIE, ""))
    acting = next((each for each in held if access.may([each], slug, Role.ORGANIZER)), None)
    if acting is None:
        raise NotAllowed("organizer")
    return event, f"grant:{acting.id}"
