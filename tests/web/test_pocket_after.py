"""The day after in a lead's pocket, over HTTP: the lead's own, and nobody else's."""

from datetime import UTC, datetime, timedelta

import pytest
from starlette.testclient import TestClient

from tests.builders import NOON, Clock, a_desk, a_house, a_lead, a_rally, come, commit
from turnout.desk import leads, links, stopping
from turnout.model import Door, Role
from turnout.rules.contact import Contact

START = datetime(2026, 12, 5, 18, tzinfo=UTC)


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def desk(tmp_path, clock):
    desk = a_desk(tmp_path, clock)
    with a_house(desk):
        yield desk


@pytest.fixture
def after(desk, clock, app):
    """Return a function that asks for the day after, as a lead's phone does."""

    def ask(handle, event="ks", lang="en"):
        clock.now = START + timedelta(days=1)
        browser = TestClient(app, follow_redirects=False, headers={"Accept-Language": lang})
        browser.post("/enter", data={"token": links.mint(desk, Role.LEAD, event, lead=handle)})
        return browser.get(f"/e/{event}/pocket/state").json()["after"]

    return ask


def a_day(desk, clock, event="ks", promised=12, came=11, walked=3, **fields):
    """Make a rally at which a lead of so many promised brings so many."""
    clock.now = NOON
    a_rally(desk, event, **fields)
    lead = a_lead(desk, event=event)
    people = [
        commit(desk, f"{event}{n}", event=event, name=f"Person {n}", lead=lead.handle).person
        for n in range(promised)
    ]
    clock.now = START + timedelta(minutes=3)
    for person in people[:came]:
        come(desk, event, person=person, lead=lead.id)
    if walked:
        come(desk, event, walked, lead=lead.id)
    return lead


def test_a_lead_reads_what_became_of_the_promise(desk, clock, after):
    told = after(a_day(desk, clock).handle)

    assert (told["n"], told["head"]) == ("14", "came with you. You promised 12.")
    assert told["said"] == [
        "You kept your promise.", "3 of them walked in: no list had their names.",
    ]  # fmt: skip
    assert told["thanks"].startswith("Thank you for coming to Rally for the services")
    assert "There were 14 of you." in told["thanks"]
    assert set(told["links"]) == {"whatsapp", "sms", "email"}
    assert [each["name"] for each in told["missed"]] == ["Person 11"]
    assert told["missed"][0]["text"].startswith("Hi Person 11, we missed you at Rally")


def test_nobody_who_said_stop_is_among_the_missed(desk, clock, after):
    lead = a_day(desk, clock, came=12)
    clock.now = NOON
    for name in ("Ana", "Bo"):
        commit(desk, name, name=name, lead=lead.handle, contact=f"{name}@example.org")
    stopping.stop_contact(desk, "ks", Contact("email", "ana@example.org"), Door.SMS).result()

    assert [each["name"] for each in after(lead.handle)["missed"]] == ["Bo"]


def test_it_is_read_in_spanish(desk, clock, after):
    told = after(a_day(desk, clock).handle, lang="es")

    assert told["head"] == "vinieron contigo. Prometiste 12."
    assert told["missed"][0]["text"].startswith("Hola, Person 11: te extrañamos en")


def test_a_large_promise_is_told_in_percent_too_and_a_small_one_in_words_alone(desk, clock, after):
    large = after(a_day(desk, clock, promised=40, came=30, walked=0).handle)
    small = after(a_day(desk, clock, "small", 10, 7, 0, hashtag="Small").handle, "small")

    assert large["said"][:2] == [
        "You brought most of what you promised.", "That is 75% of your promise.",
    ]  # fmt: skip
    assert small["said"] == ["You brought most of what you promised."]


def test_there_is_none_before_the_end(desk, clock, client, app):
    lead = a_day(desk, clock, came=0, walked=0)
    token = links.mint(desk, Role.LEAD, "ks", lead=lead.handle)
    browser = TestClient(app, follow_redirects=False)
    browser.post("/enter", data={"token": token})

    assert browser.get("/e/ks/pocket/state").json()["after"] is None


def test_where_nobody_was_counted_it_says_so_and_what_to_do(desk, clock, after):
    told = after(a_day(desk, clock, came=0, walked=0).handle)

    assert (told["n"], told["missed"]) == ("", [])
    assert told["head"].startswith("Nobody was counted in at the door")
    (do,) = told["said"]
    assert do.startswith("You promised 12. Ask your organizer to enter a count of heads")
    assert "There were" not in told["thanks"]


def test_a_lead_of_whom_nobody_was_counted_reads_no_nought_but_what_to_do(desk, clock, after):
    a_day(desk, clock, came=4)
    clock.now = NOON
    commit(desk, "late", name="Late", party="3", lead=a_lead(desk, "other", name="Other").handle)

    told = after("other")

    assert (told["n"], told["head"]) == ("", "You promised 3.")
    assert told["said"][0].startswith("Nobody of yours was counted at the door. If some came, tell")


def test_another_leads_people_are_missed_by_them_alone(desk, clock, after):
    a_day(desk, clock)
    a_lead(desk, "other", name="Other")

    told = after("other")
    assert (told["n"], told["head"], told["missed"]) == (
        "", "Nobody signed up with you this time.", []
    )  # fmt: skip


def test_of_a_quiet_event_nobody_is_named(desk, clock, after):
    told = after(a_day(desk, clock, quiet=True).handle)

    assert told["missed"] == []
    assert told["thanks"] == "Thank you for coming with me!"


def test_the_next_date_of_the_campaign_is_in_every_text(desk, clock, after):
    a_rally(desk, "day", hashtag="Day", starts_at=datetime(2026, 12, 30, 12))
    a_rally(desk, "later", parent="day", starts_at=datetime(2026, 12, 19, 12), hashtag="Later")
    told = after(a_day(desk, clock, parent="day").handle)

    link = "/e/later/join?lead=wichita_teachers@mastodon.social"
    assert told["next"]["at"] == "/e/later"
    assert link in told["thanks"]
    assert link in told["missed"][0]["text"]


def test_what_those_brought_whom_a_lead_recruited_is_told_together(desk, clock, after):
    lead = a_day(desk, clock)
    a_lead(desk, "child", name="Child", recruited_by=lead.handle)
    child = leads.leads(desk, "ks")[1]
    come(desk, heads=4, lead=child.id, key="b")

    assert after(lead.handle)["said"][-1] == (
        "The leads you recruited promised 0, and 4 came with them."
    )


def test_hostile_names_stay_plain_text(desk, clock, after):
    lead = a_day(desk, clock, came=4)
    clock.now = NOON
    commit(desk, "evil", name="<img src=x onerror=alert(1)> {title}", lead=lead.handle)

    names = [each["name"] for each in after(lead.handle)["missed"]]
    assert "<img src=x onerror=alert(1)> {title}" in names
