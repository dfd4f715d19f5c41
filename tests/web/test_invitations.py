"""Supporters' own links: they bring credit to whom they are of, and tell a stranger nothing."""

import re
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from tests.builders import a_lead, a_rally
from turnout.desk import invitations, leads, looks

TEACHERS = "wichita_teachers"


def own_link(page):
    """Return the address that a thank-you page, or one's own entry, passes on."""
    return re.search(r'class="passed-on">[^<]*?(http[^\s<]+)', page.text)[1].replace("&amp;", "&")


def query(link):
    return {name: values[0] for name, values in parse_qs(urlsplit(link).query).items()}


@pytest.fixture
def join(client):
    """Return a function by which somebody signs up, on a phone of their own."""

    def send(name, address="/e/ks/join", **fields):
        client.cookies.clear()
        path = address.replace("http://testserver", "")
        return client.post(path, data={"name": name, "party": "1", **fields})

    return send


@pytest.fixture
def brought(desk):
    """Return who brought whom, by name."""

    def names():
        with desk.store.reading() as look:
            return dict(map(tuple, look.rows("""
                SELECT guest.name, host.name FROM invitation
                JOIN person AS guest ON guest.id = invitation.person
                JOIN person AS host ON host.id = invitation.inviter
            """)))  # fmt: skip

    return names


def test_who_signs_up_by_a_supporters_link_is_of_their_branch(client, join, brought, desk):
    thanks = client.get(join("Ana", f"/e/ks/join?lead={TEACHERS}").headers["location"])
    link = own_link(thanks)
    join("Bo", link)

    assert query(link)["lead"] == TEACHERS
    assert brought() == {"Bo": "Ana"}
    assert looks.progress(desk, "ks").leads[0].count.coming == 2


def test_the_own_entry_passes_on_the_same_link(client, join):
    thanks = client.get(join("Ana", f"/e/ks/join?lead={TEACHERS}").headers["location"])
    mine = client.get("/e/ks/mine")

    assert query(own_link(mine)) == query(own_link(thanks))
    assert "@" not in own_link(mine)


def test_every_network_gets_the_whole_link(client, join):
    thanks = client.get(join("Ana").headers["location"])
    via = query(own_link(thanks))["via"]

    assert unquote(re.search(r'href="(https://wa\.me[^"]+)"', thanks.text)[1]).count(via) == 1


def test_a_form_that_is_refused_keeps_by_whose_link_it_came(client, join, brought):
    link = own_link(client.get(join("Ana").headers["location"]))
    refused = join("", "/e/ks/join", via=query(link)["via"])
    kept = re.search(r'name="via" value="([^"]+)"', refused.text)[1]
    join("Bo", via=kept)

    assert refused.status_code == 422
    assert brought() == {"Bo": "Ana"}


def test_somebody_else_signed_up_on_the_same_phone_was_brought_by_its_owner(client, join, brought):
    thanks = client.get(join("Ana").headers["location"])
    another = re.search(r'href="(/e/ks/join\?via=[^"]+)"', thanks.text)[1]
    client.post(another, data={"name": "Bo", "party": "1"})

    assert brought() == {"Bo": "Ana"}


def test_a_link_with_a_code_shows_a_stranger_what_one_without_shows(client, join, desk):
    join("Ana Ruiz", f"/e/ks/join?lead={TEACHERS}", contact="ana@example.org", consent="yes")
    client.cookies.clear()
    with desk.store.reading() as look:
        person = look.row("SELECT person FROM commitment ORDER BY seq DESC LIMIT 1")[0]
    code = invitations.code(desk.pepper, 1, person)

    def shown(address):
        page = client.get(address).text
        return re.sub(r'<input type="hidden"[^>]+>\n?|\?via=[A-Z0-9]+|nonce="[^"]+"', "", page)

    assert "Ruiz" not in client.get(f"/e/ks/join?via={code}").text
    assert shown(f"/e/ks/join?via={code}") == shown("/e/ks/join?via=AAAAAAAAAAAAAAAA")


@pytest.mark.parametrize("via", ["", "x" * 5_000, "<script>", "\u202e", "'", "AAAAAAAAAAAAAAAA"])
def test_whatever_stands_for_a_code_nobody_is_turned_away(join, via, coming, brought):
    assert join("Bo", via=via).status_code == 303
    assert (coming(), brought()) == (1, {})


def test_a_quiet_events_links_say_nothing_of_who_passed_them_on(client, join, desk):
    a_rally(desk, "clinic", quiet=True)
    thanks = client.get(join("Ana", "/e/clinic/join").headers["location"])

    assert "via=" not in thanks.text


def test_a_link_does_not_name_a_lead_who_is_hidden(client, join, desk):
    join("Ana", f"/e/ks/join?lead={TEACHERS}")
    leads.show(desk, "ks", TEACHERS, False).result()

    assert query(own_link(client.get("/e/ks/mine"))).keys() == {"via"}


def test_without_a_lead_in_the_link_they_go_with_the_lead_of_who_passed_it_on(client, join, desk):
    a_lead(desk, "topeka_nurses", name="Topeka Nurses")
    link = own_link(client.get(join("Ana", "/e/ks/join?lead=topeka_nurses").headers["location"]))
    join("Bo", f"/e/ks/join?via={query(link)['via']}")

    assert [row.count.coming for row in looks.progress(desk, "ks").leads] == [0, 2]


def test_a_service_may_say_by_whose_link_they_came(client, join, key, brought):
    via = query(own_link(client.get(join("Ana").headers["location"])))["via"]
    answer = client.post(
        "/api/v1/events/ks/commitments",
        json={"name": "Bo", "via": via},
        headers={"Authorization": f"Bearer {key}", "Idempotency-Key": "b"},
    )

    assert answer.status_code == 201
    assert brought() == {"Bo": "Ana"}
