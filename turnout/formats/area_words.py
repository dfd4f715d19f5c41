"""An area and its history in sentences, the same on light pages and on the workbench."""

from collections.abc import Iterator, Mapping

from turnout import words
from turnout.formats.when import when
from turnout.model import Event
from turnout.model.areas import CARE, AreaState, AreaStep, Atlas, MapArea, MapDate, Step

_REASONS = ("cancelled", "postponed")


def headline(lang: str, told: Atlas) -> str:
    """Return "17 of 42 areas cleaned"."""
    clean = sum(each.area.state is AreaState.CLEANED for each in told.areas)
    return words.say(lang, "map.cleaned_of", n=len(told.areas), clean=clean)


def needed(lang: str, told: Atlas) -> str:
    """Return "25 places need help"."""
    left = sum(each.area.state is not AreaState.CLEANED for each in told.areas)
    key = "need_help" if left else "need_none" if told.areas else "need_unknown"
    return words.say(lang, f"map.{key}", n=left)


def facts(lang: str, event: Event, shown: MapArea, date: MapDate | None) -> Iterator[str]:
    """Yield what is to be told of an area, a sentence each, the state first."""
    area, cleaning = shown.area, shown.cleaning
    yield words.say(lang, f"map.state_{area.state}")
    if date:
        yield words.say(lang, "map.scheduled_for", when=when(lang, date.event))
        key = "map.coming_of_wanted" if area.wanted else "map.coming"
        yield words.say(lang, key, n=date.coming, wanted=area.wanted)
    elif area.wanted and area.state is not AreaState.CLEANED:
        yield words.say(lang, "map.wanted", n=area.wanted)
    if area.size:
        yield words.say(lang, f"map.size_{area.size}")
    if area.m2 >= 1:
        yield words.say(lang, "map.m2", n=round(area.m2))
    if cleaning and cleaning.volunteers:
        yield words.say(lang, "map.by_volunteers", n=cleaning.volunteers)
    if cleaning and cleaning.bags:
        yield words.say(lang, "map.bags_told", n=cleaning.bags)
    if shown.steward:
        yield words.say(lang, "map.steward", name=shown.steward, handle=f"@{shown.handle}")


def join_address(date: MapDate | None, area: int) -> str:
    """Return where to sign up for the date that an area is on; empty where nobody can."""
    if date is None or not date.event.open or date.event.state.value != "on":
        return ""
    return f"/e/{date.event.slug}/join?area={area}"


def step_at(lang: str, event: Event, step: AreaStep) -> str:
    """Return when a step was done, in the event's zone."""
    day = words.day(lang, step.said_at, event.zone)
    time = words.clock(lang, step.said_at, event.zone)
    return words.say(lang, "web.when", day=day, time=time)


def step_lines(lang: str, step: AreaStep, dates: Mapping[str, MapDate]) -> Iterator[str]:
    """Yield what a step was, a sentence each. dates: those of the map, by slug."""
    date = dates.get(step.date)
    named = when(lang, date.event) if date else ""
    if step.step in (Step.SCHEDULE, Step.RELEASE):
        yield words.say(lang, f"map.step_{step.step}", date=named)
    elif step.step is Step.CHANGE and CARE.issuperset(step.reason.split()):
        yield from (words.say(lang, f"map.step_{each}") for each in step.reason.split())
    else:
        yield words.say(lang, f"map.step_{step.step}")
    if step.reason in _REASONS:
        yield words.say(lang, f"map.reason_{step.reason}")
    if step.volunteers:
        yield words.say(lang, "map.by_volunteers", n=step.volunteers)
    if step.bags:
        yield words.say(lang, "map.bags_told", n=step.bags)


def step_note(step: AreaStep) -> str:
    """Return the words that came with a step; not a stranger's, at which nobody looked."""
    return step.note if step.door != "form" else ""
