"""/enter#TOKEN: the link an organizer hands out, exchanged for a session's cookie."""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from turnout.desk import links, pocket
from turnout.errors import NotAllowed
from turnout.house import house
from turnout.model import Grant, Role
from turnout.rules.access import SESSION_GOOD_FOR
from turnout.sources import form
from turnout.web import asked, bodies, errors, guessing
from turnout.web.personal import link_token, opener
from turnout.web.threads import posting

KEPT_SECONDS = int(SESSION_GOOD_FOR.total_seconds())


async def enter(request: Request) -> Response:
    """GET the page that posts the link; POST it."""
    if request.method != "POST":
        return opener(request, None)
    if not asked.from_our_own_page(request):
        raise errors.Foreign
    posted = await bodies.read_form(request)
    return await posting(_enter, request, link_token(form.one(posted, "token")))


def _enter(request: Request, token: str) -> Response:
    desk = house().desk
    try:
        with guessing.watched(asked.address(request)):
            session, grant = links.enter(desk, token, request.cookies.get(links.COOKIE, ""))
    except NotAllowed:
        return opener(request, None, 403, "web.link_not_good")
    response = RedirectResponse(_home(grant), 303)
    response.headers["Cache-Control"] = "no-store"
    response.set_cookie(
        links.COOKIE,
        session,
        max_age=KEPT_SECONDS,
        path="/",
        httponly=True,
        samesite="lax",
        secure=asked.over_https(request),
    )
    return response


def _home(grant: Grant) -> str:
    """Return where the bearer's work is: a lead's is in the pocket, a volunteer's at
    the door, others' on the bench."""
    if grant.role is Role.FUNDER:
        return f"/progress?event={grant.event}" if grant.event else "/progress"
    if grant.role is Role.DOOR and grant.event:
        return f"/e/{grant.event}/door"
    if grant.role is not Role.LEAD or not grant.event:
        return "/"
    # By number: a browser may hold links of two leads, and this one was opened last.
    return f"/e/{grant.event}/pocket?lead={pocket.lead_of(house().desk, grant)}"
