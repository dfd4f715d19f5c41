"""The roll for everybody: who wants to be on it and may be, and nothing of the others."""

import pytest

from tests.builders import a_lead, a_rally, come, commit
from turnout.desk import leads, links, rallies, taps
from turnout.desk.pocket import Actor
from turnout.desk.taps import Tap
from turnout.model import Role

URL = "/e/ks/roll.json"


def choose(desk, lead, place="roll", name="", said_as="", role=Role.LEAD, event="ks"):
    """Have a lead say where they want to be named."""
    choose.times += 1
    told = Tap(
        f"key-of-a-choice-{choose.times:06}", "roll", place=place, name=name, said_as=said_as
    )
    return taps.tap(desk, Actor(event, lead.id, role, "desk"), told)


choose.times = 0


@pytest.fixture
def teachers(desk):
    return leads.leads(desk, "ks")[0]


@pytest.fixture
def nurses(desk, teachers):
    return a_lead(desk, "nurses@example.org", name="Nurses", recruited_by=teachers.handle)


def test_nobody_is_on_the_roll_who_did_not_ask_for_it(client, teachers):
    assert client.get(URL).json() == {"seq": 2, "rows": [], "others": 1}


def test_a_row_names_who_brought_them_and_whom_they_brought(client, desk, teachers, nurses):
    choose(desk, teachers)
    choose(desk, nurses)

    first, second = client.get(URL).json()["rows"]

    assert (first["by"], first["depth"], second["depth"]) == (None, 0, 1)
    assert first["brought"] == [{"name": "Nurses", "handle": "nurses@example.org"}]
    assert second["by"] == {"name": "Wichita Teachers", "handle": teachers.handle}


def test_of_many_whom_they_brought_the_page_names_five_and_counts_the_rest(client, desk, teachers):
    choose(desk, teachers)
    for number in range(7):
        choose(desk, a_lead(desk, f"l{number}", name=f"L{number}", recruited_by=teachers.handle))

    page = client.get("/e/ks/roll").text

    assert "Brought to lead: L0, L1, L2, L3, L4 and 2 more leads" in page


def test_who_is_not_on_it_is_only_counted(client, desk, teachers, nurses):
    choose(desk, teachers)

    answer = client.get(URL)

    assert "Nurses" not in answer.text
    (row,) = answer.json()["rows"]
    assert (row["brought"], row["brought_others"], row["leads_below"]) == ([], 1, 0)
    assert answer.json()["others"] == 1


def test_a_branch_counts_all_who_are_named_and_came_is_null_until_somebody_has(
    client, desk, teachers, nurses
):
    choose(desk, teachers)
    choose(desk, nurses)
    commit(desk, "1", party="4", lead="nurses")
    commit(desk, "2", party="2", lead="wichita_teachers", status="confirmed", name="Bo")
    row, _ = client.get(URL).json()["rows"]
    assert (row["promised"], row["confirmed"], row["branch"], row["came"]) == (2, 2, 6, None)
    assert row["honours"] == []

    come(desk, heads=2, lead=teachers.id)

    row, _ = client.get(URL).json()["rows"]
    assert (row["came"], row["honours"]) == (2, ["kept"])


def test_of_a_lead_with_whom_nobody_came_yet_no_nought_is_told(client, desk, teachers, nurses):
    for lead in (teachers, nurses):
        choose(desk, lead)
        commit(desk, lead.handle, party="4", lead=lead.handle)

    come(desk, heads=3, lead=teachers.id)

    came, on_their_way = client.get(URL).json()["rows"]
    page = client.get("/e/ks/roll").text
    assert (came["came"], on_their_way["came"]) == (3, None)
    assert "4 promised, 3 came" in page
    assert "<p>4 promised</p>" in page
    assert "0 came" not in page


def test_it_is_in_the_order_of_branches_and_not_of_size(client, desk, teachers, nurses):
    large = a_lead(desk, "large", name="Large", goal=500)
    for lead in (large, nurses, teachers):
        choose(desk, lead)
    commit(desk, party="40", lead="large")

    rows = client.get(URL).json()["rows"]

    assert [row["name"] for row in rows] == ["Wichita Teachers", "Nurses", "Large"]


@pytest.mark.parametrize("how", ["itself", "nowhere", "organizer", "names_off"])
def test_who_is_taken_off_is_gone_from_the_next_answer(client, desk, teachers, nurses, how):
    choose(desk, teachers)
    choose(desk, nurses)
    etag = client.get(URL).headers["etag"]

    if how in ("itself", "nowhere"):
        choose(desk, nurses, "rows" if how == "itself" else "nowhere")
    elif how == "organizer":
        leads.show(desk, "ks", nurses.handle, False).result()
    else:
        rallies.change(desk, "ks", names_public=False).result()

    answer = client.get(URL, headers={"If-None-Match": etag})
    assert answer.status_code == 200
    assert "nurses" not in answer.text.lower()


def test_a_quiet_event_has_no_names_on_its_roll(client, desk):
    a_rally(desk, "clinic", quiet=True)
    choose(desk, a_lead(desk, "clinic_lead", event="clinic"), event="clinic")

    assert client.get("/e/clinic/roll.json").json()["rows"] == []


def test_a_changed_goal_changes_no_honour(client, desk, teachers):
    choose(desk, teachers)
    commit(desk, party="4", lead="wichita_teachers")
    come(desk, heads=4, lead=teachers.id)

    for goal in (400, 2, 0):
        leads.set_goal(desk, "ks", teachers.handle, goal).result()
        assert client.get(URL).json()["rows"][0]["honours"] == ["kept"]


def test_the_page_tells_it_without_a_script(client, desk, teachers, nurses):
    a_lead(desk, "others", name="Unnamed Others", recruited_by=teachers.handle)
    choose(desk, teachers)
    choose(desk, nurses)
    commit(desk, party="4", lead="nurses")
    come(desk, heads=4, lead=nurses.id)

    page = client.get("/e/ks/roll").text

    assert "Brought to lead: Nurses and one more lead" in page
    assert "Brought by Wichita Teachers" in page
    assert "4 promised, 4 came" in page
    assert "Kept their promise" in page
    assert "And one lead who is not named here." in page
    assert "Unnamed" not in page


def test_the_page_is_there_in_spanish(client, desk, teachers):
    choose(desk, teachers)
    commit(desk, party="4", lead="wichita_teachers")

    page = client.get("/e/ks/roll?lang=es").text

    assert "Vienen 4 personas, meta 120" in page
    assert "Quiénes nos trajeron hasta aquí" in page


def test_an_empty_roll_says_why(client, desk, teachers):
    assert "Leads choose to be." in client.get("/e/ks/roll").text

    rallies.change(desk, "ks", names_public=False).result()

    assert "shows no names" in client.get("/e/ks/roll").text


def test_the_sheet_says_how_each_name_is_said_to_organizers_alone(client, desk, teachers):
    choose(desk, teachers, said_as="WITCH-ih-taw")
    assert client.get("/e/ks/roll/sheet").status_code == 403
    assert "WITCH" not in client.get("/e/ks/roll").text + client.get(URL).text

    session, _ = links.enter(desk, links.mint(desk, Role.ORGANIZER, "ks"))
    client.cookies.set(links.COOKIE, session)

    assert "say: WITCH-ih-taw" in client.get("/e/ks/roll/sheet").text


def test_the_pocket_tells_what_stands_and_takes_a_choice(client, desk, teachers):
    session, _ = links.enter(desk, links.mint(desk, Role.LEAD, "ks", lead="wichita_teachers"))
    client.cookies.set(links.COOKIE, session)
    tap = {"key": "k" * 20, "kind": "roll", "place": "roll", "name": "Teachers", "said_as": "TEE"}

    told = client.post("/e/ks/pocket/taps", json={"lead": teachers.id, "taps": [tap]}).json()

    assert told["roll"] == {
        "name": "Wichita Teachers",
        "place": "roll",
        "asked": "Teachers",
        "said_as": "TEE",
        "stands": "roll",
    }
    leads.show(desk, "ks", teachers.handle, False).result()
    assert client.get("/e/ks/pocket/state").json()["roll"]["stands"] == "hidden"
