"""The organizers' own channels, whatever they use: one message an occasion, with no name in it."""

from collections.abc import Sequence

from turnout.errors import MailFailed
from turnout.send.channels import quieted


def post(channels: Sequence[str], text: str) -> None:
    """Post `text` to every channel. Raises MailFailed where one did not take it."""
    apprise = quieted()
    at = apprise.Apprise()
    known = [at.add(each) for each in channels]
    if not all(known):
        raise MailFailed("channel_unknown", for_good=True)
    if not at.notify(body=text, body_format=apprise.NotifyFormat.TEXT):
        raise MailFailed("channel_refused")
