"""More migrations, after those of `schema_attendance`: messages to people, and who wants none.

No table here holds an address: it is looked up when a message leaves.
"""

from sqlite_utils import Database

from turnout.store.schema_attendance import migrations

__all__ = ["migrations"]


@migrations()
def m090_outbox(db: Database) -> None:
    """What is to go out and what became of it: one row for each occasion and person, for good.

    person 0: the team's channel. pressed: an organizer sent it off by hand. taken_at,
    last_at: when it was first and last taken in hand. told: the record that says they were told.
    """
    db.execute(
        """
        CREATE TABLE outbox (
            id         TEXT    PRIMARY KEY,
            event      INTEGER NOT NULL REFERENCES event (id),
            occasion   TEXT    NOT NULL,
            kind       TEXT    NOT NULL,
            person     INTEGER NOT NULL,
            lead       INTEGER NOT NULL,
            way        TEXT    NOT NULL CHECK (way IN ('email', 'hand', 'team')),
            state      TEXT    NOT NULL CHECK (
                state IN ('due', 'taken', 'sent', 'failed', 'spared')
            ),
            reason     TEXT    NOT NULL DEFAULT '',
            asks       INTEGER NOT NULL CHECK (asks IN (0, 1)),
            pressed    INTEGER NOT NULL CHECK (pressed IN (0, 1)),
            not_before TEXT    NOT NULL,
            not_after  TEXT    NOT NULL,
            tries      INTEGER NOT NULL DEFAULT 0,
            made_at    TEXT    NOT NULL,
            taken_at   TEXT,
            last_at    TEXT,
            done_at    TEXT,
            told       INTEGER
        ) STRICT, WITHOUT ROWID
        """
    )
    db.execute("CREATE INDEX outbox_due ON outbox (not_before) WHERE state = 'due'")
    db.execute("CREATE INDEX outbox_taken ON outbox (way) WHERE state = 'taken'")
    db.execute("CREATE INDEX outbox_occasion ON outbox (occasion, person)")
    db.execute("CREATE INDEX outbox_event ON outbox (event)")
    db.execute("CREATE INDEX outbox_person ON outbox (person)")
    db.execute("CREATE INDEX telling_occasion ON telling (occasion)")


@migrations()
def m091_messaging(db: Database) -> None:
    """What the organizer set for an event's messages; without a row, what is set by default."""
    db.execute(
        """
        CREATE TABLE messaging (
            event   INTEGER PRIMARY KEY REFERENCES event (id),
            by_rule INTEGER NOT NULL CHECK (by_rule IN (0, 1)),
            days    TEXT    NOT NULL,
            missed  INTEGER NOT NULL CHECK (missed IN (0, 1))
        ) STRICT
        """
    )


@migrations()
def m092_contact_budget(db: Database) -> None:
    """How often one person may be asked, over all events: one row once it was changed."""
    db.execute(
        """
        CREATE TABLE contact_budget (
            one         INTEGER PRIMARY KEY CHECK (one = 1),
            most        INTEGER NOT NULL CHECK (most >= 0),
            days        INTEGER NOT NULL CHECK (days > 0),
            quiet_from  INTEGER NOT NULL CHECK (quiet_from BETWEEN 0 AND 23),
            quiet_until INTEGER NOT NULL CHECK (quiet_until BETWEEN 0 AND 23)
        ) STRICT
        """
    )


@migrations()
def m093_stop(db: Database) -> None:
    """Who wants no more messages, by person, and by a keyed digest of each contact: so that it
    holds for whoever comes with the same address, also once the person was erased."""
    db.execute(
        """
        CREATE TABLE stop (
            who TEXT PRIMARY KEY,
            at  TEXT NOT NULL
        ) STRICT, WITHOUT ROWID
        """
    )


@migrations()
def m094_reminder(db: Database) -> None:
    """Who wants to be reminded of an event, and by which wording they said so."""
    db.execute(
        """
        CREATE TABLE reminder (
            event   INTEGER NOT NULL REFERENCES event (id),
            person  INTEGER NOT NULL,
            wording TEXT    NOT NULL,
            at      TEXT    NOT NULL,
            PRIMARY KEY (event, person)
        ) STRICT, WITHOUT ROWID
        """
    )


@migrations()
def m095_grant_message(db: Database) -> None:
    """A personal link that was sent to its person's own address, by the message it stands in."""
    db.execute("ALTER TABLE grant_ ADD COLUMN message TEXT")


@migrations()
def m096_post_office(db: Database) -> None:
    """What keeps messages from going out, as the sender last met it; empty: nothing does."""
    db.execute(
        """
        CREATE TABLE post_office (
            one     INTEGER PRIMARY KEY CHECK (one = 1),
            trouble TEXT    NOT NULL,
            at      TEXT    NOT NULL
        ) STRICT
        """
    )
