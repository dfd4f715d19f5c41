"""Sends what the outbox has, one message after the other, and keeps how each went.

A row is `taken` on disk before the first word to a mail server, and `sent` after its last. Whoever
dies between the server's word and ours leaves one message that goes out again under its own id.
"""

import asyncio
import logging
import time
from collections.abc import Callable

from turnout.desk import doctor, sending_plan, sending_take
from turnout.desk.desk import Desk
from turnout.desk.sending_words import Ready
from turnout.errors import MailFailed
from turnout.model.sending import Letter, Way
from turnout.send import team
from turnout.send.letters import domain, mail
from turnout.send.mail import MailServer
from turnout.send.steps import step_by_step
from turnout.settings import Settings

LOOK_SECONDS = 2.0  # between looks at what is due
PLAN_SECONDS = 20.0  # between looks at what has become due: nothing here is later by more
ANYWAY_SECONDS = 120.0  # the same though nobody said anything meanwhile: time has passed
FIRST_PAUSE, LONGEST_PAUSE = 5.0, 300.0  # seconds without mail, while its server does not answer
STOP_SECONDS = 10.0  # to finish the message that is leaving, when the server stops

_log = logging.getLogger(__name__)


class Sender:
    """Plans and sends for as long as `run` runs. One process alone may."""

    def __init__(
        self, desk: Desk, settings: Settings, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._desk, self._settings, self._clock = desk, settings, clock
        self._server = (
            MailServer(settings.smtp, domain(settings.mail_from)) if settings.smtp else None
        )
        self._pause, self._paused_until = FIRST_PAUSE, 0.0
        self._plan_at, self._anyway_at, self._planned = 0.0, 0.0, -1
        self._closing = False

    async def run(self) -> None:
        """Send until cancelled; the message that is leaving then is finished."""
        await asyncio.to_thread(self.begin)
        await step_by_step(self._step, self._close, LOOK_SECONDS, STOP_SECONDS)

    def _close(self) -> None:
        self._closing = True

    def begin(self) -> None:
        """Take up what another sender had in hand when it ended, in whatever way."""
        if put_back := sending_take.put_back(self._desk).result():
            _log.warning("%d messages were in hand when the last sender ended", put_back)

    def _step(self) -> None:
        try:
            self._plan()
            self.send_due()
        except Exception:  # the outermost loop: what is in the outbox stays there
            if not self._closing:
                _log.exception("messages are not sent")

    def _plan(self) -> None:
        """Give rows to what has become due, where anything can have: it looks at everybody."""
        now, seq = self._clock(), doctor.seq(self._desk)
        if now < self._plan_at or (seq == self._planned and now < self._anyway_at):
            return
        self._plan_at, self._anyway_at = now + PLAN_SECONDS, now + ANYWAY_SECONDS
        self._planned = seq
        sending_plan.plan(self._desk)

    def send_due(self) -> None:
        """Send all that may leave now, and let the ledger say who was told."""
        while batch := sending_take.ready(self._desk, mail=not self._rests()):
            for one in batch:
                if self._closing:
                    return
                if one.out.way is Way.EMAIL and self._rests():
                    continue
                self._one(one)
        if self._server:
            self._server.close()
        sending_take.tell_sent(self._desk)

    def _one(self, one: Ready) -> None:
        if one.out.way is Way.TEAM:
            text = sending_take.take_team(self._desk, one.out).result()
            self._leave(one.out.id, lambda: team.post(self._settings.apprise, text or ""), text)
            return
        letter = sending_take.take(self._desk, one).result()
        self._leave(one.out.id, lambda: self._mail(letter), letter)

    def _leave(self, number: str, send: Callable[[], None], what: object) -> None:
        """Let `what` was taken leave; None: nothing was."""
        if what is None:
            return
        try:
            send()
        except MailFailed as failed:
            self._failed(number, failed)
        else:
            sending_take.sent(self._desk, number).result()

    def _mail(self, letter: Letter | None) -> None:
        if self._server is None or letter is None:
            raise MailFailed("no_server", all_mail=True)
        self._server.deliver(mail(letter, self._settings.mail_from, self._desk.clock()))
        self._pause = FIRST_PAUSE
        sending_take.trouble(self._desk, "")

    def _failed(self, number: str, failed: MailFailed) -> None:
        _log.warning("message %s: %s", number, failed.reason)
        sending_take.refused(self._desk, number, failed.reason, failed.for_good).result()
        if failed.all_mail:
            self._paused_until = self._clock() + self._pause
            self._pause = min(2 * self._pause, LONGEST_PAUSE)
            sending_take.trouble(self._desk, failed.reason)

    def _rests(self) -> bool:
        return self._clock() < self._paused_until
