import re

import pytest

from tests.builders import a_lead, a_rally
from turnout.desk import handing, links
from turnout.model import Role

ANA, BOB = "ana@m.social", "bob@m.social"


@pytest.fixture
def enter(desk, client):
    """Return a function that lets the client in as `role`; it returns the link's number."""

    def enter_as(role=Role.ORGANIZER, event=None, lead=""):
        session, grant = links.enter(desk, links.mint(desk, role, event, lead))
        client.cookies.set(links.COOKIE, session)
        return grant.id

    return enter_as


def test_only_organizers_of_the_rally_print(desk, client, enter):
    a_rally(desk, "other")
    assert client.get("/e/ks/sheets").status_code == 403
    enter(Role.LEAD, "ks", "wichita_teachers")
    assert client.get("/e/ks/sheets").status_code == 403
    enter(Role.ORGANIZER, "other")
    assert client.get("/e/ks/sheets").status_code == 403

    enter(Role.ORGANIZER, "ks")

    assert client.get("/e/ks/sheets").status_code == 200


def test_a_page_for_each_lead_ends_the_links_they_had(desk, client, enter):
    enter()
    a_lead(desk, ANA, name="Ana")
    old = links.mint(desk, Role.LEAD, "ks", ANA)

    page = client.post("/e/ks/sheets", data={"what": "pages", "lead": [ANA], "size": "a4"})

    assert page.status_code == 200
    assert ">Ana</h1>" in page.text
    assert "sheets-a4.css" in page.text
    assert page.text.count("<svg") == 2
    with pytest.raises(Exception, match="link"):
        links.enter(desk, old)
    assert page.headers["cache-control"] == "no-store"


def test_no_token_is_written_out_or_stands_in_an_address(desk, client, enter):
    enter()

    page = client.post(
        "/e/ks/sheets", data={"what": "pages", "lead": ["wichita_teachers@mastodon.social"]}
    )

    assert "enter#" not in page.text
    assert not re.search(r"[?&]token", page.text)


def test_pages_for_nobody_make_no_link(desk, client, enter):
    enter()

    page = client.post("/e/ks/sheets", data={"what": "pages"})

    assert page.status_code == 422
    assert "Tick at least one lead." in page.text
    assert handing.handed(desk, "ks") == {}


def test_all_ticks_are_set_or_taken_away_at_once_without_a_script(desk, client, enter):
    a_lead(desk, ANA, name="Ana")
    links.enter(desk, links.mint(desk, Role.LEAD, "ks", ANA))  # has opened one
    enter()

    def ticked(query, **posted):
        at = f"/e/ks/sheets{query}"
        page = client.post(at, data=posted) if posted else client.get(at)
        return re.findall(r'name="lead" value="(\w+)@[^"]*" checked', page.text)

    assert ticked("") == ["wichita_teachers"]
    assert sorted(ticked("?tick=all")) == ["ana", "wichita_teachers"]
    assert ticked("?tick=none") == []
    assert ticked("", what="pages") == []  # nobody was chosen, and nobody is put back unasked


def test_strips_hold_the_way_to_the_form_and_nothing_secret(desk, client, enter):
    enter()

    page = client.post(
        "/e/ks/sheets", data={"what": "strips", "lead": "wichita_teachers@mastodon.social"}
    )

    assert page.text.count("/e/ks/join?lead=wichita_teachers@mastodon.social") == 9
    assert handing.handed(desk, "ks") == {}


def test_a_quiet_rallys_strips_name_no_lead(desk, client, enter):
    a_rally(desk, "q", quiet=True)
    a_lead(desk, ANA, event="q", name="Ana Ruiz")
    enter()

    page = client.post("/e/q/sheets", data={"what": "strips", "lead": ANA})

    assert "Ana Ruiz" not in page.text


def test_a_post_from_another_origin_prints_nothing(desk, client, enter):
    enter()

    page = client.post(
        "/e/ks/sheets", data={"what": "pages", "lead": ["wichita_teachers"]},
        headers={"Origin": "https://evil.example"},
    )  # fmt: skip

    assert page.status_code == 403
    assert handing.handed(desk, "ks") == {}


def test_the_choice_speaks_spanish(client, enter):
    enter()

    assert "Tiras para arrancar" in client.get("/e/ks/sheets?lang=es").text
