"""Links that open a text where it is sent from."""

from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from turnout.rules.sharing import NETWORKS, links

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
