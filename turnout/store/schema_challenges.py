"""Tables of challenges, and what each audience sees."""

from sqlite_utils import Database

from turnout.store.schema_forecast import migrations

__all__ = ["migrations"]


@migrations()
def m104_event_challenged(db: Database) -> None:
    """Until when what is gained at an event, or below it, may count for a challenge of its; empty
    where there is none. It stands beside the parent, so that a commitment asks for both at once."""
    db.execute("ALTER TABLE event ADD COLUMN challenged_until TEXT NOT NULL DEFAULT ''")


@migrations()
def m105_challenge(db: Database) -> None:
    """What is to be gained by when. by_lead: who challenges, 0 for the organizers; held: whether
    its text waited for a look when it came.

    challenge_asked: the leads who are asked to take part; none: everybody together.
    """
    db.execute(
        """
        CREATE TABLE challenge (
            id            INTEGER PRIMARY KEY REFERENCES log (seq),
            event         INTEGER NOT NULL REFERENCES event (id),
            by_lead       INTEGER NOT NULL,
            measure       TEXT    NOT NULL CHECK (
                measure IN ('heads', 'new_yes', 'confirmed', 'areas')
            ),
            target        INTEGER NOT NULL CHECK (target > 0),
            deadline      TEXT    NOT NULL,
            way           TEXT    NOT NULL CHECK (way IN ('together', 'each')),
            declared_most INTEGER NOT NULL CHECK (declared_most >= 0),
            text          TEXT    NOT NULL,
            held          INTEGER NOT NULL CHECK (held IN (0, 1)),
            made_at       TEXT    NOT NULL
        ) STRICT
        """
    )
    db.execute("CREATE INDEX challenge_event ON challenge (event, deadline)")
    db.execute(
        """
        CREATE TABLE challenge_asked (
            challenge INTEGER NOT NULL REFERENCES challenge (id),
            lead      INTEGER NOT NULL,
            PRIMARY KEY (challenge, lead)
        ) STRICT, WITHOUT ROWID
        """
    )
    db.execute("CREATE INDEX challenge_asked_lead ON challenge_asked (lead)")


@migrations()
def m106_challenge_answer(db: Database) -> None:
    """What each lead who was asked answered, the newest stands; empty: an answer was taken back."""
    db.execute(
        """
        CREATE TABLE challenge_answer (
            seq       INTEGER PRIMARY KEY REFERENCES log (seq),
            challenge INTEGER NOT NULL REFERENCES challenge (id),
            lead      INTEGER NOT NULL,
            answer    TEXT    NOT NULL CHECK (answer IN ('accepted', 'declined', ''))
        ) STRICT
        """
    )
    db.execute("CREATE INDEX challenge_answer_of ON challenge_answer (challenge, lead, seq)")


@migrations()
def m107_challenge_turn(db: Database) -> None:
    """That a challenge was called off (1), or goes on after all (0); the newest stands."""
    db.execute(
        """
        CREATE TABLE challenge_turn (
            seq       INTEGER PRIMARY KEY REFERENCES log (seq),
            challenge INTEGER NOT NULL REFERENCES challenge (id),
            off       INTEGER NOT NULL CHECK (off IN (0, 1))
        ) STRICT
        """
    )
    db.execute("CREATE INDEX challenge_turn_of ON challenge_turn (challenge, seq)")


@migrations()
def m108_challenge_gain(db: Database) -> None:
    """What each record changed, in heads or areas, while a challenge ran; fewer is negative.

    jump: the record that gained so much at once that it waits for a look; also of what later
    moved those same heads, 0 of all others. named: yes and confirmed; declared: a lead's total.

    challenge_tally: what stood with each lead when the challenge was made, kept with the first
    gain, and the sum of what was gained in time. event: where, a site of the challenge's event.
    """
    db.execute(
        """
        CREATE TABLE challenge_gain (
            challenge INTEGER NOT NULL REFERENCES challenge (id),
            seq       INTEGER NOT NULL REFERENCES log (seq),
            event     INTEGER NOT NULL,
            lead      INTEGER NOT NULL,
            named     INTEGER NOT NULL,
            confirmed INTEGER NOT NULL,
            declared  INTEGER NOT NULL,
            areas     INTEGER NOT NULL,
            said_at   TEXT    NOT NULL,
            jump      INTEGER NOT NULL,
            PRIMARY KEY (challenge, seq, event, lead)
        ) STRICT, WITHOUT ROWID
        """
    )
    db.execute(
        "CREATE INDEX challenge_gain_jump ON challenge_gain (challenge, jump) WHERE jump > 0"
    )
    db.execute("CREATE INDEX challenge_gain_said ON challenge_gain (challenge, said_at, seq)")
    db.execute(
        """
        CREATE TABLE challenge_tally (
            challenge       INTEGER NOT NULL REFERENCES challenge (id),
            event           INTEGER NOT NULL,
            lead            INTEGER NOT NULL,
            stood_named     INTEGER NOT NULL,
            stood_confirmed INTEGER NOT NULL,
            stood_declared  INTEGER NOT NULL,
            stood_areas     INTEGER NOT NULL,
            named           INTEGER NOT NULL,
            confirmed       INTEGER NOT NULL,
            declared        INTEGER NOT NULL,
            areas           INTEGER NOT NULL,
            PRIMARY KEY (challenge, event, lead)
        ) STRICT, WITHOUT ROWID
        """
    )


@migrations()
def m109_competing(db: Database) -> None:
    """Whether a lead likes to compete with others, as they said; the newest stands."""
    db.execute(
        """
        CREATE TABLE competing (
            seq      INTEGER PRIMARY KEY REFERENCES log (seq),
            event    INTEGER NOT NULL,
            lead     INTEGER NOT NULL,
            competes INTEGER NOT NULL CHECK (competes IN (0, 1))
        ) STRICT
        """
    )
    db.execute("CREATE INDEX competing_lead ON competing (event, lead, seq)")


@migrations()
def m110_audience(db: Database) -> None:
    """What an audience sees of an event from record `seq` on, and in what tone."""
    db.execute(
        """
        CREATE TABLE audience (
            seq        INTEGER PRIMARY KEY REFERENCES log (seq),
            event      INTEGER NOT NULL REFERENCES event (id),
            audience   TEXT    NOT NULL CHECK (audience IN ('wall', 'page', 'leads')),
            challenges INTEGER NOT NULL CHECK (challenges IN (0, 1)),
            roll       INTEGER NOT NULL CHECK (roll IN (0, 1)),
            leads      INTEGER NOT NULL CHECK (leads IN (0, 1)),
            just_in    INTEGER NOT NULL CHECK (just_in IN (0, 1)),
            tone       TEXT    NOT NULL CHECK (tone IN ('needed', 'grown'))
        ) STRICT
        """
    )
    db.execute("CREATE INDEX audience_event ON audience (event, audience, seq)")
