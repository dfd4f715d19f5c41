import pytest

from tests.builders import a_rally
from turnout.desk import letting_in, links
from turnout.errors import NotAllowed, NotFound
from turnout.model import Role


def made(desk, role=Role.FUNDER, event="ks", **by):
    return letting_in.make(desk, event, role, **by).result()


def grants(desk, session):
    return [(grant.role, grant.event) for grant in links.visitor(desk, session)]


@pytest.mark.parametrize("role", letting_in.ROLES)
def test_a_link_that_was_made_lets_its_bearer_in_as_what_it_says(desk, rally, role):
    session, _ = links.enter(desk, made(desk, role))

    assert grants(desk, session) == [(role, "ks")]


def test_a_link_taken_back_opens_nothing_and_ends_what_it_opened(desk, rally):
    token = made(desk)
    session, grant = links.enter(desk, token)

    letting_in.take_back(desk, "ks", grant.id).result()

    assert grants(desk, session) == []
    assert letting_in.links(desk, "ks") == []
    with pytest.raises(NotAllowed):
        links.enter(desk, token)


def test_the_newest_link_stands_first_and_other_rallies_links_nowhere(desk, rally):
    a_rally(desk, "elsewhere")
    for role in (Role.FUNDER, Role.ORGANIZER):
        made(desk, role)
    made(desk, Role.ORGANIZER, "elsewhere")

    assert [each.role for each in letting_in.links(desk, "ks")] == [Role.ORGANIZER, Role.FUNDER]


def test_a_link_to_another_rally_is_not_taken_back_from_here(desk, rally):
    a_rally(desk, "elsewhere")
    made(desk, Role.ORGANIZER, "elsewhere")
    (other,) = letting_in.links(desk, "elsewhere")

    with pytest.raises(NotFound):
        letting_in.take_back(desk, "ks", other.grant).result()

    assert letting_in.links(desk, "elsewhere") == [other]


@pytest.mark.parametrize("role", [Role.LEAD, Role.API, Role.SUPPORTER])
def test_no_other_link_is_made_here(desk, rally, role):
    with pytest.raises(NotAllowed):
        made(desk, role)


def test_a_funder_makes_no_links(desk, rally):
    _, funder = links.enter(desk, made(desk))

    with pytest.raises(NotFound):
        made(desk, Role.ORGANIZER, by=f"grant:{funder.id}")
