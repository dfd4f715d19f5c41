"""What happened of a challenge, as an entry of the feed."""

from turnout.formats import challenge_words
from turnout.formats.atom import Entry
from turnout.model.happenings import Happening


def entry(lang: str, base: str, told: Happening, tag: str) -> Entry:
    """Return the entry of a happening that is a challenge's."""
    challenge = told.challenge
    assert challenge is not None, told
    name, handle = challenge.by or ("", "")
    return Entry(
        tag=tag,
        title=challenge_words.happened(lang, told.kind, told.event, challenge),
        text=challenge_words.happened_at_length(lang, told.kind, told.event, challenge),
        at=told.at,
        link=f"{base}/e/{told.event.slug}/challenges/{challenge.id}",
        by=f"{name} (@{handle})" if name else "",
    )
