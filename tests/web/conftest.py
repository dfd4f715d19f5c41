"""A house over a real store, behind a bare Starlette with our routes."""

from contextlib import ExitStack

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from tests.builders import a_desk, a_house, a_lead, a_rally
from tests.serving import serving
from turnout import house
from turnout.desk import links, looks
from turnout.model import Role
from turnout.web.routes import routes


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
