from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import a_desk, a_lead, a_rally
from turnout.desk import leadlists, leads
from turnout.desk.leadlists import Fate

NAMES = st.sampled_from(["Ana", "Bob", "Cy", ""])
HANDLES = st.sampled_from(["ana", "ana@m.social", "ana@b.social", "bob", "cy", "no handle", ""])
GOALS = st.sampled_from(["", "40", "many"])


def fates(verdicts):
    return [each.fate for each in verdicts]


def test_done_twice_a_list_changes_nothing(desk, rally):
    text = "Ana, @ana, 40\nBob, @bob, 20"
    leadlists.take(desk, "ks", text)

    again = leadlists.take(desk, "ks", text)

    assert fates(again) == [Fate.KNOWN, Fate.KNOWN]
    assert len(leads.leads(desk, "ks")) == 3


def test_a_recruiter_may_stand_further_down(desk, rally):
    text = "name,handle,recruited by\nAna,ana,bob\nBob,bob,\n"

    assert set(fates(leadlists.take(desk, "ks", text))) == {Fate.NEW}

    recruited = {each.handle: each.recruited_by for each in leads.leads(desk, "ks")}
    assert recruited["ana"] == "bob"


def test_two_who_recruited_each_other_are_refused_and_nothing_hangs(desk, rally):
    text = "name,handle,recruited by\nAna,ana,bob\nBob,bob,ana\n"

    assert fates(leadlists.preview(desk, "ks", text)) == [Fate.REFUSED, Fate.REFUSED]


def test_who_is_a_lead_already_is_known_by_any_handle(desk, rally):
    a_lead(desk, "ana", name="Ana")

    assert fates(leadlists.preview(desk, "ks", "Someone, @ana@m.social")) == [Fate.KNOWN]


def test_a_refused_line_does_not_stop_the_others(desk, rally):
    found = leadlists.take(desk, "ks", "name,handle,goal\nAna,ana,many\nBob,bob,5\n")

    assert fates(found) == [Fate.REFUSED, Fate.NEW]
    assert found[0].reasons[0].code == "not_whole"


@settings(max_examples=40, deadline=None)
@given(rows=st.lists(st.tuples(NAMES, HANDLES, GOALS, HANDLES), max_size=6))
def test_what_the_preview_says_is_what_happens(rows, tmp_path_factory):
    desk = a_desk(tmp_path_factory.mktemp("leads"))
    a_rally(desk)
    text = "name,handle,goal,recruited by\n" + "\n".join(",".join(row) for row in rows)

    said = leadlists.preview(desk, "ks", text)
    done = leadlists.take(desk, "ks", text)

    assert fates(done) == fates(said)
    assert len(leads.leads(desk, "ks")) == fates(said).count(Fate.NEW)
    desk.store.close()
