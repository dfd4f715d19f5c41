import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from turnout.errors import Refused
from turnout.rules.contact import Contact, Handle, contact_of, handle_of


@pytest.mark.parametrize(
    "text, value",
    [
        ("ana@example.org", "ana@example.org"),
        ("Ana.Lopez@Example.ORG", "ana.lopez@example.org"),
        ("rehearsal@x.test", "rehearsal@x.test"),
    ],
)
def test_an_email_address_has_one_spelling(text, value):
    assert contact_of(text) == Contact("email", value)


@pytest.mark.parametrize(
    "text", ["785-296-3966", "(785) 296 3966", "+1 785 296 3966", "17852963966"]
)
def test_a_phone_number_has_one_spelling(text):
    assert contact_of(text) == Contact("phone", "+17852963966")


@pytest.mark.parametrize("text", ["ana@", "@example.org", "a b@example.org", "12", "x" * 300, "no"])
def test_what_reaches_nobody_is_refused(text):
    with pytest.raises(Refused) as refused:
        contact_of(text)

    assert (refused.value.field, refused.value.code) == ("contact", "not_email_or_phone")


def test_a_phone_number_is_refused_where_an_address_is_asked():
    with pytest.raises(Refused) as refused:
        contact_of("785-296-3966", "email")

    assert refused.value.code == "not_email"


@pytest.mark.parametrize(
    "text, handle",
    [
        ("wichita_teachers", Handle("wichita_teachers")),
        ("@Wichita_Teachers", Handle("wichita_teachers")),
        ("@ana@Mastodon.Social", Handle("ana", "mastodon.social")),
        ("ana.bsky.social", Handle("ana.bsky.social")),
        (" ana@mastodon.social. ", Handle("ana", "mastodon.social")),
    ],
)
def test_a_handle_has_one_spelling(text, handle):
    assert handle_of(text) == handle


@pytest.mark.parametrize("text", ["@", "a b", "ana@", "ana@@x", "ana@x@y", "<script>", "a" * 70])
def test_what_is_no_handle_is_refused(text):
    with pytest.raises(Refused) as refused:
        handle_of(text)

    assert refused.value.code == "not_handle"


@given(st.text(max_size=80))
def test_any_text_is_a_handle_or_refused_and_a_handle_reads_back_as_itself(text):
    try:
        handle = handle_of(text)
    except Refused:
        return

    assert handle_of(str(handle)) == handle


@given(
    st.from_regex(r"(\+?1[ .-]?)?\(?[2-9][0-9]{2}\)?[ .-]?[0-9]{3}[ .-]?[0-9]{4}", fullmatch=True)
)
def test_a_plain_phone_number_is_read_as_the_library_reads_it(text):
    number = phonenumbers.parse(text, "US")
    e164 = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)

    assert contact_of(text) == Contact("phone", e164)
