"""What scores keep in memory. It is nobody's record: all of it is made again from the store."""

from threading import Lock

from turnout.desk.forecast_newest import Newest
from turnout.model.scores import Went

MOST_WENT = 64  # events that are over and looked at in one process's time


class ScoreMemory:
    """How events went, by what that was made from; `lock` is held while it is used."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.went: Newest[Went] = Newest(MOST_WENT)
