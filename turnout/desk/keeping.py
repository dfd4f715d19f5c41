"""Keeping the ledger: checked against itself, copied, and people erased from it."""

import secrets
from collections import defaultdict
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from turnout.desk import area_check, challenge_check
from turnout.desk.desk import Desk
from turnout.desk.ledger import COMING, ON_THEIR_OWN, book, enter
from turnout.errors import NotFound, Refused
from turnout.model import Count, Door, Standing, Status
from turnout.model.attendance import Came
from turnout.rules import standings as sums
from turnout.rules.contact import Contact, Handle, contact_of, handle_of
from turnout.store import (
    Reading,
    Transaction,
    attendance,
    authors,
    changes,
    claims,
    commitments,
    events,
    leads,
    log,
    people,
    posts,
    standings,
)

Way = TypeVar("Way", Contact, Handle)


@dataclass(frozen=True)
class Difference:
    """A place where what is kept is not what the ledger says. Empty `which`: the log itself."""

    what: str
    which: str
    kept: str
    counted: str

    def __str__(self) -> str:
        return f"{self.what} {self.which}: kept {self.kept}, counted {self.counted}"


def check(desk: Desk) -> list[Difference]:
    """Return where the running totals differ from a rebuild; empty when all is well. A scan."""
    with desk.store.reading() as look:
        counted = commitments.all_counted(look)
        rebuilt = _rebuilt(look, counted)
        kept = {(event, lead): standing for event, lead, standing in standings.every(look)}
        return [
            *_log_gaps(look),
            *_compare("standing", kept, rebuilt, Standing()),
            *_compare("total", _kept_totals(look), _totals(look, rebuilt), Count()),
            *_compare("came", _kept_came(look), _came(look, rebuilt), Came()),
            *_compare("present", attendance.all_present(look), _present(look), None),
            *_compare("pace", changes.booked(look), _paced(rebuilt), (0, 0, 0, 0)),
            *_misbooked(look),
            *_compare("challenge", *challenge_check.tallied(look), (0, 0, 0, 0)),
            *_compare("gained", *challenge_check.gained(look, desk.clock()), (0, 0, 0, 0)),
            *_compare("door", changes.through_doors(look), _through_doors(counted), (0, 0)),
            *_compare(
                "current",
                dict(commitments.all_current(look)),
                {(row["event"], row["person"]): row["seq"] for row in counted},
                None,
            ),
            *(Difference("area", *each) for each in area_check.broken(look)),
            *(Difference("area photo", *each) for each in area_check.photos_apart(look)),
        ]


def backup(desk: Desk, target: Path) -> None:
    """Copy all that is stored to the new file `target`, while the doors stay open."""
    desk.store.backup(target)


def erase(desk: Desk, known_as: str) -> Future[int]:
    """Blank the person with this contact or handle everywhere; what they promised still counts.

    What a held sign-up says with it, of whomever, is forgotten as well, and what the account
    posted.
    Return how many persons were blanked. Raises NotFound, Refused.
    """
    now = desk.clock()

    def work(tx: Transaction) -> int:
        found = _people(tx, known_as)
        waiting, wrote_at = _forget_claims(tx, known_as), _forget_posts(tx, known_as, found)
        if not found and not waiting and not wrote_at:
            raise NotFound("person", known_as)
        leads_of = {event for person in found for event in leads.events_of(tx, person)}
        for person in found:
            people.erase(tx, person, now)
        for event in leads_of | wrote_at:  # screens show names and words until it moves
            entry = enter(tx, event, "erase", Door.DESK, secrets.token_hex(20), "desk", now)
            book(tx, entry, ON_THEIR_OWN, Count())
        return len(found)

    return desk.store.write(work)


def _people(look: Reading, known_as: str) -> set[int]:
    contact, handle = _known_as(known_as)
    found: set[int] = set()
    if contact:
        found.update(people.everywhere_by_contact(look, contact.kind, contact.value))
    if handle and handle.host:  # many may have typed the same bare name
        found.update(people.everywhere_by_handle(look, handle.host, handle.user))
    return found


def _forget_claims(tx: Transaction, known_as: str) -> int:
    contact, handle = _known_as(known_as)
    ways = [(contact.kind, contact.value)] if contact else []
    ways += [(handle.host, handle.user)] if handle and handle.host else []
    return sum(claims.forget_said(tx, *way) for way in ways)


def _forget_posts(tx: Transaction, known_as: str, persons: set[int]) -> set[int]:
    """Forget what the account wrote, and what the accounts of `persons` wrote; return at which
    events."""
    _, handle = _known_as(known_as)
    wrote = {author for person in persons for author in authors.of_person(tx, person)}
    if handle and handle.host:
        wrote.update(authors.of_account(tx, handle.host, handle.user))
    return {authors.forget(tx, author) for author in wrote}


def _known_as(text: str) -> tuple[Contact | None, Handle | None]:
    """Return the contact and the handle that `text` may be; neither where it is none."""
    return _read(contact_of, text), _read(handle_of, text)


def _read(way_of: Callable[[str], Way], text: str) -> Way | None:
    try:
        return way_of(text)
    except Refused:
        return None  # not one of this kind; perhaps of the other, and the caller says so if not


def _rebuilt(look: Reading, counted: list) -> dict[tuple[int, int], Standing]:  # type: ignore[type-arg]
    built: dict[tuple[int, int], Standing] = defaultdict(Standing)
    for row in counted:
        place = (row["event"], row["lead"])
        built[place] = sums.with_party(built[place], Status(row["status"]), row["party"])
    for event, lead, declared in standings.newest_reports(look):
        built[event, lead] = replace(built[event, lead], declared=declared)
    for event, lead, goal in standings.newest_goals(look):
        built[event, lead] = replace(built[event, lead], goal=goal)
    for row in attendance.all_newest(look):
        place, came = (row["event"], row["lead"]), row["came"]
        more = Came(walk_ins=came) if row["walk_in"] else Came(checked=came)
        built[place] = sums.with_arrivals(built[place], more)
    return built


def _present(look: Reading) -> dict[tuple[int, str], tuple[int, int, int, int]]:
    """Return which word stands for each party, by the ledger alone."""
    return {
        (row["event"], row["subject"]): (row["seq"], row["lead"], row["came"], row["walk_in"])
        for row in attendance.all_newest(look)
    }


def _came(look: Reading, rebuilt: dict[tuple[int, int], Standing]) -> dict[int, Came]:
    came: dict[int, Came] = defaultdict(Came)
    for (event, _), standing in rebuilt.items():
        for above in standings.upwards(look, event):
            came[above] = sums.all_who_came(came[above], sums.came_of(standing))
    return came


def _kept_came(look: Reading) -> dict[int, Came]:
    return standings.all_came(look, [event.id for event in events.every(look)])


def _totals(look: Reading, rebuilt: dict[tuple[int, int], Standing]) -> dict[int, Count]:
    totals: dict[int, Count] = defaultdict(Count)
    for (event, _), standing in rebuilt.items():
        for above in standings.upwards(look, event):
            totals[above] = sums.plus(totals[above], sums.count(standing))
    return totals


def _paced(rebuilt: dict[tuple[int, int], Standing]) -> dict[tuple[int, int], tuple[int, ...]]:
    """Return what the hours of each lead must add up to."""
    return {
        place: (now.confirmed, now.yes, now.maybe, now.declared) for place, now in rebuilt.items()
    }


def _through_doors(counted: list) -> dict[tuple[int, str], tuple[int, int]]:  # type: ignore[type-arg]
    through: dict[tuple[int, str], tuple[int, int]] = {}
    for row in counted:
        if row["status"] != Status.CANCELLED:
            commitments_, heads = through.get((row["event"], row["door"]), (0, 0))
            more = row["party"] if row["status"] in COMING else 0
            through[row["event"], row["door"]] = (commitments_ + 1, heads + more)
    return through


def _kept_totals(look: Reading) -> dict[int, Count]:
    return standings.totals(look, [event.id for event in events.every(look)])


def _log_gaps(look: Reading) -> list[Difference]:
    clock = log.seq(look)
    rows, newest = log.extent(look)
    if rows == newest == clock:
        return []
    return [Difference("log", "", f"{rows} rows to seq {newest}", f"clock at {clock}")]


def _misbooked(look: Reading) -> list[Difference]:
    """Return the posts and their promises that do not stand as one."""
    stray = [
        Difference("feed", row["event"], f"record {row['record']} counts", "no post of it")
        for row in posts.without_post(look)
    ]
    return stray + [
        Difference(
            "post",
            f"{row['post']} of {row['event']}",
            row["state"],
            f"record {row['record']} {row['stands']}" if row["seq"] else "no record of it",
        )
        for row in posts.misbooked(look)
    ]


def _compare(what: str, kept: dict, rebuilt: dict, nothing: object) -> list[Difference]:  # type: ignore[type-arg]
    return [
        Difference(
            what, str(place), str(kept.get(place, nothing)), str(rebuilt.get(place, nothing))
        )
        for place in sorted(kept.keys() | rebuilt.keys())
        if kept.get(place, nothing) != rebuilt.get(place, nothing)
    ]
