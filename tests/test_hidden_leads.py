"""The law of names: a lead who is hidden stands in no byte that the public can get.

Every route that anybody may GET is asked (tests/access_table.py), in both languages, of the rally
and of its campaign; of a picture, what is drawn into it. A new route falls under it by itself, a
new record that can name a lead by a line in tests/planted.py.
"""

import re
from contextlib import contextmanager
from functools import cache
from hashlib import sha256
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import unquote

import pytest
import segno
from PIL import ImageDraw

from tests.access_table import ELSEWHERE, PAGES, ROUTES
from tests.builders import a_desk, a_house
from tests.pages.conftest import components, open_page, text  # noqa: F401 - a fixture
from tests.planted import HANDLE, World, a_planted_world
from tests.test_access_table import Holder
from tests.web.test_live import Screen, streaming
from turnout import words
from turnout.desk import (
    challenge_review,
    challenges,
    keeping,
    leads,
    ledger,
    moderation,
    rallies,
    recognition,
)
from turnout.model import Count, Door, ReviewState
from turnout.store import reviews

GETS = [key for key in ROUTES if key[0] == "GET" and key not in ELSEWHERE]
NAMES = ("zebulon", "quartermain", "zebother")  # what names them, as small letters
NEEDLES = (*NAMES, "zebquart")
NEVER = ("privately", "hushed", "sayitso")  # who they are, what they asked to be shown as, and how
# Besides what a route must be asked: nothing, and all that changes what it tells. Whoever asks for
# the handle of a lead is told that they did, and so it is looked for in the answers to the first.
PLAIN, ALL = {}, {"lead": HANDLE, "since": "0", "size": "square"}
# Where leads stand: a lead who is named nowhere from the first would prove nothing.
NAMED = (
    *("/e/ks ", "/e/day ", "roll.json", "updates.atom", "areas.geojson", "areas.kml", "areas.csv"),
    *("areas/1 ", "groups/", "report.csv", "/progress", "events/ks/areas", "live ks", "live day"),
)
OF_LEADS = {"{handle}", "{lead}"}  # as an address has them
DRAWN = {}  # by the digest of a picture
TEXTS = re.compile(r"text/|json|xml|calendar|svg|google-earth")


@pytest.fixture
def desk(tmp_path):
    database = tmp_path / "turnout.db"
    database.touch(0o600)
    database.write_bytes(_planted())
    desk = a_desk(tmp_path, public_url="https://rally.example.org")
    with a_house(desk):
        yield desk


@cache
def _planted():
    """Return the file of a store in which everything names the lead."""
    with TemporaryDirectory() as folder:
        desk = a_desk(Path(folder), public_url="https://rally.example.org")
        a_planted_world(desk)
        desk.store.close()
        return desk.settings.database.read_bytes()


@pytest.fixture
def world(desk):
    known = {lead.handle: lead for lead in leads.leads(desk, "ks")}
    return World(
        desk, known[HANDLE], known["open_hands@example.org"], known["below_them@example.org"]
    )


def hidden_by_an_organizer(world):
    leads.show(world.desk, "ks", HANDLE, False).result()


def hidden_by_themselves(world):
    world.choose(world.lead, "nowhere")


def blocked(world):
    def work(tx):
        number, now = rallies.found(tx, "ks").id, world.desk.clock()
        entry = ledger.enter(tx, number, "review", Door.DESK, "k" * 20, "desk", now)
        reviews.decide(tx, entry.seq, f"lead:{world.lead.id}", ReviewState.BLOCKED, "desk", now)
        ledger.book(tx, entry, world.lead.id, Count())

    world.desk.store.write(work).result()


def at_a_rally_that_hides_names(world):
    rallies.change(world.desk, "ks", names_public=False).result()


def at_a_rally_made_quiet(world):
    rallies.change(world.desk, "ks", quiet=True).result()


def erased(world):
    """Erase them; what others wrote of who is nobody any more is an organizer's to set aside."""
    lines = [each.challenge for each in challenges.of_event(world.desk, "ks")]
    for line in (each for each in lines if each.by == world.over.id):
        aside = ReviewState.SET_ASIDE
        challenge_review.decide(world.desk, "ks", f"challenge:{line.id}", aside).result()
    said = [post.id for post in moderation.queue(world.desk, "ks", ReviewState.SHOWN).posts]
    moderation.decide(world.desk, "ks", said, ReviewState.SET_ASIDE).result()
    keeping.erase(world.desk, f"@{HANDLE}").result()


HIDINGS = (
    hidden_by_an_organizer, hidden_by_themselves, blocked, at_a_rally_that_hides_names,
    at_a_rally_made_quiet, erased,
)  # fmt: skip


def test_before_they_are_hidden_they_stand_wherever_leads_do_and_never_by_what_is_theirs(desk):
    everywhere = found(desk, (*NEEDLES, *NEVER))
    told = "\n".join(asked for asked, _, _ in everywhere)

    assert [route for route in NAMED if route not in told] == []
    assert any("cleaned" in said for said in DRAWN.values())  # what pictures draw is seen
    assert "i'm in +2 for zebulon quartermain @zebquart" in _streamed("ks")
    assert [each for each in everywhere if each[1] in NEVER] == []


@pytest.mark.parametrize("hide", HIDINGS)
def test_a_hidden_lead_stands_in_no_public_byte(desk, world, hide):
    hide(world)

    assert found(desk, (*NEEDLES, *NEVER)) == []


def test_a_campaign_that_hides_names_names_nobody_of_its_sites(desk):
    rallies.change(desk, "day", names_public=False).result()

    assert found(desk, (*NEEDLES, *NEVER), events=["day"]) == []


def test_who_is_off_the_roll_is_on_none_of_its_routes(desk, world):
    world.choose(world.lead, "rows")

    assert [each for each in found(desk, NEEDLES) if "roll" in each[0]] == []


def test_who_is_hidden_once_their_name_was_shown_is_hidden_by_both_names(desk, world):
    asked = recognition.of_event(desk, "ks")
    record = next(each.choice.record for each in asked if each.handle == HANDLE)
    recognition.decide(desk, "ks", record, ReviewState.SHOWN).result()
    assert "hushed" in _streamed("ks")

    world.choose(world.lead, "nowhere")

    assert found(desk, (*NEEDLES, *NEVER)) == []


@pytest.mark.parametrize("screen", PAGES)
def test_no_page_of_the_workbench_names_them_to_the_public(
    screen, desk, world, open_page  # noqa: F811 - the fixture
):  # fmt: skip
    hidden_by_an_organizer(world)

    app = open_page(screen, event="ks")

    assert _needles_in(f"{text(app)}{components(app)}".lower(), (*NEEDLES, *NEVER)) == []


def found(desk, needles, events=("ks", "day")):
    """Return (what was asked, needle, what is around it) of each of `needles` there is."""
    return [
        (asked, needle, around)
        for asked, told in public_bytes(desk, events)
        for needle, around in _needles_in(told, needles)
        if needle in NAMES + NEVER or HANDLE not in asked
    ]


def _needles_in(told, needles):
    return [
        (needle, told[max(0, at - 60) : at + 60])
        for needle in needles
        if (at := told.find(needle)) >= 0
    ]


def public_bytes(desk, events):
    """Yield (what was asked, what came in small letters) of all that the public may GET."""
    holder = Holder(desk, "public", {})
    for key in GETS:
        for path, lang in product(_addresses(holder, key), words.LANGUAGES):
            for asked in (PLAIN, ALL):
                yield from _answers(holder.client, path, {"lang": lang, **asked}, events)
    for event in events:
        yield f"live {event}", _streamed(event)


def _addresses(holder, key):
    """Return where a route is asked: with all that its address needs and, where it is of a lead, of
    the one who is hidden."""
    path = holder.asks(key).request.url.path
    asked, needed = path.split("/"), key[1].split("/")
    theirs = [HANDLE if of in OF_LEADS else it for it, of in zip(asked, needed, strict=False)]
    return [path, "/".join(theirs)] if OF_LEADS.intersection(needed) else [path]


def _answers(client, path, asked, events):
    for event in events if "/ks" in path else [""]:
        with drawn() as told:
            answer = client.get(path.replace("/ks", f"/{event}", 1), params=asked)
        kind = answer.headers.get("content-type", "")
        heads = " ".join(f"{name}: {value}" for name, value in answer.headers.items())
        body = answer.text if TEXTS.search(kind) else ""
        yield f"{answer.request.url.path} {asked}", unquote(f"{heads}\n{body}").lower()
        # A picture that was drawn before may be kept: what was written into it is remembered too.
        said = DRAWN.setdefault(sha256(answer.content).digest(), "\n".join(told))
        yield f"drawn for {path.replace(HANDLE, 'a lead')}", unquote(said).lower()


@contextmanager
def drawn():
    """Give what is written into pictures meanwhile, and the addresses in QR codes."""
    told, write, code = [], ImageDraw.ImageDraw.text, segno.make_qr

    def writes(self, xy, text, *given, **named):
        told.append(str(text))
        return write(self, xy, text, *given, **named)

    def codes(address, **named):
        told.append(str(address))
        return code(address, **named)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ImageDraw.ImageDraw, "text", writes)
        patch.setattr(segno, "make_qr", codes)
        yield told


def _streamed(event):
    screen = Screen(event)

    async def first(_):
        return str(await screen.frame())

    return streaming(screen, first).lower()
