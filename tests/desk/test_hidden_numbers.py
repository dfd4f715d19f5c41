"""The law of numbers: from all that is public at one time nobody works out what one lead brings
who is not shown. What is said of one moves to whoever is told together with them, and the public
sees nothing of it."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.builders import a_desk, a_lead, a_rally, come, commit
from turnout.desk import accounts, leads, looks, pocket, taps
from turnout.desk.roll import roll
from turnout.desk.taps import Tap
from turnout.formats import report
from turnout.formats.picture import picture
from turnout.formats.roll import encode
from turnout.formats.seeing import PUBLIC, seen_by
from turnout.model import Grant, Role

heads = st.integers(1, 9)
ON_THE_ROLL = "ana"


def a_world(folder, shown, hidden, own):
    """Return a rally with as many shown leads, hidden ones whom the first of them brought, and
    people on their own; all of them came."""
    desk = a_desk(folder)
    a_rally(desk)
    named = [a_lead(desk, f"{ON_THE_ROLL}{n}" if n else ON_THE_ROLL) for n in range(len(shown))]
    unnamed = [a_lead(desk, f"zoe{n}", recruited_by=ON_THE_ROLL) for n in range(len(hidden))]
    who = pocket.Actor("ks", named[0].id, Role.LEAD, "desk")
    taps.tap(desk, who, Tap("key-of-a-choice-01", "roll", place="roll"))
    for lead in unnamed:
        leads.show(desk, "ks", lead.handle, False).result()
    for lead, party in zip([*named, *unnamed, None], [*shown, *hidden, own], strict=True):
        handle, number = (lead.handle, lead.id) if lead else ("", 0)
        person = commit(desk, f"of {handle}", party=str(party), lead=handle).person
        come(desk, heads=party, person=person, lead=number)
    return desk


def public(desk):
    """Return every number that the public may have of the rally, as it stands."""
    told = seen_by(picture(looks.progress(desk, "ks")), *PUBLIC)
    funded = accounts.report(desk, "ks", [Grant(1, Role.FUNDER, "ks")])
    desk.store.close()
    return {**told, "just_in": []}, encode(roll(desk, "ks")), report.as_json(funded)


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    shown=st.lists(heads, min_size=1, max_size=2),
    hidden=st.lists(heads, min_size=1, max_size=3),
    own=heads,
    more=heads,
)
def test_no_public_number_tells_what_one_hidden_lead_brings(
    tmp_path_factory, shown, hidden, own, more
):
    first, *others = hidden
    moved = ([first, others[0] + more, *others[1:]], own) if others else ([first], own + more)

    one = a_world(tmp_path_factory.mktemp("one"), shown, [first + more, *others], own)
    other = a_world(tmp_path_factory.mktemp("other"), shown, *moved)

    assert public(one) == public(other)


def test_people_on_their_own_are_told_apart_where_nobody_or_more_than_one_is_hidden(tmp_path):
    for hidden, own, unnamed in ([], 5, 0), ([3], 0, 8), ([3, 4], 5, 7):
        desk = a_world(tmp_path / str(len(hidden)), [2], hidden, 5)
        told = looks.progress(desk, "ks")

        assert (told.own.coming, told.unnamed.coming) == (own, unnamed)
        assert (told.own_came.heads, told.unnamed_came.heads) == (own, unnamed)
        assert told.count.coming == 2 + own + unnamed
        desk.store.close()
