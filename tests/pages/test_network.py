import pytest

from tests.builders import a_lead, a_rally, commit
from tests.pages.conftest import ORGANIZER, components, text
from turnout.desk import invitations, leads, links
from turnout.model import Role

TEACHERS = "wichita_teachers"


@pytest.fixture
def rally(desk):
    """Amina came with the teachers and brought Bo; the teachers recruited the nurses."""
    event = a_rally(desk)
    a_lead(desk)
    a_lead(desk, "topeka_nurses", name="Topeka Nurses", recruited_by=TEACHERS)
    amina = commit(desk, "a", lead=TEACHERS, party="2")
    commit(desk, "b", name="Bo", via=invitations.code(desk.pepper, event.id, amina.person))
    commit(desk, "c", name="Cy", lead="topeka_nurses", party="4")
    return amina


def tree(app):
    """Return the data that the tree was given, or None."""
    found = [each for each in components(app) if each.get("module", "").endswith("network.js")]
    return found[0] if found else None


def names(app):
    return [row["name"] for row in tree(app)["rows"]]


def of_lead(desk, handle):
    session, _ = links.enter(desk, links.mint(desk, Role.LEAD, "ks", lead=handle))
    return links.visitor(desk, session)[0]


def test_an_organizer_sees_how_many_come_and_through_whom(desk, rally, open_page):
    app = open_page("network", ORGANIZER)

    assert "7 coming through 2 leads; 3 gave a name." in text(app)
    assert "Topeka Nurses" in names(app)
    assert tree(app)["mayPromote"]


def test_a_lead_sees_their_own_branch_and_no_name_of_anybody_elses_people(desk, rally, open_page):
    app = open_page("network", of_lead(desk, TEACHERS))

    assert "7 coming in your branch: 3 with you, 4 through the leads you brought." in text(app)
    assert names(app) == ["Wichita Teachers", "Topeka Nurses", "Amina", "Bo"]
    assert not tree(app)["mayPromote"]
    assert not [each for each in app.button if str(each.key).startswith("promote-")]


def test_a_lead_who_brought_no_other_is_told_how_a_branch_grows(desk, rally, open_page):
    app = open_page("network", of_lead(desk, "topeka_nurses"))

    assert "4 coming with you." in text(app)


def test_one_tap_makes_a_supporter_a_lead_and_one_takes_it_back(desk, rally, open_page):
    app = open_page("network", ORGANIZER)
    app.button(key=f"promote-{rally.person}").click().run()
    told, leading = text(app), [each.name for each in leads.leads(desk, "ks")]
    app.button(key="promoted-undo").click().run()

    assert "Amina leads now, as @amina." in told
    assert "1 person whom they brought came along." in told
    assert leading[-1] == "Amina"
    assert [each.name for each in leads.leads(desk, "ks")] == leading[:-1]


def test_what_a_name_is_made_of_is_no_markup(desk, rally, open_page):
    nasty = "<b>Zed</b> **x** [l](http://evil.example)"
    zed = commit(desk, "z", name=nasty, lead=TEACHERS)
    commit(desk, "y", name="Y", via=invitations.code(desk.pepper, 1, zed.person))
    app = open_page("network", ORGANIZER)
    app.button(key=f"promote-{zed.person}").click().run()

    assert nasty in text(app)
    html = "".join(each.proto.body for each in app.get("html"))
    assert "<b>Zed" not in html


def test_before_anybody_came_it_says_how_it_begins(desk, open_page):
    a_rally(desk)

    assert "Nobody has promised anything yet." in text(open_page("network", ORGANIZER))


def test_a_quiet_rally_shows_no_tree(desk, open_page):
    a_rally(desk, quiet=True)
    commit(desk)
    app = open_page("network", ORGANIZER)

    assert "Nobody keeps who brought whom." in text(app)
    assert tree(app) is None


def test_it_is_there_in_spanish(desk, rally, open_page):
    app = open_page("network", ORGANIZER, lang="es")

    assert "Vienen 7 por 2 líderes; 3 dieron su nombre." in text(app)


def test_on_the_desk_a_supporter_is_found_and_made_a_lead(desk, rally, open_page):
    app = open_page("desk", ORGANIZER, section="leads")
    app.text_input(key="supporter-find").set_value("ami").run()
    app.button(key=f"promote-{rally.person}").click().run()

    assert "Amina leads now, as @amina." in text(app)
    assert leads.leads(desk, "ks")[-1].recruited_by == TEACHERS


def test_the_desk_of_a_quiet_rally_looks_for_no_supporter(desk, open_page):
    a_rally(desk, quiet=True)
    app = open_page("desk", ORGANIZER, section="leads")

    assert not [each for each in app.text_input if each.key == "supporter-find"]


def test_the_ledger_tells_of_it_in_both_languages(desk, rally, open_page):
    app = open_page("network", ORGANIZER)
    app.button(key=f"promote-{rally.person}").click().run()

    assert "Amina was made a lead" in text(open_page("desk", ORGANIZER, section="story"))
    spanish = open_page("desk", ORGANIZER, lang="es", section="story")
    assert "Amina pasó a convocar" in text(spanish)


def test_a_lead_reads_their_branch_on_their_own_page(desk, rally, open_page):
    app = open_page("lead", of_lead(desk, TEACHERS))

    assert "They bring 4 in all" in text(app)
    assert "My people who brought others" in text(app)
