"""When an update may go: nothing by night, not too many a day; and what may be set and written."""

from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from turnout.errors import Refused
from turnout.model.updates import Mode, UpdateRules
from turnout.rules import update_limits as limits
from turnout.rules.update_limits import may_go_at

ZONE = "America/Chicago"

moments = st.datetimes(
    datetime(2026, 10, 1), datetime(2026, 12, 30), timezones=st.just(UTC)
)  # fmt: skip
hours = st.integers(0, 23)


@given(
    moments, st.lists(moments, max_size=12), st.integers(1, 4), hours, hours,
    st.sampled_from([ZONE, "Asia/Kathmandu", "Pacific/Apia"]),
)  # fmt: skip
def test_one_more_goes_at_no_quiet_hour_and_on_no_day_that_is_full(
    now, began, most, quiet_from, quiet_until, zone
):
    set_ = UpdateRules(most=most, quiet_from=quiet_from, quiet_until=quiet_until)
    at = may_go_at(set_, zone, began, now)
    local = at.astimezone(ZoneInfo(zone))

    assert at >= now
    same = [each for each in began if each.astimezone(ZoneInfo(zone)).date() == local.date()]
    assert len(same) < most
    within = (
        quiet_from <= local.hour < quiet_until
        if quiet_from <= quiet_until
        else local.hour >= quiet_from or local.hour < quiet_until
    )
    assert not within


@pytest.mark.parametrize(
    "wrong, field",
    [({"most": 0}, "most"), ({"quiet_from": 24}, "quiet_from"), ({"digest_at": -1}, "digest_at"),
     ({"modes": {**UpdateRules().modes, "milestone": Mode.GATHERED}}, "modes"),
     ({"modes": {}}, "modes")],
)  # fmt: skip
def test_rules_that_are_none_are_refused(wrong, field):
    with pytest.raises(Refused) as refused:
        limits.check_rules(replace(UpdateRules(), **wrong))

    assert [each.field for each in refused.value.reasons] == [field]


def test_an_update_may_have_lines_and_no_more_letters_than_anybody_reads():
    assert limits.check_text("  One  more.\n\n Who? ") == "One more.\n\nWho?"
    for text, code in (("  \n ", "missing"), ("a" * (limits.MOST_TEXT + 1), "too_long")):
        with pytest.raises(Refused) as refused:
            limits.check_text(text)
        assert refused.value.code == code
