"""Posts updates to their channels, and drafts them: the ticker of word going out.

A posting is `taken` on disk before the first word to a network, and settled after its last. What
was in hand when a poster ended is in doubt, and is left to an organizer.
"""

import asyncio
import logging
import time
from collections.abc import Callable

from turnout.desk import looks, posting, updates_drafting
from turnout.desk.desk import Desk
from turnout.errors import PostFailed
from turnout.send import channels
from turnout.send.steps import step_by_step

LOOK_SECONDS = 2.0  # between looks at what is due, and at what has moved
ANYWAY_SECONDS = 30.0  # the same though nothing moved: an hour has struck, a night is over
STOP_SECONDS = channels.PATIENCE_SECONDS + 5.0  # to hear how the post that is leaving went

_log = logging.getLogger(__name__)


class Poster:
    """Drafts and posts for as long as `run` runs. One process alone may."""

    def __init__(self, desk: Desk, clock: Callable[[], float] = time.monotonic) -> None:
        self._desk, self._clock = desk, clock
        self._moved: dict[str, int] = {}
        self._anyway_at = 0.0
        self._closing = False

    async def run(self) -> None:
        """Draft and post until cancelled; the post that is leaving then is heard to its end."""
        await asyncio.to_thread(self.begin)
        await step_by_step(self.step, self._close, LOOK_SECONDS, STOP_SECONDS)

    def _close(self) -> None:
        self._closing = True

    def begin(self) -> None:
        """Put in doubt what another poster had in hand when it ended, in whatever way."""
        if doubtful := posting.doubt_taken(self._desk).result():
            _log.warning("%d postings were in hand when the last poster ended", doubtful)

    def step(self) -> None:
        """Draft what happened, let go what may, and post what is due."""
        for work in (self._tick, self.post_due):
            try:
                work()
            except Exception:  # the outermost loop: what is due stays due
                if not self._closing:
                    _log.exception("updates do not go out")

    def post_due(self) -> None:
        """Post all that may leave now."""
        for update, channel in posting.ready(self._desk):
            if self._closing:
                return
            if post := posting.take(self._desk, update, channel).result():
                self._post(post)

    def _tick(self) -> None:
        """Look at the events that moved; at all of them every so often."""
        now, moved = self._clock(), looks.seqs(self._desk)
        anyway, before = now >= self._anyway_at, self._moved
        slugs = updates_drafting.live(self._desk) if anyway or moved != before else []
        self._moved = moved
        if anyway:
            self._anyway_at = now + ANYWAY_SECONDS
        updates_drafting.tick(
            self._desk,
            [slug for slug in slugs if anyway or moved.get(slug) != before.get(slug)],
        )

    def _post(self, post: posting.Post) -> None:
        try:
            channels.post(post.address, post.text, post.lang)
        except PostFailed as why:
            _log.warning("update %d on %s: %s", post.update, post.channel, why.reason)
            posting.failed(self._desk, post, why.reason, why.for_good, why.in_doubt).result()
        else:
            posting.sent(self._desk, post).result()
