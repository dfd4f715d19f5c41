import pytest

from tests.builders import a_lead, a_rally, commit
from tests.pages.conftest import ORGANIZER, components, text
from turnout.desk import leads, links
from turnout.model import Role


@pytest.fixture
def rally(desk):
    a_rally(desk)
    a_lead(desk)
    a_lead(desk, "other", name="Other")


@pytest.fixture
def own(desk, rally):
    """Return the grant of the lead called Other."""
    session, _ = links.enter(desk, links.mint(desk, Role.LEAD, "ks", lead="other"))
    return links.visitor(desk, session)[0]


def taps(app):
    """Return what the taps on the page were given."""
    return [each for each in components(app) if each.get("module", "").endswith("taps.js")]


def test_a_lead_sees_their_own_taps_people_and_branch(desk, own, open_page):
    a_lead(desk, "child", name="Child of Other", recruited_by="other")
    leads.declare(desk, "ks", "child", total=7).result()
    commit(desk, "1", name="Amina", party="3", lead="other")
    commit(desk, "2", name="Ben", lead="wichita_teachers")

    app = open_page("lead", own)

    (given,) = taps(app)
    assert (given["event"], given["at"]) == ("ks", "/e/ks/pocket")
    assert "Amina" in text(app)
    assert "Ben" not in text(app)
    assert "They bring 7 in all" in text(app)
    assert "Child of Other" in text(app)


def test_an_organizer_chooses_a_lead(desk, rally, open_page):
    commit(desk, name="Amina", lead="other")
    number = leads.leads(desk, "ks")[1].id

    app = open_page("lead", ORGANIZER, lead=str(number))

    assert [given["lead"] for given in taps(app)] == [number]
    assert "Amina" in text(app)
    assert app.selectbox(key="which_lead").value == number


def test_a_lead_that_the_event_has_not_is_not_chosen(desk, rally, open_page):
    app = open_page("lead", ORGANIZER, lead="999")

    assert [given["lead"] for given in taps(app)] == [leads.leads(desk, "ks")[0].id]


def test_a_lead_cannot_choose_another(desk, own, open_page):
    first = leads.leads(desk, "ks")[0].id

    app = open_page("lead", own, lead=str(first))

    assert [given["lead"] for given in taps(app)] == [leads.leads(desk, "ks")[1].id]


@pytest.mark.parametrize("page", ["lead", "network"])
def test_an_event_without_leads_leads_to_where_the_first_is_added(page, desk, open_page):
    a_rally(desk)

    ways = {each.proto.label: each.proto.query_string
            for each in open_page(page, ORGANIZER).get("page_link")}  # fmt: skip

    assert ways["Add the first one on the desk"] == "event=ks&section=leads&lang=en"


def test_the_page_speaks_spanish(desk, own, open_page):
    app = open_page("lead", own, lang="es")

    assert "Mi gente" in text(app)
    assert taps(app)[0]["lang"] == "es"


def test_a_funder_meets_a_closed_door(desk, rally, open_page):
    session, _ = links.enter(desk, links.mint(desk, Role.FUNDER, "ks"))

    app = open_page("lead", *links.visitor(desk, session))

    assert taps(app) == []
