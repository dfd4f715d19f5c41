"""What everybody may see of an event: its page, the board, the frame for blogs, its files."""

import json
from datetime import datetime
from typing import Any

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from turnout import words
from turnout.desk import atlas, rallies
from turnout.formats import wall
from turnout.formats.picture import as_bytes
from turnout.formats.seeing import seen_by
from turnout.house import house
from turnout.model import Event, EventState
from turnout.model.seeing import Audience
from turnout.pictures import qr
from turnout.web import asked, challenge, pages, share, shared, video
from turnout.web.errors import NoQRCode


def public(request: Request) -> Response:
    """GET /e/EVENT: how we are doing, for phones in the crowd."""
    return shown(request, "public.html", whole=True, shut=False)


def embed(request: Request) -> Response:
    """GET /e/EVENT/embed: the same for a frame on anybody's site."""
    return shown(request, "embed.html", framed=True)


def shown(request: Request, template: str, *, whole: bool = False, **values: Any) -> Response:
    """Return the live picture as a page: numbers first, and alive once the script has come.

    whole: with photos of posts, and the live video where somebody asks for it.
    """
    event, lang = _event(request), asked.language(request)
    encoded = house().live.picture(event.slug).data
    sent = json.loads(encoded)
    picture = seen_by(sent, Audience.PAGE)
    over = event.is_over(house().desk.clock())
    following = rallies.next_of(house().desk, event) if over else None
    response = pages.page(
        request,
        template,
        event=event,
        when=pages.when(lang, event),
        picture=picture,
        challenges=challenge.told(lang, picture),
        nobody_comes=over or event.state is not EventState.ON,
        told=changed(lang, event),
        following=following,
        following_when=pages.when(lang, following) if following else "",
        og=shared.of_event(lang, event, f"/e/{event.slug}"),
        share=share.ask(lang, event, house().desk.clock(), join_address(request, event.slug)),
        photos_url=f"/e/{event.slug}/photos/" if whole else "",
        boot=_boot(
            request,
            event,
            encoded if picture == sent else as_bytes(picture),
            f"/e/{event.slug}/join",
            "light",
            whole=whole,
        ),
        **values,
    )
    if whole:
        video.let_in(response, event)
    return response


def board(request: Request) -> Response:
    """GET /e/EVENT/board: the wall."""
    event = _event(request)
    picture = house().live.picture(event.slug).data
    join = join_address(request, event.slug)
    boot = _boot(request, event, picture, join, *wall.SCREENS, whole=True, is_wall=True)
    og = shared.of_event(asked.language(request), event, f"/e/{event.slug}")
    response = pages.page(request, "board.html", event=event, boot=boot, og=og)
    video.let_in(response, event)
    return response


def qr_svg(request: Request) -> Response:
    """GET /e/EVENT/qr.svg: the way to the form, where it is known what to write."""
    event = _event(request)
    if not _qr_address(request, event)[0]:
        raise NoQRCode
    headers = {"Cache-Control": "no-cache", "X-Content-Type-Options": "nosniff"}
    return Response(qr.svg(join_address(request, event.slug)), 200, headers, "image/svg+xml")


def join_address(request: Request, slug: str) -> str:
    """Return the whole address of the form, as it shall be typed."""
    return f"{asked.base_url(request)}/e/{slug}/join"


def changed(lang: str, event: Event) -> list[str]:
    """Return why nobody can sign up, and what changed of when and where, in sentences."""
    if event.state is not EventState.ON:
        return [words.say(lang, f"light.{kind}_{event.state}") for kind in ("state", "told")]
    if event.is_over(house().desk.clock()):
        return [words.say(lang, "light.over")]
    closed = [] if event.open else [words.say(lang, "light.closed")]
    return [*closed, *_moved(lang, event)]


def _moved(lang: str, event: Event) -> list[str]:
    picture = json.loads(house().live.picture(event.slug).data)
    was = picture["moved_from"]
    if was is None:
        return []
    when, where = (was[name] != picture[name] for name in ("starts_at", "place"))
    if not when and not was["place"]:
        return []
    key = "both" if when and where and was["place"] else "when" if when else "where"
    at, zone = datetime.fromisoformat(was["starts_at"]), picture["zone"]
    day, time = words.day(lang, at, zone), words.clock(lang, at, zone)
    said = words.say(lang, "web.when", day=day, time=time)
    return [words.say(lang, f"light.moved_{key}", when=said, place=was["place"])]


def _event(request: Request) -> Event:
    return rallies.event(house().desk, request.path_params["event"])


def _boot(
    request: Request,
    event: Event,
    picture: bytes,
    join: str,
    *screens: str,
    whole: bool,
    is_wall: bool = False,
) -> Markup:
    """Return the options that browser/public.js and browser/board.js are mounted with."""
    lang = asked.language(request)
    qr_url, reason = _qr_address(request, event)
    theme = request.query_params.get("theme", "")
    rest: dict[str, Any] = {
        "words": words.for_browser(lang, *screens, "forecast", "contest", "video"),
        "lang": lang,
        "liveUrl": f"/api/v1/events/{event.slug}/live",
        "paceUrl": f"/e/{event.slug}/pace.json",
        "joinUrl": join,
        "photosUrl": f"/e/{event.slug}/photos/" if whole else "",
        "shows": video.host(event) if whole else "",
        "qrSvgUrl": qr_url,
        "qrReason": reason,
        "theme": theme if theme in ("light", "dark") else "auto",
    }
    if is_wall:
        rest |= wall.news(event.slug, atlas.map_of(house().desk, event))
        rest["words"] = {**words.for_browser(lang, *screens), **wall.counts_of_the_map(lang)}
    told = json.dumps(rest, ensure_ascii=False, separators=(",", ":"))
    return pages.script_safe(f'{{"picture":{picture.decode()},{told[1:]}')


def _qr_address(request: Request, event: Event) -> tuple[str | None, str]:
    """Return where the code is, or None; and what is to be known of it, or why there is none."""
    lang, address = asked.language(request), f"/e/{event.slug}/qr.svg"
    if house().settings.public_url:
        return address, ""
    if asked.from_this_machine(request):
        return address, words.say(lang, "web.qr_this_machine")
    return None, words.say(lang, "web.qr_no_public_url")
