"""What an event must be, whoever makes it: its name, its day, its zone, what its form asks."""

import re
import unicodedata
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from turnout.errors import Reason, Refused
from turnout.model import NEEDS, Event
from turnout.rules import streams
from turnout.rules.intake import MOST_IN_PARTY, has_hidden_characters

MOST_GOAL = 10_000_000  # more people than any rally had
_SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,58}[a-z0-9]|[a-z0-9]")
_PROPOSED = 30  # letters: an address that is read out over the phone
_SMALL = {"a", "an", "and", "at", "for", "in", "of", "on", "our", "the", "to", "with",
          "de", "del", "el", "en", "la", "las", "los", "para", "por", "un", "una", "y"}  # fmt: skip


def check_shape(event: Event) -> None:
    """Raise Refused with every reason why `event` cannot be."""
    reasons = [Reason(field, code, values) for wrong, field, code, values in _rules(event) if wrong]
    if reasons:
        raise Refused.of(reasons)


def _rules(event: Event) -> list[tuple[object, str, str, dict[str, object]]]:
    texts = (event.title, event.place, event.ask, event.hashtag)
    most = MOST_IN_PARTY
    return [
        (not _SLUG.fullmatch(event.slug), "slug", "not_slug", {"given": event.slug}),
        (not event.title, "title", "missing", {}),
        (not is_zone(event.zone), "zone", "unknown", {"given": event.zone}),
        (any(map(has_hidden_characters, texts)), "title", "bad_characters", {}),
        (max(map(len, texts)) > 300, "title", "too_long", {"most": 300}),
        (not 0 <= event.goal <= MOST_GOAL, "goal", "out_of_range", {"least": 0, "most": MOST_GOAL}),
        (
            event.hashtag and not event.hashtag.isidentifier(),
            "hashtag",
            "not_hashtag",
            {"given": event.hashtag},
        ),
        (event.ends_at and event.ends_at <= event.starts_at, "end", "before_start", {}),
        (
            event.ask_contact not in ("no", "email", "phone", "either"),
            "ask_contact",
            "unknown",
            {"given": event.ask_contact},
        ),
        (
            not 1 <= event.most_in_party <= most,
            "most_in_party",
            "out_of_range",
            {"least": 1, "most": most},
        ),
        (set(event.needs) - set(NEEDS), "needs", "unknown", {"given": " ".join(event.needs)}),
        _wrong_stream(event.stream),
    ]


def _wrong_stream(url: str) -> tuple[object, str, str, dict[str, object]]:
    code = streams.faults(url) if url else ""
    return (code, "stream", code, {"most": streams.MOST})


def slug_of(title: str) -> str:
    """Return a short name for addresses, made of the letters of `title`; empty for none."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain)
    kept = ""
    for word in [word for word in words if word not in _SMALL] or words:
        longer = f"{kept}-{word}" if kept else word[:_PROPOSED]
        if len(longer) > _PROPOSED:
            break
        kept = longer
    return kept


def is_zone(name: str) -> bool:
    """Return whether `name` is a time zone of the IANA list."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True
