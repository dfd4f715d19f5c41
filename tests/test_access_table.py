"""The table of access_table.py, held against every page and every route there is."""

from datetime import timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from tests.access_table import ALL, ELSEWHERE, PAGES, ROLES, ROUTES, routed
from tests.builders import (
    NOON,
    a_desk,
    a_house,
    a_lead,
    a_rally,
    a_shown_photo,
    an_area,
    an_area_photo,
    commit,
)
from tests.pages.conftest import ROOT, components, open_page, text  # noqa: F401 - a fixture
from turnout import browser
from turnout.desk import atlas, challenges, leads, links, looks, neighbourhoods
from turnout.desk.areas import Doer
from turnout.desk.neighbourhoods import Plan
from turnout.desk.pocket import Actor
from turnout.model import Role
from turnout.model.challenges import Wanted
from turnout.store import grants, log
from turnout.web import personal
from turnout.web.routes import routes

GUARDED = [key for key, row in ROUTES.items() if row.roles != ALL]
BADLY = ("expired", "revoked", "forged")


class Holder:
    """Somebody with the link of a role, in a browser of their own."""

    def __init__(self, desk, name, people):
        self.desk, self.name, self.token, self.session = desk, name, "", ""
        self.client = TestClient(
            Starlette(routes=list(routes)), follow_redirects=False,
            headers={"Accept-Language": "en"},
        )  # fmt: skip
        if ROLES[name] is None:
            return
        role, of = ROLES[name]
        if role is Role.SUPPORTER:
            self.token = links.personal(desk, "ks", people["Amina"])
        else:
            self.token = links.mint(desk, role, **of)
        self._carry(role)

    def _carry(self, role):
        if role is Role.API:
            self.client.headers["Authorization"] = f"Bearer {self.token}"
        elif role is Role.SUPPORTER:
            self.client.cookies.set(personal.COOKIE, self.token)
        else:
            self.session, _ = links.enter(self.desk, self.token)
            self.client.cookies.set(links.COOKIE, self.session)

    def spoil(self, how, clock):
        """Make the link bad, in one way."""
        if how == "expired":
            clock[0] = NOON + timedelta(days=1_000)
        elif how == "forged":
            for jar in (links.COOKIE, personal.COOKIE):
                if self.client.cookies.get(jar):
                    self.client.cookies.set(jar, "A" * 22)
            if "Authorization" in self.client.headers:
                self.client.headers["Authorization"] = "Bearer " + "A" * 22
        else:
            links.revoke(self.desk, self.number())

    def number(self):
        with self.desk.store.reading() as look:
            return grants.by_token(look, log.token_hash(self.token), self.desk.clock()).id

    def photo(self, path):
        """Return the name of a photo that is shown, of the map or of a post, where there is any."""
        if "/areas/" in path:
            return atlas.atlas(self.desk, "ks").areas[0].photos[0].name
        shown = looks.progress(self.desk, "ks").photos
        return shown[0].name if shown else "0-0"

    def challenge(self, path):
        """Return the number of the challenge that runs, where a path asks for one."""
        shown = looks.progress(self.desk, "ks").challenges if "{challenge" in path else ()
        return str(shown[0].id) if shown else "0"

    def asks(self, key, lead=0, **headers):
        """Ask for a route as its row says."""
        (method, path), row = key, ROUTES[key]
        path = path.replace("{event}", "ks").replace("{build}", browser.build())
        path = path.replace("{file:path}", "tokens.css").replace("{name}", self.photo(path))
        path = path.replace("{area}", "1").replace("{group}", "north-topeka")
        path = path.replace("{challenge}", self.challenge(path))
        said = {"{token}": self.token, "{lead}": str(lead)}
        send = {
            kind: {name: said.get(str(value), value) for name, value in fields.items()}
            if isinstance(fields, dict)
            else fields
            for kind, fields in row.send.items()
        }
        params = {name: said.get(value, value) for name, value in row.params.items()}
        return self.client.request(method, path, params=params, headers=headers, **send)

    def is_let_in(self, key, **asked):
        answer, row = self.asks(key, **asked), ROUTES[key]
        if answer.status_code >= 500:
            pytest.fail(f"{key} answered {answer.status_code} to {self.name}")
        return row.shows in answer.text if row.shows else row.status(answer.status_code)


@pytest.fixture
def clock():
    return [NOON]


@pytest.fixture
def desk(tmp_path, clock):
    database = tmp_path / "turnout.db"
    database.touch(0o600)
    database.write_bytes(_a_day_of_action())
    desk = a_desk(tmp_path, lambda: clock[0], public_url="https://rally.example.org")
    with a_house(desk):
        yield desk


@cache
def _a_day_of_action():
    """Return the file of a store with something to see on every route; to make it is dear."""
    with TemporaryDirectory() as folder:
        desk = a_desk(Path(folder), public_url="https://rally.example.org")
        a_rally(desk, "day", title="Day of action")
        a_rally(desk, parent="day")
        a_rally(desk, "park", title="A walk in the park", place="Riverside")
        a_lead(desk)
        a_lead(desk, "topeka_nurses", name="Topeka Nurses")
        a_lead(desk, "park_lead", event="park", name="Park Lead")
        a_shown_photo(desk)
        organizer = Doer("ks", Actor("ks", 0, Role.ORGANIZER, "desk"))
        an_area(desk, organizer)
        an_area_photo(desk, organizer)
        neighbourhoods.add(desk, organizer, "key-of-group-0001", Plan("North Topeka")).result()
        wanted = Wanted(30, NOON + timedelta(days=3), "new_yes")
        challenges.make(
            desk, Actor("ks", 0, Role.ORGANIZER, "desk"), "key-of-challenge-1", wanted
        ).result()
        desk.store.close()
        return desk.settings.database.read_bytes()


@pytest.fixture
def holder(desk):
    """Return a function that gives somebody the link of a role."""
    people = {"Amina": commit(desk, party="4", name="Amina", lead="wichita_teachers").person}
    return lambda name: Holder(desk, name, people)


@pytest.fixture
def lead(desk):
    return next(each.id for each in leads.leads(desk, "ks") if "wichita" in each.handle)


def test_every_route_has_its_row_and_every_row_a_route():
    assert set(routed(list(routes))) == set(ROUTES)


def test_every_page_has_its_row():
    files = {path.stem for path in (ROOT / "pages").glob("*.py")}

    assert {"" if name == "rally" else name for name in files} == set(PAGES)


@pytest.mark.parametrize("key", [key for key in ROUTES if key not in ELSEWHERE], ids="".join)
@pytest.mark.parametrize("role", ROLES)
def test_a_route_lets_in_the_roles_of_its_row_and_nobody_else(role, key, holder, lead):
    row = ROUTES[key]

    assert holder(role).is_let_in(key, lead=lead) is (role in row.roles)


@pytest.mark.parametrize("how", BADLY)
@pytest.mark.parametrize("key", GUARDED, ids="".join)
def test_a_link_that_is_no_longer_good_lets_nobody_in(key, how, holder, lead, clock):
    for role in sorted(ROUTES[key].roles):
        clock[0] = NOON
        somebody = holder(role)
        if role == "api" and how == "expired":
            continue  # a key that is printed into a service's settings ends when it is revoked
        assert somebody.is_let_in(key, lead=lead)

        somebody.spoil(how, clock)

        assert not somebody.is_let_in(key, lead=lead), role


@pytest.mark.parametrize("key", [key for key, row in ROUTES.items() if row.own_page], ids="".join)
@pytest.mark.parametrize("origin", ["https://evil.example", "null"])
def test_a_post_from_another_origin_does_nothing(key, origin, holder, lead, desk):
    role = sorted(ROUTES[key].roles & {"lead", "supporter", "public"} or ROUTES[key].roles)[0]
    somebody = holder(role)
    before = _clock_of(desk)

    answer = somebody.asks(key, lead=lead, Origin=origin)

    assert answer.status_code == 403
    assert "set-cookie" not in answer.headers
    assert _clock_of(desk) == before


def _clock_of(desk):
    with desk.store.reading() as look:
        return look.row("SELECT seq FROM clock")[0]


@pytest.mark.parametrize("role", ["organizer", "lead", "funder", "door"])
def test_a_link_opens_at_the_entrance_and_a_bad_one_does_not(role, holder, clock):
    key = ("POST", "/enter")
    assert holder(role).asks(key).status_code == 303
    for how in ("expired", "revoked"):
        clock[0] = NOON
        somebody = holder(role)
        somebody.spoil(how, clock)
        assert somebody.asks(key).status_code == 403


@pytest.mark.parametrize("role", ["api", "public"])
def test_what_is_no_link_opens_nothing_at_the_entrance(role, holder):
    assert holder(role).asks(("POST", "/enter")).status_code == 403


@pytest.mark.parametrize("screen", PAGES)
@pytest.mark.parametrize("role", ROLES)
def test_a_page_shows_the_rally_to_the_roles_of_its_row_and_to_nobody_else(
    role, screen, holder, desk, open_page  # noqa: F811 - the fixture
):  # fmt: skip
    session = holder(role).session

    app = open_page(screen, *links.visitor(desk, session), event="ks")

    assert shows_ks(app) is (role in PAGES[screen])


@pytest.mark.parametrize("how", BADLY)
@pytest.mark.parametrize("screen", PAGES)
def test_a_page_is_closed_to_a_link_that_is_no_longer_good(
    screen, how, holder, desk, clock, open_page  # noqa: F811 - the fixture
):  # fmt: skip
    somebody = holder("organizer")
    somebody.spoil(how, clock)
    session = "A" * 22 if how == "forged" else somebody.session

    assert not shows_ks(open_page(screen, *links.visitor(desk, session), event="ks"))


def shows_ks(app):
    """Return whether the page shows the rally, more than its name in the list of what is public."""
    drawn = [each["picture"]["event"] for each in components(app) if "picture" in each]
    return "ks" in drawn or "Statehouse steps" in text(app)
