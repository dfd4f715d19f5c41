"""A lead of whom everything there is was said, wherever a lead can be named.

What lets a lead be named in a new place adds a line to PLANTS: tests/test_hidden_leads.py then
looks for them on every route.
"""

import itertools
from dataclasses import dataclass
from datetime import timedelta

from tests.builders import (
    CORNER,
    NOON,
    a_jpeg,
    a_lead,
    a_rally,
    a_steward,
    an_area,
    an_area_photo,
    an_organizer,
    come,
    commit,
)
from turnout.desk import (
    area_care,
    areas,
    challenge_review,
    challenges,
    feeds,
    leads,
    moderation,
    neighbourhoods,
    photos,
    place_stories,
    pocket,
    posts,
    taps,
)
from turnout.desk.areas import Said
from turnout.desk.desk import Desk
from turnout.desk.neighbourhoods import Plan
from turnout.desk.taps import Tap
from turnout.model import Lead, ReviewState, Role
from turnout.model.areas import Step
from turnout.model.challenges import Wanted
from turnout.sources import Post
from turnout.sources.photo import made
from turnout.sources.post import Image

HANDLE, SECOND, SHOWN = "zebquart@hush.example", "zebother@hush.example", "Zebulon Quartermain"

_keys = (f"key-of-a-choice-{number:06}" for number in itertools.count())


@dataclass(frozen=True)
class World:
    """The rally "ks", a site of the campaign "day", with the lead who is to be hidden; `over`
    brought them, and they brought `under`."""

    desk: Desk
    lead: Lead
    over: Lead
    under: Lead

    def choose(self, lead: Lead, place: str, name: str = "", said_as: str = "") -> int:
        """Have a lead say where they want to be named; return the record."""
        who = pocket.Actor("ks", lead.id, Role.LEAD, "desk")
        told = Tap(next(_keys), "roll", place=place, name=name, said_as=said_as)
        return taps.tap(self.desk, who, told).seq


def a_planted_world(desk: Desk) -> World:
    """Return a rally at which one lead may be named everywhere, and is."""
    public = {"words_shown": True, "progress_public": True, "forecast_public": True}
    a_rally(desk, "day", title="Day of action", **public)
    a_rally(desk, parent="day", **public)
    over = a_lead(desk, "open_hands@example.org", name="Open Hands")
    lead = leads.add(
        desk, "ks", "Zebedee Privately", HANDLE, 40, over.handle,
        shown_name=SHOWN, handles=[SECOND], contact="zebedee.privately@example.org",
    ).result()  # fmt: skip
    under = a_lead(desk, "below_them@example.org", name="Below Them", recruited_by=HANDLE)
    world = World(desk, lead, over, under)
    for plant in PLANTS:
        plant(world)
    return world


def on_the_roll(world: World) -> None:
    world.choose(world.over, "roll")
    world.choose(world.under, "roll")
    world.choose(world.lead, "roll", name="The Hushed One", said_as="sayitso")


def people_and_numbers(world: World) -> None:
    desk = world.desk
    for key, lead in enumerate((world.over, world.lead, world.under)):
        commit(desk, f"of-{key}", name=f"Supporter {key}", party="3", lead=lead.handle)
        come(desk, heads=3, lead=lead.id, key=str(key))
    leads.set_goal(desk, "ks", HANDLE, 44).result()
    leads.declare(desk, "ks", HANDLE, total=9).result()


def posts_and_their_words(world: World) -> None:
    desk = world.desk
    feed = feeds.add(desk, "ks", "https://hush.example/tags/ksrally.rss").result()
    image = (Image("https://hush.example/1.jpg", f"{SHOWN} speaks to @zebquart"),)
    said = (
        ("zebquart", "hush.example", "#KSRally what a day", image),
        ("ana", "social.example", f"#KSRally I'm in +2 for {SHOWN} @zebquart", ()),
        ("bo", "social.example", "#KSRally I'm in +3, says zebquart@hush.example to all", ()),
    )
    for number, (user, host, text, images) in enumerate(said):
        link = f"https://{host}/@{user}/{number}"
        post = Post(link, link, user, host, NOON, text, name=user.title(), images=images)
        posts.take(desk, feed, post).result()
    held = [post.id for post in moderation.queue(desk, "ks", ReviewState.HELD).posts]
    moderation.decide(desk, "ks", held, ReviewState.SHOWN).result()
    photo = photos.queue(desk, "ks", ReviewState.HELD)[0].photo.id
    photos.decide(desk, "ks", photo, ReviewState.SHOWN).result()
    photos.keep(desk, photo, made(a_jpeg())).result()


def places_they_look_after_and_cleaned(world: World) -> None:
    desk, them, organizer = world.desk, a_steward(world.desk, HANDLE), an_organizer(world.desk)
    plan = Plan("North Topeka", boundary=CORNER, steward=HANDLE)
    neighbourhoods.add(desk, organizer, "key-of-group-0001", plan).result()
    area = an_area(desk, them).area
    an_area_photo(desk, them)
    area_care.assign(desk, organizer, area, HANDLE, "north-topeka", "key-of-care-00001").result()
    areas.say(desk, them, Said("key-of-cleaning-01", area, Step.CLEAN, bags=4)).result()
    story = place_stories.Told("key-of-story-00001", "story", "The mill", "It was.", area=area)
    place_stories.tell(desk, them, story).result()


def challenges_by_them_and_about_them(world: World) -> None:
    desk, deadline = world.desk, NOON + timedelta(days=1)
    organizer = pocket.Actor("ks", 0, Role.ORGANIZER, "desk")
    for actor, key, text in (
        (organizer, "challenge-by-organizers", "Who is in?"),
        (pocket.Actor("ks", world.lead.id, Role.LEAD, "desk"), "challenge-by-them", "Join us!"),
        (pocket.Actor("ks", world.over.id, Role.LEAD, "desk"), "challenge-of-over", f"As {SHOWN}"),
    ):
        wanted = Wanted(target=5, deadline=deadline, text=text)
        made = challenges.make(desk, actor, key, wanted).result().seq
        if actor.lead:
            challenge_review.decide(desk, "ks", f"challenge:{made}", ReviewState.SHOWN).result()


PLANTS = (
    challenges_by_them_and_about_them,
    on_the_roll,
    posts_and_their_words,  # before a total is told: who is named first only fills that
    people_and_numbers,
    places_they_look_after_and_cleaned,
)
