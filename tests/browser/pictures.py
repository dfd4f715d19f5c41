"""Made pictures of the live picture: the cases every live screen must look right in."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from turnout.formats.picture import picture
from turnout.model import (
    Came,
    Count,
    Event,
    HeadCount,
    JustIn,
    LeadProgress,
    Method,
    Progress,
    SiteProgress,
)
from turnout.model.picture import AreasProgress, CleanedArea, Expected

# Thirteen days ahead on any day of testing, at noon in Topeka or an hour beside it.
STARTS = (datetime.now(UTC) + timedelta(days=13)).replace(
    hour=18, minute=0, second=0, microsecond=0
)
NAMES = (
    "Wichita Teachers",
    "KCK Nurses",
    "Lawrence Tenants",
    "Topeka Caregivers",
    "Salina Care Circle",
    "Dodge City Voices",
    "Manhattan Students",
)
LONG = "Asociación de Trabajadoras y Trabajadores del Campo del Suroeste de Kansas y Amistades"
UNBROKEN = "Bürgerinitiativenkoordinationsausschussvorsitzende"


def an_event(**given: Any) -> Event:
    return Event(
        **{
            "id": 1,
            "slug": "ks",
            "title": "Rally for the services Kansas runs on",
            "starts_at": STARTS,
            "ends_at": STARTS + timedelta(hours=2),
            "zone": "America/Chicago",
            "place": "Statehouse steps, Topeka",
            "ask": "Stand with us for the services Kansas runs on.",
            "goal": 600,
            "hashtag": "KSRally",
            **given,
        }
    )


def leads(number: int) -> tuple[LeadProgress, ...]:
    """Return `number` leads of falling size; the first are as in the design's sketch."""
    made = []
    for place in range(number):
        name = NAMES[place % len(NAMES)] + ("" if place < len(NAMES) else f" {place}")
        handle = name.lower().replace(" ", "_")
        size = max(2, 90 - 11 * place if number < 10 else 90 - 90 * place // number)
        count = Count(size * 4 // 10, size * 5 // 10, size // 10, place % 7 + 1)
        made.append(LeadProgress(name, f"{handle}@mastodon.social", size + 20 - place % 3, count))
    return tuple(made)


def summed(*counts: Count) -> Count:
    return Count(*(sum(getattr(c, part) for c in counts) for part in
                   ("confirmed", "yes", "by_count", "maybe")))  # fmt: skip


def a_progress(**given: Any) -> Progress:
    """Return a Progress whose rows add up, of what is given."""
    rows = given.get("leads", leads(7))
    own, unnamed = given.get("own", Count(8, 23, 0, 5)), given.get("unnamed", Count())
    sites = given.get("sites", ())
    counts = [own, unnamed, *(row.count for row in rows), *(site.count for site in sites)]
    made: dict[str, Any] = {
        "seq": 40,
        "event": an_event(),
        "at": STARTS - timedelta(days=13),
        "count": summed(*counts),
        "leads": rows,
        "own": own,
        "unnamed": unnamed,
        "unnamed_leads": 0,
        "sites": sites,
        "just_in": just_in(),
        **given,
    }
    return Progress(**made)


def just_in() -> tuple[JustIn, ...]:
    at = STARTS - timedelta(days=13)
    teachers = ("Wichita Teachers", "wichita_teachers@mastodon.social")
    return (
        JustIn(40, at, "commitment", 4, "feed", *teachers),
        JustIn(39, at, "commitment", 1, "form"),
        JustIn(38, at, "report", 12, "lead", "KCK Nurses", "kck_nurses@mastodon.social"),
        JustIn(37, at, "commitment", -2, "form", "Salina Care Circle", "salina_care_circle"),
        JustIn(36, at, "goal", 20, "lead", "Dodge City Voices", "dodge_city_voices"),
    )


def _long() -> Progress:
    count = Count(12, 20, 3, 4)
    rows = (
        LeadProgress(LONG, "campo_suroeste_kansas_trabajadoras@social.example.org", 80, count),
        LeadProgress(UNBROKEN, UNBROKEN.lower(), 12_345, Count(9000, 1200, 34, 1)),
        LeadProgress("Å", "a", 0, Count(1, 0, 0, 0)),
    )
    event = an_event(title=f"{LONG} {LONG}", place=f"{LONG}, {LONG}", goal=1_234_567)
    return a_progress(leads=rows, event=event)


def _sites() -> Progress:
    count = Count(10, 30, 5, 6)
    rows = tuple(
        SiteProgress(f"s{n}", f"{name} County election office", f"{name}, Kansas", 80 - n, count)
        for n, name in enumerate(["Sedgwick", "Johnson", "Shawnee", "Wyandotte", "Douglas"])
    )
    event = an_event(title="Day of action", place="Five counties")
    return a_progress(event=event, sites=rows, leads=leads(3))


def _empty() -> Progress:
    return a_progress(leads=(), own=Count(), just_in=(), seq=1)


def _on_the_day() -> Progress:
    """Return a rally that has begun: who came, with walk-ins, and a crowd counted as a whole."""
    begun = datetime.now(UTC) - timedelta(minutes=20)
    rows = tuple(
        replace(row, came=Came(row.count.coming // 2, place % 3) if place < 6 else Came())
        for place, row in enumerate(leads(7))
    )
    checked, walked = (sum(getattr(row.came, of) for row in rows) for of in ("checked", "walk_ins"))
    return a_progress(
        event=an_event(starts_at=begun, ends_at=begun + timedelta(hours=2)),
        leads=rows,
        came=Came(checked + 10, walked + 24),
        own_came=Came(10, 24),
        unnamed_came=Came(),
        head_count=HeadCount(40, begun, Method.GRID, 210, 320, 540),
    )


def _clean_up() -> Progress:
    """Return a clean-up day: what was cleaned today is of this very day, where it is about noon."""
    now = datetime.now(UTC)
    zone = f"Etc/GMT{now.hour - 12:+d}"  # as POSIX has it: hours behind
    cleaned = tuple(
        CleanedArea(title, now - timedelta(minutes=place), *by)
        for place, (title, by) in enumerate(
            [
                ("Shunga creek trail", ("Wichita Teachers", "wichita_teachers@mastodon.social")),
                ("Under the viaduct at Kansas Avenue and the railroad yard, north side", ()),
                ("Corner of 6th and Jackson", ("KCK Nurses", "kck_nurses@mastodon.social")),
            ]
        )
    )
    event = an_event(title="River clean-up", goal=300, place="Boat ramp, Topeka", zone=zone)
    return a_progress(event=event, leads=leads(3), areas=AreasProgress(17, 25, cleaned))


PROGRESS: dict[str, Progress] = {
    "seven": a_progress(),
    "empty": _empty(),
    "bare": replace(_empty(), event=an_event(goal=0)),
    "three": a_progress(leads=leads(3)),
    "forty": a_progress(leads=leads(40), unnamed=Count(3, 4, 0, 1), unnamed_leads=4),
    "three_hundred": a_progress(leads=leads(300), event=an_event(goal=12_000)),
    "long": _long(),
    "no_goal": a_progress(event=an_event(goal=0)),
    "past_goal": a_progress(event=an_event(goal=200)),
    "closed": a_progress(event=an_event(open=False)),
    "over": a_progress(
        event=an_event(starts_at=datetime(2020, 1, 1, tzinfo=UTC), ends_at=None, open=False)
    ),
    "unclosed": a_progress(
        event=an_event(starts_at=datetime(2020, 1, 1, tzinfo=UTC), ends_at=None)
    ),
    "quiet": a_progress(
        leads=(),
        unnamed=Count(40, 60, 3, 4),
        unnamed_leads=5,
        event=an_event(quiet=True),
        just_in=tuple(replace(item, lead="", handle="") for item in just_in()),
    ),
    "sites": _sites(),
    "clean_up": _clean_up(),
    "on_the_day": _on_the_day(),
    "foretold": replace(_on_the_day(), forecast=Expected(260, 310, 660, "final", True, 1)),
}
PICTURES = {name: picture(progress) for name, progress in PROGRESS.items()}
