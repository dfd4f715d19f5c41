import pytest
from hypothesis import given
from hypothesis import strategies as st

from turnout.rules import codes

digests = st.text("0123456789abcdef", min_size=40, max_size=40)


@given(digest=digests, host=st.sampled_from(["", "https://rally.example/e/ks/door#"]))
def test_a_code_is_read_however_it_is_typed_or_scanned(digest, host):
    code = codes.code_of(digest)

    for typed in (code, code.lower(), codes.spaced(code), f" {code[:4]} {code[4:]}", host + code):
        assert codes.read(typed) == code


def test_letters_that_are_taken_for_digits_are_those_digits():
    assert codes.read("oil0-1234") == "01101234"


@pytest.mark.parametrize("typed", ["", "Amina", "K7QM2XP", "K7QM2XPAA", "K7QM2XPU", "K7QM2XP!"])
def test_what_is_no_code_is_none(typed):
    assert codes.read(typed) == ""
