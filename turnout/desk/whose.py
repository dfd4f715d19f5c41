"""An organizer says which lead's account wrote a post; what it tells of the whole then counts."""

from concurrent.futures import Future

from turnout.desk import owning
from turnout.desk.decisions import Deciding, chosen, organizers
from turnout.desk.desk import Desk
from turnout.desk.roster import must_be_free, named
from turnout.errors import Refused
from turnout.model import Decided, ReviewState
from turnout.rules.contact import Handle
from turnout.store import Transaction


def is_leads(desk: Desk, event: str, post: int, lead: str, by: str = "desk") -> Future[Decided]:
    """Say that the account which wrote `post` is that of `lead` (a handle), and count the post.

    From now on what the account tells counts as that lead's word. One decision, undone as one.
    Raises NotFound, Refused("post" | "lead" | "handle").
    """

    def work(tx: Transaction) -> Decided:
        known = organizers(desk, tx, by, event)
        (row,) = chosen(tx, known.id, [post])
        if not row["handle"] or not row["host"]:
            raise Refused("post", "unknown_author")
        number = named(tx, known.id, lead)
        must_be_free(tx, known.id, [Handle(row["handle"], row["host"])], number)
        subject = owning.subject_of(number, row["author"])
        was = owning.stands(tx, known, subject)
        deciding = Deciding(desk, tx, known, by, ReviewState.SHOWN.value, subject, was)
        owning.let_stand(tx, known, subject, "lead")
        deciding.move([row], ReviewState.SHOWN)
        return deciding.done()

    return desk.store.write(work)
