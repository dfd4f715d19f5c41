"""`feed read` and `feed find`: what a feed would bring, said without keeping anything."""

import json
from html import escape
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from turnout.commands import turnout
from turnout.settings import settings

SHARED = Path(__file__).parents[2] / "shared" / "feeds"
FIELDS = {
    "author", "host", "id", "link", "time", "text", "images", "intent", "people", "lead",
    "decision", "reason",
}  # fmt: skip
DECISIONS = {"counted", "held", "refused", "ignored"}


def run(*typed: str) -> Result:
    return CliRunner().invoke(turnout, typed)


def read(file: Path, *typed: str) -> list[dict[str, object]]:
    done = run("feed", "read", str(file), "--json", *typed)
    assert done.exit_code == 0, done.output
    return [json.loads(line) for line in done.stdout.splitlines()]


def a_feed(folder: Path, *items: tuple[str, str]) -> Path:
    file = folder / "ks.rss"
    entries = (
        f"<item><link>{link}</link><pubDate>Sat, 21 Nov 2026 18:00:00 +0000</pubDate>"
        f'<media:content url="https://f.example/a.jpg" medium="image"/>'
        f"<description>{escape(text)}</description></item>"
        for link, text in items
    )
    head = '<rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/"><channel>'
    file.write_text(f"{head}{''.join(entries)}</channel></rss>", "utf-8")
    return file


def test_each_entry_says_who_what_and_how_it_would_count(tmp_path):
    (post,) = read(
        a_feed(tmp_path, ("https://social.example/@Ana/1", "#KSRally I'm in +3")),
        *("--hashtag", "KSRally"),
    )

    assert set(post) >= FIELDS
    assert (post["author"], post["host"], post["id"]) == (
        "ana",
        "social.example",
        "https://social.example/@ana/1",
    )
    assert (post["intent"], post["people"], post["decision"]) == ("commit", 4, "counted")
    assert post["reason"] == "counted 4: author + 3"
    assert post["time"] == "2026-11-21T18:00:00+00:00"
    assert post["images"] == ["https://f.example/a.jpg"]


@pytest.mark.parametrize(
    "link, text, decision, reason",
    [
        ("https://notes.example/notes/1", "#KSRally I'm in", "held", "unknown_author"),
        ("https://social.example/@%D0%B0na/1", "#KSRally I'm in", "held", "lookalike"),
        ("https://social.example/@ana/1", "I'm in", "ignored", "no_hashtag"),
        ("https://social.example/@ana/1", "#KSRally who is coming?", "refused", "question"),
    ],
)
def test_what_does_not_count_says_why(link, text, decision, reason, tmp_path):
    (post,) = read(a_feed(tmp_path, (link, text)), "--hashtag", "#KSRally")

    assert (post["decision"], post["reason"]) == (decision, reason)


@pytest.mark.parametrize(
    "text, reason",
    [
        ("I can't make it", "counted 0: the author is not coming any more"),
        ("I'm in", "counted 1: the author"),
        ("we are 4", "counted 4: the number of all of them"),
    ],
)
def test_what_counts_says_how_its_number_came_about(text, reason, tmp_path):
    file = a_feed(tmp_path, ("https://social.example/@ana/1", text))

    assert [post["reason"] for post in read(file)] == [reason]
    assert reason in run("feed", "read", str(file)).stdout


def test_reading_opens_no_store(tmp_path):
    read(a_feed(tmp_path, ("https://social.example/@ana/1", "I'm in")))

    assert not Path(settings().database).exists()


@pytest.mark.parametrize(
    "content, said",
    [
        (b"", "not an RSS, Atom or JSON feed"),
        (b"<html><body>Log in</body></html>", "not an RSS, Atom or JSON feed"),
        (b'{"error": 1}', "not an RSS, Atom or JSON feed"),
        (b"{", "too broken"),
        (b"\x00" * 3 * 2**20, "larger than 2 MB"),
    ],
)
def test_what_cannot_be_read_is_named_with_its_reason(content, said, tmp_path):
    file = tmp_path / "odd.rss"
    file.write_bytes(content)

    done = run("feed", "read", str(file), "--json")

    assert (done.exit_code, done.stdout) == (2, "")
    assert said in done.stderr
    assert str(file) in done.stderr


@pytest.mark.parametrize("name", ["", "nowhere.rss"])
def test_what_is_no_file_is_said_to_be_none(name, tmp_path):
    done = run("feed", "read", str(tmp_path / name))

    assert done.exit_code == 2
    assert str(tmp_path) in done.stderr


@pytest.mark.skipif(not SHARED.exists(), reason="the samples are not beside the project")
@pytest.mark.parametrize("folder", ["hostile", "real"])
def test_every_sample_is_told_in_whole_or_refused_in_a_sentence(folder):
    for sample in sorted((SHARED / folder).rglob("*.xml")):
        done = run("feed", "read", str(sample), "--hashtag", "KSRally", "--json")
        if done.exit_code == 0:
            for post in map(json.loads, done.stdout.splitlines()):
                assert set(post) >= FIELDS, sample
                assert post["decision"] in DECISIONS, sample
        else:
            assert done.exit_code == 2, (sample, done.exception)
            assert len(done.stderr.splitlines()) == 1, sample


@pytest.mark.skipif(not SHARED.exists(), reason="the samples are not beside the project")
def test_no_imitation_of_a_handle_counts_or_becomes_the_other():
    found = read(SHARED / "hostile" / "60-hostile-handles.xml", "--hashtag", "KSRally")

    counted = [str(post["author"]) for post in found if post["decision"] == "counted"]
    assert counted.count("ana") == 1  # who writes it so, and nobody who imitates her
    assert {author for author in counted if not author.isascii()} <= {"آنا"}


def test_what_has_no_feed_is_said_with_the_way_round():
    done = run("feed", "find", "https://www.instagram.com/ana")

    assert done.exit_code == 2
    assert "Instagram has no feed" in done.stderr
    assert "bridge" in done.stderr


def test_a_handle_without_its_server_is_asked_for_it():
    done = run("feed", "find", "@ana")

    assert done.exit_code == 2
    assert "@name@server" in done.stderr
