import json
from dataclasses import replace
from datetime import date

import pytest

from tests.builders import a_desk, a_lead, a_rally, an_area, an_organizer, commit
from turnout.desk import areas, carrying, keeping, leads, links, looks, rallies, reviews
from turnout.errors import NotFound, Refused, StoreFailed
from turnout.model import Door, ReviewState, Role


@pytest.fixture
def other(tmp_path):
    opened = a_desk(tmp_path / "other")
    yield opened
    opened.store.close()


@pytest.fixture
def exported(desk, rally):
    a_lead(desk, "salina@m.social", name="Salina", goal=60, recruited_by="wichita_teachers")
    commit(desk, "1", party="4", lead="wichita_teachers", contact="ana@example.org", note="hi")
    commit(desk, "2", party="2", contact="ana@example.org", needs=("ride",))
    held = commit(desk, "3", door=Door.FORM, scope="", party="9")
    commit(desk, "4", door=Door.FORM, scope="", party="8")
    reviews.decide(desk, held.seq, ReviewState.SHOWN).result()
    leads.declare(desk, "ks", "salina", total=30).result()
    leads.set_goal(desk, "ks", "salina", 70).result()
    leads.show(desk, "ks", "salina", shown=False).result()
    return json.loads(json.dumps(carrying.export(desk, "ks")))


def test_an_event_that_is_carried_over_shows_the_same_picture(desk, other, exported):
    carrying.import_(other, exported).result()

    there, here = looks.progress(other, "ks"), looks.progress(desk, "ks")
    assert (there.count, there.leads, there.own, there.unnamed) == (
        here.count, here.leads, here.own, here.unnamed,
    )  # fmt: skip
    assert looks.pace(other, "ks") == looks.pace(desk, "ks")
    assert looks.doors(other, "ks") == looks.doors(desk, "ks")
    assert len(reviews.held(other, "ks")) == 1
    assert keeping.check(other) == []


def test_a_leads_further_handles_go_along_and_bring_their_people(desk, other, rally):
    leads.add(
        desk, "ks", "Salina", "salina@m.social", handles=("salina_ks", "nurses@x.example")
    ).result()
    carrying.import_(other, json.loads(json.dumps(carrying.export(desk, "ks")))).result()

    assert carrying.export(other, "ks")["leads"] == carrying.export(desk, "ks")["leads"]
    for key, handle in enumerate(("salina@m.social", "salina_ks", "nurses@x.example")):
        commit(other, str(key), lead=handle)
    assert looks.progress(other, "ks").leads[1].count.coming == 3


def test_people_are_known_again_after_the_move(other, exported):
    carrying.import_(other, exported).result()
    before = looks.progress(other, "ks").count.coming
    commit(other, "new", party="3", contact="ana@example.org")

    assert looks.progress(other, "ks").count.coming == before + 1


def test_what_people_agreed_to_is_carried_over(desk, other, rally):
    commit(desk, contact="ana@example.org", consent="join.consent/1")
    carrying.import_(other, json.loads(json.dumps(carrying.export(desk, "ks")))).result()

    with other.store.reading() as look:
        (agreed,) = look.rows("SELECT wording, at FROM consent")
    assert tuple(agreed) == ("join.consent/1", "2026-11-22T12:00:00.000000Z")


@pytest.mark.parametrize(
    "field, wrong, code",
    [("slug", "../ks", "not_slug"), ("zone", "Nowhere/Land", "unknown"), ("title", "", "missing")],
)
def test_an_event_that_could_not_be_added_cannot_be_imported(other, exported, field, wrong, code):
    exported["event"][field] = wrong

    with pytest.raises(Refused) as refused:
        carrying.import_(other, exported).result()
    assert (refused.value.field, refused.value.code) == (field, code)


def test_a_record_that_the_tables_refuse_is_refused_whole(other, exported):
    next(each for each in exported["records"] if each["kind"] == "commitment")["party"] = 99

    with pytest.raises(StoreFailed, match="nothing was stored"):
        carrying.import_(other, exported).result()
    assert looks.seqs(other) == {}


def test_what_is_there_already_is_not_imported_twice(desk, exported):
    before = looks.progress(desk, "ks")

    with pytest.raises(Refused) as refused:
        carrying.import_(desk, exported).result()
    assert (refused.value.field, refused.value.code) == ("slug", "taken")
    assert looks.progress(desk, "ks") == before


@pytest.mark.parametrize("values", [{}, {"form": "something else"}])
def test_a_file_of_another_kind_is_refused(other, values):
    with pytest.raises(Refused) as refused:
        carrying.import_(other, values)

    assert refused.value.code == "not_export"


def test_a_broken_file_is_refused_whole(other, exported):
    del exported["records"][-1]["seq"]

    with pytest.raises(Refused) as refused:
        carrying.import_(other, exported).result()
    assert refused.value.code == "broken"
    assert looks.seqs(other) == {}


def test_what_was_settled_about_an_event_is_carried_over(desk, other):
    a_rally(desk, names_public=False, progress_public=True, keep_contacts_until=date(2026, 12, 20))
    carrying.import_(other, json.loads(json.dumps(carrying.export(desk, "ks")))).result()

    there, here = rallies.event(other, "ks"), rallies.event(desk, "ks")
    assert replace(there, id=0) == replace(here, id=0)


def test_what_was_decided_of_an_area_keeps_no_campaign_from_coming_along(desk, other, rally):
    area = an_area(desk)
    decided = "key-of-decision-0001"
    areas.decide(desk, an_organizer(desk), area.area, ReviewState.SHOWN, decided).result()
    carrying.import_(other, json.loads(json.dumps(carrying.export(desk, "ks")))).result()

    assert keeping.check(other) == []


def test_an_earlier_releases_export_is_still_read(other, exported):
    for lead in exported["leads"]:
        del lead["handles"]
    for new in ("state", "names_public", "progress_public", "keep_contacts_until"):
        del exported["event"][new]

    carrying.import_(other, exported).result()

    assert rallies.event(other, "ks").names_public


@pytest.mark.parametrize("role", [Role.ORGANIZER, Role.LEAD, Role.FUNDER])
def test_only_an_organizers_link_that_is_still_good_takes_it_away(role, desk):
    a_rally(desk)
    links.mint(desk, role, "ks")
    (issued,) = links.issued(desk)
    by = f"grant:{issued.grant.id}"
    if role is Role.ORGANIZER:
        assert carrying.export(desk, "ks", by)["records"]
        links.revoke(desk, issued.grant.id)

    with pytest.raises(NotFound):
        carrying.export(desk, "ks", by)
