import pytest
from hypothesis import given
from hypothesis import strategies as st

from turnout.rules.rallies import _SLUG, slug_of


@pytest.mark.parametrize(
    "title, slug",
    [
        ("Rally for the Services Kansas Runs On", "rally-services-kansas-runs"),
        ("Marcha por la educación", "marcha-educacion"),
        ("The", "the"),
        ("!!!", ""),
        ("x" * 80, "x" * 30),
    ],
)
def test_a_short_name_is_made_of_the_words_that_matter(title, slug):
    assert slug_of(title) == slug


@given(title=st.text(max_size=400))
def test_a_proposed_short_name_is_always_a_good_one(title):
    proposed = slug_of(title)

    assert not proposed or _SLUG.fullmatch(proposed)
