"""The door over HTTP: who is given the roster, what is on it, and what becomes of taps."""

import json
from datetime import timedelta

import pytest

from tests.builders import NOON, a_rally, commit
from tests.web.test_pocket import needed
from turnout.desk import door, links, looks, rallies
from turnout.model import Came, Role
from turnout.web import door as page

KEY = "key-of-a-tap-0001"
WALKED = f"walkin:{KEY}"  # is taken: what is refused of it is refused for its number


@pytest.fixture
def at_the_door(desk, client):
    """Let the client in by a link to the door of "ks"."""
    session, _ = links.enter(desk, links.mint(desk, Role.DOOR, "ks"))
    client.cookies.set(links.COOKIE, session)
    return client


def said(client, *taps, **more):
    told = {"phone": "phone-1", "taps": list(taps), **more}
    return client.post("/e/ks/door/taps", json=told)


def in_(subject, n, key=KEY, **more):
    return {"key": key, "kind": "came", "subject": subject, "n": n, **more}


def test_the_page_and_its_worker_hold_nothing_of_anybody(desk, at_the_door):
    commit(desk, name="Amina Osman", contact="amina@example.org")

    for path in ("/e/ks/door", "/e/ks/door/sw.js"):
        assert "Amina" not in at_the_door.get(path).text


def test_the_roster_has_what_finds_people_and_no_contact(desk, at_the_door):
    person = commit(
        desk, name="Amina Osman", party="4", contact="amina@example.org", handle="amina@m.example",
        lead="wichita_teachers", needs=("wheelchair",), note="by bus",
    ).person  # fmt: skip

    answer = at_the_door.get("/e/ks/door/state")

    (party,) = answer.json()["people"]
    lead = answer.json()["leads"][0]["id"]
    assert party == {
        "subject": f"person:{person}", "codes": [door.code(desk, 1, person)], "party": 4,
        "status": "yes", "needs": ["wheelchair"], "name": "Amina Osman", "lead": lead,
    }  # fmt: skip
    assert not [hidden for hidden in ("example", "bus") if hidden in answer.text]
    assert answer.headers["cache-control"] == "no-store"


def test_who_comes_is_on_the_roster_by_name_before_who_says_maybe(desk, at_the_door):
    for name, status in (
        ("Zoe", "confirmed"), ("Eve", "maybe"), ("Ana", "maybe"), ("Bea", "cancelled"),
        ("Mia", "yes"),
    ):  # fmt: skip
        commit(desk, name, name=name, status=status)

    people = at_the_door.get("/e/ks/door/state").json()["people"]

    assert [one["name"] for one in people] == ["Mia", "Zoe", "Ana", "Eve", "Bea"]


def test_of_a_quiet_event_no_name_leaves(live_in, app):
    from starlette.testclient import TestClient

    desk = live_in()
    a_rally(desk, quiet=True)
    commit(desk, name="Amina Osman")
    client = TestClient(app)
    client.cookies.set(links.COOKIE, links.enter(desk, links.mint(desk, Role.DOOR, "ks"))[0])

    told = client.get("/e/ks/door/state")
    assert "Amina" not in told.text
    assert len(told.json()["people"][0]["codes"][0]) == 8


def test_the_roster_is_sent_again_only_when_somebody_promised_anew(desk, at_the_door):
    person = commit(desk, "1", name="Amina").person
    told = at_the_door.get("/e/ks/door/state").json()
    said(at_the_door, in_(f"person:{person}", 1))

    seen = {"since": told["seq"], "roster": told["roster"]}
    news = at_the_door.get("/e/ks/door/state", params=seen).json()
    assert "people" not in news
    assert [each["came"] for each in news["present"]] == [1]

    commit(desk, "2", name="Bo")
    assert len(at_the_door.get("/e/ks/door/state", params=seen).json()["people"]) == 2


def test_a_tap_sent_again_counts_once(desk, at_the_door):
    tap = in_("walkin:" + "w" * 20, 3)
    first, again = (said(at_the_door, tap).json()["answers"][0] for _ in range(2))

    assert (first["seq"], again["again"]) == (again["seq"], True)
    assert looks.progress(desk, "ks").came == Came(walk_ins=3)


def test_both_phones_are_told_of_one_family_and_the_later_word_stands(desk, at_the_door):
    person = commit(desk, name="Amina", party="4").person
    late = in_(f"person:{person}", 4, key="key-of-a-tap-late1", age=600)
    said(at_the_door, in_(f"person:{person}", 3), phone="phone-2")
    answer = said(at_the_door, late, phone="phone-1").json()

    (stands,) = answer["present"]
    assert (stands["came"], stands["phone"], stands["other"]["came"]) == (3, "phone-2", 4)
    assert looks.progress(desk, "ks").came == Came(checked=3)


def test_of_one_phones_words_the_one_it_sent_last_stands_however_slow_the_first(desk, at_the_door):
    party = "walkin:" + "w" * 20
    said(at_the_door, in_(party, 3, key="key-of-a-tap-slow1", age=1))
    said(at_the_door, in_(party, 0, key="key-of-a-tap-fast1", age=5))

    assert looks.progress(desk, "ks").came is None


def test_a_walk_in_is_taken_by_its_number(at_the_door):
    (answer,) = said(at_the_door, in_(WALKED, 2)).json()["answers"]

    assert answer["seq"]


@pytest.mark.parametrize(
    "tap",
    [
        in_("person:999", 1), in_(WALKED, 201), in_("walkin:short", 1), in_("nobody", 1),
        in_(WALKED, 2.9), in_(WALKED, True),
        in_(WALKED, -1), {"key": KEY, "kind": "came"}, {"key": "k", "kind": "came"}, 5,
        {"key": KEY, "kind": "count", "method": "eye", "detail": {}},
        {"key": KEY, "kind": "count", "method": "grid", "detail": {"squares": [[-1, "loose"]]}},
        {"key": KEY, "kind": "count", "method": "clickers", "detail": []},
    ],
)  # fmt: skip
def test_what_no_phone_of_ours_says_is_refused_and_stores_nothing(desk, at_the_door, tap):
    commit(desk)
    before = looks.seqs(desk)

    (answer,) = said(at_the_door, tap).json()["answers"]

    assert answer["refused"]
    assert looks.seqs(desk) == before


def test_a_head_count_is_told_with_its_range_and_added_to_nothing(desk, at_the_door):
    detail = {"squares": [[500, "loose"], [100, "dense"]]}
    said(at_the_door, {"key": KEY, "kind": "count", "method": "grid", "detail": detail})

    shown = looks.progress(desk, "ks")
    assert shown.came is None
    assert shown.head_count.low < shown.head_count.heads < shown.head_count.high


def test_a_link_taken_back_answers_nothing_more(desk, at_the_door):
    (issued,) = links.issued(desk)
    links.revoke(desk, issued.grant.id)

    answer = said(at_the_door, in_("walkin:" + "w" * 20, 1))
    assert (answer.status_code, answer.json()["answers"]) == (403, [])
    assert looks.progress(desk, "ks").came is None


def test_a_link_ends_some_hours_after_the_event_wherever_that_is_moved_to(tmp_path):
    from tests.builders import a_desk

    clock = [NOON]
    desk = a_desk(tmp_path, lambda: clock[0])
    event = a_rally(desk)
    session, _ = links.enter(desk, links.mint(desk, Role.DOOR, "ks"))
    ends = door.good_until(event)

    clock[0] = ends - timedelta(seconds=1)
    assert links.visitor(desk, session)
    clock[0] = ends
    assert not links.visitor(desk, session)
    clock[0] = NOON
    rallies.change(desk, "ks", starts_at=event.starts_at + timedelta(days=7)).result()
    clock[0] = ends
    assert links.visitor(desk, session)
    desk.store.close()


def test_a_link_opens_the_door(desk, client):
    token = links.mint(desk, Role.DOOR, "ks")

    assert client.post("/enter", data={"token": token}).headers["location"] == "/e/ks/door"


def test_the_worker_keeps_all_that_the_page_loads(at_the_door):
    worker = at_the_door.get("/e/ks/door/sw.js")

    told = json.loads(worker.text.partition("TOLD = ")[2].partition(";\n")[0])
    assert [at_the_door.get(file).status_code for file in told["files"]] == [200] * len(page.FILES)
    assert needed("door.js") <= set(page.FILES)


def test_a_code_finds_its_person_and_opens_nothing(desk, client):
    person = commit(desk, name="Amina").person
    token = links.personal(desk, "ks", person)
    client.post("/e/ks/mine", data={"token": token})
    code = door.code(desk, 1, person)

    assert f"{code[:4]}-{code[4:]}" in client.get("/e/ks/mine").text
    assert token not in code
    assert client.post("/enter", data={"token": code}).status_code == 403


@pytest.mark.parametrize("path", ["mine", "thanks"])
def test_who_does_not_come_is_shown_no_code(path, desk, client):
    client.post("/e/ks/join", data={"name": "Amina", "party": "2"})
    assert "data:image/svg+xml" in client.get(f"/e/ks/{path}").text

    client.post("/e/ks/mine", data={"party": "2", "status": "cancelled"})
    assert "data:image/svg+xml" not in client.get(f"/e/ks/{path}").text
