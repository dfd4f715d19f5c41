"""A house over a real store, behind a bare Starlette with our routes."""

from contextlib import ExitStack
from datetime import UTC, datetime

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from tests.builders import a_desk, a_house, a_lead, a_rally
from tests.serving import serving
from turnout import house
from turnout.desk import links, looks
from turnout.model import Role
from turnout.web.routes import routes

# A browser's clock that shows another time than the machine's, and goes on as that does.
ELSEWHEN = """(apart) => {
  const { now } = Date;
  globalThis.Date = class extends Date {
    constructor(...given) { super(...(given.length ? given : [now() + apart])); }
    static now() { return now() + apart; }
  };
}"""


@pytest.fixture
def live_in(tmp_path):
    """Return a builder: this process's house, with the settings given."""
    with ExitStack() as opened:
        yield lambda **given: opened.enter_context(a_house(a_desk(tmp_path, **given))).desk


@pytest.fixture
def desk(live_in):
    desk = live_in()
    a_rally(desk)
    a_lead(desk)
    return desk


@pytest.fixture
def app():
    return Starlette(routes=list(routes))


@pytest.fixture
def client(desk, app):
    return TestClient(app, follow_redirects=False, headers={"Accept-Language": "en"})


@pytest.fixture
def served(desk, app):
    """Return the address at which a browser finds our routes."""
    # A page may still listen, and its open stream would hold the server's end for a second.
    with serving(app, end=house.house().live.close_listeners) as url:
        yield url


@pytest.fixture
def key(desk):
    return links.mint(desk, Role.API, "ks")


@pytest.fixture
def coming(desk):
    """Return how many come now, when called."""
    return lambda: looks.progress(desk, "ks").count.coming


@pytest.fixture
def new_context(new_context, request):
    """Return how a browser is opened: one in which it is as late as at the desk, whenever a test
    runs. What lies ahead at noon would be over in it some day."""

    def open_it(**options):
        context = new_context(**options)
        if "desk" in request.fixturenames:
            clock = request.getfixturevalue("desk").clock
            apart_ms = (clock() - datetime.now(UTC)).total_seconds() * 1_000
            context.add_init_script(f"({ELSEWHEN})({apart_ms})")
        return context

    return open_it
