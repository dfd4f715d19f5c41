"""Photos and stories as JSON, for the walls of an event."""

import json
from collections.abc import Sequence
from typing import Any

from turnout.model.show import WallPhoto, WallStory


def encode(slug: str, seq: int, stories: Sequence[WallStory]) -> bytes:
    """Return {"seq", "rows"} as compact JSON in UTF-8; each row has its photos' addresses."""
    told = {"seq": seq, "rows": [_row(slug, each) for each in stories]}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()


def _row(slug: str, story: WallStory) -> dict[str, Any]:
    return {
        "photos": [_photo(slug, each) for each in story.photos],
        "title": story.title,
        "text": story.text,
        "of": story.of,
        "by": story.by,
        "licence": story.licence,
    }


def _photo(slug: str, photo: WallPhoto) -> dict[str, Any]:
    within = f"areas/{photo.area}/photos" if photo.area else "photos"
    return {
        "src": f"/e/{slug}/{within}/{photo.name}.jpg",
        "kind": photo.kind,
        "alt": photo.alt,
        "width": photo.width,
        "height": photo.height,
    }
