"""GET /e/EVENT/challenges/ID: one challenge, for everybody who may see it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from turnout import words
from turnout.desk import contest
from turnout.errors import NotFound
from turnout.formats import challenge_words as sentences
from turnout.formats.challenges import of_all
from turnout.formats.picture import seen_of
from turnout.house import house
from turnout.model import Event, EventState
from turnout.model.challenges import ChallengeProgress
from turnout.model.seeing import Audience, Seen
from turnout.web import asked, pages, phones, share, shared
from turnout.web.share import Share


def challenge(request: Request) -> Response:
    """Return its page: sentences first, and alive once the script has come."""
    params, lang, now = request.path_params, asked.language(request), house().desk.clock()
    event, seen, progress = contest.public(house().desk, params["event"], number(params))
    at = f"/e/{event.slug}/challenges/{progress.id}"
    given, tone = of_all(progress), seen.of(Audience.PAGE).tone.value
    lines = sentences.lines(lang, given, now, event.zone, tone)
    over = event.is_over(now) or event.state is not EventState.ON
    return pages.page(
        request,
        "challenge.html",
        event=event,
        when=pages.when(lang, event),
        ask=sentences.asks_for(lang, given["measure"], given["target"]),
        lines=lines,
        challenge=given,
        open=event.open and not over,
        og=shared.of_challenge(lang, event, progress, at),
        share=_passed_on(lang, event, progress, now, asked.base_url(request) + at),
        boot=pages.for_script(_boot(lang, event, seen, given)),
    )


def _passed_on(
    lang: str, event: Event, progress: ChallengeProgress, now: datetime, address: str
) -> Share | None:
    """Return what is passed on about a challenge, as long as it runs."""
    runs = sentences.state_at(of_all(progress), now) in sentences.RUNNING
    return share.of_challenge(lang, event, progress, address) if runs else None


def told(lang: str, picture: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the challenges of a live picture as sentences, for pages without a script."""
    now, tone = house().desk.clock(), picture["seen"]["tone"][Audience.PAGE.value]
    return [
        {
            "id": each["id"],
            "ask": sentences.asks_for(lang, each["measure"], each["target"]),
            "told": sentences.told(sentences.lines(lang, each, now, picture["zone"], tone)),
        }
        for each in picture["challenges"]
    ]


def number(params: Mapping[str, str]) -> int:
    """Return which challenge an address is of. Raises NotFound for what is no number."""
    try:
        return phones.number(params["challenge"])
    except ValueError:
        raise NotFound("challenge", params["challenge"][:60]) from None


def _boot(lang: str, event: Event, seen: Seen, told: dict[str, Any]) -> dict[str, Any]:
    """Return the options that browser/challenge.js is mounted with."""
    picture = {"event": event.slug, "zone": event.zone, "seen": seen_of(seen), "challenges": [told]}
    # A list of leads is no part of it: only what this page draws.
    return {
        "picture": {**picture, "leads": [], "just_in": [], "unnamed": {"leads": 0}},
        "id": told["id"],
        "words": words.for_browser(lang, "light", "contest"),
        "lang": lang,
        "liveUrl": f"/api/v1/events/{event.slug}/live",
    }
