"""Sign-ups that wait for a look, on the desk under "Now"."""

from tests.builders import a_rally, commit
from tests.pages.conftest import ORGANIZER, text
from turnout.desk import looks, reviews


def press(app, label):
    next(each for each in app.button if each.label == label).click().run()
    assert not app.exception, app.exception


def coming(desk):
    return looks.progress(desk, "ks").count.coming


def test_a_held_sign_up_is_counted_by_one_click(desk, open_page):
    a_rally(desk)
    commit(desk, party="9", doubt="large_party")
    app = open_page("desk", ORGANIZER)
    assert "One sign-up waits for a look" in text(app)
    assert coming(desk) == 0

    press(app, "Count Amina")

    assert coming(desk) == 9
    assert "Nothing waits for you." in text(app)


def test_a_held_sign_up_set_aside_stays_uncounted(desk, open_page):
    a_rally(desk)
    commit(desk, party="9", doubt="large_party")

    press(open_page("desk", ORGANIZER), "Set Amina aside")

    assert reviews.held(desk, "ks") == []
    assert coming(desk) == 0


def test_no_two_sign_ups_have_buttons_of_one_name(desk, open_page):
    a_rally(desk)
    for key, name in enumerate(("Amina", "Amina", "", "", "Ben")):
        commit(desk, str(key), party="9", doubt="large_party", name=name)

    buttons = [each.label for each in open_page("desk", ORGANIZER).button]

    labels = [label for label in buttons if label.startswith(("Count", "Set"))]
    assert len(set(labels)) == len(labels)
    assert "Count Ben" in labels
    assert "Count Amina (number 2)" in labels


def test_a_name_that_looks_like_markup_is_shown_as_written(desk, open_page):
    a_rally(desk)
    commit(desk, party="9", doubt="large_party", name="<b>[x](y)</b>")

    bodies = [each.proto.body for each in open_page("desk", ORGANIZER).get("html")]

    assert any("&lt;b&gt;[x](y)&lt;/b&gt;" in body for body in bodies)
