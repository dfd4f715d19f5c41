"""Where a post goes: what its words leave in doubt always waits, who is blocked never counts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from turnout.model import POSTS_RULES, ReviewState
from turnout.rules import moderation
from turnout.rules.moderation import Author, Decision, placed

SHOWN, HELD, BLOCKED, ASIDE = (
    ReviewState.SHOWN,
    ReviewState.HELD,
    ReviewState.BLOCKED,
    ReviewState.SET_ASIDE,
)
STRANGER, KNOWN, LEAD = Author(), Author(known=True), Author(is_lead=True, known=True)
TRUSTED, BANNED = Author("shown"), Author("blocked")


@pytest.mark.parametrize(
    "author, rule, state, reason",
    [
        (STRANGER, "all", SHOWN, ""),
        (STRANGER, "known", HELD, "rule_known"),
        (KNOWN, "known", SHOWN, ""),
        (KNOWN, "held", HELD, "rule_held"),
        (LEAD, "held", SHOWN, ""),
        (TRUSTED, "held", SHOWN, ""),
        (BANNED, "all", BLOCKED, "author_blocked"),
    ],
)
def test_the_rule_says_whose_clear_posts_count_at_once(author, rule, state, reason):
    place = placed(Decision.COUNTED, "", author, rule=rule)

    assert (place.state, place.reason) == (state, reason)


def test_a_flood_waits_but_not_for_a_lead_or_who_is_trusted():
    def state(author):
        return placed(Decision.COUNTED, "", author, rule="all", flood="flood_one_shape").state

    assert [state(each) for each in (STRANGER, KNOWN, LEAD, TRUSTED)] == [HELD, HELD, SHOWN, SHOWN]


def test_a_large_party_waits_also_when_a_lead_brings_it():
    assert placed(Decision.COUNTED, "", LEAD, rule="all", large=True).reason == "large_party"


any_author = st.builds(Author, st.sampled_from(["", "shown"]), st.booleans(), st.booleans())
rules = st.sampled_from(POSTS_RULES)


@given(any_author, rules, st.booleans(), st.booleans())
def test_what_the_words_leave_in_doubt_waits_whoever_says_it(author, rule, lookalike, large):
    place = placed(
        Decision.HELD, "two_numbers", author, rule=rule, lookalike=lookalike, large=large
    )

    assert (place.state, place.reason) == (HELD, "two_numbers")


@given(st.sampled_from(Decision), any_author, rules, st.sampled_from(["host", "word"]))
def test_what_is_blocked_counts_under_no_rule(decision, author, rule, ban):
    assert placed(decision, "", author, rule=rule, ban=ban).state is BLOCKED


@given(any_author, rules)
def test_what_promises_nobody_is_set_aside(author, rule):
    assert placed(Decision.REFUSED, "question", author, rule=rule).state is ASIDE


@pytest.mark.parametrize(
    "text",
    [
        "Free Beer for all",
        "FREE   beer!",
        "ＦＲＥＥ ｂｅｅｒ",
        "fr\u200bee beer",
        "frée bêer",
        "x\nfree\nbeer",
    ],
)
def test_a_blocked_word_is_found_however_it_is_dressed(text):
    assert moderation.has_word(text, [moderation.folded("free beer")])


@pytest.mark.parametrize("text", ["freebeer", "carefree beer", "free beers", ""])
def test_a_blocked_word_is_a_whole_word(text):
    assert not moderation.has_word(text, ["free beer"])


@given(st.text(max_size=60), st.text(max_size=20))
def test_any_text_can_be_looked_through_for_any_word(text, word):
    assert moderation.has_word(text, [moderation.folded(word)]) in ("", moderation.folded(word))


@pytest.mark.parametrize(
    "host, is_blocked",
    [("spam.example", True), ("a.spam.example", True), ("notspam.example", False), ("", False)],
)
def test_a_blocked_host_goes_with_all_below_it(host, is_blocked):
    assert moderation.is_of_host(host, ["spam.example"]) is is_blocked
