"""Tables for what feeds bring; the newest migrations, and the list of them all."""

from sqlite_utils import Database

from turnout.store.schema_doors import migrations

__all__ = ["migrations"]


@migrations()
def m032_feed_moved(db: Database) -> None:
    """Where a feed has moved to for good, as its server says, and how many posts it last held."""
    db.execute("ALTER TABLE feed ADD COLUMN moved_to TEXT NOT NULL DEFAULT ''")
    db.execute("ALTER TABLE feed ADD COLUMN last_posts INTEGER")
