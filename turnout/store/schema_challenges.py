"""Tables of challenges, and what each audience sees."""

from sqlite_utils import Database

from turnout.store.schema_forecast import migrations

__all__ = ["migrations"]


@migrations()
def m110_audience(db: Database) -> None:
    """What an audience sees of an event from record `seq` on, and in what tone."""
    db.execute(
        """
        CREATE TABLE audience (
            seq        INTEGER PRIMARY KEY REFERENCES log (seq),
            event      INTEGER NOT NULL REFERENCES event (id),
            audience   TEXT    NOT NULL CHECK (audience IN ('wall', 'page', 'leads')),
            challenges INTEGER NOT NULL CHECK (challenges IN (0, 1)),
            roll       INTEGER NOT NULL CHECK (roll IN (0, 1)),
            leads      INTEGER NOT NULL CHECK (leads IN (0, 1)),
            just_in    INTEGER NOT NULL CHECK (just_in IN (0, 1)),
            tone       TEXT    NOT NULL CHECK (tone IN ('needed', 'grown'))
        ) STRICT
        """
    )
    db.execute("CREATE INDEX audience_event ON audience (event, audience, seq)")
