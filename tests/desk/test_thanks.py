from datetime import datetime, timedelta

import pytest

from tests.builders import a_desk, a_rally, an_area, an_organizer, commit
from turnout.desk import areas, corrections, forgetting, keeping, links, schedule, series, thanks
from turnout.desk.areas import Said
from turnout.errors import NotFound
from turnout.model import Role
from turnout.model.areas import Step

FIRST = datetime(2026, 12, 5, 9)
BASE = "https://rally.example.org"
AT = "ks-dec-05"
REPORTER = {"contact": "rosa@example.org", "consent": "map.consent/1"}


@pytest.fixture
def organizer(desk, rally):
    series.make(desk, "ks", title="River clean-up", first=FIRST, count=2, with_leads=True).result()
    return an_organizer(desk)


def reported(desk, organizer, number=1, date=AT, **fields):
    """Report an area, and put it on a date."""
    area = an_area(desk, key=f"key-of-report-{number:05}", **{**REPORTER, **fields}).area
    areas.say(desk, organizer, Said(f"confirm-of-area-{area:05}", area, Step.CONFIRM)).result()
    if date:
        said = Said(f"schedule-of-area-{area:05}", area, Step.SCHEDULE, date=date)
        areas.say(desk, organizer, said).result()
    return area


def clean(desk, organizer, area, bags=9, volunteers=12):
    said = Said(f"clean-of-area-{area:05}", area, Step.CLEAN, bags=bags, volunteers=volunteers)
    return areas.say(desk, organizer, said).result()


def drafts(desk, slug="ks"):
    return thanks.drafts(desk, slug, BASE)


def names(desk, slug="ks"):
    return [each.name or each.contact for each in drafts(desk, slug)]


def test_who_reported_and_who_came_are_thanked_with_what_was_done(desk, organizer):
    area = reported(desk, organizer)
    commit(desk, event=AT, contact="amina@example.org", lead="wichita_teachers", lang="en")

    clean(desk, organizer, area)

    amina, rosa = drafts(desk)
    assert amina.text.splitlines() == [
        "Thank you, Amina.",
        "Corner of 6th and Jackson is clean. 4,778 square metres. 9 bags. 12 volunteers.",
        f"See it: {BASE}/e/ks/areas/{area}",
        "The next date: Sat, Dec 19, 9:00\u202fAM, Statehouse steps, Topeka.",
        f"Come with us: {BASE}/e/ks-dec-19/join",
    ]
    assert (amina.contact, amina.lead, amina.date) == ("amina@example.org", "Wichita Teachers", AT)
    assert "You told us of it" in rosa.text
    assert (rosa.contact, rosa.lead) == ("rosa@example.org", "")


def test_nobody_is_thanked_for_what_is_not_clean(desk, organizer):
    reported(desk, organizer)
    commit(desk, event=AT, contact="amina@example.org")

    assert drafts(desk) == []


def test_who_reported_an_area_and_came_has_one_draft(desk, organizer):
    area = reported(desk, organizer)
    commit(desk, event=AT, name="Rosa", contact="rosa@example.org")

    clean(desk, organizer, area)

    assert names(desk) == ["Rosa"]


def test_who_reported_and_came_has_one_draft_of_a_quiet_event_and_no_name(desk):
    a_rally(desk, "q", quiet=True, ask_contact="either")
    series.make(desk, "q", title="Clean-up", first=FIRST, count=1).result()
    organizer = an_organizer(desk, "q")
    area = reported(desk, organizer, event="q", date="q-dec-05")
    commit(desk, event="q-dec-05", name="Rosa", contact="rosa@example.org")

    clean(desk, organizer, area)

    (draft,) = drafts(desk, "q")
    assert (draft.name, draft.contact) == ("", "rosa@example.org")
    assert "Rosa" not in draft.text


def test_two_areas_of_one_date_are_one_occasion(desk, organizer):
    first, second = (reported(desk, organizer, n, contact="", consent="") for n in (1, 2))
    commit(desk, event=AT, contact="amina@example.org")

    clean(desk, organizer, first)
    clean(desk, organizer, second)

    (draft,) = drafts(desk)
    assert draft.text.count(" is clean.") == 2
    assert draft.subject == "Thank you: 2 places are clean"


@pytest.mark.parametrize("status", ["cancelled", "maybe"])
def test_who_did_not_say_yes_is_not_thanked(desk, organizer, status):
    area = reported(desk, organizer, contact="", consent="")
    commit(desk, "1", event=AT, contact="amina@example.org")
    commit(desk, "2", event=AT, contact="amina@example.org", status=status)

    clean(desk, organizer, area)

    assert drafts(desk) == []


def test_who_was_erased_is_told_of_nothing(desk, organizer):
    area = reported(desk, organizer)
    receipt = commit(desk, event=AT, name="Rosa", contact="rosa@example.org")
    clean(desk, organizer, area)

    forgetting.erase(desk, AT, receipt.person).result()

    assert drafts(desk) == []


def test_thanks_are_in_the_language_of_who_reads_them(desk, organizer):
    area = reported(desk, organizer, lang="es")
    clean(desk, organizer, area, bags=1, volunteers=1)

    (draft,) = drafts(desk)

    assert draft.text.startswith("Gracias.\nNos avisaste, y se hizo.")
    assert "ya está limpio. 4,778 metros cuadrados. 1 bolsa. 1 persona voluntaria." in draft.text
    assert "La próxima fecha: sáb" in draft.text
    assert "Thank" not in draft.text


def test_without_a_language_the_operators_is_spoken(tmp_path):
    desk = a_desk(tmp_path, language="es")
    a_rally(desk)
    organizer = an_organizer(desk)
    clean(desk, organizer, reported(desk, organizer, date=""))

    assert drafts(desk)[0].text.startswith("Gracias.")
    desk.store.close()


def test_who_is_down_for_the_next_date_is_not_asked_again(desk, organizer):
    area = reported(desk, organizer)
    commit(desk, "1", event=AT, contact="amina@example.org")
    commit(desk, "2", event="ks-dec-19", contact="amina@example.org")

    clean(desk, organizer, area)

    amina = drafts(desk)[0]
    assert "See you there." in amina.text
    assert "/join" not in amina.text


def test_a_date_that_is_off_or_closed_is_no_next_ask(desk, organizer):
    clean(desk, organizer, reported(desk, organizer))
    schedule.cancel(desk, "ks-dec-19").result()

    (draft,) = drafts(desk)

    assert "next date" not in draft.text


def test_a_cleaning_taken_back_thanks_nobody(desk, organizer):
    area = reported(desk, organizer)
    receipt = clean(desk, organizer, area)

    areas.undo(desk, organizer, area, receipt.seq, "undo-of-cleaning-1").result()

    assert drafts(desk) == []


def test_those_coming_are_told_that_a_date_is_off_with_the_next_one(desk, organizer):
    commit(desk, "1", event=AT, contact="amina@example.org")
    commit(desk, "2", event=AT, name="Ben", contact="ben@example.org", status="maybe")
    commit(desk, "3", event=AT, name="Cleo", contact="cleo@example.org", status="cancelled")

    schedule.cancel(desk, AT).result()

    amina, ben = drafts(desk)
    assert (amina.kind, ben.name) == ("off", "Ben")
    assert amina.text.startswith("Hello, Amina.\nRiver clean-up does not take place.")
    assert f"{BASE}/e/ks-dec-19/join" in amina.text


def test_nobody_is_thanked_for_coming_to_a_date_that_is_off(desk, organizer):
    area = reported(desk, organizer)
    commit(desk, "1", event=AT, contact="amina@example.org")
    clean(desk, organizer, area)
    before = [each.kind for each in drafts(desk) if each.name == "Amina"]

    schedule.cancel(desk, AT).result()

    assert before == ["thanks"]
    assert [each.kind for each in drafts(desk) if each.name == "Amina"] == ["off"]


def test_a_postponed_date_says_so_and_one_taken_up_again_says_nothing(desk, organizer):
    commit(desk, event=AT, contact="amina@example.org")
    schedule.postpone(desk, AT).result()
    assert "is put off, and has no new date yet" in drafts(desk)[0].text

    schedule.resume(desk, AT).result()

    assert drafts(desk) == []


def test_a_date_long_past_is_not_told_as_off(tmp_path):
    now = [datetime.fromisoformat("2026-11-22T12:00:00+00:00")]
    desk = a_desk(tmp_path, lambda: now[0])
    a_rally(desk)
    commit(desk, contact="amina@example.org")
    schedule.cancel(desk, "ks").result()
    assert len(drafts(desk)) == 1

    now[0] += timedelta(days=30)

    assert drafts(desk) == []
    desk.store.close()


def test_a_draft_has_the_same_id_however_often_it_is_asked(desk, organizer):
    clean(desk, organizer, reported(desk, organizer))
    before = [each.id for each in drafts(desk)]

    commit(desk, event="ks-dec-19", contact="somebody@example.org")

    assert [each.id for each in drafts(desk)] == before


def test_who_was_told_is_due_no_longer_and_undo_brings_them_back(desk, organizer):
    area = reported(desk, organizer)
    commit(desk, event=AT, contact="amina@example.org")
    clean(desk, organizer, area)
    amina, rosa = drafts(desk)

    told = thanks.tell(desk, "ks", [amina.id]).result()

    assert (told.people, [each.id for each in drafts(desk)]) == (1, [rosa.id])
    undone = corrections.undo(desk, told.seq, by="desk", event="ks").result()
    assert [each.id for each in drafts(desk)] == [amina.id, rosa.id]
    corrections.undo(desk, undone.seq, by="desk", event="ks").result()
    assert [each.id for each in drafts(desk)] == [rosa.id]
    assert keeping.check(desk) == []


def test_nobody_is_told_twice_of_one_occasion(desk, organizer):
    clean(desk, organizer, reported(desk, organizer))
    (draft,) = drafts(desk)

    first = thanks.tell(desk, "ks", [draft.id]).result()
    again = thanks.tell(desk, "ks", [draft.id, "area:99:99"]).result()

    assert (first.people, again) == (1, thanks.Telling(0, 0))


def test_two_persons_who_turn_out_to_be_one_stay_told(desk, organizer):
    clean(desk, organizer, reported(desk, organizer))
    thanks.tell(desk, "ks", [each.id for each in drafts(desk)]).result()

    commit(desk, "1", event="ks", name="Rosa", contact="+17855550101")
    commit(desk, "2", event="ks", name="Rosa", contact="rosa@example.org")

    assert drafts(desk) == []


def test_a_dates_own_organizer_thanks_those_who_came_to_it(desk, organizer):
    area = reported(desk, organizer)
    commit(desk, event=AT, contact="amina@example.org")
    clean(desk, organizer, area)

    (draft,) = drafts(desk, AT)

    assert draft.name == "Amina"
    assert f"/e/ks/areas/{area}" in draft.text
    assert "/e/ks-dec-19/join" in draft.text
    thanks.tell(desk, AT, [draft.id]).result()
    assert [each.contact for each in drafts(desk)] == ["rosa@example.org"]


def test_nobody_but_the_organizer_is_given_drafts_or_marks_them(desk, organizer):
    a_rally(desk, "elsewhere")
    _, grant = links.enter(desk, links.mint(desk, Role.ORGANIZER, "elsewhere"))
    by = f"grant:{grant.id}"

    with pytest.raises(NotFound):
        thanks.drafts(desk, "ks", BASE, by)
    with pytest.raises(NotFound):
        thanks.tell(desk, "ks", [], by).result()
