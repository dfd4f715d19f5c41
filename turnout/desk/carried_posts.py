"""What was posted about an event, brought back with an export: who wrote it, what was decided."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from turnout.model import ReviewState
from turnout.store import Transaction, carried, log, photos, posts, reviews
from turnout.store.times import read

Values = dict[str, Any]
FROM_ELSEWHERE = 0  # the feed of a post whose feed is not here
GONE = 0  # the number of an author or a photo that a decision was about, and that was erased since


@dataclass
class Bringing:
    """Posts on their way in. leads, seqs: the numbers here of those in the export."""

    tx: Transaction
    event: int
    now: datetime
    leads: dict[int, int]
    seqs: dict[int, int]
    authors: dict[int | None, int | None] = field(default_factory=lambda: {None: None})
    posts: dict[int, int] = field(default_factory=dict)
    photos: dict[int, int] = field(default_factory=dict)

    def all_of(self, given: Values) -> None:
        """Store everything in `given`, as `carried.every` told it. Raises KeyError, ValueError."""
        for each in given["authors"]:
            self.authors[each["id"]] = self._bring("authors", each)
        for each in given["posts"]:
            self.posts[each["id"]] = self._post(each)
        for each in given["posts"]:
            if each["replaced_by"] is not None:
                posts.replace(self.tx, self.posts[each["id"]], self.posts[each["replaced_by"]])
        for each in given["photos"]:
            self.photos[each["id"]] = self._photo(each)
        for name in ("bans", "replies"):
            for each in given[name]:
                self._bring(name, each)
        self._decisions(given)

    def _post(self, given: Values) -> int:
        read(given["said_at"]), read(given["seen_at"])  # a broken time would break every look
        return self._bring(
            "posts",
            given,
            feed=FROM_ELSEWHERE,
            author=self.authors[given["author"]],
            record=self._seq(given["record"]),
        )

    def _photo(self, given: Values) -> int:
        """Store a photo as it was decided; one that is shown is fetched here anew."""
        number = self._bring("photos", given, post=self.posts[given["post"]])
        photos.set_state(self.tx, number, ReviewState(given["state"]), self.now)
        return number

    def _decisions(self, given: Values) -> None:
        for each in given["decisions"]:
            seq, subject = self.seqs[each["seq"]], self._subject(each["subject"])
            undone = self._seq(each["undone"])
            self._bring("decisions", each, seq=seq, subject=subject, undone=undone)
            state = each["state"] if each["state"] in set(ReviewState) else ReviewState.HELD
            at = log.at(self.tx, seq)
            reviews.decide(
                self.tx, seq, subject or f"posts:{seq}", ReviewState(state), "import", at
            )
        for each in given["decided"]:
            seq, post = self.seqs[each["seq"]], self.posts[each["post"]]
            self._bring("decided", each, seq=seq, post=post, record=self._seq(each["record"]))

    def _subject(self, text: str) -> str:
        """Return what was judged as it is numbered here; who or what was erased is nobody."""
        kind, _, value = text.partition(":")
        if kind == "author":
            return f"author:{self.authors.get(int(value), GONE)}"
        if kind == "photo":
            return f"photo:{self.photos.get(int(value), GONE)}"
        if kind == "account":
            lead, author = map(int, value.split(":"))
            return f"account:{self.leads[lead]}:{self.authors.get(author, GONE)}"
        return text

    def _seq(self, seq: int | None) -> int | None:
        return None if seq is None else self.seqs[seq]

    def _bring(self, name: str, given: Values, **here: object) -> int:
        return carried.bring(self.tx, name, {**given, "event": self.event, **here})
