import json
import re
from datetime import timedelta

import pytest

from tests.builders import a_lead, a_rally, a_steward, an_area, an_organizer, commit
from turnout import browser
from turnout.desk import corrections, invitations, leads, links, schedule, sending, sending_hand
from turnout.errors import StoreFailed
from turnout.model import Role
from turnout.model.areas import AreaState
from turnout.model.sending import Budget
from turnout.rules import stale
from turnout.web import pocket

KEY = "a-key-of-a-phone-{}"


@pytest.fixture
def enter(client, desk):
    """Return a function that opens a link in this browser."""

    def open_it(role=Role.LEAD, lead="wichita_teachers", event="ks"):
        token = links.mint(desk, role, event, lead=lead)
        return client.post("/enter", data={"token": token})

    return open_it


@pytest.fixture
def lead(desk):
    return leads.leads(desk, "ks")[0].id


@pytest.fixture
def send(client, lead):
    """Return a function that posts taps as the page does."""

    def post(*taps, of=None, **headers):
        given = [{"key": KEY.format(n), "age": 0, **tap} for n, tap in enumerate(taps)]
        body = json.dumps({"lead": of or lead, "taps": given})
        kind = {"Content-Type": "application/json"}
        return client.post("/e/ks/pocket/taps", content=body, headers={**kind, **headers})

    return post


ONE = {"kind": "more", "n": 1}


def test_a_leads_link_opens_the_pocket(enter):
    assert enter().headers["location"].startswith("/e/ks/pocket")


def test_the_page_holds_nothing_of_any_lead(client, enter, desk):
    commit(desk, name="Amina", lead="wichita_teachers")
    enter()

    page = client.get("/e/ks/pocket")

    assert page.status_code == 200
    assert page.headers["x-turnout-build"] == browser.build()
    assert not any(told in page.text for told in ("Amina", "wichita", "Wichita Teachers"))


@pytest.mark.parametrize("path", ["/e/ks/pocket", "/e/ks/pocket/state"])
def test_a_stranger_is_told_to_get_a_link(path, client):
    assert client.get(path).status_code == 403


def test_the_state_is_the_leads_own(client, enter, desk, lead):
    commit(desk, "1", name="Amina", party="3", lead="wichita_teachers", contact="a@example.org")
    commit(desk, "2", name="Ben")
    enter()

    answer = client.get("/e/ks/pocket/state")

    assert answer.headers["cache-control"] == "no-store"
    assert answer.json()["lead"]["id"] == lead
    assert [one["name"] for one in answer.json()["people"]] == ["Amina"]
    assert "a@example.org" not in answer.text
    assert answer.json()["share"]["join"].endswith(
        "/e/ks/join?lead=wichita_teachers@mastodon.social"
    )


def test_the_state_has_the_leads_own_days_so_far(client, enter, desk):
    commit(desk, "1", name="Amina", party="3", lead="wichita_teachers")
    commit(desk, "2", name="Ben", party="9")
    enter()

    assert [n for _, n in client.get("/e/ks/pocket/state").json()["so_far"]] == [3]


def test_a_lead_who_may_be_named_has_a_picture_to_post(client, enter, desk):
    enter()
    card = client.get("/e/ks/pocket/state").json()["share"]["card"]
    assert card == "/e/ks/leads/wichita_teachers@mastodon.social/card.png?lang=en"
    assert client.get(card).headers["content-type"] == "image/png"

    leads.show(desk, "ks", "wichita_teachers", False).result()

    assert client.get("/e/ks/pocket/state").json()["share"]["card"] == ""


def test_a_lead_who_may_be_named_has_a_calendar_of_their_dates(client, enter, desk):
    enter()
    known = "/e/ks/dates.ics?lead=wichita_teachers@mastodon.social"
    assert client.get("/e/ks/pocket/state").json()["share"]["dates"] == known
    assert client.get(known).status_code == 200

    leads.show(desk, "ks", "wichita_teachers@mastodon.social", False).result()

    assert client.get("/e/ks/pocket/state").json()["share"]["dates"] == ""


def test_a_steward_is_told_which_of_their_areas_waits_the_longest_and_led_there(
    client, enter, desk, monkeypatch
):
    assert state_of(enter, client)["map"] == {}
    area = an_area(desk, a_steward(desk), title="Behind the mill").area
    assert state_of(enter, client)["map"] == {"said": "The clean-up map", "at": "/e/ks/map"}

    monkeypatch.setattr(stale, "WAITS", {AreaState.CONFIRMED: timedelta(-1)})

    assert state_of(enter, client)["map"] == {
        "said": 'Your area "Behind the mill" waits for you.',
        "at": f"/e/ks/map?area={area}",
    }


def test_a_lead_of_a_date_is_led_to_the_campaigns_map(client, enter, desk):
    an_area(desk, an_organizer(desk))
    a_rally(desk, "ks-dec-05", parent="ks")
    a_lead(desk, event="ks-dec-05")
    enter(event="ks-dec-05")

    assert client.get("/e/ks-dec-05/pocket/state").json()["map"]["at"] == "/e/ks/map"


def state_of(enter, client):
    enter()
    return client.get("/e/ks/pocket/state").json()


def test_the_link_opened_last_is_whose_pocket_it_is(desk, enter, client, lead):
    made_first = links.mint(desk, Role.LEAD, "ks", lead="wichita_teachers")
    leads.add(desk, "ks", "Other", "other").result()
    enter(lead="other")

    opened = client.post("/enter", data={"token": made_first})

    assert opened.headers["location"] == f"/e/ks/pocket?lead={lead}"


def test_taps_are_answered_by_their_keys_and_once_only(enter, send):
    enter()

    first = send(ONE, {"kind": "more", "n": 5}).json()
    again = send(ONE, {"kind": "more", "n": 5}).json()

    assert [one["key"] for one in first["answers"]] == [KEY.format(0), KEY.format(1)]
    assert [one["again"] for one in again["answers"]] == [True, True]
    assert (first["coming"], again["coming"]) == (6, 6)


def test_a_refused_tap_says_why_and_the_others_count(enter, send):
    enter()

    told = send({"kind": "person", "name": "Al", "party": "lots"}, ONE).json()

    assert "refused" in told["answers"][0]
    assert told["coming"] == 1


@pytest.mark.parametrize(
    "tap",
    [
        {"kind": "erase"},
        {"kind": "more", "n": "lots"},
        {"kind": "more", "age": "x"},
        {"key": "a"},
        {"key": "\ud800" * 20},
        {"kind": "change", "person": 10**30},
    ],
)
def test_what_no_phone_of_ours_writes_is_refused_and_stores_nothing(tap, enter, send, coming):
    enter()

    assert "refused" in send({"kind": "more", "n": 1, **tap}).json()["answers"][0]
    assert coming() == 0


def test_a_phone_makes_a_challenge_and_is_told_how_far_it_is(enter, send, desk):
    enter()
    made = {"target": 9, "deadline": "2026-11-22T09:30:00-06:00", "text": "Fill  the hall"}

    told = send({"kind": "challenge", "wanted": made}, {"kind": "compete", "says": "yes"}).json()

    assert [answer.get("refused") for answer in told["answers"]] == [None, None]
    (mine,) = told["challenges"]["mine"]
    assert (mine["target"], mine["deadline"]) == (9, "2026-11-22T15:30:00Z")
    assert (mine["text"], told["challenges"]["competes"]) == ("Fill the hall", True)


def test_a_challenge_whose_line_waits_is_no_person_who_is_with_another_lead(enter, send):
    enter()
    made = {"target": 9, "deadline": "2026-11-22T15:30Z", "text": "Fill the hall"}

    told = send({"kind": "challenge", "wanted": made}).json()

    assert "held" not in told["answers"][0]
    assert told["challenges"]["mine"][0]["review"] == "held"


@pytest.mark.parametrize(
    "wanted",
    [
        {},
        {"target": 9},
        {"target": 9, "deadline": "2026-11-22T15:30"},
        {"target": "x", "deadline": "2026-11-22T15:30Z"},
        {"target": 2**70, "deadline": "2026-11-22T15:30Z"},
        {"target": 9, "deadline": "0001-01-01T00:00+14:00"},
        {"target": 9, "deadline": "2026-11-22T15:30Z", "whom": 5},
        {"target": 9, "deadline": "2026-11-22T15:30Z", "whom": [{}]},
        {"target": 9, "deadline": "2026-11-22T15:30Z", "text": "a\u202e"},
        {"target": 9, "deadline": "2026-11-22T15:30Z", "measure": "\ud800"},
        {"target": 9, "deadline": "2026-11-22T15:30Z", "way": "\ud800"},
        {"target": 9, "deadline": "2026-11-22T15:30Z", "way": []},
        [],
        None,
    ],
)
def test_a_challenge_that_no_phone_of_ours_writes_is_refused(wanted, enter, send):
    enter()

    told = send({"kind": "challenge", "wanted": wanted}).json()

    assert "refused" in told["answers"][0]
    assert told["challenges"]["mine"] == []


@pytest.mark.parametrize("origin", ["https://evil.example", "null"])
def test_taps_posted_by_another_site_are_refused(origin, enter, send, coming):
    enter()

    assert send(ONE, Origin=origin).status_code == 403
    assert coming() == 0


def test_a_form_of_another_site_cannot_look_like_taps(enter, client, lead, coming):
    enter()
    body = json.dumps({"lead": lead, "taps": [{**ONE, "key": KEY}]})

    answer = client.post("/e/ks/pocket/taps", content=body, headers={"Content-Type": "text/plain"})

    assert (answer.status_code, coming()) == (415, 0)


@pytest.mark.parametrize("body", ["", "nope", "[]", '{"taps": 3}', '"x"', "[" * 100_000])
def test_a_body_that_cannot_be_read_is_refused(body, enter, client):
    enter()
    kind = {"Content-Type": "application/json"}

    assert client.post("/e/ks/pocket/taps", content=body, headers=kind).status_code == 400


@pytest.mark.parametrize("of", ["999", "x", "-1", "9" * 40])
def test_taps_for_a_lead_the_link_is_not_for_are_not_taken(of, enter, send, coming):
    enter()

    assert send(ONE, of=of).status_code == 403
    assert coming() == 0


def test_another_leads_link_takes_none_of_the_firsts_taps(desk, enter, send, coming):
    leads.add(desk, "ks", "Other", "other").result()
    enter(lead="other")

    assert (send(ONE).status_code, coming()) == (403, 0)


@pytest.mark.parametrize("role", [Role.FUNDER, Role.DOOR])
def test_other_roles_have_no_taps(role, enter, send, coming):
    enter(role, lead="")

    assert (send(ONE).status_code, coming()) == (403, 0)


def test_an_organizers_tap_comes_by_the_desk(desk, enter, send, client):
    enter(Role.ORGANIZER, lead="", event=None)

    assert send(ONE).json()["coming"] == 1
    assert client.get("/api/v1/events/ks/progress").json()["just_in"][0]["door"] == "desk"


@pytest.mark.parametrize(
    "lang, said",
    [("en", "Already with another lead; the organizer"), ("es", "Ya viene con otro líder; decide")],
)
def test_who_is_with_another_lead_is_kept_for_the_organizer_and_the_lead_told_so(
    enter, send, client, desk, lang, said
):
    a_lead(desk, "nurses", name="Nurses")
    commit(desk, contact="ana@example.org", party="3", lead="nurses")
    enter()
    ana = {"kind": "person", "name": "Ana", "contact": "ana@example.org"}

    answers = [
        send(ana, **{"Accept-Language": lang}).json()["answers"][0]["held"] for _ in range(2)
    ]

    assert all(answer.startswith(said) for answer in answers)
    assert client.get("/api/v1/events/ks/progress").json()["coming"] == 3


def test_a_disk_that_does_not_take_it_leaves_the_tap_on_the_phone(enter, send, monkeypatch):
    enter()
    answered = []

    def fail(*given):
        if answered:
            raise StoreFailed("disk full")
        answered.append(pocket.taps.__dict__["Tap"])
        return type("Receipt", (), {"seq": 1, "again": False, "held": False})()

    monkeypatch.setattr(pocket.taps, "tap", fail)

    answer = send(ONE, ONE)

    assert answer.status_code == 503
    assert [one["key"] for one in answer.json()["answers"]] == [KEY.format(0)]


def test_leaving_ends_the_session(enter, client):
    enter()

    assert client.post("/e/ks/pocket/leave").status_code == 204
    assert client.get("/e/ks/pocket/state").status_code == 403


def test_another_site_cannot_end_it(enter, client):
    enter()

    answer = client.post("/e/ks/pocket/leave", headers={"Origin": "https://evil.example"})

    assert answer.status_code == 403
    assert client.get("/e/ks/pocket/state").status_code == 200


def test_the_worker_keeps_every_file_the_page_needs(client, enter):
    enter()
    worker = client.get("/e/ks/pocket/sw.js")

    assert worker.headers["service-worker-allowed"] == "/e/ks/pocket"
    told = json.loads(worker.text.partition("TOLD = ")[2].partition(";\n")[0])
    assert [client.get(file).status_code for file in told["files"]] == [200] * len(pocket.FILES)
    assert needed("pocket.js") <= set(pocket.FILES)


def test_the_manifest_opens_the_pocket(client):
    assert client.get("/e/ks/pocket/manifest.json").json()["start_url"] == "/e/ks/pocket"


def needed(name):
    """Return the modules that `name` imports at once or later, itself included."""
    found, ahead = set(), [name]
    while ahead:
        one = ahead.pop()
        if one not in found:
            found.add(one)
            ahead += re.findall(r'(?: from |import\()"\./([\w-]+\.js)"', browser.read(one).decode())
    return found


@pytest.fixture
def to_ask(desk, lead):
    """Put a ready text for one of the lead's people, and one for another's, into their hands."""
    a_lead(desk, "topeka_nurses@mastodon.social", name="Topeka Nurses")
    commit(desk, "1", name="Amina", contact="785-555-0101", lead="wichita_teachers")
    commit(desk, "2", name="Bo", contact="785-555-0102", lead="topeka_nurses")
    schedule.postpone(desk, "ks").result()
    off = next(each for each in sending.due(desk, "ks") if each.kind == "off")
    sending.set_budget(desk, Budget(quiet_from=0, quiet_until=0)).result()
    sending.send_now(desk, "ks", off.name)


def test_a_lead_finds_the_ready_texts_of_their_own_people(client, enter, to_ask):
    enter()

    told = client.get("/e/ks/pocket/texts")

    assert [each["name"] for each in told.json()["texts"]] == ["Amina"]
    assert "is put off" in told.json()["texts"][0]["text"]
    assert "785-555" not in told.text
    assert told.headers["cache-control"] == "no-store"


def test_a_text_that_was_sent_is_gone_and_nobody_elses_can_be_ticked(
    client, enter, to_ask, lead, desk
):
    theirs = {each.name: each.id for each in sending_hand.by_hand(desk, "ks")}
    enter()

    for name in ("Bo", "Amina"):
        told = client.post("/e/ks/pocket/texts", data={"lead": lead, "id": theirs[name]})

    assert (told.json()["n"], told.json()["texts"]) == (0, [])
    assert [each.name for each in sending_hand.by_hand(desk, "ks")] == ["Bo"]


def test_a_tick_taken_back_gives_the_text_back_once(client, enter, to_ask, lead, desk):
    enter()
    (own,) = client.get("/e/ks/pocket/texts").json()["texts"]
    tick = client.post("/e/ks/pocket/texts", data={"lead": lead, "id": own["id"]}).json()["tick"]

    first, again = (
        client.post("/e/ks/pocket/texts", data={"lead": lead, "undo": tick}) for _ in range(2)
    )

    assert first.json()["texts"] == again.json()["texts"] == [own]
    assert len(corrections.story(desk, "ks", kinds=["told"])) == 2


def test_a_lead_takes_no_tick_of_another_back(client, enter, to_ask, lead, desk):
    theirs = {each.name: each.id for each in sending_hand.by_hand(desk, "ks")}
    by_desk = sending_hand.sent_by_hand(desk, "ks", [theirs["Bo"]]).result()
    enter()

    told = client.post("/e/ks/pocket/texts", data={"lead": lead, "undo": by_desk})

    assert told.status_code == 403
    assert [each.name for each in sending_hand.by_hand(desk, "ks")] == ["Amina"]


def test_a_text_is_ticked_off_from_our_own_page_alone(client, enter, to_ask, lead, desk):
    (own, _) = sending_hand.by_hand(desk, "ks")
    enter()

    posted = client.post(
        "/e/ks/pocket/texts",
        data={"lead": lead, "id": own.id},
        headers={"Origin": "https://evil.example"},
    )

    assert posted.status_code == 403
    assert len(sending_hand.by_hand(desk, "ks")) == 2


def test_a_lead_is_told_whom_they_brought_and_whom_those_brought(client, desk, enter):
    enter()
    a_lead(desk, "topeka_nurses", name="Topeka Nurses", recruited_by="wichita_teachers")
    a_lead(desk, "hays", name="Hays", recruited_by="topeka_nurses")
    amina = commit(desk, "1", name="Amina", party="2", lead="wichita_teachers")
    commit(desk, "2", name="Bo", via=invitations.code(desk.pepper, 1, amina.person))
    commit(desk, "3", name="Cy", lead="hays", party="4")

    branch = client.get("/e/ks/pocket/state").json()["branch"]

    assert (branch["own"], branch["coming"]) == (3, 7)
    told = [(one["name"], one["depth"], one["own"], one["coming"]) for one in branch["recruits"]]
    assert told == [("Topeka Nurses", 1, 0, 4), ("Hays", 2, 4, 4)]
    assert branch["invited"] == [{"name": "Amina", "n": 1}]
    assert "Cy" not in client.get("/e/ks/pocket/state").text


def test_who_brought_nobody_yet_has_no_branch_to_draw(client, enter):
    enter()

    assert client.get("/e/ks/pocket/state").json()["branch"] is None
