"""The tables, as migrations that are only ever appended to: the ledger, and who is in it.

Times are TEXT, ISO 8601 in UTC with microseconds, so that they sort. `lead` 0 means no lead.
What is personal stands in `person`, `person_handle`, `person_contact`, `need`, `consent` and
`note`, a lead's name in `lead`, and a post's link in `refusal`.
"""

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

migrations = Migrations("turnout")


@migrations()
def m001_clock(db: Database) -> None:
    """One row: what every record is numbered by."""
    db.execute(
        """
        CREATE TABLE clock (
            one INTEGER PRIMARY KEY CHECK (one = 1),
            seq INTEGER NOT NULL
        ) STRICT
        """
    )
    db.execute("INSERT INTO clock (one, seq) VALUES (1, 0)")


@migrations()
def m002_log(db: Database) -> None:
    """Every record, by which door it came, and nothing personal."""
    db.execute(
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
        """
    )
    db.execute("CREATE INDEX log_event ON log (event, seq)")


@migrations()
def m003_receipt(db: Database) -> None:
    """The first answer to each key, to be given again."""
    db.execute(
        """
        CREATE TABLE receipt (
            key         TEXT    PRIMARY KEY,
            fingerprint TEXT    NOT NULL,
            seq         INTEGER NOT NULL,
            coming      INTEGER NOT NULL,
            held        INTEGER NOT NULL,
            person      INTEGER
        ) STRICT, WITHOUT ROWID
        """
    )
    db.execute("CREATE INDEX receipt_person ON receipt (person) WHERE person IS NOT NULL")


@migrations()
def m004_secret(db: Database) -> None:
    """What the store keeps to itself: the pepper of its digests."""
    db.execute("CREATE TABLE secret (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT")


@migrations()
def m005_event(db: Database) -> None:
    """What people come to."""
    db.execute(
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
        """
    )
    db.execute("CREATE INDEX event_parent ON event (parent) WHERE parent IS NOT NULL")


@migrations()
def m006_lead(db: Database) -> None:
    """Who promises to bring them."""
    db.execute(
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
        """
    )


@migrations()
def m007_goal(db: Database) -> None:
    """What was promised, dated; lead 0: the event's own."""
    db.execute(
        """
        CREATE TABLE goal (
            seq    INTEGER PRIMARY KEY REFERENCES log (seq),
            event  INTEGER NOT NULL,
            lead   INTEGER NOT NULL,
            people INTEGER NOT NULL CHECK (people >= 0)
        ) STRICT
        """
    )
    db.execute("CREATE INDEX goal_lead ON goal (event, lead, seq)")


@migrations()
def m008_person(db: Database) -> None:
    """One human, once; what can be erased."""
    db.execute(
        """
        CREATE TABLE person (
            id        INTEGER PRIMARY KEY,
            name      TEXT NOT NULL,
            lang      TEXT NOT NULL,
            erased_at TEXT
        ) STRICT
        """
    )


@migrations()
def m009_person_handle(db: Database) -> None:
    """scope: 0, or a quiet event's id, whose people are matched with nobody elsewhere.

    A handle without its host says nothing of who it is: many may carry it.
    """
    db.execute(
        """
        CREATE TABLE person_handle (
            scope  INTEGER NOT NULL,
            host   TEXT    NOT NULL,
            user   TEXT    NOT NULL,
            person INTEGER NOT NULL REFERENCES person (id),
            PRIMARY KEY (scope, host, user, person)
        ) STRICT, WITHOUT ROWID
        """
    )
    db.execute(
        """
        CREATE UNIQUE INDEX person_handle_known ON person_handle (scope, host, user)
        WHERE host <> ''
        """
    )
    db.execute("CREATE INDEX person_handle_person ON person_handle (person)")


@migrations()
def m010_person_contact(db: Database) -> None:
    """Where a person is reached; scope as for handles."""
    db.execute(
        """
        CREATE TABLE person_contact (
            scope  INTEGER NOT NULL,
            kind   TEXT    NOT NULL,
            value  TEXT    NOT NULL,
            person INTEGER NOT NULL REFERENCES person (id),
            PRIMARY KEY (scope, kind, value)
        ) STRICT, WITHOUT ROWID
        """
    )
    db.execute("CREATE INDEX person_contact_person ON person_contact (person)")


@migrations()
def m011_need(db: Database) -> None:
    """What a person needs to be able to come."""
    db.execute(
        """
        CREATE TABLE need (
            event  INTEGER NOT NULL,
            person INTEGER NOT NULL REFERENCES person (id),
            need   TEXT    NOT NULL,
            PRIMARY KEY (event, person, need)
        ) STRICT, WITHOUT ROWID
        """
    )


@migrations()
def m012_consent(db: Database) -> None:
    """Which wording a person agreed to, and when."""
    db.execute(
        """
        CREATE TABLE consent (
            event   INTEGER NOT NULL,
            person  INTEGER NOT NULL REFERENCES person (id),
            wording TEXT    NOT NULL,
            at      TEXT    NOT NULL,
            PRIMARY KEY (event, person)
        ) STRICT, WITHOUT ROWID
        """
    )


@migrations()
def m013_commitment(db: Database) -> None:
    """What people promise; `held`: why it waits for a look."""
    db.execute(
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
        """
    )
    db.execute("CREATE INDEX commitment_person ON commitment (person, event, seq)")
    db.execute("CREATE INDEX commitment_held ON commitment (event) WHERE held <> ''")


@migrations()
def m014_note(db: Database) -> None:
    """What a person wrote beside it."""
    db.execute("CREATE TABLE note (seq INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT")


@migrations()
def m015_report(db: Database) -> None:
    """A lead's own dated count of people."""
    db.execute(
        """
        CREATE TABLE report (
            seq    INTEGER PRIMARY KEY REFERENCES log (seq),
            event  INTEGER NOT NULL,
            lead   INTEGER NOT NULL,
            people INTEGER NOT NULL CHECK (people >= 0)
        ) STRICT
        """
    )
    db.execute("CREATE INDEX report_lead ON report (event, lead, seq)")


@migrations()
def m016_review(db: Database) -> None:
    """What was decided of it: a row a decision, the newest stands."""
    db.execute(
        """
        CREATE TABLE review (
            seq     INTEGER PRIMARY KEY REFERENCES log (seq),
            subject TEXT NOT NULL,
            state   TEXT NOT NULL CHECK (state IN ('held', 'shown', 'blocked', 'set_aside')),
            by      TEXT NOT NULL,
            at      TEXT NOT NULL
        ) STRICT
        """
    )
    db.execute("CREATE INDEX review_subject ON review (subject, seq)")
