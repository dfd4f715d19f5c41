"""The pocket's way to the clean-up map: one line for who looks after areas, or leads to it."""

from turnout import words
from turnout.desk import atlas, stale
from turnout.desk.desk import Desk
from turnout.desk.pocket import Actor
from turnout.model import Event


def line(desk: Desk, lang: str, event: Event, who: Actor) -> dict[str, str]:
    """Return the line (said) and where it leads (at): to the area of this lead's that waits the
    longest, else to the map; empty where nothing is on it. Raises NotFound."""
    at = f"/e/{event.parent or event.slug}/map"
    waits = stale.stale(desk, event.slug, who.lead)
    if waits:
        said = words.say(lang, "pocket.areas_wait", n=len(waits), title=waits[0].area.title)
        return {"said": said, "at": f"{at}?area={waits[0].area.id}"}
    if atlas.is_empty(desk, event.parent or event.slug):
        return {}
    return {"said": words.say(lang, "pocket.to_map"), "at": at}
