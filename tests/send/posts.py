"""A process that posts updates until it is killed, as the server does, but in a hurry."""

import asyncio
import sys
from datetime import timedelta
from pathlib import Path

from turnout.desk import posting
from turnout.desk.desk import open_desk
from turnout.send import Poster
from turnout.settings import Settings
from turnout.store import open_store

if __name__ == "__main__":
    database, channel = sys.argv[1:]
    given = Settings(
        database=Path(database), channels=(channel,), public_url="https://rally.example.org"
    )
    posting.AGAIN = timedelta(seconds=0.2)
    store = open_store(given.database)
    asyncio.run(Poster(open_desk(store, given)).run())
