"""What of a stranger's words stands on a public screen."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from turnout.rules.quoting import MOST_QUOTED, cut, greeted, licence, plain, quoted, without

LEADS = ("wichita_teachers@mastodon.social", "kck_nurses")


@pytest.mark.parametrize(
    "text, said",
    [
        ("#KSRally I'm in +3 with my sister", "I'm in +3 with my sister"),
        ("I'm in! #KSRally #Topeka", "I'm in!"),
        ("See you at #KSRally, all of you", "See you at #KSRally, all of you"),
        ("We are 12\nfrom the  night shift", "We are 12 from the night shift"),
        ("¡Voy con mi mamá!", "¡Voy con mi mamá!"),
        ("Coming @wichita_teachers!", "Coming @wichita_teachers!"),
        ("Coming @Wichita_Teachers@mastodon.social", "Coming"),
        ("Coming with @bob and @ana@social.example", "Coming with and"),
        ("Count me in https://evil.example/x?y=1 now", "Count me in now"),
        ("Count me in www.evil.example", "Count me in"),
        ("Count me in evil.example/now, friends", "Count me in friends"),
        ("Count me in HTTP://EVIL.example", "Count me in"),
        ("[x](javascript:alert(1)) I'm in", "[x]( I'm in"),
        ("mailto:ana@example.org I'm in", "I'm in"),
        ("Write to ana.b+c@mail.example.org, I'm in", "Write to, I'm in"),
        ("Call +1 (785) 555-0101 I'm in", "Call I'm in"),
        ("Call 785.555.0101 I'm in", "Call I'm in"),
        ("I'm in +3, at 12:30 on 12/5", "I'm in +3, at 12:30 on 12/5"),
        ("<script>alert(1)</script> I'm in", "<script>alert(1)</script> I'm in"),
        (":material/home: $\\LaTeX$ I'm in", ":material/home: $\\LaTeX$ I'm in"),
        ("I'm in \u202egnp txe\u202c \u2066x\u2069", "I'm in gnp txe x"),
        ("I\u200b'm\u00ad in\u0000", "I'm in"),
        ("I'm i" + "n\u0301\u0302\u0303\u0304\u0305\u0306", "I'm i\u0144\u0302\u0303"),
        ("#KSRally", ""),
        ("#KSRally +1", ""),
        ("https://evil.example", ""),
        ("\u202e\u200b", ""),
        ("", ""),
    ],
)
def test_words_stay_and_what_leads_to_somebody_or_somewhere_goes(text, said):
    assert quoted(text, LEADS) == said


def test_what_its_author_is_called_is_taken_out():
    said = quoted("Amina Diallo here, amina79 to friends. I'm in", (), ("Amina Diallo", "amina79"))

    assert said == "… here, … to friends. I'm in"


def test_a_name_within_a_word_or_of_two_letters_stays():
    assert quoted("Al of us love Kansas", (), ("Al", "ansa")) == "Al of us love Kansas"


@pytest.mark.parametrize(
    "text, said",
    [
        ("Zebulon Quartermain speaks", "\u2026 speaks"),
        ("with @ZEBQUART and friends", "with \u2026 and friends"),
        ("zebquart@hush.example says so", "\u2026 says so"),
        ("the zebquarters are ours", "the zebquarters are ours"),
    ],
)
def test_what_names_somebody_is_taken_out_in_any_case_and_as_a_whole(text, said):
    hidden = ("Zebulon  Quartermain", "zebquart", "zebquart@hush.example", "Al")

    assert without(text, hidden) == said


def test_it_is_cut_at_a_word():
    said = quoted("We are coming with everybody from the hall " * 9)

    assert len(said) <= MOST_QUOTED
    assert said.endswith("…")
    assert said.rstrip("…").split()[-1] in (
        "We",
        "are",
        "coming",
        "with",
        "everybody",
        "the",
        "hall",
    )


def test_one_endless_word_is_cut_too():
    assert quoted("x" * 10_000) == "x" * (MOST_QUOTED - 1) + "…"


@given(st.text(max_size=400))
def test_whatever_was_written_it_is_one_short_line_of_seen_letters(text):
    said = quoted(text, LEADS, ("ana",))

    assert len(said) <= MOST_QUOTED
    assert said == said.strip()
    assert not [each for each in said if unicodedata.category(each) in ("Cc", "Cf", "Zl", "Zp")]


@given(st.text(), st.integers(2, 50))
def test_what_is_cut_is_never_longer_than_asked(text, most):
    assert len(cut(text, most)) <= most


@given(st.text())
def test_what_is_plain_stays_as_it_is(text):
    assert plain(plain(text)) == plain(text)


@pytest.mark.parametrize(
    "link, name",
    [
        ("https://creativecommons.org/licenses/by/2.0/", "CC BY 2.0"),
        ("http://creativecommons.org/licenses/by-nc-sa/4.0/deed.en", "CC BY-NC-SA 4.0"),
        ("https://creativecommons.org/publicdomain/zero/1.0/", "CC0 1.0"),
        ("https://creativecommons.org/publicdomain/mark/1.0/", "Public Domain"),
        ("https://evil.example/creativecommons.org/licenses/by/2.0/", ""),
        ("https://creativecommons.org.evil.example/licenses/by/2.0/", ""),
        ("All rights reserved", ""),
        ("", ""),
    ],
)
def test_a_licence_is_called_as_it_is_known_and_leads_nowhere(link, name):
    assert licence(link) == name


@pytest.mark.parametrize(
    "name", ["Amina", "José Muñoz", "Dr. Li Wei", "J. R. Smith", "O'Brien, Pat", "محمد علي", "=1+1"]
)
def test_people_are_greeted_by_their_name(name):
    assert greeted(name) == name


@pytest.mark.parametrize(
    "name",
    [
        "Win now https://evil.example/win",
        "You won, see WWW.Evil.example",
        "Evil.Example has your prize",
        "pay@evil.example",
        "Call 785-555-0101 at once",
        "Your account was closed and you must act within the day or lose it",
        "",
    ],
)
def test_a_name_that_leads_somewhere_or_tells_a_tale_greets_nobody(name):
    assert greeted(name) == ""


def test_a_greeting_is_one_line():
    assert greeted("Amina\r\nBcc: all") == "Amina Bcc: all"
