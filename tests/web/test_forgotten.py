"""A planted name and contact are in no byte for others, before or after they are forgotten."""

import pytest
from starlette.testclient import TestClient

from tests.builders import a_lead, a_rally, a_steward, an_area, an_organizer, commit
from tests.web.test_live import Screen, streaming
from turnout.desk import areas, corrections, forgetting, leads, links, looks, rallies, schedule
from turnout.formats.picture import encode
from turnout.model import ReviewState, Role
from turnout.model.areas import Step

PLANTED = ("Zephyrina", "zephyrina@example.org", "zephyr_handle", "ramp for Zeph", "zephyrina")
PUBLIC = (
    *("", "/join", "/event.ics", "/board", "/embed", "/qr.svg"),
    *("/report", "/report.json", "/report.csv"),
    *("/map", "/map/embed", "/areas/1", "/areas.geojson", "/areas.kml", "/areas.csv"),
)
OWN = ("/thanks", "/mine")  # of who has a personal link: nothing for others
OTHER = "topeka_nurses@m.social"
SHOW = {"ask_contact": "either", "progress_public": True}


@pytest.fixture
def desk(live_in):
    """Return a desk with an address of its own: only then there is a code to scan."""
    desk = live_in(public_url="https://rally.example.org")
    a_rally(desk)
    a_lead(desk)
    return desk


@pytest.fixture(params=["ks", "quiet"])
def planted(request, desk):
    """Return the slug of an event somebody signed up for, and their receipt."""
    rallies.change(desk, "ks", **SHOW).result()
    a_rally(desk, "quiet", quiet=True, **SHOW)
    a_lead(desk, event="quiet")
    for each in ("ks", "quiet"):
        a_lead(desk, OTHER, event=each, name="Topeka Nurses")
    a_map(desk, request.param)
    return request.param, commit(
        desk, "k", event=request.param, name=PLANTED[0], contact=PLANTED[1],
        handle=f"{PLANTED[2]}@m.social", note=PLANTED[3], party="3", needs=("ride",),
        lead="wichita_teachers@mastodon.social",
    )  # fmt: skip


def a_map(desk, slug):
    """Let somebody who wants to be told report an area; it is cleaned, and dirty again."""
    steward, passing = a_steward(desk, event=slug), areas.Doer(slug)
    told = {"contact": PLANTED[1], "consent": "map.consent/1"}
    area = an_area(desk, passing, event=slug, **told).area
    key = "key-of-step-0000{}".format
    areas.decide(desk, an_organizer(desk, slug), area, ReviewState.SHOWN, key(1)).result()
    areas.say(desk, steward, areas.Said(key(2), area, Step.CLEAN, bags=3)).result()
    note = f"{PLANTED[3]}, ask {PLANTED[0]}"
    areas.say(desk, passing, areas.Said(key(3), area, Step.REOPEN, note=note)).result()


ACTS = {
    "nothing": lambda desk, slug, said: None,
    "undo": lambda desk, slug, said: corrections.undo(desk, said.seq, by="desk", event=slug),
    "purge": lambda desk, slug, said: forgetting.purge(desk, slug),
    "erase": lambda desk, slug, said: forgetting.erase(desk, slug, said.person),
    "postpone": lambda desk, slug, said: schedule.postpone(desk, slug),
}


@pytest.fixture(params=ACTS)
def done(request, desk, planted):
    """Do one act after the sign-up; return the slug of its event."""
    slug, said = planted
    if made := ACTS[request.param](desk, slug, said):
        made.result()
    return slug


def words_in(told):
    return [word for word in PLANTED if word.encode() in told or word.lower().encode() in told]


def test_no_public_page_or_file_holds_who_signed_up(done, desk, client):
    pages = {path: client.get(f"/e/{done}{path}") for path in PUBLIC}
    own = {path: client.get(f"/e/{done}{path}") for path in OWN}

    assert {path: page.status_code for path, page in pages.items() if page.status_code != 200} == {}
    told = {path: words_in(page.content) for path, page in {**pages, **own}.items()}
    assert {path: words for path, words in told.items() if words} == {}


def test_no_picture_the_stream_or_the_api_tells_holds_who_signed_up(done, desk, client):
    screen = Screen(event=done)

    async def first(_):
        while not (text := await screen.next()).startswith("id: "):
            pass
        return text.encode()

    streamed = streaming(screen, first)
    asked = client.get(f"/api/v1/events/{done}/progress").content
    drawn = encode(looks.progress(desk, done))
    mapped = client.get(f"/api/v1/events/{done}/areas").content

    assert (b'"coming":' in streamed, b'"coming":' in asked) == (True, True)
    assert b"6th and Jackson" in mapped
    assert [words_in(told) for told in (streamed, asked, drawn, mapped)] == [[], [], [], []]


def test_another_leads_pocket_does_not_hold_who_signed_up(done, desk, app):
    session, _ = links.enter(desk, links.mint(desk, Role.LEAD, done, lead=OTHER))
    phone = TestClient(app, cookies={links.COOKIE: session})
    other = next(lead.id for lead in leads.leads(desk, done) if lead.handle == OTHER)
    pages = [phone.get(f"/e/{done}/pocket{path}") for path in ("", f"/state?lead={other}")]

    assert [page.status_code for page in pages] == [200, 200]
    assert [words_in(page.content) for page in pages] == [[], []]


def test_the_log_holds_nobodys_name(done, desk):
    with desk.store.reading() as look:
        log = repr([tuple(row) for row in look.rows("SELECT * FROM log")])

    assert "commitment" in log
    assert words_in(log.encode()) == []


@pytest.mark.parametrize("path", PUBLIC)
def test_a_quiet_event_names_no_lead_either(path, planted, client):
    assert "Wichita Teachers" not in client.get(f"/e/quiet{path}").text


def test_the_words_would_be_found_where_they_are(planted, desk):
    """What this file looks for is in the store: else it would find nothing anywhere."""
    with desk.store.reading() as look:
        rows = [
            *look.rows("SELECT name FROM person"), *look.rows("SELECT value FROM person_contact"),
            *look.rows("SELECT user FROM person_handle"), *look.rows("SELECT text FROM note"),
        ]  # fmt: skip

    assert words_in(repr([tuple(row) for row in rows]).encode()) == list(PLANTED)
