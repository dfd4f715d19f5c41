"""What goes out to people: e-mail and the team's own channels, from the outbox."""

from turnout.send.poster import Poster
from turnout.send.sender import Sender

__all__ = ["Poster", "Sender"]
