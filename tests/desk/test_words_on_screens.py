"""Words of posts on public screens: only where the organizer lets them, and gone when they go."""

import json

import pytest

from tests.builders import a_rally, commit
from tests.desk.test_moderation import MANY, a_post, decide, queued, take
from tests.desk.test_moderation import feed as feed
from turnout.desk import feeds, keeping, looks, moderation, posts, rallies
from turnout.formats.picture import encode
from turnout.model import ReviewState

SHOWN = ReviewState.SHOWN
SAID = "#KSRally I'm in +3 for our library"


@pytest.fixture
def spoken(desk, feed):
    """Let words stand on screens, and a post with some be counted."""
    rallies.change(desk, "ks", words_shown=True).result()
    (post,) = take(desk, feed, a_post(SAID))
    assert on_screens(desk) == ["I'm in +3 for our library"]
    return post


def on_screens(desk, event="ks"):
    return [item.words for item in looks.progress(desk, event).just_in if item.words]


def test_no_words_stand_anywhere_before_the_organizer_says_so(desk, feed):
    take(desk, feed, a_post(SAID))

    assert on_screens(desk) == []
    assert "sister" not in encode(looks.progress(desk, "ks")).decode()


def test_words_of_a_post_that_waits_stand_nowhere(desk, feed):
    rallies.change(desk, "ks", words_shown=True).result()
    take(desk, feed, a_post(f"{MANY} from the night shift"))
    assert on_screens(desk) == []

    decide(desk, [queued(desk)[0].id], SHOWN)
    assert on_screens(desk) == ["we are 12 from the night shift"]


def test_words_come_with_no_name_or_account_of_who_wrote_them(desk, feed):
    rallies.change(desk, "ks", words_shown=True).result()
    said = "#KSRally I'm in, says Quetzal Amina @quetzal79 quetzal79@social.example +1 785 555 0101"
    take(desk, feed, a_post(said, "quetzal79@social.example", name="Quetzal Amina"))

    picture = encode(looks.progress(desk, "ks")).decode()
    assert "I'm in" in picture
    assert not [
        each for each in ("quetzal", "Quetzal", "social.example", "0101") if each in picture
    ]


def test_a_sign_up_that_was_no_post_has_no_words(desk, spoken):
    commit(desk, "9", note="I'm in +3 with my brother")

    newest = looks.progress(desk, "ks").just_in[0]
    assert (newest.people, newest.words) == (1, "")
    assert "words" not in json.loads(encode(looks.progress(desk, "ks")))["just_in"][0]


def blocked(kind, value):
    return lambda desk, feed, post: moderation.judge(
        desk, "ks", kind, value or str(queued(desk, SHOWN)[0].author), ReviewState.BLOCKED
    ).result()


REMOVALS = {
    "set aside": lambda desk, feed, post: decide(desk, [post], ReviewState.SET_ASIDE),
    "let wait again": lambda desk, feed, post: decide(desk, [post], ReviewState.HELD),
    "blocked": lambda desk, feed, post: decide(desk, [post], ReviewState.BLOCKED),
    "its author blocked": blocked("author", ""),
    "its server blocked": blocked("host", "social.example"),
    "a word blocked": blocked("word", "sister"),
    "its author erased": lambda desk, feed, post: keeping.erase(
        desk, "@ana@social.example"
    ).result(),
    "edited": lambda desk, feed, post: take(desk, feed, a_post("#KSRally I'm in +3")),
    "edited to a question": lambda desk, feed, post: take(
        desk, feed, a_post("#KSRally who comes?")
    ),
    "edited to what waits": lambda desk, feed, post: take(desk, feed, a_post(MANY)),
    "the rule changed": lambda desk, feed, post: rallies.change(
        desk, "ks", words_shown=False
    ).result(),
    "the event made quiet": lambda desk, feed, post: rallies.change(
        desk, "ks", quiet=True
    ).result(),
}


@pytest.mark.parametrize("how", REMOVALS)
def test_what_is_taken_away_is_off_every_screen_as_soon_as_the_clock_tells(how, desk, feed, spoken):
    before = looks.seq(desk, "ks")

    REMOVALS[how](desk, feed, spoken)

    assert looks.seq(desk, "ks") > before
    assert not [said for said in on_screens(desk) if "sister" in said]


def test_a_parents_screens_say_no_words_of_a_site_unless_both_let_them(desk, feed):
    a_rally(desk, "day", words_shown=True)
    a_rally(desk, "site", parent="day", hashtag="Site", words_shown=False)
    of_site = feeds.add(desk, "site", "https://social.example/tags/site.rss").result()
    posts.take(desk, of_site, a_post("#Site I'm in +3 for our library")).result()
    assert on_screens(desk, "day") == []

    rallies.change(desk, "site", words_shown=True).result()
    assert on_screens(desk, "day") == ["I'm in +3 for our library"]

    rallies.change(desk, "day", words_shown=False).result()
    assert on_screens(desk, "day") == []
    assert on_screens(desk, "site") == ["I'm in +3 for our library"]
