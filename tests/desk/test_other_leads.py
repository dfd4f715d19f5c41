"""A lead may name anybody; who is already with another lead stays there until an organizer says."""

import pytest

from tests.builders import NOON, a_desk, a_lead, a_rally, commit
from turnout.desk import corrections, keeping, links, looks, papers, pocket, reviews, signups, taps
from turnout.desk.taps import Tap
from turnout.model import Door, ReviewState, Role, Submission

ANA = "ana@example.org"
THEIRS, OURS = "salina@m.social", "topeka@m.social"


@pytest.fixture
def desk(tmp_path):
    desk = a_desk(tmp_path)
    a_rally(desk, ask_contact="either")
    a_lead(desk, THEIRS, name="Salina")
    a_lead(desk, OURS, name="Topeka")
    yield desk
    assert keeping.check(desk) == []
    desk.store.close()


@pytest.fixture
def who(desk):
    """Return the lead of Topeka, by their own link."""
    session, _ = links.enter(desk, links.mint(desk, Role.LEAD, "ks", lead=OURS))
    return pocket.actor(desk, links.visitor(desk, session), "ks")


@pytest.fixture(params=["tap", "paper"])
def name_her(request, desk, who):
    """Return a function by which that lead names Ana, on the phone or from a sheet."""

    def tap(key="1", party="1", status="yes", name="Annie"):
        key = f"key-of-tap-number-{key}"
        told = Tap(key, "person", name=name, party=party, status=status, contact=ANA)
        return taps.tap(desk, who, told)

    def paper(key="1", party="1", status="yes", name="Annie"):
        row = Submission(
            door=Door.PAPER, event="ks", key=key, by=who.by, name=name, party=party, status=status,
            lead=OURS, contact=ANA, needs=("ride",),
        )  # fmt: skip
        return papers.type_in(desk, row, Role.LEAD).receipt

    return {"tap": tap, "paper": paper}[request.param]


def ana_of(desk):
    """Return who Ana is, with whom, with how many, and what was said."""
    with desk.store.reading() as look:
        row = look.row(
            """
            SELECT person.name, lead.name AS lead, current.party, current.status FROM person_contact
            JOIN person ON person.id = person_contact.person
            LEFT JOIN current ON current.person = person.id
            LEFT JOIN lead ON lead.id = current.lead
            WHERE person_contact.value = ?
            """,
            (ANA,),
        )
    return tuple(row)


def with_salina(desk):
    return commit(desk, "ana", name="Ana", party="5", lead=THEIRS, contact=ANA)


@pytest.mark.parametrize(
    "said", [{}, {"party": "1"}, {"party": "9"}, {"status": "cancelled"}, {"status": "maybe"}]
)
def test_who_is_with_another_lead_is_neither_moved_lowered_cancelled_nor_renamed(
    desk, name_her, said
):
    with_salina(desk)
    assert name_her(**said).held

    assert ana_of(desk) == ("Ana", "Salina", 5, "yes")
    assert looks.progress(desk, "ks").count.coming == 5
    assert [held.reason for held in reviews.held(desk, "ks")] == ["other_lead"]


def test_said_twice_they_still_stay(desk, name_her):
    with_salina(desk)
    name_her("1")

    assert name_her("2").held
    assert ana_of(desk) == ("Ana", "Salina", 5, "yes")


def test_shown_they_are_with_who_named_them(desk, name_her):
    with_salina(desk)
    held = name_her(party="2")
    decided = reviews.decide(desk, held.seq, ReviewState.SHOWN).result()

    assert ana_of(desk) == ("Annie", "Topeka", 2, "yes")
    corrections.undo(desk, decided.seq, by="desk", event="ks").result()
    assert ana_of(desk) == ("Ana", "Salina", 5, "yes")


def test_set_aside_they_stay(desk, name_her):
    with_salina(desk)
    reviews.decide(desk, name_her().seq, ReviewState.SET_ASIDE).result()

    assert ana_of(desk) == ("Ana", "Salina", 5, "yes")


def test_a_lead_cannot_let_their_own_entry_count_by_undoing_an_undo(desk, who, name_her):
    with_salina(desk)
    undone = corrections.undo(desk, name_her().seq, by=who.by, event="ks", lead=OURS).result()
    corrections.undo(desk, undone.seq, by=who.by, event="ks", lead=OURS).result()

    assert ana_of(desk) == ("Ana", "Salina", 5, "yes")


@pytest.mark.parametrize("before", ["", OURS])
def test_own_people_and_people_without_a_lead_are_taken_as_they_are_said(desk, name_her, before):
    commit(desk, "ana", name="Ana", party="5", lead=before, contact=ANA)

    assert not name_her(party="2").held
    assert ana_of(desk) == ("Annie", "Topeka", 2, "yes")


def test_who_was_cancelled_with_another_lead_is_still_theirs(desk, name_her):
    commit(desk, "ana", name="Ana", lead=THEIRS, contact=ANA, status="cancelled")

    assert name_her().held


@pytest.mark.parametrize("door", [Door.DESK, Door.IMPORT, Door.API])
def test_organizers_lists_and_keys_move_people_as_they_say(desk, door):
    with_salina(desk)

    assert not commit(
        desk, "moved", door=door, scope=f"{door}", name="Ana", party="2", lead=OURS, contact=ANA
    ).held
    assert ana_of(desk) == ("Ana", "Topeka", 2, "yes")


def test_an_organizer_who_types_in_a_leads_sheet_moves_people(desk):
    with_salina(desk)
    _, grant = links.enter(desk, links.mint(desk, Role.ORGANIZER, "ks"))
    row = Submission(
        door=Door.PAPER, event="ks", key="1", by=f"grant:{grant.id}", name="Ana", lead=OURS,
        contact=ANA,
    )  # fmt: skip

    assert papers.type_in(desk, row, Role.ORGANIZER).kind == "changes"
    assert ana_of(desk)[1] == "Topeka"


def test_a_sheet_says_that_the_organizer_decides_each_time_it_is_typed(desk, who):
    with_salina(desk)
    row = Submission(door=Door.PAPER, event="ks", key="1", by=who.by, lead=OURS, contact=ANA)

    assert [papers.type_in(desk, row, Role.LEAD).kind for _ in range(2)] == ["held", "held"]


def test_a_tap_sent_again_is_told_again_that_the_organizer_decides(desk, who):
    with_salina(desk)
    told = Tap("key-of-tap-number-1", "person", name="Ana", contact=ANA)

    assert [taps.tap(desk, who, told).held for _ in range(2)] == [True, True]
    assert len(reviews.held(desk, "ks")) == 1


def test_what_another_lead_said_does_not_part_her_from_her_link_or_her_lead(tmp_path):
    clock = [NOON]
    desk = a_desk(tmp_path / "later", lambda: clock[0])
    a_rally(desk, ask_contact="either")
    a_lead(desk, THEIRS, name="Salina")
    a_lead(desk, OURS, name="Topeka")
    said = commit(
        desk, "ana", door=Door.FORM, name="Ana", party="5", lead=THEIRS, contact=ANA, consent="1"
    )
    token = links.personal(desk, "ks", said.person, said.seq)
    clock[0] = NOON.replace(hour=13)
    assert commit(desk, "theirs", door=Door.LEAD, name="Annie", lead=OURS, contact=ANA).held

    mine = signups.mine(desk, token)
    assert (mine.name, mine.party, mine.lead, mine.held) == ("Ana", 5, "Salina", False)
    commit(desk, "again", name="Ana", party="6", contact=ANA)
    assert ana_of(desk) == ("Ana", "Salina", 6, "yes")
    desk.store.close()
