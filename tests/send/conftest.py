"""A desk that sends to a mail server of the tests' own, on a clock that the test moves."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from tests.builders import a_desk, a_lead, a_rally, commit
from tests.mailbox import a_mailbox
from turnout.send import Sender
from turnout.settings import Smtp

FOUR_DAYS = datetime(2026, 12, 1, 18, 0, tzinfo=UTC)  # noon in Topeka, four days before the rally


@dataclass
class Clock:
    now: datetime = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)

    def __call__(self):
        return self.now

    def goes_to(self, at):
        self.now = at

    def passes(self, **by):
        self.now += timedelta(**by)


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def mailbox():
    with a_mailbox() as box:
        yield box


@pytest.fixture
def desk(tmp_path, clock, mailbox):
    opened = a_desk(
        tmp_path, clock, smtp=Smtp("127.0.0.1", mailbox.port, "smtp"),
        mail_from="KS Rally <rally@rally.example.org>", public_url="https://rally.example.org",
    )  # fmt: skip
    a_rally(opened)
    a_lead(opened)
    yield opened
    opened.store.close()


@pytest.fixture
def sender(desk):
    """Return what plans and sends once, as the server does every so often."""
    made = Sender(desk, desk.settings, clock=lambda: desk.clock().timestamp())
    made.begin()
    return made._step


@pytest.fixture
def signed_up(desk):
    """Return what signs people up by their first names; the first of each is a new person."""

    def sign_up(*names, **fields):
        return [
            commit(desk, f"{name}-{fields}", name=name, contact=f"{name.lower()}@example.org",
                   **fields)
            for name in names
        ]  # fmt: skip

    return sign_up
