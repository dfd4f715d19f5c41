"""The desk's section of neighbourhood groups: what waits, what is decided, who looks after what."""

import pytest

from tests.builders import a_lead, a_rally, a_steward, an_area
from tests.pages.conftest import ORGANIZER, text
from turnout.desk import links, neighbourhoods, place_stories
from turnout.desk.areas import Doer
from turnout.desk.neighbourhoods import Plan
from turnout.desk.place_stories import Told
from turnout.desk.pocket import Actor
from turnout.model import Grant, Role


@pytest.fixture
def rally(desk):
    a_rally(desk)
    a_lead(desk)
    return desk


@pytest.fixture
def section(rally, open_page):
    return lambda **params: open_page(
        "desk", ORGANIZER, event="ks", section="neighbourhoods", **params
    )


def a_group(desk, name="North Topeka", **plan):
    doer = Doer("ks", Actor("ks", 0, Role.ORGANIZER, "desk"))
    return neighbourhoods.add(desk, doer, f"key-{name}-0001", Plan(name, **plan)).result()


def a_story(desk):
    told = Told("key-of-story-0001", "story", "<b>The flood</b>", "It *rose*.", of="north-topeka")
    return place_stories.tell(desk, Doer("ks"), told).result().story


def groups(desk):
    return neighbourhoods.groups(desk, "ks")


def test_a_section_without_groups_says_what_one_is(section):
    assert "A group looks after a part of town" in text(section())


def test_a_group_is_made_with_its_steward(rally, section):
    app = section()
    app.text_input(key="group-add-name").set_value("North Topeka")
    app.selectbox(key="group-add-steward").set_value("wichita_teachers@mastodon.social")
    app.button(key="group-add-keep").click().run()

    (group,) = groups(rally)
    assert (group.slug, group.handle) == ("north-topeka", "wichita_teachers@mastodon.social")
    assert "@wichita_teachers@mastodon.social looks after it." in text(app)


def test_a_group_without_a_name_is_refused_beside_its_form(rally, section):
    app = section()
    app.button(key="group-add-keep").click().run()

    assert "Give the group a name" in text(app)
    assert groups(rally) == []


def test_a_group_is_set_aside_and_shown_again(rally, section):
    group = a_group(rally)
    app = section()

    app.button(key=f"group-{group.id}-set_aside").click().run()
    assert "Set aside: it is shown nowhere." in text(app)

    app.button(key=f"group-{group.id}-show").click().run()
    assert groups(rally)[0].review == "shown"


def test_a_group_is_changed_and_keeps_its_address(rally, section):
    group = a_group(rally)
    app = section()
    app.text_input(key=f"group-{group.id}-name").set_value("Beyond the river")
    app.button(key=f"group-{group.id}-keep").click().run()

    assert [(each.slug, each.name) for each in groups(rally)] == [
        ("north-topeka", "Beyond the river")
    ]


def test_a_story_that_waits_is_shown_and_the_decision_taken_back(rally, section):
    a_group(rally)
    story = a_story(rally)
    app = section()
    assert "&lt;b&gt;The flood" in "".join(each.proto.body for each in app.get("html"))

    app.button(key=f"story-{story}-shown").click().run()
    assert [each.title for each in place_stories.shown(rally, "ks")] == ["<b>The flood</b>"]

    app.button(key=f"story-{story}-held").click().run()
    assert len(place_stories.waiting(rally, "ks")) == 1


def test_a_link_that_was_taken_back_decides_nothing(rally, section):
    a_group(rally)
    story = a_story(rally)
    app = section()
    links.revoke(rally, ORGANIZER.id)

    app.button(key=f"story-{story}-shown").click().run()

    assert len(place_stories.waiting(rally, "ks")) == 1


def test_the_organizer_sees_which_areas_wait_and_what_to_do(rally, section):
    area = an_area(rally, a_steward(rally)).area
    assert "No area has waited too long." in text(section())
    _let_it_age(rally)

    shown = text(section())

    assert "Confirmed 31 days ago, and on no date." in shown
    assert f"/e/ks/map?area={area}" in shown


def test_a_lead_sees_which_of_their_areas_wait(rally, open_page):
    steward = a_steward(rally)
    an_area(rally, steward)
    _let_it_age(rally)
    grant = Grant(int(steward.who.by.removeprefix("grant:")), Role.LEAD, "ks")

    assert "One of your areas waits." in text(open_page("lead", grant, event="ks"))


def _let_it_age(desk):
    """Let all that happened have happened 31 days before noon."""
    desk.store.write(
        lambda tx: tx.run("UPDATE log SET at = '2026-10-22T12:00:00.000000Z'")
    ).result()
