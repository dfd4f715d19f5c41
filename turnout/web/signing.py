"""A page's way to the desk: waits, in a worker's thread, until a sign-up is on disk."""

from turnout.desk import signups
from turnout.errors import StoreFailed
from turnout.house import house
from turnout.model import Receipt, Submission

ACKNOWLEDGED_SECONDS = 20  # a commit takes milliseconds; the rest is a disk in trouble


def acknowledged(submission: Submission, address: str = "") -> Receipt:
    """Return the receipt once it is on disk. Raises what commit raises.

    address: where a stranger's form was posted from. A personal link's bearer is no stranger:
        changing one's mind thrice is no burst of sign-ups.
    """
    try:
        future = signups.commit(house().desk, submission, address)
        return future.result(timeout=ACKNOWLEDGED_SECONDS)
    except TimeoutError as error:
        raise StoreFailed("the store took too long") from error
