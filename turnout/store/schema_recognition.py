"""Tables of recognition."""

from sqlite_utils import Database

from turnout.store.schema_network import migrations

__all__ = ["migrations"]


@migrations()
def m118_recognition(db: Database) -> None:
    """Where a lead wants to be named, by what name, and how that is said; the newest row stands.

    name: how they asked to be shown, empty where they asked for nothing; held: it waits for a look.
    was: the shown name that `name` took the place of, while it does. Both are personal, and so is
    said_as.
    """
    db.execute(
        """
        CREATE TABLE recognition (
            seq     INTEGER PRIMARY KEY REFERENCES log (seq),
            event   INTEGER NOT NULL REFERENCES event (id),
            lead    INTEGER NOT NULL,
            place   TEXT    NOT NULL CHECK (place IN ('roll', 'rows', 'nowhere')),
            name    TEXT    NOT NULL,
            held    INTEGER NOT NULL CHECK (held IN (0, 1)),
            was     TEXT,
            said_as TEXT    NOT NULL
        ) STRICT
        """
    )
    db.execute("CREATE INDEX recognition_lead ON recognition (event, lead, seq)")
