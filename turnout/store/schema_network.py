"""Tables of who brought whom, after those of challenges; newer migrations."""

from sqlite_utils import Database

from turnout.store.schema_challenges import migrations

__all__ = ["migrations"]


@migrations()
def m112_invitation(db: Database) -> None:
    """By whose link a person came to an event, with their first commitment to it: `seq`.

    Since `inviter` had spoken before that, nobody invites who invited them, however many steps
    away.
    """
    db.execute(
        """
        CREATE TABLE invitation (
            event   INTEGER NOT NULL REFERENCES event (id),
            person  INTEGER NOT NULL REFERENCES person (id),
            inviter INTEGER NOT NULL REFERENCES person (id),
            seq     INTEGER NOT NULL REFERENCES commitment (seq),
            PRIMARY KEY (event, person),
            CHECK (person <> inviter)
        ) STRICT, WITHOUT ROWID
        """
    )
    db.execute("CREATE INDEX invitation_inviter ON invitation (inviter)")
    db.execute("CREATE INDEX invitation_person ON invitation (person)")


@migrations()
def m113_promotion(db: Database) -> None:
    """A person made a lead of an event; the `moved` records after it bring their people along.

    of: the promotion that this record takes back; then nobody is made a lead by it. lead: its row
    is gone once that was taken back, and its number is given to nobody else.
    """
    db.execute(
        """
        CREATE TABLE promotion (
            seq    INTEGER PRIMARY KEY REFERENCES log (seq),
            event  INTEGER NOT NULL REFERENCES event (id),
            person INTEGER NOT NULL REFERENCES person (id),
            lead   INTEGER NOT NULL,
            moved  INTEGER NOT NULL CHECK (moved >= 0),
            of     INTEGER REFERENCES promotion (seq)
        ) STRICT
        """
    )
    db.execute("CREATE INDEX promotion_lead ON promotion (lead)")
    db.execute("CREATE INDEX promotion_person ON promotion (person)")
