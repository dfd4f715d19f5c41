"""The desk's feeds: found by pasting, looked at before anything is kept, and told how they are."""

from datetime import timedelta

import pytest

from tests.builders import NOON, a_lead, a_rally
from tests.pages.conftest import ORGANIZER, text
from turnout.collect import Found
from turnout.desk import feeds
from turnout.errors import Refused, SourceFailed
from turnout.model import GoodRead
from turnout.sources import Post
from turnout.ui.desk import connecting

URL = "https://social.example/tags/ksrally.rss"


def a_post(said, author="ana"):
    link = f"https://social.example/@{author}/1"
    return Post(link, link, author, "social.example", NOON - timedelta(hours=3), said)


@pytest.fixture
def rally(desk):
    a_lead(desk, event=a_rally(desk).slug)
    return desk


@pytest.fixture
def found(monkeypatch):
    """Return a function that says what is found for anything that is pasted."""

    def will_be(*posts, others=(), failed=None):
        def find(pasted, given=None):
            if failed:
                raise failed
            return Found(URL, "mastodon", "mastodon_tag", "#KSRally", posts, others)

        monkeypatch.setattr(connecting, "find_feed", find)

    return will_be


def looked_at(open_page, lang="en", pasted="#KSRally@social.example"):
    page = open_page("desk", ORGANIZER, section="feeds", lang=lang)
    page.text_input(key="feed-url").set_value(pasted)
    label = {"en": "Look at it", "es": "Mirarlo"}[lang]
    next(each for each in page.button if each.label == label).click().run()
    return page


def test_without_a_feed_it_says_what_to_do(open_page, rally):
    assert "Paste a hashtag" in text(open_page("desk", ORGANIZER, section="feeds"))


def test_a_feed_is_looked_at_before_anything_is_kept(open_page, rally, found):
    found(a_post("#KSRally I'm in +3"), a_post("#KSRally who is coming?", "bo"))
    page = looked_at(open_page)

    assert "Posts with this hashtag, at one Mastodon server" in text(page)
    assert "@ana@social.example \u00b7 Counts as 4 people." in text(page)
    assert "It asks; it does not promise." in text(page)
    assert feeds.feeds(rally) == []

    page.button(key="feed-keep").click().run()
    assert [feed.url for feed in feeds.feeds(rally)] == [URL]
    assert "feed-keep" not in [each.key for each in page.button]


def test_what_is_not_wanted_is_not_kept(open_page, rally, found):
    found()
    page = looked_at(open_page)
    assert "It holds no post right now." in text(page)

    page.button(key="feed-drop").click().run()
    assert feeds.feeds(rally) == []
    assert "Posts with this hashtag" not in text(page)


@pytest.mark.parametrize(
    "failed, said",
    [
        (Refused("url", "has_no_feed", site="X"), "X has no feed of its own."),
        (SourceFailed(URL, "no_answer"), "Its server does not answer."),
        (SourceFailed(URL, "status:404"), "Its server answers 404."),
    ],
)
def test_what_cannot_be_had_is_said_and_what_was_pasted_stays(
    open_page, rally, found, failed, said
):
    found(failed=failed)
    page = looked_at(open_page)

    assert said in text(page)
    assert page.text_input(key="feed-url").value == "#KSRally@social.example"


def test_what_strangers_wrote_is_never_markup(open_page, rally, found):
    found(a_post("#KSRally <script>alert(1)</script>"))

    bodies = [each.proto.body for each in looked_at(open_page).get("html")]
    assert any("&lt;script&gt;" in body for body in bodies)
    assert not any("<script" in body for body in bodies)


def test_another_feed_of_the_same_place_can_be_looked_at(open_page, rally, found):
    found(others=("https://social.example/@ana.rss",))
    page = looked_at(open_page)
    page.button(key="feed-other-0").click().run()

    assert "Posts with this hashtag" in text(page)


def test_a_feed_tells_how_it_is_and_where_it_moved_to(open_page, rally):
    feed = feeds.add(rally, "ks", URL).result()
    later = NOON + timedelta(minutes=1)
    feeds.seen_ok(rally, feed.id, GoodRead(later, 20, 3, moved_to="https://new.example/a")).result()
    page = open_page("desk", ORGANIZER, section="feeds")

    assert "Brought 3 sign-ups. It held 20 posts then. Read again at 6:01" in text(page)
    assert "moved for good, to https://new.example/a" in text(page)

    page.button(key=f"feed-follow-{feed.id}").click().run()
    assert [each.url for each in feeds.feeds(rally)] == ["https://new.example/a"]


def test_it_speaks_spanish(open_page, rally, found):
    found(a_post("#KSRally I'm in +3"))

    assert "Cuenta por 4 personas." in text(looked_at(open_page, lang="es"))
