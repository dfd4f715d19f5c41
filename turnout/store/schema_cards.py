"""Tables of live video."""

from sqlite_utils import Database

from turnout.store.schema_word import migrations

__all__ = ["migrations"]


@migrations()
def m132_event_stream(db: Database) -> None:
    """Where an event is shown live: a link; empty for nowhere."""
    db.execute("ALTER TABLE event ADD COLUMN stream TEXT NOT NULL DEFAULT ''")
