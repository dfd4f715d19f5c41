"""What an audience is not shown is not in what it is sent, and the rows add up all the same."""

from dataclasses import replace
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from tests.browser.pictures import a_progress, leads
from turnout.formats.picture import picture
from turnout.formats.seeing import seen_by
from turnout.model import Came, Count
from turnout.model.seeing import Audience, Part, Seen, Sight, Tone

HEADS = ("coming", "confirmed", "yes", "by_count", "maybe")
ANY_PARTS = [parts for n in range(len(Part) + 1) for parts in combinations(Part, n)]
sights = st.builds(Sight, st.sampled_from(ANY_PARTS), st.sampled_from(Tone))
seens = st.builds(Seen, st.dictionaries(st.sampled_from(Audience), sights))
counts = st.builds(Count, *[st.integers(0, 60)] * 4)
cames = st.none() | st.builds(Came, st.integers(0, 9), st.integers(0, 9))


@given(
    seen=seens, unnamed=counts, own=counts, hidden=st.integers(0, 2), named=st.integers(0, 4),
    came=cames, audience=st.sampled_from(Audience),
)  # fmt: skip
def test_rows_add_up_to_the_same_whoever_looks(seen, unnamed, own, hidden, named, came, audience):
    rows = tuple(replace(row, came=came) for row in leads(named))
    whole = picture(
        a_progress(
            leads=rows, unnamed=unnamed, unnamed_leads=hidden, own=own, seen=seen, came=came,
            own_came=came, unnamed_came=came,
        )
    )  # fmt: skip

    shown = seen_by(whole, audience)

    for name in HEADS:
        assert _sum(shown, name) == _sum(whole, name)
    assert _leads(shown) == _leads(whole)
    assert _came(shown) == _came(whole)


def test_one_lead_alone_whose_row_is_left_out_is_told_with_those_on_their_own():
    nothing = Seen({Audience.PAGE: Sight((), Tone.NEEDED)})
    own, (lead,) = Count(1, 2, 0, 3), leads(1)

    shown = seen_by(picture(a_progress(leads=(lead,), own=own, seen=nothing)), Audience.PAGE)

    assert (shown["own"]["coming"], shown["own"]["maybe"]) == (0, 0)
    assert shown["unnamed"]["coming"] == lead.count.coming + own.coming
    assert (shown["unnamed"]["leads"], shown["unnamed"]["with_own"]) == (1, True)


@given(seen=seens, audience=st.sampled_from(Audience))
def test_what_an_audience_is_not_shown_is_not_there(seen, audience):
    shown = seen_by(picture(a_progress(seen=seen)), audience)

    for part in set(Part) - {Part.ROLL} - set(seen.of(audience).parts):
        assert not shown.get(part.value)


@given(seen=seens)
def test_what_one_of_two_may_see_is_sent_to_both(seen):
    whole = picture(a_progress(seen=seen))

    shown = seen_by(whole, Audience.WALL, Audience.PAGE)

    either = {*seen.of(Audience.WALL).parts, *seen.of(Audience.PAGE).parts}
    assert bool(shown["leads"]) == (Part.LEADS in either)
    assert bool(shown["just_in"]) == (Part.JUST_IN in either)


def test_a_picture_of_which_nothing_is_kept_back_stays_as_it_is():
    whole = picture(a_progress())

    assert seen_by(whole, Audience.PAGE) == whole


def _sum(shown, name):
    return sum(row[name] for row in (shown["own"], shown["unnamed"], *shown["leads"]))


def _leads(shown):
    return shown["unnamed"]["leads"] + len(shown["leads"])


def _came(shown):
    rows = (shown["own"], shown["unnamed"], *shown["leads"])
    return sum(row["came"]["heads"] for row in rows if row.get("came"))
