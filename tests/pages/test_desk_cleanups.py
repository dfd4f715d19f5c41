"""The desk's clean-ups, through the frame."""

from datetime import datetime

import pytest

from tests.builders import a_lead, a_rally, an_area, an_organizer, commit
from tests.pages.conftest import ORGANIZER, text
from turnout.desk import areas, cleanups, rallies, schedule, series, thanks
from turnout.desk.areas import Said
from turnout.model import EventState, Grant, Role
from turnout.model.areas import Step

FIRST = "ks-dec-05"


@pytest.fixture
def campaign(desk):
    a_rally(desk, title="Clean up the river", ask_contact="either")
    a_lead(desk)
    return desk


@pytest.fixture
def organizer(campaign):
    made = {"title": "River *day*", "first": datetime(2026, 12, 5, 9), "goal": 20}
    series.make(campaign, "ks", **made, count=2, with_leads=True).result()
    return an_organizer(campaign)


def opened(open_page, **params):
    return open_page("desk", ORGANIZER, section="cleanups", **{"event": "ks", **params})


def press(app, key):
    app.button(key=key).click().run()
    assert not app.exception, app.exception


def cleaned(desk, organizer, contact="amina@example.org"):
    """Clean an area at the first date, to which Amina said she comes."""
    area = an_area(desk, organizer).area
    cleanups.arrange(desk, "ks", FIRST, put=[area]).result()
    commit(desk, event=FIRST, contact=contact, lead="wichita_teachers")
    areas.say(desk, organizer, Said("key-of-cleaning-1", area, Step.CLEAN, bags=9)).result()


@pytest.mark.parametrize("lang", ["en", "es"])
def test_an_empty_campaign_is_told_what_to_do_first(campaign, open_page, lang):
    said = text(opened(open_page, lang=lang))

    assert ("Plan the first one further down." if lang == "en" else "Planea la primera") in said


def test_a_series_is_told_in_words_and_then_made_in_one_go(campaign, open_page):
    organizer = an_organizer(campaign)
    for n in range(3):
        an_area(campaign, organizer, key=f"key-of-area-{n:06}")
    app = opened(open_page)
    app.radio(key="cleanup-new-ks-every").set_value("week").run()
    app.number_input(key="cleanup-new-ks-count").set_value(2).run()
    app.date_input(key="cleanup-new-ks-day").set_value(datetime(2026, 12, 5)).run()
    app.checkbox(key="cleanup-new-ks-all").check().run()
    assert "Sat, Dec 5, 9:00\u202fAM to 12:00\u202fPM" in text(app)
    assert "Sat, Dec 12, 9:00\u202fAM to 12:00\u202fPM" in text(app)

    press(app, "cleanup-new-ks-do")

    first, second = cleanups.dates(campaign, "ks")
    assert (first.event.slug, len(first.on), len(second.on)) == (FIRST, 2, 1)
    assert second.event.title == "Clean-up day"


def test_a_date_without_a_title_is_refused_beside_the_field(campaign, open_page):
    app = opened(open_page)
    app.text_input(key="cleanup-new-ks-title").set_value(" ").run()

    press(app, "cleanup-new-ks-do")

    assert "Give the event a title." in text(app)
    assert len(rallies.events(campaign)) == 1


def test_dates_stand_with_their_areas_and_who_comes(campaign, organizer, open_page):
    area = an_area(campaign, organizer).area
    cleanups.arrange(campaign, "ks", FIRST, put=[area]).result()
    commit(campaign, event=FIRST, party="3")

    said = text(opened(open_page))

    assert "River *day*: Sat, Dec 5" in said
    assert "Corner of 6th and Jackson" in said
    assert "3 of 20 wanted" in said


def test_areas_are_put_on_a_date_and_taken_off_by_choosing_them(campaign, organizer, open_page):
    area = an_area(campaign, organizer).area
    app = opened(open_page, date=FIRST)
    app.multiselect[0].select(area).run()
    press(app, "cleanup-areas-save")
    assert [each.id for each in cleanups.dates(campaign, "ks")[0].on] == [area]

    app.multiselect[0].unselect(area).run()
    press(app, "cleanup-areas-save")
    assert cleanups.dates(campaign, "ks")[0].on == ()


def test_a_date_rained_out_tells_what_went_back_and_whom_to_tell(campaign, organizer, open_page):
    area = an_area(campaign, organizer).area
    cleanups.arrange(campaign, "ks", FIRST, put=[area]).result()
    commit(campaign, event=FIRST, party="3", contact="amina@example.org")
    schedule.postpone(campaign, FIRST).result()

    said = text(opened(open_page, date=FIRST))

    assert "This date is put off, and has no new day yet." in said
    assert "went back to the map and can be put on another date: Corner of 6th and Jackson." in said
    assert "3 people were coming and are to be told." in said
    assert "is put off, and has no new date yet. It was to be: Sat, Dec 5" in said


def test_dates_left_over_are_called_off_together(campaign, organizer, open_page):
    cleaned(campaign, organizer)
    app = opened(open_page)
    assert "All is clean. 2 dates are still to come." in text(app)

    press(app, "cleanups-call-off-sure")

    assert {each.event.state for each in cleanups.dates(campaign, "ks")} == {EventState.CANCELLED}
    assert "All is clean" not in text(app)


def test_a_text_is_ticked_off_and_brought_back(campaign, organizer, open_page):
    cleaned(campaign, organizer)
    app = opened(open_page)
    (draft,) = thanks.drafts(campaign, "ks")
    assert "Thank you, Amina." in text(app)
    assert "amina@example.org" in text(app)

    press(app, f"told-{draft.id}")
    assert thanks.drafts(campaign, "ks") == []
    assert "Nobody is waiting for word from you." in text(app)

    press(app, "told-undo")
    assert thanks.drafts(campaign, "ks") == [draft]


def test_all_of_a_lead_are_ticked_off_at_once(campaign, organizer, open_page):
    cleaned(campaign, organizer)
    app = opened(open_page)
    assert [each.label for each in app.expander if "Wichita Teachers" in each.label]

    press(app, "told-all-0")

    assert thanks.drafts(campaign, "ks") == []


def test_who_left_no_contact_is_counted_and_told_of(campaign, organizer, open_page):
    cleaned(campaign, organizer, contact="")

    said = text(opened(open_page))

    assert "1 person left no contact and is not in the file." in said
    assert "They left no contact." in said


def test_a_dates_own_organizer_thanks_and_plans_nothing_else(campaign, organizer, open_page):
    cleaned(campaign, organizer)

    app = open_page("desk", Grant(1, Role.ORGANIZER, FIRST), section="cleanups", event=FIRST)

    assert "This is one date of Clean up the river." in text(app)
    assert "Thank you, Amina." in text(app)
    assert not [each for each in app.button if each.key and each.key.endswith("-do")]
