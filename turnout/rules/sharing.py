"""Where a text is passed on: a link for each network, with the text in it, ready to send. Pure."""

from collections.abc import Iterable
from urllib.parse import quote

# {text} and {subject} are set in percent-encoded.
NETWORKS = {
    "whatsapp": "https://wa.me/?text={text}",
    "sms": "sms:?&body={text}",  # "?&" is what both iPhones and Androids read
    "email": "mailto:?subject={subject}&body={text}",
    "mastodon": "https://share.joinmastodon.org/#text={text}",  # asks which server is theirs
    "bluesky": "https://bsky.app/intent/compose?text={text}",
    "x": "https://x.com/intent/post?text={text}",
}
PERSONAL = ("whatsapp", "sms", "email")
PUBLIC = ("mastodon", "bluesky", "x")


def links(text: str, networks: Iterable[str], subject: str = "") -> dict[str, str]:
    """Return the link of each of `networks`."""
    values = {"text": quote(text, safe=""), "subject": quote(subject, safe="")}
    return {name: NETWORKS[name].format(**values) for name in networks}
