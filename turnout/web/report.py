"""The funders' report: a dated sheet to print, and the same numbers as JSON and as CSV."""

import dataclasses
from collections.abc import Sequence
from functools import partial
from typing import Any

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from turnout import words
from turnout.desk import accounts, links
from turnout.errors import NotAllowed
from turnout.formats import cleanup_words
from turnout.formats import report_words as said
from turnout.formats.report import Line, Report, as_csv, as_json, drawn, drawn_came
from turnout.house import house
from turnout.model import Grant
from turnout.web import asked, guessing, pages

# What one printed page holds beside the numbers, at a size that is read without glasses.
MOST_LEADS, MOST_EVENTS = 22, 5
PRIVATE = {"Cache-Control": "private, no-store", "X-Robots-Tag": "noindex"}


def sheet(request: Request) -> Response:
    """GET /e/EVENT/report: one page to print; a closed door for those it is not for."""
    try:
        report = _report(request)
    except NotAllowed:
        slug = request.path_params["event"]
        return pages.page(request, "report_closed.html", status=403, headers=PRIVATE, slug=slug)
    lang = asked.language(request)
    return pages.page(
        request,
        "report.html",
        headers=PRIVATE,
        report=report,
        leads=report.leads[:MOST_LEADS],
        more_leads=max(0, len(report.leads) - MOST_LEADS),
        beside=_beside(report),
        boot=_boot(lang, report),
        **_said(lang, report),
    )


def json_file(request: Request) -> Response:
    """GET /e/EVENT/report.json."""
    body = as_json(_report(request))
    return Response(body, headers=PRIVATE, media_type="application/json")


def csv_file(request: Request) -> Response:
    """GET /e/EVENT/report.csv."""
    report = _report(request)
    name = f"{report.line.event.slug}-{report.line.seq}.csv"
    headers = {**PRIVATE, "Content-Disposition": f'attachment; filename="{name}"'}
    return Response(as_csv(report), headers=headers, media_type="text/csv; charset=utf-8")


def _report(request: Request) -> Report:
    return accounts.report(house().desk, request.path_params["event"], _visitor(request))


def _visitor(request: Request) -> list[Grant]:
    """Return what a browser's session grants, or a program's bearer token."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        return _of_program(request, token.strip())
    return links.visitor(house().desk, request.cookies.get(links.COOKIE, ""))


def _of_program(request: Request, token: str) -> list[Grant]:
    """Return what a token grants: nothing where it is wrong, and that counts as a guess."""
    try:
        with guessing.watched(asked.address(request)):
            return _held(token)
    except NotAllowed:
        return []


def _held(token: str) -> list[Grant]:
    held = accounts.bearer(house().desk, token)
    if not held:
        raise NotAllowed("token")
    return held


def _said(lang: str, report: Report) -> dict[str, Any]:
    """Return what the sheet says in words."""
    line, now = report.line, house().desk.clock()
    return {
        "event": line.event,
        "when": pages.when(lang, line.event),
        "headline": said.headline(lang, line),
        "legend": said.legend(lang, line),
        "state": said.state(lang, line),
        "answer": said.answer(lang, line, now),
        "stands": said.stands(lang, report),
        "printed": said.moment(lang, now, line.event.zone),
        "has_hidden": said.has_hidden(report),
        "cleaned": _cleaned(lang, report),
        "people": partial(said.people, lang),
        "day": lambda other: said.day_of(lang, other, line),
    }


def _cleaned(lang: str, report: Report) -> list[str]:
    """Return what the sheet says of areas: the number, then what is behind it."""
    if report.areas is None:
        return []
    sums = cleanup_words.sums(lang, report.areas.sums)
    return [cleanup_words.headline(lang, report.areas), *sums]


def _beside(report: Report) -> list[tuple[str, Sequence[Line], int]]:
    """Return the events to set beside this one: a group's name, first lines, and how many more."""
    groups = {"sites": report.sites, "campaign": report.campaign, "past": report.past}
    return [
        (name, lines[:MOST_EVENTS], max(0, len(lines) - MOST_EVENTS))
        for name, lines in groups.items()
        if lines
    ]


def _boot(lang: str, report: Report) -> Markup:
    line = report.line
    heads = dataclasses.asdict(drawn(line.told))
    heads |= {"goal": line.event.goal, "came": drawn_came(line)}
    label, legend = words.say(lang, "progress.bar"), said.legend(lang, line)
    return pages.for_script({"heads": heads, "label": label, "legend": legend})
