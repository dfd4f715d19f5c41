"""A letter as mail programs have it: plain text, one id for good, and a way to stop it all."""

from datetime import datetime
from email.headerregistry import Address, HeaderRegistry, UnstructuredHeader
from email.message import EmailMessage
from email.policy import SMTP, EmailPolicy
from email.utils import format_datetime, parseaddr

from turnout.model.sending import Letter


class _Whole(UnstructuredHeader):
    """A header in one line: a long address would else be written as encoded words, which mail
    programs take for no address at all."""

    name: str

    def fold(self, *, policy: EmailPolicy) -> str:
        return f"{self.name}: {self}{policy.linesep}"


_HEADERS = HeaderRegistry()
for _name in ("list-unsubscribe", "message-id"):
    _HEADERS.map_to_type(_name, _Whole)  # type: ignore[arg-type]
_POLICY = SMTP.clone(header_factory=_HEADERS)


def mail(letter: Letter, mail_from: str, now: datetime) -> EmailMessage:
    """Return `letter` as a message from `mail_from`, an address with or without a name."""
    made = EmailMessage(policy=_POLICY)
    name, address = parseaddr(mail_from)
    made["From"] = Address(_line(name), addr_spec=address)
    made["To"] = Address(addr_spec=letter.to)
    made["Subject"] = _line(letter.subject)
    made["Date"] = format_datetime(now)
    made["Message-ID"] = f"<{letter.id}@{domain(mail_from)}>"
    made["Auto-Submitted"] = "auto-generated"  # no answering machine writes back (RFC 3834)
    made["List-Unsubscribe"] = f"<{letter.stop}>"
    if letter.stop.startswith("https://"):  # RFC 8058 asks for that
        made["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    made.set_content(letter.text, cte="quoted-printable")
    made["Content-Language"] = letter.lang
    return made


def domain(mail_from: str) -> str:
    """Return the domain of an address."""
    return parseaddr(mail_from)[1].rpartition("@")[2]


def _line(text: str) -> str:
    """Return `text` in one line: what people named a rally could be a header of its own."""
    return " ".join(text.split())
