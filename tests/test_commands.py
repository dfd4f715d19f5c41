"""The command line: what is set up by it, and how it answers."""

import json
from datetime import UTC, datetime
from email.utils import format_datetime

import pytest
from click.testing import CliRunner, Result

from tests.builders import a_submission, noon_in
from turnout import house
from turnout.commands import turnout
from turnout.desk import looks, signups
from turnout.settings import settings

START = f"{noon_in(13):%Y-%m-%dT%H:%M}"  # commands go by the machine's own clock
ADD = (
    *("event", "add", "ks", "--title", "Rally", "--start", START),
    *("--zone", "America/Chicago", "--goal", "600", "--hashtag", "#KSRally"),
)
LEAD = ("lead", "add", "ks", "--name", "Wichita Teachers", "--handle", "wt@kansas.example")


def test_the_start_is_local_time_in_the_zone():
    add = ["2026-12-05T12:00" if word == START else word for word in ADD]

    assert answered(*add)["starts_at"] == "2026-12-05T18:00:00Z"


def test_an_event_says_what_to_do_next():
    assert "lead add ks" in run(*ADD).stdout


def test_a_lead_is_hidden_and_shown_again():
    run(*ADD)
    run(*LEAD)

    run("lead", "hide", "ks", "wt")
    hidden = [lead["shown"] for lead in answered("lead", "list", "ks")]
    run("lead", "show", "ks", "wt")
    shown = [lead["shown"] for lead in answered("lead", "list", "ks")]

    assert (hidden, shown) == ([False], [True])


@pytest.mark.parametrize(
    "start, said",
    [
        ("tomorrow", "tomorrow is not a local time"),
        ("2026-12-05T12:00Z", "is not a local time"),
        ("2026-12-05", "2026-12-05 is not a local time"),
        ("2026-03-08T02:30", "the clocks skip that hour"),
    ],
)
def test_a_start_that_is_no_time_of_that_day_is_refused(start, said):
    refused = run(*(start if word == START else word for word in ADD))

    assert refused.exit_code == 2
    assert said in refused.stderr


def test_a_refusal_is_a_sentence_for_each_field_and_no_traceback():
    bad = ("event", "add", "K S", "--title", " ", "--start", "2026-12-05T12:00", "--zone", "UTC")

    refused = run(*bad)

    assert refused.exit_code == 2
    assert refused.stdout == ""
    assert [line.split(":")[0] for line in refused.stderr.splitlines()] == ["slug", "title"]


@pytest.mark.parametrize(
    "words, said",
    [
        (("lead", "list", "nope"), "There is no event called nope"),
        (("event", "goal", "nope", "3"), "There is no event called nope"),
        (("lead", "total", "ks", "nobody", "3"), "has the handle nobody"),
        (("key", "revoke", "99"), "No key has the number 99"),
        (("held", "decide", "ks", "99", "show"), "No sign-up of this event has the number 99"),
        ((*ADD[:2], "ks-east", *ADD[3:], "--parent", "nope"), "There is no event called nope"),
        (("feed", "add", "ks", "ftp://x.example"), "ftp://x.example is no web address"),
    ],
)
def test_what_is_not_there_is_named_with_what_to_do(words, said):
    run(*ADD)

    refused = run(*words)

    assert refused.exit_code == 2
    assert said in refused.stderr


def test_refusals_speak_the_operators_language(monkeypatch):
    monkeypatch.setenv("TURNOUT_LANGUAGE", "es")

    assert "No hay ningún evento llamado nope" in run("lead", "list", "nope").stderr


def test_a_wrong_setting_is_named_with_its_value(monkeypatch):
    monkeypatch.setenv("TURNOUT_POLL_SECONDS", "soon")

    refused = run("event", "list")

    assert refused.exit_code == 2
    assert "TURNOUT_POLL_SECONDS='soon'" in refused.stderr


def test_an_empty_list_says_what_to_do_next():
    listed = run("event", "list")

    assert listed.stdout == ""
    assert "event add" in listed.stderr


def test_a_list_as_json_is_an_array_even_when_empty():
    assert answered("event", "list") == []
    run(*ADD)
    assert [event["slug"] for event in answered("event", "list")] == ["ks"]


def test_an_event_may_have_a_parent_and_be_closed_and_reopened():
    run(*ADD)
    site = answered(*ADD[:2], "ks-east", *ADD[3:], "--parent", "ks")

    assert site["parent"] == "ks"
    assert answered("event", "close", "ks-east")["open"] is False
    assert answered("event", "reopen", "ks-east")["open"] is True
    assert answered("event", "goal", "ks-east", "90")["goal"] == 90


def test_a_lead_is_listed_with_goal_and_recruiter():
    run(*ADD)
    run(*LEAD, "--goal", "120")
    run("lead", "add", "ks", "--name", "KCK", "--handle", "kck", "--recruited-by", "wt")
    run("lead", "goal", "ks", "kck", "90")

    listed = answered("lead", "list", "ks")

    assert [lead["goal"] for lead in listed] == [120, 90]
    assert listed[1]["recruited_by"] == "wt"


def test_a_declared_total_stands_and_more_adds_to_it():
    run(*ADD)
    run(*LEAD)

    assert answered("lead", "total", "ks", "wt", "40")["coming"] == 40
    assert answered("lead", "total", "ks", "wt", "--more", "3")["coming"] == 43
    assert answered("lead", "total", "ks", "wt", "--more", "-3")["coming"] == 40


@pytest.mark.parametrize("words", [(), ("40", "--more", "3")])
def test_a_total_is_given_one_way(words):
    run(*ADD)

    assert run("lead", "total", "ks", "wt", *words).exit_code == 2


def test_a_key_stands_alone_on_standard_output():
    run(*ADD)

    made = run("key", "add", "ks", "--role", "api")

    assert len(made.stdout.splitlines()) == 1
    assert len(made.stdout.strip()) == 22
    assert "this once" in made.stderr


def test_a_link_carries_its_token_in_the_fragment_of_the_public_address(monkeypatch):
    run(*ADD)
    run(*LEAD)
    monkeypatch.setenv("TURNOUT_PUBLIC_URL", "https://rally.example.org/")

    link = answered("key", "add", "ks", "--role", "lead", "--lead", "wt")["link"]

    assert link.startswith("https://rally.example.org/enter#")


def test_without_a_public_address_a_link_says_that_it_is_good_here_only():
    made = run("key", "add", "--role", "organizer")

    assert made.stdout.startswith("http://localhost:8501/enter#")
    assert "TURNOUT_PUBLIC_URL" in made.stderr


@pytest.mark.parametrize(
    "words",
    [
        ("key", "add", "--role", "api"),
        ("key", "add", "ks", "--role", "lead"),
        ("key", "add", "ks", "--role", "api", "--lead", "wt"),
        ("key", "add", "ks", "--role", "supporter"),
        ("key", "add", "ks", "--role", "funder", "--signed"),
    ],
)
def test_a_key_that_would_be_nobodys_is_not_made(words):
    run(*ADD)

    assert run(*words).exit_code == 2
    assert answered("key", "list") == []


def test_a_list_of_keys_never_says_the_keys():
    run(*ADD)
    key = run("key", "add", "ks", "--role", "api").stdout.strip()

    listed = run("key", "list", "--json").stdout

    assert key not in listed
    assert json.loads(listed)[0]["role"] == "api"


def test_a_revoked_key_is_no_longer_listed():
    run(*ADD)
    run("key", "add", "ks", "--role", "api")
    (made,) = answered("key", "list")

    run("key", "revoke", str(made["id"]))

    assert answered("key", "list") == []


def test_a_signing_secret_comes_with_its_key_id():
    run(*ADD)

    made = answered("key", "add", "ks", "--role", "api", "--signed")

    assert made["key_id"] == str(answered("key", "list")[0]["id"])
    assert made["secret"]


def test_a_feed_is_added_and_listed_with_its_health():
    run(*ADD)
    run("feed", "add", "ks", "https://prairie.example/tags/ksrally.rss", "--every", "30")

    (feed,) = answered("feed", "list", "ks")

    assert (feed["every_seconds"], feed["on"], feed["last_good_at"]) == (30, True, None)


def test_reading_a_feed_from_a_file_counts_and_stores_nothing(tmp_path):
    file = tmp_path / "tag.rss"
    file.write_text(FEED, "utf-8")

    read = run("feed", "read", str(file), "--hashtag", "#KSRally")
    post = answered("feed", "read", str(file), "--hashtag", "KSRally")

    assert "4 people are counted" in read.stderr
    assert (post["people"], post["lead"], post["decision"]) == (4, "wt", "counted")
    assert not settings().database.exists()


def test_each_line_is_taken_for_what_it_says_and_why():
    lines = "I'm in +3\n\n+1\nmaybe\nour goal is 50\nca\xf1\xf1a \xb2\n".encode("latin-1")
    ran = CliRunner().invoke(turnout, ["feed", "phrase", "--json"], input=lines)
    told = [json.loads(line) for line in ran.stdout.splitlines()]

    assert [each["decision"] for each in told] == [
        "counted", "ignored", "counted", "refused", "held", "refused"
    ]  # fmt: skip
    assert told[0] == {
        "intent": "commit", "people": 4, "decision": "counted",
        "reason": "counted 4: author + 3",
    }  # fmt: skip
    assert (told[4]["people"], told[4]["reason"]) == (50, "only_lead")


@pytest.mark.parametrize(
    "content, said", [("no feed", "not an RSS, Atom or JSON feed"), (None, "No such")]
)
def test_a_feed_that_cannot_be_read_says_why(content, said, tmp_path):
    file = tmp_path / "tag.rss"
    if content is not None:
        file.write_text(content)

    read = run("feed", "read", str(file))

    assert read.exit_code == 2
    assert said in read.stderr


def test_a_held_sign_up_counts_once_it_is_shown():
    run(*ADD)
    seq = a_held_sign_up()
    (held,) = answered("held", "ks")

    assert held["seq"] == seq
    assert answered("held", "decide", "ks", str(seq), "show")["coming"] == 4
    assert answered("held", "ks") == []


def test_a_held_sign_up_set_aside_never_counts():
    run(*ADD)
    seq = a_held_sign_up()

    assert answered("held", "decide", "ks", str(seq), "set-aside")["coming"] == 0


def test_a_name_that_would_steer_the_terminal_is_printed_harmless():
    run(*ADD)
    run("lead", "add", "ks", "--name", "Wichita\u200b\u00ad", "--handle", "wt")

    assert all(line.isprintable() for line in run("lead", "list", "ks").stdout.splitlines())


def test_what_commands_write_shows_in_a_house_that_is_open():
    run(*ADD)
    open_house = house.open_house(settings())
    try:
        run(*LEAD)
        run("lead", "total", "ks", "wt", "12")

        assert looks.progress(open_house.desk, "ks").count.coming == 12
    finally:
        open_house.close()


def a_held_sign_up() -> int:
    here = house.open_house(settings())
    try:
        came = a_submission("held", party="4", doubt="unknown_author")
        return signups.commit(here.desk, came).result().seq
    finally:
        here.close()


def test_who_signed_up_is_made_a_lead_with_whom_they_brought():
    run(*ADD)
    run(*LEAD)
    sign_up(name="Amina Diaz", contact="amina@example.org", lead="wt")

    made = answered("lead", "promote", "ks", "amina@example.org")

    assert (made["lead"], made["moved"]) == ("amina", 0)
    assert answered("lead", "list", "ks")[1]["recruited_by"] == "wt"


def test_a_name_that_several_have_makes_nobody_a_lead():
    run(*ADD)
    run(*LEAD)
    sign_up("1", name="Amina Diaz")
    sign_up("2", name="Amina Park")

    refused = run("lead", "promote", "ks", "Amina")

    assert refused.exit_code == 2
    assert "2 people have Amina in their name" in refused.stderr
    assert run("lead", "promote", "ks", "Bo").exit_code == 2
    assert len(answered("lead", "list", "ks")) == 1


def sign_up(key: str = "1", **fields: str) -> None:
    here = house.open_house(settings())
    try:
        signups.commit(here.desk, a_submission(key, **fields)).result()
    finally:
        here.close()


def run(*words: str) -> Result:
    """Run one command as its own process would: with settings read anew."""
    settings.cache_clear()
    return CliRunner().invoke(turnout, list(words), prog_name="python -m turnout")


def answered(*words: str):
    """Return what a command that must succeed answers with --json."""
    ran = run(*words, "--json")
    assert ran.exit_code == 0, ran.output
    return json.loads(ran.stdout)


# Posts over a year old are about another time, so this one is of today.
FEED = f"""<?xml version="1.0"?><rss version="2.0"><channel><title>#KSRally</title><item>
<guid>https://prairie.example/@rosa/1</guid><link>https://prairie.example/@rosa/1</link>
<pubDate>{format_datetime(datetime.now(UTC))}</pubDate>
<description>&lt;p&gt;#KSRally I'm in +3 @wt&lt;/p&gt;</description></item></channel></rss>
"""
