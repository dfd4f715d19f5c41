"""How a person is known: one spelling for each e-mail address, phone number and handle."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

import phonenumbers
from email_validator import EmailNotValidError, validate_email

from turnout.errors import Refused
from turnout.model.values import value

REGION = "US"  # of phone numbers written without a country
MOST_HANDLE = 400  # letters, "@", "user@host" and spaces around; a user has 64, a host 253
_USER = re.compile(r"[\w](?:[\w.\-]{0,62}[\w])?", re.UNICODE)
# An address that needs no reading: these letters mean the same to everybody (RFC 5321 4.1.2).
_PLAIN_EMAIL = re.compile(r"[A-Za-z0-9_+-]{1,32}(?:\.[A-Za-z0-9_+-]{1,31})?@([A-Za-z0-9.-]{3,180})")
# A number that needs no reading either: ten digits of North America, however they are set apart.
_PLAIN_PHONE = re.compile(
    r"(?:\+?1[\s.-]?)?\(?([2-9]\d{2})\)?[\s.-]?(\d{3})[\s.-]?(\d{4})", re.ASCII
)
_HOST = re.compile(r"(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9-]{1,63})*")


@value(frozen=True)
class Contact:
    """kind: email | phone; value: lower-cased address, or E.164 with its plus."""

    kind: str
    value: str


@dataclass(frozen=True)
class Handle:
    """A name on a network; `host` is empty where only the name was given."""

    user: str
    host: str = ""

    def __str__(self) -> str:
        return f"{self.user}@{self.host}" if self.host else self.user


def contact_of(text: str, asked: str = "either") -> Contact:
    """Return the contact in `text`; asked: email | phone | either.

    Raises Refused("contact", "not_email" | "not_phone" | "not_email_or_phone").
    """
    if len(text) <= 254:  # the longest address there can be (RFC 5321)
        if asked != "phone" and "@" in text:
            return _email(text, asked)
        if asked != "email" and "@" not in text:
            return _phone(text, asked)
    raise Refused("contact", _code(asked))


@lru_cache(1024)  # the same few leads are named in every commitment
def handle_of(text: str) -> Handle:
    """Return the handle in `text`: "user", "@user", "user@host", "@user@host".

    Raises Refused("handle", "not_handle").
    """
    if len(text) > MOST_HANDLE:
        raise Refused("handle", "not_handle", given=text[:60])
    plain = unicodedata.normalize("NFKC", text).strip().lstrip("@")
    user, at, host = plain.partition("@")
    host = host.lower().rstrip(".")
    if not _USER.fullmatch(user) or (at and not _HOST.fullmatch(host)):
        raise Refused("handle", "not_handle", given=text[:60])
    return Handle(user.lower(), host)


def _email(text: str, asked: str) -> Contact:
    plain = _PLAIN_EMAIL.fullmatch(text)
    if plain and _is_domain(plain[1].lower()):
        return Contact("email", text.lower())
    try:
        # test_environment: "@x.test" cannot be mailed, and rehearsals use it on purpose.
        found = validate_email(text, check_deliverability=False, test_environment=True)
    except EmailNotValidError:
        raise Refused("contact", _code(asked)) from None
    return Contact("email", found.normalized.lower())


@lru_cache(1024)  # most people are at the same few
def _is_domain(domain: str) -> bool:
    try:
        validate_email(f"a@{domain}", check_deliverability=False, test_environment=True)
    except EmailNotValidError:
        return False
    return True


def _phone(text: str, asked: str) -> Contact:
    if plain := _PLAIN_PHONE.fullmatch(text):
        return Contact("phone", "+1" + "".join(plain.groups()))
    try:
        number = phonenumbers.parse(text, REGION)
    except phonenumbers.NumberParseException:
        raise Refused("contact", _code(asked)) from None
    if not phonenumbers.is_possible_number(number):
        raise Refused("contact", _code(asked))
    return Contact("phone", phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def _code(asked: str) -> str:
    return {"email": "not_email", "phone": "not_phone"}.get(asked, "not_email_or_phone")
