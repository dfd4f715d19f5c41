import re

import pytest

from tests.builders import a_lead, commit
from turnout.desk import leads, links, looks, reviews
from turnout.model import ReviewState, Role

URL = "/e/ks/paper"


@pytest.fixture
def enter(desk, client):
    """Return a function that opens a link of `role` in this browser."""

    def opened(role=Role.ORGANIZER, **to):
        token = links.mint(desk, role, "ks", **to)
        session, grant = links.enter(desk, token)
        client.cookies.set(links.COOKIE, session)
        return grant

    return opened


@pytest.fixture
def type_in(client):
    def send(**fields):
        data = {"name": "Ana", "party": "2", **fields}
        return client.post(URL, data=data, headers={"Accept": "application/json"})

    return send


def test_a_stranger_neither_sees_the_form_nor_stores_a_row(client, type_in, coming):
    assert client.get(URL).status_code == 403
    assert client.get(f"{URL}/sheet").status_code == 403
    assert type_in().status_code == 403
    assert coming() == 0


@pytest.mark.parametrize("role", [Role.FUNDER, Role.DOOR])
def test_funders_and_doors_type_in_nothing(enter, type_in, role):
    enter(role)

    assert type_in().status_code == 403


def test_a_row_is_acknowledged_and_kept_as_paper(desk, enter, type_in, coming):
    enter()

    told = type_in(key="k", lead="wichita_teachers@mastodon.social").json()

    assert told["said"] == "Stored. 2 come now."
    assert coming() == 2
    (door,) = looks.doors(desk, "ks")
    assert (door.door, door.people) == ("paper", 2)


def test_a_row_with_its_box_ticked_is_a_maybe(desk, enter, type_in, coming):
    enter()

    told = type_in(key="k", status="maybe").json()

    assert told["row"] == "Ana, maybe 2 people"
    assert (coming(), looks.progress(desk, "ks").count.maybe) == (0, 2)


def test_a_row_says_nothing_but_yes_or_maybe(enter, type_in, coming):
    enter()

    assert type_in(status="certainly").json()["wrong"].keys() == {"status"}
    assert coming() == 0


def test_a_row_sent_again_is_one_row(enter, type_in, coming):
    enter()
    first, second = type_in(key="k").json(), type_in(key="k").json()

    assert second["seq"] == first["seq"]
    assert second["said"] == "Stored before. 2 come now."
    assert coming() == 2


def test_who_is_known_is_counted_once_and_said(desk, enter, type_in, coming):
    commit(desk, contact="ana@example.org", party="3")
    enter()

    told = type_in(contact="ana@example.org").json()

    assert told["known"]
    assert "counted once" in told["said"]
    assert coming() == 2


def test_a_lead_who_types_in_another_leads_person_is_told_who_decides(desk, enter, type_in, coming):
    a_lead(desk, "nurses", name="Nurses")
    commit(desk, contact="ana@example.org", party="3", lead="nurses")
    enter(Role.LEAD, lead="wichita_teachers")

    told = type_in(contact="ana@example.org").json()

    assert "already with another lead; the organizer decides" in told["said"]
    assert (told["known"], coming()) == (True, 3)


def test_a_leads_rows_are_their_own_whatever_the_form_says(desk, enter, type_in):
    a_lead(desk, "nurses", name="Nurses")
    enter(Role.LEAD, lead="nurses")
    type_in(lead="wichita_teachers@mastodon.social")

    counts = {lead.handle: lead.count.coming for lead in looks.progress(desk, "ks").leads}
    assert counts == {"wichita_teachers@mastodon.social": 0, "nurses": 2}


def test_a_revoked_link_types_in_nothing(desk, enter, type_in, coming):
    links.revoke(desk, enter().id)

    assert type_in().status_code == 403
    assert coming() == 0


def test_what_is_wrong_is_said_beside_its_field(enter, type_in, coming):
    enter()

    answer = type_in(party="lots")

    assert answer.status_code == 422
    assert list(answer.json()["wrong"]) == ["party"]
    assert type_in(name=" ").json()["wrong"] == {"name": "Tell us your name."}
    assert coming() == 0


def test_the_last_row_is_taken_back(enter, type_in, client, coming):
    enter()
    seq = type_in().json()["seq"]

    for _ in range(2):
        answer = client.post(URL, data={"undo": seq}, headers={"Accept": "application/json"})
        assert answer.json() == {"said": "Taken back."}
    assert coming() == 0


def test_a_lead_takes_back_nobody_elses_row(desk, enter, client, coming):
    seq = commit(desk, party="4").seq
    enter(Role.LEAD, lead="wichita_teachers")

    answer = client.post(URL, data={"undo": seq}, headers={"Accept": "application/json"})

    assert "can no longer" in answer.json()["said"]
    assert coming() == 4


def test_a_lead_does_not_take_back_what_an_organizer_decided(desk, enter, type_in, client, coming):
    enter(Role.LEAD, lead="wichita_teachers")
    row = type_in().json()["seq"]
    aside = reviews.decide(desk, row, ReviewState.SET_ASIDE, "desk", "ks").result()
    hidden = leads.show(desk, "ks", "wichita_teachers@mastodon.social", False).result()

    for seq in (aside.seq, hidden.seq):
        answer = client.post(URL, data={"undo": seq}, headers={"Accept": "application/json"})
        assert "can no longer" in answer.json()["said"]
    assert coming() == 0
    assert not leads.leads(desk, "ks")[0].shown


def test_a_foreign_page_types_in_nothing(enter, client, coming):
    enter()

    answer = client.post(URL, data={"name": "A"}, headers={"Origin": "https://elsewhere.test"})

    assert answer.status_code == 403
    assert coming() == 0


def test_without_a_script_the_form_stores_a_row_and_keeps_its_lead(enter, client, coming):
    enter()
    key = re.search(r'name="key" value="([^"]+)"', client.get(URL).text)[1]
    lead = "wichita_teachers@mastodon.social"

    page = client.post(URL, data={"name": "Ana", "party": "2", "key": key, "lead": lead})

    assert "Ana, 2 people" in page.text
    assert f'value="{lead}" selected' in page.text
    assert coming() == 2


@pytest.mark.parametrize("size", ["letter", "a4"])
def test_a_sheet_has_its_rows_both_languages_and_the_leads_name(enter, client, size):
    enter()

    page = client.get(f"{URL}/sheet?lead=wichita_teachers@mastodon.social&size={size}").text

    assert page.count("<tr><td") == 15
    assert "Name / Nombre" in page
    assert "Wichita Teachers" in page
    assert "Maybe / Tal vez" in page
    assert f"sheets-{size}.css" in page
