"""Tables of word going out: updates, their words, and what was posted where.

A channel stands here by its name, which holds no token.
"""

from sqlite_utils import Database

from turnout.store.schema_show import migrations

__all__ = ["migrations"]


@migrations()
def m126_public_update(db: Database) -> None:
    """An update by the record that made it. about: what it is of, once for good.

    things: what else it tells of, each as `about` has it, with spaces between: a digest's news.
    sentence, told: what it says and, as JSON, of what, until somebody words it otherwise.
    """
    db.execute(
        """
        CREATE TABLE public_update (
            seq      INTEGER PRIMARY KEY REFERENCES log (seq),
            event    INTEGER NOT NULL REFERENCES event (id),
            kind     TEXT    NOT NULL,
            about    TEXT    NOT NULL,
            sentence TEXT    NOT NULL,
            told     TEXT    NOT NULL,
            things   TEXT    NOT NULL,
            area     INTEGER NOT NULL,
            UNIQUE (event, about)
        ) STRICT
        """
    )


@migrations()
def m127_update_wording(db: Database) -> None:
    """What an update says, by the record that said so: the newest of each language stands.

    Leads are named by their number, "{lead:3}", so that who is hidden is hidden in it too.
    """
    db.execute(
        """
        CREATE TABLE update_wording (
            seq  INTEGER NOT NULL REFERENCES log (seq),
            of   INTEGER NOT NULL REFERENCES public_update (seq),
            lang TEXT    NOT NULL,
            text TEXT    NOT NULL,
            PRIMARY KEY (of, lang, seq)
        ) STRICT, WITHOUT ROWID
        """
    )


@migrations()
def m128_update_rule(db: Database) -> None:
    """How updates of an event go out, as JSON, whole: the newest record stands."""
    db.execute(
        """
        CREATE TABLE update_rule (
            seq   INTEGER PRIMARY KEY REFERENCES log (seq),
            event INTEGER NOT NULL REFERENCES event (id),
            told  TEXT    NOT NULL
        ) STRICT
        """
    )
    db.execute("CREATE INDEX update_rule_event ON update_rule (event, seq)")


@migrations()
def m129_posting(db: Database) -> None:
    """An update on a channel, one row for good: `taken` on disk before anything leaves.

    pressed: an organizer let it go at once, whatever the limits. first_at: when it was first
    taken; it counts for that day.
    """
    db.execute(
        """
        CREATE TABLE posting (
            of         INTEGER NOT NULL REFERENCES public_update (seq),
            channel    TEXT    NOT NULL,
            lang       TEXT    NOT NULL,
            state      TEXT    NOT NULL CHECK (
                state IN ('due', 'taken', 'sent', 'failed', 'doubtful')
            ),
            reason     TEXT    NOT NULL DEFAULT '',
            pressed    INTEGER NOT NULL CHECK (pressed IN (0, 1)),
            tries      INTEGER NOT NULL DEFAULT 0,
            not_before TEXT    NOT NULL,
            not_after  TEXT    NOT NULL,
            made_at    TEXT    NOT NULL,
            first_at   TEXT,
            at         TEXT    NOT NULL,
            PRIMARY KEY (of, channel)
        ) STRICT, WITHOUT ROWID
        """
    )
    db.execute("CREATE INDEX posting_due ON posting (not_before) WHERE state = 'due'")
    db.execute("CREATE INDEX posting_taken ON posting (channel) WHERE state = 'taken'")


@migrations()
def m130_posting_said(db: Database) -> None:
    """What an organizer said of a posting that was in doubt or failed: "there", or "again"."""
    db.execute(
        """
        CREATE TABLE posting_said (
            seq     INTEGER PRIMARY KEY REFERENCES log (seq),
            of      INTEGER NOT NULL,
            channel TEXT    NOT NULL,
            said    TEXT    NOT NULL CHECK (said IN ('there', 'again'))
        ) STRICT
        """
    )
