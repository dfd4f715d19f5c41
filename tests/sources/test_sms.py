import pytest

from turnout.sources import form, sms

# The worked example of twilio.com/docs/usage/webhooks/webhooks-security, as their libraries test.
URL = "https://mycompany.com/myapp.php?foo=1&bar=2"
POSTED = {
    "CallSid": ["CA1234567890ABCDE"],
    "Caller": ["+14158675309"],
    "Digits": ["1234"],
    "From": ["+14158675309"],
    "To": ["+18005551212"],
}
TOKEN, SIGNATURE = "12345", "RSOYDt4T1cUTdK1PDd93/VVr8B8="


def test_twilios_own_example_is_twilios():
    assert sms.is_twilios(TOKEN, URL, POSTED, SIGNATURE)


@pytest.mark.parametrize(
    "token, url, posted, signature",
    [
        ("other", URL, POSTED, SIGNATURE),
        (TOKEN, URL + "&event=other", POSTED, SIGNATURE),
        (TOKEN, URL, {**POSTED, "Digits": ["9999"]}, SIGNATURE),
        (TOKEN, URL, POSTED, ""),
        (TOKEN, URL, POSTED, "é"),
    ],
)
def test_what_was_changed_on_its_way_is_not(token, url, posted, signature):
    assert not sms.is_twilios(token, url, posted, signature)


@pytest.mark.parametrize(
    "fields",
    [
        {"From": "+17855550123", "Body": "IN 3", "MessageSid": "SM1", "To": "+1"},
        {"msisdn": "17855550123", "text": "IN 3", "messageId": "SM1"},
        {"From": "whatsapp:+17855550123", "Text": "IN 3", "MessageUUID": "SM1"},
    ],
)
def test_gateways_name_their_fields_differently(fields):
    read = sms.read(form.fields(fields.items()))

    assert (read.sender, read.body, read.id) == ("+17855550123", "IN 3", "SM1")


def test_a_message_without_an_id_gets_one_of_its_own():
    one, other = (sms.read({}).id for _ in range(2))

    assert one
    assert one != other


def test_what_is_logged_of_a_message_holds_neither_number_nor_words():
    assert repr(
        sms.read(form.fields([("From", "+17855550123"), ("Body", "Ana"), ("id", "7")]))
    ) == ("Sms(id='7')")
