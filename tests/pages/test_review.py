"""The review page, seen through the frame: what waits, what was decided, and the way back."""

from datetime import timedelta

import pytest

from tests.builders import NOON, a_lead, a_rally, commit
from tests.pages.conftest import ORGANIZER, text
from turnout.desk import challenges, feeds, links, looks, moderation, pocket, posts, rallies
from turnout.desk.pocket import Actor
from turnout.model import Grant, ReviewState, Role
from turnout.model.challenges import Wanted
from turnout.sources import Post

EVIL = (
    "#KSRally we are 12 <script>alert(1)</script> [x](javascript:alert(1)) :material/home: "
    "$\\LaTeX$ ![i](https://evil.example/i.png) **bold**"
)


@pytest.fixture
def feed(desk):
    a_rally(desk)
    a_lead(desk)
    return feeds.add(desk, "ks", "https://social.example/tags/ksrally.rss").result()


def take(desk, feed, said, author="ana", number=1):
    link = f"https://social.example/@{author}/{number}"
    at = NOON - timedelta(hours=3)
    posts.take(desk, feed, Post(link, link, author, "social.example", at, said)).result()


def coming(desk):
    return looks.progress(desk, "ks").count.coming


def button(app, label):
    return next(each for each in app.button if each.label.replace("\\", "") == label)


def test_an_empty_queue_says_what_will_stand_there(open_page, feed):
    assert "Nothing waits." in text(open_page("review", ORGANIZER))


def test_without_a_rally_it_says_what_to_do(open_page, desk):
    assert open_page("review", ORGANIZER).title[0].value


@pytest.mark.parametrize("role", [Role.LEAD, Role.FUNDER, Role.DOOR])
def test_nobody_else_sees_a_post(open_page, desk, feed, role):
    take(desk, feed, "#KSRally we are 12")
    page = open_page("review", Grant(2, role, "ks", lead="wichita_teachers"))

    assert "we are 12" not in text(page)


def test_a_held_post_is_counted_with_one_tap_and_taken_back_with_another(open_page, desk, feed):
    take(desk, feed, "#KSRally we are 12")
    page = open_page("review", ORGANIZER)
    assert "It is a large party." in text(page)
    assert "Read as 12 people coming." in text(page)

    button(page, "Count @ana").click().run()
    assert coming(desk) == 12
    assert "Last: one post counts." in text(page)

    button(page, "Undo").click().run()
    assert coming(desk) == 0
    assert "Read as 12 people coming." in text(page)


def test_a_flood_is_set_aside_with_one_tap_and_brought_back_with_one(open_page, desk, feed):
    for n in range(60):
        said = f"#KSRally I'm in +{n % 7}, solidarity from the union hall today"
        take(desk, feed, said, f"bot{n}", n)
    before = coming(desk)
    page = open_page("review", ORGANIZER)
    held = len(moderation.queue(desk, "ks", ReviewState.HELD).bundles[0].posts)
    assert f"One text, {held} posts" in text(page)

    button(page, f"Set all {held} aside").click().run()
    assert "Nothing waits." in text(page)

    button(page, "Undo").click().run()
    assert f"One text, {held} posts" in text(page)
    assert coming(desk) == before


def test_what_a_flood_counted_already_is_set_aside_with_it_in_one_tap(open_page, desk, feed):
    for n in range(40):
        said = f"#KSRally I'm in +{n % 7}, solidarity from the union hall today"
        take(desk, feed, said, f"bot{n}", n)
    before = coming(desk)
    page = open_page("review", ORGANIZER)
    assert "12 more of the same counted before it was noticed." in text(page)

    button(page, "Set these aside too: all 40").click().run()
    assert coming(desk) == 0

    button(page, "Undo").click().run()
    assert coming(desk) == before


def test_what_a_stranger_wrote_is_shown_letter_by_letter(open_page, desk, feed):
    take(desk, feed, EVIL, author="ana")
    page = open_page("review", ORGANIZER)

    raw = [each.proto.body for each in page.get("html")]
    assert any("&lt;script&gt;alert(1)&lt;/script&gt;" in body for body in raw)
    assert not any("<script" in body for body in raw)
    assert not any("javascript:" in each.value for each in page.markdown)


def test_an_author_is_blocked_for_good_and_let_go_again(open_page, desk, feed):
    take(desk, feed, "#KSRally we are 12")
    page = open_page("review", ORGANIZER)
    button(page, "Block @ana for good").click().run()
    assert "ana@social.example is blocked" in text(page)

    button(page, "Lift it for ana@social.example").click().run()
    assert moderation.judged(desk, "ks") == []


def test_what_a_browser_still_shows_of_before_changes_no_rule_back(open_page, desk, feed):
    page = open_page("review", ORGANIZER)
    shows = (page.checkbox(key="review_words"), page.selectbox(key="review_rule"))
    for each in shows:
        each.set_value(each.value)
    rallies.change(desk, "ks", words_shown=True, posts_rule="held").result()
    page.run()

    shows[0].run()

    event = rallies.event(desk, "ks")
    assert (event.words_shown, event.posts_rule) == (True, "held")


def test_the_rule_is_changed_where_the_posts_are(open_page, desk, feed):
    page = open_page("review", ORGANIZER)
    page.selectbox(key="review_rule").set_value("held").run()
    take(desk, feed, "#KSRally I'm in")

    assert coming(desk) == 0
    assert "Your rule lets every post wait." in text(page.run())


def test_a_post_counts_as_so_many_as_the_organizer_says(open_page, desk, feed):
    take(desk, feed, "#KSRally what a day")
    page = open_page("review", ORGANIZER)
    page.session_state["review_queue"] = "set_aside"
    page.run()
    page.number_input[0].set_value(3).run()
    button(page, "Count as so many").click().run()

    assert coming(desk) == 3


def test_a_lead_who_asks_learns_how_a_posts_number_came_about(open_page, desk, feed):
    take(desk, feed, "#KSRally I'm in +3")
    page = open_page("review", ORGANIZER)
    page.text_input(key="review_why_field").set_value("@ana@social.example").run()
    assert "Counted 4: author + 3." in text(page)

    moderation.decide(desk, "ks", [1], ReviewState.SHOWN, people=2).result()
    assert "author + " not in text(page.run())  # a person set that number


def test_whose_account_told_a_total_is_said_on_the_card_and_taken_back(open_page, desk, feed):
    take(desk, feed, "#KSRally total 40", "teachers")
    page = open_page("review", ORGANIZER)
    assert "no lead's own account wrote it" in text(page)
    assert not [each for each in page.button if each.label.startswith("Count @")]  # it counts none

    page.selectbox(key="whose-1").set_value("wichita_teachers@mastodon.social").run()
    button(page, "It is theirs: count it").click().run()
    assert coming(desk) == 40
    assert "Last: an account is a lead's, and its post counts." in text(page)

    button(page, "Undo").click().run()
    assert coming(desk) == 0
    assert button(page, "It is theirs: count it")


def test_without_a_chosen_lead_an_account_stays_nobodys(open_page, desk, feed):
    take(desk, feed, "#KSRally total 40", "teachers")
    page = open_page("review", ORGANIZER)
    button(page, "It is theirs: count it").click().run()

    assert coming(desk) == 0
    assert page.toast[0].value == "Choose the lead first."


def test_a_lead_who_asks_learns_why_a_post_did_not_count(open_page, desk, feed):
    take(desk, feed, "#KSRally who is coming?")
    page = open_page("review", ORGANIZER)
    page.text_input(key="review_why_field").set_value("https://social.example/@ana/1").run()

    assert "It asks; it does not promise." in text(page)


def test_a_ready_answer_is_kept_and_opens_where_it_is_sent_from(open_page, desk, feed):
    page = open_page("review", ORGANIZER)
    page.text_area[0].set_value("We meet at noon & sing.")
    button(page, "Keep it ready").click().run()

    links = [each.proto.body for each in page.get("html") if "intent/compose" in each.proto.body]
    assert len(links) == 1
    assert "We%20meet%20at%20noon%20%26%20sing." in links[0]


def test_it_speaks_spanish(open_page, desk, feed):
    take(desk, feed, "#KSRally we are 12")
    page = open_page("review", ORGANIZER, lang="es")

    assert "Leída como 12 personas que vienen." in text(page)
    assert button(page, "Contar a @ana")


def test_the_desk_says_that_posts_wait(open_page, desk, feed):
    take(desk, feed, "#KSRally we are 12")

    assert "One post waits for your look" in text(open_page("desk", ORGANIZER))


def test_a_jump_counts_for_its_challenge_with_one_tap(open_page, desk):
    a_rally(desk)
    a_lead(desk)
    by = Actor("ks", 0, Role.ORGANIZER, "desk")
    wanted = Wanted(20, desk.clock() + timedelta(hours=2))
    number = challenges.make(desk, by, "challenge", wanted).result().seq
    seq = commit(desk, party="30", lead="wichita_teachers").seq
    page = open_page("review", ORGANIZER)
    assert "30 more people at once" in text(page)

    button(page, f"Let record {seq} count").click().run()

    assert challenges.one(desk, "ks", number).done == 30
    assert "more people at once" not in text(page)


def test_a_leads_line_is_read_once_it_is_shown(open_page, desk):
    a_rally(desk)
    a_lead(desk)
    _, grant = links.enter(desk, links.mint(desk, Role.LEAD, "ks", lead="wichita_teachers"))
    by = pocket.actor(desk, [grant], "ks")
    wanted = Wanted(20, desk.clock() + timedelta(hours=2), text="<b>Ours</b> is the hall")
    number = challenges.make(desk, by, "challenge", wanted).result().seq
    assert looks.progress(desk, "ks").challenges[0].text == ""
    page = open_page("review", ORGANIZER)

    button(page, f"Show line {number}").click().run()

    assert looks.progress(desk, "ks").challenges[0].text == "<b>Ours</b> is the hall"
