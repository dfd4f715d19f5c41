"""The live picture as JSON: the same object for SSE, the progress route and every light page."""

import json
from dataclasses import asdict
from typing import Any

from turnout.formats.challenges import of_all
from turnout.formats.when import stamp as stamp
from turnout.model import Count, JustIn, LeadProgress, Moved, Progress, SiteProgress
from turnout.model.attendance import Came, HeadCount
from turnout.model.picture import AreasProgress, Expected
from turnout.model.seeing import Audience, Seen
from turnout.model.show import Show
from turnout.model.streams import Stream


def picture(progress: Progress) -> dict[str, Any]:
    """Return the live picture as plain values; heads everywhere, times ISO 8601 in UTC."""
    event = progress.event
    return {
        "seq": progress.seq,
        "event": event.slug,
        "title": event.title,
        "ask": event.ask,
        "place": event.place,
        "starts_at": stamp(event.starts_at),
        "ends_at": stamp(event.ends_at) if event.ends_at else None,
        "zone": event.zone,
        "hashtag": event.hashtag,
        "parent": event.parent,
        "open": event.open,
        "quiet": event.quiet,
        "state": event.state.value,
        "moved_from": _moved(progress.moved),
        "at": stamp(progress.at),
        "goal": event.goal,
        **heads(progress.count),
        "came": came_of(progress.came),
        "head_count": head_count(progress.head_count),
        "leads": [_lead(lead) for lead in progress.leads],
        "leads_goal": sum(lead.goal for lead in progress.leads),
        "own": {**heads(progress.own), **_row_came(progress.own_came)},
        "unnamed": {
            "leads": progress.unnamed_leads,
            "with_own": progress.own_is_unnamed,
            **heads(progress.unnamed),
            **_row_came(progress.unnamed_came),
        },
        "sites": [_site(site) for site in progress.sites],
        "just_in": [_just_in(item) for item in progress.just_in],
        "photos": [asdict(photo) for photo in progress.photos],
        "areas": _areas(progress.areas) if progress.areas else None,
        "challenges": [of_all(each) for each in progress.challenges],
        "seen": seen_of(progress.seen),
        "stream": _stream(progress.stream),
        "show": show_of(progress.show),
        "forecast": expected(progress.forecast),  # last: `with_forecast` puts another in its place
    }


def encode(progress: Progress) -> bytes:
    """Return the live picture as compact JSON in UTF-8, without a line break."""
    return as_bytes(picture(progress))


def as_bytes(told: dict[str, Any]) -> bytes:
    """Return a live picture that is at hand as plain values as `encode` does."""
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()


def with_forecast(encoded: bytes, before: bytes, now: bytes) -> bytes:
    """Return an encoded live picture with another forecast; both as `encode_expected` has them.

    A picture of ten thousand leads is encoded once a seq, and not again for six numbers.
    """
    return encoded.removesuffix(before + b"}") + now + b"}"


def encode_expected(forecast: Expected | None) -> bytes:
    """Return a forecast as `encode` writes it into the live picture."""
    return json.dumps(expected(forecast), separators=(",", ":")).encode()


def expected(forecast: Expected | None) -> dict[str, Any] | None:
    """Return a forecast by its names; null where there is none, or none to be shown."""
    return asdict(forecast) if forecast else None


def heads(count: Count) -> dict[str, int]:
    """Return the five numbers by name; coming is the sum of confirmed, yes and by_count."""
    return {
        "coming": count.coming,
        "confirmed": count.confirmed,
        "yes": count.yes,
        "by_count": count.by_count,
        "maybe": count.maybe,
    }


def show_of(show: Show | None) -> dict[str, Any] | None:
    """Return what walls are to show; null where nobody said: they show the poster."""
    if show is None:
        return None
    return {
        "scene": show.scene.value,
        "scenes": [scene.value for scene in show.scenes],
        "every_seconds": show.every_seconds,
        "message": show.message,
        "theme": show.theme.value,
        "since": stamp(show.since),
        "has": [scene.value for scene in show.has],
    }


def came_of(came: Came | None) -> dict[str, int] | None:
    """Return who came, apart from all that was promised; null until anybody has."""
    if came is None:
        return None
    return {"heads": came.heads, "checked": came.checked, "walk_ins": came.walk_ins}


def _row_came(came: Came | None) -> dict[str, Any]:
    """Return who came in one row: until anybody has, a picture of 300 rows says it once."""
    return {"came": came_of(came)} if came else {}


def head_count(count: HeadCount | None) -> dict[str, Any] | None:
    """Return a head count with its range; without what it was counted from."""
    if count is None:
        return None
    return {
        "at": stamp(count.at),
        "method": count.method.value,
        "low": count.low,
        "heads": count.heads,
        "high": count.high,
    }


def _stream(stream: Stream | None) -> dict[str, str | None] | None:
    """Return where it is shown live; embed: what a page may show of it, null for nothing."""
    if stream is None:
        return None
    shown = {"embed": stream.embed or None, "kind": stream.kind or None}
    return {"url": stream.url, "name": stream.name, **shown}


def _moved(moved: Moved | None) -> dict[str, str] | None:
    return {"starts_at": stamp(moved.starts_at), "place": moved.place} if moved else None


def _areas(areas: AreasProgress) -> dict[str, Any]:
    today = [{**asdict(each), "at": stamp(each.at)} for each in areas.cleaned_today]
    return {"left": areas.left, "cleaned": areas.cleaned, "cleaned_today": today}


def seen_of(seen: Seen) -> dict[str, Any]:
    """Return the parts that each audience is shown, and the tone that each is spoken to in."""
    parts = {each.value: [part.value for part in seen.of(each).parts] for each in Audience}
    return {**parts, "tone": {each.value: seen.of(each).tone.value for each in Audience}}


def _lead(lead: LeadProgress) -> dict[str, Any]:
    return {
        "name": lead.name,
        "handle": lead.handle,
        "goal": lead.goal,
        **heads(lead.count),
        **_row_came(lead.came),
    }


def _site(site: SiteProgress) -> dict[str, Any]:
    return {
        "event": site.event,
        "title": site.title,
        "place": site.place,
        "starts_at": stamp(site.starts_at) if site.starts_at else None,
        "goal": site.goal,
        **heads(site.count),
        **_row_came(site.came),
    }


def _just_in(item: JustIn) -> dict[str, Any]:
    return {
        "seq": item.seq,
        "at": stamp(item.at),
        "kind": item.kind,
        "people": item.people,
        "door": item.door,
        "lead": item.lead,
        "handle": item.handle,
        **({"words": item.words} if item.words else {}),
    }
