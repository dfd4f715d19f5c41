import pytest

from turnout.model import Door
from turnout.sources import form


def posted(**fields):
    return form.fields((name, value) for name, value in fields.items())


def test_a_sign_up_is_what_was_typed():
    came = form.sign_up(
        "ks",
        posted(name="Ana", party="3", status="maybe", contact="a@b.test", handle="@ana", key="k"),
        "wichita_teachers",
        "es",
    )

    assert (came.door, came.event, came.key, came.scope) == (Door.FORM, "ks", "k", "form")
    assert (came.name, came.party, came.status) == ("Ana", "3", "maybe")
    assert (came.contact, came.handle, came.lead) == ("a@b.test", "@ana", "wichita_teachers")
    assert came.lang == "es"


def test_consent_is_the_wording_that_was_agreed_to():
    assert form.sign_up("ks", posted(consent="yes"), "", "en").consent == form.CONSENT
    assert form.sign_up("ks", posted(), "", "en").consent == ""


def test_needs_may_be_several():
    fields = form.fields([("needs", "ride"), ("needs", "childcare")])

    assert form.sign_up("ks", fields, "", "en").needs == ("ride", "childcare")


def test_who_fills_the_hidden_field_is_doubted():
    assert form.sign_up("ks", posted(website="http://x"), "", "en").doubt == "hidden_field"
    assert form.sign_up("ks", posted(website=" "), "", "en").doubt == ""


@pytest.mark.parametrize("fields", [{}, {"key": ""}])
def test_a_form_without_a_key_gets_one_of_its_own(fields):
    first, second = (form.sign_up("ks", posted(**fields), "", "en").key for _ in range(2))

    assert first
    assert first != second


def test_nobody_names_the_person_or_the_door_in_a_form():
    came = form.sign_up("ks", posted(person="7", door="desk", by="grant:1", scope="x"), "", "en")

    assert (came.person, came.door, came.by, came.scope) == (None, Door.FORM, "public", "form")


def test_a_change_is_of_the_links_own_person_and_scope():
    came = form.change("ks", posted(party="5", status="cancelled", person="9", key="k"), 7, 3, "en")

    assert (came.person, came.by, came.scope) == (7, "grant:3", "form:7")
    assert (came.party, came.status) == ("5", "cancelled")


def test_a_field_of_a_megabyte_is_cut():
    assert len(form.one(posted(name="n" * 1_000_000), "name")) == form.MOST_FIELD
