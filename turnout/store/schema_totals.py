"""More migrations, after those of `schema`: running totals, access, feeds.

What would be counted by scanning the ledger is kept as it moves; `check` rebuilds it, but for
movements, which only tell what was new.
"""

from sqlite_utils import Database

from turnout.store.schema import migrations

__all__ = ["migrations"]


@migrations()
def m017_current(db: Database) -> None:
    """Which commitment counts for each person at each event."""
    db.execute(
        """
        CREATE TABLE current (
            event   INTEGER NOT NULL,
            person  INTEGER NOT NULL,
            seq     INTEGER NOT NULL,
            lead    INTEGER NOT NULL,
            party   INTEGER NOT NULL,
            status  TEXT    NOT NULL,
            door    TEXT    NOT NULL,
            PRIMARY KEY (event, person)
        ) STRICT, WITHOUT ROWID
        """
    )


@migrations()
def m018_standing(db: Database) -> None:
    """What stands for each lead of each event."""
    db.execute(
        """
        CREATE TABLE standing (
            event     INTEGER NOT NULL,
            lead      INTEGER NOT NULL,
            confirmed INTEGER NOT NULL DEFAULT 0,
            yes       INTEGER NOT NULL DEFAULT 0,
            maybe     INTEGER NOT NULL DEFAULT 0,
            cancelled INTEGER NOT NULL DEFAULT 0,
            declared  INTEGER NOT NULL DEFAULT 0,
            goal      INTEGER NOT NULL DEFAULT 0,
            PRIMARY KEY (event, lead)
        ) STRICT, WITHOUT ROWID
        """
    )


@migrations()
def m019_total(db: Database) -> None:
    """What stands for each event, its sites included, and when it last moved."""
    db.execute(
        """
        CREATE TABLE total (
            event     INTEGER PRIMARY KEY,
            seq       INTEGER NOT NULL,
            at        TEXT    NOT NULL,
            confirmed INTEGER NOT NULL DEFAULT 0,
            yes       INTEGER NOT NULL DEFAULT 0,
            by_count  INTEGER NOT NULL DEFAULT 0,
            maybe     INTEGER NOT NULL DEFAULT 0
        ) STRICT
        """
    )


@migrations()
def m020_pace(db: Database) -> None:
    """What changed in each hour, by lead."""
    db.execute(
        """
        CREATE TABLE pace (
            event     INTEGER NOT NULL,
            hour      TEXT    NOT NULL,
            lead      INTEGER NOT NULL,
            confirmed INTEGER NOT NULL,
            yes       INTEGER NOT NULL,
            maybe     INTEGER NOT NULL,
            declared  INTEGER NOT NULL,
            PRIMARY KEY (event, hour, lead)
        ) STRICT, WITHOUT ROWID
        """
    )


@migrations()
def m021_door_total(db: Database) -> None:
    """What stands through each door."""
    db.execute(
        """
        CREATE TABLE door_total (
            event       INTEGER NOT NULL,
            door        TEXT    NOT NULL,
            commitments INTEGER NOT NULL,
            people      INTEGER NOT NULL,
            PRIMARY KEY (event, door)
        ) STRICT, WITHOUT ROWID
        """
    )


@migrations()
def m022_movement(db: Database) -> None:
    """What was new: once for the `site` it happened at, and once for each event above, so that
    the newest of a day of action are read without sorting those of all its sites.
    """
    db.execute(
        """
        CREATE TABLE movement (
            event  INTEGER NOT NULL,
            seq    INTEGER NOT NULL,
            site   INTEGER NOT NULL,
            lead   INTEGER NOT NULL,
            kind   TEXT    NOT NULL,
            door   TEXT    NOT NULL,
            people INTEGER NOT NULL,
            at     TEXT    NOT NULL,
            PRIMARY KEY (event, seq)
        ) STRICT, WITHOUT ROWID
        """
    )


@migrations()
def m023_grant(db: Database) -> None:
    """Links and keys, stored hashed."""
    db.execute(
        """
        CREATE TABLE grant_ (
            id         INTEGER PRIMARY KEY,
            token      TEXT    NOT NULL UNIQUE,
            role       TEXT    NOT NULL,
            event      INTEGER REFERENCES event (id),
            lead       INTEGER REFERENCES lead (id),
            person     INTEGER REFERENCES person (id),
            made_at    TEXT    NOT NULL,
            expires_at TEXT,
            revoked_at TEXT
        ) STRICT
        """
    )


@migrations()
def m024_session(db: Database) -> None:
    """Which grants a visitor holds."""
    db.execute(
        """
        CREATE TABLE session (
            token      TEXT    NOT NULL,
            grant_id   INTEGER NOT NULL REFERENCES grant_ (id),
            made_at    TEXT    NOT NULL,
            expires_at TEXT    NOT NULL,
            PRIMARY KEY (token, grant_id)
        ) STRICT, WITHOUT ROWID
        """
    )


@migrations()
def m025_feed(db: Database) -> None:
    """Feeds and their health."""
    db.execute(
        """
        CREATE TABLE feed (
            id            INTEGER PRIMARY KEY,
            event         INTEGER NOT NULL REFERENCES event (id),
            url           TEXT    NOT NULL,
            on_           INTEGER NOT NULL DEFAULT 1,
            every_seconds INTEGER NOT NULL,
            etag          TEXT    NOT NULL DEFAULT '',
            last_modified TEXT    NOT NULL DEFAULT '',
            last_try_at   TEXT,
            last_good_at  TEXT,
            next_at       TEXT,
            failure       TEXT    NOT NULL DEFAULT '',
            failures      INTEGER NOT NULL DEFAULT 0,
            brought       INTEGER NOT NULL DEFAULT 0,
            UNIQUE (event, url)
        ) STRICT
        """
    )


@migrations()
def m026_refusal(db: Database) -> None:
    """What was refused, and why."""
    db.execute(
        """
        CREATE TABLE refusal (
            id     INTEGER PRIMARY KEY,
            event  INTEGER NOT NULL,
            at     TEXT    NOT NULL,
            door   TEXT    NOT NULL,
            scope  TEXT    NOT NULL,
            ref    TEXT    NOT NULL,
            field  TEXT    NOT NULL,
            code   TEXT    NOT NULL,
            "values" TEXT  NOT NULL,
            UNIQUE (event, scope, ref, code)
        ) STRICT
        """
    )
