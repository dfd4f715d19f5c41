"""An event's dates for calendars: one to keep, or all to subscribe to."""

from starlette.requests import Request
from starlette.responses import Response

from turnout import words
from turnout.desk import dates
from turnout.formats.calendar import calendar, calendars
from turnout.house import house
from turnout.model import Event
from turnout.web import asked


def one(request: Request) -> Response:
    """GET /e/EVENT/event.ics: the event for a calendar."""
    desk, lang = house().desk, asked.language(request)
    dated = dates.dated(desk, request.path_params["event"])
    body = calendar(dated, _page(request, dated.event), desk.clock(), lang)
    return _file(body, f"{dated.event.slug}.ics")


def every(request: Request) -> Response:
    """GET /e/EVENT/dates.ics: all dates of a campaign, or with ?lead=HANDLE those of a lead."""
    desk, lang = house().desk, asked.language(request)
    lead = request.query_params.get("lead", "").strip()
    event, known = dates.dates(desk, request.path_params["event"], lead)
    name = words.say(lang, "dates.of_lead", title=event.title, lead=lead) if lead else event.title
    pages = [(dated, _page(request, dated.event)) for dated in known]
    return _file(calendars(name, pages, desk.clock(), lang), f"{event.slug}-dates.ics")


def _page(request: Request, event: Event) -> str:
    return f"{asked.base_url(request)}/e/{event.slug}"


def _file(body: bytes, name: str) -> Response:
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Cache-Control": "no-cache",
    }
    return Response(body, headers=headers, media_type="text/calendar; charset=utf-8")
