"""Tables of the map: neighbourhood groups, areas, the steps of their lives, and who was told."""

from sqlite_utils import Database

from turnout.store.schema_leads import migrations

__all__ = ["migrations"]


@migrations()
def m050_neighbourhood(db: Database) -> None:
    """A group that looks after a part of town. shape: its boundary as `store.areas` writes it,
    empty where none was drawn; steward: the lead who looks after it, 0 for nobody."""
    db.execute(
        """
        CREATE TABLE neighbourhood (
            id      INTEGER PRIMARY KEY,
            event   INTEGER NOT NULL REFERENCES event (id),
            slug    TEXT    NOT NULL,
            name    TEXT    NOT NULL,
            text    TEXT    NOT NULL,
            shape   TEXT    NOT NULL,
            steward INTEGER NOT NULL DEFAULT 0,
            UNIQUE (event, slug)
        ) STRICT
        """
    )


@migrations()
def m051_area(db: Database) -> None:
    """Places that need cleaning, as they stand. date: the event an area is on, one at most, and
    on one only while it is scheduled; reporter: who asked to be told of it."""
    db.execute(
        """
        CREATE TABLE area (
            id            INTEGER PRIMARY KEY,
            event         INTEGER NOT NULL REFERENCES event (id),
            neighbourhood INTEGER REFERENCES neighbourhood (id),
            title         TEXT    NOT NULL,
            text          TEXT    NOT NULL,
            size          TEXT    NOT NULL,
            wanted        INTEGER NOT NULL CHECK (wanted >= 0),
            shape         TEXT    NOT NULL,
            m2            REAL    NOT NULL CHECK (m2 >= 0),
            state         TEXT    NOT NULL CHECK (
                state IN ('reported', 'confirmed', 'scheduled', 'cleaned', 'reopened')
            ),
            date          INTEGER REFERENCES event (id),
            review        TEXT    NOT NULL CHECK (
                review IN ('held', 'shown', 'blocked', 'set_aside')
            ),
            steward       INTEGER NOT NULL,
            reporter      INTEGER REFERENCES person (id),
            made          INTEGER NOT NULL REFERENCES log (seq),
            changed       INTEGER NOT NULL REFERENCES log (seq),
            CHECK ((date IS NOT NULL) = (state = 'scheduled'))
        ) STRICT
        """
    )
    for name, columns in (("area_event", "event, changed"), ("area_reporter", "reporter")):
        db.execute(f"CREATE INDEX {name} ON area ({columns})")
    db.execute("CREATE INDEX area_date ON area (date) WHERE date IS NOT NULL")


@migrations()
def m052_area_step(db: Database) -> None:
    """Every step of every area: what it was before, and is from then on. lead: the lead who did
    it; reason: why it was taken off its date; of: for what is taken back, the step that was."""
    db.execute(
        """
        CREATE TABLE area_step (
            seq         INTEGER PRIMARY KEY REFERENCES log (seq),
            area        INTEGER NOT NULL REFERENCES area (id),
            step        TEXT    NOT NULL,
            state_was   TEXT    NOT NULL,
            date_was    INTEGER,
            state       TEXT    NOT NULL,
            date        INTEGER,
            lead        INTEGER NOT NULL,
            note        TEXT    NOT NULL,
            bags        INTEGER NOT NULL CHECK (bags >= 0),
            volunteers  INTEGER NOT NULL CHECK (volunteers >= 0),
            reason      TEXT    NOT NULL,
            of          INTEGER
        ) STRICT
        """
    )
    db.execute("CREATE INDEX area_step_area ON area_step (area, seq)")
    db.execute("CREATE INDEX area_step_date ON area_step (date_was) WHERE date_was IS NOT NULL")


@migrations()
def m053_area_photo(db: Database) -> None:
    """Photos of areas, as they came with a step; their files are pictures of "area_photo:ID".

    place: which of the step's; kind: of how it was, or of how it is now.
    """
    db.execute(
        """
        CREATE TABLE area_photo (
            id    INTEGER PRIMARY KEY,
            event INTEGER NOT NULL REFERENCES event (id),
            area  INTEGER NOT NULL REFERENCES area (id),
            step  INTEGER NOT NULL REFERENCES area_step (seq),
            place INTEGER NOT NULL,
            kind  TEXT    NOT NULL CHECK (kind IN ('before', 'after')),
            state TEXT    NOT NULL CHECK (state IN ('held', 'shown', 'blocked', 'set_aside')),
            UNIQUE (step, place)
        ) STRICT
        """
    )
    db.execute("CREATE INDEX area_photo_area ON area_photo (area)")


@migrations()
def m054_area_change(db: Database) -> None:
    """What an area was told to be until a record changed it; the change itself is a step."""
    db.execute(
        """
        CREATE TABLE area_change (
            seq    INTEGER PRIMARY KEY REFERENCES area_step (seq),
            area   INTEGER NOT NULL REFERENCES area (id),
            title  TEXT    NOT NULL,
            text   TEXT    NOT NULL,
            size   TEXT    NOT NULL,
            wanted INTEGER NOT NULL,
            shape  TEXT    NOT NULL,
            m2     REAL    NOT NULL
        ) STRICT
        """
    )
    db.execute("CREATE INDEX area_change_area ON area_change (area)")


@migrations()
def m055_telling(db: Database) -> None:
    """Who was told of what: of an occasion, such as "date:12", the newest row of a person says
    whether they were (1), or that this was taken back (0)."""
    db.execute(
        """
        CREATE TABLE telling (
            seq      INTEGER NOT NULL REFERENCES log (seq),
            occasion TEXT    NOT NULL,
            person   INTEGER NOT NULL REFERENCES person (id),
            told     INTEGER NOT NULL CHECK (told IN (0, 1)),
            PRIMARY KEY (seq, occasion, person)
        ) STRICT
        """
    )
    db.execute("CREATE INDEX telling_person ON telling (person, occasion, seq)")


@migrations()
def m058_area_import(db: Database) -> None:
    """Map files that were brought in. areas: how many records follow the file's own, each of an
    area that it brought, or took back."""
    db.execute(
        """
        CREATE TABLE area_import (
            seq   INTEGER PRIMARY KEY REFERENCES log (seq),
            event INTEGER NOT NULL REFERENCES event (id),
            areas INTEGER NOT NULL CHECK (areas >= 0)
        ) STRICT
        """
    )


@migrations()
def m070_neighbourhood_review(db: Database) -> None:
    """Let a group be set aside, and an area know whether it was put into its group by hand.

    area.placed: "hand", "boundary" for one that lies in the group's boundary, or empty: nobody
    has looked. What was put by hand is never moved by a boundary.
    """
    db.execute(
        """
        ALTER TABLE neighbourhood ADD COLUMN review TEXT NOT NULL DEFAULT 'shown'
            CHECK (review IN ('shown', 'set_aside'))
        """
    )
    db.execute(
        """
        ALTER TABLE area ADD COLUMN placed TEXT NOT NULL DEFAULT ''
            CHECK (placed IN ('', 'hand', 'boundary'))
        """
    )
    db.execute("CREATE INDEX area_neighbourhood ON area (neighbourhood)")


@migrations()
def m071_story(db: Database) -> None:
    """Stories and landmarks of areas and groups. subject: "area:12" or "group:3"; lon, lat:
    where it is, in degrees, if anybody said."""
    db.execute(
        """
        CREATE TABLE story (
            id      INTEGER PRIMARY KEY,
            event   INTEGER NOT NULL REFERENCES event (id),
            subject TEXT    NOT NULL,
            kind    TEXT    NOT NULL CHECK (kind IN ('story', 'landmark')),
            title   TEXT    NOT NULL,
            text    TEXT    NOT NULL,
            lon     REAL,
            lat     REAL,
            review  TEXT    NOT NULL CHECK (
                review IN ('held', 'shown', 'blocked', 'set_aside')
            ),
            made    INTEGER NOT NULL REFERENCES log (seq),
            changed INTEGER NOT NULL REFERENCES log (seq),
            CHECK ((lon IS NULL) = (lat IS NULL))
        ) STRICT
        """
    )
    db.execute("CREATE INDEX story_subject ON story (subject, id)")
    db.execute("CREATE INDEX story_review ON story (event, review)")


@migrations()
def m072_neighbourhood_record(db: Database) -> None:
    """What a record said of a group: that it was made, changed, set aside or shown again."""
    db.execute(
        """
        CREATE TABLE neighbourhood_record (
            seq           INTEGER PRIMARY KEY REFERENCES log (seq),
            neighbourhood INTEGER NOT NULL REFERENCES neighbourhood (id),
            act           TEXT    NOT NULL CHECK (act IN ('made', 'changed', 'shown', 'set_aside'))
        ) STRICT
        """
    )
    db.execute("CREATE INDEX story_made ON story (made)")  # what the ledger finds one by
