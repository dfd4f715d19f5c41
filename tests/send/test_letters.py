"""A letter as mail programs have it."""

from datetime import UTC, datetime

import pytest

from turnout.model.sending import Letter
from turnout.send.letters import mail

NOW = datetime(2026, 12, 1, 18, tzinfo=UTC)
FROM = "KS Rally <rally@rally.example.org>"


def a_letter(**fields):
    given = {"id": "a1", "to": "amina@example.org", "subject": "Hello", "text": "Hello.\n",
             "lang": "es", "stop": "https://rally.example.org/e/ks/stop/a1.b2"}  # fmt: skip
    return Letter(**{**given, **fields})


def test_the_same_letter_is_the_same_message():
    one, again = (mail(a_letter(), FROM, NOW).as_bytes() for _ in range(2))

    assert one == again


@pytest.mark.parametrize(
    "subject", ["Rally\nBcc: eve@example.org", "Rally\r\nBcc: eve@example.org"]
)
def test_what_people_named_a_rally_is_no_header(subject):
    made = mail(a_letter(subject=subject), FROM, NOW)

    assert made["Bcc"] is None
    assert made["Subject"] == "Rally Bcc: eve@example.org"


def test_one_click_is_promised_over_https_only():
    made = mail(a_letter(stop="http://localhost:8501/e/ks/stop/a1.b2"), FROM, NOW)

    assert made["List-Unsubscribe"] == "<http://localhost:8501/e/ks/stop/a1.b2>"
    assert made["List-Unsubscribe-Post"] is None


def test_a_long_address_to_stop_at_stands_in_its_header_as_it_is():
    stop = "https://rally-for-the-services.example.org/e/kansas-runs-on/stop/" + "a1" * 40
    raw = mail(a_letter(stop=stop, id="a1" * 30), FROM, NOW).as_bytes()

    assert f"List-Unsubscribe: <{stop}>\r\n".encode() in raw
    assert f"Message-ID: <{'a1' * 30}@rally.example.org>\r\n".encode() in raw


def test_it_is_plain_text_in_its_language():
    made = mail(a_letter(text="¿Sigues viniendo?\n"), FROM, NOW)

    assert made.get_content_type() == "text/plain"
    assert made.get_content() == "¿Sigues viniendo?\n"
    assert made["Content-Language"] == "es"
