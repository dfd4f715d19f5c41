"""The masthead offers a page to exactly those for whom its door opens."""

import pytest

from tests.builders import a_lead, a_rally
from tests.pages.conftest import text
from tests.pages.test_guards import CLOSED
from turnout.desk import links
from turnout.model import Role
from turnout.ui import frame

ROLES = (None, Role.ORGANIZER, Role.LEAD, Role.FUNDER, Role.DOOR)
PAGES = ("Rally", "Desk", "Lead", "Wall", "Progress")


def held(desk, role):
    """Return the grants of who opened a link of `role`, with the rally it is for."""
    if role is None:
        return []
    handle = a_lead(desk).handle if role is Role.LEAD else ""
    session, _ = links.enter(desk, links.mint(desk, role, "ks", lead=handle))
    return links.visitor(desk, session)


def named(app):
    """Return the labels of the pages that the masthead links to, in order."""
    return [each.proto.label for each in app.get("page_link") if each.proto.label in PAGES]


@pytest.mark.parametrize("public", [False, True])
@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("page", frame.PAGES)
def test_the_masthead_names_the_page_one_is_on_where_its_door_opens_and_only_there(
    page, role, public, desk, open_page
):
    a_rally(desk, progress_public=public)

    app = open_page(page, *held(desk, role))

    assert ('class="here"' in text(app)) is (CLOSED not in text(app))


@pytest.mark.parametrize(
    "role, links",
    [
        (Role.ORGANIZER, ["Desk", "Lead", "Wall", "Progress"]),
        (Role.LEAD, ["Lead", "Wall"]),
        (Role.FUNDER, ["Wall", "Progress"]),
        (None, []),
    ],
)
def test_the_masthead_links_to_no_page_that_is_closed_for_this_visitor(
    role, links, desk, open_page
):
    a_rally(desk)

    assert named(open_page("", *held(desk, role))) == links


def test_a_page_open_to_everybody_is_offered_to_a_stranger_too(desk, open_page):
    a_rally(desk, progress_public=True)

    assert named(open_page("desk")) == ["Progress"]
    assert named(open_page("desk", *held(desk, Role.LEAD))) == [
        "Rally",
        "Lead",
        "Wall",
        "Progress",
    ]
