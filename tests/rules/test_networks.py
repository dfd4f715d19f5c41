"""Where updates go: how long a post may be, how it is counted, and how somebody is named."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from turnout.rules import networks
from turnout.rules.contact import Handle
from turnout.rules.networks import BLUESKY, DISCORD, MASTODON, OTHER, SLACK, TELEGRAM, X, fitted

LINK = "https://rally.example.org/e/ks-rally-2026/challenges/12"
ALL = (BLUESKY, DISCORD, MASTODON, OTHER, SLACK, TELEGRAM, X)


@pytest.mark.parametrize(
    "network, text, count",
    [
        (X, "cafe\u0301", 4),
        (X, "数", 2),
        (X, "\U0001f47e", 2),
        (X, LINK, 23),
        (X, "¿Quién?", 7),
        (MASTODON, LINK, 23),
        (MASTODON, "Thanks, @ana@social.example!", 13),
        (BLUESKY, LINK, len(LINK)),
        (BLUESKY, "\U0001f468\u200d\U0001f3a4", 1),
        (BLUESKY, "\U0001f1fa\U0001f1f8\U0001f1f2\U0001f1fd", 2),
        (BLUESKY, "\U0001f64b\U0001f3fd", 1),
        (TELEGRAM, "\U0001f47e", 2),
    ],
)
def test_each_network_counts_letters_in_its_own_way(network, text, count):
    assert network.count(text) == count


@given(st.sampled_from(ALL), st.text(max_size=6_000))
def test_a_post_always_fits_and_its_link_is_whole(network, text):
    post = fitted(network, text, LINK)

    assert network.count(post) <= network.most
    assert post.endswith(LINK)


def test_a_post_that_fits_is_not_touched():
    assert fitted(X, "25 to go.", LINK) == f"25 to go.\n{LINK}"


def test_a_long_post_is_cut_between_words():
    post = fitted(X, "word, " * 100, LINK)

    assert post.splitlines()[0].endswith("word…")
    assert X.count(post) > 270


ANA = (Handle("ana", "social.example"), Handle("ana_ks", "x.com"), Handle("ana.ks", "bsky.app"),
       Handle("anaks", "t.me"), Handle("123456789012345678", "discord.com"))  # fmt: skip


@pytest.mark.parametrize(
    "network, said",
    [(MASTODON, "@ana@social.example"), (X, "@ana_ks"), (BLUESKY, "@ana.ks"), (TELEGRAM, "@anaks"),
     (DISCORD, "<@123456789012345678>"), (SLACK, "Ana Ruiz"), (OTHER, "Ana Ruiz")],
)  # fmt: skip
def test_a_lead_is_called_by_the_handle_they_have_on_that_very_network(network, said):
    assert networks.mention(network, ANA, "Ana Ruiz") == said


@pytest.mark.parametrize("network", ALL, ids=lambda each: each.name)
def test_a_lead_without_a_handle_there_is_named_and_called_by_nobody(network):
    assert networks.mention(network, [Handle("ana")], "Ana @everyone <!here>") == (
        "Ana everyone !here"
    )


def test_a_handle_of_bluesky_is_written_out():
    assert networks.mention(BLUESKY, [Handle("ana", "bsky.social")], "Ana") == "@ana.bsky.social"


@pytest.mark.parametrize(
    "address, network, host, server",
    [
        ("mastodons://hush@social.example", "mastodon", "social.example", ("social.example", 443)),
        ("mastodon://hush@127.0.0.1:8080/", "mastodon", "127.0.0.1", ("127.0.0.1", 8080)),
        ("mastodons://hush", "mastodon", "", ("", 0)),
        ("json://ana:hush@hooks.example:81/hush", "other", "hooks.example", ("hooks.example", 81)),
        ("slack://hush/hush/hush", "slack", "", ("hooks.slack.com", 443)),
        ("discord://hush/hush", "discord", "", ("discord.com", 443)),
        ("tgram://hush/hush", "telegram", "", ("api.telegram.org", 443)),
        ("bsky://ana:hush", "bluesky", "", ("bsky.social", 443)),
        ("x://hush/hush/hush/hush", "x", "", ("api.x.com", 443)),
        ("matrix://hush", "other", "", ("", 0)),
    ],
)
def test_what_is_known_of_a_channel_holds_no_token(address, network, host, server):
    scheme = networks.scheme_of(address)

    assert networks.network_of(scheme).name == network
    assert networks.host_of(address) == host
    assert networks.server_of(address) == (server if server[0] else None)
    assert "hush" not in f"{scheme}{networks.host_of(address)}{networks.server_of(address)}"
