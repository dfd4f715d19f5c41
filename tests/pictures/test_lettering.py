from hypothesis import given
from hypothesis import strategies as st

from turnout.pictures.lettering import fitted

words = st.text(st.characters(categories=("L", "N", "P", "Zs")), max_size=120)


def test_a_long_line_ends_in_three_dots_within_its_width():
    font, (line,) = fitted("W" * 300, 500, (40, 32), 500, 1)

    assert line.endswith("…")
    assert font.getlength(line) <= 500


@given(words, st.integers(1, 3))
def test_no_line_is_wider_than_its_place_and_none_is_too_many(text, most):
    font, lines = fitted(text, 600, (60, 40, 30), 400, most)

    assert len(lines) <= most
    assert all(font.getlength(line) <= 400 for line in lines)
