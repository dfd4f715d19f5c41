"""A campaign is judged as a whole, whichever of its pages is asked for."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders import a_desk, a_lead, a_rally, commit
from turnout.desk import accounts
from turnout.formats.report import HEADS
from turnout.model import Door, Grant, Role

EVERYWHERE = Grant(2, Role.FUNDER, None)


@settings(deadline=None, max_examples=12)
@given(
    said=st.lists(
        st.tuples(
            st.sampled_from(["ks", "salina", "topeka"]),
            st.sampled_from(["yes", "confirmed", "maybe"]),
            st.sampled_from([Door.API, Door.SMS, Door.PAPER]),
            st.integers(1, 9),
        ),
        max_size=14,
    )
)
def test_no_report_of_a_campaign_tells_a_number_that_could_point_at_a_person(
    said, tmp_path_factory
):
    desk = a_desk(tmp_path_factory.mktemp("campaign"))
    a_rally(desk)
    a_rally(desk, "salina", parent="ks")
    a_rally(desk, "topeka", parent="ks")
    a_lead(desk, "lee", event="salina")
    for at, (event, status, door, party) in enumerate(said):
        lead = "lee" if event == "salina" and at % 2 else ""
        commit(desk, str(at), event=event, status=status, door=door, scope="s",
               party=str(party), name=f"N{at}", lead=lead)  # fmt: skip

    for slug in ("ks", "salina", "topeka"):
        report = accounts.report(desk, slug, (EVERYWHERE,))
        lines = (report.line, *report.sites, *report.campaign)
        numbers = [getattr(line.told, name) for line in lines for name in HEADS]
        numbers += [report.own, report.unnamed, *(lead.people for lead in report.leads)]
        numbers += [door.people for door in report.doors]
        assert not any(of is not None and 0 < of < 5 for of in numbers)
        away = [door for door in report.doors if door.people is None]
        assert len(away) != 1 or report.line.told.coming is None
        assert report.over_time == () or report.over_time[-1].told == report.line.told
    desk.store.close()
