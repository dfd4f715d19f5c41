"""The demo's script: who does what and when. Seeded, so that every showing is the same one."""

import random
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from turnout.settings import ROOT

CAST = ROOT / "data" / "demo" / "rally.toml"
SEED = 20261205
COMMITMENTS = 270  # at about two people each, they end just short of the goal: the story goes on
MAYBES = 0.13
# Of those who said so: the share that cancels, and that confirms, before the month is over.
CANCELLING, CONFIRMING = 0.06, 0.6
LATER = (0.04, 0.35)  # how long after the promise, in parts of the month
CHATTER = 6  # posts that bring nobody, as most posts do
BROUGHT = 0.5  # of those who might have come by the link of somebody with their lead, who did


class Way(StrEnum):
    """The doors the script uses, and what is done again at one."""

    FORM = "form"
    API = "api"
    FEED = "feed"
    TOTAL = "total"  # a lead says how many in all
    CHANGE = "change"  # somebody says it anew, by the form service that knows them
    NIGHT = "night"  # a lead or the organizer does what data/demo/rally.toml has of the night


# The API stands for Action Network and its like. Few use the form: it knows only today, so that
# in a month played in minutes they all stand on the chart's last day, and made a cliff of it.
SHARES = {Way.FORM: 12, Way.API: 70, Way.FEED: 18}
PARTIES = {1: 44, 2: 34, 3: 12, 4: 7, 5: 3}


@dataclass(frozen=True)
class Deed:
    """One thing that happens at part `when` (0 to 1) of the month."""

    when: float
    way: Way
    person: int  # a number of the script's own; the same number is the same human
    name: str = ""
    party: int = 1
    status: str = "yes"
    lead: str = ""
    text: str = ""  # what a post says
    via: int = 0  # whose link they came by, 0 for nobody's

    @property
    def contact(self) -> str:
        return f"person{self.person}@prairie.example"

    @property
    def handle(self) -> str:
        first, *_, last = self.name.lower().split()
        return f"{_plain(first)}_{_plain(last)}{self.person}"


def cast(path: Path = CAST) -> dict[str, Any]:
    """Return the rally, its leads and people, and what they post."""
    return tomllib.loads(path.read_text("utf-8"))


def script(of: dict[str, Any], seed: int = SEED) -> list[Deed]:
    """Return every deed of the month, in order."""
    chance = random.Random(seed)  # noqa: S311 - a play, not a secret
    promises = list(_promises(chance, of))
    deeds = [*promises, *_changes(chance, promises), *_totals(of), *_chatter(chance, of)]
    deeds = [*_brought(random.Random(seed), deeds), *_night(of)]  # noqa: S311 - nor is this
    return sorted(deeds, key=lambda deed: (deed.when, deed.person))


def _promises(chance: random.Random, of: dict[str, Any]) -> Iterator[Deed]:
    leads = {lead["handle"]: lead["share"] for lead in of["lead"]} | {"": of["people"]["own_share"]}
    for person in range(1, COMMITMENTS + 1):
        way, lead, party = _pick(chance, SHARES), _pick(chance, leads), _pick(chance, PARTIES)
        yield Deed(
            when=chance.betavariate(1.5, 1.15),  # a slow start, and no rush at the very end
            way=way,
            person=person,
            name=f"{chance.choice(of['people']['first'])} {chance.choice(of['people']['last'])}",
            party=party,
            status="maybe" if way is not Way.FEED and chance.random() < MAYBES else "yes",
            lead=lead,
            text=_post(chance, of, lead, party) if way is Way.FEED else "",
        )


def _post(chance: random.Random, of: dict[str, Any], lead: str, party: int) -> str:
    """Return a post that counts `party` people; one without a lead mentions nobody."""
    kind = "alone" if party == 1 else "with_others"
    fit = [text for text in of["posts"][kind] if ("{lead}" in text) == bool(lead)]
    return str(chance.choice(fit)).format(tag=of["event"]["hashtag"], lead=lead, more=party - 1)


def _changes(chance: random.Random, promises: list[Deed]) -> Iterator[Deed]:
    """Yield what people of the form service say later: most that they will come, some not."""
    for deed in promises:
        if deed.way is not Way.API:
            continue
        turn, later = chance.random(), deed.when + chance.uniform(*LATER)
        if later >= 1 or turn > CANCELLING + CONFIRMING:
            continue
        status = "cancelled" if turn < CANCELLING else "confirmed"
        yield Deed(later, Way.CHANGE, deed.person, deed.name, deed.party, status, deed.lead)


def _brought(chance: random.Random, deeds: list[Deed]) -> Iterator[Deed]:
    """Yield the deeds, some of them by the link of somebody with the same lead: who used the form
    was given one to pass on."""
    givers: dict[str, list[int]] = {}
    for deed in sorted(deeds, key=lambda deed: deed.when):
        those = givers.setdefault(deed.lead, [])
        comes = deed.way in (Way.FORM, Way.API) and bool(those)
        yield (
            replace(deed, via=chance.choice(those)) if comes and chance.random() < BROUGHT else deed
        )
        if deed.way is Way.FORM:
            those.append(deed.person)


def _night(of: dict[str, Any]) -> Iterator[Deed]:
    for number, act in enumerate(of["night"]):
        yield Deed(act["when"], Way.NIGHT, number, lead=act.get("lead", ""))


def _totals(of: dict[str, Any]) -> Iterator[Deed]:
    for lead in of["lead"]:
        for when, people in lead["declared"]:
            yield Deed(when, Way.TOTAL, 0, lead=lead["handle"], party=people)


def _chatter(chance: random.Random, of: dict[str, Any]) -> Iterator[Deed]:
    for number in range(CHATTER):
        text = chance.choice(of["posts"]["chatter"]).format(tag=of["event"]["hashtag"])
        person = COMMITMENTS + 1 + number
        yield Deed(chance.random(), Way.FEED, person, name=f"Sam Poster{person}", text=text)


def _pick(chance: random.Random, shares: dict[Any, int]) -> Any:
    return chance.choices(list(shares), list(shares.values()))[0]


def _plain(word: str) -> str:
    """Return `word` in the letters a handle may have."""
    return word.translate(str.maketrans("áéíóúüñ", "aeiouun"))
