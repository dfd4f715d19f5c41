"""The desk's updates, through the frame: nothing goes out that nobody saw."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tests.builders import a_lead, a_rally, commit
from tests.pages.conftest import ORGANIZER, text
from turnout import house
from turnout.desk import channels, posting, rallies, updates, updates_drafting
from turnout.live import Live
from turnout.model import ReviewState
from turnout.model.updates import Mode, PostState, UpdateRules

NOON = datetime(2026, 12, 2, 18, tzinfo=UTC)
OUT = ("mastodons://hush-hush@social.example", "json://hooks.example/hush-hush")


@pytest.fixture
def rally(desk):
    """A rally that is halfway, with two channels of which one is ticked."""
    a_rally(desk, goal=40, title="Rally *for* all")
    a_lead(desk)
    later = at(desk, NOON, channels=OUT, public_url="https://rally.example.org")
    updates.set_rules(later, "ks", UpdateRules(channels={names(later)[0]: "en"})).result()
    commit(later, "a", party="20")
    updates_drafting.tick(later, ["ks"])
    return later


def at(desk, now, **settings):
    later = replace(desk, clock=lambda: now, settings=replace(desk.settings, **settings))
    house.use(house.House(later.settings, later, Live(later)))
    return later


def names(desk):
    return [each.name for each in channels.channels(desk)]


def opened(open_page, **params):
    return open_page("desk", ORGANIZER, section="updates", **{"event": "ks", **params})


def press(app, key):
    app.button(key=key).click().run()
    assert not app.exception, app.exception


def draft(desk):
    return updates.of_event(desk, "ks")[0]


def fields(app, number):
    return {each.key.split("-")[2]: each for each in app.text_area
            if each.key.startswith(f"update-{number}-")}  # fmt: skip


def test_a_draft_is_shown_as_it_reads_on_each_ticked_channel_and_no_token_is(rally, open_page):
    app = opened(open_page)
    said = text(app)

    assert fields(app, draft(rally).id)["es"].value.startswith("A medio camino")
    assert "Mastodon at social.example" in said
    assert "of 500, in English" in said
    assert "https://rally.example.org/e/ks" in said
    assert "Rally *for* all" in said
    assert "hush" not in said + str(app)


def test_a_draft_is_worded_otherwise_and_let_go_as_it_reads_in_its_fields(rally, open_page):
    app = opened(open_page)
    number = draft(rally).id
    fields(app, number)["en"].set_value("Halfway! Thank you, @wichita_teachers.").run()
    press(app, f"send-{number}")

    (gone,) = updates.let_go(rally, "ks")
    assert gone.texts["en"] == "Halfway! Thank you, Wichita Teachers."
    assert "goes in a moment" in text(app)


def test_without_words_it_is_refused_beside_its_fields(rally, open_page):
    app = opened(open_page)
    number = draft(rally).id
    for each in fields(app, number).values():
        each.set_value(" ")
    app.run()
    press(app, f"send-{number}")

    assert "Write what is to be told." in text(app)
    assert updates.let_go(rally, "ks") == ()


def test_at_night_it_says_when_channels_post_and_offers_to_post_at_once(rally, open_page):
    night = at(rally, datetime(2026, 12, 3, 4, tzinfo=UTC))
    app = opened(open_page)
    number = draft(rally).id

    assert "Channels post it Thu, Dec 3, 8:00" in text(app)
    press(app, f"now-{number}")
    assert posting.ready(night) == [(number, names(night)[0])]
    assert draft(night).postings[0].pressed


def test_what_goes_by_itself_is_held(rally, open_page):
    modes = {**UpdateRules().modes, "milestone": Mode.BY_ITSELF}
    updates.set_rules(rally, "ks", UpdateRules(modes=modes)).result()
    app = opened(open_page)
    press(app, f"hold-{draft(rally).id}")

    assert draft(rally).waits
    updates_drafting.tick(rally, ["ks"])
    assert updates.let_go(rally, "ks") == ()


def test_a_draft_is_set_aside_and_brought_back(rally, open_page):
    app = opened(open_page)
    number = draft(rally).id
    press(app, f"aside-{number}")
    assert draft(rally).state is ReviewState.SET_ASIDE

    press(app, f"back-{number}")
    assert draft(rally).state is ReviewState.HELD


def test_one_of_ones_own_is_kept_as_a_draft_first(rally, open_page):
    app = opened(open_page)
    (english,) = [each for each in app.text_area if each.key.startswith("updates-own-en")]
    english.set_value("Bring *water*.").run()
    press(app, "updates-own-save")

    assert draft(rally).texts["es"] == "Bring *water*."
    assert draft(rally).state is ReviewState.HELD


def test_what_is_in_doubt_is_asked_about(rally, open_page):
    number, name = draft(rally).id, names(rally)[0]
    updates.send(rally, "ks", number).result()
    posting.take(rally, number, name).result()
    posting.doubt_taken(rally).result()
    app = opened(open_page)

    assert "nobody knows whether it is there" in text(app)
    assert "The server stopped while it was being posted." in text(app)
    press(app, f"there-{number}-{name}")
    assert draft(rally).postings[0].state is PostState.SENT
    assert "posted Wed, Dec 2, 12:00" in text(app)


def test_what_was_refused_for_good_says_so_and_is_sent_again(rally, open_page):
    number, name = draft(rally).id, names(rally)[0]
    updates.send(rally, "ks", number).result()
    posting.failed(
        rally, posting.take(rally, number, name).result(), "refused:401", for_good=True
    ).result()
    app = opened(open_page)

    assert "not posted. It was refused (401)." in text(app)
    press(app, f"again-{number}-{name}")
    assert posting.ready(rally) == [(number, name)]


def test_before_anything_is_out_it_is_called_back_and_after_it_leaves_the_feed(rally, open_page):
    number, name = draft(rally).id, names(rally)[0]
    updates.send(rally, "ks", number).result()
    press(opened(open_page), f"call-back-{number}")
    assert draft(rally).state is ReviewState.HELD

    updates.send(rally, "ks", number).result()
    posting.sent(rally, posting.take(rally, number, name).result()).result()
    press(opened(open_page), f"take-out-{number}")
    assert updates.let_go(rally, "ks") == ()
    assert draft(rally).postings[0].state is PostState.SENT


def test_rules_limits_and_channels_are_set_in_one_form(rally, open_page):
    app = opened(open_page)
    second = names(rally)[1]
    app.selectbox(key="updates-rules-milestone").set_value(Mode.NEVER)
    app.number_input(key="updates-rules-most").set_value(5)
    app.checkbox(key=f"updates-rules-on-{second}").set_value(True)
    app.selectbox(key=f"updates-rules-lang-{second}").set_value("es")
    (save,) = [each for each in app.button if each.label == "Save the rules"]
    save.click().run()

    set_ = updates.rules(rally, "ks")
    assert (set_.modes["milestone"], set_.most) == (Mode.NEVER, 5)
    assert dict(set_.channels) == {names(rally)[0]: "en", second: "es"}


def test_without_channels_it_says_where_updates_go_and_what_to_do(rally, open_page):
    at(rally, NOON, channels=())
    said = text(opened(open_page))

    assert "No channel is set on this server." in said
    assert "TURNOUT_CHANNELS" in said
    assert "In the feed, in Spanish" in said


def test_a_quiet_event_has_no_updates(rally, open_page):
    rallies.change(rally, "ks", quiet=True).result()
    app = opened(open_page)

    assert "nothing of it is drafted or posted" in text(app)
    assert not app.text_area


def test_the_ledger_tells_of_updates_in_sentences(rally, open_page):
    number = draft(rally).id
    updates.send(rally, "ks", number).result()
    said = text(open_page("desk", ORGANIZER, event="ks", section="story"))

    assert "An update was drafted." in said
    assert f"Update {number} was let go." in said
    assert "How updates go out was set." in said


def test_the_desk_says_that_a_draft_waits(rally, open_page):
    app = open_page("desk", ORGANIZER, event="ks", section="now")

    assert "One update is drafted" in text(app)
    press(app, "need-drafts-go")
    assert "To look at" in text(app)
