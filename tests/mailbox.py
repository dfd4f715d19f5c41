"""A mail server of the tests' own: keeps what it is brought, and refuses what it is told to."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller

from tests.serving import START_SECONDS, free_port


@dataclass
class Mailbox:
    """What came in, in order. answers: what an address is answered with, instead of being heard."""

    port: int
    messages: list[EmailMessage] = field(default_factory=list)
    answers: dict[str, str] = field(default_factory=dict)

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, server: Any, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        answer = self.answers.get(address, "250 OK")
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        self.messages.append(message_from_bytes(envelope.content, policy=default))  # type: ignore[arg-type]
        return self.answers.get("DATA", "250 OK")

    def to(self, address: str) -> list[EmailMessage]:
        """Return what came for `address`."""
        return [each for each in self.messages if each["To"] == address]

    @property
    def readers(self) -> list[str]:
        return sorted(str(each["To"]) for each in self.messages)

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"


@contextmanager
def a_mailbox() -> Iterator[Mailbox]:
    """Run a mail server on this machine while the block lasts."""
    box = Mailbox(free_port())
    controller = Controller(box, hostname="127.0.0.1", port=box.port, ready_timeout=START_SECONDS)
    controller.start()
    try:
        yield box
    finally:
        controller.stop()
