from datetime import timedelta

import pytest

from tests.builders import a_lead, a_rally, an_area, commit
from tests.pages.conftest import ORGANIZER, text
from turnout.desk import cards, leads, letting_in, links, rallies
from turnout.model import Grant, Role


def button(app, label):
    return next(each for each in app.button if each.label == label)


def field(app, key):
    return next(each for kind in ("text_input", "text_area", "number_input", "checkbox", "radio")
                for each in app.get(kind) if each.key == key)  # fmt: skip


def test_the_first_rally_is_made_by_its_form_alone(desk, open_page):
    app = open_page("", ORGANIZER)
    field(app, "rally-new-title").set_value("Rally for the schools of Topeka").run()
    field(app, "rally-new-goal").set_value(300).run()

    button(app, "Make the rally").click().run()

    assert not app.exception
    (event,) = rallies.events(desk)
    assert (event.slug, event.goal, event.state) == ("rally-schools-topeka", 300, "on")


def test_a_mistake_is_named_beside_its_field_and_loses_nothing(desk, open_page):
    app = open_page("", ORGANIZER)
    field(app, "rally-new-place").set_value("Statehouse steps").run()
    field(app, "rally-new-slug").set_value("No Spaces!").run()

    button(app, "Make the rally").click().run()

    assert "Give the event a title." in text(app)
    assert "A short name has small letters" in text(app)
    assert field(app, "rally-new-place").value == "Statehouse steps"
    assert rallies.events(desk) == []


def test_who_may_not_make_a_rally_is_told_whom_to_ask(desk, open_page):
    app = open_page("", Grant(1, Role.FUNDER, None))

    assert "Whoever runs this machine makes the first rally." in text(app)
    assert not [each for each in app.button if each.label == "Make the rally"]


def test_the_made_up_rally_is_loaded_by_one_button_and_named_as_made_up(desk, open_page):
    app = open_page("", ORGANIZER)

    button(app, "Load the made-up rally").click().run()

    assert not app.exception
    (event,) = rallies.events(desk)
    assert event.title.startswith("Made up: ")
    assert len(leads.leads(desk, event.slug)) > 3


def test_from_the_made_up_rally_a_link_leads_to_an_empty_form(desk, open_page):
    button(open_page("", ORGANIZER), "Load the made-up rally").click().run()
    app = open_page("desk", ORGANIZER)

    button(app, "Make another rally").click().run()
    field(app, "rally-new-title").set_value("Save the library").run()
    button(app, "Make the rally").click().run()

    assert {event.slug for event in rallies.events(desk)} == {"made-up", "save-library"}


def test_who_organizes_one_rally_is_offered_no_other(desk, open_page):
    a_rally(desk)
    app = open_page("desk", Grant(2, Role.ORGANIZER, "ks"), section="new")

    assert not [each for each in app.button if each.label == "Make the rally"]
    assert "Needs you now" in text(app)


def test_what_was_refused_is_named_at_the_button_too(desk, open_page):
    app = open_page("", ORGANIZER)

    button(app, "Make the rally").click().run()

    assert "Not stored yet. See above: Short name, Title." in text(app)


def test_a_new_rally_in_a_year_gone_by_is_refused(desk, open_page):
    app = open_page("", ORGANIZER)
    field(app, "rally-new-title").set_value("Save the library").run()
    (day,) = (each for each in app.date_input if each.key == "rally-new-day")
    day.set_value(desk.clock().date() - timedelta(days=365)).run()

    button(app, "Make the rally").click().run()

    assert "or the day is past" in text(app)
    assert rallies.events(desk) == []


def test_the_desk_says_what_needs_the_organizer_first(desk, open_page):
    a_rally(desk)
    a_lead(desk)
    commit(desk, party="9", doubt="large_party")

    page = text(open_page("desk", ORGANIZER))

    assert page.index("One sign-up waits for a look") < page.index("One lead has no link")


def test_a_report_on_the_map_needs_the_organizer_also_at_one_of_its_dates(desk, open_page):
    a_rally(desk)
    a_rally(desk, slug="ks-dec-05", parent="ks")
    an_area(desk)

    for event, grant, told in (
        ("ks", ORGANIZER, True),
        ("ks-dec-05", ORGANIZER, True),
        ("ks-dec-05", Grant(2, Role.ORGANIZER, "ks-dec-05"), False),
    ):
        app = open_page("desk", grant, event=event)
        ways = {each.proto.label: each.proto.query_string for each in app.get("page_link")}

        assert ("One report or photo on the map waits for your look" in text(app)) == told
        assert ways.get("Look at the map") == ("event=ks&lang=en" if told else None)


def test_an_edit_is_kept_and_taken_back_by_one_click(desk, open_page):
    a_rally(desk)
    app = open_page("desk", ORGANIZER, section="rally")
    field(app, "rally-ks-place").set_value("City Hall").run()
    field(app, "rally-ks-goal").set_value(700).run()

    button(app, "Keep the changes").click().run()

    changed = rallies.event(desk, "ks")
    assert (changed.place, changed.goal) == ("City Hall", 700)
    button(app, "Undo").click().run()
    assert not app.exception
    before = rallies.event(desk, "ks")
    assert (before.place, before.goal) == ("Statehouse steps, Topeka", 600)


def drawn(app, name):
    """Return the field of the rally's form, however often it was filled in anew."""
    return next(each for kind in ("text_input", "number_input") for each in app.get(kind)
                if each.key.startswith("rally-ks") and each.key.endswith(f"-{name}"))  # fmt: skip


def two_organizers(desk, open_page):
    a_rally(desk, ask="Come")
    first, second = (open_page("desk", ORGANIZER, section="rally") for _ in range(2))
    drawn(first, "place").set_value("City Hall").run()
    button(first, "Keep the changes").click().run()
    return first, second


def test_the_second_of_two_saves_is_refused_says_what_changed_and_keeps_what_was_typed(
    desk, open_page
):
    _, second = two_organizers(desk, open_page)
    drawn(second, "title").set_value("Rally for all").run()
    button(second, "Keep the changes").click().run()

    assert not second.exception
    assert "Place: now “City Hall”" in text(second)
    assert rallies.event(desk, "ks").title != "Rally for all"
    shown = drawn(second, "title").value, drawn(second, "place").value
    assert shown == ("Rally for all", "City Hall")

    button(second, "Keep the changes").click().run()

    kept = rallies.event(desk, "ks")
    assert (kept.title, kept.place) == ("Rally for all", "City Hall")
    assert "Not kept yet" not in text(second)


def test_what_both_typed_into_one_field_is_the_seconds_to_decide(desk, open_page):
    _, second = two_organizers(desk, open_page)
    drawn(second, "place").set_value("The park").run()
    button(second, "Keep the changes").click().run()

    assert "Place: now “City Hall”" in text(second)
    assert (drawn(second, "place").value, rallies.event(desk, "ks").place) == (
        "The park", "City Hall",
    )  # fmt: skip
    button(second, "Keep the changes").click().run()
    assert rallies.event(desk, "ks").place == "The park"


def test_one_organizer_saves_twice_without_being_asked(desk, open_page):
    first, _ = two_organizers(desk, open_page)
    drawn(first, "place").set_value("The park").run()
    button(first, "Keep the changes").click().run()

    assert rallies.event(desk, "ks").place == "The park"


def test_an_undo_does_not_take_back_what_another_has_saved_since(desk, open_page):
    first, _ = two_organizers(desk, open_page)
    rallies.change(desk, "ks", place="The park").result()

    button(first, "Undo").click().run()

    assert not first.exception
    assert rallies.event(desk, "ks").place == "The park"
    assert drawn(first, "place").value == "The park"


def test_keeping_an_untouched_form_changes_nothing(desk, open_page):
    before = a_rally(desk, needs=("ride",), ends_at=None)
    app = open_page("desk", ORGANIZER, section="rally")

    button(app, "Keep the changes").click().run()

    assert rallies.event(desk, "ks") == before


def test_a_lead_is_added_with_all_that_is_known_of_them(desk, open_page):
    a_rally(desk)
    app = open_page("desk", ORGANIZER, section="leads")
    said = {"name": "Ana Ruiz", "handle": "@ana@m.social ana_r", "shown": "Nurses",
            "contact": "785-555-0101"}  # fmt: skip
    for name, value in said.items():
        field(app, f"add-{name}-0").set_value(value)

    button(app, "Add this lead").click().run()

    assert not app.exception
    (card,) = cards.cards(desk, "ks")
    assert (card.name, card.lead.name, card.phone) == ("Ana Ruiz", "Nurses", "+17855550101")
    assert card.handles == ("ana@m.social", "ana_r")
    assert field(app, "add-name-1").value == ""


def test_a_refused_lead_keeps_what_was_typed(desk, open_page):
    a_rally(desk)
    app = open_page("desk", ORGANIZER, section="leads")
    field(app, "add-name-0").set_value("Ana")
    button(app, "Add this lead").click().run()

    assert "Give the handle by which people know them" in text(app)
    assert field(app, "add-name-0").value == "Ana"


def test_a_list_is_shown_line_by_line_before_it_is_stored(desk, open_page):
    a_rally(desk)
    a_lead(desk, "bob", name="Bob")
    app = open_page("desk", ORGANIZER, section="leads")

    field(app, "lead-list").set_value("Ana, @ana, 40\nBob, @bob\nCy").run()

    assert "One is new, 1 are known already, 1 cannot be taken" in text(app)
    assert len(leads.leads(desk, "ks")) == 1
    button(app, "Add this one lead").click().run()
    assert [each.handle for each in leads.leads(desk, "ks")] == ["bob", "ana"]


def test_a_new_link_is_shown_once_and_works(desk, open_page):
    a_rally(desk)
    a_lead(desk, "ana", name="Ana")
    app = open_page("desk", ORGANIZER, section="leads", lead="ana")

    button(app, "Make a new link").click().run()

    assert not app.exception
    assert "shown now, and never again" in text(app)
    assert "/enter#" in text(app)
    again = open_page("desk", ORGANIZER, section="leads", lead="ana")
    assert "/enter#" not in text(again)


def test_the_desk_speaks_spanish(desk, open_page):
    a_rally(desk)
    a_lead(desk)

    page = text(open_page("desk", ORGANIZER, lang="es"))

    assert "Un líder no tiene enlace propio" in page
    assert "Antes de hacerlo público" in page


def test_the_desk_is_closed_to_a_lead(desk, open_page):
    a_rally(desk)

    app = open_page("desk", Grant(1, Role.LEAD, "ks"))

    assert "This screen is for the people running the rally." in text(app)


@pytest.mark.parametrize(
    "role, made", [(Role.FUNDER, "a link for a funder"), (Role.DOOR, "a link for the door")]
)
def test_others_are_let_in_by_a_link_and_the_link_taken_back(role, made, desk, open_page):
    a_rally(desk)
    app = open_page("desk", ORGANIZER, event="ks", section="rally")

    button(app, f"Make {made}").click().run()
    assert not app.exception
    (link,) = letting_in.links(desk, "ks")
    token = next(each.value for each in app.code if "/enter#" in each.value).partition("#")[2]
    assert links.enter(desk, token)[1].role is role

    button(app, f"Take link {link.grant} back").click().run()

    assert letting_in.links(desk, "ks") == []
    assert not [each for each in app.code if "/enter#" in each.value]
