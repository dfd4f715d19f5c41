from datetime import UTC, datetime
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from turnout.formats.atom import ATOM, Entry, feed, tag_of
from turnout.sources import rss

AT = datetime(2026, 11, 22, 12, tzinfo=UTC)
PAGE = "https://rally.example.org/e/ks"
HOSTILE = [
    "</title><script>alert(1)</script>",
    "]]><entry><id>x</id></entry>",
    "&xxe; & < > \" '",
    "bell\x07 null\x00 half \ud800 \uffff",
    "\u202eright to left",
]


def made(title="Corner", text="Corner is clean.", **fields):
    entry = Entry(tag_of("rally.example.org", AT, "cleaned", 7), title, text, AT, f"{PAGE}/areas/1",
                  **fields)  # fmt: skip
    return feed(tag=tag_of("rally.example.org", AT, "ks"), title=title, page=PAGE,
                own=f"{PAGE}/updates.atom", updated=AT, lang="en", entries=[entry])  # fmt: skip


def test_a_feed_has_what_atom_asks_of_it():
    root = ET.fromstring(made(by="Wichita Teachers", photo=f"{PAGE}/x-small.jpg", alt="Clean"))
    (entry,) = root.findall(f"{{{ATOM}}}entry")

    for within in (root, entry):
        for name in ("id", "title", "updated"):
            assert within.findtext(f"{{{ATOM}}}{name}")
    assert root.find(f"{{{ATOM}}}author/{{{ATOM}}}name") is not None
    rels = {link.get("rel"): link.get("href") for link in root.findall(f"{{{ATOM}}}link")}
    assert rels == {"self": f"{PAGE}/updates.atom", "alternate": PAGE}
    assert entry.findtext(f"{{{ATOM}}}updated") == "2026-11-22T12:00:00Z"
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"
    assert entry.findtext(f"{{{ATOM}}}id") == "tag:rally.example.org,2026-11-22:cleaned/7"


def test_an_entry_says_who_wrote_it_and_shows_its_photo_where_there_is_one():
    photo = f"{PAGE}/x-small.jpg"
    for fields, author, links, content in (
        ({}, None, {"alternate": "text/html"}, "<p>Corner is clean.</p>"),
        (
            {"by": "Wichita Teachers", "photo": photo, "alt": 'A "clean" corner'},
            "Wichita Teachers",
            {"alternate": "text/html", "enclosure": "image/jpeg"},
            f'<p>Corner is clean.</p><p><img src="{photo}" alt="A &quot;clean&quot; corner" /></p>',
        ),
    ):
        entry = ET.fromstring(made(**fields)).find(f"{{{ATOM}}}entry")

        assert entry.findtext(f"{{{ATOM}}}author/{{{ATOM}}}name") == author
        assert entry.findtext(f"{{{ATOM}}}published") == "2026-11-22T12:00:00Z"
        assert {
            each.get("rel"): each.get("type") for each in entry.findall(f"{{{ATOM}}}link")
        } == links
        assert entry.find(f"{{{ATOM}}}content").get("type") == "html"
        assert entry.findtext(f"{{{ATOM}}}content") == content


def test_a_feed_is_plain_atom_also_for_who_reads_it_letter_by_letter():
    head, body = made().split(b"\n", 1)

    assert head == b"<?xml version='1.0' encoding='utf-8'?>"
    assert body.startswith(f'<feed xmlns="{ATOM}"'.encode())


@pytest.mark.parametrize("title", HOSTILE)
def test_no_title_can_be_markup_or_break_the_feed(title):
    root = ET.fromstring(made(title=title, text=title, photo=PAGE, alt=title))
    (entry,) = root.findall(f"{{{ATOM}}}entry")

    assert {child.tag.rpartition("}")[2] for child in entry} <= {
        *("id", "title", "updated", "published", "link", "content")
    }
    inner = ET.fromstring(f"<div>{entry.findtext(f'{{{ATOM}}}content')}</div>")
    assert [each.tag for each in inner.iter()] == ["div", "p", "p", "img"]
    assert inner[0].text == entry.findtext(f"{{{ATOM}}}title")


@given(st.text())
def test_any_text_makes_a_feed_that_can_be_read(title):
    ET.fromstring(made(title=title, text=title))


def test_our_own_reader_reads_it_back():
    (post,) = rss.read(made(title="A & B <b>", text="A & B <b> is clean."), PAGE)

    assert post.link == f"{PAGE}/areas/1"
    assert post.published == AT
    assert "A & B <b> is clean." in post.text
