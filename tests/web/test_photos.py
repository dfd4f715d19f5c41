"""Photos over HTTP: only those that are shown, as files that can be nothing else."""

from io import BytesIO

import pytest
from PIL import Image

from tests.builders import a_rally, a_shown_photo
from turnout.desk import photos, rallies
from turnout.model import ReviewState


@pytest.fixture
def name(desk):
    return a_shown_photo(desk)


def test_a_shown_photo_is_a_file_that_is_kept_for_good_by_who_looks_alone(client, name):
    for path, size in ((f"{name}.jpg", (640, 480)), (f"{name}-small.jpg", (480, 360))):
        answer = client.get(f"/e/ks/photos/{path}")

        assert answer.headers["content-type"] == "image/jpeg"
        assert answer.headers["cache-control"] == "private, max-age=31536000, immutable"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["content-security-policy"] == "default-src 'none'; sandbox"
        assert "content-encoding" not in answer.headers
        assert Image.open(BytesIO(answer.content)).size == size


def test_no_other_name_brings_it(client, name):
    number, digest = name.split("-")
    for other in (
        number,
        f"{number}-",
        f"{number}-{'0' * 16}",
        f"9{name}",
        f"0-{digest}",
        "x",
        "-",
    ):
        assert client.get(f"/e/ks/photos/{other}.jpg").status_code == 404
        assert client.get(f"/e/ks/photos/{other}-small.jpg").status_code == 404


def test_it_is_at_no_other_event(client, desk, name):
    a_rally(desk, "park")

    assert client.get(f"/e/park/photos/{name}.jpg").status_code == 404


@pytest.mark.parametrize("how", ["set aside", "quiet"])
def test_what_is_not_shown_is_not_there(client, desk, name, how):
    if how == "quiet":
        rallies.change(desk, "ks", quiet=True).result()
    else:
        photos.decide(desk, "ks", int(name.split("-")[0]), ReviewState.SET_ASIDE).result()

    assert client.get(f"/e/ks/photos/{name}.jpg").status_code == 404
    assert name not in client.get("/e/ks").text


def test_the_public_page_shows_it_without_a_script_and_says_nobody_but_leads(client, name):
    page = client.get("/e/ks").text

    assert f'<img src="/e/ks/photos/{name}-small.jpg" alt="A full hall"' in page
    assert 'loading="lazy"' in page
    assert "@ana" not in page
    assert "social.example" not in page


def test_a_page_in_a_frame_shows_none(client, name):
    page = client.get("/e/ks/embed").text

    assert "-small.jpg" not in page
    assert '"photosUrl":""' in page


def test_no_photo_takes_no_room(client, desk):
    assert 'class="photos"' not in client.get("/e/ks").text


def test_a_description_cannot_leave_its_attribute(client, desk):
    a_shown_photo(desk, alt='"><script>alert(1)</script>')

    page = client.get("/e/ks").text

    assert "<script>alert(1)" not in page
    assert "&gt;&lt;script&gt;alert(1)" in page
