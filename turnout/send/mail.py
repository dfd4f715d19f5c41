"""One mail server: spoken to as configured, kept open while there is more to send.

What a server answers may hold the address it refuses, so only its numbers are kept.
"""

import contextlib
import smtplib
import ssl
from email.message import EmailMessage

from turnout.errors import MailFailed
from turnout.settings import Smtp

PATIENCE_SECONDS = 30  # a server that says nothing for so long has hung up


def answered(smtp: Smtp, domain: str) -> str:
    """Return what keeps us out of a mail server, a code; empty: it lets us in. Nothing is sent."""
    server = MailServer(smtp, domain)
    try:
        server.open()
    except MailFailed as failed:
        return failed.reason
    server.close()
    return ""


class MailServer:
    """Delivers messages one by one. Not for two threads at once."""

    def __init__(self, smtp: Smtp, domain: str) -> None:
        self._smtp, self._domain = smtp, domain  # what we say we are: not this machine's own name
        self._line: smtplib.SMTP | None = None

    def deliver(self, message: EmailMessage) -> None:
        """Hand over `message`; the server has it when this returns. Raises MailFailed."""
        line = self._line or self.open()
        try:
            line.send_message(message)
        except smtplib.SMTPRecipientsRefused as refused:
            code = next(iter(refused.recipients.values()))[0]
            self._reset(line)
            raise MailFailed(f"refused:{code}", for_good=_for_good(code)) from None
        except smtplib.SMTPSenderRefused as refused:
            self.close()
            raise MailFailed(f"sender:{refused.smtp_code}", all_mail=True) from None
        except smtplib.SMTPDataError as refused:
            code = refused.smtp_code
            self.close()
            raise MailFailed(f"refused:{code}", for_good=_for_good(code)) from None
        except smtplib.SMTPNotSupportedError:  # an address that this server cannot even be told
            self._reset(line)
            raise MailFailed("refused:address", for_good=True) from None
        except (smtplib.SMTPException, OSError):
            self.close()
            raise MailFailed("lost", all_mail=True) from None

    def open(self) -> smtplib.SMTP:
        """Return the line to the server, once it has let us in. Raises MailFailed."""
        at = self._smtp
        try:
            self._line = line = self._connected()
            if at.user:
                line.login(at.user, at.password)
        except smtplib.SMTPAuthenticationError as refused:
            self.close()
            raise MailFailed(f"login:{refused.smtp_code}", all_mail=True) from None
        except ssl.SSLError:
            self.close()
            raise MailFailed("tls", all_mail=True) from None
        except (smtplib.SMTPException, OSError):
            self.close()
            raise MailFailed("unreachable", all_mail=True) from None
        return line

    def close(self) -> None:
        """Say goodbye, if there is anybody to say it to."""
        line, self._line = self._line, None
        if line is not None:
            with contextlib.suppress(smtplib.SMTPException, OSError):
                line.quit()

    def _connected(self) -> smtplib.SMTP:
        at, name = self._smtp, self._domain
        if at.security == "smtps":
            return smtplib.SMTP_SSL(
                at.host, at.port, name, timeout=PATIENCE_SECONDS,
                context=ssl.create_default_context(),
            )  # fmt: skip
        line = smtplib.SMTP(at.host, at.port, name, timeout=PATIENCE_SECONDS)
        if at.security == "smtp+starttls":
            self._line = line  # to be closed, whatever the server says
            line.starttls(context=ssl.create_default_context())
        return line

    def _reset(self, line: smtplib.SMTP) -> None:
        """Begin anew on the same line, or on another one."""
        try:
            line.rset()
        except (smtplib.SMTPException, OSError):
            self.close()


def _for_good(code: int) -> bool:
    return code >= 500  # RFC 5321 4.2.1: the same again would be refused again
