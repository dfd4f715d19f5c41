"""Tables of the wall as a show."""

from sqlite_utils import Database

from turnout.store.schema_recognition import migrations

__all__ = ["migrations"]


@migrations()
def m122_show(db: Database) -> None:
    """What walls are to show: the newest of an event stands. scenes: those of the round, with
    spaces between; scene empty: what was before was taken back, and none stands."""
    db.execute(
        """
        CREATE TABLE show (
            seq           INTEGER PRIMARY KEY REFERENCES log (seq),
            event         INTEGER NOT NULL REFERENCES event (id),
            scene         TEXT    NOT NULL,
            scenes        TEXT    NOT NULL,
            every_seconds INTEGER NOT NULL CHECK (every_seconds >= 0),
            message       TEXT    NOT NULL,
            theme         TEXT    NOT NULL CHECK (theme IN ('auto', 'light', 'dark')),
            since         TEXT    NOT NULL
        ) STRICT
        """
    )
    db.execute("CREATE INDEX show_event ON show (event, seq)")
