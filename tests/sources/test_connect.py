"""What may be pasted, and where its feed is looked for. Nothing is asked here."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from turnout import words
from turnout.errors import Refused
from turnout.sources.connect import MOST_CANDIDATES, candidates
from turnout.sources.guard import place
from turnout.sources.sites import NO_FEED, Candidate


def first(pasted: str) -> str:
    return candidates(pasted)[0].url


@pytest.mark.parametrize(
    "pasted, url",
    [
        ("#KSRally", "https://mastodon.social/tags/KSRally.rss"),
        ("＃KSRally", "https://mastodon.social/tags/KSRally.rss"),
        ("#KSRally@social.example", "https://social.example/tags/KSRally.rss"),
        ("#KSRally social.example", "https://social.example/tags/KSRally.rss"),
        ("@ana@social.example", "https://social.example/@ana.rss"),
        ("acct:ana@social.example", "https://social.example/@ana.rss"),
        ("ana.bsky.social", "https://bsky.app/profile/ana.bsky.social/rss"),
        ("@ana.example", "https://bsky.app/profile/ana.example/rss"),
        ("r/kansas", "https://www.reddit.com/r/kansas/new/.rss"),
        ("/u/ana", "https://www.reddit.com/user/ana/.rss"),
        ("ana@reddit.com", "https://www.reddit.com/user/ana/.rss"),
    ],
)
def test_a_handle_or_hashtag_leads_to_its_feed(pasted, url):
    assert first(pasted) == url


@pytest.mark.parametrize(
    "pasted, url",
    [
        ("https://social.example/@ana", "https://social.example/@ana.rss"),
        ("https://social.example/@ana/1001", "https://social.example/@ana.rss"),
        ("https://social.example/users/ana", "https://social.example/@ana.rss"),
        ("https://social.example/tags/KSRally", "https://social.example/tags/KSRally.rss"),
        ("social.example/tags/KSRally", "https://social.example/tags/KSRally.rss"),
        ("https://bsky.app/profile/a.example/post/3k", "https://bsky.app/profile/a.example/rss"),
        ("https://bsky.app/profile/did:plc:ab", "https://bsky.app/profile/did:plc:ab/rss"),
        (
            "https://www.youtube.com/channel/UC1/videos",
            "https://www.youtube.com/feeds/videos.xml?channel_id=UC1",
        ),
        (
            "https://www.youtube.com/playlist?list=PL1",
            "https://www.youtube.com/feeds/videos.xml?playlist_id=PL1",
        ),
        ("https://www.youtube.com/@ana/videos", "https://www.youtube.com/@ana"),
        ("https://www.youtube.com/c/ana/videos", "https://www.youtube.com/c/ana"),
        ("https://youtu.be/abc", "https://youtu.be/abc"),
        ("https://old.reddit.com/r/kansas/", "https://www.reddit.com/r/kansas/new/.rss"),
        (
            "https://www.reddit.com/r/ks/comments/ab/who_is_in/",
            "https://www.reddit.com/r/ks/comments/ab/.rss?sort=new",
        ),
        (
            "https://www.flickr.com/photos/tags/ksrally/",
            "https://www.flickr.com/services/feeds/photos_public.gne?tags=ksrally&format=atom",
        ),
        (
            "https://www.flickr.com/groups/12@N00/pool/",
            "https://www.flickr.com/services/feeds/groups_pool.gne?id=12@N00&format=atom",
        ),
        ("https://www.flickr.com/groups/kansas/", "https://www.flickr.com/groups/kansas/"),
        ("https://forum.example/t/roll-call/12/3", "https://forum.example/t/roll-call/12.rss"),
        ("https://forum.example/c/events/7", "https://forum.example/c/events/7.rss"),
        ("https://forum.example/latest", "https://forum.example/posts.rss"),
        (
            "https://lemmy.example/c/kansas",
            "https://lemmy.example/feeds/c/kansas.xml?sort=New",
        ),
        ("https://github.com/ana/rally", "https://github.com/ana/rally/releases.atom"),
        ("https://ana.tumblr.com/post/1", "https://ana.tumblr.com/rss"),
        ("https://www.tumblr.com/ana/1", "https://ana.tumblr.com/rss"),
        ("https://www.meetup.com/ks-rally/", "https://www.meetup.com/ks-rally/events/rss/"),
        (
            "https://news.google.com/search?q=rally&hl=en",
            "https://news.google.com/rss/search?q=rally&hl=en",
        ),
        ("https://www.google.com/alerts/feeds/1/2", "https://www.google.com/alerts/feeds/1/2"),
        ("https://nitter.example/ana", "https://nitter.example/ana/rss"),
        ("https://nitter.example/search?q=x", "https://nitter.example/search/rss?q=x"),
        (
            "https://bridge.example/?action=display&bridge=X&format=Mrss",
            "https://bridge.example/?action=display&bridge=X&format=Atom",
        ),
        ("https://rsshub.example/x/user/ana", "https://rsshub.example/x/user/ana"),
        ("https://blog.example/feed/", "https://blog.example/feed/"),
        ("https://blog.example/2026/rally/", "https://blog.example/2026/rally/"),
        ("https://a.example/x.json", "https://a.example/x.json"),
        ("https://münchen.example/x.rss", "https://xn--mnchen-3ya.example/x.rss"),
        ("Look: https://a.example/x.rss.", "https://a.example/x.rss"),
        ("<https://a.example/x.rss>", "https://a.example/x.rss"),
        ("http://127.0.0.1:8640/x.rss", "http://127.0.0.1:8640/x.rss"),
    ],
)
def test_an_address_leads_to_its_feed(pasted, url):
    assert first(pasted) == url


def test_a_remote_accounts_page_leads_to_its_own_server_too():
    found = [each.url for each in candidates("https://social.example/@ana@other.example")]

    assert "https://other.example/@ana.rss" in found


def test_a_bare_site_is_asked_before_it_is_guessed_at():
    found = [each.url for each in candidates("blog.example")]

    assert found[:2] == ["https://blog.example", "https://blog.example/feed/"]


@pytest.mark.parametrize("site", NO_FEED)
def test_a_site_without_feeds_is_named(site):
    with pytest.raises(Refused) as refused:
        candidates(f"https://www.{site}/ana")

    assert (refused.value.code, refused.value.values) == ("has_no_feed", {"site": NO_FEED[site]})


@pytest.mark.parametrize(
    "pasted, code",
    [
        ("@ana@instagram.com", "has_no_feed"),
        ("#KSRally@x.com", "has_no_feed"),
        ("https://mobile.twitter.com/ana", "has_no_feed"),
        ("https://bsky.app/hashtag/KSRally", "no_tag_feed"),
        ("https://www.tumblr.com/tagged/ksrally", "no_tag_feed"),
        ("@ana", "which_server"),
        ("https://www.google.com/alerts", "choose_feed"),
        ("", "not_understood"),
        ("see you there", "not_understood"),
        ("javascript:alert(1)", "not_understood"),
        ("file:///etc/passwd", "not_understood"),
        ("https://ana:secret@a.example/", "not_understood"),
        ("https://[::1", "not_understood"),
    ],
)
def test_what_cannot_be_had_is_said_plainly(pasted, code):
    with pytest.raises(Refused) as refused:
        candidates(pasted)

    assert (refused.value.field, refused.value.code) == ("url", code)


@given(st.text(max_size=200) | st.text("@#./:?&=%a1rut -[]", max_size=60))
def test_whatever_is_pasted_leads_to_sound_addresses_or_is_refused_in_words(pasted):
    found, refused = asked(pasted)

    if refused:
        assert words.say("es", f"refused.url_{refused.code}", **refused.values)
        return
    assert 1 <= len(found) <= MOST_CANDIDATES
    assert len({each.url for each in found}) == len(found)
    assert all(place(each.url) and words.has(f"connect.{each.title}") for each in found)


@given(
    st.sampled_from(["bsky.app", "youtube.com", "reddit.com", "flickr.com", "github.com",
                     "tumblr.com", "meetup.com", "google.com", "nitter.example", "a.example"]),
    st.text("/@:?=&%#.acrtu1é ", max_size=40),
)  # fmt: skip
def test_whatever_path_a_site_has_it_leads_somewhere_or_is_refused(site, path):
    found, refused = asked(f"https://www.{site}/{path}")

    assert found or refused
    assert all(place(each.url) for each in found)


def asked(pasted: str) -> tuple[tuple[Candidate, ...], Refused | None]:
    try:
        return candidates(pasted), None
    except Refused as refused:
        return (), refused
