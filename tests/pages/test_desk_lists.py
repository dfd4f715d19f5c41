"""The desk's lists, paper and voice, through the frame."""

import pytest

from tests.builders import a_lead, a_rally, commit
from tests.pages.conftest import ORGANIZER, text
from turnout.desk import import_jobs, looks

LIST = b"Name,Email,How many,Status\nAna,ana@example.org,2,yes\nBen,ben@example.org,lots,yes\n"


@pytest.fixture
def rally(desk):
    a_rally(desk)
    a_lead(desk)
    return desk


@pytest.fixture
def lists(open_page, rally):
    def opened(body=LIST, **params):
        app = open_page("desk", ORGANIZER, section="importing", **params)
        app.file_uploader[0].upload("list.csv", body, "text/csv").run()
        assert not app.exception, app.exception
        return app

    return opened


def test_a_list_shows_what_it_would_change_and_stores_nothing(rally, lists):
    commit(rally, name="Ana", contact="ana@example.org", party="4")
    app = lists()

    assert "Was 4, yes" in text(app) or app.pills[0].value == "refused"
    app.pills[0].set_value("changes").run()
    assert "Was 4, yes" in text(app)
    assert looks.progress(rally, "ks").count.coming == 4


def test_the_list_comes_in_and_its_rows_to_mend_are_offered(rally, lists):
    app = lists()
    button = next(each for each in app.button if each.key == "import_run")
    assert button.label == "Bring in one row"

    button.click().run()
    import_jobs.latest(rally, "ks").finished.wait(30)
    app.run()

    assert looks.progress(rally, "ks").count.coming == 2
    assert "Done: 2 rows read." in text(app)
    assert app.get("download_button")


def test_a_column_may_be_given_another_meaning(rally, lists):
    app = lists()
    party = next(each for each in app.selectbox if each.label == "How many, with themselves")
    party.select_index(0).run()

    assert next(each for each in app.button if each.key == "import_run").label == (
        "Bring in 2 rows"
    )


def test_a_list_that_recognises_nobody_says_so(lists):
    assert "would count twice" in text(lists(b"Name,How many\nAna,2\n"))


def test_what_is_no_list_is_said_in_spanish(lists):
    assert "no es una lista" in text(lists(b"\x89PNG\0\0", lang="es"))


def test_a_total_told_on_the_phone_is_kept_as_such(rally, open_page):
    app = open_page("desk", ORGANIZER, section="paper")
    app.number_input[0].set_value(40)
    app.button[-1].click().run()

    assert "Stored: Wichita Teachers brings 40. 40 come in all." in text(app)
    with rally.store.reading() as look:
        assert look.row("SELECT door FROM log WHERE kind = 'report'")[0] == "voice"
