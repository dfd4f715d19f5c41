"""Values compare and are kept as frozen dataclasses are; that nobody changes one, mypy sees to."""

from dataclasses import replace

import pytest

from turnout.model import Standing
from turnout.model.values import value


def test_equal_values_are_one_key():
    assert {Standing(yes=3): "three"}[Standing(yes=3)] == "three"
    assert Standing(yes=3) != Standing(yes=4)


def test_a_value_replaced_stays_as_it_was():
    before = Standing(yes=3)

    assert replace(before, yes=4) == Standing(yes=4)
    assert before == Standing(yes=3)


def test_a_value_that_may_change_is_none():
    with pytest.raises(AssertionError):
        value(frozen=False)
