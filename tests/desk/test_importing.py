import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.builders import a_desk, a_lead, a_rally, commit
from turnout.desk import import_jobs, importing, keeping, links, looks, rallies
from turnout.model import Count, Door, Role

HEAD = "Name,Email,How many,Status,Lead,Date"
ANA = "Ana,ana@example.org,2,yes,,"
BEN = "Ben,ben@example.org,3,maybe,,"


def a_list(*rows, head=HEAD):
    return importing.read("\n".join((head, *rows)).encode())


def previewed(desk, *rows, head=HEAD):
    sheet = a_list(*rows, head=head)
    return importing.preview(desk, "ks", sheet, importing.guess(sheet))


def kinds(seen):
    return [verdict.kind for verdict in seen.verdicts]


def bring_in(desk, *rows, head=HEAD, by="desk"):
    sheet = a_list(*rows, head=head)
    job = import_jobs.start(desk, "ks", sheet, importing.guess(sheet), by)
    assert job.finished.wait(60)
    return job


def coming(desk):
    return looks.progress(desk, "ks").count


def test_nothing_is_stored_by_looking(desk, rally):
    before = looks.seq(desk, "ks")

    assert kinds(previewed(desk, ANA, BEN)) == ["new", "new"]
    assert looks.seq(desk, "ks") == before


def test_a_list_brought_in_twice_changes_nothing(desk, rally):
    bring_in(desk, ANA, BEN)
    seq = looks.seq(desk, "ks")

    assert bring_in(desk, ANA, BEN).counts == {"again": 2}
    assert looks.seq(desk, "ks") == seq
    assert coming(desk) == Count(yes=2, maybe=3)


def test_who_signed_up_by_another_door_is_known_and_counted_once(desk, rally):
    commit(desk, name="Ana", contact="ana@example.org", party="4")
    seen = previewed(desk, ANA)

    assert kinds(seen) == ["changes"]
    assert seen.verdicts[0].before.party == 4
    bring_in(desk, ANA)
    assert coming(desk).yes == 2


def test_who_says_so_already_gets_no_new_row(desk, rally):
    commit(desk, name="Ana", contact="ana@example.org", party="2")
    seq = looks.seq(desk, "ks")

    assert bring_in(desk, ANA).counts == {"same": 1}
    assert looks.seq(desk, "ks") == seq


def test_a_list_does_not_bring_back_what_was_changed_since(desk, rally):
    commit(desk, name="Ana", contact="ana@example.org", party="2")
    bring_in(desk, ANA)
    commit(desk, "2", name="Ana", contact="ana@example.org", party="5")

    assert bring_in(desk, ANA).counts == {"again": 1}
    assert coming(desk).yes == 5


def test_an_older_word_does_not_replace_a_newer_one(desk, rally):
    commit(desk, name="Ana", contact="ana@example.org", party="5")
    old = "Ana,ana@example.org,2,yes,,2026-11-01 12:00"

    assert kinds(previewed(desk, old)) == ["older"]
    assert bring_in(desk, old).counts == {"older": 1}
    assert coming(desk).yes == 5


def test_a_row_with_an_id_that_says_something_else_is_the_same_person(desk, rally):
    head = "id,name,party"
    bring_in(desk, "7,Ana,2", head=head)

    assert kinds(previewed(desk, "7,Ana,3", head=head)) == ["changes"]
    assert bring_in(desk, "7,Ana,3", head=head).counts == {"changes": 1}
    assert bring_in(desk, "7,Ana,3", head=head).counts == {"again": 1}
    assert coming(desk).yes == 3


def test_two_equal_rows_without_contact_are_two_people_once(desk, rally):
    rows = ("Ana,,2,yes,,", "Ana,,2,yes,,")
    bring_in(desk, *rows)
    bring_in(desk, *rows)

    assert coming(desk).yes == 4


@pytest.mark.parametrize("cell", ["Wichita Teachers", "WICHITA TEACHERS", "@wichita_teachers",
                                  "wichita_teachers@mastodon.social"])  # fmt: skip
def test_a_lead_is_meant_by_shown_name_or_handle(desk, rally, cell):
    bring_in(desk, f"Ana,ana@example.org,2,yes,{cell},")

    (lead,) = looks.progress(desk, "ks").leads
    assert lead.count.yes == 2


def test_a_referrer_that_names_nobody_is_no_reason_to_refuse(desk, rally):
    head = "name,utm_source"
    seen = previewed(desk, "Ana,facebook", "Ben,wichita_teachers", head=head)

    assert [row.submission.lead for row in seen.rows] == ["", "wichita_teachers@mastodon.social"]
    assert kinds(seen) == ["new", "new"]


def test_what_is_wrong_with_some_rows_does_not_stop_the_others(desk, rally):
    wrong = "Cam,cam@example.org,lots,purple,Nobody,"
    job = bring_in(desk, ANA, wrong, BEN)

    assert job.counts == {"new": 2, "refused": 1}
    ((row, reasons),) = job.refused
    assert row.line == 3
    assert [reason.field for reason in reasons] == ["party", "status"]


def test_refused_rows_are_given_back_with_reasons_and_come_in_mended(desk, rally):
    job = bring_in(desk, ANA, "=Cam,cam@example.org,lots,,,")
    why = [(row, importing.why("es", reasons[0])) for row, reasons in job.refused]
    text = importing.refused_csv(job.sheet, why)

    assert "número entero" in text
    assert "'=Cam" in text
    mended = importing.read(text.replace("lots", "4").encode())
    assert mended.columns == tuple(HEAD.split(","))
    import_jobs.start(desk, "ks", mended, importing.guess(mended)).finished.wait(60)
    assert coming(desk).yes == 6


def test_every_reason_is_told_in_words(desk, rally):
    seen = previewed(desk, "A,nobody@,lots,purple,,soon", "B,,1,,Nobody,")
    told = [importing.why("en", reason) for v in seen.verdicts for reason in v.reasons]

    assert len(told) == 5
    assert not any("_" in sentence for sentence in told)


def test_a_closed_event_takes_cancellations_only(desk, rally):
    rallies.close(desk, "ks").result()

    assert kinds(previewed(desk, ANA, "Ben,ben@example.org,1,CANCELLED,,")) == ["refused", "new"]


def test_a_stopped_list_goes_on_where_it_was(desk, rally, monkeypatch):
    monkeypatch.setattr(import_jobs, "AT_ONCE", 10)
    rows = [f"P{n},p{n}@example.org,1,yes,," for n in range(100)]
    store, stopped = import_jobs._store, []

    def store_and_stop(desk, job, part):
        store(desk, job, part)
        if job.done >= 30 and not stopped:
            stopped.append(True)
            job.stop()

    monkeypatch.setattr(import_jobs, "_store", store_and_stop)

    first = bring_in(desk, *rows)
    assert (first.done, first.stopped, coming(desk).yes) == (30, True, 30)
    assert bring_in(desk, *rows).counts == {"again": 30, "new": 70}
    assert coming(desk).yes == 100


def test_a_revoked_link_brings_in_nothing_more(desk, rally):
    links.mint(desk, Role.ORGANIZER)
    links.revoke(desk, 1)

    job = bring_in(desk, ANA, by="grant:1")

    assert job.failed == "not_allowed"
    assert coming(desk) == Count()


def test_whoever_comes_by_sees_the_job_until_it_is_forgotten(desk, rally):
    job = bring_in(desk, ANA)

    assert import_jobs.latest(desk, "ks") is job
    import_jobs.forget(desk, "ks")
    assert import_jobs.latest(desk, "ks") is None


WORDS = st.tuples(
    st.sampled_from(["", "a@example.org", "b@example.org", "c@example.org"]),
    st.sampled_from(["", "@a@example.social", "@b@example.social"]),
    st.integers(1, 4),
    st.sampled_from(["yes", "maybe", "cancelled", "confirmed"]),
    st.sampled_from(["", "2026-11-01 12:00", "2026-11-02 12:00", "2026-11-03 12:00"]),
)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(before=st.lists(WORDS, max_size=4), listed=st.lists(WORDS, min_size=1, max_size=8))
def test_what_is_told_beforehand_is_what_storing_then_does(tmp_path_factory, before, listed):
    desk = a_desk(tmp_path_factory.mktemp("told"))
    try:
        a_rally(desk)
        for at, (email, handle, party, status, _) in enumerate(before):
            commit(desk, str(at), contact=email, handle=handle, party=str(party), status=status)
        rows = [f"P{n},{','.join(map(str, row))}" for n, row in enumerate(listed)]
        head = "name,email,handle,party,status,date"
        told = kinds(previewed(desk, *rows, head=head))
        one_by_one = [bring_in_one(desk, rows, at, head) for at in range(len(rows))]

        assert told == one_by_one
        assert keeping.check(desk) == []
    finally:
        desk.store.close()


def bring_in_one(desk, rows, at, head):
    """Store row `at` alone, by what stands in the store; return what became of it."""
    (kind,) = bring_in(desk, rows[at], head=head).counts
    return kind


def test_the_same_people_in_any_order_and_through_any_doors_give_the_same_standing(tmp_path):
    people = [(f"P{n}", f"p{n}@example.org", n % 4 + 1) for n in range(30)]
    counts = set()
    for turn in range(3):
        desk = a_desk(tmp_path / str(turn))
        a_rally(desk)
        a_lead(desk)
        shuffled = random.Random(turn).sample(people, len(people))
        rows = [f"{name},{contact},{party},yes,," for name, contact, party in shuffled]
        for name, contact, party in shuffled[: 10 * turn]:
            commit(desk, name, name=name, contact=contact.upper(), party=str(party), door=Door.API)
        bring_in(desk, *rows)
        bring_in(desk, *reversed(rows))
        counts.add(coming(desk))
        desk.store.close()

    assert counts == {Count(yes=sum(party for _, _, party in people))}
