"""Tables for leads who turned out to be one, their totals, and sign-ins; newer migrations."""

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


@migrations()
def m045_handover(db: Database) -> None:
    """What hands a sign-in over to the light pages, once; and which sessions stand on one."""
    db.execute(
        """
        CREATE TABLE handover (
            token      TEXT    PRIMARY KEY,
            grant_id   INTEGER NOT NULL REFERENCES grant_ (id),
            expires_at TEXT    NOT NULL
        ) STRICT, WITHOUT ROWID
        """
    )
    db.execute("ALTER TABLE session ADD COLUMN by_account INTEGER NOT NULL DEFAULT 0")
