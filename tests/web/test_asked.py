"""What a request tells of who sent it."""

import pytest
from starlette.requests import Request

from tests.builders import a_desk, a_house
from turnout.web import asked


@pytest.fixture(autouse=True)
def house(tmp_path):
    with a_house(a_desk(tmp_path, language="es", public_url="https://rally.example.org")) as opened:
        yield opened


def request(client=("203.0.113.9", 1), query="", scheme="http", **headers):
    named = [(name.replace("_", "-").encode(), of.encode()) for name, of in headers.items()]
    return Request(
        {
            "type": "http",
            "method": "GET",
            "path": "/e/ks",
            "scheme": scheme,
            "server": ("testserver", 80),
            "query_string": query.encode(),
            "client": client,
            "headers": named,
        }
    )


@pytest.mark.parametrize(
    "query, headers, lang",
    [
        ("lang=es", {"cookie": "turnout_lang=en", "accept_language": "en"}, "es"),
        ("", {"cookie": "turnout_lang=en", "accept_language": "es"}, "en"),
        ("lang=", {"cookie": "turnout_lang=en"}, "en"),
        ("", {"accept_language": "en"}, "en"),
        ("", {}, "es"),
        ("lang=xx", {"accept_language": "es"}, "en"),
    ],
)
def test_the_language_is_as_chosen_now_then_as_chosen_before_then_the_browsers(
    query, headers, lang
):
    assert asked.language(request(query=query, **headers)) == lang


@pytest.mark.parametrize(
    "client, headers, here",
    [
        (("127.0.0.1", 1), {}, True),
        (("::1", 1), {}, True),
        (("203.0.113.9", 1), {}, False),
        (("127.0.0.1", 1), {"x_forwarded_for": "203.0.113.9"}, False),
        (("127.0.0.1", 1), {"forwarded": "for=203.0.113.9"}, False),
        (("testclient", 1), {}, False),
        (None, {}, False),
    ],
)
def test_only_who_came_by_no_proxy_is_on_this_machine(client, headers, here):
    assert asked.from_this_machine(request(client, **headers)) is here


@pytest.mark.parametrize(
    "headers, ours",
    [
        ({}, True),
        ({"sec_fetch_site": "none"}, True),
        ({"sec_fetch_site": "same-origin"}, True),
        ({"sec_fetch_site": "same-site"}, False),
        ({"sec_fetch_site": "cross-site"}, False),
        ({"origin": "http://testserver", "host": "testserver"}, True),
        ({"origin": "https://rally.example.org", "host": "10.0.0.7"}, True),
        ({"origin": "https://rally.example.org.evil.example", "host": "testserver"}, False),
        ({"origin": "null", "host": "testserver"}, False),
        ({"origin": "http://[half", "host": "testserver"}, False),
        ({"origin": "", "host": ""}, False),
        ({"origin": "https://evil.example", "sec_fetch_site": "same-origin"}, False),
    ],
)
def test_a_post_is_ours_by_its_origin_or_where_it_has_none_by_what_the_browser_says(headers, ours):
    assert asked.from_our_own_page(request(**headers)) is ours


@pytest.mark.parametrize(
    "scheme, host, secure",
    [
        ("https", "10.0.0.7", True),
        ("http", "rally.example.org", True),
        ("http", "10.0.0.7", False),
    ],
)
def test_a_cookie_is_kept_to_https_also_where_a_proxy_speaks_it(scheme, host, secure):
    assert asked.over_https(request(scheme=scheme, host=host)) is secure


def test_a_house_known_by_plain_http_keeps_no_cookie_to_https(tmp_path):
    with a_house(a_desk(tmp_path / "plain", public_url="http://rally.example.org")):
        assert not asked.over_https(request(host="rally.example.org"))


@pytest.mark.parametrize(
    "text, number",
    [("7", 7), ("9" * 18, 10**18 - 1), ("9" * 19, None), ("", None), ("-1", None), ("²", None)],
)
def test_a_number_in_an_address_is_one_that_the_store_can_hold(text, number):
    assert asked.number(text) == number


def test_the_address_it_is_known_by_is_the_one_to_type():
    assert asked.typed("/e/ks") == "rally.example.org/e/ks"
    assert asked.base_url(request(host="10.0.0.7")) == "https://rally.example.org"


def test_where_no_address_is_known_it_is_the_one_the_reader_came_by(tmp_path):
    with a_house(a_desk(tmp_path / "unknown")):
        assert asked.base_url(request(scheme="https", host="10.0.0.7:8443")) == (
            "https://10.0.0.7:8443"
        )
