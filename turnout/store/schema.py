"""The tables, as migrations that are only ever appended to.

Times are TEXT, ISO 8601 in UTC with microseconds, so that they sort. `lead` 0 means no lead.
What is personal stands in `person`, `person_handle`, `person_contact`, `need` and `note` only.
"""

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

migrations = Migrations("turnout")


@migrations()
def m001_clock_and_log(db: Database) -> None:
    """The clock numbers every record; the log says by which door, and nothing personal."""
    _make(
        db,
        """
        CREATE TABLE clock (
            one INTEGER PRIMARY KEY CHECK (one = 1),
            seq INTEGER NOT NULL
        ) STRICT
        """,
        "INSERT INTO clock (one, seq) VALUES (1, 0)",
        """
        CREATE TABLE log (
            seq     INTEGER PRIMARY KEY,
            event   INTEGER NOT NULL,
            kind    TEXT    NOT NULL,
            door    TEXT    NOT NULL,
            key     TEXT    NOT NULL,
            by      TEXT    NOT NULL,
            at      TEXT    NOT NULL,
            said_at TEXT    NOT NULL
        ) STRICT
        """,
        "CREATE INDEX log_event ON log (event, seq)",
        """
        CREATE TABLE receipt (
            key         TEXT    PRIMARY KEY,
            fingerprint TEXT    NOT NULL,
            seq         INTEGER NOT NULL,
            coming      INTEGER NOT NULL,
            held        INTEGER NOT NULL,
            person      INTEGER
        ) STRICT, WITHOUT ROWID
        """,
        "CREATE INDEX receipt_person ON receipt (person) WHERE person IS NOT NULL",
        "CREATE TABLE secret (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT",
    )


@migrations()
def m002_event_and_lead(db: Database) -> None:
    """What people come to, and who promises to bring them."""
    _make(
        db,
        """
        CREATE TABLE event (
            id               INTEGER PRIMARY KEY,
            slug             TEXT    NOT NULL UNIQUE,
            title            TEXT    NOT NULL,
            ask              TEXT    NOT NULL,
            starts_at        TEXT    NOT NULL,
            ends_at          TEXT,
            zone             TEXT    NOT NULL,
            place            TEXT    NOT NULL,
            goal             INTEGER NOT NULL CHECK (goal >= 0),
            hashtag          TEXT    NOT NULL,
            parent           INTEGER REFERENCES event (id),
            open             INTEGER NOT NULL CHECK (open IN (0, 1)),
            quiet            INTEGER NOT NULL CHECK (quiet IN (0, 1)),
            ask_contact      TEXT    NOT NULL,
            contact_required INTEGER NOT NULL CHECK (contact_required IN (0, 1)),
            most_in_party    INTEGER NOT NULL CHECK (most_in_party BETWEEN 1 AND 50),
            needs            TEXT    NOT NULL
        ) STRICT
        """,
        "CREATE INDEX event_parent ON event (parent) WHERE parent IS NOT NULL",
        """
        CREATE TABLE lead (
            id           INTEGER PRIMARY KEY,
            event        INTEGER NOT NULL REFERENCES event (id),
            name         TEXT    NOT NULL,
            user         TEXT    NOT NULL,
            host         TEXT    NOT NULL,
            person       INTEGER REFERENCES person (id),
            recruited_by INTEGER REFERENCES lead (id),
            UNIQUE (event, user, host)
        ) STRICT
        """,
        """
        CREATE TABLE goal (
            seq    INTEGER PRIMARY KEY REFERENCES log (seq),
            event  INTEGER NOT NULL,
            lead   INTEGER NOT NULL,
            people INTEGER NOT NULL CHECK (people >= 0)
        ) STRICT
        """,
        "CREATE INDEX goal_lead ON goal (event, lead, seq)",
    )


@migrations()
def m003_person(db: Database) -> None:
    """One human, once; what can be erased.

    scope: 0, or a quiet event's id: its people are never matched with those of other events.
    """
    _make(
        db,
        """
        CREATE TABLE person (
            id        INTEGER PRIMARY KEY,
            name      TEXT NOT NULL,
            lang      TEXT NOT NULL,
            erased_at TEXT
        ) STRICT
        """,
        """
        CREATE TABLE person_handle (
            scope  INTEGER NOT NULL,
            host   TEXT    NOT NULL,
            user   TEXT    NOT NULL,
            person INTEGER NOT NULL REFERENCES person (id),
            PRIMARY KEY (scope, host, user, person)
        ) STRICT, WITHOUT ROWID
        """,
        # A handle without its host says nothing of who it is: many may carry it.
        """
        CREATE UNIQUE INDEX person_handle_known ON person_handle (scope, host, user)
        WHERE host <> ''
        """,
        "CREATE INDEX person_handle_person ON person_handle (person)",
        """
        CREATE TABLE person_contact (
            scope  INTEGER NOT NULL,
            kind   TEXT    NOT NULL,
            value  TEXT    NOT NULL,
            person INTEGER NOT NULL REFERENCES person (id),
            PRIMARY KEY (scope, kind, value)
        ) STRICT, WITHOUT ROWID
        """,
        "CREATE INDEX person_contact_person ON person_contact (person)",
        """
        CREATE TABLE need (
            event  INTEGER NOT NULL,
            person INTEGER NOT NULL REFERENCES person (id),
            need   TEXT    NOT NULL,
            PRIMARY KEY (event, person, need)
        ) STRICT, WITHOUT ROWID
        """,
        """
        CREATE TABLE consent (
            event   INTEGER NOT NULL,
            person  INTEGER NOT NULL REFERENCES person (id),
            wording TEXT    NOT NULL,
            at      TEXT    NOT NULL,
            PRIMARY KEY (event, person)
        ) STRICT, WITHOUT ROWID
        """,
    )


@migrations()
def m004_ledger(db: Database) -> None:
    """What people promise and leads report, and what was decided of it."""
    _make(
        db,
        """
        CREATE TABLE commitment (
            seq    INTEGER PRIMARY KEY REFERENCES log (seq),
            event  INTEGER NOT NULL,
            person INTEGER NOT NULL REFERENCES person (id),
            lead   INTEGER NOT NULL,
            party  INTEGER NOT NULL CHECK (party BETWEEN 1 AND 50),
            status TEXT    NOT NULL CHECK (status IN ('yes', 'maybe', 'confirmed', 'cancelled')),
            held   TEXT    NOT NULL
        ) STRICT
        """,
        "CREATE INDEX commitment_person ON commitment (person, event, seq)",
        "CREATE TABLE note (seq INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT",
        """
        CREATE TABLE report (
            seq    INTEGER PRIMARY KEY REFERENCES log (seq),
            event  INTEGER NOT NULL,
            lead   INTEGER NOT NULL,
            people INTEGER NOT NULL CHECK (people >= 0)
        ) STRICT
        """,
        "CREATE INDEX report_lead ON report (event, lead, seq)",
        """
        CREATE TABLE review (
            seq     INTEGER PRIMARY KEY REFERENCES log (seq),
            subject TEXT NOT NULL,
            state   TEXT NOT NULL CHECK (state IN ('held', 'shown', 'blocked', 'set_aside')),
            by      TEXT NOT NULL,
            at      TEXT NOT NULL
        ) STRICT
        """,
        "CREATE INDEX review_subject ON review (subject, seq)",
    )


@migrations()
def m005_running_totals(db: Database) -> None:
    """What would be counted by scanning the ledger, kept as it moves; `check` rebuilds it, but for
    movements, which only tell what was new.

    A movement stands with the `site` it happened at and once with each event above: the newest
    of a day of action are read without sorting those of all its sites.
    """
    _make(
        db,
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
        """,
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
        """,
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
        """,
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
        """,
        """
        CREATE TABLE door_total (
            event       INTEGER NOT NULL,
            door        TEXT    NOT NULL,
            commitments INTEGER NOT NULL,
            people      INTEGER NOT NULL,
            PRIMARY KEY (event, door)
        ) STRICT, WITHOUT ROWID
        """,
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
        """,
    )


@migrations()
def m006_access_and_feeds(db: Database) -> None:
    """Links and keys, stored hashed; feeds and their health; what was refused, and why."""
    _make(
        db,
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
        """,
        """
        CREATE TABLE session (
            token      TEXT    NOT NULL,
            grant_id   INTEGER NOT NULL REFERENCES grant_ (id),
            made_at    TEXT    NOT NULL,
            expires_at TEXT    NOT NULL,
            PRIMARY KEY (token, grant_id)
        ) STRICT, WITHOUT ROWID
        """,
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
        """,
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
        """,
    )


@migrations()
def m007_held(db: Database) -> None:
    """What waits for a look is found without a scan: organizers' screens ask at every beat."""
    _make(db, "CREATE INDEX commitment_held ON commitment (event) WHERE held <> ''")


def _make(db: Database, *statements: str) -> None:
    for statement in statements:
        db.execute(statement)
