from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from turnout.rules.streams import SHOWN_FROM, faults, origin, stream

ID = "abcdefghij_"
NOCOOKIE = "https://www.youtube-nocookie.com/embed"
PLAYER = f"{NOCOOKIE}/{ID}?autoplay=1&playsinline=1"


@pytest.mark.parametrize(
    "url, name, embed, kind",
    [
        (f"https://www.youtube.com/watch?v={ID}&t=4", "YouTube", PLAYER, "frame"),
        (f"https://youtu.be/{ID}?si=tracking", "YouTube", PLAYER, "frame"),
        (f"https://m.youtube.com/live/{ID}", "YouTube", PLAYER, "frame"),
        (
            "https://youtube.com/channel/UC123_x/live",
            "YouTube",
            f"{NOCOOKIE}/live_stream?channel=UC123_x&autoplay=1&playsinline=1",
            "frame",
        ),
        ("https://www.youtube.com/@kansas/live", "YouTube", "", ""),
        ("https://youtu.be/short", "YouTube", "", ""),
        (
            "https://vimeo.com/76979871",
            "Vimeo",
            "https://player.vimeo.com/video/76979871?autoplay=1&dnt=1",
            "frame",
        ),
        (
            "https://vimeo.com/76979871/a1b2c3",
            "Vimeo",
            "https://player.vimeo.com/video/76979871?autoplay=1&dnt=1&h=a1b2c3",
            "frame",
        ),
        ("https://vimeo.com/event/42/x", "Vimeo", "https://vimeo.com/event/42/embed", "frame"),
        ("https://vimeo.com/ondemand", "Vimeo", "", ""),
        (
            "https://www.twitch.tv/kansas_rally",
            "Twitch",
            "https://player.twitch.tv/?channel=kansas_rally",
            "frame",
        ),
        (
            "https://twitch.tv/videos/123",
            "Twitch",
            "https://player.twitch.tv/?video=v123",
            "frame",
        ),
        (
            "https://video.example.org:8443/w/9c9de5e8-0a1e-484a",
            "video.example.org",
            "https://video.example.org:8443/videos/embed/9c9de5e8-0a1e-484a?autoplay=1&p2p=0",
            "frame",
        ),
        (
            "https://live.example.org/embed/video",
            "live.example.org",
            "https://live.example.org/embed/video",
            "frame",
        ),
        (
            "https://Files.example.org/rally.MP4?token=1#t=3",
            "files.example.org",
            "https://files.example.org/rally.MP4?token=1",
            "file",
        ),
        ("https://example.org/live.m3u8", "example.org", "https://example.org/live.m3u8", "file"),
        ("https://example.org/our-rally", "example.org", "", ""),
    ],
)
def test_a_link_is_shown_as_its_service_says(url, name, embed, kind):
    shown = stream(url)

    assert shown is not None
    assert (shown.name, shown.embed, shown.kind) == (name, embed, kind)
    assert shown.url == url


@pytest.mark.parametrize(
    "url, code",
    [
        ("http://youtu.be/abcdefghijk", "not_https"),
        ("javascript:alert(1)", "not_link"),
        ("data:text/html,x", "not_link"),
        ("//example.org/a.mp4", "not_https"),
        ("youtu.be/abcdefghijk", "not_link"),
        ("https://example.org@evil.example/a.mp4", "not_link"),
        ("https://example.org\\@evil.example/a.mp4", "not_link"),
        ("https://exa mple.org/a.mp4", "not_link"),
        ("https://example.org:99999/a.mp4", "not_link"),
        ("https://[::1]/a.mp4", "not_link"),
        ("https://127.0.0.1/a.mp4", "not_link"),
        ("https://localhost/a.mp4", "not_link"),
        ("https://example.org;frame-src/*", "not_link"),
        ("https://éxample.org/", "not_link"),
        ("https://example.org/" + "a" * 300, "too_long"),
    ],
)
def test_what_is_no_safe_link_cannot_stand(url, code):
    assert faults(url) == code
    assert stream(url) is None


def test_no_page_shows_anything_of_a_quiet_event():
    shown = stream(f"https://youtu.be/{ID}", quiet=True)

    assert shown is not None
    assert (shown.embed, shown.kind) == ("", "")


def test_a_host_that_only_ends_like_a_services_is_not_the_services():
    assert stream("https://notyoutube.com/watch?v=abcdefghijk").name == "notyoutube.com"
    assert stream("https://youtube.com.example.org/watch?v=abcdefghijk").embed == ""


pieces = st.lists(
    st.sampled_from(
        (
            *("https://", "http://", "HTTPS://", "javascript:", "//", "/", "\\", "@", ":", "?v="),
            *("&", "#", ";", "'", '"', " ", "\n", "..", "%2e", "%0a", "www.", "youtube.com"),
            *("youtu.be", "vimeo.com", "twitch.tv", "example.org", "evil.example", "/watch"),
            *("/live/", "/w/", "/videos/watch/", "/embed/video", "abcdefghijk", "1234", ".mp4"),
        )
    ),
    max_size=9,
).map("".join)


@given(pieces | pieces.map("https://".__add__) | st.text(max_size=80))
def test_only_https_is_shown_and_only_from_the_table_or_the_links_own_host(url):
    shown = stream(url)
    if shown is None:
        return

    assert urlsplit(shown.url).scheme == "https"
    if shown.embed:
        parts = urlsplit(shown.embed)
        assert parts.scheme == "https"
        assert parts.hostname in SHOWN_FROM | {urlsplit(url).hostname}
        assert parts.username is None
        assert shown.kind in ("frame", "file")
        assert not set(origin(shown.embed)) & set(" ;,'\"*\\\n")


def test_every_service_of_the_table_is_shown_from_a_host_of_the_table():
    assert set(SHOWN_FROM) == {
        urlsplit(stream(url).embed).hostname
        for url in (
            f"https://youtu.be/{ID}",
            "https://vimeo.com/1",
            "https://vimeo.com/event/1",
            "https://twitch.tv/x",
        )
    }
