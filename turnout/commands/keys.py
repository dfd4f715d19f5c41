"""key: API keys, and the links that make their bearer an organizer, a lead, a funder."""

import click

from turnout.commands.opened import the_desk
from turnout.commands.terminal import answer, as_json, rows, say, tell
from turnout.desk import links
from turnout.desk.desk import Desk
from turnout.model import Role
from turnout.settings import settings

COLUMNS = ("id", "role", "event", "lead", "made_at", "expires_at")
ROLES = tuple(role.value for role in Role if role is not Role.SUPPORTER)  # made with a sign-up
HERE = "http://localhost:8501"  # where `make run` listens


@click.group()
def key() -> None:
    """API keys and links: add, list, revoke. Each is shown once and stored hashed."""


@key.command()
@click.argument("event", required=False)
@click.option("--role", required=True, type=click.Choice(ROLES))
@click.option("--lead", default="", metavar="HANDLE", help="Whose link, with --role lead.")
@click.option("--days", type=click.IntRange(1), help="How long it is good; each role has its own.")
@click.option("--signed", is_flag=True, help="With --role api: a secret that signs bodies (HMAC).")
@as_json
def add(
    event: str | None, role: str, lead: str, days: int | None, signed: bool, json_wanted: bool
) -> None:
    """Print a new key or link for EVENT, once, alone on a line.

    An organizer's link without EVENT is for every event.
    """
    if event is None and role != Role.ORGANIZER:
        raise click.UsageError(say("command.key_needs_event"))
    if (role == Role.LEAD) != bool(lead):
        raise click.UsageError(say("command.key_and_lead"))
    if signed and (role != Role.API or days):
        raise click.UsageError(say("command.signed_is_api"))
    with the_desk() as desk:
        made = _signing(desk, event) if signed else _made(desk, Role(role), event, lead, days)
    answer(made, json_wanted, lambda: made.get("link") or made.get("secret") or made["key"])
    if "key_id" in made:
        tell("command.signing_made", id=made["key_id"])
    if "link" in made and not settings().public_url:
        tell("command.no_address")
    tell("command.key_made")


@key.command(name="list")
@as_json
def list_(json_wanted: bool) -> None:
    """List the keys and links that are still good; never what they are."""
    with the_desk() as desk:
        found = [
            {
                "id": one.grant.id,
                "role": one.grant.role.value,
                "event": one.grant.event,
                "lead": one.grant.lead,
                "made_at": one.made_at,
                "expires_at": one.expires_at,
            }
            for one in links.issued(desk)
        ]
    rows(found, json_wanted, COLUMNS, empty="command.no_keys")


@key.command()
@click.argument("key_id", metavar="ID", type=int)
@as_json
def revoke(key_id: int, json_wanted: bool) -> None:
    """End the key or link ID, and every session it opened."""
    with the_desk() as desk:
        links.revoke(desk, key_id)
    answer({"revoked": key_id}, json_wanted, lambda: say("command.key_revoked", id=key_id))


def _made(desk: Desk, role: Role, event: str | None, lead: str, days: int | None) -> dict[str, str]:
    token = links.mint(desk, role, event, lead=lead, days=days)
    if role is Role.API:
        return {"key": token}
    return {"link": f"{settings().public_url or HERE}/enter#{token}"}


def _signing(desk: Desk, event: str | None) -> dict[str, str]:
    made = links.signing(desk, event)
    return {"key_id": str(made.key_id), "secret": made.secret}
