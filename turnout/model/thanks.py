"""What people are to be told of clean-up dates: thanks, and that one does not take place."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Draft:
    """What one person is to be told of one occasion, ready to be sent. Only organizers see it.

    occasion: "date:ID", what was cleaned at a date; "area:SEQ", an area that they reported; or
        "off:SEQ", a date put off or called off. It is the same however often it is asked.
    kind: "thanks" or "off". date: the slug of the date; empty of an area cleaned on none.
    lead, handle: with whom they signed up. contact: an e-mail address or phone number; empty
        where they cannot be reached. name: empty too for a quiet event.
    """

    occasion: str
    person: int
    kind: str
    date: str
    lead: str
    handle: str
    name: str
    contact: str
    lang: str
    subject: str
    text: str
    plain: str = ""  # the text without what it asks for
    asks: bool = False  # the text asks to come to another date

    @property
    def id(self) -> str:
        """What nobody is told twice: the occasion and the person."""
        return f"{self.occasion}:{self.person}"
