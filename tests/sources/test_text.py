"""Markup to plain text."""

import time

import pytest

from turnout.sources.text import plain_text


@pytest.mark.parametrize(
    "markup, text",
    [
        ("<p>+2</p><p>x</p>", "+2\nx"),
        ("a<br>b<br/>c", "a\nb\nc"),
        ("plain &amp; simple", "plain & simple"),
        ("#<span>KSRally</span> in", "#KSRally in"),
        ("＋３ ①", "+3 1"),
        ("a​b‮c\x07d", "abcd"),
        ("I <3 this", "I <3 this"),
        ("1&nbsp;2", "1 2"),
    ],
)
def test_markup_becomes_lines_of_plain_text(markup, text):
    assert plain_text(markup) == text


@pytest.mark.parametrize(
    "hidden",
    [
        "<script>I'm in +9</script>",
        "<blockquote><p>I'm in +9</p></blockquote>",
        '<aside class="quote">I\'m in +9</aside>',
        '<span class="invisible">I\'m in +9</span>',
        '<span style="display: none">I\'m in +9</span>',
        "<radio>I'm in +9</radio>",
        '<img alt="I\'m in +9">',
        "<!-- I'm in +9 -->",
    ],
)
def test_what_the_author_did_not_say_to_be_read_is_left_out(hidden):
    assert plain_text(f"<p>hello</p>{hidden}<p>there</p>") == "hello\nthere"


def test_a_mention_tells_the_server_its_link_leads_to():
    markup = 'with <a class="u-url mention" href="https://s.example/@ana">@<span>ana</span></a>!'

    assert plain_text(markup) == "with @ana@s.example !"


def test_a_hashtag_link_is_no_mention():
    markup = '<a class="mention hashtag" href="https://s.example/tags/a">#<span>a</span></a>'

    assert plain_text(markup) == "#a"


@pytest.mark.parametrize(
    "knot", ["<a ", '<a href="', "<!--", "<!--a>", "<![CDATA[", "<![a>", "<?a ", "<!a", "</a", "<"]
)
def test_markup_that_never_ends_keeps_nobody_waiting(knot):
    began = time.thread_time()

    plain_text(knot * 100_000)

    assert time.thread_time() - began < 10


@pytest.mark.parametrize(
    "markup, text",
    [
        ("I'm in <!-- a --> +2 <!-- b -->", "I'm in +2"),
        ("I'm in <!-- +9", "I'm in"),
        ("I'm in <!-- <!-- +9 --> +2", "I'm in +2"),
        ("<!DOCTYPE html><p>I'm in</p>", "I'm in"),
        ("<p>we <3 you", "we <3 you"),
        ("I'm in <b", "I'm in <b"),
    ],
)
def test_what_does_not_end_hides_no_more_than_a_browser_would(markup, text):
    assert plain_text(markup) == text
