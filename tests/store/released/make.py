"""Writes what a release leaves behind: `python -m tests.store.released.make 0.1.0`.

The dump and the pictures it must show are kept for good; later releases open them.
"""

import json
import sqlite3
import sys
import tempfile
from pathlib import Path

from tests.builders import NOON, a_desk, a_lead, a_rally, commit
from turnout.desk import feeds, keeping, leads, looks, reviews
from turnout.desk.desk import Desk
from turnout.formats.picture import picture
from turnout.model import Door, Refusal, ReviewState

HERE = Path(__file__).parent


def main(release: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        desk = a_desk(Path(folder))
        _fill(desk)
        assert keeping.check(desk) == []
        shown = {slug: picture(looks.progress(desk, slug)) for slug in looks.seqs(desk)}
        desk.store.close()
        with sqlite3.connect(Path(folder) / "turnout.db") as kept:
            dump = "\n".join(kept.iterdump()) + "\n"
    (HERE / f"{release}.sql").write_text(dump, "utf-8")
    (HERE / f"{release}.json").write_text(json.dumps(shown, indent=1) + "\n", "utf-8")


def _fill(desk: Desk) -> None:
    """Leave something in every table."""
    a_rally(desk, ask_contact="either", needs=("ride",))
    a_rally(desk, "salina", parent="ks", title="Salina", goal=80)
    a_rally(desk, "hush", quiet=True, title="A quiet one")
    a_lead(desk)
    a_lead(desk, "salina_care@m.social", name="Salina Care", recruited_by="wichita_teachers")
    a_lead(desk, "hushed@m.social", event="hush", name="Nobody's business")
    ana = {"contact": "ana@example.org", "handle": "ana@m.social"}
    commit(desk, "1", name="Ana", party="4", lead="wichita_teachers", note="by bus", **ana)
    commit(
        desk, "2", name="Ana", party="3", status="confirmed", needs=("ride",), consent="c/1", **ana
    )
    commit(desk, "3", name="Ben", status="maybe", party="2", door=Door.FEED, scope="feed:ks")
    commit(desk, "4", name="Cy", event="salina", party="5", said_at="2026-11-20T10:00:00Z")
    commit(desk, "5", name="Di", event="hush", lead="hushed", contact="ana@example.org")
    held = commit(desk, "6", name="Ed", door=Door.FORM, scope="", party="9")
    commit(desk, "7", name="Flo", door=Door.FORM, scope="", party="8")
    reviews.decide(desk, held.seq, ReviewState.SHOWN).result()
    leads.declare(desk, "ks", "wichita_teachers", total=30).result()
    leads.show(desk, "ks", "salina_care", shown=False).result()
    feeds.add(desk, "ks", "https://mastodon.social/tags/KSRally.rss").result()
    feeds.refuse(
        desk, Refusal(NOON, "ks", "feed", "feed:1", "https://m.social/@a/1", "post", "question")
    ).result()


if __name__ == "__main__":
    main(sys.argv[1])
