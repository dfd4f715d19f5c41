"""Handles, and what imitates them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from turnout.sources.handles import author, is_lookalike, real_host


@pytest.mark.parametrize("handle", ["Ana", "ana_b", "ana.b-c", "a1", "wichita_teachers"])
def test_a_plain_handle_is_itself_in_lower_case(handle):
    who = author(handle, "Social.Example")

    assert (who.handle, who.host, who.lookalike) == (handle.lower(), "social.example", False)


@pytest.mark.parametrize(
    "handle",
    ["аnа", "αna", "lıra", "aná", "ñandu", "аорс", "αοι"],
)
def test_a_handle_in_anothers_letters_is_flagged_and_is_not_the_other(handle):
    who = author(handle, "social.example")

    assert who.lookalike
    assert who.handle == handle


@pytest.mark.parametrize("handle", ["ａｎａ", "a\u200bna", "\u202eana", "ana\ufeff", "\u212aim"])
def test_a_handle_that_would_become_anothers_is_nobodys(handle):
    who = author(handle, "social.example")

    assert (who.handle, who.host, who.lookalike) == ("", "", True)


@pytest.mark.parametrize("handle", ["花子", "はな子", "آنا", "иван"])
def test_a_handle_of_another_script_alone_deceives_nobody(handle):
    assert not is_lookalike(handle)


@pytest.mark.parametrize(
    "handle",
    ["", "ana b", "ana\nTOTAL 99", "../etc", "ana;--", "-ana", "a" * 101, "ana@other", "."],
)
def test_what_no_platform_allows_is_nobodys(handle):
    assert author(handle, "social.example").handle == ""


@pytest.mark.parametrize(
    "host, site",
    [
        ("www.Reddit.com", "reddit.com"),
        ("old.reddit.com", "reddit.com"),
        ("twitter.com", "x.com"),
        ("mobile.twitter.com", "x.com"),
        ("social.example.", "social.example"),
    ],
)
def test_a_site_has_one_name(host, site):
    assert real_host(host) == site


@given(st.text(max_size=120), st.text(max_size=60))
def test_who_is_known_is_known_by_a_handle_that_splits_at_its_only_at_sign(handle, host):
    who = author(handle, host)

    assert bool(who.handle) == bool(who.host)
    assert f"{who.handle}@{who.host}".count("@") == 1
    assert not any(letter.isspace() for letter in who.handle + who.host)


@given(st.text(min_size=1, max_size=30))
def test_no_handle_but_its_own_spelling_becomes_a_plain_one_unflagged(handle):
    who = author(handle, "social.example")

    assert who.lookalike or not who.handle.isascii() or who.handle in ("", handle.lower())
