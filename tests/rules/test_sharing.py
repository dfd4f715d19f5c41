"""Links that open a text where it is sent from."""

from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from turnout.rules.sharing import NETWORKS, fitted, links

texts = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=60)


@pytest.mark.parametrize(
    "network, start",
    [
        ("mastodon", "https://share.joinmastodon.org/#text="),
        ("bluesky", "https://bsky.app/intent/compose?text="),
        ("x", "https://x.com/intent/post?text="),
        ("whatsapp", "https://wa.me/?text="),
    ],
)
def test_each_network_has_its_own_address(network, start):
    link = links("We meet at noon & sing: #KSRally 50 %?", [network])[network]

    assert link == start + "We%20meet%20at%20noon%20%26%20sing%3A%20%23KSRally%2050%20%25%3F"


@given(texts)
def test_a_text_arrives_letter_by_letter_and_cannot_leave_its_place(text):
    for network, link in links(text, NETWORKS, "a & b").items():
        parts = urlsplit(link)
        query = parts.fragment or parts.query
        given = parse_qs(query, keep_blank_values=True, strict_parsing=network != "sms")
        (arrived,) = given.get("text") or given["body"]
        assert arrived == text
        assert link.isascii()
        assert set(given) <= {"text", "body", "subject"}
        assert unquote(link).count("\n") == text.count("\n")


@given(texts, texts, st.integers(40, 200))
def test_a_text_is_cut_to_its_length_and_what_stands_around_stays(title, place, most):
    def said(title, place):
        return f"Come to {title}, at {place}: https://x.example"

    text = fitted(most, {"title": title * 9, "place": place * 9}, said)
    assert len(text) <= most
    assert text.startswith("Come to ")
    assert text.endswith(": https://x.example")


def test_what_is_short_enough_or_of_any_length_is_not_cut():
    assert fitted(20, {"a": "as it is"}, lambda a: f"It stays {a}") == "It stays as it is"
    assert fitted(None, {"a": "as it is" * 99}, lambda a: a) == "as it is" * 99
