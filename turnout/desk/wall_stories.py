"""What walls show of photos and stories: what was approved, and nothing that waits for a look."""

from collections.abc import Iterator

from turnout.desk import looks
from turnout.desk.atlas import atlas_in
from turnout.desk.desk import Desk
from turnout.desk.rallies import found
from turnout.model import Event, Progress, ReviewState
from turnout.model.areas import MapArea
from turnout.model.show import WallPhoto, WallStory
from turnout.store import Reading, neighbourhoods, place_stories, standings

MOST = 60  # ten minutes of a wall
ORDER = ("before", "after")


def wall_stories(desk: Desk, slug: str) -> tuple[int, tuple[WallStory, ...]]:
    """Return (seq, photos of posts, of areas, and what is told of places) of an event.

    A quiet event has none. Raises NotFound.
    """
    with desk.store.reading() as look:
        event = found(look, slug)
        seq = standings.total(look, event.id)[0]
        if event.quiet:
            return seq, ()
        areas = {each.area.id: each for each in atlas_in(look, event).areas}
        told = list(_told(look, event, areas))
        pictured = {each.photos for each in told}
        rows = [*_posted(looks.progress_in(look, event)), *told]
        rows += [each for each in _pictured(areas) if each.photos not in pictured]
    return seq, tuple(rows[:MOST])


def _posted(progress: Progress) -> Iterator[WallStory]:
    for photo in progress.photos:
        shown = WallPhoto(photo.name, photo.width, photo.height, alt=photo.alt)
        yield WallStory((shown,), text=photo.alt, by=photo.by, licence=photo.licence)


def _told(look: Reading, event: Event, areas: dict[int, MapArea]) -> Iterator[WallStory]:
    """Yield what is told of areas and groups that are shown themselves, newest first."""
    groups = {row["id"] for row in neighbourhoods.of_event(look, event.id)}
    for story in reversed(place_stories.of_event(look, event.id, ReviewState.SHOWN, MOST)):
        kind, _, number = story.subject.partition(":")
        area = areas.get(int(number)) if kind == "area" else None
        if area or (kind == "group" and int(number) in groups):
            yield WallStory(_photos(area), story.title, story.text, of=story.of)


def _pictured(areas: dict[int, MapArea]) -> Iterator[WallStory]:
    for area in areas.values():
        if area.photos:
            yield WallStory(_photos(area), area.area.title)


def _photos(area: MapArea | None) -> tuple[WallPhoto, ...]:
    """Return the newest photo of how an area was, and of how it is now."""
    newest = {photo.kind: photo for photo in area.photos} if area else {}
    return tuple(
        WallPhoto(photo.name, photo.width, photo.height, area.area.id, kind)
        for kind in ORDER
        if area and (photo := newest.get(kind))
    )
