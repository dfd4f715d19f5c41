"""Tables for leads who turned out to be one; the newest migrations, and the list of them all."""

from sqlite_utils import Database

from turnout.store.schema_feeds import migrations

__all__ = ["migrations"]


@migrations()
def m043_merged_lead(db: Database) -> None:
    """Which lead another one became: a phone that was opened for it still says its number."""
    db.execute(
        """
        CREATE TABLE merged_lead (
            gone INTEGER PRIMARY KEY,
            kept INTEGER NOT NULL REFERENCES lead (id)
        ) STRICT
        """
    )


@migrations()
def m044_report_told(db: Database) -> None:
    """By which report a total was told first, where a later one gives it back: its source."""
    db.execute("ALTER TABLE report ADD COLUMN told INTEGER REFERENCES log (seq)")
