"""Which lead a handle names."""

from turnout.desk.ledger import ON_THEIR_OWN
from turnout.errors import Refused
from turnout.rules.contact import Handle, handle_of
from turnout.store import Reading, leads


def named_lead(look: Reading, event: int, handle: str) -> int:
    """Return the lead whose handle was given, ON_THEIR_OWN where none was.

    Raises Refused("lead", "unknown" | "ambiguous").
    """
    if not handle:
        return ON_THEIR_OWN
    named = leads.named(look, event, *_parts(handle))
    if len(named) != 1:
        code = "ambiguous" if named else "unknown"
        raise Refused("lead", code, given=handle[:60])
    return named[0]


def _parts(handle: str) -> tuple[str, str]:
    try:
        parsed: Handle = handle_of(handle)
    except Refused as refused:
        raise Refused("lead", "unknown", given=handle[:60]) from refused
    return parsed.user, parsed.host
