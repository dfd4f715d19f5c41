"""Tables of the day itself, after those of `schema_areas`: who came, and how many were counted."""

from sqlite_utils import Database

from turnout.store.schema_areas import migrations

__all__ = ["migrations"]


@migrations()
def m080_arrival(db: Database) -> None:
    """What was said at a door: `came` heads of a party, 0 where that was taken back.

    subject: "person:12", or "walkin:KEY" for people nobody had named. promised: the heads of the
    party's word as it stood. phone: a word that the phone made up for itself; empty: the desk.
    """
    db.execute(
        """
        CREATE TABLE arrival (
            seq      INTEGER PRIMARY KEY REFERENCES log (seq),
            event    INTEGER NOT NULL REFERENCES event (id),
            subject  TEXT    NOT NULL,
            person   INTEGER REFERENCES person (id),
            lead     INTEGER NOT NULL,
            promised INTEGER NOT NULL CHECK (promised >= 0),
            came     INTEGER NOT NULL CHECK (came >= 0),
            walk_in  INTEGER NOT NULL CHECK (walk_in IN (0, 1)),
            phone    TEXT    NOT NULL,
            CHECK ((person IS NULL) = walk_in)
        ) STRICT
        """
    )
    db.execute("CREATE INDEX arrival_subject ON arrival (event, subject, seq)")
    db.execute("CREATE INDEX arrival_person ON arrival (person) WHERE person IS NOT NULL")


@migrations()
def m081_present(db: Database) -> None:
    """Which arrival stands for each subject: the one that was said last."""
    db.execute(
        """
        CREATE TABLE present (
            event   INTEGER NOT NULL,
            subject TEXT    NOT NULL,
            seq     INTEGER NOT NULL REFERENCES arrival (seq),
            person  INTEGER,
            lead    INTEGER NOT NULL,
            came    INTEGER NOT NULL,
            walk_in INTEGER NOT NULL,
            PRIMARY KEY (event, subject)
        ) STRICT, WITHOUT ROWID
        """
    )
    db.execute("CREATE INDEX present_seq ON present (event, seq)")


@migrations()
def m082_came(db: Database) -> None:
    """How many came, in the running totals. walk_ins: those of `came` whom nobody had named."""
    for table in ("standing", "total"):
        for column in ("came", "walk_ins"):
            db.execute(f"ALTER TABLE {table} ADD COLUMN {column} INTEGER NOT NULL DEFAULT 0")


@migrations()
def m083_head_count(db: Database) -> None:
    """A crowd counted as a whole: between `low` and `high`. detail: what it came from, as JSON;
    method empty: the count before was taken back, and none stands."""
    db.execute(
        """
        CREATE TABLE head_count (
            seq    INTEGER PRIMARY KEY REFERENCES log (seq),
            event  INTEGER NOT NULL REFERENCES event (id),
            method TEXT    NOT NULL CHECK (method IN ('grid', 'clickers', '')),
            low    INTEGER NOT NULL CHECK (low >= 0),
            heads  INTEGER NOT NULL CHECK (heads >= low),
            high   INTEGER NOT NULL CHECK (high >= heads),
            detail TEXT    NOT NULL
        ) STRICT
        """
    )
    db.execute("CREATE INDEX head_count_event ON head_count (event, seq)")


@migrations()
def m084_merged_person(db: Database) -> None:
    """Whom another one turned out to be: a phone at a door still says their number."""
    db.execute(
        """
        CREATE TABLE merged_person (
            gone INTEGER PRIMARY KEY,
            kept INTEGER NOT NULL REFERENCES person (id)
        ) STRICT
        """
    )
    db.execute("CREATE INDEX merged_person_kept ON merged_person (kept)")
