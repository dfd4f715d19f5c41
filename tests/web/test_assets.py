import gzip

import pytest

from turnout import browser
from turnout.web.assets import TYPES

SERVED = sorted(browser.files())


@pytest.mark.parametrize("name", SERVED)
def test_each_file_is_served_whole_with_its_type_and_kept(name, client):
    answer = client.get(browser.address(name))

    assert answer.status_code == 200
    assert answer.content == browser.read(name)
    assert answer.headers["content-type"] == TYPES["." + name.rpartition(".")[2]]
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"


def test_text_is_sent_small_to_who_can_read_it(client):
    with client.stream("GET", browser.address("live.js")) as answer:
        raw = b"".join(answer.iter_raw())

    assert answer.headers["content-encoding"] == "gzip"
    assert gzip.decompress(raw) == browser.read("live.js")


def test_who_cannot_read_gzip_gets_it_plain(client):
    answer = client.get(browser.address("live.js"), headers={"Accept-Encoding": "identity"})

    assert "content-encoding" not in answer.headers
    assert answer.content == browser.read("live.js")


def test_a_page_of_an_older_build_gets_todays_file_unkept(client):
    answer = client.get("/e/-/assets/000000000000/live.js")

    assert answer.content == browser.read("live.js")
    assert answer.headers["cache-control"] == "no-cache"


@pytest.mark.parametrize(
    "name", ["nothing.js", "__init__.py", "../words/join.toml", "%2e%2e/model.py"]
)
def test_nothing_else_is_served(name, client):
    assert client.get(f"/e/-/assets/{browser.build()}/{name}").status_code == 404


def test_comments_do_not_travel_and_licences_do():
    assert browser.read("live.js").startswith(b"\nconst QUIET_MS")
    assert browser.read("light.css").startswith(b"* { box-sizing")
    assert b"Vladimir Agafonkin" in browser.read("leaflet/leaflet.js")


@pytest.mark.parametrize("name", [name for name in SERVED if name.endswith(".js")])
def test_no_code_is_lost_with_the_comments(name):
    if "/" in name:
        return
    code = (browser.FOLDER / name).read_text("utf-8").splitlines()
    told = {"//", "/*", "* ", "*/", "*"}
    kept = [line for line in code if line.strip()[:2] not in told and line.strip() != "*"]

    assert [line for line in browser.text(name).splitlines() if line.strip()] == [
        line for line in kept if line.strip()
    ]
