"""Photos on the review page: words before a look, our own picture after it, and the way back."""

from datetime import timedelta

import pytest

from tests.builders import NOON, a_jpeg
from tests.pages.conftest import ORGANIZER, text
from tests.pages.test_review import button
from tests.pages.test_review import feed as feed
from turnout import words
from turnout.desk import looks, photos, posts, rallies
from turnout.model import ReviewState
from turnout.sources import Post
from turnout.sources.photo import made
from turnout.sources.post import Image

HELD, SHOWN = ReviewState.HELD, ReviewState.SHOWN
OUTSIDE = "https://pictures.example/a.jpg"


@pytest.fixture
def photo(desk, feed):
    """Take in a post with a photo; return the photo's number."""
    link = "https://social.example/@ana/1"
    images = (Image(OUTSIDE, "A full <b>hall</b>", "https://creativecommons.org/licenses/by/2.0/"),)
    at = NOON - timedelta(hours=3)
    post = Post(link, link, "ana", "social.example", at, "#KSRally we are 12", images=images)
    posts.take(desk, feed, post).result()
    return photos.queue(desk, "ks", HELD)[0].photo.id


@pytest.fixture
def tab(open_page, photo):
    """Open the photos of the review page."""
    tab = open_page("review", ORGANIZER)
    tab.session_state["review_queue"] = "photos"
    return tab.run()


def which(tab, state):
    tab.session_state["photos_queue"] = state
    return tab.run()


def drawn(tab):
    return [each.proto.body for each in tab.get("html")]


def test_a_posts_card_says_how_many_photos_it_carries_and_what_they_show(open_page, photo):
    tab = open_page("review", ORGANIZER)

    assert "With one photo: A full &lt;b&gt;hall&lt;/b&gt;. Decide on it under Photos." in "".join(
        drawn(tab)
    )


def test_before_a_look_a_photo_is_words_and_links_and_nothing_from_outside(tab):
    assert "Waits for your look. Nothing of it was fetched." in text(tab)
    assert "@ana@social.example \u00b7 at pictures.example" in text(tab)
    assert not [body for body in drawn(tab) if "<img" in body]
    assert [body for body in drawn(tab) if f'<a href="{OUTSIDE}"' in body]


def test_shown_it_is_fetched_and_then_stands_there_as_ours(tab, desk, photo):
    button(tab, f"Show photo {photo}").click().run()
    assert "Last: a photo to be shown." in text(tab)
    assert "No photo waits." in text(tab)
    assert "Being fetched from pictures.example." in text(which(tab, "shown"))

    photos.keep(desk, photo, made(a_jpeg())).result()

    name = looks.progress(desk, "ks").photos[0].name
    assert "Shown. The newest 6 stand on the public page." in text(tab.run())
    (image,) = [body for body in drawn(tab) if "<img" in body]
    assert f'src="/e/ks/photos/{name}-small.jpg"' in image
    assert 'alt="A full &lt;b&gt;hall&lt;/b&gt;"' in image


def test_set_aside_it_is_off_every_screen_and_one_tap_brings_it_back(tab, desk, photo):
    photos.decide(desk, "ks", photo, SHOWN).result()
    photos.keep(desk, photo, made(a_jpeg())).result()
    which(tab, "shown")

    button(tab, f"Set photo {photo} aside").click().run()
    assert looks.progress(desk, "ks").photos == ()
    assert "Last: a photo set aside." in text(tab)

    button(tab, "Undo").click().run()
    assert "Being fetched from pictures.example." in text(tab)


def test_why_it_cannot_be_had_is_said_and_it_is_asked_for_anew(tab, desk, photo):
    photos.decide(desk, "ks", photo, SHOWN).result()
    later = NOON + timedelta(minutes=2)
    photos.fail(desk, photo, "feeds.failed_status", {"status": "500"}, later).result()
    at = words.clock("en", later, "America/Chicago")
    assert f"Its server answers 500. It is tried again at {at}." in text(which(tab, "shown"))

    photos.fail(desk, photo, "refused.photo_too_large", {"most": 12}, None).result()
    assert "larger than 12 MB; a smaller one is needed. It is not tried again" in text(tab.run())

    button(tab, f"Show photo {photo}").click().run()
    assert "Being fetched from pictures.example." in text(tab)


def test_a_quiet_event_has_no_photos_to_show(tab, desk):
    rallies.change(desk, "ks", quiet=True).result()

    assert "This event is quiet: it shows no photos." in text(tab.run())


def test_words_stand_on_screens_once_the_organizer_says_so(open_page, desk, feed):
    tab = open_page("review", ORGANIZER)
    assert tab.checkbox(key="review_words").value is False

    tab.checkbox(key="review_words").set_value(True).run()

    assert rallies.event(desk, "ks").words_shown
    assert tab.checkbox(key="review_words").value is True


def test_it_speaks_spanish(open_page, photo):
    assert "Con una foto: A full" in text(open_page("review", ORGANIZER, lang="es"))
