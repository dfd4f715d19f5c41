"""The signal of phones in tests: our routes behind something that can cut every line."""

from collections.abc import Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any

from starlette.applications import Starlette

from tests.serving import serving
from turnout import house
from turnout.web.routes import routes


@asynccontextmanager
async def alive(app: Any) -> Any:
    """Let the house's line be live while our routes are served."""
    house.house().live.start()
    yield
    await house.house().live.stop()


class Mast:
    """Carries the signal to our routes, while it is `up`, but for requests whose cookies have
    `without` in them. A tab just opened may be let through by a browser told to be offline."""

    def __init__(self) -> None:
        self._app, self.up, self.without = Starlette(routes=list(routes), lifespan=alive), True, ""

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Pass a request on, or cut it off."""
        if scope["type"] != "http" or (self.up and not self._is_cut_off(scope)):
            await self._app(scope, receive, send)
        else:  # a length, no body and an end: the connection is cut
            head = [(b"content-length", b"9")]
            await send({"type": "http.response.start", "status": 200, "headers": head})

    def _is_cut_off(self, scope: Any) -> bool:
        cookies = dict(scope["headers"]).get(b"cookie", b"").decode("latin-1")
        return bool(self.without) and self.without in cookies


@contextmanager
def served_by(mast: Mast) -> Iterator[str]:
    """Serve our routes where service workers are allowed; yield the address, on localhost."""
    with serving(mast, end=house.house().live.close_listeners) as url:
        yield url


def kept_for_good(page: Any, at: str) -> None:
    """Wait until the page at `at` can be opened without signal: its worker is there, and has kept
    its files. Playwright's own waiting takes a promise for a yes."""
    page.evaluate(
        """async (at) => {
          const worker = async () => (await navigator.serviceWorker.getRegistration(at))?.active;
          const kept = async () => {
            const [name] = (await caches.keys()).filter((name) => name.startsWith(`${at} `));
            return name && (await (await caches.open(name)).keys()).length > 10;
          };
          while (!(await kept()) || (await worker())?.state !== "activated") {
            await new Promise(requestAnimationFrame);
          }
        }""",
        at,
    )
