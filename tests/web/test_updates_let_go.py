"""What was let go, in the feed: beside what happened, each thing once, and hidden at once."""

import pytest

from tests.builders import a_steward, an_area, an_organizer, commit
from tests.web.test_updates import FEED, clean, content, entries, titles
from turnout.desk import leads, rallies, updates, updates_drafting
from turnout.formats.atom import ATOM
from turnout.model.updates import Mode, UpdateRules


@pytest.fixture
def drafting(desk):
    """Return what drafts and lets go everything by itself, at any hour."""
    modes = {**UpdateRules().modes, **dict.fromkeys(UpdateRules().modes, Mode.BY_ITSELF)}
    rules = UpdateRules(modes=modes, quiet_from=0, quiet_until=0, most=24)
    updates.set_rules(desk, "ks", rules).result()
    return lambda: updates_drafting.tick(desk, ["ks"])


def own(desk, text="Bring water."):
    number = updates.write(desk, "ks", {"en": text, "es": "Trae agua."}).result()
    updates.send(desk, "ks", number).result()
    return number


def test_what_was_let_go_is_in_the_feed_in_the_askers_language(desk, client):
    before = client.get(FEED).headers["etag"]
    number = own(desk)

    entry = entries(client)[0]
    assert content(entry) == "<p>Bring water.</p>"
    assert entry.findtext(f"{{{ATOM}}}id").endswith(f":turnout/ks/update/ks/{number}")
    assert titles(client, f"{FEED}?lang=es")[0] == "Trae agua."
    assert client.get(FEED).headers["etag"] != before


def test_a_draft_is_not_in_the_feed(desk, client):
    updates.write(desk, "ks", {"en": "Bring water."}).result()

    assert "Bring water" not in client.get(FEED).text


def test_what_was_taken_out_is_not_in_the_feed(desk, client):
    updates.set_aside(desk, "ks", own(desk)).result()

    assert "Bring water" not in client.get(FEED).text


def test_an_update_takes_the_place_of_the_bare_news_under_its_id(desk, client, drafting):
    steward = a_steward(desk)
    area = an_area(desk, steward).area
    clean(desk, steward, area)
    rallies.change(desk, "ks", goal=4).result()
    commit(desk, "a", party="4")
    ids = {each.findtext(f"{{{ATOM}}}id") for each in entries(client)}
    number = updates.write(desk, "ks", {"en": "x"}).result()  # moves the clock, tells nothing
    drafting()

    told = [title for title in titles(client) if "We asked for 4" in title]
    assert len(told) == 1
    assert "The goal is met" not in client.get(FEED).text
    assert {each.findtext(f"{{{ATOM}}}id") for each in entries(client)} == ids
    assert number


def test_a_hidden_lead_is_in_no_entry_at_once(desk, client):
    own(desk, "Thank you, @wichita_teachers!")
    assert "Thank you, Wichita Teachers!" in client.get(FEED).text
    leads.show(desk, "ks", "wichita_teachers@mastodon.social", False).result()

    assert "ichita" not in client.get(FEED).text
    assert "Thank you, a lead!" in client.get(FEED).text


def test_an_event_that_turns_quiet_tells_no_updates(desk, client):
    own(desk)
    rallies.change(desk, "ks", quiet=True).result()

    assert "Bring water" not in client.get(FEED).text


def test_a_strangers_markup_in_an_update_is_text(desk, client):
    own(desk, "<script>alert(1)</script> & more")

    assert content(entries(client)[0]) == "<p>&lt;script&gt;alert(1)&lt;/script&gt; &amp; more</p>"
    assert an_organizer(desk)
