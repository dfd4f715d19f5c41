"""Who stands below whom: everybody once, and what each brings as one counts it by hand."""

from hypothesis import given, settings
from hypothesis import strategies as st

from turnout.model import Count, Status
from turnout.model.network import ROOT, Branch, Key, LeadPlace, PersonPlace
from turnout.rules import network

NOBODY = Count()


def lead(number, recruiter=None, person=None, **count):
    return LeadPlace(number, recruiter, person, Count(**count))


def person(number, of=0, inviter=None, party=1, status=Status.YES):
    return PersonPlace(number, of, inviter, party, status)


def above(leads=(), people=()):
    return network.parents(leads, people)


def test_a_lead_stands_below_who_recruited_them():
    stands = above([lead(1), lead(2, recruiter=1)])

    assert stands == {Key("lead", 1): ROOT, Key("lead", 2): Key("lead", 1)}


def test_a_person_stands_below_who_invited_them():
    stands = above([lead(1)], [person(7, 1), person(8, 1, inviter=7)])

    assert stands[Key("person", 8)] == Key("person", 7)


def test_who_is_with_another_lead_than_their_inviter_stands_below_their_own_lead():
    stands = above([lead(1), lead(2)], [person(7, 1), person(8, 2, inviter=7)])

    assert stands[Key("person", 8)] == Key("lead", 2)


def test_who_was_invited_on_their_own_stands_below_their_inviter():
    stands = above([], [person(7), person(8, inviter=7)])

    assert stands == {Key("person", 7): ROOT, Key("person", 8): Key("person", 7)}


def test_who_leads_is_no_second_time_a_person():
    stands = above([lead(1), lead(2, 1, person=7)], [person(7, 1), person(8, 1, inviter=7)])

    assert Key("person", 7) not in stands
    assert stands[Key("person", 8)] == Key("lead", 1)


def test_an_inviter_who_takes_their_word_back_keeps_whom_they_brought():
    stands = above([lead(1)], [person(7, 1, status=Status.CANCELLED), person(8, 1, inviter=7)])

    assert stands[Key("person", 8)] == Key("person", 7)


def test_an_inviter_whose_word_counts_no_longer_leaves_them_to_the_lead():
    stands = above([lead(1)], [person(8, 1, inviter=7)])

    assert stands[Key("person", 8)] == Key("lead", 1)


def test_what_a_lead_declares_beyond_names_is_theirs_and_counted_once():
    leads = [lead(1, yes=3, by_count=10), lead(2, recruiter=1, yes=4)]
    people = [person(7, 1, party=2), person(8, 1, inviter=7), person(9, 2, party=4)]
    brings = network.branches(above(leads, people), leads, people, NOBODY)

    assert brings[Key("lead", 1)] == Branch(
        own=Count(yes=3, by_count=10), people=3, leads=1, downstream=Count(yes=7, by_count=10)
    )
    assert brings[Key("person", 7)] == Branch(
        own=Count(yes=2), people=1, leads=0, downstream=Count(yes=3)
    )


def test_who_cancelled_is_no_head_of_anybodys():
    leads, people = [lead(1)], [person(7, 1, status=Status.CANCELLED)]
    brings = network.branches(above(leads, people), leads, people, NOBODY)

    assert brings[Key("lead", 1)] == Branch()


# Any event at all: recruiters in circles too, which no door lets in but a broken file may hold.
NUMBERS = st.integers(1, 8)
LEADS = st.dictionaries(
    NUMBERS, st.tuples(st.none() | NUMBERS, st.none() | st.integers(11, 30), st.integers(0, 9))
)
PEOPLE = st.dictionaries(
    st.integers(11, 30),
    st.tuples(st.integers(0, 8), st.none() | st.integers(11, 30), NUMBERS, st.sampled_from(Status)),
    max_size=20,
)


def _event(leads, people):
    """Return (leads, people, on their own) where what stands is what the people said."""
    said = [PersonPlace(number, of if of in leads else 0, inviter, party, status)
            for number, (of, inviter, party, status) in people.items()]  # fmt: skip
    places = [
        LeadPlace(number, recruiter, who, _heads(said, number, by_count))
        for number, (recruiter, who, by_count) in leads.items()
    ]
    return places, said, _heads(said, 0, 0)


def _heads(said, of, by_count):
    def sum_of(status):
        return sum(each.party for each in said if each.lead == of and each.status is status)

    return Count(sum_of(Status.CONFIRMED), sum_of(Status.YES), by_count, sum_of(Status.MAYBE))


def _is_in(stands, kind, number, top):
    key = Key(kind, number)
    while key in stands and key != Key(kind, top):
        key = stands[key]
    return key == Key(kind, top)


def _coming(people):
    return [each for each in people if each.status is not Status.CANCELLED]


@settings(deadline=None)
@given(LEADS, PEOPLE)
def test_everybody_stands_once_and_below_the_root(given_leads, given_people):
    leads, people, _ = _event(given_leads, given_people)
    stands = above(leads, people)
    seen = network.subtree(stands, ROOT)

    assert len(seen) == len(set(seen)) == len(stands)
    leading = {each.person for each in leads}
    assert set(seen) == {Key("lead", each.lead) for each in leads} | {
        Key("person", each.person) for each in people if each.person not in leading
    }


@settings(deadline=None)
@given(LEADS, PEOPLE)
def test_what_one_brings_is_what_a_recount_by_hand_finds(given_leads, given_people):
    leads, people, own = _event(given_leads, given_people)
    stands = above(leads, people)
    brings = network.branches(stands, leads, people, own)

    leading = {each.person for each in leads}
    for each in leads:
        line = [other for other in leads if _is_in(stands, "lead", other.lead, each.lead)]
        of_them = {other.lead for other in line}
        by_names = [other for other in people if other.lead in of_them]
        named = [other for other in by_names if other.person not in leading]
        declared = sum(other.own.by_count for other in line)

        branch = brings[Key("lead", each.lead)]
        assert branch == Branch(
            each.own, len(_coming(named)), len(line) - 1, _by_hand(by_names, declared)
        )
    for each in (each for each in people if each.person not in leading):
        line = [other for other in people if _is_in(stands, "person", other.person, each.person)]

        branch = brings[Key("person", each.person)]
        assert branch.downstream == _by_hand(line, 0)
        assert branch.people == len(_coming(line)) - len(_coming([each]))


@settings(deadline=None)
@given(LEADS, PEOPLE)
def test_all_branches_together_are_all_who_come(given_leads, given_people):
    leads, people, own = _event(given_leads, given_people)
    brings = network.branches(above(leads, people), leads, people, own)

    declared = sum(each.own.by_count for each in leads)
    assert brings[ROOT].downstream == _by_hand(people, declared)


def _by_hand(people, by_count):
    def heads(status):
        return sum(each.party for each in people if each.status is status)

    return Count(heads(Status.CONFIRMED), heads(Status.YES), by_count, heads(Status.MAYBE))


def test_a_chain_of_thousands_is_walked():
    people = [person(number, inviter=number - 1 if number > 1 else None)
              for number in range(1, 5_001)]  # fmt: skip
    brings = network.branches(above([], people), [], people, Count(yes=5_000))

    assert brings[Key("person", 1)].downstream == Count(yes=5_000)
