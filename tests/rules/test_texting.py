import pytest

from turnout.rules.texting import Act, Text, text


@pytest.mark.parametrize(
    "body, meant",
    [
        ("IN 3", Text(Act.COMING, 3, "en")),
        ("in", Text(Act.COMING, 0, "en")),
        ("In3", Text(Act.COMING, 3, "en")),
        ("Yes! 3", Text(Act.COMING, 3, "en")),
        ("in 3 please", Text(Act.COMING, 3, "en")),
        ("OUT", Text(Act.OUT, 0, "en")),
        ("No", Text(Act.OUT)),
        ("IN 0", Text(Act.OUT, 0, "en")),
        ("MAYBE 2", Text(Act.MAYBE, 2, "en")),
        ("TOTAL 40", Text(Act.TOTAL, 40)),
        ("Total: 1,200", Text(Act.TOTAL, 1200)),
        ("TOTAL 0", Text(Act.TOTAL, 0)),
        ("+2", Text(Act.MORE, 2)),
        ("+ 2", Text(Act.MORE, 2)),
        ("-1", Text(Act.MORE, -1)),
        ("más 5", Text(Act.MORE, 5, "es")),
        ("VOY 3", Text(Act.COMING, 3, "es")),
        ("Sí", Text(Act.COMING, 0, "es")),
        ("NO VOY.", Text(Act.OUT, 0, "es")),
        ("QUIZAS 2", Text(Act.MAYBE, 2, "es")),
        ("¡QUIZÁS 2!", Text(Act.MAYBE, 2, "es")),
        ("in three", Text(Act.COMING, 3, "en")),
        ("inn 3", Text(Act.COMING, 3, "en")),
        ("in 3 pls", Text(Act.COMING, 3, "en")),
        ("yep 2", Text(Act.COMING, 2, "en")),
        ("total is 40", Text(Act.TOTAL, 40)),
        ("totl 40", Text(Act.TOTAL, 40)),
        ("boy 3", Text(Act.COMING, 3, "es")),
        ("voy tres", Text(Act.COMING, 3, "es")),
        ("VOY 3 personas", Text(Act.COMING, 3, "es")),
        ("yes 3 ppl", Text(Act.COMING, 3, "en")),
        ("TOTAL forty", Text(Act.TOTAL, 40)),
        ("out, sorry", Text(Act.OUT, 0, "en")),
        ("no boy", Text(Act.OUT, 0, "es")),
        ("novoy", Text(Act.OUT, 0, "es")),
        ("Nope", Text(Act.OUT, 0, "en")),
        ("HELP", Text(Act.HELP, 0, "en")),
        ("ayuda", Text(Act.HELP, 0, "es")),
    ],
)
def test_a_keyword_and_its_number_are_read_in_both_languages(body, meant):
    assert text(body) == meant


@pytest.mark.parametrize(
    "body, meant",
    [
        ("I'm in, bringing 2 friends", Text(Act.COMING, 3, "en")),
        ("sorry, can't make it", Text(Act.OUT, 0, "en")),
        ("iré con 2 amigos", Text(Act.COMING, 3, "es")),
        ("voy con 3", Text(Act.COMING, 4, "es")),
        ("somos 4 en total", Text(Act.COMING, 4, "es")),
        ("my total is 40", Text(Act.TOTAL, 40, "en")),
    ],
)
def test_what_is_no_keyword_is_read_as_a_post_would_be(body, meant):
    assert text(body) == meant


@pytest.mark.parametrize(
    "body",
    [
        "",
        "3",
        "total",
        "what time is it?",
        "I might come",
        "IN 99999999",
        "IN three or 4",
        "²",
        "lol",
    ],
)
def test_what_is_in_doubt_is_asked_back(body):
    assert text(body).act is Act.UNCLEAR


@pytest.mark.parametrize(
    "body, act",
    [(word, Act.STOP) for word in ("STOP", "stop.", "Unsubscribe", "CANCEL", "QUIT", "ALTO")]
    + [(word, Act.START) for word in ("START", "unstop")],
)
def test_the_gateways_own_words_are_left_to_it(body, act):
    assert text(body).act is act


def test_a_lead_may_be_named():
    assert text("IN 3 @wichita_teachers@mastodon.social") == Text(
        Act.COMING, 3, "en", "wichita_teachers@mastodon.social"
    )
