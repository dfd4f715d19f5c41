import pytest

from turnout.desk import rallies

LINK = "https://youtu.be/abcdefghij_"


def policy(client, path="/e/ks"):
    named = (each.split(" ", 1) for each in policy_of(client, path).split("; "))
    return dict(named)


def policy_of(client, path):
    return client.get(path).headers["content-security-policy"]


@pytest.mark.parametrize("path", ["/e/ks", "/e/ks/board"])
def test_its_host_is_let_in_on_its_own_pages(path, client, desk):
    rallies.change(desk, "ks", stream=LINK).result()

    assert policy(client, path)["frame-src"] == "'self' https://www.youtube-nocookie.com"
    assert "media-src" not in policy(client, path)


def test_a_file_is_let_in_as_media_and_no_frame_is(client, desk):
    rallies.change(desk, "ks", stream="https://video.example.org:8443/live.m3u8").result()

    assert policy(client)["media-src"] == "'self' https://video.example.org:8443"
    assert "frame-src" not in policy(client)


@pytest.mark.parametrize("path", ["/e/ks/join", "/e/ks/map", "/e/ks/embed", "/e/ks/thanks"])
def test_no_other_page_lets_it_in(path, client, desk):
    rallies.change(desk, "ks", stream=LINK).result()

    assert "youtube-nocookie" not in policy_of(client, path)


@pytest.mark.parametrize("change", [{"stream": ""}, {"stream": LINK, "quiet": True}])
def test_without_a_video_to_show_nobody_is_let_in(change, client, desk):
    rallies.change(desk, "ks", **change).result()

    assert {"frame-src", "media-src"} & set(policy(client)) == set()


def test_without_a_script_it_is_a_link(client, desk):
    rallies.change(desk, "ks", stream=LINK).result()

    page = client.get("/e/ks").text
    assert f'<a href="{LINK}" target="_blank" rel="noopener">Watch live: YouTube</a>' in page
    assert "<iframe" not in page


def test_the_live_picture_tells_where_it_is_shown(client, desk):
    assert client.get("/api/v1/events/ks/progress").json()["stream"] is None
    rallies.change(desk, "ks", stream=LINK).result()

    assert client.get("/api/v1/events/ks/progress").json()["stream"] == {
        "url": LINK,
        "name": "YouTube",
        "embed": "https://www.youtube-nocookie.com/embed/abcdefghij_?autoplay=1&playsinline=1",
        "kind": "frame",
    }


def test_a_quiet_events_video_is_a_link_without_its_referrer(client, desk):
    rallies.change(desk, "ks", stream=LINK, quiet=True).result()

    told = client.get("/api/v1/events/ks/progress").json()["stream"]
    assert (told["url"], told["embed"]) == (LINK, None)
    assert client.get("/e/ks").headers["referrer-policy"] == "same-origin"
