"""The tree of an event: whatever was said, in whatever order, it is what one counts by hand."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import a_desk, a_lead, a_rally, commit
from turnout.desk import (
    carrying,
    corrections,
    forgetting,
    invitations,
    keeping,
    leads,
    links,
    looks,
    merging,
    network,
    pocket,
    promotions,
)
from turnout.desk.pocket import Actor
from turnout.errors import NotFound, Refused
from turnout.model import Count, Role
from turnout.model.network import ROOT, Key

DESK = Actor("ks", 0, Role.ORGANIZER, "desk")
TEACHERS, NURSES = "wichita_teachers", "topeka_nurses"


@pytest.fixture
def rally(desk):
    """Teachers recruited nurses; Amina came with the teachers and brought Bo."""
    event = a_rally(desk)
    a_lead(desk)
    a_lead(desk, NURSES, name="Topeka Nurses", recruited_by=TEACHERS)
    amina = commit(desk, "a", lead=TEACHERS, party="2")
    commit(desk, "b", name="Bo", via=invitations.code(desk.pepper, event.id, amina.person))
    commit(desk, "c", name="Cy", lead=NURSES, party="4")
    commit(desk, "d", name="Dee")
    return event


def every(node):
    yield node
    for below in node.below:
        yield from every(below)


def shape(node):
    return node.name, node.branch, sorted(map(shape, node.below), key=repr)


def as_lead(desk, handle):
    _, grant = links.enter(desk, links.mint(desk, Role.LEAD, "ks", lead=handle))
    return pocket.actor(desk, [grant], "ks")


def test_an_organizer_sees_all_from_the_root(desk, rally):
    tree = network.tree(desk, DESK)

    assert [node.name for node in every(tree)] == [
        rally.title, "Wichita Teachers", "Topeka Nurses", "Cy", "Amina", "Bo", "Dee"
    ]  # fmt: skip
    assert tree.branch.downstream.coming == looks.progress(desk, "ks").count.coming == 8
    assert (tree.branch.leads, tree.branch.people) == (2, 4)


def test_a_lead_sees_their_own_branch_and_names_of_their_own_people_alone(desk, rally):
    tree = network.tree(desk, as_lead(desk, TEACHERS))

    assert [node.name for node in every(tree)] == [
        "Wichita Teachers", "Topeka Nurses", "Amina", "Bo"
    ]  # fmt: skip
    assert tree.branch.downstream.coming == 7


def test_a_lead_sees_nothing_of_the_branch_they_are_in(desk, rally):
    tree = network.tree(desk, as_lead(desk, NURSES))

    assert [node.name for node in every(tree)] == ["Topeka Nurses", "Cy"]


def test_a_link_that_was_taken_back_shows_nothing(desk, rally):
    who = as_lead(desk, TEACHERS)
    links.revoke(desk, int(who.by.removeprefix("grant:")))

    with pytest.raises(NotFound):
        network.tree(desk, who)


def test_of_a_branch_own_and_downstream_are_told(desk, rally):
    branch = network.branch_of(desk, "ks", 1)

    assert (branch.own, branch.downstream) == (Count(yes=3), Count(yes=7))
    assert (branch.leads, branch.people) == (1, 3)


def test_who_recruited_whom_is_told(desk, rally):
    with desk.store.reading() as look:
        assert network.brought_by(look, rally) == {2: 1}


def test_of_a_quiet_event_nothing_is_told_of_who_brought_whom(desk):
    event = a_rally(desk, "clinic", quiet=True)
    a_lead(desk, event="clinic")
    a_lead(desk, NURSES, name="N", event="clinic", recruited_by=TEACHERS)
    commit(desk, event="clinic", lead=TEACHERS)

    with desk.store.reading() as look:
        assert network.brought_by(look, event) == {}
    branch = network.branch_of(desk, "clinic", 1)
    assert (branch.own, branch.downstream, branch.leads) == (Count(yes=1), Count(yes=1), 0)


def test_who_was_erased_stands_without_a_name_and_their_branch_holds(desk, rally):
    forgetting.erase(desk, "ks", 3).result()  # Amina: the leads are the first two persons
    nodes = {node.key: node for node in every(network.tree(desk, DESK))}

    assert nodes[Key("person", 3)].name == ""
    assert [node.name for node in nodes[Key("person", 3)].below] == ["Bo"]


def test_it_is_carried_to_another_machine(desk, rally, tmp_path):
    leads.change(desk, "ks", TEACHERS, recruited_by="").result()
    leads.change(desk, "ks", NURSES, recruited_by="").result()
    leads.change(desk, "ks", TEACHERS, recruited_by=NURSES).result()  # who was added later
    promotions.make_lead(desk, "ks", 4).result()
    other = a_desk(tmp_path / "other")
    carrying.import_(other, json.loads(json.dumps(carrying.export(desk, "ks")))).result()

    assert shape(network.tree(other, DESK)) == shape(network.tree(desk, DESK))
    assert keeping.check(other) == []
    other.store.close()


HANDLES = [TEACHERS, NURSES, "ben"]
WHO = st.integers(0, 7)
WORDS = st.lists(
    st.one_of(
        st.tuples(st.just("join"), WHO, st.none() | WHO, st.sampled_from(["", *HANDLES])),
        st.tuples(st.just("status"), WHO, st.sampled_from(["confirmed", "maybe", "cancelled"])),
        st.tuples(st.just("same"), WHO, WHO),
        st.tuples(st.just("recruit"), st.sampled_from(HANDLES), st.sampled_from(HANDLES)),
        st.tuples(st.just("total"), st.sampled_from(HANDLES), st.integers(0, 12)),
        st.tuples(st.just("lead"), WHO),
        st.tuples(st.just("undo"), st.integers(0, 6)),
        st.tuples(st.just("erase"), WHO),
        st.tuples(st.just("merge"), st.sampled_from(HANDLES), st.sampled_from(HANDLES)),
    ),
    max_size=16,
)  # fmt: skip


@settings(max_examples=20, deadline=None)
@given(words=WORDS)
def test_whatever_was_said_another_machine_has_the_same_tree(words, tmp_path_factory):
    desk, other = (a_desk(tmp_path_factory.mktemp("law")) for _ in range(2))
    story = Story(desk)
    for at, (what, *given_words) in enumerate(words):
        story.tell(str(at), what, *given_words)
    carrying.import_(other, json.loads(json.dumps(carrying.export(desk, "ks")))).result()

    assert shape(network.tree(other, DESK)) == shape(network.tree(desk, DESK))
    assert keeping.check(other) == []
    for each in (desk, other):
        each.store.close()


class Story:
    """One rally as hypothesis tells it; what the product refuses has not happened."""

    def __init__(self, desk):
        self.desk = desk
        a_rally(desk)
        for handle in HANDLES:
            a_lead(desk, handle, name=handle)

    def tell(self, key, what, *given):
        try:
            getattr(self, what)(key, *given)
        except (Refused, NotFound):
            return

    def join(self, key, who, by, lead):
        by = self.person(by)
        via = invitations.code(self.desk.pepper, 1, by) if by else ""
        commit(self.desk, key, name=f"P{who}", contact=mail(who), lead=lead, via=via,
               party=str(who + 1))  # fmt: skip

    def status(self, key, who, status):
        commit(self.desk, key, name=f"P{who}", contact=mail(who), status=status)

    def same(self, key, one, other):
        commit(self.desk, key, contact=mail(one), handle=f"@p{other}@kansas.example")
        commit(self.desk, key + "b", contact=mail(other), handle=f"@p{other}@kansas.example")

    def recruit(self, key, lead, recruiter):
        leads.change(self.desk, "ks", lead, recruited_by=recruiter).result()

    def total(self, key, lead, n):
        leads.declare(self.desk, "ks", lead, total=n).result()

    def lead(self, key, who):
        if person := self.person(who):
            before = looks.progress(self.desk, "ks").count
            promotions.make_lead(self.desk, "ks", person).result()
            assert looks.progress(self.desk, "ks").count == before

    def undo(self, key, back):
        told = [each for each in corrections.story(self.desk, "ks") if each.undoable]
        if back < len(told):
            corrections.undo(self.desk, told[back].seq, by="desk", event="ks").result()

    def erase(self, key, who):
        if person := self.person(who):
            forgetting.erase(self.desk, "ks", person).result()

    def merge(self, key, kept, gone):
        merging.merge(self.desk, "ks", kept, gone, total=0, goal=0).result()

    def person(self, who):
        with self.desk.store.reading() as look:
            row = look.row("SELECT person FROM person_contact WHERE value = ?", (mail(who),))
            return row[0] if row else None


def mail(who):
    return f"p{who}@example.org"


@settings(max_examples=60, deadline=None)
@given(words=WORDS)
def test_whatever_is_said_in_whatever_order_a_branch_is_what_one_counts_by_hand(
    words, tmp_path_factory
):
    desk = a_desk(tmp_path_factory.mktemp("law"))
    story = Story(desk)
    for at, (what, *given_words) in enumerate(words):
        story.tell(str(at), what, *given_words)

    tree = network.tree(desk, DESK)
    nodes = list(every(tree))
    with desk.store.reading() as look:
        said = [row for row in look.rows("SELECT person, lead, party, status FROM current")
                if row["status"] != "cancelled"]  # fmt: skip
        leading = {row[0]: row[1] for row in look.rows("SELECT id, person FROM lead")}
        first = look.row("""
            SELECT count(*) FROM invitation
            JOIN commitment AS own ON own.event = invitation.event
                AND own.person = invitation.person AND own.seq < invitation.seq
        """)[0]  # fmt: skip
        circles = look.row("""
            SELECT count(*) FROM invitation WHERE NOT EXISTS (
                SELECT 1 FROM commitment WHERE commitment.person = invitation.inviter
                    AND commitment.event = invitation.event AND commitment.seq < invitation.seq)
        """)[0]  # fmt: skip
    assert len({node.key for node in nodes}) == len(nodes)
    assert {node.key.id for node in nodes if node.key.kind == "lead"} == {0, *leading}
    assert tree.branch.downstream == looks.progress(desk, "ks").count
    assert (first, circles) == (0, 0)
    for node in nodes:
        line = list(every(node))
        of = {each.key.id for each in line if each.key.kind == "lead"}
        named = [row for row in said if row["lead"] in of] if of else [
            row for row in said if Key("person", row["person"]) in {each.key for each in line}
        ]  # fmt: skip
        coming = sum(row["party"] for row in named if row["status"] != "maybe")
        below = [each for each in line if each is not node]
        assert node.branch.downstream.coming - node.branch.downstream.by_count == coming
        assert node.branch.leads == len([each for each in below if each.key.kind == "lead"])
        assert node.branch.people == len(
            [each for each in below if each.key.kind == "person" and each.status != "cancelled"]
        )
    assert tree.key == ROOT
    assert keeping.check(desk) == []
    desk.store.close()
