import pytest

from tests.builders import a_lead, a_rally, commit
from turnout.desk import cards, keeping, leads, looks
from turnout.errors import Refused


def the_card(desk, name="Ana"):
    return next(each for each in cards.cards(desk, "ks") if each.name == name)


def add(desk, name="Ana", handle="@ana@m.social", **more):
    return leads.add(desk, "ks", name, handle, 40, **more).result()


def test_a_lead_is_found_by_any_of_their_handles(desk, rally):
    add(desk, handles=("ana_r", "@ana@bsky.example"))

    for number, handle in enumerate(("ana", "ana_r", "@ana_r@any.social", "ana@bsky.example")):
        commit(desk, str(number), party="2", lead=handle)

    assert the_card(desk).count.coming == 8


def test_a_handle_of_one_lead_cannot_be_anothers_further_one(desk, rally):
    add(desk, handles=("shared",))

    with pytest.raises(Refused) as refused:
        add(desk, "Bob", "bob", handles=("@shared",))

    assert (refused.value.field, refused.value.code) == ("handle", "taken")


def test_the_public_reads_the_shown_name_and_organizers_both(desk, rally):
    add(desk, shown_name="Topeka Nurses", contact="ana@example.org")

    card = the_card(desk)
    names = [each.name for each in looks.progress(desk, "ks").leads]
    assert (card.name, card.lead.name, card.email) == ("Ana", "Topeka Nurses", "ana@example.org")
    assert "Topeka Nurses" in names
    assert "Ana" not in names


def test_a_lead_who_signed_up_before_is_no_second_human(desk, rally):
    commit(desk, contact="785-555-0101", party="1")
    commit(desk, "2", handle="ana@m.social", party="1")

    add(desk, contact="+1 785 555 0101")

    assert looks.progress(desk, "ks").count.coming == 1
    assert keeping.check(desk) == []


def test_every_reason_is_given_at_once(desk, rally):
    with pytest.raises(Refused) as refused:
        leads.add(desk, "ks", "", "no handle!", contact="no contact")

    fields = {reason.field for reason in refused.value.reasons}
    assert fields == {"name", "handle", "contact"}


def test_what_is_not_given_stays_as_it_was(desk, rally):
    add(desk, shown_name="Nurses", contact="ana@example.org", handles=("ana_r",))

    leads.change(desk, "ks", "ana_r", name="Ana Ruiz").result()

    card = the_card(desk, "Ana Ruiz")
    assert (card.lead.name, card.email) == ("Nurses", "ana@example.org")
    assert card.handles == ("ana@m.social", "ana_r")


def test_a_changed_handle_and_contact_replace_the_old_ones(desk, rally):
    add(desk, contact="ana@example.org")

    leads.change(desk, "ks", "ana", handles=("anita",), contact="new@example.org").result()

    card = the_card(desk)
    assert (card.handles, card.email) == (("anita",), "new@example.org")
    with pytest.raises(Refused):
        commit(desk, lead="ana@m.social")


def test_nobody_recruits_who_recruited_them(desk, rally):
    add(desk)
    a_lead(desk, "bob", name="Bob", recruited_by="ana")

    with pytest.raises(Refused) as refused:
        leads.change(desk, "ks", "ana", recruited_by="bob").result()

    assert (refused.value.field, refused.value.code) == ("recruited_by", "circle")


def test_a_quiet_rallys_lead_is_matched_with_nobody_elsewhere(desk, rally):
    a_rally(desk, "q", quiet=True)
    add(desk, contact="ana@example.org")

    leads.add(desk, "q", "Somebody", "other", contact="ana@example.org").result()
    leads.change(desk, "q", "other", name="Renamed").result()

    assert the_card(desk).name == "Ana"


def test_an_erased_leads_further_handles_are_forgotten_too(desk, rally):
    add(desk, handles=("ana_r",))

    keeping.erase(desk, "ana@m.social").result()

    with pytest.raises(Refused):
        commit(desk, lead="ana_r")
