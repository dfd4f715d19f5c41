"""The demo: a seeded script, a feed as Mastodon's, and a showing through the real doors."""

import socket
from datetime import UTC, datetime

import httpx
import pytest

from tests.serving import free_port
from turnout import house
from turnout.demo import rehearsal, server, show
from turnout.demo.doors import code_to_pass_on, hidden_fields
from turnout.demo.feed import FeedServer, TagFeed
from turnout.demo.script import Deed, Way, cast, script
from turnout.desk import challenges, keeping, looks, network, roll, updates
from turnout.desk import show as walls
from turnout.desk.pocket import Actor
from turnout.errors import SettingsError
from turnout.model import Role
from turnout.model.challenges import ChallengeState
from turnout.rules.phrases import Intent, reading
from turnout.settings import Settings
from turnout.sources import rss

OF = cast()
DEEDS = script(OF)
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def test_every_showing_is_the_same_one():
    assert script(OF) == DEEDS
    assert script(OF, seed=1) != DEEDS


def test_every_deed_lies_within_the_month_and_in_order():
    assert [deed.when for deed in DEEDS] == sorted(deed.when for deed in DEEDS)
    assert all(0 <= deed.when <= 1 for deed in DEEDS)


def test_every_door_is_used_and_every_lead_brings_somebody():
    assert {deed.way for deed in DEEDS} == set(Way)
    assert {deed.lead for deed in DEEDS} == {lead["handle"] for lead in OF["lead"]} | {""}


def test_what_the_form_dates_today_is_no_cliff_at_the_end_of_the_month():
    promised = [deed for deed in DEEDS if deed.way in (Way.FORM, Way.API, Way.FEED)]
    today = [deed for deed in promised if deed.way is Way.FORM]

    assert sum(deed.party for deed in today) < sum(deed.party for deed in promised) / 5


def test_some_say_maybe_some_confirm_and_some_cancel():
    assert {deed.status for deed in DEEDS} == {"yes", "maybe", "confirmed", "cancelled"}


def test_nobody_in_the_demo_is_held_for_a_large_party():
    assert all(
        deed.party < Settings.hold_party and deed.party <= OF["event"]["most_in_party"]
        for deed in DEEDS
        if deed.way is not Way.TOTAL
    )


def test_people_are_on_a_server_that_cannot_be():
    assert OF["posts"]["host"].endswith(".example")
    assert all(deed.contact.endswith(".example") for deed in DEEDS)


def test_every_post_is_read_as_it_is_meant():
    posts = [deed for deed in DEEDS if deed.way is Way.FEED]

    assert [deed for deed in posts if not is_read_as_meant(deed)] == []


def test_the_feed_is_read_as_mastodons_is():
    feed = TagFeed("ksrally", "prairie.example")
    feed.post(7, "rosa_garza7", "#KSRally I'm in +3 & glad @wt", NOW)

    (post,) = rss.read(feed.rss())

    assert (post.author, post.published) == ("rosa_garza7@prairie.example", NOW)
    assert post.text == "#KSRally I'm in +3 & glad @wt"


def test_the_newest_post_stands_on_top_and_the_oldest_leave():
    feed = TagFeed("ksrally", "prairie.example")
    for number in range(120):
        feed.post(number, "rosa", f"post {number}", NOW)

    posts = rss.read(feed.rss())

    assert (posts[0].text, posts[-1].text) == ("post 119", "post 20")


def test_the_feed_is_not_sent_again_to_who_has_it():
    feed = TagFeed("ksrally", "prairie.example")
    served = FeedServer(feed)
    try:
        first = httpx.get(served.url, timeout=60)
        known = {"If-None-Match": first.headers["etag"]}

        assert httpx.get(served.url, headers=known, timeout=60).status_code == 304
        feed.post(1, "rosa", "news", NOW)
        assert httpx.get(served.url, headers=known, timeout=60).status_code == 200
    finally:
        served.close()


def test_a_page_offers_one_code_to_pass_on():
    page = '<button data-share="http://x.example/e/ks/join?lead=ana&amp;via=K7QM">Share</button>'

    assert code_to_pass_on(page) == "K7QM"
    assert code_to_pass_on("<p>Thank you.</p>") == ""


def test_people_come_by_the_link_of_somebody_before_them_with_the_same_lead():
    form = {deed.person: deed for deed in DEEDS if deed.way is Way.FORM}
    brought = [deed for deed in DEEDS if deed.via]

    assert len(brought) > 50
    assert all(form[deed.via].when < deed.when for deed in brought)
    assert all(form[deed.via].lead == deed.lead for deed in brought)


def test_the_made_up_rally_is_a_rally_night(tmp_path):
    here = house.open_house(Settings(database=tmp_path / "demo.db"))
    try:
        made = rehearsal.load(here.desk, "en")

        is_rally_night(here.desk, made.slug)
        assert keeping.check(here.desk) == []
    finally:
        here.close()


def test_hidden_fields_are_sent_back_and_others_are_not():
    page = '<input type=hidden name=key value="abc"><input name=name><input type=hidden name=x>'

    assert hidden_fields(page) == {"key": "abc", "x": ""}


def test_a_taken_port_is_named_before_anything_starts():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        with (
            pytest.raises(SettingsError, match=f"--port {port} is taken"),
            server.running(port, lambda: True),
        ):
            pass


def test_a_month_comes_in_by_every_door_and_adds_up(tmp_path):
    told = []

    show.show(
        seconds=6,
        port=free_port(),
        stay=False,
        tell=lambda key, **values: told.append((key, values)),
        database=tmp_path / "demo.db",
    )

    assert [key for key, _ in told][:2] == ["demo.starting", "demo.links"]
    assert told[-1][0] == "demo.over"
    here = house.open_house(Settings(database=tmp_path / "demo.db"))
    try:
        doors = {door.door for door in looks.doors(here.desk, "ks") if door.people}
        picture = looks.progress(here.desk, "ks")
        assert {"form", "api", "feed"} <= doors
        assert picture.count.coming == told[-1][1]["n"] > 350
        assert picture.event.starts_at > datetime.now(UTC)
        assert keeping.check(here.desk) == []
        is_rally_night(here.desk, "ks")
    finally:
        here.close()


def is_rally_night(desk, slug):
    """Hold that all that the demo promises of the night has happened at an event."""
    together = {each.challenge.everybody: each for each in challenges.of_event(desk, slug)}
    assert together[True].state is ChallengeState.MET
    assert len(together[False].takes_part) == 2
    assert len(updates.let_go(desk, slug)) >= 2
    goes_round = walls.staged(desk, slug, looks.progress(desk, slug)).show
    assert goes_round.every_seconds > 0
    assert {*goes_round.scenes} <= {*goes_round.has}
    rows = roll.roll(desk, slug).rows
    assert (len(rows), max(row.depth for row in rows)) == (5, 2)
    assert "Caregivers of Topeka" in {row.name for row in rows}
    tree = network.tree(desk, Actor(slug, 0, Role.ORGANIZER, "desk"))
    assert network.by_links(tree) > 50


def is_read_as_meant(deed: Deed) -> bool:
    read = reading(deed.text, OF["event"]["hashtag"])
    if deed.name.startswith("Sam Poster"):  # who only talks about the rally
        return read.intent is not Intent.COMMIT
    said = (Intent.COMMIT, deed.party, "", (deed.lead,) if deed.lead else ())
    return (read.intent, read.people, read.doubt, read.mentions) == said
