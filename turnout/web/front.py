"""What stands before Streamlit: our own addresses are answered here, the others go on.

Streamlit's middleware keeps its sessions and compresses its pages. Without passing through it
3,077 posts a second were taken in place of 2,648, and each frame to a listener cost a tenth less.
"""

import re
from typing import Any, cast

from starlette.middleware import Middleware
from starlette.routing import Mount, Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from turnout.settings import settings
from turnout.web import errors
from turnout.web.commitments import commitments
from turnout.web.routes import routes

# The road most posts come by is found in one step: the tables' four took a thirtieth of each.
_COMMITMENTS = re.compile(r"/api/v1/events/(?P<event>[^/]+)/commitments")
# A socket that listens for IPv4 and IPv6 at once, as Streamlit's does, names IPv4 callers so.
_MAPPED = "::ffff:"

# What Streamlit says nothing of: no page of another site shows the desk inside of itself, where
# its taps could be stolen. Light pages say it on their own (pages.py).
_KEPT_TO_US = (
    (b"content-security-policy", b"frame-ancestors 'self'"),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
)


class FrontDoor:
    """Sends a request to the route of ours it is for, or to Streamlit."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        # Its types are uvicorn's own, of the same protocol.
        known: Any = ProxyHeadersMiddleware
        self._by_proxy = cast(ASGIApp, known(self._answer, settings().trusted_proxies))
        self._commitments = errors.Answered(commitments, errors.problem)
        self._ours = {_first(route.path): route for route in routes if isinstance(route, _KINDS)}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        caller, port = scope.get("client") or ("", 0)
        if not caller.startswith(_MAPPED):
            await self._answer(scope, receive, send)
            return
        # Uvicorn knows its proxies by their plain addresses, so it has not asked this one yet.
        scope["client"] = (caller.removeprefix(_MAPPED), port)
        await self._by_proxy(scope, receive, send)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._answering(scope)(scope, receive, send)

    def _answering(self, scope: Scope) -> ASGIApp:
        """Return who answers, with what they need to know put into `scope`."""
        if scope["type"] != "http":
            return self._app
        if scope["method"] == "POST" and (posted := _COMMITMENTS.fullmatch(scope["path"])):
            scope["path_params"] = posted.groupdict()
            return self._commitments
        ours = self._ours.get(_first(scope["path"]))
        if not ours:
            return self._kept_to_us
        _, found = ours.matches(scope)
        scope.update(found)
        return ours.handle

    async def _kept_to_us(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                said = [name for name, _ in message["headers"]]
                more = [each for each in _KEPT_TO_US if each[0] not in said]
                message["headers"] = [*message["headers"], *more]
            await send(message)

        await self._app(scope, receive, sent)


def _first(path: str) -> str:
    return path.partition("/")[2].partition("/")[0]  # "*", as OPTIONS may ask for, has none


_KINDS = (Mount, Route)
middleware = [Middleware(FrontDoor)]
