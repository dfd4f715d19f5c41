"""Tables of the forecast: events before turnout, typed in, and what an organizer assumes."""

from sqlite_utils import Database

from turnout.store.schema_send import migrations

__all__ = ["migrations"]


@migrations()
def m100_event_forecast(db: Database) -> None:
    """Whether how many we expect may stand on public screens: not unless an organizer says so."""
    db.execute(
        """
        ALTER TABLE event ADD COLUMN forecast_public INTEGER NOT NULL DEFAULT 0
            CHECK (forecast_public IN (0, 1))
        """
    )


@migrations()
def m101_past_event(db: Database) -> None:
    """Events that were over before turnout knew them, as tables that an organizer typed in.

    event: for whose forecast it was typed in. past_row.lead: a handle; empty: the whole event.
    past_turn: that it was said, taken back, and said again; the newest stands.
    """
    db.execute(
        """
        CREATE TABLE past_event (
            id     INTEGER PRIMARY KEY REFERENCES log (seq),
            event  INTEGER NOT NULL REFERENCES event (id),
            title  TEXT    NOT NULL,
            day    TEXT    NOT NULL,
            source TEXT    NOT NULL
        ) STRICT
        """
    )
    db.execute(
        """
        CREATE TABLE past_row (
            past_event INTEGER NOT NULL REFERENCES past_event (id),
            lead       TEXT    NOT NULL,
            committed  INTEGER NOT NULL CHECK (committed >= 0),
            came       INTEGER NOT NULL CHECK (came >= 0),
            PRIMARY KEY (past_event, lead)
        ) STRICT, WITHOUT ROWID
        """
    )
    db.execute(
        """
        CREATE TABLE past_turn (
            seq        INTEGER PRIMARY KEY REFERENCES log (seq),
            past_event INTEGER NOT NULL REFERENCES past_event (id),
            stands     INTEGER NOT NULL CHECK (stands IN (0, 1))
        ) STRICT
        """
    )
    db.execute("CREATE INDEX past_turn_past_event ON past_turn (past_event, seq)")


@migrations()
def m102_assumption(db: Database) -> None:
    """What an organizer assumes in the place of what a forecast starts from; NULL: that again."""
    db.execute(
        """
        CREATE TABLE assumption (
            seq   INTEGER PRIMARY KEY REFERENCES log (seq),
            event INTEGER NOT NULL REFERENCES event (id),
            name  TEXT    NOT NULL,
            value REAL
        ) STRICT
        """
    )
    db.execute("CREATE INDEX assumption_event ON assumption (event, name, seq)")


@migrations()
def m103_lead_user(db: Database) -> None:
    """A lead is known again at other events by the same handle."""
    db.execute("CREATE INDEX lead_user ON lead (user, host)")
