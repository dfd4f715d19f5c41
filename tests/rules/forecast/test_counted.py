from hypothesis import given
from hypothesis import strategies as st

from turnout.model.attendance import Came
from turnout.model.pledges import Pledge
from turnout.rules.forecast.counted import with_came
from turnout.rules.forecast.fit import fit
from turnout.rules.forecast.predict import predict

PROMISED = predict(fit((), 0), [Pledge(None, "form", "yes", 2, 3.0)] * 40)


@given(checked=st.integers(0, 300), walked=st.integers(0, 300))
def test_nobody_who_is_in_is_forecast_to_stay_away(checked, walked):
    told = with_came(PROMISED, Came(checked, walked))

    assert told.final.quantiles[0] >= checked + walked
    assert told.committed.quantiles[0] >= checked
    assert list(told.final.quantiles) == sorted(told.final.quantiles)


def test_before_the_door_opens_the_forecast_is_what_promises_say():
    assert with_came(PROMISED, Came()) is PROMISED


def test_a_range_above_those_who_are_in_already_stands():
    told = with_came(PROMISED, Came(1, 0))

    assert told.final == PROMISED.final
