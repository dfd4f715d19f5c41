"""Fetches the photos that an organizer has shown: as safely as feeds, and never before.

What came is made anew in a child, and only that is kept.
"""

import asyncio
import logging
from collections.abc import Mapping
from datetime import timedelta

import httpx

from turnout.collect.fetch import Gone, fetch, new_client
from turnout.collect.manners import Manners
from turnout.desk import photos
from turnout.desk.desk import Desk
from turnout.errors import Refused, SourceFailed
from turnout.model import PhotoFiles
from turnout.settings import Settings
from turnout.sources.child import PHOTO_SECONDS, Reader
from turnout.sources.guard import MOST_PHOTO_BYTES

LOOK_SECONDS = 1.0  # between looks at what is due: somebody watches the page where they showed it
MOST_AT_ONCE = 4  # downloads; twelve megabytes of each are in memory at most
FIRST_WAIT_SECONDS, LONGER = 30, 4  # half a minute, then two, eight and thirty-two
MOST_TRIES = 5
ACCEPT = "image/jpeg, image/png, image/webp, image/gif"

logger = logging.getLogger(__name__)


class PhotoCollector:
    """Fetches every photo that is due, for as long as `run` runs."""

    def __init__(
        self, desk: Desk, settings: Settings, client: httpx.AsyncClient | None = None
    ) -> None:
        self._desk = desk
        self._client = client or new_client(settings)
        self._reader = Reader(PHOTO_SECONDS)
        self._manners = Manners()

    async def run(self) -> None:
        """Fetch until cancelled."""
        try:
            while True:
                try:
                    await self.once()
                except Exception:  # the outermost loop: a full disk now may be mended in a minute
                    logger.exception("photos are not fetched")
                await asyncio.sleep(LOOK_SECONDS)
        finally:
            await self._reader.close()
            await self._client.aclose()

    async def once(self) -> None:
        """Fetch what is due now, and note how each went."""
        due = await asyncio.to_thread(photos.due, self._desk, MOST_AT_ONCE)
        async with asyncio.TaskGroup() as getting:
            for each in due:
                getting.create_task(self._get(*each))

    async def _get(self, photo: int, link: str, tries: int) -> None:
        try:
            files = await self._fetched(link)
        except Refused as refused:  # it will be no other photo tomorrow
            key = f"refused.{refused.field}_{refused.code}"
            await self._failed(photo, key, refused.values, None)
        except SourceFailed as failed:
            logger.warning("photo %d: %s", photo, failed.reason)
            code, _, status = failed.reason.partition(":")
            await self._failed(
                photo, f"feeds.failed_{code}", {"status": status}, wait_seconds(failed, tries)
            )
        else:
            await asyncio.wrap_future(photos.keep(self._desk, photo, files))

    async def _fetched(self, link: str) -> PhotoFiles:
        await self._manners.turn(link)
        try:
            fetched = await fetch(self._client, link, most=MOST_PHOTO_BYTES, accept=ACCEPT)
        except SourceFailed as failed:
            if failed.reason == "too_big":
                raise Refused("photo", "too_large", most=MOST_PHOTO_BYTES // 2**20) from failed
            raise
        return await self._reader.read_photo(fetched.body or b"")

    async def _failed(
        self, photo: int, failure: str, told: Mapping[str, object], wait: float | None
    ) -> None:
        next_at = self._desk.clock() + timedelta(seconds=wait) if wait is not None else None
        failing = photos.fail(self._desk, photo, failure, dict(told), next_at)
        await asyncio.wrap_future(failing)


def wait_seconds(failed: SourceFailed, tries: int) -> float | None:
    """Return the seconds until a photo is tried again after `tries` before this one; None: never.

    As its server says, else four times as long after each.
    """
    if tries + 1 >= MOST_TRIES or isinstance(failed, Gone):
        return None
    return failed.retry_seconds or FIRST_WAIT_SECONDS * LONGER**tries
