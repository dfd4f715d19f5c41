"""Whether who acts by a link may still act, asked inside the write, or the look.

A screen may stand open for hours; the link that opened it may have been taken back meanwhile.
"""

from turnout.desk.desk import Desk
from turnout.errors import NotFound
from turnout.model import Role
from turnout.rules import access
from turnout.store import Reading, grants


def must_hold(desk: Desk, look: Reading, by: str, event: str | None, *roles: Role) -> None:
    """Raise NotFound where `by` is a link ("grant:12") that no longer gives one of `roles`.

    event None asks for a grant over every event; one over an event is one over its sites, for
    who organizes it. Other names ("desk") are of those who hold the
    machine itself.
    """
    if not by.startswith("grant:"):
        return
    number = by.removeprefix("grant:")
    known = grants.by_id(look, int(number), desk.clock())
    if known is None or not access.may(grants.with_sites(look, [known]), event, *roles):
        raise NotFound("key", number)
