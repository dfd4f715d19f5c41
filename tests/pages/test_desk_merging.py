"""A lead who was added twice, made one on their card."""

import pytest

from tests.builders import a_lead, a_rally, commit
from tests.pages.conftest import ORGANIZER, text
from turnout.desk import keeping, leads, looks


@pytest.fixture
def twins(desk):
    a_rally(desk)
    a_lead(desk, "ana", name="Ana Ruiz", goal=40)
    a_lead(desk, "ana_r", name="Ana R.", goal=25)
    a_lead(desk, "ben", name="Ben", goal=40, recruited_by="ana_r")
    commit(desk, party="4", lead="ana_r", name="Bo")
    leads.declare(desk, "ks", "ana", total=12).result()
    return desk


def test_what_it_would_do_is_told_before_anything_changes(twins, open_page):
    app = open_page("desk", ORGANIZER, section="leads", lead="ana")

    app.selectbox(key="merge-1").select("ana_r").run()

    page = text(app)
    assert "Ana Ruiz @ana stays. Ana R. @ana_r is no lead of their own any more." in page
    assert "4 people promised by name with Ana R. @ana_r come with Ana Ruiz" in page
    assert "also in links that are printed already: @ana_r" in page
    assert "One lead whom Ana R. @ana_r recruited was recruited by Ana Ruiz." in page
    assert "This cannot be undone." in page
    assert app.radio(key="merge-total-1").options == [
        "12: 12 come with them", "0: 4 come with them"
    ]  # fmt: skip
    assert len(leads.leads(twins, "ks")) == 3


def test_two_entries_become_one_with_the_total_and_goal_that_were_chosen(twins, open_page):
    app = open_page("desk", ORGANIZER, section="leads", lead="ana")
    app.selectbox(key="merge-1").select("ana_r").run()
    app.radio(key="merge-total-1").set_value(0).run()
    app.radio(key="merge-goal-1").set_value(65).run()

    next(each for each in app.button if each.label == "Make them one").click().run()

    assert not app.exception, app.exception
    found = {each.handle: each for each in leads.leads(twins, "ks")}
    assert (set(found), found["ana"].goal) == ({"ana", "ben"}, 65)
    assert looks.progress(twins, "ks").count.coming == 4
    assert keeping.check(twins) == []
    assert "Two entries of one lead were made one." in text(
        open_page("desk", ORGANIZER, section="story")
    )


def test_who_is_alone_is_offered_nobody_to_be_one_with(desk, open_page):
    a_rally(desk)
    a_lead(desk, "ana", name="Ana Ruiz")

    app = open_page("desk", ORGANIZER, section="leads", lead="ana")

    assert "Was Ana Ruiz added twice?" not in [each.label for each in app.expander]
