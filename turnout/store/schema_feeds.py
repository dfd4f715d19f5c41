"""More migrations, after those of `schema_doors`: tables for what feeds bring."""

from sqlite_utils import Database

from turnout.store.schema_doors import migrations

__all__ = ["migrations"]


@migrations()
def m032_feed_moved(db: Database) -> None:
    """Where a feed has moved to for good, as its server says, and how many posts it last held."""
    db.execute("ALTER TABLE feed ADD COLUMN moved_to TEXT NOT NULL DEFAULT ''")
    db.execute("ALTER TABLE feed ADD COLUMN last_posts INTEGER")


@migrations()
def m033_event_posts(db: Database) -> None:
    """Whose posts count without a look, and whether their words may stand on public screens."""
    for column in (
        "posts_rule TEXT NOT NULL DEFAULT 'all' CHECK (posts_rule IN ('all', 'known', 'held'))",
        "words_shown INTEGER NOT NULL DEFAULT 0 CHECK (words_shown IN (0, 1))",
    ):
        db.execute(f"ALTER TABLE event ADD COLUMN {column}")


@migrations()
def m034_author(db: Database) -> None:
    """Who wrote posts about an event. state: '' as the rule has it, 'shown' trusted, 'blocked'."""
    db.execute(
        """
        CREATE TABLE author (
            id       INTEGER PRIMARY KEY,
            event    INTEGER NOT NULL REFERENCES event (id),
            handle   TEXT    NOT NULL,
            host     TEXT    NOT NULL,
            state    TEXT    NOT NULL DEFAULT '' CHECK (state IN ('', 'shown', 'blocked')),
            first_at TEXT    NOT NULL,
            UNIQUE (event, host, handle)
        ) STRICT
        """
    )


@migrations()
def m035_post(db: Database) -> None:
    """Posts about an event, a row for each version. ref: one post, version: one text of it, both
    digests; shape: what many copies of one text have in common; record: the seq it was booked as.
    """
    db.execute(
        """
        CREATE TABLE post (
            id          INTEGER PRIMARY KEY,
            event       INTEGER NOT NULL REFERENCES event (id),
            feed        INTEGER NOT NULL,
            author      INTEGER REFERENCES author (id),
            ref         TEXT    NOT NULL,
            version     TEXT    NOT NULL,
            shape       TEXT    NOT NULL,
            link        TEXT    NOT NULL,
            name        TEXT    NOT NULL,
            text        TEXT    NOT NULL,
            said_at     TEXT    NOT NULL,
            seen_at     TEXT    NOT NULL,
            intent      TEXT    NOT NULL,
            people      INTEGER NOT NULL,
            lead        TEXT    NOT NULL,
            state       TEXT    NOT NULL
                CHECK (state IN ('held', 'shown', 'blocked', 'set_aside')),
            reason      TEXT    NOT NULL,
            "values"    TEXT    NOT NULL,
            record      INTEGER REFERENCES log (seq),
            replaced_by INTEGER,
            UNIQUE (event, version)
        ) STRICT
        """
    )
    for name, columns in (
        ("post_state", "event, state, id"),
        ("post_ref", "event, ref"),
        ("post_author", "author, said_at"),
        ("post_seen", "event, seen_at"),
        ("post_shape", "event, shape, said_at"),
        ("post_record", "record"),
    ):
        db.execute(f"CREATE INDEX {name} ON post ({columns})")


@migrations()
def m036_ban(db: Database) -> None:
    """Words and hosts whose posts do not count at an event."""
    db.execute(
        """
        CREATE TABLE ban (
            event INTEGER NOT NULL REFERENCES event (id),
            kind  TEXT    NOT NULL CHECK (kind IN ('host', 'word')),
            value TEXT    NOT NULL,
            PRIMARY KEY (event, kind, value)
        ) STRICT, WITHOUT ROWID
        """
    )


@migrations()
def m037_decision(db: Database) -> None:
    """What an organizer decided of posts in one go, and what each was before: to undo it in one.

    seq: its record in the log. subject: '' of posts alone, or 'author:7', 'host:spam.example',
    'word:x', whose state before is `was`.
    """
    db.execute(
        """
        CREATE TABLE decision (
            seq     INTEGER PRIMARY KEY REFERENCES log (seq),
            event   INTEGER NOT NULL REFERENCES event (id),
            subject TEXT    NOT NULL,
            was     TEXT    NOT NULL,
            state   TEXT    NOT NULL,
            undone  INTEGER
        ) STRICT
        """
    )
    db.execute(
        """
        CREATE TABLE decided (
            seq    INTEGER NOT NULL REFERENCES decision (seq),
            post   INTEGER NOT NULL REFERENCES post (id),
            was    TEXT    NOT NULL,
            people INTEGER NOT NULL,
            record INTEGER,
            PRIMARY KEY (seq, post)
        ) STRICT, WITHOUT ROWID
        """
    )


@migrations()
def m038_reply(db: Database) -> None:
    """Answers that organizers keep ready."""
    db.execute(
        """
        CREATE TABLE reply (
            id    INTEGER PRIMARY KEY,
            event INTEGER NOT NULL REFERENCES event (id),
            text  TEXT    NOT NULL,
            UNIQUE (event, text)
        ) STRICT
        """
    )


@migrations()
def m039_photo(db: Database) -> None:
    """Photos of posts: candidates, and once approved and fetched their own re-encoded bytes."""
    db.execute(
        """
        CREATE TABLE photo (
            id      INTEGER PRIMARY KEY,
            event   INTEGER NOT NULL REFERENCES event (id),
            post    INTEGER NOT NULL REFERENCES post (id),
            link    TEXT    NOT NULL,
            alt     TEXT    NOT NULL,
            licence TEXT    NOT NULL,
            state   TEXT    NOT NULL DEFAULT 'held'
                CHECK (state IN ('held', 'shown', 'blocked', 'set_aside')),
            failure TEXT    NOT NULL DEFAULT '',
            type    TEXT    NOT NULL DEFAULT '',
            width   INTEGER NOT NULL DEFAULT 0,
            height  INTEGER NOT NULL DEFAULT 0,
            bytes   BLOB,
            UNIQUE (post, link)
        ) STRICT
        """
    )
    db.execute("CREATE INDEX photo_state ON photo (event, state)")
    db.execute("CREATE INDEX decided_post ON decided (post)")


@migrations()
def m040_claim(db: Database) -> None:
    """What a held sign-up says of a known person: theirs once an organizer has shown it; `was`
    is what it then replaced, as JSON."""
    db.execute(
        """
        CREATE TABLE claim (
            seq     INTEGER PRIMARY KEY REFERENCES commitment (seq),
            state   TEXT NOT NULL CHECK (state IN ('waiting', 'applied', 'dropped')),
            name    TEXT NOT NULL,
            kind    TEXT NOT NULL,
            contact TEXT NOT NULL,
            user    TEXT NOT NULL,
            host    TEXT NOT NULL,
            needs   TEXT NOT NULL,
            consent TEXT NOT NULL,
            was     TEXT NOT NULL
        ) STRICT
        """
    )


@migrations()
def m041_picture(db: Database) -> None:
    """Pictures that are ours: made anew, and kept as long as what they are of is shown.

    subject: what it is of, as reviews name it, such as "photo:12". digest: of `large`.
    """
    db.execute(
        """
        CREATE TABLE picture (
            subject TEXT    PRIMARY KEY,
            event   INTEGER NOT NULL REFERENCES event (id),
            digest  TEXT    NOT NULL,
            width   INTEGER NOT NULL CHECK (width > 0),
            height  INTEGER NOT NULL CHECK (height > 0),
            large   BLOB    NOT NULL CHECK (length(large) BETWEEN 1 AND 4194304),
            small   BLOB    NOT NULL CHECK (length(small) BETWEEN 1 AND 524288)
        ) STRICT
        """
    )
    db.execute("CREATE INDEX picture_event ON picture (event)")


@migrations()
def m042_photo_fetching(db: Database) -> None:
    """How often a photo was asked for, when it is next, and what its failure speaks of, as JSON;
    its bytes are a picture."""
    for column in ("type", "width", "height", "bytes"):
        db.execute(f"ALTER TABLE photo DROP COLUMN {column}")
    db.execute("ALTER TABLE photo ADD COLUMN told TEXT NOT NULL DEFAULT '{}'")
    db.execute("ALTER TABLE photo ADD COLUMN tries INTEGER NOT NULL DEFAULT 0")
    db.execute("ALTER TABLE photo ADD COLUMN next_at TEXT")
    db.execute("CREATE INDEX photo_due ON photo (next_at) WHERE next_at IS NOT NULL")
