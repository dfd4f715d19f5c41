"""The desk's ledger, date, feeds and keeping sections, through the frame."""

from datetime import timedelta

import pytest

from tests.builders import a_lead, a_rally, a_steward, an_area, an_organizer, commit
from tests.pages.conftest import ORGANIZER, text
from turnout.desk import (
    area_care,
    areas,
    challenges,
    feeds,
    forgetting,
    leads,
    looks,
    moderation,
    neighbourhoods,
    photos,
    place_stories,
    posts,
    rallies,
)
from turnout.desk.pocket import Actor
from turnout.model import EventState, Grant, ReviewState, Role
from turnout.model.challenges import Wanted
from turnout.sources import Post
from turnout.sources.post import Image


@pytest.fixture
def rally(desk):
    a_rally(desk, ask_contact="either")
    a_lead(desk)
    commit(desk, "1", name="Ana *Ruiz*", party="3", contact="ana@example.org",
           lead="wichita_teachers@mastodon.social")  # fmt: skip
    return desk


def coming(desk):
    return looks.progress(desk, "ks").count.coming


def press(app, key):
    app.button(key=key).click().run()
    assert not app.exception, app.exception


@pytest.mark.parametrize("lang", ["en", "es"])
@pytest.mark.parametrize("name", ["story", "schedule", "feeds", "keeping"])
def test_each_section_is_drawn_in_both_languages(rally, open_page, name, lang):
    app = open_page("desk", ORGANIZER, section=name, lang=lang)

    assert app.header


def test_the_ledger_is_read_as_sentences(rally, open_page):
    app = open_page("desk", ORGANIZER, section="story")

    assert "Ana *Ruiz* said 3 are coming, with Wichita Teachers. Other form services." in text(app)


def test_the_ledger_says_who_looks_after_an_area_and_what_became_of_a_group(rally, open_page):
    organizer = an_organizer(rally)
    plan, keys = neighbourhoods.Plan("North End"), [f"key-of-ledger-{n:04}" for n in range(5)]
    group = neighbourhoods.add(rally, organizer, keys[0], plan).result()
    area = an_area(rally, organizer, key=keys[1], title="Lot").area
    area_care.assign(rally, organizer, area, "wichita_teachers", "", keys[2]).result()
    said = place_stories.Told(keys[3], "landmark", "The old mill", of=group.slug)
    story = place_stories.tell(rally, areas.Doer("ks"), said).result().story
    place_stories.decide(rally, organizer, story, ReviewState.SHOWN).result()
    neighbourhoods.decide(rally, organizer, keys[4], group.slug, ReviewState.SET_ASIDE).result()
    told = text(open_page("desk", ORGANIZER, section="story"))

    for sentence in (
        'The group "North End" was made.',
        'Wichita Teachers looks after "Lot" from now on.',
        '"The old mill" was told of "North End".',
        '"The old mill" is shown with "North End".',
        'The group "North End" was set aside.',
    ):
        assert sentence in told
    assert "Something of the rally changed" not in told


def test_the_ledger_tells_how_many_posts_a_decision_moved(rally, open_page):
    feed = feeds.add(rally, "ks", "https://social.example/tags/ksrally.rss").result()
    for number in (1, 2):
        link = f"https://social.example/@ana/{number}"
        said = f"#KSRally we are 1{number}, free beer"
        posts.take(
            rally, feed, Post(link, link, f"ana{number}", "social.example", None, said)
        ).result()
    aside = moderation.decide(rally, "ks", [1, 2], ReviewState.SET_ASIDE).result()
    moderation.undo(rally, "ks", aside.seq).result()
    moderation.decide(rally, "ks", [1], ReviewState.SHOWN).result()
    moderation.judge(rally, "ks", "word", "free beer", ReviewState.BLOCKED).result()
    moderation.judge(rally, "ks", "word", "free beer", None).result()
    told = text(open_page("desk", ORGANIZER, section="story"))

    assert "2 posts were set aside." in told
    assert "A decision on 2 posts was taken back." in told
    assert "One post was counted." in told
    assert "A word was blocked for good, with 2 posts." in told
    assert "A word is blocked or trusted no longer." in told
    assert "free beer" not in told


def test_the_ledger_tells_what_was_decided_of_a_photo(rally, open_page):
    feed = feeds.add(rally, "ks", "https://social.example/tags/ksrally.rss").result()
    link, photo = "https://social.example/@ana/1", (Image("https://x.example/a.jpg", "A hall"),)
    post = Post(link, link, "ana", "social.example", None, "#KSRally I'm in", images=photo)
    posts.take(rally, feed, post).result()
    photos.decide(rally, "ks", 1, ReviewState.SHOWN).result()
    aside = photos.decide(rally, "ks", 1, ReviewState.SET_ASIDE).result()
    moderation.undo(rally, "ks", aside.seq).result()
    told = text(open_page("desk", ORGANIZER, section="story"))

    assert "A photo was chosen to be shown." in told
    assert "A photo was set aside." in told
    assert "A decision on a photo was taken back." in told


def test_undo_strikes_it_out_and_it_can_be_brought_back(rally, open_page):
    app = open_page("desk", ORGANIZER, section="story")
    seq = next(each.key for each in app.button if each.key and each.key.startswith("fix-"))[4:]
    press(app, f"undo-{seq}")

    assert coming(rally) == 0
    assert "<s>" in text(app)
    press(app, f"bring_back-{seq}")
    assert coming(rally) == 3


def test_postponed_by_a_button_and_taken_back_by_another(rally, open_page):
    app = open_page("desk", ORGANIZER, section="schedule")
    assert "3 people promised, 3 of them by name." in text(app)
    press(app, "schedule-postpone")
    assert rallies.event(rally, "ks").state is EventState.POSTPONED

    press(app, "schedule-undo")
    assert rallies.event(rally, "ks").state is EventState.ON


def test_a_feed_is_paused_resumed_and_removed(rally, open_page):
    feed = feeds.add(rally, "ks", "https://example.org/a.rss").result().id
    app = open_page("desk", ORGANIZER, section="feeds")
    press(app, f"feed-pause-{feed}")
    assert not feeds.feeds(rally, "ks")[0].on
    press(app, f"feed-resume-{feed}")
    press(app, f"feed-remove-{feed}")

    assert feeds.feeds(rally, "ks") == []


def test_who_is_to_be_erased_is_shown_with_what_will_go(rally, open_page):
    app = open_page("desk", ORGANIZER, section="keeping")
    app.text_input(key="erase-find").set_value("ruiz").run()
    assert "Reached at: ana@example.org" in text(app)
    (known,) = forgetting.find(rally, "ks", "ruiz")
    press(app, f"sure-{known.person}")

    assert forgetting.find(rally, "ks", "ruiz") == []
    assert coming(rally) == 3


def test_the_next_rally_is_made_from_this_one_with_its_leads(rally, open_page):
    app = open_page("desk", ORGANIZER, section="schedule")
    app.checkbox(key="next-ks-leads").check().run()
    press(app, "next-ks-do")

    assert [event.slug for event in rallies.events(rally)] == ["ks", "ks-2"]
    assert [lead.name for lead in leads.leads(rally, "ks-2")] == ["Wichita Teachers"]
    assert app.query_params["event"] == "ks-2"


def test_a_next_rally_that_is_refused_keeps_what_was_typed(rally, open_page):
    app = open_page("desk", ORGANIZER, section="schedule")
    app.text_input(key="next-ks-title").set_value("Again, and more of us").run()
    app.text_input(key="next-ks-slug").set_value("ks").run()
    press(app, "next-ks-do")

    assert "There is an event called ks already." in text(app)
    assert app.text_input(key="next-ks-title").value == "Again, and more of us"
    assert len(rallies.events(rally)) == 1


def test_who_runs_one_rally_only_is_not_offered_another(rally, open_page):
    app = open_page("desk", Grant(1, Role.ORGANIZER, "ks"), section="schedule")

    assert "made from this one" not in text(app)


def test_an_address_of_the_ledger_beyond_all_records_shows_the_newest(rally, open_page):
    app = open_page("desk", ORGANIZER, section="story", before="9" * 40)

    assert "Ana *Ruiz* said 3" in text(app)


def test_a_name_on_a_button_is_read_letter_by_letter(rally, open_page):
    commit(rally, "2", name=":red[x] ![](https://evil.example/a)", party="9", doubt="large_party")
    app = open_page("desk", ORGANIZER, section="now")

    (count,) = [each.label for each in app.button if each.label.startswith("Count ")]
    assert count == r"Count \:red\[x\] \!\[\]\(https\:\/\/evil\.example\/a\)"


@pytest.mark.parametrize("page", ["lead", "desk"])
def test_a_leads_name_is_no_markdown(rally, open_page, page):
    a_lead(rally, "evil", name="![](https://evil.example/a)")
    added = leads.leads(rally, "ks")[-1]
    which = str(added.id) if page == "lead" else added.handle
    app = open_page(page, ORGANIZER, section="leads", lead=which)

    assert r"\!\[\]\(https\:\/\/evil\.example\/a\)" in [each.value for each in app.header]


def test_the_ledger_tells_of_challenges_and_takes_them_back(rally, open_page):
    lead = a_steward(rally).who
    by = Actor("ks", 0, Role.ORGANIZER, "desk")
    wanted = Wanted(12, rally.clock() + timedelta(hours=2), whom=("wichita_teachers",))
    made = challenges.make(rally, by, "made", wanted).result().seq
    challenges.answer(rally, lead, "answer", made, "accepted").result()
    challenges.compete(rally, lead, "compete", True).result()
    app = open_page("desk", ORGANIZER, section="story")
    told = text(app)

    assert "The desk made a challenge: 12 more people." in told
    assert "Wichita Teachers accepted a challenge." in told
    assert "Wichita Teachers likes to compete." in told

    press(app, f"undo-{made}")

    assert challenges.one(rally, "ks", made).state == "called_off"
    assert "The desk: a challenge was called off." in text(app)
