"""What SMS gateways post: a form's fields, as Twilio names them and as others do.

Source: twilio.com/docs/messaging/guides/webhook-request, and .../usage/webhooks/webhooks-security.
"""

import base64
import hmac
import secrets
from dataclasses import dataclass, field

from turnout.sources.form import Fields

MOST_BODY = 1_600  # letters; what Twilio joins of a long text
MOST_ID = 120
_FROM = ("from", "msisdn", "sender")
_BODY = ("body", "text", "message")
_ID = ("messagesid", "smssid", "smsmessagesid", "messageuuid", "messageid", "message_id", "id")


@dataclass(frozen=True)
class Sms:
    """One text message. `id` is the gateway's own, the same when it posts it again."""

    sender: str = field(repr=False)  # a telephone number
    body: str = field(repr=False)
    id: str


def read(posted: Fields) -> Sms:
    """Return the message in `posted`; what is missing is empty, and the id then a new one."""
    plain = {name.lower(): values[0] for name, values in reversed(posted.items())}
    sender = _first(plain, _FROM).rpartition(":")[2].strip()  # "whatsapp:+12025550123"
    if sender.isascii() and sender.isdigit() and len(sender) > 10:
        sender = f"+{sender}"  # some write the country without its plus
    own = _first(plain, _ID)[:MOST_ID]
    return Sms(sender, _first(plain, _BODY)[:MOST_BODY], own or secrets.token_urlsafe(16))


def is_twilios(token: str, url: str, posted: Fields, signature: str) -> bool:
    """Return whether Twilio signed this post to `url` with the account's auth token.

    HMAC-SHA1 over the address and the sorted fields, as their gateway makes it; every value of a
    field that is posted more than once, sorted and each once.
    """
    pairs = (name + value for name in sorted(posted) for value in sorted(set(posted[name])))
    expected = hmac.digest(token.encode(), (url + "".join(pairs)).encode(), "sha1")
    return hmac.compare_digest(base64.b64encode(expected), signature.encode())


def _first(plain: dict[str, str], names: tuple[str, ...]) -> str:
    return next((plain[name] for name in names if plain.get(name)), "")
