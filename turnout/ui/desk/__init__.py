"""The organizer's desk: one page in sections, each a module with `section(visitor, event)`."""

from collections.abc import Callable

from turnout.model import Event
from turnout.ui.desk import (
    audiences,
    challenges,
    cleanups,
    feeds,
    importing,
    keeping,
    leads,
    mapfile,
    messages,
    neighbourhoods,
    now,
    paper,
    rally,
    schedule,
    sites,
    story,
    went,
)
from turnout.ui.visitor import Visitor

Section = Callable[[Visitor, Event], None]

# By the name that stands in the address (?section=NAME), in the order they are offered.
# Each has its label in words/desk.toml, as section_NAME.
SECTIONS: dict[str, Section] = {
    "now": now.section,
    "leads": leads.section,
    "rally": rally.section,
    "sites": sites.section,
    "challenges": challenges.section,
    "audiences": audiences.section,
    "story": story.section,
    "schedule": schedule.section,
    "messages": messages.section,
    "went": went.section,
    "cleanups": cleanups.section,
    "feeds": feeds.section,
    "keeping": keeping.section,
    "importing": importing.section,
    "paper": paper.section,
    "map": mapfile.section,
    "neighbourhoods": neighbourhoods.section,
}
