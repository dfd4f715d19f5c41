"""With whom people come, as links to the form say it."""

from turnout.desk import leads
from turnout.house import house
from turnout.model import Lead


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


def _user(lead: Lead) -> str:
    return lead.handle.lower().partition("@")[0]
