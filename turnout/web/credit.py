"""With whom people come, as links to the form say it."""

from turnout.desk import leads
from turnout.house import house
from turnout.model import Event, Lead
from turnout.web.cards import public


def lead_meant(slug: str, wanted: str) -> Lead | None:
    """Return the lead that is meant, if exactly one can be; a host may be left out."""
    plain = wanted.lower().lstrip("@")
    if not plain:
        return None
    known = leads.leads(house().desk, slug)
    exact = [lead for lead in known if lead.handle.lower() == plain]
    meant = exact or [lead for lead in known if _user(lead) == plain]
    return meant[0] if len(meant) == 1 else None


def in_links(slug: str, lead: Lead) -> str:
    """Return the lead's handle as links have it: without its host where that is enough, since
    messengers take what has an "@" in it for an e-mail address."""
    user = _user(lead)
    return user if lead_meant(slug, user) == lead else lead.handle


def to_pick(event: Event, link: str) -> list[tuple[str, str]]:
    """Return (handle as links have it, name) of the leads that anybody may read of, by name, for
    whoever came by a link that says nobody we know; empty where it says somebody, or nothing."""
    if event.quiet or not link or lead_meant(event.slug, link):
        return []
    shown = {lead.handle for lead in public(event.slug).leads}
    known = [lead for lead in leads.leads(house().desk, event.slug) if lead.handle in shown]
    return sorted(
        ((in_links(event.slug, lead), lead.name) for lead in known),
        key=lambda each: each[1].lower(),
    )


def _user(lead: Lead) -> str:
    return lead.handle.lower().partition("@")[0]
