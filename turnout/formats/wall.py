"""What the wall is mounted with (browser/board.js), on its light page and inside Streamlit."""

from typing import Any

from turnout import words

# Whose sentences its scenes say.
SCREENS = ("light", "board", "show", "forecast", "contest", "video")
_COUNTS = "map.count_"


def counts_of_the_map(lang: str) -> dict[str, Any]:
    """Return the sentences of the map that its scene says: how many areas stand how."""
    said = words.for_browser(lang, "map")
    return {key: of for key, of in said.items() if key.startswith(_COUNTS)}


def news(slug: str, map_of: str) -> dict[str, str]:
    """Return where its scenes ask for what the live picture does not hold; map_of: whose map the
    areas of `slug` are on."""
    return {
        "paceUrl": f"/e/{slug}/pace.json",
        "rollUrl": f"/e/{slug}/roll.json",
        "storiesUrl": f"/e/{slug}/stories.json",
        "areasUrl": f"/api/v1/events/{map_of}/areas",
    }
