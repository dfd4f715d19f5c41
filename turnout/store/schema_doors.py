"""More migrations, after those of `schema_totals`: tables for the people's doors."""

from sqlite_utils import Database

from turnout.store.schema_totals import migrations

__all__ = ["migrations"]


@migrations()
def m027_event_state(db: Database) -> None:
    """Whether an event takes place, and what of it who may see."""
    for column in (
        "state TEXT NOT NULL DEFAULT 'on' CHECK (state IN ('on', 'postponed', 'cancelled'))",
        "names_public INTEGER NOT NULL DEFAULT 1 CHECK (names_public IN (0, 1))",
        "progress_public INTEGER NOT NULL DEFAULT 0 CHECK (progress_public IN (0, 1))",
        "keep_contacts_until TEXT",
    ):
        db.execute(f"ALTER TABLE event ADD COLUMN {column}")


@migrations()
def m028_lead_handle(db: Database) -> None:
    """A lead's further handles, on any network; the first one stands in the lead's own row."""
    db.execute(
        """
        CREATE TABLE lead_handle (
            lead INTEGER NOT NULL REFERENCES lead (id),
            user TEXT    NOT NULL,
            host TEXT    NOT NULL,
            PRIMARY KEY (lead, user, host)
        ) STRICT, WITHOUT ROWID
        """
    )


@migrations()
def m029_likeness(db: Database) -> None:
    """Two known persons whom a stranger's sign-up says are one: an organizer decides."""
    db.execute(
        """
        CREATE TABLE likeness (
            seq    INTEGER PRIMARY KEY REFERENCES log (seq),
            person INTEGER NOT NULL,
            other  INTEGER NOT NULL
        ) STRICT
        """
    )


@migrations()
def m030_lead_handle_user(db: Database) -> None:
    """Whom a sign-up came for is looked up by any handle, once for each sign-up."""
    db.execute("CREATE INDEX lead_handle_user ON lead_handle (user)")


@migrations()
def m031_rescheduling(db: Database) -> None:
    """What an event was before it was moved, postponed or cancelled; `asked`: how many records
    after this one are its effect, for whom was asked again."""
    db.execute(
        """
        CREATE TABLE rescheduling (
            seq       INTEGER PRIMARY KEY REFERENCES log (seq),
            event     INTEGER NOT NULL,
            starts_at TEXT    NOT NULL,
            ends_at   TEXT,
            place     TEXT    NOT NULL,
            state     TEXT    NOT NULL,
            asked     INTEGER NOT NULL CHECK (asked >= 0)
        ) STRICT
        """
    )
    db.execute("CREATE INDEX rescheduling_event ON rescheduling (event, seq)")
